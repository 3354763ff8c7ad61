"""Why a complete step is refused for what the report says, not for who asks."""

from criteria.workflow.door import Refused


class Incomplete(Refused):
    """Submitting: something is missing; `gaps` names it, one by one."""


class WithoutComment(Refused):
    """Returning a criterion without a word, or correcting without a reason."""


class Disputed(Refused):
    """Approving while a department's dispute is unanswered."""
