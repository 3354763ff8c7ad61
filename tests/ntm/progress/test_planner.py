"""The cheapest communes: equal to trying every choice, within the caps, and no answer where there is none."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm.progress import planner
from ntm.progress.planner import Candidate, Impossible, Limits, Task, cheapest


def candidate(unit, *points, need=None, district="a", departments=()):
    tasks = tuple(Task(number, Fraction(one), tuple(departments)) for number, one in enumerate(points, 1))
    return Candidate(unit, tasks, len(tasks) if need is None else need, district)


def choices(candidate):
    return combinations(candidate.tasks, candidate.need)


def fits(communes, tasks, limits):
    districts, departments = [one.district for one in communes], [led for task in tasks for led in task.departments]
    return (
        limits.must <= {one.unit for one in communes}
        and all(districts.count(slug) <= most for slug, most in limits.districts.items())
        and all(departments.count(slug) <= most for slug, most in limits.departments.items())
    )


def by_trying(candidates, wanted, limits):
    """The least points over every choice of communes and of their tasks; None where none fits."""
    found = []
    for communes in combinations(candidates, wanted):
        for chosen in product(*map(choices, communes)):
            tasks = [task for part in chosen for task in part]
            if fits(communes, tasks, limits):
                found.append(sum((task.points for task in tasks), Fraction(0)))
    return min(found, default=None)


tasks = st.builds(
    lambda points, led: (Fraction(points, 7), tuple(led)),
    st.integers(0, 50),
    st.lists(st.sampled_from("xyz"), max_size=2, unique=True),
)


@st.composite
def cases(draw):
    found = []
    for unit in range(draw(st.integers(1, 5))):
        own = draw(st.lists(tasks, max_size=3))
        numbered = tuple(Task(number, *one) for number, one in enumerate(own, 1))
        need = draw(st.integers(0, len(numbered)))
        found.append(Candidate(unit, numbered, need, draw(st.sampled_from("ab"))))
    limits = Limits(
        draw(st.dictionaries(st.sampled_from("ab"), st.integers(0, 3), max_size=2)),
        draw(st.dictionaries(st.sampled_from("xyz"), st.integers(0, 4), max_size=3)),
        frozenset(draw(st.sets(st.integers(0, len(found)), max_size=1))),
    )
    return found, draw(st.integers(1, 4)), limits


@settings(max_examples=100, deadline=None)
@given(cases())
def test_planner_equals_trying_every_choice(case):
    candidates, wanted, limits = case
    least = by_trying(candidates, wanted, limits)
    if least is None:
        with pytest.raises(Impossible):
            cheapest(candidates, wanted, limits)
        return
    plan, by_unit = cheapest(candidates, wanted, limits), {one.unit: one for one in candidates}
    assert abs(plan.points - least) < Fraction(1, 10**5)
    taken = [task for unit, numbers in plan.chosen.items() for task in by_unit[unit].tasks if task.number in numbers]
    assert sum((task.points for task in taken), Fraction(0)) == plan.points
    assert fits([by_unit[unit] for unit in plan.chosen], taken, limits)
    assert all(len(numbers) == by_unit[unit].need for unit, numbers in plan.chosen.items())
    assert (len(plan.chosen), plan.gap) == (wanted, 0)


def test_planner_takes_the_cheapest_communes_and_their_cheapest_criteria():
    plan = cheapest([candidate(1, 9, 9), candidate(2, 1, 2, 9, need=2), candidate(3, 4)], 2)
    assert (plan.chosen, plan.points) == ({2: (1, 2), 3: (1,)}, 7)


def test_planner_cap_of_a_department_may_change_the_criteria_of_a_commune():
    led = [Task(1, Fraction(1), ("x",)), Task(2, Fraction(3), ("y",))]
    both = [Candidate(unit, tuple(led), 1) for unit in (1, 2)]
    assert cheapest(both, 2).points == 2
    assert cheapest(both, 2, Limits(departments={"x": 1})).points == 4


def test_planner_commune_that_lacks_nothing_costs_nothing():
    assert cheapest([candidate(1), candidate(2, 5)], 1).chosen == {1: ()}


@pytest.mark.parametrize(
    "wanted, limits, why, communes",
    [
        (1, Limits(must=frozenset({9})), planner.NOT_AVAILABLE, None),
        (1, Limits(must=frozenset({1, 2})), planner.TOO_MANY_MUST, 2),
        (4, Limits(), planner.TOO_FEW, 3),
        (3, Limits(districts={"b": 1}), planner.DISTRICTS, 2),
        (2, Limits(districts={"b": 1}, must=frozenset({1, 3})), planner.CAPS, None),
        (3, Limits(departments={"x": 2}), planner.CAPS, None),
    ],
)
def test_planner_says_what_stands_in_the_way(wanted, limits, why, communes):
    known = [candidate(unit, 5, district="ab"[unit % 2], departments="x") for unit in (1, 3, 2)]
    with pytest.raises(Impossible) as refused:
        cheapest(known, wanted, limits)
    assert (refused.value.why, refused.value.communes) == (why, communes)


def test_planner_without_time_says_so_or_how_far_it_may_be():
    points = {unit: [unit * task % 37 + 1 for task in range(1, 15)] for unit in range(150)}
    many = [candidate(unit, *own, need=7, departments="x") for unit, own in points.items()]
    try:
        plan = cheapest(many, 60, Limits(departments={"x": 420}), seconds=0)
    except planner.Undecided:
        return
    assert (len(plan.chosen), plan.gap >= 0) == (60, True)
