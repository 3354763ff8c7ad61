"""Prints where the communes stand on a date, the numbers every page shows."""

from communes.vietnamese import day as written
from communes.vietnamese import number
from ntm import asked
from ntm.judgement import default_date
from ntm.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--units", help="unit basis as a date (default: the units of the date)")
        parser.add_argument("--set", dest="set_code", help="criteria set (default: the one in force)")
        parser.add_argument("--district", help="slug of a district")
        parser.add_argument("--group", help="slug of a group")

    def describe(self, register, options):
        return describe(register, options)

    def as_text(self, answer):
        return as_text(answer)


def describe(register, options):
    """The standing that the options ask for, with its movement since the round before."""
    as_of = asked.units(register, options["as_of"] or str(default_date(register)))
    units = asked.units(register, options["units"]) if options["units"] else as_of
    set_code = asked.criteria_set(register, options["set_code"]) if options["set_code"] else None
    standing = register.standing(as_of, units, set_code)
    scope = scope_of(register, options, as_of, units)
    moved = register.movement(as_of, units, set_code)
    if scope is not None:
        standing, moved = standing.within(scope), moved and [{p for p in pairs if p[0] in scope} for pairs in moved]
    made_up = standing.illustration or register.made_up_scope(f"group:{options['group']}")
    return {**as_numbers(standing, moved), "illustration": made_up}


def scope_of(register, options, as_of, units):
    """Communes asked for, None for the whole province; a district and a group together mean both."""
    found = []
    if options["district"]:
        found.append(register.district_communes(asked.district(register, options["district"]), units))
    if options["group"]:
        found.append(register.members(asked.group(register, options["group"]), as_of, units))
    return set.intersection(*found) if found else None


def as_numbers(standing, moved):
    levels = standing.recognised_by_level
    return {
        "as_of": standing.as_of.isoformat(),
        "units": standing.units.isoformat(),
        "set": standing.criteria_set,
        "universe": standing.universe,
        "coverage": standing.coverage,
        "recognised": len(standing.recognised),
        "recognised_advanced": len(levels["advanced"]),
        "recognised_model": len(levels["model"]),
        "all_criteria": len(standing.all_criteria),
        "total": standing.total,
        "average": None if standing.average is None else round(float(standing.average), 6),
        "bands": [
            {"label": band.label, "low": band.low, "high": band.high, "communes": communes}
            for band, communes in standing.bands()
        ],
        "criteria": {str(number): communes for number, communes in standing.by_criterion.items()},
        "gained": None if moved is None else len(moved[0]),
        "lost": None if moved is None else len(moved[1]),
    }


def as_text(answer):
    """The same numbers for a person at a terminal."""
    bands = ", ".join(f"{band['label']}: {band['communes']}" for band in answer["bands"])
    lines = [
        f"{written(asked.day(answer['as_of']))} · {answer['universe']} communes · set {answer['set'] or '–'}",
        f"recognised {answer['recognised']} · advanced {answer['recognised_advanced']} · "
        f"model {answer['recognised_model']} · all criteria {answer['all_criteria']} · "
        f"average {number(answer['average'], 2)}",
        f"bands {bands}",
        f"coverage {', '.join(f'{name} {count}' for name, count in answer['coverage'].items())}",
    ]
    return "\n".join([*lines, "contains made-up data (illustration)"] if answer["illustration"] else lines)
