"""The bar that stays: round (ky), criteria set (bo), unit basis (ms), scope (pv), day known on (biet); all in the URL.

What cannot be understood never breaks a page: the default is shown, and a sentence says why.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day as written
from ntm import asked
from ntm.judgement import default_date
from ntm.known import KNOWN_ON

DISTRICT, GROUP = "huyen-", "nhom-"
ESTIMATE = "-uoc"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool = False
    group: str = ""


@dataclass
class Selection:
    """What a page is about. `units` is None while the round's own units are meant."""

    register: object
    as_of: date
    set_code: str | None
    units: date
    scope: str = ""
    notices: list = field(default_factory=list)
    given: dict = field(default_factory=dict)

    @cached_property
    def standing(self):
        """The standing the page is about: every number of the page about its communes comes from here."""
        return self.standing_at(self.as_of)

    def standing_at(self, on, set_code=None):
        """Another date under the same units and in the same scope; its own set unless one is asked for."""
        found = self.register.standing(on, self.units, self.set_code if on == self.as_of else set_code)
        communes = self.communes(on)
        return found if communes is None else found.within(communes)

    def communes(self, on=None):
        """Communes of the basis in the scope, None for the whole province."""
        if self.scope.startswith(DISTRICT):
            return self.register.district_communes(self.scope.removeprefix(DISTRICT), self.units)
        if self.scope.startswith(GROUP):
            return self.register.members(self.scope.removeprefix(GROUP), on or self.as_of, self.units)
        return None

    @property
    def printed_scope(self):
        """The scope as the documents print it (fixtures/figures.csv)."""
        if self.scope.startswith(DISTRICT):
            return f"district:{short_district(self.register.districts[self.scope.removeprefix(DISTRICT)].name)}"
        return f"group:{self.scope.removeprefix(GROUP)}" if self.scope.startswith(GROUP) else "province"

    @property
    def scope_name(self):
        if self.scope.startswith(DISTRICT):
            return self.register.districts[self.scope.removeprefix(DISTRICT)].name
        if self.scope.startswith(GROUP):
            return self.register.groups[self.scope.removeprefix(GROUP)].name
        return _("Whole province")

    @property
    def known_on(self):
        """The day as known on which the page is shown, None for today's knowledge."""
        return self.register.known_on

    @property
    def criteria_set(self):
        return self.register.sets.get(self.set_code)

    @property
    def own_units(self):
        """Whether the page counts the units of its own date."""
        state = self.register.lineage.state_start
        return state(self.units) == state(self.as_of)

    def url(self, **changes):
        """The query string with some values changed; an empty value drops its name."""
        values = {name: value for name, value in {**self.given, **changes}.items() if value}
        return f"?{urlencode(values)}" if values else "?"

    @property
    def query(self):
        """The query string to carry to other pages, "" for the defaults."""
        return f"?{urlencode(self.given)}" if self.given else ""

    # --- what the bar offers -----------------------------------------------------------------------------------

    @cached_property
    def rounds(self):
        return [
            Option(f"{one.date}", round_label(one), one.date == self.as_of) for one in reversed(self.register.rounds)
        ]

    @cached_property
    def sets(self):
        default = self.register.set_in_force(self.as_of)
        return [
            Option("" if one == default else code, one.name, code == self.set_code)
            for code, one in self.register.sets.items()
            if one.content_known
        ]

    @cached_property
    def unit_states(self):
        lineage = self.register.lineage
        chosen, default = lineage.state_start(self.units), lineage.state_start(self.as_of)
        starts = lineage.state_starts()
        if not starts:
            return []
        ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
        return [
            Option("" if start == default else f"{start}", self._units_label(start, end), start == chosen)
            for start, end in zip(starts, ends, strict=True)
        ]

    def _units_label(self, start, end):
        communes = len(self.register.lineage.universe(start))
        if end and start == self.register.lineage.state_starts()[0]:
            return ngettext("%(n)d commune (to %(day)s)", "%(n)d communes (to %(day)s)", communes) % {
                "n": communes,
                "day": written(end),
            }
        return ngettext("%(n)d commune (from %(day)s)", "%(n)d communes (from %(day)s)", communes) % {
            "n": communes,
            "day": written(start),
        }

    @cached_property
    def scopes(self):
        districts = [
            Option(f"{DISTRICT}{slug}", one.name, self.scope == f"{DISTRICT}{slug}", _("District"))
            for slug, one in self.register.districts.items()
        ]
        groups = [
            Option(f"{GROUP}{slug}", one.name, self.scope == f"{GROUP}{slug}", _("Group"))
            for slug, one in self.register.groups.items()
        ]
        return [Option("", _("Whole province"), not self.scope), *districts, *groups]

    @property
    def made_up_only(self):
        """After the last published year only illustration exists: the head of the page must say so."""
        return self.standing.illustration and self.as_of > default_date(self.register)

    @property
    def state_text(self):
        return _("Results to %(day)s") % {"day": written(self.as_of)}

    @property
    def print_line(self):
        """Round, set, units and scope in one line, for paper."""
        units = ngettext("%(n)d commune", "%(n)d communes", self.standing.universe) % {"n": self.standing.universe}
        parts = [self.state_text, str(self.criteria_set or "–"), units, self.scope_name]
        return " · ".join([*parts, *known_words(self)])

    @property
    def file_name(self):
        """What a downloaded file is called after its own name: the date, and the day known on."""
        return f"{self.as_of}-biet-{self.known_on}" if self.known_on else f"{self.as_of}"


def known_words(selection):
    """["By what was known on 31/12/2025"], [] for today's knowledge."""
    told = {"day": written(selection.known_on)}
    return [_("By what was known on %(day)s") % told] if selection.known_on else []


def round_label(one):
    """Hết năm 2020, 6 tháng đầu năm 2025 …"""
    names = {(12, 31): _("End of %(year)d"), (6, 30): _("Half-year %(year)d")}
    name = names.get((one.date.month, one.date.day))
    return name % {"year": one.date.year} if name else written(one.date)


def short_district(name):
    """Văn Quan of "Huyện Văn Quan": documents print the name alone."""
    for prefix in ("Huyện ", "Thành phố "):
        name = name.removeprefix(prefix)
    return name


def read_selection(query, register):
    """The selection a query string asks for; whatever it gets wrong is replaced and named in `notices`."""
    notices, given = [], {}
    known_on = _read(query, KNOWN_ON, _known_on, register, notices, given)
    if known_on:
        register.know(known_on)
    as_of = _read(query, "ky", _round, register, notices, given) or default_date(register)
    set_code = _read(query, "bo", asked.criteria_set, register, notices, given)
    units = _read(query, "ms", asked.units, register, notices, given) or as_of
    scope = _read(query, "pv", _scope, register, notices, given) or ""
    default_set = register.set_in_force(as_of)
    return Selection(register, as_of, set_code or (default_set and default_set.code), units, scope, notices, given)


def _read(query, name, parse, register, notices, given):
    text = query.get(name, "").strip()[:100]
    if not text:
        return None
    try:
        value = parse(register, text)
    except asked.NotUnderstood as error:
        notices.append(str(error))
        return None
    given[name] = text
    return value


def _known_on(_register, text):
    return asked.known_on(text)


def _round(register, text):
    if text.endswith(ESTIMATE):
        raise asked.NotUnderstood(_("No estimate of that year has been entered. The page shows the default round."))
    on = asked.day(text)
    if any(one.date == on for one in register.rounds):
        return on
    raise asked.NotUnderstood(
        _("There is no reporting round on %(day)s. The page shows the default round; choose one in the bar.")
        % {"day": written(on)}
    )


def _scope(register, text):
    if text.startswith(DISTRICT):
        return DISTRICT + asked.district(register, text.removeprefix(DISTRICT))
    if text.startswith(GROUP):
        return GROUP + asked.group(register, text.removeprefix(GROUP))
    raise asked.NotUnderstood(_("There is no scope “%(text)s”. The page shows the whole province.") % {"text": text})
