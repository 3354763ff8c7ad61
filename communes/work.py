"""Everybody's work: the entries of the header that depend on roles, and the page somebody starts on.

A page of work joins by its URL name: an entry whose name is not in the site map yet is left out. What waits on a page
is counted by a function named in settings.WORK_COUNTS ({"review": "criteria.reviewing.queue.waiting"}) of the user.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from communes.models import Officer
from communes.rights import role_names

Role = Officer.Role
ENTERING = {Role.DISTRICT, Role.COMMUNE}
OFFICE = {Role.OFFICE, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Entry:
    """One line of the menu: what it is called, the name of its URL, who sees it, whether beside the main pages."""

    label: str
    name: str
    roles: frozenset
    beside: bool = False


ENTRIES = [
    Entry(_("Data entry"), "entry", frozenset(ENTERING), beside=True),
    Entry(_("Review"), "review", frozenset(OFFICE | {Role.DEPARTMENT, Role.AREA}), beside=True),
    Entry(_("Check"), "check", frozenset({Role.DISTRICT}), beside=True),
    Entry(_("Scenarios"), "scenarios", frozenset(OFFICE | {Role.LEADER}), beside=True),
    Entry(_("Stated values"), "stated_values", frozenset(OFFICE | {Role.DEPARTMENT})),
    Entry(_("Reporting rounds"), "rounds", frozenset(OFFICE)),
    Entry(_("Accounts"), "accounts", frozenset(OFFICE)),
    Entry(_("Assigned areas"), "areas", frozenset(OFFICE)),
    Entry(_("Rearrangement of units"), "rearrangements", frozenset(OFFICE)),
    Entry(_("History"), "history", frozenset(OFFICE)),
]
STARTS = [
    (ENTERING, "entry"),
    ({Role.OFFICE, Role.DEPARTMENT, Role.AREA}, "review"),
    ({Role.ADMINISTRATOR}, "accounts"),
]


@dataclass(frozen=True)
class Link:
    """An entry ready for the header; `current` for aria-current, `count` of what waits there (None: not counted)."""

    label: str
    address: str
    current: str = ""
    count: int | None = None


class Work:
    """The links of one reader, found once a page although the header shows them twice."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def roles(self):
        user = getattr(self.request, "user", None)
        return role_names(user) if user else set()

    @cached_property
    def beside(self):
        """What stands open beside the main pages: the daily work."""
        return self._links(True)

    @cached_property
    def below(self):
        """What stands folded: managing rounds, people and areas."""
        return self._links(False)

    @property
    def within(self):
        """Whether the page shown is one of the folded ones."""
        return any(link.current for link in self.below)

    def _links(self, beside):
        mine = [entry for entry in ENTRIES if entry.beside == beside and entry.roles & self.roles]
        return [link for link in (self._link(entry) for entry in mine) if link]

    def _link(self, entry):
        address = address_of(entry.name)
        if not address:
            return None
        here = self.request.path
        current = "page" if here == address else "true" if here.startswith(address) else ""
        return Link(entry.label, address, current, waiting(entry.name, self.request.user))


def work_links(request):
    """Context processor: `work` in every template, asked for nothing before the header needs it, once a request."""
    request.work = getattr(request, "work", None) or Work(request)
    return {"work": request.work}


def start_of(user):
    """The address of the page on which somebody's day starts; the overview where there is no other."""
    held = role_names(user)
    wanted = [name for roles, name in STARTS if roles & held]
    return next(filter(None, map(address_of, [*wanted, "overview"])), "/")


def address_of(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def waiting(name, user):
    """How many things wait on the page of that name, None where nobody counts them."""
    counted_by = settings.WORK_COUNTS.get(name)
    return import_string(counted_by)(user) if counted_by else None
