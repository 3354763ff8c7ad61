"""The next rearrangement of units: read from a resolution, looked at beforehand, approved, applied and undone."""

from criteria.rearrangement.applying import approve
from criteria.rearrangement.door import BuiltOn, NotReady, may_approve
from criteria.rearrangement.drafting import change, choose, draft, propose
from criteria.rearrangement.reading import read
from criteria.rearrangement.undoing import built_on, undo

__all__ = [
    "BuiltOn",
    "NotReady",
    "approve",
    "built_on",
    "change",
    "choose",
    "draft",
    "may_approve",
    "propose",
    "read",
    "undo",
]
