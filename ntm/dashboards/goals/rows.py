"""One target as the pages show it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from criteria.models import Measure
from ntm import printed, units, verdicts
from ntm.dashboards.bridge.choice import bridge_url
from ntm.judgement import ILLUSTRATION, PUBLISHED, from_communes
from ntm.progress import goals
from ntm.progress.bridge import End
from ntm.topics import measure_url

SHORT = {goals.NOT_MET, goals.BEHIND}
PACED = {goals.ON_TRACK, goals.BEHIND}


@dataclass(frozen=True)
class Goal:
    """A judged target in words."""

    judgement: object
    register: object
    own: object = None
    query: str = ""

    @property
    def url(self):
        return reverse("goal", args=[self.target.code.lower()]) + self.query

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
    def measure_url(self):
        return measure_url(self.target.measure)

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

    @property
    def lower_sentence(self):
        """The same behind a colon, in a heading."""
        text = verdicts.sentence(self.judgement, self.register, self.own)
        return f"{text[:1].lower()}{text[1:]}"

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
    def projected(self):
        """Đạt năm 2026 at the recent pace; "" where nothing can be said or nothing is missing."""
        judgement = self.judgement
        if not self.has_pace or judgement.recent is None or not goals.missing(judgement.aim, judgement.result.value):
            return ""
        if judgement.projected is None:
            return _("never reached so")
        return _("reached in %(year)s so") % {"year": judgement.projected}

    @property
    def wanted(self):
        return verdicts.communes_to_go(self.judgement)

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
    def made_up_verdict(self):
        """A made-up result, or the pace of a real one counted from a made-up start."""
        return self.illustration or (self.verdict in PACED and self.illustrated_start)

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
