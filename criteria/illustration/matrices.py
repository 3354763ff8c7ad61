"""Which criteria each commune has at each round until 2020: one model of all matrices, nothing ever lost."""

import math

from ortools.sat.python import cp_model

from criteria.illustration.constraints import bounds
from criteria.illustration.places import NEW, chance
from criteria.illustration.solving import solve
from criteria.illustration.totals import ALL, JUNE, LAST, ROUNDS, known_rounds, members

CRITERIA = range(1, ALL + 1)
END_2017, END_2019 = ROUNDS[6], ROUNDS[8]
# Criteria 1, 9 and 12 of 2020 are not printed: together they make up the difference to the sum (403 or 404).
UNPRINTED_2020 = {1: 134, 9: 88, 12: 181}
UNPRINTED_2017 = {1: 165, 7: 166}
SLACK, CLOSE = 24, 8  # how far a column may be from its expectation where nothing is printed; less in 2018 and 2019


def expected(constraints, total, rounds):
    """{(criterion, round): communes}: printed where the documents print it, between those elsewhere."""
    found = {}
    for on, unprinted in ((END_2017, UNPRINTED_2017), (LAST, UNPRINTED_2020)):
        for criterion in CRITERIA:
            row = bounds(constraints, on, "communes_attained_criterion", criterion=criterion)
            exact = row and row[0] == row[1]
            found[criterion, on] = row[0] if exact else unprinted[criterion]
    for on in ROUNDS:
        if on not in (END_2017, LAST):
            found |= _between(found, total, rounds, on)
    return found


def _between(found, total, rounds, on):
    """Shares of a round of which nothing is printed, moved along from those printed until the sum agrees."""
    communes = rounds[on]
    full = sum(total[u, on] == ALL for u in communes)
    wanted, weight = sum(total[u, on] for u in communes), _weight(on)
    odds = {}
    for criterion in CRITERIA:
        before, after = odds_of(found[criterion, END_2017] / 207), odds_of(found[criterion, LAST] / 181)
        odds[criterion] = before + weight * max(0, after - before) if weight > 0 else before * (1 + 0.08 * weight)
    some = sum(total[u, on] > 0 for u in communes)
    level = root(lambda x: sum(moved(odds[k], x, some, full) for k in CRITERIA) - wanted)
    found_here = {k: moved(odds[k], level, some, full) for k in CRITERIA}
    closest = min if on < END_2017 else max if on < NEW else lambda here, _: here
    return {(k, on): closest(found_here[k], found[k, END_2017]) for k in CRITERIA}


def _weight(on):
    return (on - END_2017).days / 1096  # the days to the end of 2020


def odds_of(share):
    share = max(min(share, 0.99), 0.02)
    return math.log(share / (1 - share))


def moved(odds, level, communes, full):
    return full + (communes - full) / (1 + math.exp(-(odds + level)))


def root(gap, low=-12.0, high=12.0):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if gap(middle) < 0 else (low, middle)
    return middle


def sketch(places, total, wanted, rounds):
    """{(commune, criterion, round): likely?}: chances that fit both margins."""
    found = {}
    for on, communes in rounds.items():
        numbers = {unit: total[unit, on] for unit in communes}
        rows, columns = fit_margins(communes, numbers, {k: wanted[k, on] for k in CRITERIA})
        found |= likely_cells(places, communes, rows, columns, on)
    return found


def likely_cells(places, communes, rows, columns, on):
    """One throw of the dice a cell, the same at every round: a commune keeps its character."""
    return {
        (u, k, on): 1 / (1 + math.exp(-rows[u] - columns[k])) > chance("cell", places.slug(u), k)
        for u in communes
        for k in CRITERIA
    }


def fit_margins(communes, numbers, wanted, steps=25):
    """Strengths of rows and columns so that the chances add up to both margins (a Rasch model)."""
    rows = dict.fromkeys(communes, 0.0)
    columns = dict.fromkeys(CRITERIA, 0.0)
    for _ in range(steps):
        for unit in communes:
            rows[unit] += _step(numbers[unit], [rows[unit] + columns[k] for k in CRITERIA])
        for k in CRITERIA:
            columns[k] += _step(wanted[k], [rows[u] + columns[k] for u in communes])
    return rows, columns


def _step(wanted, odds):
    chances = [1 / (1 + math.exp(-max(min(o, 30), -30))) for o in odds]
    gap = wanted - sum(chances)
    return max(min(gap / (sum(c * (1 - c) for c in chances) + 0.05), 1.5), -1.5)


def fill(places, chosen, total, constraints):
    """{(commune, round): set of criteria}: as close to the sketch as the documents allow."""
    rounds = known_rounds(places, chosen)
    wanted = expected(constraints, total, rounds)
    likely = sketch(places, total, wanted, rounds)
    model = cp_model.CpModel()
    has = {key: model.new_bool_var("") for key in likely}
    for (unit, on), number in total.items():
        model.add(sum(has[unit, k, on] for k in CRITERIA) == number)
    _nothing_lost(model, places, has)
    _columns(model, places, chosen, constraints, rounds, wanted, has)
    for key, var in has.items():
        model.add_hint(var, likely[key])
    solver = solve(model, 60, relax=False)
    return {(unit, on): {k for k in CRITERIA if solver.value(has[unit, k, on])} for unit, on in total}


def _nothing_lost(model, places, has):
    """What a commune holds it keeps, and what all voters held in 2019 the merged commune holds in June 2020."""
    merged = places.merged()
    for unit, criterion, on in has:
        before = ROUNDS[ROUNDS.index(on) - 1] if on != ROUNDS[0] else None
        if on == JUNE and unit in merged:
            held = [has[voter, criterion, END_2019] for voter in places.voters[unit]]
            model.add_bool_or([has[unit, criterion, on], *(var.negated() for var in held)])
        elif (unit, criterion, before) in has:
            model.add_implication(has[unit, criterion, before], has[unit, criterion, on])


def _columns(model, places, chosen, constraints, rounds, wanted, has):
    """Communes by criterion: exactly where printed, near the expectation elsewhere."""
    for (criterion, on), number in wanted.items():
        column = sum(has[u, criterion, on] for u in rounds[on])
        model.add_linear_constraint(column, *_allowed(constraints, criterion, on, number))
    for row in constraints:
        if row.measure == "communes_attained_criterion" and row.scope != "province" and row.date in rounds:
            inside = members(places, chosen, row.scope, row.date, rounds[row.date])
            column = sum(has[u, row.criterion, row.date] for u in inside)
            model.add_linear_constraint(column, int(row.low), int(row.high))


def _allowed(constraints, criterion, on, number):
    row = bounds(constraints, on, "communes_attained_criterion", criterion=criterion)
    if row and row[0] == row[1]:
        return row
    slack = CLOSE if on.year in (2018, 2019) else SLACK
    low, high = max(0, round(number) - slack), round(number) + slack
    return (max(low, row[0]), min(high, row[1])) if row else (low, high)
