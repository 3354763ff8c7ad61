"""The bridge's page over entered data: corrections, ends without results, wrong input."""

from datetime import date
from fractions import Fraction

import pytest
from django.utils import timezone

from communes.models import User
from criteria.models import Round
from tests.ntm.readings import END_2019, END_2020, communes_on, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NEW_UNITS = date(2020, 1, 1)


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def asked(reader, query=""):
    response = reader.get(f"/cau-noi/{query}")
    assert response.status_code == 200
    return response


def test_bridge_tells_a_correction(reader):
    """First approved with 4 criteria, corrected to 6: two criteria of the gain are a correction."""
    commune = communes_on(END_2020, origins__isnull=True)[0]
    report(commune, END_2019, range(1, 4))
    first = report(commune, END_2020, range(1, 5))
    first.superseded_at = timezone.now()
    first.save()
    report(commune, END_2020, range(1, 7), version=2)
    found = asked(reader, f"?tu=2019-12-31&tu_ms={NEW_UNITS}&den=2020-12-31&do=binh-quan").context["found"]
    parts = {one.name: one.amount for one in found.parts if one.amount}
    assert parts == {"progress": Fraction(1, 181), "corrections": Fraction(2, 181)}


def test_bridge_without_decisions_shows_what_is_printed_only(reader):
    response = asked(reader)
    assert not response.context["found"].known
    assert [one.text for one in response.context["ends"]] == ["–/207", "–/181"] or "–" in response.context["ends"][
        0
    ].text
    assert [one.printed for one in response.context["ends"]] == ["61/207", "65/181"]
    assert 'class="empty"' in response.text


def test_bridge_of_entered_reports_is_not_marked(reader):
    commune = communes_on(END_2020, origins__isnull=True)[0]
    report(commune, END_2019, range(1, 4))
    report(commune, END_2020, range(1, 5))
    response = asked(reader, "?tu=2019-12-31&den=2020-12-31&do=binh-quan")
    assert response.context["found"].known
    assert response.context["made_up"] is False


@pytest.mark.parametrize(
    "query, word",
    [
        ("?tu=31/12/2019", "31/12/2019"),
        ("?den_ms=1999-01-01", "1999"),
        ("?do=khong-co", "khong-co"),
        ("?do=tieu-chi&tc=99", "99"),
    ],
)
def test_bridge_wrong_input_gets_a_sentence(reader, query, word):
    (notice,) = asked(reader, query).context["choice"].notices
    assert word in notice


def test_bridge_without_rounds_and_units_is_clear(reader, empty_database):
    reader.force_login(User.objects.create_user("nguoi-moi"))
    assert not Round.objects.exists()
    assert asked(reader, "?do=tieu-chi").context["presets"] == []


def test_bridge_names_lead_to_communes(reader):
    first = communes_on(END_2020, origins__isnull=True)[0]
    report(first, END_2019, range(1, 4))
    report(first, END_2020, range(1, 5))
    response = asked(reader, "?tu=2020-06-30&den=2020-12-31&do=binh-quan")
    assert f"/xa/{first.slug}/" in response.text
