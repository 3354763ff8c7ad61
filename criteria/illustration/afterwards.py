"""The years 2021-2024, of which nothing is published: decisions, totals and a last small model."""

from datetime import date

from ortools.sat.python import cp_model

from criteria.illustration.constraints import bounds
from criteria.illustration.matrices import CRITERIA, fit_margins, likely_cells, moved, odds_of, root
from criteria.illustration.places import SHRUNK, chance
from criteria.illustration.solving import solve
from criteria.illustration.totals import ALL, LAST

ENDS = {year: date(year, 12, 31) for year in (2021, 2022, 2023, 2024)}
RECOGNISED = {2021: 8, 2022: 9, 2023: 9, 2024: 10}
ADVANCED = {2020: 3, 2021: 3, 2022: 2, 2023: 5, 2024: 6}  # 2022 besides the three that a source names
MODEL = {2023: 3, 2024: 4}
SOURCED_ADVANCED = [("trang-dinh", "Chi Lăng"), ("huu-lung", "Sơn Hà"), ("dinh-lap", "Bắc Lãng")]
VAN_QUAN = {2021: ["Điềm He", "Liên Hội", "Yên Phúc"], 2022: ["Bình Phúc"], 2023: [], 2024: ["Tri Lễ"]}
# Shares of communes per criterion of set 318 at its first year-end: the level is moved until the totals agree.
HARD_318 = {
    1: 0.78, 2: 0.45, 3: 0.90, 4: 0.72, 5: 0.52, 6: 0.48, 7: 0.93, 8: 0.60, 9: 0.60, 10: 0.40,
    11: 0.48, 12: 0.66, 13: 0.58, 14: 0.88, 15: 0.60, 16: 0.70, 17: 0.36, 18: 0.50, 19: 0.90,
}  # fmt: skip
SLACK = 12
LOST = {2021: [17, 11, 16], 2023: [17, 15, 19, 10], 2024: [17, 11, 13, 6, 19]}


def universe(places, year):
    return places.new if ENDS[year] < SHRUNK else places.last


def earlier(places, unit, year):
    """Whose criteria of the year before a commune of this year carries on (several after a merger)."""
    before = LAST if year == 2021 else ENDS[year - 1]
    return places.lineage.voters(unit, before, ENDS[year])


class Years:
    """Awards of 2021-2024 on top of those until 2020; `award[level][unit of 2020-2024] = year`."""

    def __init__(self, places, chosen, held):
        self.places, self.held = places, held
        self.basic = {u: chosen.year[u] for u in places.new if u in chosen.year and places.goes_on(u)}
        self.basic |= dict.fromkeys(chosen.waiting, 2020)
        self.wealth = {u: self._wealth(chosen, u) for u in places.new}
        self.fresh = {u for u in places.new if not places.lineage.same_self(u, LAST, SHRUNK)}
        self.fresh |= {new for new in places.last if len(places.lineage.voters(new, LAST, SHRUNK)) > 1}
        self._recognise()
        self.advanced = {places.named(*name): 2019 for name in (("chi-lang", "Chi Lăng"), ("lang-son", "Hoàng Đồng"))}
        self.sourced = [places.named(*name) for name in SOURCED_ADVANCED]
        self._promote(self.basic, self.advanced, ADVANCED)
        self.model = {}
        self._promote(self.advanced, self.model, MODEL)

    def _wealth(self, chosen, unit):
        voters = self.places.voters[unit]
        return sum(chosen.wealth[voter] for voter in voters) / len(voters)

    def _rank(self, unit):
        return len(self.held[unit, LAST]) + 2 * self.wealth[unit] + 2 * chance("rank", self.places.slug(unit))

    def _recognise(self):
        """The communes nearest to the standard, two a district and year; Văn Quan as its plan of 2022 has it."""
        for year, number in RECOGNISED.items():
            taken = [self.places.named("van-quan", name, LAST) for name in VAN_QUAN[year]]
            left = [u for u in self.places.new if u not in self.basic and u not in self.fresh]
            for unit in sorted(left, key=self._rank, reverse=True):
                district = self.places.district(unit)
                full = sum(self.places.district(u) == district for u in taken) >= 2
                if len(taken) < number and district != "van-quan" and not full:
                    taken.append(unit)
            self.basic |= dict.fromkeys(taken, year)

    def _promote(self, below, awarded, numbers):
        """The next level: two years after the one below at the earliest, the early ones first."""
        for year, number in numbers.items():
            if awarded is self.advanced and year == 2022:
                awarded |= dict.fromkeys(self.sourced, 2022)
            kept = [*awarded, *self.sourced]
            left = [u for u, y in below.items() if y <= year - 2 and u not in kept and u not in self.fresh]
            left = [u for u in left if self.places.district(u) != "van-quan"]
            left.sort(key=lambda u: (below[u] // 2, -self.wealth[u] - chance("promote", self.places.slug(u))))
            awarded |= dict.fromkeys(left[:number], year)


def count_on(places, years, held, constraints, lost):
    """{(commune, year): criteria}: fewer under the new set, then more; Văn Quan to the sum of its plan."""
    total = {}
    for year in ENDS:
        losing = {unit for unit, _ in lost.get(year, ())}
        for unit in universe(places, year):
            total[unit, year] = _total(places, years, held, total, unit, year)
            if unit in losing:
                total[unit, year] = min(total[unit, year], _before(places, held, total, unit, year), ALL - 1)
        _correct_van_quan(places, years, constraints, total, year)
    return total


def _before(places, held, total, unit, year):
    if year == 2021:
        return len(held[unit, LAST])
    return min(total[voter, year - 1] for voter in earlier(places, unit, year))


def _total(places, years, held, total, unit, year):
    luck, before = chance("gain", places.slug(unit), year), _before(places, held, total, unit, year)
    award = years.basic.get(unit) if unit not in years.fresh or year < 2024 else None
    if award == year or (year == 2021 and award and award <= year):
        return ALL
    if years.advanced.get(unit, 9999) <= max(year, 2022) and year >= 2022 and unit not in years.fresh:
        return ALL
    if year == 2022:
        return 15 + round(3.3 * luck) if award and award < year else max(5, before - 1 - round(2 * luck))
    if award and award < year:
        return min(ALL, before + round(1.5 * luck))
    return min(ALL - 2, before + (round(2 * luck) if year == 2021 else round(2.4 * luck + 0.3)))


def _correct_van_quan(places, years, constraints, total, year):
    row = bounds(constraints, ENDS[year], "criteria_sum", "district:Văn Quan")
    inside = [u for u in universe(places, year) if places.district(u) == "van-quan"]
    free = sorted((u for u in inside if years.basic.get(u, 9999) > year), key=lambda u: -years.wealth[u])
    step = 0
    while row and (gap := row[0] - sum(total[u, year] for u in inside)):
        unit = free[step % len(free)]
        wished = total[unit, year] + (1 if gap > 0 else -1)
        if wished <= 17 and (year != 2021 or wished >= len(years.held[unit, LAST])):
            total[unit, year] = wished
        step += 1


def lost_cells(places, years, held):
    """{year: [(commune, criterion)]}: what is lost against the year before, far from Văn Quan and from new awards."""
    found, used = {}, set()
    for year, criteria in LOST.items():
        found[year] = []
        for criterion in criteria:
            ranked = sorted(universe(places, year), key=lambda u: chance("lost", year, criterion, places.slug(u)))
            unit = next(u for u in ranked if u not in used and _may_lose(places, years, held, u, year, criterion))
            used.add(unit)
            found[year].append((unit, criterion))
    return found


def _may_lose(places, years, held, unit, year, criterion):
    if places.district(unit) == "van-quan" or unit in years.fresh or unit in years.advanced:
        return False
    if years.basic.get(unit) and (year == 2021 or years.basic[unit] >= year - 1):
        return False
    return year != 2021 or (criterion in held[unit, LAST] and len(held[unit, LAST]) >= 8)


def fill_on(places, years, held, constraints):
    """{(commune, round): set of criteria} of the four year-ends, and what was lost."""
    lost = lost_cells(places, years, held)
    total = count_on(places, years, held, constraints, lost)
    model = cp_model.CpModel()
    has = {(u, k, y): model.new_bool_var("") for u, y in total for k in CRITERIA}
    for (unit, year), number in total.items():
        model.add(sum(has[unit, k, year] for k in CRITERIA) == number)
    _carried(model, places, held, has, lost)
    likely = _shape(model, places, held, total, has)
    _van_quan(model, places, constraints, has)
    for key, var in has.items():
        model.add_hint(var, likely[key])
    solver = solve(model, 60, relax=False)
    filled = {(u, ENDS[y]): {k for k in CRITERIA if solver.value(has[u, k, y])} for u, y in total}
    return filled, lost


def _carried(model, places, held, has, lost):
    """Nothing else is lost within a set; merged communes keep what all their predecessors had."""
    for (unit, criterion, year), var in has.items():
        gone = (unit, criterion) in lost.get(year, ())
        if year == 2022:
            continue
        if gone:
            model.add(var == 0)
        if year == 2021:
            if criterion in held[unit, LAST] and not gone:
                model.add(var == 1)
            continue
        before = [has[voter, criterion, year - 1] for voter in earlier(places, unit, year)]
        if gone:
            model.add(before[0] == 1)
        else:
            model.add_bool_or([var, *(b.negated() for b in before)])


def _shape(model, places, held, total, has):
    """Columns near shares that fit the totals; the same dice as before, so that communes keep their character."""
    likely = {}
    for year in ENDS:
        communes = universe(places, year)
        wanted = _columns_of(places, held, total, communes, year)
        for k in CRITERIA:
            column, number = sum(has[u, k, year] for u in communes), round(wanted[k])
            model.add_linear_constraint(column, max(0, number - SLACK), min(len(communes), number + SLACK))
        rows, columns = fit_margins(communes, {u: total[u, year] for u in communes}, wanted)
        likely |= likely_cells(places, communes, rows, columns, year)
    return likely


def _columns_of(places, held, total, communes, year):
    if year == 2021:
        odds = {k: odds_of(sum(k in held[u, LAST] for u in communes) / len(communes)) for k in CRITERIA}
    else:
        odds = {k: odds_of(HARD_318[k]) for k in CRITERIA}
    full = sum(total[u, year] == ALL for u in communes)
    wanted = sum(total[u, year] for u in communes)
    level = root(lambda x: sum(moved(odds[k], x, len(communes), full) for k in CRITERIA) - wanted)
    return {k: moved(odds[k], level, len(communes), full) for k in CRITERIA}


def _van_quan(model, places, constraints, has):
    for row in constraints:
        if row.measure == "communes_attained_criterion" and row.date in ENDS.values() and row.scope.startswith("dist"):
            inside = [u for u in universe(places, row.date.year) if places.district(u) == "van-quan"]
            column = sum(has[u, row.criterion, row.date.year] for u in inside)
            model.add_linear_constraint(column, int(row.low), int(row.high))
