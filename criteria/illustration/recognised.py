"""Which communes are recognised in which year until 2020, and who belongs to which group (first model)."""

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from criteria.illustration.places import CITY, chance
from criteria.illustration.solving import solve

YEARS = {2015: 13, 2016: 11, 2017: 12, 2018: 12, 2019: 13, 2020: 13}
EAGERNESS = {2015: 60, 2016: 52, 2017: 45, 2018: 38, 2019: 30, 2020: 24}
# Made up, but not against common sense: the lowlands along the railway first, the remote highlands last.
WEALTH = {
    "lang-son": 1.6, "huu-lung": 0.5, "chi-lang": 0.4, "bac-son": 0.4, "cao-loc": 0.2, "van-quan": 0.1,
    "loc-binh": 0.0, "van-lang": 0.0, "trang-dinh": -0.1, "dinh-lap": -0.4, "binh-gia": -0.5,
}  # fmt: skip
DEPRIVED = 118
# (district, name): the year or the latest year that the sources or the issue give.
KNOWN_YEAR = {("dinh-lap", "Bính Xá"): 2018, ("van-quan", "Văn An"): 2018}
NO_LATER = {
    ("lang-son", "Hoàng Đồng"): 2016,
    ("lang-son", "Quảng Lạc"): 2017,
    ("lang-son", "Mai Pha"): 2017,
    ("chi-lang", "Chi Lăng"): 2015,
    ("trang-dinh", "Chi Lăng"): 2016,
    ("huu-lung", "Sơn Hà"): 2017,
    ("dinh-lap", "Bắc Lãng"): 2019,
}
# Song Giang kept Điềm He from inheriting; Bình Phúc is the seventh of Văn Quan only in 2022; the others would let a
# merger or a division recognise a commune by arithmetic (Bắc Ái lies in Đề Thám and Kim Đồng).
NOT_YET = [
    ("van-quan", "Song Giang"), ("van-quan", "Vĩnh Lại"), ("van-quan", "Xuân Mai"), ("van-quan", "Bình Phúc"),
    ("van-quan", "Tràng Các"), ("van-quan", "Khánh Khê"), ("trang-dinh", "Kim Đồng"), ("trang-dinh", "Bắc Ái"),
    ("van-lang", "An Hùng"), ("van-lang", "Tân Việt"), ("van-lang", "Trùng Quán"), ("chi-lang", "Vân An"),
]  # fmt: skip
ADVANCED_2019 = [("chi-lang", "Chi Lăng"), ("lang-son", "Hoàng Đồng")]


@dataclass
class Chosen:
    """The frame of the history until 2020: recognition years, groups, and who waits after the merger."""

    year: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)
    waiting: list = field(default_factory=list)
    wealth: dict = field(default_factory=dict)


def wealth(places):
    """How well off a commune is: its district, its place on the border, and luck."""
    found = {}
    for unit in places.old:
        slug = places.slug(unit)
        luck = sum(chance("wealth", slug, n) for n in range(4)) - 2
        found[unit] = WEALTH[places.district(unit)] + 1.1 * luck - (0.4 if unit in places.border else 0)
    return found


def deprived(places, riches):
    """Communes in special difficulty: the poorest, with the two that a source names on their sides."""
    in_it, out_of_it = places.named("chi-lang", "Vân An"), places.named("chi-lang", "Quan Sơn")
    free = [u for u in places.old if u not in (in_it, out_of_it) and places.district(u) != CITY]
    return {in_it, *sorted(free, key=lambda unit: riches[unit])[: DEPRIVED - 1]}


def choose(places):
    """Solves the recognised sets; everything after is built on them."""
    riches = wealth(places)
    poor = deprived(places, riches)
    model = cp_model.CpModel()
    rec = {(u, y): model.new_bool_var(f"r{u}_{y}") for u in places.old for y in YEARS}
    pilot = {u: model.new_bool_var(f"p{u}") for u in places.old}
    until = {(u, y): sum(rec[u, e] for e in YEARS if e <= y) for u in places.old for y in YEARS}
    for unit in places.old:
        model.add(until[unit, 2020] <= 1)
    _numbers(model, places, rec, until, poor)
    _pilots(model, places, rec, pilot, poor)
    _known(model, places, rec, until)
    waits = _mergers(model, places, rec, until)
    model.maximize(sum(_liking(places, riches, *key) * rec[key] for key in rec))
    solver = solve(model, 60)
    return _read(solver, places, riches, poor, rec, pilot, waits)


def _liking(places, riches, unit, year):
    return round(EAGERNESS[year] * (riches[unit] + 2 + 1.2 * chance("liking", places.slug(unit), year)))


def _numbers(model, places, rec, until, poor):
    """How many a year, on the border, in special difficulty and in each district (F003 F111 F109 F480-F490)."""
    for year, number in YEARS.items():
        model.add(sum(rec[u, year] for u in places.old) == number)
    model.add(sum(until[u, 2019] for u in places.border) == 4)
    model.add(sum(until[u, 2020] for u in places.border) <= 5)
    model.add(sum(until[u, 2019] for u in poor) == 15)
    model.add(sum(rec[u, 2020] for u in poor) == 9)
    for district in places.districts:
        inside = [u for u in places.old if places.district(u) == district]
        model.add(sum(until[u, 2019] for u in inside) >= 3)
        model.add(sum(until[u, 2020] for u in inside) <= 10)
        for year in YEARS:
            model.add(sum(rec[u, year] for u in inside) <= 3)
    inside = [u for u in places.old if places.district(u) == "van-quan"]
    model.add(sum(until[u, 2019] for u in inside) == 4)
    model.add(sum(rec[u, 2020] for u in inside) == 1)


def _pilots(model, places, rec, pilot, poor):
    """Five pilots in special difficulty, in five districts: two recognised in 2019, three in 2020 (F462 F485)."""
    model.add(sum(pilot.values()) == 5)
    both = {key: model.new_bool_var("") for key in rec if key[1] in (2019, 2020)}
    for (unit, year), var in both.items():
        model.add_bool_and(rec[unit, year], pilot[unit]).only_enforce_if(var)
    model.add(sum(v for (_, y), v in both.items() if y == 2019) == 2)
    model.add(sum(v for (_, y), v in both.items() if y == 2020) == 3)
    for unit in places.old:
        if unit not in poor or unit in places.border or not places.goes_on(unit):
            model.add(pilot[unit] == 0)
    for district in places.districts:
        model.add(sum(pilot[u] for u in places.old if places.district(u) == district) <= 1)


def _known(model, places, rec, until):
    for (district, name), year in KNOWN_YEAR.items():
        model.add(rec[places.named(district, name), year] == 1)
    for (district, name), year in NO_LATER.items():
        model.add(until[places.named(district, name), year] == 1)
    for district, name in NOT_YET:
        model.add(until[places.named(district, name), 2020] == 0)


def _mergers(model, places, rec, until):
    """61 of 207 become 52 of 181; exactly three that begin anew have only recognised voters (F399 F475)."""
    merged, waits = places.merged(), {}
    for new, voters in merged.items():
        waits[new] = model.new_bool_var(f"w{new}")
        model.add(len(voters) * waits[new] <= sum(until[u, 2019] for u in voters))
        model.add(sum(until[u, 2019] for u in voters) - len(voters) + 1 <= waits[new])
    going_on = [u for u in places.old if places.goes_on(u)]
    model.add(sum(waits.values()) == 3)
    model.add(sum(until[u, 2019] for u in going_on) == 49)
    for unit in set(places.old) - set(going_on):
        model.add(rec[unit, 2020] == 0)
    return waits


def _read(solver, places, riches, poor, rec, pilot, waits):
    chosen = Chosen(wealth=riches)
    chosen.year = {u: y for (u, y), var in rec.items() if solver.value(var)}
    chosen.waiting = [u for u, var in waits.items() if solver.value(var)]
    of_year = defaultdict(list)
    for unit, year in sorted(chosen.year.items()):
        of_year[year].append(unit)
    pilots = [u for u, var in pilot.items() if solver.value(var)]
    extra = max((u for u in of_year[2019] if u not in pilots + list(poor)), key=lambda unit: riches[unit])
    chosen.groups = {
        "border": sorted(places.border),
        "dbkk": sorted(poor),
        "dbkk-pilot": pilots,
        "candidates-2018": of_year[2018],
        "candidates-2019": [u for u in of_year[2019] if u != extra],
        "candidates-2020": of_year[2020],
        "candidates-2020-others": [u for u in of_year[2020] if u not in pilots],
        "candidates-2020-dbkk": [u for u in of_year[2020] if u in poor],
        "district-chosen": _district_chosen(places, riches, poor, chosen.year),
    }
    return chosen


def _district_chosen(places, riches, poor, recognised):
    """One more commune in special difficulty in each district, none in the city: the middle one of those left."""
    found = []
    for district in places.districts:
        left = [u for u in poor if places.district(u) == district and u not in recognised and places.goes_on(u)]
        left = sorted((u for u in left if u not in places.border), key=lambda unit: riches[unit])
        found += left[len(left) // 2 :][:1]
    return found
