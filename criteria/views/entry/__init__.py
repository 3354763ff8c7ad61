"""Pages and actions of data entry, one function an address."""

from criteria.views.entry.grid import grid
from criteria.views.entry.report import report, report_save
from criteria.views.entry.send import entry_send
from criteria.views.entry.start import entry, entry_reaffirm
from criteria.views.entry.steps import report_begin, report_correct, report_reaffirm, report_submit, report_withdraw

__all__ = [
    "entry",
    "entry_reaffirm",
    "entry_send",
    "grid",
    "report",
    "report_begin",
    "report_correct",
    "report_reaffirm",
    "report_save",
    "report_submit",
    "report_withdraw",
]
