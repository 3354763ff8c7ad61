"""One target as the page shows it, and the sections that the targets are listed in."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from criteria.models import Measure
from ntm import printed, units, verdicts
from ntm.dashboards.bridge.choice import bridge_url
from ntm.judgement import ILLUSTRATION, PUBLISHED, from_communes
from ntm.progress import goals
from ntm.progress.bridge import End

SHORT = {goals.NOT_MET, goals.BEHIND}


@dataclass(frozen=True)
class Goal:
    """A judged target in words."""

    judgement: object
    register: object
    own: object = None

    @property
    def target(self):
        return self.judgement.target

    @property
    def result(self):
        return self.judgement.result

    @property
    def label(self):
        return printed.label(self.register, self.target)

    @property
    def context(self):
        """Scope, criterion and its set: what the label does not say."""
        target = self.target
        scope = "" if target.scope == printed.PROVINCE else printed.scope_name(self.register, target.scope)
        criterion = printed.criterion_name(self.register, target)
        part = _("Criterion %(name)s") % {"name": criterion} if criterion and criterion not in self.label else ""
        return " · ".join(filter(None, [scope, part, target.criteria_set and target.criteria_set.name]))

    @property
    def set_by(self):
        return verdicts.set_by(self.target)

    @property
    def aim(self):
        return verdicts.aim_text(self.judgement)

    @property
    def aim_note(self):
        return verdicts.aim_percent(self.judgement) or self.base_note

    @property
    def base_note(self):
        """The base of a share or an average; a count already carries it."""
        base = self.judgement.base
        if not base or self.target.unit not in (units.PERCENT, units.CRITERIA):
            return ""
        return _("of %(communes)s") % {"communes": units.amount(base, units.COMMUNE)}

    @property
    def value(self):
        return verdicts.result_text(self.judgement)

    @property
    def result_notes(self):
        """The day of the result, the units it is counted by, and the same under the units of that day."""
        if self.result is None:
            return []
        on = self.result.printed.figure.date if self.result.printed else self.judgement.on
        basis = verdicts.basis_words(self.judgement, self.register)
        said = " · ".join(filter(None, [day(on), "" if basis else self.base_note]))
        return list(filter(None, [said, basis, self.own_note]))

    @property
    def own_note(self):
        if self.own is None:
            return ""
        own = verdicts.own_text(self.judgement, self.own, self.register)
        marked = f"{own} ({_('illustration')})" if self.own.source == ILLUSTRATION else own
        return _("units of that day: %(own)s") % {"own": marked}

    @property
    def bridge_url(self):
        """From the number on the units of its day to the one on the target's; "" where they are the same."""
        judgement, target = self.judgement, self.target
        if self.result is None or target.scope != printed.PROVINCE or not verdicts.restated(judgement, self.register):
            return ""
        own, restated = End(judgement.on, judgement.on), End(judgement.on, judgement.basis)
        return bridge_url(own, restated, target.measure.key, target.criterion)

    @property
    def illustration(self):
        return bool(self.result) and self.result.source == ILLUSTRATION

    @property
    def source(self):
        """Where the result comes from: the document and its section, or that the system computed it."""
        if self.result is None:
            return ""
        if self.result.source != PUBLISHED:
            return verdicts.source_name(self.result)
        figure = self.result.printed.figure
        return f"{figure.document.short_name}, {figure.section}"

    @property
    def tag(self):
        return verdicts.tag(self.judgement)

    @property
    def verdict(self):
        return self.judgement.verdict

    @property
    def sentence(self):
        text = verdicts.sentence(self.judgement, self.register, self.own)
        return f"{text[:1].upper()}{text[1:]}."

    # --- the bar: plain numbers ----------------------------------------------------------------------------------

    @property
    def bar_value(self):
        return None if self.result is None else float(self.result.value)

    @property
    def bar_mark(self):
        return float(self.judgement.aim.near)

    @property
    def bar_whole(self):
        if self.target.unit == units.PERCENT:
            return 100
        falling = self.target.measure.better == Measure.Better.LOWER
        if (falling or not self.judgement.ahead) and verdicts.counts_of_whole(self.target, self.judgement.base):
            return self.judgement.base
        return max(float(end or 0) for end in (self.target.low, self.target.high, self.bar_value))

    @property
    def bar_kind(self):
        if self.result is None:
            return "none"
        return " ".join(["illustration"] * self.illustration + ["short"] * (self.verdict in SHORT))

    # --- ahead ---------------------------------------------------------------------------------------------------

    @property
    def required(self):
        return verdicts.required_text(self.judgement) if self.has_pace else number(None)

    @property
    def recent(self):
        return verdicts.recent_text(self.judgement) if self.has_pace else number(None)

    @property
    def has_pace(self):
        """A size or a distribution is met when equal: nobody walks toward it."""
        return self.target.measure.better != Measure.Better.NONE

    @property
    def start(self):
        """Where the recent pace is counted from: 61/181 (31/12/2019)."""
        judgement = self.judgement
        if judgement.start is None or not self.has_pace:
            return ""
        value = verdicts.value_text(judgement, judgement.start.value)
        year = judgement.on.year - judgement.recent_years
        return _("from %(value)s in %(year)s") % {"value": value, "year": year}

    # --- notes ---------------------------------------------------------------------------------------------------

    @property
    def competing(self):
        """Every printed value where documents print different ones: [(value, figure)]."""
        if not (self.result and self.result.disputed):
            return []
        return [
            (verdicts.value_text(self.judgement, one.value, verdicts.printed_digits(one)), one.figure)
            for one in self.result.competing
        ]

    @property
    def sets_apart(self):
        """(set of the target, set of the result) where they keep the two from being compared."""
        if self.verdict != goals.NOT_COMPARABLE:
            return None
        known = self.register.sets.get(self.result.criteria_set)
        return self.target.criteria_set.name, known.name if known else _("not known")

    @property
    def illustrated_start(self):
        start = self.judgement.start
        return bool(start) and start.source == ILLUSTRATION

    @property
    def source_note(self):
        """Where a result that no document prints comes from, or why there is none."""
        if self.illustration:
            return _("Result: computed by the system from made-up results of the communes.")
        if self.result:
            return _("Result: computed by the system from the communes.")
        if from_communes(self.target):
            return _("No document prints this result, and no commune's report gives it.")
        return _("No document prints this result.")


# --- sections --------------------------------------------------------------------------------------------------


@dataclass
class Table:
    """Targets of one plan: for the whole period, or for one year; those ahead apart from those that have come."""

    title: str
    ahead: bool
    goals: list = field(default_factory=list)


@dataclass
class Section:
    first: int
    last: int
    tables: list

    @property
    def title(self):
        if self.first == self.last:
            return _("Year %(year)s") % {"year": self.first}
        return _("Programme period %(first)s–%(last)s") % {"first": self.first, "last": self.last}

    @property
    def count(self):
        return sum(len(table.goals) for table in self.tables)


def sections(listed, periods):
    """Programme periods, each with the plan of the period first and its yearly plans after it."""
    found = {}
    for goal in listed:
        year = goal.target.date.year
        span = next((one for one in periods if one[0] <= year <= one[1]), (year, year))
        found.setdefault(span, []).append(goal)
    return [Section(*span, tables(goals_of)) for span, goals_of in sorted(found.items())]


def tables(listed):
    made = {}
    for goal in sorted(listed, key=_plan):
        key = _plan(goal)
        made.setdefault(key, Table(_title(key[0]), key[1])).goals.append(goal)
    return list(made.values())


def _plan(goal):
    """(year of the plan, ahead): 0 for what is set for a whole period or longer."""
    first, _dash, last = goal.target.period.partition("-")
    whole = last and int(last) - int(first) >= 4
    return (0 if whole else goal.target.date.year), goal.judgement.ahead


def _title(year):
    return _("Targets for %(year)s") % {"year": year} if year else _("Targets of the period")


def headline(judgements, as_of):
    """Đến 31/12/2020 đạt hoặc vượt 37/90 mục tiêu đã đến hạn; 20 chưa đạt, 33 chưa kết luận được."""
    due = [one.verdict for one in judgements if not one.ahead]
    if not judgements:
        return _("No target fits this choice.")
    if not due:
        return _("No target had come due by %(day)s") % {"day": day(as_of)}
    met, missed = sum(one in goals.ATTAINED for one in due), due.count(goals.NOT_MET)
    told = {"day": day(as_of), "met": number(met), "all": number(len(due)), "missed": number(missed)}
    head = _("By %(day)s %(met)s of %(all)s targets that had come due were met or exceeded; %(missed)s not met") % told
    return head + _others(due)


def _others(verdicts_found):
    differs = verdicts_found.count(goals.DIFFERS)
    open_ones = sum(one in UNDECIDED for one in verdicts_found)
    parts = [_(", %(n)s differ in size or distribution") % {"n": differs}] if differs else []
    return "".join([*parts, _(", %(n)s cannot be judged") % {"n": open_ones}] if open_ones else parts)


UNDECIDED = {goals.NOT_COMPARABLE, goals.NO_DATA, goals.SOURCES_DISAGREE}


def outlook(judgements):
    """26 mục tiêu của các năm sau: 5 đúng tiến độ, 3 chậm so với yêu cầu, 18 chưa kết luận được; "" without any."""
    ahead = [one.verdict for one in judgements if one.ahead]
    told = {
        "all": number(len(ahead)),
        "on_track": number(ahead.count(goals.ON_TRACK) + sum(one in goals.ATTAINED for one in ahead)),
        "behind": number(ahead.count(goals.BEHIND)),
        "open": number(sum(one in UNDECIDED or one == goals.DIFFERS for one in ahead)),
    }
    words = _("%(all)s targets lie ahead: %(on_track)s on track, %(behind)s behind, %(open)s cannot be judged yet.")
    return words % told if ahead else ""
