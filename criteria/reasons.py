"""The reason of a verdict as sentences: the one place that words it, for screen, tooltip, Word and API.

Nothing here decides: numbers, verdicts and changes are those of criteria.rules. Rounding happens only here, and never
carries a value over the threshold that it misses.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from communes.vietnamese import day, number
from criteria import rules
from criteria.models import Threshold
from criteria.rules import measured, why

SYMBOLS = {rules.AT_LEAST: "≥", rules.AT_MOST: "≤", rules.MORE_THAN: ">"}
PERCENT = "%"
SHOWN_DIGITS, MOST_DIGITS = 2, 8

# What a share is counted in; `n` decides between one and many.
COUNTED = {
    measured.HOUSEHOLD: ngettext_lazy("%(value)s household", "%(value)s households", "n"),
    measured.PERSON: ngettext_lazy("%(value)s person", "%(value)s persons", "n"),
    measured.WORKER: ngettext_lazy("%(value)s worker", "%(value)s workers", "n"),
    measured.PUPIL: ngettext_lazy("%(value)s pupil", "%(value)s pupils", "n"),
    measured.CHILD: ngettext_lazy("%(value)s child", "%(value)s children", "n"),
    measured.VILLAGE: ngettext_lazy("%(value)s village", "%(value)s villages", "n"),
    measured.SCHOOL: ngettext_lazy("%(value)s school", "%(value)s schools", "n"),
    measured.FACILITY: ngettext_lazy("%(value)s establishment", "%(value)s establishments", "n"),
    measured.ORGANISATION: ngettext_lazy("%(value)s organisation", "%(value)s organisations", "n"),
    measured.WORK: ngettext_lazy("%(value)s work", "%(value)s works", "n"),
    measured.SUBSCRIBER: ngettext_lazy("%(value)s subscriber", "%(value)s subscribers", "n"),
    measured.CASE: ngettext_lazy("%(value)s case", "%(value)s cases", "n"),
    measured.PRODUCT: ngettext_lazy("%(value)s product", "%(value)s products", "n"),
    measured.KM: ngettext_lazy("%(value)s km", "%(value)s km", "n"),
    measured.HA: ngettext_lazy("%(value)s ha", "%(value)s ha", "n"),
    measured.TONNE: ngettext_lazy("%(value)s tonne", "%(value)s tonnes", "n"),
    "": ngettext_lazy("%(value)s unit counted", "%(value)s units counted", "n"),
}
VERDICTS = {
    rules.ATTAINED: gettext_lazy("Attained"),
    rules.NOT_ATTAINED: gettext_lazy("Not attained"),
    "not_applicable": gettext_lazy("Not applicable, counts as attained"),
    "no_data": gettext_lazy("No data, counts as not attained"),
    "": gettext_lazy("No report yet"),
}


@dataclass(frozen=True)
class Said:
    """A reason in words. `text` is all of it in one paragraph; the parts are for a page that shows more beside it.

    grounds: a sentence an indicator, those that decide first; sources: set, document, date and who approved;
    turns: what changed since the round before; doubts: what is carried, made up, unverified or contradictory;
    difference: where what was reported and what the values say are not the same, "" where they are.
    """

    verdict: str
    grounds: tuple = ()
    sources: tuple = ()
    turns: tuple = ()
    doubts: tuple = ()
    difference: str = ""

    @property
    def text(self):
        parts = [f"{self.verdict}.", *self.grounds, self.difference, *self.sources, *self.turns, *self.doubts]
        return " ".join(filter(None, parts))


def said(found):
    """The Said of a Why."""
    return Said(
        verdict_text(found),
        tuple(ground_text(one) for one in deciding_first(found.grounds) if one.value is not None),
        tuple(sources(found)),
        tuple(turns(found)),
        tuple(doubts(found)),
        difference(found),
    )


def sentence(found):
    """The whole reason in one paragraph."""
    return said(found).text


def verdict_text(found):
    if found.outcome == rules.NOT_ATTAINED and found.nearly:
        return _("Nearly attained: %(done)s%% of the work done; counts as not attained") % {
            "done": number(max(found.nearly))
        }
    return str(VERDICTS[found.outcome])


def deciding_first(grounds):
    """Those that miss their threshold, then those that reach it, then those that no number decides."""
    order = {rules.NOT_ATTAINED: 0, rules.ATTAINED: 1, None: 2}
    return sorted(grounds, key=lambda one: order[one.reason.verdict])


# --- one indicator ---------------------------------------------------------------------------------------------


def ground_text(ground):
    """4.2 Tỷ lệ hộ …: 93,6% (468/500), mức đạt ≥ 95%; còn thiếu 7 hộ."""
    share = share_text(ground.now.measured)
    told = {
        "code": ground.code,
        "text": ground.text,
        "of": f" ({ground.of})" if ground.of else "",
        "value": value_text(ground) + (f" ({share})" if share else ""),
        "threshold": level_text(ground),
        "finding": finding(ground),
    }
    if ground.reason.verdict is None:
        return _("%(code)s %(text)s%(of)s: %(value)s; %(finding)s.") % told
    return _("%(code)s %(text)s%(of)s: %(value)s, threshold %(threshold)s; %(finding)s.") % told


def value_text(ground):
    return with_unit(short(ground.value, rules.limit_of(ground.now.limit, ground.comparison)), ground.unit)


def finding(ground):
    """Còn thiếu 7 hộ (1,4 điểm %) · hơn mức đạt 2,6 điểm % · đúng mức đạt · cán bộ đánh giá, không có số."""
    found = ground.reason
    if found.verdict is None:
        return _("no value entered") if found.word == rules.NO_VALUE else _("no number decides it")
    if found.word == rules.REACHED:
        return _beyond(ground) if found.margin else _("exactly at the threshold")
    if ground.missing is None:
        return _("out of reach as it was counted")
    return _missing(ground)


def _beyond(ground):
    lower = ground.comparison in rules.LOWER_IS_BETTER
    words = _("%(margin)s under the limit") if lower else _("%(margin)s above the threshold")
    return words % {"margin": margin_text(short(abs(ground.reason.margin), Decimal(0)), ground.unit)}


def _missing(ground):
    words = _("%(change)s too many") if ground.missing.less else _("still short of %(change)s")
    said_ = words % {"change": change_text(ground.missing, ground)}
    if not ground.missing.counted or not ground.reason.margin:
        return said_
    margin = margin_text(short(abs(ground.reason.margin), Decimal(0)), ground.unit)
    return _("%(said)s (%(margin)s)") % {"said": said_, "margin": margin}


def change_text(change, ground):
    """14 hộ · 1,2 km · 0,8 triệu đồng/người · 1,3 điểm %."""
    if change.counted:
        return counted_text(change.number, ground.counts)
    return margin_text(change.number, ground.unit)


def counted_text(amount, unit):
    return COUNTED[unit] % {"value": number(amount), "n": 1 if amount == 1 else 2}


# --- numbers ---------------------------------------------------------------------------------------------------


def with_unit(value, unit):
    if value is None:
        return number(None)
    return f"{number(value)}%" if unit == PERCENT else f"{number(value)} {unit}".rstrip()


def short(value, limit=None):
    """At most two decimals, unless that would write a value as the threshold it is not; None stays None."""
    if value is None:
        return None
    digits = SHOWN_DIGITS
    while digits < MOST_DIGITS and value != limit and rounded(value, digits) == limit:
        digits += 1
    return rounded(value, digits)


def rounded(value, digits):
    """To so many decimals, half away from zero; a Fraction first to more digits than anything is written with."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def margin_text(margin, unit):
    """Shares differ by points; a yearly income is short of an amount, not of a yearly amount."""
    if unit == PERCENT:
        return _("%(n)s percentage points") % {"n": number(margin)}
    return with_unit(margin, unit.removesuffix("/năm"))


def share_text(found):
    """45/92 where the value is a share of something counted."""
    if found.numerator is None or found.denominator is None:
        return ""
    return f"{number(found.numerator)}/{number(found.denominator)}"


def threshold_text(level, gauge, year):
    """≥ 95% where a number is known, else the words of the set; a year without a level says so."""
    if level is None:
        return _("no threshold known for %(year)s") % {"year": year}
    if level.value is not None and gauge.comparison in SYMBOLS:
        return f"{SYMBOLS[gauge.comparison]}\N{NO-BREAK SPACE}{with_unit(level.value, gauge.unit)}"
    return (level.text or "").replace(">=", "≥\N{NO-BREAK SPACE}").replace("<=", "≤\N{NO-BREAK SPACE}") or number(None)


def level_text(ground):
    return threshold_text(ground.now.threshold, ground, ground.now.year)


# --- papers ----------------------------------------------------------------------------------------------------


def sources(found):
    """The set with its document and the class of communes, the date of the numbers, and who approved them."""
    told = {"document": found.document.partition(" - ")[0], "set": found.set_name, "class": class_text(found)}
    yield _("Judged by “%(set)s” (%(document)s), thresholds for communes of the class %(class)s.") % told
    if found.on:
        yield _("Figures of %(day)s, %(approved)s.") % {"day": day(found.on), "approved": approved_text(found)}


def class_text(found):
    return Threshold.CommuneClass(found.commune_class).label


def approved_text(found):
    """Duyệt ngày 15/01/2021, người duyệt: …; of several reports the latest day counts."""
    days = [one.on for one in found.approvals if one.on]
    names = list(dict.fromkeys(one.by for one in found.approvals if one.by))
    if not days:
        return _("the day of approval is not kept")
    told = {"day": day(max(days)), "names": ", ".join(names)}
    return (_("approved on %(day)s by %(names)s") if names else _("approved on %(day)s, by whom is not kept")) % told


def turns(found):
    """What changed since the round before, also where only the threshold did."""
    if found.set_changed:
        yield _("The round before was judged by another criteria set; the two are not comparable.")
        return
    if found.before is not None and (found.before in ("attained", "not_applicable")) != found.attained:
        words = _("Newly attained since %(day)s.") if found.attained else _("Attained on %(day)s, lost since.")
        yield words % {"day": day(found.before_on)}
    elif found.before is not None:
        yield _("The same verdict as on %(day)s.") % {"day": day(found.before_on)}
    yield from filter(None, (turn_text(one) for one in found.grounds))


def turn_text(ground):
    """4.2: từ 90% lên 93,6% so với 31/12/2019; "" where nothing changed or nothing was known before."""
    if ground.turn.kind in (why.FIRST, why.SAME) or ground.value is None:
        return ""
    told = {
        "code": ground.code,
        "before": with_unit(short(rules.exact(ground.before.measured)), ground.unit),
        "now": value_text(ground),
        "old": threshold_text(ground.before.threshold, ground, ground.before.year),
        "new": level_text(ground),
        "day": day(ground.before.on),
    }
    return TURNS[ground.turn.kind]() % told


TURNS = {
    why.VALUE: lambda: _("%(code)s: %(before)s on %(day)s, now %(now)s."),
    why.THRESHOLD: lambda: _(
        "%(code)s: the value is unchanged since %(day)s; only the threshold changed, from %(old)s to %(new)s."
    ),
    why.BOTH: lambda: _(
        "%(code)s: %(before)s on %(day)s, now %(now)s; the threshold changed too, from %(old)s to %(new)s."
    ),
}


def difference(found):
    """The officer's verdict is the fact; where the values say otherwise it is said."""
    if not found.disagrees:
        return ""
    if found.attained:
        return _("Reported as attained, though a value misses its threshold.")
    return _("Reported as not attained, though every value reaches its threshold.")


def doubts(found):
    """What must be said before the verdict is quoted."""
    if found.illustration:
        yield _("These figures are illustration, made up, and not to be used in reports.")
    if found.inherited:
        yield _("Inherited from the units before the rearrangement: attained only where all of them attained it.")
    if found.carried:
        yield _("No report by %(day)s; the last one before is carried forward.") % {"day": day(found.as_of)}
    if found.unverified:
        codes = ", ".join(dict.fromkeys(one.code for one in found.unverified))
        yield _("Thresholds not checked against the document: %(codes)s.") % {"codes": codes}
    wrong = [one.code for one in found.grounds if one.contradictory]
    if wrong:
        yield _("Value and counts say different things: %(codes)s; the value is used.") % {"codes": ", ".join(wrong)}
    if found.grounds and found.by_values is None and found.outcome in (rules.ATTAINED, rules.NOT_ATTAINED):
        yield _("Numbers alone do not decide this criterion; the verdict is that of the officers.")
