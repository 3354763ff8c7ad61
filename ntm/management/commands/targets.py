"""Prints every target with its result and its verdict."""

from communes.vietnamese import number, span
from ntm import asked
from ntm.judgement import Judge, default_date
from ntm.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--year", help="only the targets for this year")

    def describe(self, register, options):
        return describe(register, options)

    def as_text(self, answer):
        return as_text(answer)


def describe(register, options):
    as_of = asked.units(register, options["as_of"] or str(default_date(register)))
    year = asked.year(options["year"]) if options["year"] else None
    chosen = [target for target in register.targets if year in (None, target.date.year)]
    return [as_numbers(judgement) for judgement in Judge(register).judge_all(as_of, chosen)]


def as_numbers(judgement):
    target, result = judgement.target, judgement.result
    return {
        "id": target.code,
        "measure": target.measure.key,
        "criterion": target.criterion,
        "scope": target.scope,
        "year": int(target.year) if target.year.isdigit() else target.year,
        "low": plain(target.low),
        "high": plain(target.high),
        "unit": target.unit,
        "base": judgement.base,
        "better": target.measure.better,
        "actual": result and plain(result.value),
        "actual_source": result and result.source,
        "estimate": bool(result and result.estimate),
        "verdict": judgement.verdict,
        "set_by": target.set_by,
        "document": target.document.code,
        "quote": target.quote,
    }


def plain(value):
    """An int where the number is whole, else a float; None stays None."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(float(value), 6)


def as_text(answer):
    lines = [
        f"{one['id']} {one['verdict']:16} {span(one['low'], one['high'])} {one['unit']} ← {number(one['actual'])} "
        f"({one['actual_source'] or '–'}) {one['measure']} {one['scope']} {one['year']}"
        for one in answer
    ]
    return "\n".join(lines)
