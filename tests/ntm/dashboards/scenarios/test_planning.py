"""Scenarios over the whole illustration: what is supposed follows every rule of a standing and touches nothing."""

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from criteria.models import CriteriaSet, Scenario
from ntm.dashboards.scenarios.comparing import Both
from ntm.dashboards.scenarios.download import download
from ntm.dashboards.scenarios.page import Page
from ntm.judgement import Judge
from ntm.planning import Planning
from ntm.progress.planner import Impossible
from ntm.register import Register
from ntm.supposed import Supposed
from tests.illustrated import illustrated  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("illustrated")]
END_2019, END_2020, END_2024, NOW = date(2019, 12, 31), date(2020, 12, 31), date(2024, 12, 31), date(2025, 7, 1)
DATES = [END_2019, date(2020, 1, 1), NOW]


def scenario(as_of=END_2020, units=None, wanted=10, at_least=None, pairs=None, **options):
    options = {"unknown": "assume", "assumed": "20", **options}
    criteria_set = CriteriaSet.objects.in_force(as_of)
    facts = {"name": "Thử", "as_of": as_of, "units": units or as_of, "criteria_set": criteria_set, "wanted": wanted}
    return Scenario(**facts, at_least=at_least, due=date(as_of.year + 1, 12, 31), options=options, pairs=pairs or {})


def planned(**given):
    """(the scenario with what the planner chose, its Plan)."""
    made = scenario(**given)
    planning = Planning(made, Register())
    plan = planning.plan()
    made.pairs = {planning.register.communes[unit].slug: list(numbers) for unit, numbers in plan.chosen.items()}
    return made, plan


@pytest.fixture(scope="module")
def computed():
    return {}


@pytest.fixture
def page(computed):
    def of(**given):
        key = repr(sorted(given.items()))
        if key not in computed:
            computed[key] = Page(planned(**given)[0])
        return computed[key]

    return of


# --- what is supposed ------------------------------------------------------------------------------------------


def test_supposed_nothing_is_the_register_itself():
    register = Register()
    same = Supposed(register, END_2020, END_2020, "1980", {})
    for units in (END_2020, *DATES):
        assert same.standing(END_2020, units, "1980") == register.standing(END_2020, units, "1980")


def test_supposed_leaves_the_register_and_every_other_date_alone():
    register = Register()
    before = {on: register.standing(on, END_2020) for on in (END_2019, END_2020)}
    unit = next(unit for unit, row in before[END_2020].rows.items() if row.count == 9)
    supposed = Supposed(register, END_2020, END_2020, "1980", {unit: frozenset(before[END_2020].criteria)})
    after = supposed.standing(END_2020, END_2020, "1980")
    assert (after.rows[unit].count, unit in after.recognised) == (19, True)
    assert supposed.standing(END_2019, END_2020) == before[END_2019]
    again = Register()
    for one in (register, again):
        assert {on: one.standing(on, END_2020) for on in before} == before
    others = {known: row for known, row in after.rows.items() if known != unit}
    assert others == {known: row for known, row in before[END_2020].rows.items() if known != unit}
    assert after.recognised - before[END_2020].recognised == {unit}


@pytest.mark.parametrize("as_of, units", [(END_2020, END_2020), (END_2024, NOW)], ids=str)
def test_supposed_under_other_units_is_what_their_rule_gives(as_of, units):
    """By hand: a unit of another state gains only what all who speak for it now hold."""
    planning = Planning(planned(as_of=as_of, units=units)[0], Register())
    code = planning.key[-1]
    for other in DATES:
        before, after = (one.standing(as_of, other, code) for one in (planning.register, planning.supposed))
        traces = planning.register.traces(as_of, other, code)
        gained = planning.supposed.gained
        for unit, row in after.rows.items():
            was = before.rows[unit].holds
            told = [gained.get(reading.report, frozenset()) for reading in traces[unit].readings]
            new = frozenset().union(*told)
            assert was <= row.holds <= was | new
            if len(told) == 1 and traces[unit].complete:
                assert row.holds == was | new
        assert before.recognised <= after.recognised


def test_supposed_writes_no_table_and_changes_no_row():
    """Every table before and after the whole page, the comparison and the file: nothing moved, nothing was written."""
    made = [planned()[0], planned(as_of=END_2024, units=NOW, wanted=8)[0]]
    before = counted()
    with CaptureQueriesContext(connection) as asked:
        pages = [Page(one) for one in made]
        told = [(one.title, one.communes, one.effects.targets, one.effects.criteria) for one in pages]
        assert all((Both(*pages).lines, download(pages[0]).content, told))
    assert [query["sql"] for query in asked if not query["sql"].lstrip().upper().startswith("SELECT")] == []
    assert counted() == before


def counted():
    """{table: its rows}; what is in them only a statement could change, and none but SELECT is let through."""
    own = [model for model in apps.get_models() if model._meta.app_label in {"communes", "criteria"}]
    return {model._meta.db_table: model.objects.count() for model in own}


# --- the choice ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, candidates, points, after",
    [
        ({}, 116, "1415.15796", 75),
        ({"per_district": 2, "per_department": 8}, 116, "1447.332682", 75),
        ({"at_least": 15}, 112, "402.667804", 65),
        ({"as_of": END_2024, "units": NOW, "wanted": 8}, 50, "943.449541", 19),
    ],
)
def test_planning_numbers_are_these_on_every_database(given, candidates, points, after):
    made, plan = planned(**given)
    planning = Planning(made, Register())
    assert (len(planning.candidates), plan.gap) == (candidates, 0)
    assert round(float(plan.points), 4) == round(float(points), 4)
    assert len(planning.supposed.standing(*planning.key).recognised) == after


def test_planning_unknown_effort_is_never_nothing():
    """Without an assumption who needs an unknown criterion is left out; with one it counts apart, for each of them."""
    told = Planning(scenario(), Register())
    assert all(work.points > 0 for works in told.works.values() for work in works if work.open)
    assert all(work.points == work.known_points + 20 for works in told.works.values() for work in works if work.open)
    silent = Planning(scenario(unknown="leave_out"), Register())
    assert (len(silent.candidates), silent.left_out) == (0, 116)
    with pytest.raises(Impossible):
        silent.plan()


def test_planning_keeps_caps_and_communes_in_and_out():
    free, _plan = planned()
    out, keep = sorted(free.pairs)[:2]
    given = {"per_district": 2, "districts": {"cao-loc": 0}, "departments": {"so-giao-duc-dao-tao": 6}}
    made, _plan = planned(**given, must=[keep], never=[out])
    planning = Planning(made, Register())
    districts = [planning.register.communes[unit].district.slug for unit in planning.pairs]
    assert keep in made.pairs
    assert out not in made.pairs
    assert max(map(districts.count, districts)) <= 2
    assert "cao-loc" not in districts
    assert planning.by_department["so-giao-duc-dao-tao"] <= 6


def test_planning_ignores_what_was_attained_or_is_no_unit_of_the_date():
    register = Register()
    standing = register.standing(END_2020)
    unit, row = next((unit, row) for unit, row in standing.rows.items() if 0 < row.count < 19)
    slug, held = register.communes[unit].slug, min(row.holds)
    lacking = min(set(standing.criteria) - row.holds)
    planning = Planning(scenario(pairs={slug: [held, lacking], "99999-1900": [1]}), register)
    assert (planning.pairs, planning.void) == ({unit: {lacking}}, 2)


# --- the page --------------------------------------------------------------------------------------------------


def test_page_consequences_add_up_under_both_bases(page):
    effects = page(as_of=END_2024, units=NOW, wanted=8).effects
    assert [basis.before.universe for basis in effects.bases] == [61, 181]
    for place, basis in enumerate(effects.bases):
        gained = sum(basis.after.by_criterion.values()) - sum(basis.before.by_criterion.values())
        assert gained == basis.after.total - basis.before.total > 0
        shown = [line.shifts[place] for line in effects.criteria]
        assert [one.after for one in shown] == [str(n) for n in basis.after.by_criterion.values()]
    basis, rows = effects.districts
    assert (basis.before.universe, len(rows)) == (181, 11)
    assert sum(int(row.shifts[0].after) for row in rows) == len(basis.after.recognised)


@pytest.mark.parametrize(("as_of", "wanted"), [(END_2020, [181, 207]), (END_2019, [207, 181])])
def test_page_always_has_two_bases(page, as_of, wanted):
    """Where no target ahead counts other units, those before, or the next ones, stand beside."""
    bases = page(as_of=as_of, wanted=3).effects.bases
    assert [basis.before.universe for basis in bases] == wanted
    assert all(basis.after.total > basis.before.total for basis in bases)


def test_page_targets_are_those_the_page_of_targets_judges(page):
    shown = page(wanted=60)
    judged = Judge(shown.register)
    targets = {one.goal.target.code: one for one in shown.effects.targets}
    headline = targets["F426"]
    assert (headline.before, headline.after, headline.newly) == ("65/181", "125/181", True)
    assert headline.goal.judgement.verdict == judged.judge(headline.goal.target, END_2020).verdict
    assert shown.effects.newly == sum(one.newly for one in targets.values()) >= 1
    assert targets["F431"].moved is False


def test_page_marks_the_illustration_and_says_what_is_assumed(page):
    with translation.override("en"):
        shown = page()
        assert shown.illustration
        assert all(line.illustration and line.recognised for line in shown.communes)
        known, assumed, open_ = shown.effort
        assert Fraction(assumed.replace(",", "")) == 20 * open_ > 0
        assert "Assumed: 20 points" in shown.assumption
        assert shown.short == 0
        assert known != "0"


def test_page_file_has_a_row_a_criterion_and_names_what_is_supposed(page):
    shown = page()
    text = download(shown).content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert len(rows) - 1 == len(shown.planning.chosen)
    assert all("Thử" in row[-2] for row in rows[1:])
    assert {row[9] for row in rows[1:] if row[9] in {"0", "0,00"}} == set()


def test_page_of_many_communes_asks_as_often_as_of_few():
    asked = []
    for wanted in (1, 60):
        made = planned(wanted=wanted)[0]
        with CaptureQueriesContext(connection) as queries:
            shown = Page(made)
            assert len(shown.communes) == wanted
            assert all((shown.effects.targets, shown.effects.criteria, shown.effects.groups))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20


def test_page_compared_names_what_only_one_has(page):
    both = Both(page(), page(per_district=1))
    first, shared, second = both.communes
    assert (len(first) + len(shared), len(second) + len(shared)) == (10, 10)
    assert both.comparable
    assert not Both(page(), page(as_of=END_2024, units=NOW, wanted=8)).comparable
