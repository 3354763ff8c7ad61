"""The history in sentences: what an action is called, what its fields and values are called. Each floor adds its own.

    says("round.opened", _("Opened the reporting round %(subject)s"))

is all that a new kind of change needs; tests/test_history_told.py fails for an action that has no sentence.
"""

from communes.telling.registry import PATTERNS, SENTENCES, call_field, call_values, told_by
from communes.telling.sentences import changed, says, sentence, who
from communes.telling.values import Names

__all__ = [
    "PATTERNS",
    "SENTENCES",
    "Names",
    "call_field",
    "call_values",
    "changed",
    "says",
    "sentence",
    "told_by",
    "who",
]
