"""The list of accounts: what it is narrowed to, its rows with roles and states, and what it adds up to."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.accounts.roles import territory_name
from communes.models import Commune, Department, District, Group, Officer

ON_A_PAGE = 50
IN_USE, INVITED, CLOSED, WITHOUT_ROLE = "dang-dung", "cho-mo", "da-ngung", "khong-vai-tro"
STATES = {
    IN_USE: gettext_lazy("in use"),
    INVITED: gettext_lazy("no password set yet"),
    CLOSED: gettext_lazy("sign-in closed"),
    WITHOUT_ROLE: gettext_lazy("in use, without a role"),
}
UNUSABLE = "!"  # how Django begins the password of somebody who has not set one


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means everything."""

    text: str = ""
    role: str = ""
    territory: str = ""
    state: str = ""

    @property
    def any(self):
        return bool(self.text or self.role or self.territory or self.state)


def read(query, choices):
    """The filters of a query string; a value that is no choice asks for nothing."""
    asked = {name: query.get(name, "").strip() for name in ("vai_tro", "dia_ban", "trang_thai")}
    known = {value for _label, options in choices for value, _text in options}
    return Wanted(
        query.get("q", "").replace("\x00", "")[:100].strip(),
        asked["vai_tro"] if asked["vai_tro"] in Officer.Role else "",
        asked["dia_ban"] if asked["dia_ban"] in known else "",
        asked["trang_thai"] if asked["trang_thai"] in STATES else "",
    )


def narrowed(accounts, wanted, today):
    """The accounts that fit, in Vietnamese order."""
    role = {"role": wanted.role} if wanted.role else {}
    if wanted.territory:
        kind, _slash, number = wanted.territory.partition("-")
        role |= {kind: number}
    found = accounts.search(wanted.text) if wanted.text else accounts
    found = found.holding(today, **role) if role else found
    return in_state(found, wanted.state, today).order_by("sort_key", "pk")


def in_state(accounts, state, today):
    if state == CLOSED:
        return accounts.filter(is_active=False)
    if state == INVITED:
        return accounts.filter(is_active=True, password__startswith=UNUSABLE)
    if state == IN_USE:
        return accounts.filter(is_active=True).exclude(password__startswith=UNUSABLE)
    if state == WITHOUT_ROLE:
        held = Officer.objects.in_force(today).filter(user=OuterRef("pk"))
        return accounts.filter(~Exists(held), is_active=True)
    return accounts


def territories(today):
    """[(heading, [(value, name)])] of everything a role may be held for; a value is "<field>-<number>"."""
    kinds = [
        (_("Districts (to 30/06/2025)"), "district", District.objects.all()),
        (_("Communes of today"), "communes", Commune.objects.rural().in_force(today)),
        (_("Assigned areas"), "group", Group.objects.filter(area=True)),
        (_("Departments"), "department", Department.objects.in_force(today)),
    ]
    return [(heading, [(f"{field}-{row.pk}", row.name) for row in rows]) for heading, field, rows in kinds]


@dataclass(frozen=True)
class Row:
    """One account of the list."""

    account: object
    roles: list
    state: str

    @property
    def state_text(self):
        return STATES[self.state]


def page_of(accounts, today, number):
    """One page of rows with their roles, whatever the number of accounts in the same few queries."""
    held = Officer.objects.not_over(today).with_territory()
    page = Paginator(accounts.prefetch_related(Prefetch("roles", held, to_attr="held")), ON_A_PAGE).get_page(number)
    page.object_list = [Row(one, in_words(one.held, today), state_of(one)) for one in page.object_list]
    return page


def in_words(held, today):
    """[(role, territory, first day where that lies ahead, else None)] for a list."""
    return [(one.get_role_display(), territory_name(one), ahead(one.valid_from, today)) for one in held]


def ahead(on, today):
    return on if on > today else None


def state_of(account):
    if not account.is_active:
        return CLOSED
    return IN_USE if account.has_usable_password() else INVITED


def counted(accounts, today):
    """(all, in use, no password yet, closed), for the sentence above the list."""
    return [accounts.count()] + [in_state(accounts, state, today).count() for state in (IN_USE, INVITED, CLOSED)]


def today():
    return timezone.localdate()
