"""Small worlds for the bridge: by hand, and drawn at random with every kind of rearrangement, set and correction."""

from datetime import date, timedelta

from hypothesis import strategies as st

from communes.lineage import Lineage, Link
from criteria.readings import Reading, by_commune
from ntm.progress.bridge.world import World, Yardstick
from ntm.progress.recognition import Award, Renewal
from ntm.progress.standing import Outcome
from tests.ntm.progress.places import START, unit

ONE_DAY = timedelta(days=1)
EVENTS = [date(2020, 1, 1), date(2022, 3, 10), date(2025, 7, 1)]
YARDSTICKS = [Yardstick("old", 2016, 2021, (1, 2, 3)), Yardstick("new", 2022, 2030, (1, 2, 3, 4))]
DAYS = [date(2019, 12, 31), date(2020, 6, 30), date(2020, 12, 31), date(2021, 12, 31), date(2022, 3, 10)]
DAYS += [date(2022, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31)]
ASKED = sorted({*DAYS, date(2020, 1, 1), date(2022, 1, 1), date(2022, 3, 9), date(2023, 5, 5)})
CHANGES = ["merge into one of them", "merge into a new one", "split", "rename", "leave", "town joins", "town opens"]


def world(lineage, readings=(), outcomes=None, awards=(), renewals=(), first=(), yardsticks=YARDSTICKS):
    """`readings`: Reading rows; `first`: those first approved where they were corrected later."""
    now = by_commune(readings)
    corrected = {(one.commune, one.on, one.criteria_set): one for one in first}
    early = by_commune(corrected.get((one.commune, one.on, one.criteria_set), one) for one in readings)
    return World(lineage, now, early, list(awards), list(renewals), yardsticks, outcomes or {})


class Province:
    """Units and links as rearrangements write them: rows end the evening before, new ones begin on the day."""

    def __init__(self, rural, towns):
        self.rows = {number: [START, None, number <= rural] for number in range(1, rural + towns + 1)}
        self.links = []

    def alive(self, rural):
        return [n for n, (_start, end, is_rural) in self.rows.items() if end is None and is_rural == rural]

    def begin(self, on, rural=True):
        self.rows[len(self.rows) + 1] = [on, None, rural]
        return len(self.rows)

    def become(self, old, new, on, kind="merge"):
        self.links.append(Link(old, new, on, kind))
        if old != new:
            self.rows[old][1] = on - ONE_DAY

    @property
    def lineage(self):
        return Lineage([unit(n, *row[:2], rural=row[2]) for n, row in self.rows.items()], self.links)


def rearrange(province, change, some, on):
    """One change on a day; `some` are distinct communes, at least two, that nothing else happens to that day."""
    towns = [n for n in province.alive(False) if province.rows[n][0] < on]
    if change == "merge into one of them":
        for one in some:
            province.become(one, some[0], on)
    elif change == "merge into a new one":
        new = province.begin(on)
        for one in some:
            province.become(one, new, on)
    elif change == "split":
        for kept in (some[1], province.begin(on)):
            province.become(some[0], kept, on, "split")
    elif change == "rename":
        province.become(some[0], province.begin(on), on, "rename")
    elif change == "leave" and towns:
        province.become(some[0], towns[0], on)
        province.become(towns[0], towns[0], on)
    elif change == "town joins" and towns:
        new = province.begin(on)
        for one in (some[0], towns[-1]):
            province.become(one, new, on)
    elif change == "town opens" and towns:
        province.become(towns[-1], province.begin(on), on, "rename")


@st.composite
def lineages(draw):
    province = Province(draw(st.integers(4, 7)), draw(st.integers(1, 3)))
    for on in sorted(draw(st.sets(st.sampled_from(EVENTS), min_size=2))):
        free = draw(st.permutations(province.alive(True)))
        for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=2)):
            size = draw(st.sampled_from([2, 2, 3]))
            some, free = free[:size], free[size:]
            if len(some) == size:
                rearrange(province, change, some, on)
    return province.lineage


HELD = st.frozensets(st.integers(1, 4))


@st.composite
def worlds(draw):
    """A world with reports on some days, some of them corrected, decisions, withdrawals and waits."""
    lineage = draw(lineages())
    rows, first, outcomes = [], [], {}
    for on in DAYS:
        code = next(one.code for one in YARDSTICKS if on.year <= one.last_year)
        for commune in [one for one in lineage.universe(on) if draw(st.integers(0, 3))]:
            rows.append(Reading(len(outcomes) + 1, commune, on, code))
            outcomes[len(outcomes) + 1] = Outcome(draw(HELD))
            if draw(st.integers(0, 5)) == 0:
                first.append(Reading(len(outcomes) + 1, commune, on, code))
                outcomes[len(outcomes) + 1] = Outcome(draw(HELD))
    units = sorted(lineage.units)
    awards = [draw(decisions(one)) for one in units if draw(st.integers(0, 3))]
    waits = [Renewal(one, "basic", on) for one in units for on in EVENTS if draw(st.booleans())]
    return world(lineage, rows, outcomes, awards, waits, first)


SIGNED = [date(2018, 5, 1), date(2019, 9, 1), date(2020, 1, 20), date(2020, 9, 1), date(2022, 3, 10), date(2025, 7, 1)]
WITHDRAWN = [None, None, None, None, date(2020, 1, 1), date(2021, 2, 2), date(2025, 7, 1)]


@st.composite
def decisions(draw, commune):
    """A decision for the year it is signed in or the one before, perhaps withdrawn later."""
    signed_on, withdrawn_on = draw(st.sampled_from(SIGNED)), draw(st.sampled_from(WITHDRAWN))
    withdrawn_on = withdrawn_on if withdrawn_on and withdrawn_on > signed_on else None
    return Award(commune, "basic", signed_on.year - draw(st.integers(0, 1)), signed_on, withdrawn_on)
