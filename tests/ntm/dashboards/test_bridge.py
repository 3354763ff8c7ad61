"""The bridge's page over the illustration: the real cases read right, parts add up to what other pages show."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.models import User
from ntm.dashboards.bridge.register import Crossing
from ntm.progress.bridge import End, Measure
from tests.illustrated import illustrated  # noqa: F401
from tests.ntm.readings import END_2019, END_2020

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
JUNE_2020, NEW_UNITS = date(2020, 6, 30), date(2020, 1, 1)
BY_207 = "2019-12-31"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def asked(reader, query=""):
    response = reader.get(f"/cau-noi/{query}")
    assert response.status_code == 200
    return response


def amounts(response):
    return {one.name: one.amount for one in response.context["found"].parts if one.amount}


# --- the real cases ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query, ends, parts",
    [
        ("", ("61/207", "65/181"), {"progress": 13, "mergers": -9}),
        ("?tu=2019-12-31&den=2020-06-30", ("61/207", "49/181"), {"mergers": -9, "again": -3}),
        (f"?tu=2019-12-31&den=2020-12-31&den_ms={BY_207}", ("61/207", "74/207"), {"progress": 13}),
        (f"?tu=2020-12-31&den=2020-12-31&den_ms={BY_207}", ("65/181", "74/207"), {"mergers": 9}),
        ("?tu=2024-11-30&den=2024-12-01&do=so-xa", ("181", "175"), {"mergers": -5, "left": -1}),
        ("?tu=2025-06-30&den=2025-07-01&do=so-xa", ("175", "61"), {"mergers": -107, "left": -7}),
    ],
)
def test_bridge_real_cases(reader, illustrated, query, ends, parts):  # noqa: F811
    response = asked(reader, query)
    assert tuple(one.text for one in response.context["ends"]) == ends
    assert amounts(response) == parts


def test_bridge_goes_over_52_and_49_and_says_that_they_are_inferred(reader, illustrated):  # noqa: F811
    response = asked(reader)
    assert [one.value for one in response.context["steps"]] == ["52/181", "49/181", "65/181"]
    assert "52" in response.context["inference"]


def test_bridge_marks_the_communes_behind_its_parts_as_made_up(reader, illustrated):  # noqa: F811
    for query, marked in (("", True), ("?tu=2024-11-30&den=2024-12-01&do=so-xa", False)):
        content = asked(reader, query).content.decode()
        assert ('class="mh"' in content.partition("bridge-parts")[0].rpartition("<h2>")[2]) == marked


@pytest.mark.parametrize(
    "query, inferred",
    [
        ("?tu=2020-12-31&den=2019-12-31", "(52)"),  # turned round: 61 of 207 is printed, 52 still is not
        (f"?tu=2020-12-31&den=2020-12-31&den_ms={BY_207}", ""),  # 74 of 207 is printed
        ("?tu=2020-12-31&tu_ms=2020-01-01&den=2025-12-31&den_ms=2020-01-01", "(101)"),  # gone units, in no document
    ],
)
def test_bridge_calls_inferred_only_what_no_document_prints(reader, illustrated, query, inferred):  # noqa: F811
    said = asked(reader, query).context["inference"]
    assert inferred in said if inferred else not said


def test_bridge_names_who_waited_to_be_recognised_again(reader, illustrated):  # noqa: F811
    again = asked(reader, "?tu=2019-12-31&den=2020-06-30").context["found"].part("again")
    assert [one.change for one in again.effects] == [-1, -1, -1]


def test_bridge_on_older_units_calls_what_falls_rearrangement(reader, illustrated):  # noqa: F811
    """June 2020 by 207 communes: restating takes pairs away, no report does."""
    found = asked(reader, f"?tu=2019-12-31&den=2020-06-30&den_ms={BY_207}&do=binh-quan").context["found"]
    assert found.part("mergers").amount < 0
    assert sum(one.change for one in found.part("mergers").effects) < -100
    assert all(one.change > 0 for one in found.part("progress").effects)


def test_bridge_tells_how_seven_communes_became_wards(reader, illustrated):  # noqa: F811
    response = asked(reader, "?tu=2025-06-30&den=2025-07-01&do=so-xa")
    left = next(one for one in response.context["rows"] if one.amount == "−7")
    assert len(left.behind) == 7
    assert all("phường" in one.note.lower() for one in left.behind)
    assert "kết thúc hoạt động cấp huyện" in response.text or "the districts end" in response.text
    assert response.context["chart"].illustration is False


def test_bridge_judges_a_target_whose_units_are_gone(reader, illustrated):  # noqa: F811
    response = asked(reader, "?tu=2020-12-31&den=2025-12-31&den_ms=2020-12-31")
    gone = next(one for one in response.context["targets"] if one.how)
    assert "181" in gone.how
    assert "den_ms=" in gone.url
    assert gone.illustration
    assert 'class="mh"' in response.text


def test_bridge_change_of_set_is_a_part_of_its_own(reader, illustrated):  # noqa: F811
    found = asked(reader, "?tu=2021-12-31&den=2023-12-31&do=tieu-chi&tc=17").context["found"]
    assert found.part("criteria_set").amount < 0
    assert sum(one.amount for one in found.parts) == found.difference


def test_bridge_presets_open_and_are_read_from_the_data(reader, illustrated):  # noqa: F811
    presets = asked(reader).context["presets"]
    assert [chosen for _label, _url, chosen in presets].count(True) == 1
    assert any("115/181" in label for label, _url, _chosen in presets)
    for _label, url, _chosen in presets:
        assert asked(reader, url).context["found"].known


def test_bridge_says_what_documents_print(reader, illustrated):  # noqa: F811
    ends = asked(reader).context["ends"]
    assert [(one.printed, one.differs) for one in ends] == [("61/207", False), ("65/181", False)]
    average = asked(reader, "?do=binh-quan").context["ends"][0]
    assert (average.printed, average.differs) == ("11,54", False)


def test_bridge_turned_round_turns_the_signs(reader, illustrated):  # noqa: F811
    there = asked(reader)
    back = asked(reader, there.context["choice"].turned)
    assert amounts(back) == {name: -amount for name, amount in amounts(there).items()}


# --- every pair of days and unit bases ---------------------------------------------------------------------------

DAYS = [date(year, 12, 31) for year in range(2011, 2026)] + [JUNE_2020, date(2025, 6, 30)]
DAYS += [NEW_UNITS, date(2024, 11, 30), date(2024, 12, 1), date(2025, 7, 1)]
STATES = [END_2019, END_2020, date(2024, 12, 31), date(2025, 12, 31)]
ENDS = st.builds(End, st.sampled_from(DAYS), st.sampled_from(STATES))


@pytest.fixture(scope="module")
def crossing(illustrated, django_db_blocker):  # noqa: F811
    """One register for all pairs: what it has read stays read."""
    return Crossing()


def shown(register, end, kind):
    """The number as the pages of that day show it."""
    standing = register.standing(end.as_of, end.units)
    if kind == "recognised":
        return len(standing.recognised)
    if not standing.has_data:
        return None
    return {
        "average": standing.average,
        "all_criteria": len(standing.all_criteria),
        "criterion": standing.by_criterion[5],
    }[kind]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=ENDS, other=ENDS)
def test_bridge_parts_are_the_difference_of_the_standings(crossing, one, other):
    for kind in ("recognised", "average", "all_criteria", "criterion"):
        found = crossing.bridge(one, other, Measure(kind, 5 if kind == "criterion" else None))
        assert (found.start, found.end) == (shown(crossing, one, kind), shown(crossing, other, kind))
        if found.known:
            assert sum((part.amount for part in found.parts), Fraction(0)) == found.difference


# --- around the bridge -------------------------------------------------------------------------------------------


def test_bridge_same_end_twice_explains_nothing(reader, illustrated):  # noqa: F811
    response = asked(reader, "?tu=2020-12-31&den=2020-12-31")
    assert amounts(response) == {}
    assert response.context["found"].difference == 0


@pytest.mark.parametrize("query", ["", "?do=binh-quan&tu=2011-12-31&den=2025-12-31"])
def test_bridge_queries_do_not_grow(reader, illustrated, query, django_assert_max_num_queries):  # noqa: F811
    with django_assert_max_num_queries(16):
        asked(reader, query)


def test_overview_and_targets_lead_to_the_bridge(reader, illustrated):  # noqa: F811
    assert "/cau-noi/?tu=2019-12-31&amp;den=2020-12-31" in reader.get("/").text
    page = reader.get("/muc-tieu/?ky=2025-12-31").text
    assert "/cau-noi/?tu=2020-12-31&amp;den=2020-12-31&amp;den_ms=" in page
