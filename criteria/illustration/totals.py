"""How many criteria each commune has at each round until 2020 (second model)."""

from datetime import date

from ortools.sat.python import cp_model

from criteria.illustration.constraints import BANDS
from criteria.illustration.places import CITY, NEW, chance
from criteria.illustration.solving import solve

YEARS = range(2011, 2020)
JUNE, LAST = date(2020, 6, 30), date(2020, 12, 31)
ROUNDS = [*(date(year, 12, 31) for year in YEARS), JUNE, LAST]
ALL = 19
# The middle of a commune's path by the year it is recognised; None: not before 2021. The documents give the rest.
PATHS = {
    2015: [6.0, 8.0, 10.5, 14.0, 19, 19, 19, 19, 19, 19, 19],
    2016: [4.5, 6.3, 8.5, 11.0, 13.5, 18, 18, 19, 19, 19, 19],
    2017: [4.0, 5.6, 7.5, 10.0, 12.8, 15.0, 19, 19, 19, 19, 19],
    2018: [3.2, 4.6, 6.0, 7.4, 9.0, 10.2, 12.5, 19, 19, 19, 19],
    2019: [2.6, 3.8, 4.9, 6.0, 6.9, 7.3, 7.9, 10.4, 19, 19, 19],
    2020: [2.2, 3.2, 4.3, 5.3, 6.2, 6.7, 7.3, 9.2, 11.5, 12.0, 19],
    None: [1.9, 2.8, 3.7, 4.7, 5.5, 5.8, 6.1, 7.2, 8.0, 8.2, 8.9],
}
FULL_IN_2017 = 25  # criterion 8 is held by 27 then, two of them candidates of 2018
SUM_2017 = (1735, 1752)  # 1418 by the printed increments, and criteria 1 and 7, of which nothing is printed


def known_rounds(places, chosen):
    """{round: communes} of the first ten years."""
    return {on: (places.new if on >= NEW else places.old) for on in ROUNDS}


def members(places, chosen, scope, on, communes):
    """The communes of a scope as constraints.csv writes it."""
    kind, _, name = scope.partition(":")
    if kind == "group":
        inside = set(chosen.groups[name])
        return [unit for unit in communes if unit in inside]
    if kind == "commune":
        return [unit for unit in communes if places.slug(unit) == name]
    if kind == "district":
        return [unit for unit in communes if places.districts[places.district(unit)] == name]
    return list(communes)


def award_year(places, chosen, unit, on):
    """The year a commune is recognised, read from its voters for those that began anew in 2020."""
    if on < NEW or (unit in places.old and places.goes_on(unit)):
        return chosen.year.get(unit)
    return 2019 if unit in chosen.waiting else None


def _share(places, chosen):
    """Where a commune stands among those that share its path, from 0 to 1."""
    found = {}
    for year in PATHS:
        peers = sorted((u for u in places.old if chosen.year.get(u) == year), key=lambda unit: chosen.wealth[unit])
        found |= {unit: position / max(len(peers) - 1, 1) for position, unit in enumerate(peers)}
    return found


def _ideal(places, chosen, share, unit, on):
    """What this commune would have if the documents asked for nothing."""
    position = ROUNDS.index(on)
    if on >= NEW and unit in places.merged():
        if unit in chosen.waiting:
            return float(ALL)
        voters = places.voters[unit]
        return (
            sum(_ideal(places, chosen, share, u, date(2019, 12, 31)) for u in voters) / len(voters) - 0.5 + (on == LAST)
        )
    middle = PATHS[chosen.year.get(unit)][position]
    if middle >= 18:
        return middle
    spread = 0.62 + 0.76 * share[unit] if chosen.year.get(unit) is None else 0.88 + 0.24 * share[unit]
    luck = (0.22 if position else 1.1) * (chance("pace", places.slug(unit), position // 3) - 0.5)
    ahead = max(0, position - 6) if share[unit] > 0.95 and chosen.year.get(unit) is None else 0
    return middle * (spread + luck) + ahead


def count(places, chosen, constraints):
    """{(commune, round): criteria attained}, agreeing with every sum and band."""
    model = cp_model.CpModel()
    rounds = known_rounds(places, chosen)
    total = {(u, on): model.new_int_var(0, ALL, f"t{u}_{on}") for on, communes in rounds.items() for u in communes}
    _full(model, places, chosen, total)
    _paths(model, places, chosen, total)
    _documents(model, places, chosen, constraints, rounds, total)
    share, misses = _share(places, chosen), []
    for (unit, on), var in total.items():
        wished = round(10 * _ideal(places, chosen, share, unit, on))
        miss = model.new_int_var(0, 10 * ALL, "")
        model.add(miss >= 10 * var - wished)
        model.add(miss >= wished - 10 * var)
        misses.append(miss)
    model.minimize(sum(misses))
    solver = solve(model, 25)
    return {key: solver.value(var) for key, var in total.items()}


def _full(model, places, chosen, total):
    """Who has all criteria when: with recognition, except what the plan of 2018 says of criterion 8."""
    late = sorted(
        (u for u, y in chosen.year.items() if y == 2017 and places.district(u) != CITY), key=chosen.wealth.get
    )
    full = [u for u, y in chosen.year.items() if y <= 2015 or (y <= 2017 and places.district(u) == CITY)]
    full_2017 = set(full) | set(late[len(late) + len(full) - FULL_IN_2017 :])
    for (unit, on), var in total.items():
        year = award_year(places, chosen, unit, on)
        if on.year == 2017 and year in (2016, 2017):
            model.add(var == (ALL if unit in full_2017 else ALL - 1))
        elif year and year <= on.year and (on != JUNE or year < 2020):
            model.add(var == ALL) if year != 2016 or on.year > 2016 else model.add_linear_constraint(var, 17, 18)
        else:
            model.add(var <= ALL - 1)


def _paths(model, places, chosen, total):
    """Nothing is lost, and nobody jumps except into recognition."""
    for (unit, on), var in total.items():
        before = ROUNDS[ROUNDS.index(on) - 1] if on != ROUNDS[0] else None
        if (unit, before) in total and (before != ROUNDS[8] or places.goes_on(unit)):
            model.add(var >= total[unit, before])
            model.add(var <= total[unit, before] + _largest_gain(places, chosen, unit, on))
    for unit in (u for u in places.merged() if u not in chosen.waiting):
        before = [total[voter, ROUNDS[8]] for voter in places.voters[unit]]
        fewest, most = model.new_int_var(0, ALL, ""), model.new_int_var(0, ALL, "")
        model.add_min_equality(fewest, before)
        model.add_max_equality(most, before)
        partly = sum(award_year(places, chosen, voter, ROUNDS[8]) not in YEARS for voter in places.voters[unit])
        model.add(total[unit, JUNE] >= fewest - (1 if partly > 1 else 0))
        model.add(total[unit, JUNE] <= most)
    carried_over = sorted(chosen.groups["candidates-2018"], key=chosen.wealth.get)[-2:]
    for unit in carried_over:
        model.add(total[unit, ROUNDS[6]] >= 15)


def _largest_gain(places, chosen, unit, on):
    year = award_year(places, chosen, unit, on)
    if on == JUNE:
        return 1
    if on == LAST and year != 2020:
        return 4
    return 11 if year == on.year else 5 if year else 3


def _documents(model, places, chosen, constraints, rounds, total):
    """Every sum, band and extreme that constraints.csv holds for these rounds."""
    low, high = SUM_2017
    model.add_linear_constraint(sum(total[u, ROUNDS[6]] for u in places.old), low, high)
    for row in constraints:
        if row.date not in rounds or row.units != row.date:
            continue
        inside = [total[u, row.date] for u in members(places, chosen, row.scope, row.date, rounds[row.date])]
        if row.measure == "criteria_sum":
            model.add_linear_constraint(sum(inside), int(row.low), int(row.high))
        elif row.measure in BANDS:
            model.add_linear_constraint(
                sum(_within(model, v, *BANDS[row.measure]) for v in inside), int(row.low), int(row.high)
            )
        elif row.measure in ("fewest_criteria", "most_criteria"):
            _extreme(model, row, inside)


def _extreme(model, row, inside):
    (model.add_min_equality if row.measure == "fewest_criteria" else model.add_max_equality)(
        model.new_int_var(int(row.low), int(row.high), ""), inside
    )


def _within(model, var, low, high):
    """A boolean that says whether the total lies in the band."""
    inside, above = model.new_bool_var(""), model.new_bool_var("")
    model.add(var >= low).only_enforce_if(inside)
    model.add(var <= high).only_enforce_if(inside)
    model.add(var >= high + 1).only_enforce_if(above)
    model.add(var <= low - 1).only_enforce_if(inside.negated(), above.negated())
    model.add_bool_or(inside.negated(), above.negated())
    return inside
