"""One criterion of all communes: checked without saving, saved as a whole, pasted, in conflict, refused."""

import json

import pytest
from django.urls import reverse

from criteria import rounds, workflow
from criteria.models import Assessment, Measurement, Report
from criteria.saving import save
from tests.criteria.people import Role, browsing, open_round, rural, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TC = 17


@pytest.fixture
def officer():
    return somebody("vanquan", Role.DISTRICT, district="van-quan")


@pytest.fixture
def spring():
    return open_round()


@pytest.fixture
def communes():
    return rural("van-quan")


def address(of_round, number=TC):
    return f"{reverse('grid', args=[of_round.slug])}?tc={number}"


def said(commune, **fields):
    return {f"{commune.slug}|{key.replace('__', '.')}": text for key, text in fields.items()}


def send(client, of_round, do, seen=None, number=TC, **more):
    fields = {"do": do, "seen": json.dumps(seen or {})} | more
    return client.post(address(of_round, number), fields)


def test_grid_shows_my_communes_alone(officer, spring, communes):
    page = browsing(officer).get(address(spring)).context["page"]
    assert {row.filled.commune for row in page.rows} == set(communes)
    assert len(page.rows) == 14


def test_check_saves_nothing_and_counts_the_changes(officer, spring, communes):
    response = send(browsing(officer), spring, "check", **said(communes[0], c17__outcome="attained"))
    assert response.status_code == 200
    assert response.context["page"].changes == 1
    assert not Report.objects.exists()


def test_save_writes_several_communes_at_once(officer, spring, communes):
    cells = said(communes[0], c17__outcome="attained") | said(
        communes[1], c17__outcome="not_attained", c17__note="đang làm"
    )
    response = send(browsing(officer), spring, "save", **cells)
    assert response.status_code == 302
    found = {one.report.commune: one for one in Assessment.objects.filter(criterion__number=TC)}
    assert found[communes[0]].outcome == "attained"
    assert (found[communes[1]].outcome, found[communes[1]].note) == ("not_attained", "đang làm")
    assert Report.objects.count() == 2


def test_one_wrong_cell_keeps_all_from_being_saved_and_what_was_typed(officer, spring, communes):
    cells = said(communes[0], c17__outcome="attained") | said(communes[1], c17__work_done="nhiều")
    response = send(browsing(officer), spring, "save", **cells)
    assert response.status_code == 422
    [(target, name, _column, sentence)] = response.context["page"].problems
    assert (target, name) == (f"{communes[1].slug}|c17.work_done", communes[1].name)
    assert sentence
    assert 'value="nhiều"' in response.text
    assert not Report.objects.exists()


def test_block_of_excel_is_read_by_name(officer, spring, communes):
    block = f"Xã {communes[0].name.upper()}\tĐạt\n\n{communes[1].name}\tChưa đạt"
    client = browsing(officer)
    page = send(client, spring, "check", block=block).context["page"]
    assert page.changes == 2
    assert not Report.objects.exists()
    send(client, spring, "save", block=block)
    outcomes = dict(Assessment.objects.filter(criterion__number=TC).values_list("report__commune", "outcome"))
    assert outcomes == {communes[0].pk: "attained", communes[1].pk: "not_attained"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("Nơi Khác\tĐạt", "Nơi Khác"),
        ("{name};Đạt", "{name};Đạt"),
        ("\tĐạt", "“”"),
        ("{name}\tChưa đạt", "{name}"),
        ("{other}" + "\tĐạt" * 40, "{other}"),
    ],
    ids=["unknown", "no cells", "no name", "twice", "too wide"],
)
def test_line_of_a_block_without_a_place_of_its_own_is_given_back(officer, spring, communes, wrong, said):
    names = {"name": communes[0].name, "other": communes[1].name}
    response = send(browsing(officer), spring, "save", block=f"{communes[0].name}\tĐạt\n{wrong.format(**names)}")
    page = response.context["page"]
    [(line, sentence)] = page.typed.unplaced
    assert (response.status_code, line) == (422, wrong.format(**names))
    assert said.format(**names) in sentence
    assert page.changes == 1, "the right line is taken over into its cells"
    assert f">\n{line}</textarea>" in response.text
    assert not Report.objects.exists()


def test_block_with_words_that_are_no_verdict_is_refused_in_its_cell(officer, spring, communes):
    page = send(browsing(officer), spring, "check", block=f"{communes[0].name}\tchắc là đạt").context["page"]
    assert [target for target, *_rest in page.problems] == [f"{communes[0].slug}|c17.outcome"]


def test_cell_that_somebody_changed_meanwhile_is_shown_and_chosen(officer, spring, communes):
    other = somebody("hai", Role.DISTRICT, district="van-quan")
    report = workflow.begin(other, spring, communes[0])
    save(other, report, {"c17.outcome": "not_attained"})
    client, slug = browsing(officer), communes[0].slug
    cells, seen = said(communes[0], c17__outcome="attained"), {slug: {"c17.outcome": ""}}
    response = send(client, spring, "save", seen, **cells)
    assert response.status_code == 422
    assert Assessment.objects.get(report=report, criterion__number=TC).outcome == "not_attained"
    name = f"{slug}|c17.outcome"
    chosen = {f"take-{name}": "mine", f"theirs-{name}": "not_attained"}
    assert send(client, spring, "save", seen, **cells, **chosen).status_code == 302
    assert Assessment.objects.get(report=report, criterion__number=TC).outcome == "attained"


def test_share_is_counted_and_the_rule_proposes_the_verdict(officer, spring, communes):
    page = browsing(officer).get(address(spring)).context["page"]
    code = next(one.key for one in page.columns if one.key.endswith(".denominator")).split(".den")[0]
    cells = {f"{communes[0].slug}|{code}.numerator": "40", f"{communes[0].slug}|{code}.denominator": "80"}
    send(browsing(officer), spring, "save", **cells)
    assert Measurement.objects.get(numerator=40).value == 50


def test_submitted_report_is_shown_and_takes_nothing(officer, spring, communes):
    report = workflow.begin(officer, spring, communes[0])
    Report.objects.filter(pk=report.pk).update(state="submitted")
    response = send(browsing(officer), spring, "save", **said(communes[0], c17__outcome="attained"))
    assert response.status_code == 422
    assert not Assessment.objects.filter(report=report, criterion__number=TC).exists()


def test_closed_round_takes_nothing(officer, spring, communes):
    office = somebody("tinh", Role.OFFICE)
    rounds.close(office, spring, spring.revision)
    response = send(browsing(officer), spring, "save", **said(communes[0], c17__outcome="attained"))
    assert response.status_code == 422
    assert not Report.objects.exists()


def test_unknown_criterion_is_not_found(officer, spring):
    assert browsing(officer).get(address(spring, 99)).status_code == 404


@pytest.mark.parametrize("role", [role for role in [*Role, None] if role not in {Role.DISTRICT, Role.COMMUNE}])
def test_grid_is_for_those_who_enter(role, spring, communes):
    client = browsing(somebody("ai", role))
    assert client.get(address(spring)).status_code == 403
    assert send(client, spring, "save", **said(communes[0], c17__outcome="attained")).status_code == 403
    assert not Report.objects.exists()


def test_commune_of_another_district_is_not_written(officer, spring):
    [elsewhere, *_] = rural("bac-son")
    send(browsing(officer), spring, "save", **said(elsewhere, c17__outcome="attained"))
    assert not Report.objects.exists()


def test_grid_queries_do_not_grow(officer, spring, django_assert_max_num_queries):
    client = browsing(officer)
    with django_assert_max_num_queries(40):
        client.get(address(spring))
