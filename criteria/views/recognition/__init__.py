"""Recognition decisions and the rules of a period: reading them, and the office's actions on them."""

from criteria.views.recognition.again import recognise_again, recognise_again_drop
from criteria.views.recognition.decisions import decision, decision_correct, decision_new
from criteria.views.recognition.rules import recognition_rule, recognition_rule_new, recognition_rules
from criteria.views.recognition.withdrawals import withdrawal, withdrawal_undo

__all__ = [
    "decision",
    "decision_correct",
    "decision_new",
    "recognise_again",
    "recognise_again_drop",
    "recognition_rule",
    "recognition_rule_new",
    "recognition_rules",
    "withdrawal",
    "withdrawal_undo",
]
