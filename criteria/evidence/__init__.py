"""Evidence: files that come in pieces, are known by their content and kept once, and citations of documents."""

from criteria.evidence.linking import admit, attach, attach_all, bring, cite, detach, may_open
from criteria.evidence.uploading import Broken, announced, begin, continue_with, finish, received

__all__ = [
    "Broken",
    "admit",
    "announced",
    "attach",
    "attach_all",
    "begin",
    "bring",
    "cite",
    "continue_with",
    "detach",
    "finish",
    "may_open",
    "received",
]
