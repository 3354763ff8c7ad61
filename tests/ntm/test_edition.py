"""Remembered pages: the same for all readers but for their name, and made anew after every kind of change."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from communes.models import User
from criteria import workflow
from criteria.models import Recognition, Report
from criteria.saving import save
from ntm import settings as product
from ntm.edition import edition
from tests.criteria.people import Role, open_round, rural, somebody
from tests.ntm.readings import END_2020, communes_on, decide, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def real_cache(settings):
    settings.CACHES = product.CACHES
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def reader(client):
    user = User.objects.create_user("leader", first_name="Nguyễn Thị Lãnh Đạo")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def write_report():
    report(communes_on(END_2020)[0], END_2020, [1, 2])


def write_illustration():
    report(communes_on(END_2020)[0], END_2020, [1], illustration=True)


def approve():
    Report.objects.update(state=Report.State.APPROVED, approved_at=NOW)


def supersede():
    Report.objects.update(superseded_at=NOW)


def withdraw():
    Recognition.objects.filter(commune__name="Bính Xá").update(withdrawn_on=date(2021, 1, 1))


def correct_reference(tmp_path):
    """A corrected fixture, read again: no row is added, one changes."""
    for file in Path(settings.FIXTURES).glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("Xã biên giới", "Các xã biên giới", 1), encoding="utf-8")
    call_command("load_reference", fixtures=tmp_path, verbosity=0)


@pytest.mark.parametrize(
    "change",
    [
        write_report,
        write_illustration,
        withdraw,
        lambda: decide(communes_on(END_2020)[:1], 2020),
        lambda: gather("x", []),
    ],
)
def test_edition_moves_with_every_kind_of_row(change):
    before = edition()
    change()
    assert edition() != before


@pytest.mark.parametrize("change", [approve, supersede])
def test_edition_moves_when_a_report_changes_in_place(change):
    report(communes_on(END_2020)[0], END_2020, [1, 2], state=Report.State.SUBMITTED)
    before = edition()
    change()
    assert edition() != before


def test_edition_moves_when_reference_data_are_corrected_in_place(tmp_path):
    before = edition()
    correct_reference(tmp_path)
    assert edition() != before


def test_edition_stays_while_nothing_changes():
    assert edition() == edition()


def test_edition_stays_while_somebody_types_a_draft():
    officer = somebody("vanquan", Role.DISTRICT, district="van-quan")
    begun = workflow.begin(officer, open_round(), rural("van-quan")[0])
    before = edition()
    assert save(officer, begun, {"c17.outcome": "attained", "c17.note": "đã thu gom"}).applied
    assert edition() == before


def test_edition_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        edition()


def test_remembered_page_is_the_same_page(reader):
    first, second = (reader.get("/xa/").content.decode() for _time in range(2))
    assert without_tokens(first) == without_tokens(second)


def without_tokens(html):
    """Tokens of forms are masked anew for every answer."""
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_remembered_page_takes_no_query_but_session_user_edition_and_roles(reader, django_assert_num_queries):
    reader.get("/")
    with django_assert_num_queries(4):
        reader.get("/")


def test_remembered_page_carries_the_name_of_its_reader(reader, client):
    assert "Nguyễn Thị Lãnh Đạo" in reader.get("/").content.decode()
    other = User.objects.create_user("officer", first_name="Hoàng Văn Cán Bộ")
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get("/").content.decode()
    assert "Hoàng Văn Cán Bộ" in shown
    assert "Nguyễn Thị Lãnh Đạo" not in shown


def test_remembered_page_needs_a_sign_in_all_the_same(reader, client):
    reader.get("/")
    client.logout()
    assert client.get("/").status_code == 302


def test_remembered_page_shows_a_new_report_at_once(reader):
    assert "nguon=reported" not in reader.get("/xa/?pv=huyen-van-quan").content.decode()
    report(communes_on(END_2020, district__slug="van-quan")[0], END_2020, range(1, 20))
    assert "19" in reader.get("/xa/?pv=huyen-van-quan&muc=19").content.decode()
    assert reader.get("/xa/?pv=huyen-van-quan&nguon=reported").content.decode().count("/xa/06") >= 1


def test_remembered_page_speaks_the_language_of_its_reader(reader):
    assert 'lang="vi"' in reader.get("/").content.decode()
    reader.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in reader.get("/").content.decode()


def test_remembered_downloads_are_made_anew(reader):
    first = reader.get("/xa/?tai=csv")
    assert first["Content-Type"].startswith("text/csv")
    assert reader.get("/xa/?tai=csv").content == first.content
