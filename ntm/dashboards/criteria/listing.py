"""The list of a set's criteria, one row each, and the list of all sets."""

from dataclasses import dataclass, field

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from communes.vietnamese import day, number, signed
from ntm import verdicts
from ntm.dashboards.criteria.attained import Share

BY_NUMBER = "so"


@dataclass
class Row:
    criterion: object
    share: Share
    gained: set | None
    lost: set | None
    judgements: list
    leads: list = field(default_factory=list)

    @property
    def name(self):
        return named(self.criterion)

    @property
    def change(self):
        """+3, −1, 0; "–" where the round before is not comparable."""
        return signed(len(self.gained) - len(self.lost)) if self.gained is not None else number(None)

    @property
    def target(self):
        """The one target that the list shows, of the year or ahead; the page of the criterion has them all."""
        return Goal(self.judgements[0]) if self.judgements else None

    @property
    def bar(self):
        if not self.share.known:
            return "none"
        return "illustration" if self.share.illustration else ""

    @property
    def departments(self):
        return ", ".join(lead.department.name for lead in self.leads)


@dataclass(frozen=True)
class Goal:
    """A judged target in the words of a list."""

    judgement: object

    @property
    def aim(self):
        return verdicts.aim_text(self.judgement)

    @property
    def tag(self):
        return verdicts.tag(self.judgement)

    @property
    def verdict(self):
        return self.judgement.verdict

    @property
    def target(self):
        return self.judgement.target

    @property
    def illustration(self):
        return bool(self.judgement.result) and self.judgement.result.source == verdicts.ILLUSTRATION


def named(criterion):
    """2. Giao thông, with the English name for the English interface."""
    english = (get_language() or "vi").startswith("en")
    return f"{criterion.number}. {criterion.name_en if english else criterion.name}"


def rows(counts, leads, by_number):
    whole = counts.selection.standing.universe
    found = [
        Row(
            one,
            Share(counts.result(one.number), whole),
            *counts.moves(one.number),
            [judged for judged in counts.judged(one.number) if judged.target.date.year >= counts.selection.as_of.year],
            leads.get(one.number, []),
        )
        for one in counts.register.criteria.get(counts.selection.set_code, [])
    ]
    return found if by_number else sorted(found, key=worst_first)


def worst_first(row):
    """Fewest communes first; what is not known comes last."""
    return not row.share.known, row.share.count or 0, row.criterion.number


def finding(selection, listed):
    """Thấp nhất là tiêu chí 5. Trường học: 72/181 xã đạt (39,78%); 3 tiêu chí đã có 181/181 xã đạt."""
    known = [row for row in listed if row.share.known]
    if not known:
        return _("%(set)s: no data on single criteria at %(day)s yet") % {
            "set": selection.criteria_set or _("Criteria"),
            "day": day(selection.as_of),
        }
    lowest, everywhere = min(known, key=worst_first), sum(row.share.lacking == 0 for row in known)
    told = {"name": lowest.name, "fraction": lowest.share.fraction, "percent": lowest.share.percent}
    said = _("Lowest is criterion %(name)s: %(fraction)s communes attained it (%(percent)s)") % told
    if not everywhere:
        return said
    rest = ngettext("%(n)s criterion is attained everywhere", "%(n)s criteria are attained everywhere", everywhere)
    return f"{said}; {rest % {'n': number(everywhere)}}"


@dataclass(frozen=True)
class SetLine:
    """One criteria set in the list of all."""

    criteria_set: object
    url: str
    current: bool
    known: int

    @property
    def years(self):
        of_set = self.criteria_set
        return f"{of_set.first_year}–{of_set.last_year}"


def set_lines(selection):
    register = selection.register
    units = {"ms": selection.given.get("ms"), "pv": selection.given.get("pv")}
    return [
        SetLine(
            one,
            selection.url(**{**dict.fromkeys(selection.given), **units, "bo": code}),
            code == selection.set_code,
            len(register.criteria.get(code, [])),
        )
        for code, one in sorted(register.sets.items(), key=lambda pair: (pair[1].first_year, pair[1].level != "basic"))
    ]
