"""The whole life of one value: rounds, versions, who and when, and each change of it and of nothing else."""

import pytest

from communes.models import Officer
from criteria.models import Report
from criteria.saving import save
from criteria.workflow import approve, begin, correct, submit
from tests.criteria.life import commune_of, fill, measure, opened, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
Role = Officer.Role


@pytest.fixture
def commune():
    return commune_of()


@pytest.fixture
def officer():
    return person("lan", Role.DISTRICT, district="van-quan")


@pytest.fixture
def office():
    return person("tinh", Role.OFFICE)


@pytest.fixture
def corrected(officer, office, commune):
    """Approved in June with 45 %, and corrected to 46.5 % by a second version."""
    first = begin(officer, opened(), commune)
    fill(first, officer)
    measure(first, **{"4.2": 45})
    first = approve(office, submit(officer, first, first.revision), None)
    second = correct(officer, first, "cộng nhầm")
    typed = {"c4.outcome": "not_attained", "c4.note": "đổ cột điện", "c5.note": "khác hẳn"}
    seen = {"c4.outcome": "attained", "c4.note": "vì bão", "c5.note": "vì bão"}
    assert save(officer, second, typed, seen).applied
    return second


def life_page(client, user, code, commune, set_code="318"):
    client.force_login(user)
    return client.get(f"/lich-su/{commune.slug}/{set_code}/{code}/")


def test_life_lists_every_version_that_the_reader_may_see(client, officer, corrected, commune):
    life = life_page(client, officer, "4", commune).context["life"]
    assert [(one.report.version, one.counts) for one in life.versions] == [(2, False), (1, True)]
    assert life.versions[0].report.reason == "cộng nhầm"
    assert life.versions[1].entered_by == officer


def test_life_does_not_show_drafts_to_others(client, corrected, commune):
    for reader in (person("lanhdao", Role.LEADER), person("khac", Role.DISTRICT, district="bac-son"), person("ai")):
        response = life_page(client, reader, "4", commune)
        assert [one.report.version for one in response.context["life"].versions] == [1]
        assert "đổ cột điện" not in response.text


def test_life_says_what_holds_now_in_its_title(client, officer, corrected, commune):
    for code, what in (("4", "đạt"), ("4.2", "45%")):
        assert f": {what}" in life_page(client, officer, code, commune).context["life"].title


def test_life_after_approval_shows_the_new_version_and_the_replaced_one(client, officer, office, corrected, commune):
    """The officer's own change makes the correction theirs; the office approves it and both versions stay."""
    second = submit(officer, Report.objects.get(pk=corrected.pk), Report.objects.get(pk=corrected.pk).revision)
    approve(office, second, None)
    life = life_page(client, person("lanhdao", Role.LEADER), "4", commune).context["life"]
    assert [(one.report.version, one.counts) for one in life.versions] == [(2, True), (1, False)]
    assert life.versions[1].report.superseded_at
    assert life.versions[0].report.approved_by == office


def test_life_tells_the_changes_of_this_value_alone(client, officer, corrected, commune):
    said = [one.words for one in life_page(client, officer, "4", commune).context["changes"]]
    assert sum("“đổ cột điện”" in words and "→" in words for words in said) == 1
    assert not any("khác hẳn" in words for words in said)
    assert len(said) >= 5  # begun, submitted, approved, corrected, entered


def test_life_of_an_indicator_leads_back_to_its_criterion(client, officer, corrected, commune):
    text = life_page(client, officer, "4.2", commune).text
    assert f'href="/lich-su/{commune.slug}/318/4/"' in text


def test_life_of_a_criterion_leads_to_its_indicators(client, officer, corrected, commune):
    assert f'href="/lich-su/{commune.slug}/318/4.2/"' in life_page(client, officer, "4", commune).text


def test_life_without_any_report_says_so(client, officer, commune):
    response = life_page(client, officer, "4", commune)
    assert response.context["life"].versions == []
    assert 'class="empty"' in response.text


@pytest.mark.parametrize(
    "path", ["06298-2020/318/99/", "06298-2020/khong/4/", "00000-2020/318/4/", "06298-2020/318/4.99/"]
)
def test_life_of_something_unknown_is_a_404(client, officer, path):
    client.force_login(officer)
    assert client.get(f"/lich-su/{path}").status_code == 404


def test_life_takes_few_queries(client, corrected, commune, django_assert_max_num_queries):
    client.force_login(person("lanhdao", Role.LEADER))
    with django_assert_max_num_queries(24):
        client.get(f"/lich-su/{commune.slug}/318/4/")


def test_commune_page_leads_to_the_life_of_every_row(client, officer, corrected, commune):
    client.force_login(officer)
    text = client.get(f"/xa/{commune.slug}/?ky=2025-06-30").text
    assert f'href="/lich-su/{commune.slug}/318/4/"' in text
    assert f'href="/lich-su/{commune.slug}/318/4.2/"' in text
