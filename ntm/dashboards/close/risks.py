"""Attained criteria that may be lost: the warnings of every commune, and each of them in words."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import reasons, themes
from criteria.gauges import class_of, gauges, ground, told
from ntm.dashboards.close.choice import KIND_NAMES
from ntm.dashboards.commune.why import reason_url
from ntm.dashboards.selection import short_district
from ntm.efforts import UNKNOWN, Efforts
from ntm.progress import early_warning
from ntm.progress.early_warning import NEXT_SET, NEXT_YEAR, drift, hair, most_urgent_first, shadow, urgency
from ntm.units import plain

BACK = 3  # years of earlier rounds that a drift is read from


@dataclass(frozen=True)
class AtRisk:
    """One attained criterion of one commune with what warns of its loss, the most urgent first."""

    unit: int
    number: int
    risks: tuple


@dataclass(frozen=True)
class RiskLine:
    code: str
    name: str
    url: str
    district: str
    number: int
    criterion: str
    reason_url: str
    kinds: list
    said: list
    illustration: bool


class Warnings:
    """Reads the values of a standing with those of the years before, and what the next thresholds ask for."""

    def __init__(self, selection):
        self.selection, self.register = selection, selection.register
        self.efforts = Efforts(
            self.register, selection.as_of, selection.units, selection.set_code, earlier_rounds(selection)
        )
        self.next_set = next_set(selection)
        self.next_gauges = gauges(self.next_set.code) if self.next_set and self.next_set.content_known else {}
        self._pairs = {}

    def rows(self, rows):
        """[AtRisk] of every commune of these rows, the most urgent first."""
        found = [
            AtRisk(row.commune.id, numbered, risks)
            for row in rows
            for numbered in sorted(row.standing.holds - row.standing.not_applicable)
            if (risks := tuple(self.risks(row.commune.id, numbered)))
        ]
        place = {row.commune.id: position for position, row in enumerate(rows)}
        return sorted(found, key=lambda one: (*urgency(one.risks[0]), place[one.unit], one.number))

    def risks(self, unit, numbered):
        readings = self.efforts.readings(unit)
        pairs = [(gauge, reading) for gauge in self.efforts.gauges.get(numbered, ()) for reading in readings]
        grounds = self.efforts.grounds(unit, numbered)
        found = [
            risk
            for one, (gauge, reading) in zip(grounds, pairs, strict=True)
            if one.reason.verdict == "attained"
            for risk in self._of(unit, numbered, one, gauge, reading)
        ]
        return most_urgent_first(found)

    def _of(self, unit, numbered, one, gauge, reading):
        year = self.selection.as_of.year + 1
        found = [hair(one), drift(one, self.efforts.history(unit, gauge, reading))]
        if self.selection.criteria_set.last_year >= year:
            found.append(shadow(NEXT_YEAR, one, self._held_against(one, gauge, year)))
        other = self.paired(numbered).get(gauge.code)
        if other:
            found.append(shadow(NEXT_SET, one, self._held_against(one, other, max(year, self.next_set.first_year))))
        return filter(None, found)

    def _held_against(self, one, gauge, year):
        """Today's value under another threshold."""
        return ground(gauge, told(gauge, one.now.measured or UNKNOWN, class_of(None), one.now.on, year), of=one.of)

    def paired(self, numbered):
        """{code of an indicator: the one of the next set that asks for the same thing}, by theme and wording."""
        if numbered not in self._pairs:
            self._pairs[numbered] = pairs(self.selection.set_code, numbered, self.efforts.gauges, self)
        return self._pairs[numbered]


def pairs(set_code, numbered, own, warnings):
    """Only indicators that are measured alike: the same unit and the same comparison."""
    if not warnings.next_gauges:
        return {}
    known = themes.read_themes(str(settings.FIXTURES / "themes.csv"))
    related = [one for one in known.get((set_code, numbered), ()) if one.set_code == warnings.next_set.code]
    theirs = {gauge.code: gauge for one in related for gauge in warnings.next_gauges.get(one.number, ())}
    ours = {gauge.code: gauge for gauge in own.get(numbered, ())}
    before, after = ([as_requirement(one) for one in side.values()] for side in (ours, theirs))
    found = themes.paired(before, after)
    alike = [(ours[one.before.code], theirs[one.after.code]) for one in found if one.before and one.after]
    return {a.code: b for a, b in alike if (a.unit, a.comparison) == (b.unit, b.comparison)}


def as_requirement(gauge):
    return themes.Requirement(gauge.code, gauge.text, gauge.comparison)


def earlier_rounds(selection):
    """The official year-ends of the last years under the same set."""
    found = [one for one in selection.register.rounds if one.criteria_set.code == selection.set_code]
    return [one.date for one in found if selection.as_of.year - BACK <= one.date.year and one.date < selection.as_of]


def next_set(selection):
    """The set of the same level that judges after the present one; None after the last known."""
    used = selection.criteria_set
    later = [one for one in selection.register.sets.values() if used and one.level == used.level]
    return next((one for one in later if one.first_year > used.last_year), None)


# --- words -----------------------------------------------------------------------------------------------------


def narrowed(found, rows, choice):
    inside = {row.commune.id for row in rows if not choice.group or choice.group in row.groups}
    return [
        one
        for one in found
        if one.unit in inside
        and (choice.criterion is None or one.number == choice.criterion)
        and (not choice.kind or any(risk.kind == choice.kind for risk in one.risks))
    ]


def risk_line(selection, one, names, following):
    place = selection.register.communes[one.unit]
    return RiskLine(
        place.code,
        place.name,
        reverse("commune", args=[place.slug]) + selection.query,
        short_district(place.district.name) if place.district else "",
        one.number,
        f"{one.number}. {names[one.number]}",
        reason_url(selection, place, one.number),
        list(dict.fromkeys(str(KIND_NAMES[risk.kind]) for risk in one.risks)),
        [risk_text(risk, following) for risk in one.risks],
        selection.standing.rows[one.unit].illustration,
    )


def risk_text(risk, following):
    """The warning in a sentence, with the value and the line that it lies close to."""
    one = risk.ground
    told_ = {
        "code": one.code,
        "of": f" ({one.of})" if one.of else "",
        "value": reasons.value_text(one),
        "threshold": reasons.level_text(one),
    }
    return _("%(code)s%(of)s: %(value)s, threshold %(threshold)s; %(warning)s") % {
        **told_,
        "warning": SAID[risk.kind](risk, following),
    }


def _hair(risk, _following):
    if not risk.room.number:
        return _("nothing to spare")
    return _("only %(room)s to spare") % {"room": reasons.change_text(risk.room, risk.ground)}


def _drift(risk, _following):
    told_ = {"pace": plain(risk.pace), "years": number(reasons.rounded(risk.years, 1))}
    return _("nearer to the line each time, by %(pace)s points a year: missed in about %(years)s years") % told_


def _next_year(risk, _following):
    words = _("the threshold of %(year)s is %(level)s: %(missing)s")
    return words % {"year": risk.level.year, "level": _level(risk), "missing": _missing(risk)}


def _next_set(risk, following):
    words = _("under “%(set)s” indicator %(code)s asks for %(level)s: %(missing)s")
    return words % {"set": following.name, "code": risk.code, "level": _level(risk), "missing": _missing(risk)}


def _level(risk):
    return reasons.threshold_text(risk.level.threshold, risk.ground, risk.level.year)


def _missing(risk):
    if risk.missing is None:
        return _("out of reach as it was counted")
    words = _("%(change)s too many") if risk.missing.less else _("still short of %(change)s")
    return words % {"change": reasons.change_text(risk.missing, risk.ground)}


SAID = {
    early_warning.HAIR: _hair,
    early_warning.DRIFT: _drift,
    early_warning.NEXT_YEAR: _next_year,
    early_warning.NEXT_SET: _next_set,
}
