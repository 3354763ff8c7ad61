"""What the bridge is asked for: two ends (tu, tu_ms and den, den_ms), the measure (do) and its criterion (tc)."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day as written
from ntm import asked
from ntm.dashboards.entries import name_of
from ntm.dashboards.selection import Option, round_label
from ntm.judgement import HEADLINE, default_date
from ntm.progress.bridge import End, Measure
from ntm.progress.bridge.measures import ALL_CRITERIA, AVERAGE, COMMUNES, CRITERION, RECOGNISED
from ntm.progress.recognition import is_year_end

MEASURES = {
    "cong-nhan": (RECOGNISED, gettext_lazy("Communes recognised")),
    "du-tieu-chi": (ALL_CRITERIA, gettext_lazy("Communes with all criteria")),
    "binh-quan": (AVERAGE, gettext_lazy("Average criteria per commune")),
    "tieu-chi": (CRITERION, gettext_lazy("Communes attaining a criterion")),
    "so-xa": (COMMUNES, gettext_lazy("Number of communes")),
}
SLUGS = {kind: slug for slug, (kind, _label) in MEASURES.items()}
DEFAULT = SLUGS[RECOGNISED]
PRINTED = {
    RECOGNISED: HEADLINE,
    ALL_CRITERIA: "communes_in_band_19",
    AVERAGE: "avg_criteria_per_commune",
    CRITERION: "communes_attained_criterion",
}
FROM, TO = ("tu", "tu_ms"), ("den", "den_ms")


@dataclass
class Choice:
    """`one` is where the bridge begins, `other` where it ends; `given` is what the address said and was understood."""

    register: object
    one: End
    other: End
    slug: str
    measure: Measure
    notices: list = field(default_factory=list)
    given: dict = field(default_factory=dict)

    def url(self, **changes):
        """The query string with some values changed; an empty value drops its name."""
        values = {name: value for name, value in {**self.given, **changes}.items() if value}
        return f"?{urlencode(values)}" if values else "?"

    @property
    def turned(self):
        """The same bridge the other way round."""
        return self.url(**ends_in_address(self.other, self.one))

    @property
    def measures(self):
        """(address, label, chosen) of each measure."""
        return [(self.url(do=slug, tc=""), label, slug == self.slug) for slug, (_kind, label) in MEASURES.items()]

    @property
    def criteria(self):
        """Criteria of the later end's set, () for other measures."""
        if self.measure.kind != CRITERION:
            return ()
        found = criteria_at(self.register, self.other.as_of)
        return [Option(f"{c.number}", f"{c.number}. {name_of(c)}", c.number == self.measure.criterion) for c in found]

    @property
    def sides(self):
        """(name of the date, its choices, name of the units, their choices, label) of both ends."""
        return [
            (FROM[0], self.days(self.one), FROM[1], self.unit_states(self.one), _("From")),
            (TO[0], self.days(self.other), TO[1], self.unit_states(self.other), _("To")),
        ]

    def days(self, end):
        """Rounds, and the eves and days of rearrangements; another day that was asked for is added."""
        found = {one.date: round_label(one) for one in self.register.rounds}
        starts = self.register.lineage.state_starts()[1:]
        found |= {on: written(on) for start in starts for on in (start - timedelta(days=1), start) if on not in found}
        found.setdefault(end.as_of, written(end.as_of))
        return [Option(f"{on}", found[on], on == end.as_of) for on in sorted(found, reverse=True)]

    def unit_states(self, end):
        """The units of the day itself, or of any other state."""
        state, lineage = self.register.lineage.state_start, self.register.lineage
        own = state(end.as_of)
        return [
            Option("" if start == own else f"{start}", units_label(lineage, start), start == state(end.units))
            for start in lineage.state_starts()
        ]


def units_label(lineage, start):
    size = len(lineage.universe(start))
    words = ngettext("%(n)d commune (from %(day)s)", "%(n)d communes (from %(day)s)", size)
    return words % {"n": size, "day": written(start)}


def criteria_at(register, on):
    in_force = register.set_in_force(on)
    return register.criteria[in_force.code] if in_force else []


def ends_in_address(one, other):
    """What the address says of two ends; own units are left out."""
    told = {}
    for (name, units), end in ((FROM, one), (TO, other)):
        told |= {name: f"{end.as_of}", units: f"{end.units}" if end.units != end.as_of else ""}
    return told


def bridge_url(one, other, measure, criterion=None):
    """The page that explains two numbers of a measure of the documents; "" for one that it does not explain."""
    kind = next((kind for kind, key in PRINTED.items() if key == measure.removesuffix("_share")), None)
    if kind is None:
        return ""
    asked = {**ends_in_address(one, other), "do": SLUGS[kind], "tc": criterion or ""}
    return f"{reverse('bridge')}?{urlencode({name: value for name, value in asked.items() if value})}"


def change_url(selection, measure, criterion=None):
    """(address, day): the bridge from the year-end before to the number of a page; None for a part of the province."""
    since = year_before(selection.register, selection.as_of)
    if selection.scope or since >= selection.as_of:
        return None
    return bridge_url(End(since, since), End(selection.as_of, selection.units), measure, criterion), since


def read_choice(query, register):
    """The choice a query string asks for; whatever it gets wrong is replaced and named in `notices`."""
    notices, given = [], {}
    end = read(query, TO[0], asked_day, register, notices, given) or default_date(register)
    start = read(query, FROM[0], asked_day, register, notices, given) or year_before(register, end)
    start_units = read(query, FROM[1], asked.units, register, notices, given) or start
    end_units = read(query, TO[1], asked.units, register, notices, given) or end
    slug = read(query, "do", asked_measure, register, notices, given) or DEFAULT
    measure = Measure(MEASURES[slug][0], criterion_of(query, slug, register, end, notices, given))
    return Choice(register, End(start, start_units), End(end, end_units), slug, measure, notices, given)


def read(query, name, parse, register, notices, given):
    text = query.get(name, "").replace("\x00", "").strip()[:40]
    try:
        value = parse(register, text) if text else None
    except asked.NotUnderstood as error:
        notices.append(str(error))
        return None
    if text:
        given[name] = text
    return value


def asked_day(register, text):
    return asked.day(text)


def asked_measure(register, text):
    return asked.one_of(MEASURES, text, _("There is no measure “%(slug)s”. Known: %(known)s."))


def criterion_of(query, slug, register, end, notices, given):
    """The number of the criterion asked for, the first of the set without one; None for other measures."""
    if MEASURES[slug][0] != CRITERION:
        return None
    known = {f"{one.number}": one.number for one in criteria_at(register, end)}

    def parse(_register, text):
        sentence = _("There is no criterion “%(slug)s” in the set of that day. Known: %(known)s.")
        return known[asked.one_of(known, text, sentence)]

    return read(query, "tc", parse, register, notices, given) or next(iter(known.values()), None)


def year_before(register, end):
    """The year-end before, else the round before: a day that was reported on."""
    earlier = [one.date for one in register.rounds if one.date < end]
    year_ends = [on for on in earlier if is_year_end(on)]
    return next(reversed(year_ends or earlier), end)
