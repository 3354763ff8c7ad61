"""The chart of one target: recorded path, needed pace, the fan of the communes' histories, and the fan tried out."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm import pace, units, verdicts
from ntm.charts import Chart, Table
from ntm.charts.fan import Aim, Course, Point, Reach, fan_figure
from ntm.judgement import ILLUSTRATION, PUBLISHED, from_communes
from ntm.progress import goals

TRIED = "thu"
HEIGHT = 360


@dataclass(frozen=True)
class Paths:
    """What one page draws and says of the way to a target."""

    judge: object
    judgement: object
    tried: bool
    selection: object

    @cached_property
    def recorded(self):
        return pace.recorded(self.judge, self.judgement)

    @cached_property
    def histories(self):
        return pace.histories(self.judge, self.judgement)

    @cached_property
    def spans(self):
        return self.histories.fan(self.judgement.target.date.year) if self.histories else None

    @property
    def target(self):
        return self.judgement.target

    # --- words ---------------------------------------------------------------------------------------------------

    @property
    def has_pace(self):
        return self.judgement.ahead and self.target.measure.better != "none" and self.judgement.result is not None

    @property
    def projected(self):
        """Giữ nhịp này thì đạt vào năm 2026, chậm 1 năm."""
        judgement = self.judgement
        if not self.has_pace or judgement.recent is None:
            return ""
        if goals.missing(judgement.aim, judgement.result.value) == 0:
            return _("Already reached.")
        if judgement.projected is None:
            return _("At the recent pace it is never reached.")
        late = judgement.projected - self.target.date.year
        told = {"year": judgement.projected, "late": late}
        if late <= 0:
            return _("At the recent pace it is reached in %(year)s, in time.") % told
        words = ngettext(
            "At the recent pace it is reached in %(year)s, %(late)d year late.",
            "At the recent pace it is reached in %(year)s, %(late)d years late.",
            late,
        )
        return words % told

    @property
    def finding(self):
        if self.spans and len(self.spans) > 1:
            return self._fan_finding()
        if self.projected:
            return self.projected.rstrip(".")
        told = {"aim": verdicts.aim_text(self.judgement), "year": self.target.date.year}
        if not self.recorded:
            return _("No result is known on the way to %(aim)s (%(year)s)") % told
        return _("The way to %(aim)s (%(year)s)") % told

    def _fan_finding(self):
        last = self.spans[-1]
        ends = dict.fromkeys((self.value(last.low), self.value(last.high)))
        told = {"year": last.year, "span": "–".join(ends), "aim": verdicts.aim_text(self.judgement)}
        near, falling = self.judgement.aim.near, self.judgement.aim.better == "lower"
        if last.low <= near <= last.high:
            return _("Years like past ones lead to %(span)s by %(year)s: %(aim)s lies within reach") % told
        if (near > last.high) != falling:
            return _("Years like past ones lead to %(span)s by %(year)s: %(aim)s lies beyond it") % told
        return _("Years like past ones lead to %(span)s by %(year)s: past %(aim)s in any case") % told

    def value(self, value):
        """A number of a path: communes whole, others with one decimal, more where that would look like the target."""
        digits, near = int(self.target.unit != units.COMMUNE), self.judgement.aim.near
        while value != near and digits < 4 and round(value, digits) == round(near, digits):
            digits += 1
        return number(round(units.as_decimal(value), digits), digits)

    @property
    def why_no_fan(self):
        """Why no fan is drawn, "" where one is or where the day has come."""
        if self.spans or not self.judgement.ahead:
            return ""
        if not from_communes(self.target):
            return _("No fan: documents give this number for a whole, not commune by commune.")
        if pace.counted_by(self.target.measure.key) is None:
            return _("No fan: this measure is not a count or an average of communes.")
        return _("No fan: it needs the approved results of the communes at two year-ends under the same criteria set.")

    @property
    def explained(self):
        """How the fan is made; "" without one."""
        if not self.spans:
            return ""
        years = sorted(self.histories.years)
        told = {"first": years[0], "last": years[-1]}
        return (
            _(
                "Each coming year is taken to go like one of the years %(first)s–%(last)s: every commune moves as the"
                " communes of its band (criteria attained, counted or not) moved in that year. The fan reaches from the"
                " lowest to the highest of these paths; the dashed line takes all years together. It is no forecast of"
                " what is decided, only of what has been usual."
            )
            % told
        ) + self._start_apart()

    def _start_apart(self):
        """The fan starts from the communes; a document may print another number for the same day."""
        printed, start = self.judgement.result.value, self.spans[0].middle
        last = self.recorded[-1][0]
        if self.value(printed) == self.value(start) or pace.as_year(last) != self.spans[0].year:
            return ""
        told = {"start": self.value(start), "printed": self.value(printed)}
        return " " + _("It starts from what the communes add up to (%(start)s); documents print %(printed)s.") % told

    # --- the chart -----------------------------------------------------------------------------------------------

    @property
    def chart(self):
        return Chart(
            id="chart-goal",
            title=_("The way to the target"),
            finding=self.finding,
            subtitle=self._subtitle(),
            source=self._source(),
            note=self.explained or self.why_no_fan,
            table=self.table,
            figure=fan_figure(self._course()),
            illustration=self.illustration,
            height=HEIGHT,
        )

    @property
    def illustration(self):
        made = any(result.source == ILLUSTRATION for _day, result in self.recorded)
        return made or bool(self.spans and self.histories.illustration)

    def _subtitle(self):
        base = self.judgement.base
        unit = units.with_unit("", self.target.unit).strip()
        parts = [unit, _("counted by %(n)s communes") % {"n": number(base)} if base else ""]
        if self._needed():
            parts.append(_("dotted: the pace that is needed"))
        if self.spans:
            parts.append(_("shaded: years like past ones"))
        return " · ".join(filter(None, parts))

    def _source(self):
        found = [result.printed.figure.document.short_name for _day, result in self.recorded if result.printed]
        computed = any(result.source != PUBLISHED for _day, result in self.recorded)
        return "; ".join([*dict.fromkeys(found), *([_("computed by the system from the communes")] * computed)])

    def _needed(self):
        return self.has_pace and bool(self.judgement.required)

    def _course(self):
        spans = self.spans or []
        ends = ()
        if len(spans) > 1:
            ends = tuple((float(end), self.value(end)) for end in dict.fromkeys((spans[-1].low, spans[-1].high)))
        return Course(
            self._points(),
            self._aim(),
            [self._reach(one) for one in spans],
            needed="needed" if self._needed() else "",
            ends=ends,
            suffix="%" if self.target.unit == units.PERCENT else "",
        )

    def _points(self):
        points, run = [], 0
        for place, (on, result) in enumerate(self.recorded):
            run += place > 0 and not pace.same_set(self.target, result, self.recorded[place - 1][1])
            told = f"{day(on)}: {verdicts.value_text(self.judgement, result.value)} ({self._origin(result)})"
            y = float(result.value)
            points.append(Point(pace.as_year(on), y, units.plain(result.value), told, f"{run}", self._made(result)))
        return points

    def _made(self, result):
        return result.source == ILLUSTRATION

    def _origin(self, result):
        return result.printed.figure.document.short_name if result.printed else verdicts.source_name(result)

    def _aim(self):
        aim, target = self.judgement.aim, self.target
        low, high = aim.near, aim.high if aim.low is not None and aim.high is not None else aim.near
        text = verdicts.aim_text(self.judgement)
        told = f"{day(target.date)}: {text} ({verdicts.set_by(target)})"
        return Aim(pace.as_year(target.date), float(min(low, high)), float(max(low, high)), text, told)

    def _reach(self, span):
        told = _("End of %(year)s: %(low)s to %(high)s, all years together %(middle)s") % self._told(span)
        return Reach(span.year, float(span.low), float(span.middle), float(span.high), told)

    def _told(self, span):
        ends = {name: self.value(getattr(span, name)) for name in ("low", "middle", "high")}
        return {"year": span.year, **ends}

    @property
    def table(self):
        """Recorded years, then the years of the fan, then the target."""
        none = number(None)
        rows = [
            [day(on), verdicts.value_text(self.judgement, result.value), none, none, none, self._origin(result)]
            for on, result in self.recorded
        ]
        for span in (self.spans or [])[1:]:
            told = self._told(span)
            rows.append(
                [f"31/12/{span.year}", none, told["low"], told["middle"], told["high"], _("years like past ones")]
            )
        aim = verdicts.aim_text(self.judgement)
        rows.append([day(self.target.date), none, none, none, none, _("target: %(aim)s") % {"aim": aim}])
        head = [_("Date"), _("Recorded"), _("Lowest"), _("All years together"), _("Highest"), _("Where from")]
        return Table(head, rows, text=[5])

    # --- tried out -----------------------------------------------------------------------------------------------

    @property
    def try_url(self):
        return self.selection.url(**{TRIED: "" if self.tried else "1"})

    @cached_property
    def trials(self):
        """What the fan would have said in past years; [] on illustration, which proves nothing."""
        if not self.tried or not self.histories or self.histories.illustration:
            return []
        return self.histories.back_test()

    @property
    def trial_rows(self):
        return [
            [
                f"{one.start}",
                f"{one.end}",
                self.value(one.span.low),
                self.value(one.span.high),
                self.value(one.actual),
                _("within") if one.inside else _("outside"),
            ]
            for one in self.trials
        ]

    @property
    def trial_table(self):
        head = [_("Known up to"), _("Asked for"), _("Lowest"), _("Highest"), _("What came"), _("Fan")]
        return Table(head, self.trial_rows, text=[5])

    @property
    def trial_words(self):
        if self.histories and self.histories.illustration:
            return _("Trying the fan out needs results that were entered and approved: made-up years prove nothing.")
        if not self.trials:
            return _("Trying the fan out needs the communes' results at three year-ends under the same criteria set.")
        inside = sum(one.inside for one in self.trials)
        told = {"n": number(inside), "all": number(len(self.trials))}
        return _("In %(n)s of %(all)s cases what came lay within the fan.") % told
