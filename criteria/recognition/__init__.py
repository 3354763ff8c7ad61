"""Recognition: the one door through which decisions, withdrawals, recognition rules and files are written."""

from criteria.recognition.again import drop_again, require_again
from criteria.recognition.decisions import correct, record
from criteria.recognition.files import add_paper, change_file, close_file, open_file, reach, take_paper_off, undo_step
from criteria.recognition.rules import add_rule, change_rule
from criteria.recognition.withdrawing import restore, withdraw

__all__ = [
    "add_paper",
    "add_rule",
    "change_file",
    "change_rule",
    "close_file",
    "correct",
    "drop_again",
    "open_file",
    "reach",
    "record",
    "require_again",
    "restore",
    "take_paper_off",
    "undo_step",
    "withdraw",
]
