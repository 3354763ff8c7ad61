"""What the pages of rounds show: states, turnout by district, the reminder, the estimate beside the result."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import day
from criteria.completeness import HOLDING
from criteria.models import Assessment, Report, Round
from criteria.turnout import Place, Turnout, by_district, days_left, state_of

SEVERAL = gettext_lazy("- %(name)s: %(count)d communes not submitted yet (%(names)s)")
ORDER = {"open": 0, "extended": 1, "coming": 2, "closed": 3, "planned": 4}


@dataclass(frozen=True)
class Line:
    """One round in the list."""

    round: Round
    state: str
    days: int | None
    reports: dict


def state_of_round(of_round, extensions, today):
    """As Round.state_on; "extended" where the window is over and some districts or communes may still enter."""
    state = of_round.state_on(today)
    return "extended" if state == "closed" and any(one.closes_on >= today for one in extensions) else state


def summary(today):
    """All rounds with their state today and how many reports are in which state; the open ones first."""
    counts = defaultdict(dict)
    for key, state, number, made_up in Report.objects.tally():
        counts[key][state] = number
        counts[key]["illustration"] = counts[key].get("illustration", 0) + made_up
    found = Round.objects.select_related("criteria_set", "group").prefetch_related("extensions")
    lines = [
        Line(one, state_of_round(one, one.extensions.all(), today), days_left(one.closes_on, today), counts[one.pk])
        for one in found.order_by("-date", "kind")
    ]
    return sorted(lines, key=lambda line: ORDER[line.state])


class RoundPage:
    """One round with all its communes."""

    def __init__(self, of_round, today):
        self.round, self.today = of_round, today
        self.state = state_of_round(of_round, self.extensions, today)
        self.days = days_left(of_round.closes_on, today)

    @cached_property
    def extensions(self):
        return list(self.round.extensions.select_related("district", "commune__district", "granted_by"))

    @cached_property
    def places(self):
        states, made_up = defaultdict(set), set()
        reports = Report.objects.filter(round=self.round, superseded_at=None, criteria_set=self.round.criteria_set_id)
        kept = ("commune_id", "state", "illustration", "rests_on_illustration")
        for commune, state, illustration, rests in reports.values_list(*kept):
            if illustration and state in self.made_up_states:
                continue
            states[commune].add(state)
            made_up |= {commune} if illustration or rests else set()
        found = self.round.communes().select_related("district").order_by("district__sort_key", "sort_key")
        return [self._place(one, states[one.pk], one.pk in made_up) for one in found]

    @property
    def made_up_states(self):
        """An illustration's draft is nobody's beginning; what can be entered is owed though something made up stands
        there, as the officers' start page says too."""
        return Report.IN_ENTRY if self.round.opens_on is None else (*Report.IN_ENTRY, Report.State.APPROVED)

    def _place(self, commune, states, illustration):
        last = self.last_day(commune)
        district = commune.district.name if commune.district else ""
        return Place(commune.name, district, state_of(states), last, illustration)

    def last_day(self, commune):
        """As Round.last_day, over extensions read once for all communes."""
        if self.round.closes_on is None:
            return None
        return max([self.round.closes_on, *(one.closes_on for one in self.extensions if one.covers(commune))])

    @cached_property
    def total(self):
        return Turnout(_("Whole province"), self.places)

    @property
    def total_days(self):
        return self.days_of(self.total)

    @cached_property
    def districts(self):
        """(Turnout, days left until each of its ends)."""
        return [(one, self.days_of(one)) for one in by_district(self.places)]

    def days_of(self, turnout):
        return list(dict.fromkeys(days_left(last, self.today) for last, _places in turnout.ends))

    @property
    def illustration(self):
        return any(place.illustration for place in self.places)

    @property
    def reminder(self):
        """The text to copy into a message: who still owes a report, until when."""
        owing = [one for one, _days in self.districts if one.owing]
        if not owing:
            return ""
        head = _(
            "NTM coordination office: round of %(date)s (%(kind)s), %(sent)d of %(total)d communes have submitted."
        )
        said = {"date": day(self.round.date), "sent": self.total.sent, "total": self.total.total}
        said["kind"] = self.round.get_kind_display()
        lines = [reminder_line(one, end, self.today) for one in owing for end in one.ends]
        return "\n".join([head % said, *lines])


def reminder_line(turnout, end, today):
    """What a territory owes by one of its ends; where that is over, since when and whom to ask."""
    last, owing = end
    names = ", ".join(place.name for place in owing)
    said = {"name": turnout.name, "count": len(owing), "names": names, "day": day(last)}
    whose = _("- %(name)s: not submitted yet") if turnout.total == 1 else SEVERAL
    until = _("no last day is set.") if last is None else _("last day %(day)s.")
    if last and last < today:
        until = _("closed since the end of %(day)s, ask the coordination office to open it again.")
    return f"{whose}; {until}" % said


@dataclass(frozen=True)
class Comparison:
    """One commune of a year: criteria held in the estimate and in the official result, and where they differ."""

    commune: object
    estimate: int
    official: int
    only_estimate: list
    only_official: list
    illustration: bool

    @property
    def difference(self):
        return self.official - self.estimate


def compared(of_round):
    """The estimate of the year beside the official result, commune by commune; None where one of them is missing."""
    kinds = (Round.Kind.YEAR, Round.Kind.ESTIMATE)
    pair = {one.kind: one for one in Round.objects.filter(date=of_round.date, kind__in=kinds)}
    if len(pair) < len(kinds) or of_round.kind not in kinds:
        return None
    estimate, official = holdings(pair[Round.Kind.ESTIMATE]), holdings(pair[Round.Kind.YEAR])
    both = [commune for commune in official if commune in estimate]
    return [comparison(one, estimate[one], official[one]) for one in both]


def in_words(found):
    """Of how many communes the official result differs from the estimate, and which way."""
    differ = [one for one in found if one.only_estimate or one.only_official]
    told = {"n": len(differ), "all": len(found)}
    told |= {"more": sum(one.difference > 0 for one in differ), "less": sum(one.difference < 0 for one in differ)}
    words = _("%(n)d of %(all)d communes with both results differ: %(more)d above the estimate, %(less)d below it.")
    return words % told


def holdings(of_round):
    """{commune: (criteria held by its approved report, whether it is illustration)} in the order of names."""
    reports = Report.objects.approved().filter(round=of_round).select_related("commune").order_by("commune__sort_key")
    by_report = {one.pk: one for one in reports}
    held = defaultdict(set)
    said = Assessment.objects.filter(report__in=by_report, outcome__in=HOLDING)
    for report, number in said.values_list("report_id", "criterion__number"):
        held[report].add(number)
    return {one.commune: (held[key], one.made_up) for key, one in by_report.items()}


def comparison(commune, estimate, official):
    (guessed, made_up), (found, also_made_up) = estimate, official
    return Comparison(
        commune,
        len(guessed),
        len(found),
        sorted(guessed - found),
        sorted(found - guessed),
        made_up or also_made_up,
    )
