"""Chỉ số: funds and the wider goals – series from the documents, charts, targets, and new values with evidence."""

from ntm.dashboards.measures.entry import measure_check, measure_entry
from ntm.dashboards.measures.page import measure, measures
from ntm.dashboards.measures.waiting import stated_confirm, stated_send_back, stated_values

__all__ = [
    "measure",
    "measure_check",
    "measure_entry",
    "measures",
    "stated_confirm",
    "stated_send_back",
    "stated_values",
]
