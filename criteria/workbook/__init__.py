"""The workbook that officers know: communes as rows, criteria as columns; out with what is known, in with what changed.

`extraction` runs in a process of its own and must stay light: this package imports nothing.
"""
