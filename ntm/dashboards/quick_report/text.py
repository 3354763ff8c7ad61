"""The quick report as an official would write it: plain sentences that may be pasted anywhere.

Each number carries its source in brackets, so that a made-up one can never pass as real once it is pasted.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number, signed
from ntm import units
from ntm.dashboards.criteria.attained import as_decimal, percent_text
from ntm.dashboards.criteria.listing import named
from ntm.dashboards.quick_report.facts import AVERAGE, CRITERION, LEVELS, competing, made_up, mark, since
from ntm.dashboards.quick_report.names import criteria_of, listed
from ntm.judgement import PUBLISHED
from ntm.progress.standing import CARRIED, INHERITED, MISSING
from ntm.progress.summary import by_coverage, share, without_data

BASIC = "basic"


def whole_text(facts):
    """The report, paragraphs apart by an empty line."""
    written = (heading, recognised, average, bands, criteria, lost, basis)
    parts = [part(facts) for part in written]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def heading(facts):
    chosen = facts.selection
    told = {
        "day": day(chosen.as_of),
        "scope": chosen.scope_name,
        "communes": units.amount(facts.now.universe, units.COMMUNE),
        "set": chosen.criteria_set or number(None),
    }
    lines = [_("QUICK REPORT ON THE RESULTS OF BUILDING NEW RURAL COMMUNES")]
    if facts.illustration:
        lines.append(_("CONTAINS ILLUSTRATION (MADE-UP NUMBERS), NOT TO BE USED IN REPORTS"))
    lines.append(_("Figures to %(day)s. Scope: %(scope)s, %(communes)s. Criteria set: %(set)s.") % told)
    if not chosen.own_units:
        in_force = {"day": day(chosen.units)}
        lines.append(_("Counted by the units in force on %(day)s, not by those of the round.") % in_force)
    return lines


# --- recognition -----------------------------------------------------------------------------------------------


def recognised(facts):
    lines = [f"1. {headline(facts)}", *newly_lines(facts)]
    others = [f"- {label}: {counted(facts, measure)}." for measure, label in other_levels() if facts.result(measure)]
    return lines + others


def newly_lines(facts):
    """One line an earlier round; a second round with the same communes has nothing to add."""
    told, lines = None, []
    for on, name in facts.earlier:
        found = facts.difference(on)
        key = found.newly_recognised(BASIC), found.no_longer_recognised(BASIC)
        if key != told:
            lines.append(newly(facts, found, since(on, name)))
        told = key
    return lines


def other_levels():
    return [
        (LEVELS["advanced"], _("Communes that attained the advanced standard")),
        (LEVELS["model"], _("Communes that attained the model standard")),
    ]


def headline(facts):
    result = facts.result(LEVELS[BASIC])
    if result is None:
        return _("Communes that attained the NTM standard: no data.")
    said = _("Communes that attained the NTM standard: %(count)s") % {"count": counted(facts, LEVELS[BASIC])}
    changes = [changed(facts, LEVELS[BASIC], on, name, units.COMMUNE) for on, name in facts.earlier]
    others = competing(result)
    note = [_("Documents also print: %(others)s.") % {"others": "; ".join(others)}] if others else []
    return " ".join([f"{'; '.join([said, *filter(None, changes)])}.", *note])


def counted(facts, measure):
    """65/181 xã (35,91%) (ước thực hiện, theo BC NQ 20)."""
    return out_of(facts, facts.result(measure))


def out_of(facts, result):
    whole = facts.now.universe
    if result is None or not whole:
        return _("no data")
    told = {
        "n": number(int(result.value)),
        "whole": number(whole),
        "percent": percent_text(share(int(result.value), whole), 2 if result.source == PUBLISHED else 1),
    }
    return _("%(n)s/%(whole)s communes (%(percent)s)") % told + mark(result, facts.selection.own_units)


def changed(facts, measure, on, name, unit, digits=2):
    """tăng 16 xã so với kỳ trước (30/06/2020): 49 (theo BC NQ 20); "" where nothing can be compared."""
    found = facts.change(measure, on)
    if found is None:
        return ""
    difference, then = found
    told = {
        "difference": units.with_unit(decimal(abs(difference), digits), unit, one=abs(difference) == 1),
        "since": since(on, name),
        "then": decimal(then.value, digits),
        "mark": mark(then, facts.selection.own_units) or "",
    }
    words = more if difference > 0 else fewer if difference < 0 else same
    return words() % told


def more():
    return _("%(difference)s more than at %(since)s, when it was %(then)s%(mark)s")


def fewer():
    return _("%(difference)s fewer than at %(since)s, when it was %(then)s%(mark)s")


def same():
    return _("the same as at %(since)s")


def newly(facts, found, when):
    """Newly recognised since an earlier round, with names; and those that no longer are."""
    new, gone = found.newly_recognised(BASIC), found.no_longer_recognised(BASIC)
    if new is None or not facts.now.has_data:
        return _("- Newly recognised since %(since)s: no list of names, the decisions are not entered.") % {
            "since": when
        }
    names = listed(facts.register, new) or _("no commune")
    told = {"since": when, "communes": units.amount(len(new), units.COMMUNE), "names": names}
    if new:
        said = _("- Newly recognised since %(since)s, by the decisions entered, %(communes)s: %(names)s") % told
    else:
        said = _("- Newly recognised since %(since)s, by the decisions entered: %(names)s") % told
    said += f" ({_('illustration')})." if facts.now.illustration else "."
    again = [unit for unit in new if unit in must_again(facts)]
    if again:
        said += " " + _("Among them recognised again after a rearrangement: %(names)s.") % {
            "names": listed(facts.register, again)
        }
    if gone:
        said += " " + _("No longer recognised: %(names)s.") % {"names": listed(facts.register, gone)}
    return said


def must_again(facts):
    """Communes that a recorded fact says must be recognised again before they count."""
    return {renewal.commune for renewal in facts.register.renewals if renewal.since <= facts.selection.as_of}


# --- criteria --------------------------------------------------------------------------------------------------


def average(facts):
    result = facts.result(AVERAGE)
    if result is None:
        return ["2. " + _("Average criteria per commune: no data.")]
    digits = telling_digits(facts, result)
    told = {"n": decimal(result.value, digits), "mark": mark(result, facts.selection.own_units)}
    said = _("On average a commune attained %(n)s criteria%(mark)s") % told
    changes = [changed(facts, AVERAGE, on, name, units.CRITERIA, digits) for on, name in facts.earlier]
    lines = [f"2. {'; '.join([said, *filter(None, changes)])}."]
    apart = [since(on, name) for on, name in facts.earlier if facts.set_code(on) != facts.selection.set_code]
    if apart:
        lines.append(_("Not compared with %(since)s: judged by another criteria set.") % {"since": "; ".join(apart)})
    return lines


def telling_digits(facts, result):
    """Two digits, more where the rounded numbers would not add up: 14,65 and 0,01 more than 14,65."""
    found = [one for one in (facts.change(AVERAGE, on) for on, _name in facts.earlier) if one]
    agreeing = (digits for digits in (2, 3) if all(adds_up(result.value, *one, digits) for one in found))
    return next(agreeing, 4)


def adds_up(now, difference, then, digits):
    return decimal_of(now, digits) - decimal_of(then.value, digits) == decimal_of(difference, digits)


def decimal(value, digits):
    """At most so many digits, none that say nothing: 65 · 12,5 · 14,651."""
    return number(decimal_of(value, digits))


def decimal_of(value, digits):
    return as_decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def bands(facts):
    found, result = facts.bands
    if not found:
        return ["3. " + _("Communes by criteria attained: no data.")]
    told = [
        _("%(band)s criteria: %(communes)s (%(percent)s)")
        % {
            "band": band_words(band),
            "communes": units.amount(communes, units.COMMUNE),
            "percent": percent_text(share(communes, facts.now.universe), 1),
        }
        for band, communes in found
    ]
    said = _("Communes by criteria attained%(mark)s") % {"mark": mark(result, facts.selection.own_units)}
    return [f"3. {said}:", *(f"- {one};" for one in told[:-1]), f"- {told[-1]}."]


def band_words(band):
    """19, 15–18, dưới 5."""
    return _("below %(n)d") % {"n": band.high + 1} if band.low == 0 else band.label


def criteria(facts):
    every = facts.register.criteria.get(facts.selection.set_code, [])
    results = [(one, facts.result(CRITERION, criterion=one.number)) for one in every]
    if not any(result for _one, result in results):
        return ["4. " + _("Communes by single criterion: no data.")]
    lines = [f"- {named(one)}: {out_of(facts, result)};" for one, result in results]
    return ["4. " + _("Communes that attained each criterion:"), *lines[:-1], lines[-1].removesuffix(";") + "."]


def lost(facts):
    """Criteria gained and lost against the earlier rounds, the lost ones with the names of the communes."""
    found = [(facts.difference(on), since(on, name)) for on, name in facts.earlier]
    lines = [moved(facts, one, when) for one, when in found if one.comparable]
    if not lines:
        return ["5. " + _("Criteria gained and lost: not comparable (another criteria set, or no reports).")]
    return ["5. " + _("Criteria gained and lost under the same units:"), *lines]


def moved(facts, found, when):
    told = {
        "since": when,
        "gained": number(len(found.moved[0])),
        "lost": number(len(found.moved[1])),
        "net": signed(len(found.moved[0]) - len(found.moved[1])),
    }
    said = _("- Against %(since)s: %(gained)s criteria newly attained, %(lost)s lost (%(net)s)") % told
    if made_up(facts.reports):
        said += f" ({_('illustration')})"
    if not found.lost:
        return f"{said}."
    return f"{said}. " + _("Lost: %(names)s.") % {"names": criteria_of(facts.register, found.lost)}


# --- what it rests on ------------------------------------------------------------------------------------------


def basis(facts):
    """Coverage, what is missing by name, and the documents."""
    lines = ["6. " + _("What the figures rest on:"), *coverage(facts)]
    unknown = without_data(facts.now)
    if unknown:
        names = criteria_of(facts.register, unknown)
        lines.append(_("- No data, counted as not attained: %(names)s.") % {"names": names})
    cited = documents(facts)
    lines += [_("- Published figures: %(documents)s.") % {"documents": "; ".join(cited)}] if cited else []
    if facts.illustration:
        lines.append(_("- Numbers marked “illustration” are made up to fit the published totals; they are no results."))
    return lines


def coverage(facts):
    by_kind, whole = by_coverage(facts.now), facts.now.universe
    if len(by_kind[MISSING]) == whole:
        return [_("- No commune has a report under this criteria set; only published figures are shown.")]
    reported = _("- %(n)s of %(whole)s communes have an approved report of this round") % {
        "n": number(len(by_kind["reported"])),
        "whole": number(whole),
    }
    lines = [f"{reported} ({_('illustration')})." if made_up(facts.reports) else f"{reported}."]
    lines += [one for kind in (CARRIED, INHERITED, MISSING) if (one := named_kind(facts, kind, by_kind[kind]))]
    return lines


def named_kind(facts, kind, communes):
    if not communes:
        return ""
    names = _("all communes") if len(communes) == facts.now.universe else listed(facts.register, communes)
    return COVERED[kind](len(communes)) % {"n": number(len(communes)), "names": names}


COVERED = {
    CARRIED: lambda n: ngettext(
        "- %(n)s commune is counted by an earlier report: %(names)s.",
        "- %(n)s communes are counted by an earlier report: %(names)s.",
        n,
    ),
    INHERITED: lambda n: ngettext(
        "- %(n)s commune inherits from its predecessors, provisional, to be reviewed: %(names)s.",
        "- %(n)s communes inherit from their predecessors, provisional, to be reviewed: %(names)s.",
        n,
    ),
    MISSING: lambda n: ngettext(
        "- %(n)s commune has no report and counts as not attained: %(names)s.",
        "- %(n)s communes have no report and count as not attained: %(names)s.",
        n,
    ),
}


def documents(facts):
    """Every document that a number of the text is cited from, with its number and date."""
    every = [facts.result(measure) for measure in (*LEVELS.values(), AVERAGE)]
    every += [facts.result(CRITERION, criterion=n) for n in facts.now.criteria]
    every += [facts.result(measure, on) for on, _name in facts.earlier for measure in (LEVELS[BASIC], AVERAGE)]
    every.append(facts.bands[1])
    found = {one.printed.figure.document for one in every if one and one.source == PUBLISHED}
    return [cited(one) for one in sorted(found, key=lambda one: one.id)]


def cited(document):
    """BC NQ 20: Báo cáo tổng kết …; số 42/KH-UBND, ngày 28/02/2018 where the document has them."""
    details = [document.number, document.issued_text]
    return ", ".join(filter(None, [f"{document.short_name}: {document.name}", *details]))
