"""Builds the illustration: python -m criteria.illustration.build [--check].

Recognised sets first, then the totals, then all matrices of 2011-2020 together, then 2021-2024. Everything is
deterministic; --check builds again and compares with the committed files.
"""

import sys

from criteria.illustration import files
from criteria.illustration.afterwards import Years, fill_on
from criteria.illustration.checking import broken
from criteria.illustration.constraints import read_constraints
from criteria.illustration.matrices import fill
from criteria.illustration.outcomes import advanced_reports, reasons, still_open, verdicts, work
from criteria.illustration.places import ILLUSTRATION, Places
from criteria.illustration.recognised import choose
from criteria.illustration.totals import count
from criteria.illustration.values import measure


def build():
    """{file name: text} of the whole illustration."""
    places, constraints = Places(), read_constraints()
    chosen = choose(places)
    say("recognised communes and groups chosen")
    total = count(places, chosen, constraints)
    say("totals found")
    held = fill(places, chosen, total, constraints)
    say("matrices of 2011-2020 found")
    years = Years(places, chosen, held)
    later, lost = fill_on(places, years, held, constraints)
    say("matrices of 2021-2024 found")
    return as_files(places, chosen, years, held | later, lost)


def as_files(places, chosen, years, held, lost):
    signs = verdicts(places, held)
    tables = {
        "readings": files.reading_rows(places, signs, advanced_reports(places, years), still_open(places, held)),
        "notes": files.note_rows(places, work(places, signs), reasons(lost)),
        "values": files.value_rows(places, measure(places, signs)),
        "decisions": files.decision_rows(places, chosen, years),
        "recognise_again": files.again_rows(places, chosen),
        "groups": files.group_rows(places),
        "memberships": files.membership_rows(places, chosen),
    }
    return {f"{name}.csv": files.as_csv(rows) for name, rows in tables.items()}


def say(text):
    print(text, file=sys.stderr, flush=True)


def main(arguments):
    built = build()
    if "--check" in arguments:
        different = [name for name, text in built.items() if (ILLUSTRATION / name).read_text(encoding="utf-8") != text]
        return [f"{name} differs from the committed file" for name in different] + broken()
    for name, text in built.items():
        (ILLUSTRATION / name).write_text(text, encoding="utf-8", newline="\n")
    return broken()


if __name__ == "__main__":
    problems = main(sys.argv[1:])
    for problem in problems:
        say(problem)
    sys.exit(1 if problems else 0)
