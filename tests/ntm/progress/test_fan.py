"""The fan of paths: what it is made of, what it can never do, and how it is tried on years that have come."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ntm.progress.fan import Counted, State, back_test, fan, laws, path, pooled, step

TOP = 19
MEMBERS, AVERAGE = Counted("members"), Counted("average")
BELOW_10 = Counted("between", 0, 9)
STATES = st.builds(State, st.integers(0, TOP), st.booleans())


@st.composite
def histories(draw, years=4):
    """Up to six communes through some years that follow each other."""
    communes = draw(st.integers(1, 6))
    length = draw(st.integers(2, years))
    return {
        2016 + n: dict(enumerate(draw(st.lists(STATES, min_size=communes, max_size=communes)))) for n in range(length)
    }


def growing(gains, start=0):
    """{year: {commune 0: State}} of one commune that gains so much a year."""
    counts = [start]
    for gain in gains:
        counts.append(counts[-1] + gain)
    return {2016 + n: {0: State(count)} for n, count in enumerate(counts)}


# --- what it is made of ------------------------------------------------------------------------------------------


def test_fan_reaches_from_the_slowest_to_the_fastest_year():
    """A commune that gained 1, then 3 criteria within a band: the next year 1 or 3, all together 2."""
    spans = fan(growing([1, 3]), AVERAGE, TOP, 2019)
    assert [(one.year, one.low, one.middle, one.high) for one in spans] == [(2018, 4, 4, 4), (2019, 5, 6, 7)]


def test_fan_moves_communes_as_those_of_their_band_moved():
    """Of two communes with 15 criteria one was recognised: half of the two that have 15 now will be."""
    history = {
        2019: {1: State(15), 2: State(15), 3: State(3), 4: State(3)},
        2020: {1: State(19, True), 2: State(16), 3: State(15), 4: State(15)},
    }
    start, after = fan(history, MEMBERS, TOP, 2021)
    assert start.middle == 1
    assert (after.low, after.high) == (Fraction(5, 2), Fraction(5, 2))


def test_fan_where_a_year_knows_no_such_communes_all_years_together_speak():
    law = {State(3).peers: Counter({(2, False): 1})}
    moved = step({State(12): Fraction(4)}, law, {State(12).peers: Counter({(1, False): 1})}, TOP)
    assert moved == {State(13): 4}
    assert step({State(12): Fraction(4)}, law, {}, TOP) == {State(12): 4}


def test_fan_needs_two_years_that_follow_each_other():
    states = {0: State(3)}
    assert fan({}, AVERAGE, TOP, 2021) is None
    assert fan({2020: states}, AVERAGE, TOP, 2021) is None
    assert fan({2018: states, 2020: states}, AVERAGE, TOP, 2021) is None
    assert fan({2019: states, 2020: states}, AVERAGE, TOP, 2020) is None
    assert fan({2019: states, 2020: states}, AVERAGE, TOP, 2021, among={7}) is None


def test_fan_learns_from_all_and_starts_from_those_it_is_about():
    history = {year: {**states, 1: State(states[0].count + 1)} for year, states in growing([1]).items()}
    assert fan(history, AVERAGE, TOP, 2018, among={1})[0].middle == 2


def test_counted_as_a_percent():
    weights = {State(19, True): Fraction(1), State(3): Fraction(3)}
    assert Counted("members", percent=True).of(weights) == 25
    assert BELOW_10.of(weights) == 3
    assert MEMBERS.of({}) is None


# --- properties --------------------------------------------------------------------------------------------------


@given(histories(), st.integers(1, 5), st.sampled_from([MEMBERS, BELOW_10, AVERAGE]))
def test_fan_begins_at_the_recorded_point_and_keeps_its_order(history, ahead, counted):
    last = max(history)
    spans = fan(history, counted, TOP, last + ahead)
    recorded = counted.of(Counter(history[last].values()))
    assert (spans[0].low, spans[0].middle, spans[0].high) == (recorded,) * 3
    assert [one.year for one in spans] == list(range(last, last + ahead + 1))
    assert all(one.low <= one.middle <= one.high for one in spans)


@given(histories(), st.integers(1, 5))
def test_fan_never_leaves_the_communes_nor_the_criteria(history, ahead):
    last = max(history)
    communes = len(history[last])
    for counted, whole in [(MEMBERS, communes), (BELOW_10, communes), (AVERAGE, TOP)]:
        for one in fan(history, counted, TOP, last + ahead):
            assert one.low >= 0
            assert one.high <= whole


@given(histories(), st.integers(1, 4))
def test_fan_keeps_every_commune(history, ahead):
    law, weights = pooled(laws(history)), Counter(history[max(history)].values())
    whole = sum(weights.values())
    for _year in range(ahead):
        weights = step(weights, law, {}, TOP)
        assert sum(weights.values()) == whole


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.integers(1, 5))
def test_fan_never_falls_where_nobody_ever_lost_anything(gains, ahead):
    history = growing(gains)
    spans = fan(history, AVERAGE, TOP, max(history) + ahead)
    for name in ("low", "middle", "high"):
        ends = [getattr(one, name) for one in spans]
        assert ends == sorted(ends)


@given(histories(), st.integers(1, 4))
def test_fan_does_not_depend_on_the_order_of_communes(history, ahead):
    turned = {year: dict(reversed(states.items())) for year, states in reversed(history.items())}
    last = max(history) + ahead
    assert fan(history, AVERAGE, TOP, last) == fan(turned, AVERAGE, TOP, last)


# --- tried out ---------------------------------------------------------------------------------------------------


def test_back_test_of_a_steady_history_is_always_right():
    trials = back_test(growing([1, 1, 1, 1]), AVERAGE, TOP)
    assert [(one.start, one.end) for one in trials] == [
        (2017, 2018),
        (2017, 2019),
        (2017, 2020),
        (2018, 2019),
        (2018, 2020),
        (2019, 2020),
    ]
    assert all(one.inside for one in trials)
    assert [one.actual for one in trials] == [2, 3, 4, 3, 4, 4]


def test_back_test_says_where_it_was_wrong():
    """A year of 4 after years of 1 lies outside of what they promised."""
    last = back_test(growing([1, 1, 4], start=0), AVERAGE, 30)[-1]
    assert (last.start, last.end, last.span.high, last.actual, last.inside) == (2018, 2019, 3, 6, False)


def test_back_test_needs_a_year_to_learn_and_a_year_to_ask():
    assert back_test(growing([1]), AVERAGE, TOP) == []


@given(histories(years=5))
def test_back_test_never_looks_ahead(history):
    """What is said of a year does not change with what came after it."""
    last = max(history)
    known = {year: states for year, states in history.items() if year < last}
    before = {(one.start, one.end): one.span for one in back_test(known, AVERAGE, TOP)}
    now = {(one.start, one.end): one.span for one in back_test(history, AVERAGE, TOP)}
    assert before.items() <= now.items()


def test_path_of_all_years_is_the_middle():
    history = growing([1, 3])
    together = pooled(laws(history))
    assert path([State(4)], together, together, AVERAGE, TOP, 1) == [4, 6]
