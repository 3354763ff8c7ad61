"""A commitment in words: what it asks, how far it is kept, and who misses it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day, number, span
from criteria.models import Commitment
from ntm import printed, units
from ntm.progress import goals
from ntm.progress.commitments import AVERAGE, COMMUNES, CRITERIA, SHARE

NAMES = {
    goals.EXCEEDED: gettext_lazy("Kept, and more"),
    goals.MET: gettext_lazy("Kept"),
    goals.NOT_MET: gettext_lazy("Not kept"),
    goals.NOT_COMPARABLE: gettext_lazy("Not directly comparable"),
    goals.NO_DATA: gettext_lazy("No data yet"),
}
NOT_YET = gettext_lazy("Not yet kept")
UNIT = {AVERAGE: units.CRITERIA, CRITERIA: units.CRITERIA, COMMUNES: units.COMMUNE, SHARE: units.PERCENT}
LEVELS = {
    "basic": gettext_lazy("recognised as NTM communes"),
    "advanced": gettext_lazy("recognised as advanced NTM communes"),
    "model": gettext_lazy("recognised as model NTM communes"),
}
WHOSE = {
    Commitment.Per.DISTRICT: gettext_lazy("in each district (without the city)"),
    Commitment.Per.DISTRICT_OR_CITY: gettext_lazy("in each district and the city"),
    Commitment.Per.COMMUNE: gettext_lazy("in each commune"),
}


def verdict_name(evaluation, due):
    """Giữ được, Chưa giữ được; before its day what is not kept is not yet kept."""
    if evaluation.verdict == goals.NOT_MET and not due:
        return str(NOT_YET)
    return str(NAMES[evaluation.verdict])


def asked(commitment):
    """Ít nhất 1 xã · 11,5–12 tiêu chí · nhiều nhất 3 xã."""
    written = span(commitment.low, commitment.high)
    amount = units.with_unit(written.lstrip("≥≤ "), UNIT[commitment.counts], one=commitment.low == 1)
    if commitment.comparator == Commitment.Comparator.AT_LEAST:
        return _("at least %(amount)s") % {"amount": amount}
    if commitment.comparator == Commitment.Comparator.AT_MOST:
        return _("at most %(amount)s") % {"amount": amount}
    return amount


def condition(register, commitment):
    """Xã biên giới: bình quân 11,5–12 tiêu chí/xã, đến hết 31/12/2020."""
    told = {
        "scope": printed.scope_name(register, commitment.scope),
        "whose": f" {WHOSE[commitment.per]}" if commitment.per in WHOSE else "",
        "what": SUBJECTS[commitment.counts](commitment),
        "day": day(commitment.date),
    }
    return _("%(scope)s: %(what)s%(whose)s, by %(day)s") % told


def _average(commitment):
    return _("%(asked)s per commune on average") % {"asked": asked(commitment)}


def _criteria(commitment):
    return asked(commitment)


def _counted(commitment):
    return f"{asked(commitment)} {conditions(commitment)}".strip()


SUBJECTS = {AVERAGE: _average, CRITERIA: _criteria, COMMUNES: _counted, SHARE: _counted}


def conditions(commitment):
    """đạt từ 10 tiêu chí trở lên, trong đó có tiêu chí 10, 11; được công nhận …"""
    numbers = ", ".join(map(str, commitment.numbers))
    least = commitment.least and _("with %(n)s criteria or more") % {"n": number(commitment.least)}
    among = numbers and (_("among them criteria %(numbers)s") if least else _("attaining criterion %(numbers)s"))
    level = commitment.level and str(LEVELS[commitment.level])
    return ", ".join(filter(None, [least, among and among % {"numbers": numbers}, level]))


def value(commitment, evaluation):
    """How far it is kept: 10,6 tiêu chí/xã · 5/5 xã · 8/10 huyện · "–" without data."""
    if not evaluation.parts or len(evaluation.unknown) == len(evaluation.parts):
        return number(None)
    if commitment.per == Commitment.Per.WHOLE:
        return part_value(commitment, evaluation.parts[0])
    kept, parts = number(len(evaluation.kept)), number(len(evaluation.parts))
    if commitment.per == Commitment.Per.COMMUNE:
        return _("%(kept)s/%(all)s communes keep it") % {"kept": kept, "all": parts}
    return _("%(kept)s/%(all)s districts keep it") % {"kept": kept, "all": parts}


def part_value(commitment, part):
    if part.value is None:
        return number(None)
    if commitment.counts == COMMUNES:
        return _("%(n)s/%(all)s communes") % {"n": units.plain(part.value), "all": number(part.communes)}
    if commitment.counts == AVERAGE:
        return _("%(n)s criteria per commune") % {"n": units.plain(part.value, digits_apart(commitment, part.value))}
    return units.amount(part.value, UNIT[commitment.counts])


def digits_apart(commitment, value):
    """More digits where the usual two would make a value look like the end of the range that it misses."""
    ends = [end for end in (commitment.low, commitment.high) if end is not None]
    digits = units.SHOWN_DIGITS
    while any(value != end and round(value, digits) == round(end, digits) for end in ends) and digits < 8:
        digits += 1
    return None if digits == units.SHOWN_DIGITS else digits


def reason(commitment, evaluation):
    """Why nothing can be said, "" where something can."""
    if evaluation.verdict == goals.NOT_COMPARABLE:
        told = {"set": commitment.criteria_set.name}
        return _("The criteria are numbered by the set “%(set)s”, another set was in force.") % told
    if not evaluation.parts:
        return _("Nobody has named the communes it is about for this date.")
    unknown = len(evaluation.unknown)
    if not unknown:
        return ""
    if len(evaluation.parts) == 1:
        return _("No approved report and no complete list of decisions says so.")
    return ngettext("%(n)d part has no data.", "%(n)d parts have no data.", unknown) % {"n": unknown}


def lacked(numbers):
    """thiếu tiêu chí 10, 11; "" where it lacks none of those asked for."""
    found = ", ".join(map(str, numbers))
    return _("lacks criteria %(numbers)s") % {"numbers": found} if found else ""


def headline(rows, as_of):
    """Tại ngày 31/12/2020: 5/15 cam kết thực hiện được, 2 chưa, 5 chưa đạt nhưng còn hạn, 3 chưa kết luận được."""
    if not rows:
        return _("No commitment has been entered.")
    kept = sum(row.verdict in goals.ATTAINED for row in rows)
    missed = [row for row in rows if row.verdict == goals.NOT_MET]
    early = sum(not row.due for row in missed)
    told = {
        "day": day(as_of),
        "kept": number(kept),
        "all": number(len(rows)),
        "missed": number(len(missed) - early),
        "early": number(early),
        "open": number(len(rows) - kept - len(missed)),
    }
    return (
        _(
            "On %(day)s %(kept)s of %(all)s commitments are kept, %(missed)s are not, %(early)s are not yet due,"
            " %(open)s cannot be judged"
        )
        % told
    )


def title(commitment, evaluation, as_of, due):
    """20 xã biên giới đạt bình quân 11,5–12 tiêu chí/xã: giữ được, 11,9 tiêu chí/xã (31/12/2020)."""
    name = verdict_name(evaluation, due)
    told = {"title": commitment.title, "verdict": name[:1].lower() + name[1:], "day": day(as_of)}
    told["value"] = value(commitment, evaluation)
    if told["value"] == number(None):
        return _("%(title)s: %(verdict)s (%(day)s)") % told
    if commitment.per != Commitment.Per.WHOLE:
        return _("%(title)s: %(value)s (%(day)s)") % told
    return _("%(title)s: %(verdict)s, %(value)s (%(day)s)") % told
