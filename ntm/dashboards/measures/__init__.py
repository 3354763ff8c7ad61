"""Chỉ số: funds and the wider goals – series from the documents, charts, targets, and new values with evidence."""

from ntm.dashboards.measures.page import measure, measures

__all__ = ["measure", "measures"]
