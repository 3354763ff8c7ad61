"""The one door through which a report changes state, and through which anything is said about it."""

from criteria.workflow.door import NotYours, Refused, Stale, WindowClosed, WrongState, passing
from criteria.workflow.opinions import answer, opine, opine_together
from criteria.workflow.refusals import Disputed, Incomplete, WithoutComment
from criteria.workflow.review import approve, begin_review, return_criteria
from criteria.workflow.steps import begin, correct, submit, withdraw
from criteria.workflow.transitions import TRANSITIONS, as_table

__all__ = [
    "TRANSITIONS",
    "Disputed",
    "Incomplete",
    "NotYours",
    "Refused",
    "Stale",
    "WindowClosed",
    "WithoutComment",
    "WrongState",
    "answer",
    "approve",
    "as_table",
    "begin",
    "begin_review",
    "correct",
    "opine",
    "opine_together",
    "passing",
    "return_criteria",
    "submit",
    "withdraw",
]
