"""Turns a Judgement into words, for every page: the tag, the target, the result, the sentence that keeps bases apart.

A number never leaves here without its unit or its base. Nothing here decides: the verdict is ntm.judgement's.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import number, span
from ntm import units
from ntm.judgement import (
    COMPUTED,
    ENTERED,
    HEADLINE,
    ILLUSTRATION,
    PUBLISHED,
    WHOLE,
    from_communes,
    question_of,
)
from ntm.progress import goals
from ntm.progress.measures import SIZES

# What a chip or a heading calls a verdict; `tag` says how much.
NAMES = {
    goals.EXCEEDED: gettext_lazy("Exceeded"),
    goals.MET: gettext_lazy("Met"),
    goals.NOT_MET: gettext_lazy("Not met"),
    goals.ON_TRACK: gettext_lazy("On track"),
    goals.BEHIND: gettext_lazy("Behind the required pace"),
    goals.DIFFERS: gettext_lazy("Differs from the target"),
    goals.NOT_COMPARABLE: gettext_lazy("Not directly comparable"),
    goals.SOURCES_DISAGREE: gettext_lazy("Sources disagree"),
    goals.NO_DATA: gettext_lazy("No data yet"),
}
SOURCES = {
    PUBLISHED: gettext_lazy("published"),
    ENTERED: gettext_lazy("entered"),
    COMPUTED: gettext_lazy("computed"),
    ILLUSTRATION: gettext_lazy("illustration"),
}


# --- the target and the result ---------------------------------------------------------------------------------


def counts_of_whole(figure, base):
    """Whether "65/181" is a way to write it: communes counted out of a known whole."""
    return bool(base) and figure.unit == units.COMMUNE and from_communes(figure) and figure.measure.key not in SIZES


def of_whole(text, base):
    return f"{text}/{number(base)}"


def aim_text(judgement):
    """115/181 · 15,5–16 · ≥ 10 · 72 xã · 63,54%."""
    target = judgement.target
    written = span(target.low, target.high)
    if counts_of_whole(target, judgement.base):
        return of_whole(written, judgement.base)
    if target.unit == units.CRITERIA:
        return written
    return units.with_unit(written, target.unit, one=target.low == target.high == 1)


def aim_percent(judgement):
    """The percent printed beside a target that is a count, "" without one."""
    return percent_text(judgement.target) if judgement.target.unit != units.PERCENT else ""


def percent_text(figure):
    """The percent as printed, every digit kept: 37,20%."""
    printed = figure.stated_percent
    return units.amount(Decimal(printed), units.PERCENT, digits_of(printed)) if printed else ""


def digits_of(printed):
    return len(printed.partition(".")[2])


def value_text(judgement, value, digits=None):
    """A value of the target's measure as the page writes it: 65/181 · 35,91% · 12,5."""
    target = judgement.target
    if value is None:
        return number(None)
    if counts_of_whole(target, judgement.base):
        return of_whole(units.plain(value, digits), judgement.base)
    return units.plain(value, digits) if target.unit == units.CRITERIA else units.amount(value, target.unit, digits)


def result_text(judgement):
    """The result in the words of its target; rounding never carries it over the line that was drawn."""
    result = judgement.result
    if result is None:
        return number(None)
    digits = printed_digits(result.printed) if result.printed else digits_apart(judgement, result.value)
    return value_text(judgement, result.value, digits)


def printed_digits(printed):
    """Decimals of a percent that is printed beside a count, zeros included (37,20%); None for a figure's own value."""
    figure = printed.figure
    own = figure.low if figure.low is not None else figure.high
    return None if printed.value == own else digits_of(figure.stated_percent)


def digits_apart(judgement, value):
    """More digits where the usual two would make a value look like the target it misses; None for the usual."""
    near = judgement.aim.near
    digits = units.SHOWN_DIGITS
    while value != near and digits < 8 and round(value, digits) == round(near, digits):
        digits += 1
    return None if digits == units.SHOWN_DIGITS else digits


# --- the verdict -----------------------------------------------------------------------------------------------


def tag(judgement):
    """Vượt 2 xã · Thiếu 3 điểm · Đạt · Đúng tiến độ · Chậm so với yêu cầu · Chưa có số liệu …"""
    verdict = judgement.verdict
    if verdict == goals.NO_DATA and judgement.result is not None:
        return _("No starting data yet")
    if verdict in PHRASES:
        words = PHRASES[verdict](judgement)
        return words % {"difference": difference_text(judgement)}
    return str(NAMES[verdict])


def gap(judgement):
    """How far the result lies beyond the end of the target that it passed or missed; 0 inside of it."""
    low, high, value = judgement.aim.low, judgement.aim.high, judgement.result.value
    if high is not None and value > high:
        return value - high
    return value - low if low is not None and value < low else value - value


def difference_text(judgement):
    if judgement.verdict == goals.DIFFERS:
        return units.signed_difference(gap(judgement), judgement.target.unit)
    return units.difference(abs(gap(judgement)), judgement.target.unit)


def _lower(judgement):
    return judgement.target.measure.better == "lower"


def _exceeded(judgement):
    return _("%(difference)s lower") if _lower(judgement) else _("Exceeded by %(difference)s")


def _not_met(judgement):
    return _("%(difference)s too many") if _lower(judgement) else _("Short of %(difference)s")


def _differs(judgement):
    return _("Differs: %(difference)s")


PHRASES = {goals.EXCEEDED: _exceeded, goals.NOT_MET: _not_met, goals.DIFFERS: _differs}


# --- the sentence ----------------------------------------------------------------------------------------------


def sentence(judgement, register, own_result=None):
    """Quy về 207 xã cũ: 74/207, vượt 2 xã so với mức 72 xã (Thủ tướng, QĐ 1865/QĐ-TTg, 2017); theo … 65/181.

    `own_result`: the result of the same measure under the units of its own date (see `own_units_result`).
    """
    if judgement.result is None:
        return finding(judgement)
    words = _("%(result)s, %(finding)s") % {"result": spoken(judgement), "finding": finding(judgement)}
    basis = basis_words(judgement, register)
    if basis:
        words = _("%(basis)s: %(words)s") % {"basis": basis, "words": words}
    if own_result is None:
        return words
    own = own_text(judgement, own_result, register)
    return _("%(words)s; by the units of that day %(own)s") % {"words": words, "own": own}


def spoken(judgement):
    """The result with its unit, for a sentence."""
    text = result_text(judgement)
    in_criteria = judgement.target.unit == units.CRITERIA
    return units.with_unit(text, units.CRITERIA, one=judgement.result.value == 1) if in_criteria else text


def finding(judgement):
    """What the verdict says about the result, with the target and who set it."""
    target = judgement.target
    aim = units.with_unit(span(target.low, target.high), target.unit, one=target.low == target.high == 1)
    told = {"aim": aim, "set_by": set_by(target), "year": target.year}
    if judgement.verdict in BY_DIFFERENCE:
        return BY_DIFFERENCE[judgement.verdict](judgement) % {**told, "difference": difference_text(judgement)}
    return FINDINGS[judgement.verdict](judgement) % told


def _above(judgement):
    if _lower(judgement):
        return _("%(difference)s below the target of %(aim)s (%(set_by)s)")
    return _("%(difference)s more than the target of %(aim)s (%(set_by)s)")


def _below(judgement):
    if _lower(judgement):
        return _("%(difference)s above the target of %(aim)s (%(set_by)s)")
    return _("%(difference)s short of the target of %(aim)s (%(set_by)s)")


def _apart(judgement):
    return _("%(difference)s against the target of %(aim)s (%(set_by)s)")


BY_DIFFERENCE = {goals.EXCEEDED: _above, goals.NOT_MET: _below, goals.DIFFERS: _apart}
FINDINGS = {
    goals.MET: lambda judgement: _("as the target asks: %(aim)s (%(set_by)s)"),
    goals.ON_TRACK: lambda judgement: _("on track to the target of %(year)s: %(aim)s (%(set_by)s)"),
    goals.BEHIND: lambda judgement: _("behind the pace to the target of %(year)s: %(aim)s (%(set_by)s)"),
    goals.NOT_COMPARABLE: lambda judgement: _("not directly comparable with the target of %(aim)s (%(set_by)s)"),
    goals.SOURCES_DISAGREE: lambda judgement: _("the sources disagree about the target of %(aim)s (%(set_by)s)"),
    goals.NO_DATA: lambda judgement: _("no data to judge the target of %(aim)s (%(set_by)s)"),
}


def set_by(target):
    """Who set it, ready for brackets: "Thủ tướng, QĐ 1865/QĐ-TTg, 2017"; the document where nobody is named."""
    named = target.set_by or target.document.short_name
    return named.replace(" (", ", ").replace(")", "")


# --- bases -----------------------------------------------------------------------------------------------------


def restated(judgement, register):
    """Whether the target counts other units than those of the day the result is about."""
    state = register.lineage.state_start
    return bool(judgement.base) and state(judgement.basis) != state(judgement.on)


def basis_words(judgement, register):
    """Quy về 207 xã cũ, "" where the units are those of the day."""
    if not restated(judgement, register):
        return ""
    words = _("Counted by the former %(n)s communes") if judgement.basis < judgement.on else ""
    return (words or _("Counted by the later %(n)s communes")) % {"n": number(judgement.base)}


def own_units_result(judge, judgement):
    """The same measure and day under the units of that day; None where they are the target's own units."""
    target = judgement.target
    if not from_communes(target) or not restated(judgement, judge.register):
        return None
    return judge.result(question_of(target, judgement.on), target.scope, judgement.on)


def own_text(judgement, result, register):
    scope = register.scope(judgement.target.scope, judgement.on, judgement.on)
    if counts_of_whole(judgement.target, judgement.base):
        return of_whole(units.plain(result.value), len(scope or ()))
    digits = printed_digits(result.printed) if result.printed else None
    return value_text(judgement, result.value, digits)


def communes_to_go(judgement):
    """Communes that are missing to a target of the whole province; None where none is, or it counts no communes."""
    target = judgement.target
    asked = target.measure.key == HEADLINE and target.scope == WHOLE and judgement.result
    return int(goals.missing(judgement.aim, judgement.result.value)) or None if asked else None


# --- pace ------------------------------------------------------------------------------------------------------


def required_text(judgement):
    """Cần 10 xã/năm; "–" where nothing can be said."""
    return units.a_year(judgement.required, judgement.target.unit)


def recent_text(judgement):
    """13,33 xã/năm (3 năm qua)."""
    if judgement.recent is None:
        return number(None)
    pace = units.a_year(judgement.recent, judgement.target.unit)
    return _("%(pace)s (%(years)s-year mean)") % {"pace": pace, "years": judgement.recent_years}


def source_name(result):
    return str(SOURCES[result.source])
