"""The illustration as CSV: compact rows, written by the build and read by load_illustration."""

import csv
import io
from datetime import date

from criteria.illustration.outcomes import set_of
from criteria.illustration.places import NEW, OLD, chance

APPROVED = "approved"
SOURCE = "số minh họa, không phải số liệu thật"
SOURCED = {("dinh-lap", "Bính Xá"): 2018, ("van-quan", "Văn An"): 2018}  # decisions that load_reference brings
GROUP_NAMES = {
    "dbkk": "Xã đặc biệt khó khăn",
    "dbkk-pilot": "Xã đặc biệt khó khăn tỉnh chỉ đạo điểm",
    "district-chosen": "Xã đặc biệt khó khăn huyện lựa chọn chỉ đạo",
    "candidates-2018": "Xã phấn đấu đạt chuẩn năm 2018",
    "candidates-2019": "Xã phấn đấu đạt chuẩn năm 2019",
    "candidates-2020": "Xã phấn đấu đạt chuẩn năm 2020",
    "candidates-2020-others": "Xã phấn đấu đạt chuẩn năm 2020, ngoài 3 xã điểm",
    "candidates-2020-dbkk": "Xã đặc biệt khó khăn phấn đấu đạt chuẩn năm 2020",
}
# Decision 861/QĐ-TTg of 04/06/2021 names 88 communes in special difficulty; which ones is made up here.
LIST_861, COUNT_861 = date(2021, 6, 4), 88
SPANS = {
    "dbkk": (date(2016, 1, 1), date(2021, 6, 3)),
    "dbkk-pilot": (date(2016, 1, 1), date(2020, 12, 31)),
    "district-chosen": (date(2018, 1, 1), date(2020, 12, 31)),
}


def reading_rows(places, signs, advanced, still_open):
    yield "commune", "round", "criteria_set", "state", "outcomes"
    rows = [(unit, on, set_of(on), APPROVED, text) for (unit, on), text in signs.items()]
    rows += [(unit, on, "318-nc", APPROVED, text) for (unit, on), text in advanced.items()]
    rows += [(unit, on, set_of(on), state, text) for unit, on, state, text in still_open]
    for unit, on, code, state, text in sorted(rows, key=lambda row: (row[1], row[2], places.slug(row[0]))):
        yield places.slug(unit), on, code, state, text


def note_rows(places, work, reasons):
    yield "commune", "round", "criterion", "work_done", "expected_month", "note"
    rows = [(unit, on, k, done, month, "") for (unit, on, k), (done, month) in work.items()]
    rows += [(unit, on, k, "", "", note) for unit, on, k, note in reasons]
    for unit, on, k, done, month, note in sorted(rows, key=lambda row: (row[1], places.slug(row[0]), row[2])):
        yield places.slug(unit), on, k, done, month, note


def value_rows(places, values):
    """One row a commune and round: indicator=value, or indicator=numerator/denominator."""
    yield "commune", "round", "values"
    for (unit, on), found in sorted(values.items(), key=lambda item: (item[0][1], places.slug(item[0][0]))):
        yield places.slug(unit), on, ";".join(f"{code}={value}" for code, value in found.items())


def decision_rows(places, chosen, years):
    """One decision a commune, with numbers that nobody takes for real ones."""
    yield "number", "signed_on", "year", "level", "commune"
    for level, awards in _awards(places, chosen, years).items():
        for year in sorted({year for _, year in awards}):
            units = sorted((u for u, y in awards if y == year), key=places.slug)
            for position, unit in enumerate(units, 1):
                signed = date(year, 11, 1 + int(25 * chance("signed", places.slug(unit), level)))
                yield f"MH-{level[0].upper()}{position:02}/{year}", signed, year, level, places.slug(unit)


def _awards(places, chosen, years):
    basic = {unit: year for unit, year in chosen.year.items() if unit not in _named(places, SOURCED)}
    first = sorted((u for u, y in basic.items() if y == 2015), key=chosen.wealth.get)[-3:]
    basic |= dict.fromkeys(first, 2014)
    basic |= {unit: year for unit, year in years.basic.items() if year > 2020}
    advanced = {unit: year for unit, year in years.advanced.items() if unit not in years.sourced}
    again = [(unit, 2020) for unit in chosen.waiting]  # the same row may have been recognised before it merged
    return {"basic": [*basic.items(), *again], "advanced": [*advanced.items()], "model": [*years.model.items()]}


def _named(places, names):
    return {places.named(*name) for name in names}


def again_rows(places, chosen):
    yield "commune", "level", "since"
    for unit in sorted(chosen.waiting, key=places.slug):
        yield places.slug(unit), "basic", NEW


def group_rows(places):
    yield "slug", "name"
    yield from sorted(GROUP_NAMES.items())


def membership_rows(places, chosen):
    yield "group", "commune", "valid_from", "valid_to"
    for group in sorted(GROUP_NAMES):
        start, end = _span(group)
        for unit in sorted(chosen.groups[group], key=places.slug):
            last = end if places.goes_on(unit) else min(end, OLD)
            yield group, places.slug(unit), start, last
    for unit in sorted(_poor_merged(places, chosen), key=places.slug):
        yield "dbkk", places.slug(unit), NEW, SPANS["dbkk"][1]
    for unit in sorted(_poor_2021(places, chosen), key=places.slug):
        yield "dbkk", places.slug(unit), LIST_861, places.units[unit].valid_to


def _span(group):
    """Candidates are registered in the year before the one they are to attain the standard in."""
    if group in SPANS:
        return SPANS[group]
    year = int(group.split("-")[1])
    return date(year - 1, 1, 1), date(year, 12, 31)


def _poor_merged(places, chosen):
    poor = set(chosen.groups["dbkk"])
    return [new for new, voters in places.merged().items() if 2 * len(poor & set(voters)) > len(voters)]


def _poor_2021(places, chosen):
    """The poorest that are not yet recognised; the two of which a page tells the class stand where it says."""
    left = [u for u in places.new if u not in chosen.year and u not in chosen.waiting]
    left = [u for u in left if places.units[u].name not in ("Quan Sơn", "Vân An")]
    wealth = {u: sum(chosen.wealth[v] for v in places.voters[u]) / len(places.voters[u]) for u in left}
    return [places.named("chi-lang", "Vân An", NEW), *sorted(left, key=wealth.get)[: COUNT_861 - 1]]


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue()
