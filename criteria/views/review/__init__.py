"""Duyệt: the queue, one report, opinions of departments, and the printed table."""
