"""A small province for pure tests: units a..., their links, readings and awards, without the database."""

from datetime import date

from communes.lineage import Lineage, Link, Unit
from criteria.readings import Reading, by_commune
from ntm.progress.recognition import Award, Recognitions, Renewal
from ntm.progress.standing import CommuneStanding, Standing

START, MERGED = date(2004, 8, 31), date(2020, 1, 1)
END_2019, JUNE_2020, END_2020 = date(2019, 12, 31), date(2020, 6, 30), date(2020, 12, 31)


def unit(number, valid_from=START, valid_to=None, rural=True, district="van-quan"):
    return Unit(number, f"{number:05d}", f"Xã {number}", rural, district, valid_from, valid_to)


def link(old, new, on=MERGED, kind="merge"):
    return Link(old, new, on, kind)


def merger():
    """1 and 2 become 2 (2 keeps its row); 3 goes into the town 4; 5 is split into 6 and the town; 7 stays."""
    units = [
        unit(1, valid_to=END_2019),
        unit(2),
        unit(3, valid_to=END_2019),
        unit(4, rural=False),
        unit(5, valid_to=END_2019),
        unit(6, MERGED),
        unit(7),
    ]
    links = [link(1, 2), link(2, 2), link(3, 4), link(4, 4), link(5, 6, kind="split"), link(5, 4, kind="split")]
    return Lineage(units, links)


def reading(report, commune, on, criteria_set="1980"):
    return Reading(report, commune, on, criteria_set)


def readings(*rows):
    return by_commune(rows)


def award(commune, year, signed_on=None, level="basic", withdrawn_on=None):
    return Award(commune, level, year, signed_on or date(year, 12, 20), withdrawn_on)


def recognitions(lineage, *awards, renewals=()):
    return Recognitions(lineage, awards, [Renewal(*row) for row in renewals], "basic")


def standing(holds, criteria=range(1, 20), criteria_set="1980", coverage="reported", recognised=(), as_of=END_2020):
    """`holds`: {unit: numbers it holds}."""
    rows = {number: CommuneStanding(number, coverage, frozenset(held)) for number, held in holds.items()}
    return Standing(as_of, as_of, criteria_set, tuple(criteria), rows, {"basic": frozenset(recognised)})
