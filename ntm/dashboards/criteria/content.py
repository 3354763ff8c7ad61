"""What a criterion asks for: its indicators and thresholds, and the same theme in the other sets."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import number
from criteria import themes
from criteria.models import Indicator, Threshold
from criteria.models.standard import Level
from ntm.dashboards.criteria.listing import named

# Lạng Sơn lies in this class: its thresholds are those that the set's successors are compared by.
OURS = Threshold.CommuneClass.NORTHERN_MOUNTAINS
SIGNS = {Indicator.Comparison.AT_LEAST: "≥", Indicator.Comparison.AT_MOST: "≤", Indicator.Comparison.MORE_THAN: ">"}
CHANGES = {
    themes.NEW: gettext_lazy("New"),
    themes.GONE: gettext_lazy("No longer asked for"),
    themes.SAME: gettext_lazy("Unchanged"),
    themes.RAISED: gettext_lazy("Threshold made harder"),
    themes.LOWERED: gettext_lazy("Threshold made easier"),
    themes.REWORDED: gettext_lazy("Threshold worded differently"),
    themes.UNKNOWN: gettext_lazy("Threshold not known on one side"),
}
OPEN = ("partly:", "own knowledge, unverified")


@dataclass(frozen=True)
class Asked:
    """One threshold: for a class of communes and a span of years."""

    commune_class: str
    years: str
    text: str
    value: object
    checked: bool
    source: str


@dataclass
class Content:
    """One indicator with its thresholds."""

    code: str
    text: str
    unit: str
    comparison: str
    yearly: bool
    source: str
    levels: list = field(default_factory=list)

    @property
    def checked(self):
        """Whether a person compared every threshold with the document; without one there was nothing to check."""
        return bool(self.levels) and all(level.checked for level in self.levels)

    @property
    def sources(self):
        return list(dict.fromkeys([self.source, *(level.source for level in self.levels)]))

    def of_class(self, commune_class):
        return [level for level in self.levels if level.commune_class == commune_class]

    @property
    def national(self):
        return self.of_class(Threshold.CommuneClass.NATIONAL)

    @property
    def ours(self):
        return self.of_class(OURS)

    @property
    def judged_by(self):
        return Indicator.Comparison(self.comparison).label

    @property
    def requirement(self):
        """For comparing sets: the last year's threshold of our class."""
        levels = self.ours or self.national
        last = levels[-1] if levels else None
        told = "; ".join(": ".join(filter(None, [level.years, level.text])) for level in levels)
        return themes.Requirement(self.code, self.text, self.comparison, last and last.value, told)


def contents(rows):
    """{criterion id: [Content]} of the rows that join indicators with thresholds."""
    found = {}
    for row in rows:
        of_criterion = found.setdefault(row["criterion_id"], {})
        one = of_criterion.setdefault(row["code"], as_content(row))
        if row["level_class"]:
            one.levels.append(as_level(row))
    return {criterion: list(by_code.values()) for criterion, by_code in found.items()}


def as_content(row):
    return Content(*(row[name] for name in ("code", "text", "unit", "comparison", "yearly", "source")))


def as_level(row):
    checked = row["checked"] and not any(mark in row["level_source"] for mark in OPEN)
    return Asked(row["level_class"], years_of(row), level_text(row), row["value"], checked, row["level_source"])


def level_text(row):
    """≥ 36 triệu đồng/người/năm where there is a number, else the words of the document; "" when not known."""
    if row["value"] is None:
        return row["level_text"]
    sign = SIGNS.get(row["comparison"], "")
    text = " ".join(filter(None, [sign, number(row["value"].normalize()), row["unit"]]))
    return text.replace(" %", "%")


def years_of(row):
    first, last = row["year_from"], row["year_to"]
    if first and last and first != last:
        return f"{first}–{last}"
    return str(first or (_("to %(year)s") % {"year": last} if last else ""))


@dataclass(frozen=True)
class Elsewhere:
    """Criteria of another set on the same theme, with what changed between the two."""

    criteria_set: object
    criteria: list
    sources: list
    pairs: list
    later: bool

    @property
    def renamed(self):
        return len({one.name for one, _url in self.criteria}) != 1

    @property
    def summary(self):
        """2 mới, 1 nâng mức đạt …: what the table under it says, counted."""
        said = []
        for change, label in CHANGES.items():
            n = sum(pair.change == change for pair in self.pairs)
            if n:
                said.append(f"{label}: {n}")
        return "; ".join(said)


def related(register, criterion):
    """{other set: [(Criterion, what the pairing rests on)]} in the order of the sets' years."""
    known = themes.read_themes(str(settings.FIXTURES / "themes.csv"))
    found = {}
    for one in known.get((criterion.criteria_set.code, criterion.number), []):
        other = register.criterion(one.set_code, one.number)
        if other:
            found.setdefault(one.set_code, []).append((other, one.source))
    order = sorted(found, key=lambda code: (register.sets[code].first_year, code))
    return {register.sets[code]: found[code] for code in order}


@dataclass(frozen=True)
class Compared:
    """A pair of indicators with the change in words."""

    before: object
    after: object
    change: str

    @property
    def label(self):
        return CHANGES[self.change]


def compared(before, after):
    found = themes.paired([one.requirement for one in before], [one.requirement for one in after])
    return [Compared(pair.before, pair.after, pair.change) for pair in found]


def elsewhere(criterion, others, content):
    """[Elsewhere]: the nearest later set first, for that is what the office prepares for."""
    own, own_set = content.get(criterion.id, []), criterion.criteria_set
    told = []
    for other_set, found in others.items():
        theirs = [one for other, _source in found for one in content.get(other.id, [])]
        later = rank(other_set) > rank(own_set)
        sides = (own, theirs) if later else (theirs, own)
        pairs = compared(*sides) if own and theirs else []
        listed = [(other, named(other)) for other, _source in found]
        told.append(Elsewhere(other_set, listed, list(dict.fromkeys(s for _o, s in found)), pairs, later))
    return sorted(told, key=lambda one: (not one.later, abs(one.criteria_set.first_year - own_set.first_year)))


def rank(criteria_set):
    """By year; of one year the basic set comes first, for the advanced one asks for more."""
    return criteria_set.first_year, criteria_set.level != Level.BASIC
