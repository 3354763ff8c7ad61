"""The results a quick report states: printed ones first, each with where it comes from as text."""

from functools import cached_property

from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from criteria.models.standard import Level
from ntm.judgement import COMPUTED, HEADLINE, ILLUSTRATION, PUBLISHED, Judge, Result
from ntm.progress.bands import bands_for
from ntm.progress.distribution import Printed, completed
from ntm.progress.measures import BANDS, Question, computed, free_of_sets, level_recognised, years_before
from ntm.progress.summary import Difference

AVERAGE, CRITERION = "avg_criteria_per_commune", "communes_attained_criterion"
LEVELS = {
    Level.BASIC.value: HEADLINE,
    Level.ADVANCED.value: "communes_attained_advanced",
    Level.MODEL.value: "communes_attained_model",
}


class Facts:
    """Everything is about the communes of the page's selection, on its date and on two earlier ones."""

    def __init__(self, selection):
        self.selection, self.register = selection, selection.register
        self.judge = Judge(self.register)

    @cached_property
    def now(self):
        return self.selection.standing

    @cached_property
    def before(self):
        """The date of the round before, None at the first one."""
        found = self.register.previous_round(self.selection.as_of)
        return found and found.date

    @cached_property
    def year_ago(self):
        """The same day of the year before, where that was a round."""
        on = years_before(self.selection.as_of, 1)
        return on if any(one.date == on for one in self.register.rounds) else None

    @property
    def earlier(self):
        """[(date, what it is called)], the round before first; one that is both is named once."""
        if self.before and self.before == self.year_ago:
            return [(self.before, _("the round before, a year earlier"))]
        named = [(self.before, _("the round before")), (self.year_ago, _("the same time last year"))]
        return [(on, name) for on, name in named if on]

    def keys(self):
        """The standings of the page, for one fetch."""
        days = [self.selection.as_of, *(on for on, _name in self.earlier)]
        in_force = self.register.set_in_force(self.selection.as_of)
        judged = (self.selection.as_of, self.selection.units, in_force and in_force.code)
        return {judged, *((on, self.selection.units, self.set_code(on)) for on in days)}

    def set_code(self, on):
        """The page's own set on the page's date, the set in force on another."""
        if on == self.selection.as_of:
            return self.selection.set_code
        in_force = self.register.set_in_force(on)
        return in_force and in_force.code

    def standing(self, on):
        """An earlier date for the communes that are in the scope now."""
        if on == self.selection.as_of:
            return self.now
        return self.register.standing(on, self.selection.units, self.set_code(on)).within(self.now.rows.keys())

    def difference(self, on):
        return Difference(self.now, self.standing(on))

    # --- results ---------------------------------------------------------------------------------------------

    def result(self, measure, on=None, criterion=None):
        """A result under the page's units; None without data."""
        on = on or self.selection.as_of
        question = Question(measure, on, criterion=criterion)
        return self._printed(question) or self._counted(question)

    def _printed(self, question):
        if not any(f.date == question.date and f.criterion == question.criterion for f in self.register.published):
            return None
        found = self.judge.result(question, self.selection.printed_scope, self.selection.units)
        if found is None or found.source != PUBLISHED:
            return None
        own_set = free_of_sets(question.measure) or found.criteria_set == self.set_code(question.date)
        return found if own_set else None

    def _counted(self, question):
        level = level_recognised(question.measure)
        if level and not self.judge.decisions_known(level, question.date):
            return None
        found = computed(question, lambda on, level="basic": self.standing(on))
        if found is None or found.standing is None:
            return None
        source = ILLUSTRATION if found.illustration or self.made_up_scope else COMPUTED
        return Result(found.value, source, found.criteria_set, standing=found.standing)

    def change(self, measure, on):
        """(difference, result then) of two results of one basis and set; None where they cannot be compared."""
        now, then = self.result(measure), self.result(measure, on)
        if not (complete(now) and complete(then)) or now.criteria_set != then.criteria_set:
            return None
        return now.value - then.value, then

    @cached_property
    def bands(self):
        """[(band, communes)] and their source: as printed where that settles all of them, else counted."""
        if not self.now.criteria:
            return [], None
        bands = bands_for(len(self.now.criteria))
        figures = [(span, self._printed(Question(measure, self.selection.as_of))) for measure, span in BANDS.items()]
        printed = [Printed(*span, int(found.value)) for span, found in figures if found]
        counts = completed(bands, printed, self.now.universe)
        if counts is not None:
            return list(zip(bands, counts, strict=True)), next(found for _span, found in figures if found)
        if not self.now.has_data:
            return [], None
        return self.now.bands(), self.reports

    @property
    def reports(self):
        """What the reports of the communes alone say, as a result to mark other counts with."""
        made_up = self.made_up_scope or any(row.illustration for row in self.now.rows.values())
        source = ILLUSTRATION if made_up else COMPUTED
        return Result(self.now.average or 0, source, self.now.criteria_set, standing=self.now)

    @property
    def illustration(self):
        """Whether any made-up number is in the report, its comparisons included."""
        days = [self.selection.as_of, *(on for on, _name in self.earlier)]
        return self.made_up_scope or any(self.standing(on).illustration for on in days)

    @cached_property
    def made_up_scope(self):
        """Whether the communes of the scope are themselves made up (pilots, candidates ...)."""
        return self.register.made_up_scope(self.selection.printed_scope)


def complete(result):
    """Whether a number can be compared: printed, or counted from reports and not from some decisions alone."""
    return result is not None and (result.source == PUBLISHED or result.standing.has_data)


def mark(result, own_units=True):
    """Where a number comes from, in the brackets behind it; made-up numbers say so wherever they are pasted."""
    said = origin(result, own_units) if result else ""
    return f" ({said})" if said else ""


def origin(result, own_units):
    if result.source == PUBLISHED:
        named = _("according to %(document)s") % {"document": result.printed.figure.document.short_name}
        return f"{_('estimate')}, {named}" if result.estimate else named
    if result.source == ILLUSTRATION:
        return _("illustration")
    if not result.standing.has_data:
        return _("only decisions entered so far, possibly incomplete")
    return "" if own_units else _("restated by the system")


def made_up(*results):
    return any(one is not None and one.source == ILLUSTRATION for one in results)


def competing(result):
    """Other figures that documents print for the same thing: ["77 (BC NQ 20, P1.III.8)"]."""
    if result is None or not result.disputed:
        return []
    others = [one for one in result.competing if one.value != result.competing[0].value]
    return [
        f"{number(one.value.normalize())} ({one.figure.document.short_name}, {one.figure.section})" for one in others
    ]


def since(on, name):
    return _("%(name)s (%(day)s)") % {"name": name, "day": day(on)}
