"""Lịch sử: who sees which changes, what they are narrowed to, and that many rows cost no more queries than few."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from communes.history import writing
from communes.models import Change, Commune, Department, District, Group, Membership, Officer, User
from tests.illustrated import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]
Topic, Role = Change.Topic, Officer.Role
SINCE = date(2011, 1, 1)
PAGE = "/lich-su/"


def commune_of(district):
    return Commune.objects.rural().filter(district__slug=district, valid_to=date(2025, 6, 30)).order_by("code").first()


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """One change a topic in Văn Quan, one report in another district, one round, one account; written by two people."""
    with shared(django_db_blocker):
        lan, tinh = User.objects.create_user("lan", first_name="Hoàng Lan"), User.objects.create_user("tinh")
        here, there = commune_of("van-quan"), commune_of("bac-son")
        with writing(lan, "cuối quý") as book:
            book.record(Topic.ENTRY, "entry.saved", here, {"c2.outcome": None}, {"c2.outcome": "attained"}, place=here)
            book.record(Topic.REPORT, "report.submit", here, place=here)
            book.record(Topic.REPORT, "report.submit", there, place=there)
        with writing(tinh) as book:
            book.record(Topic.ROUND, "round.opened", here, after={"closes_on": "2025-07-10"}, subject="30/06/2025")
            book.record(Topic.ACCOUNT, "role.granted", lan)
        with writing(None) as book:
            book.record(Topic.REPORT, "report.approve", here, place=here)
        yield


@pytest.fixture
def sign_in(client):
    def signed_in(role=None, **territory):
        user = User.objects.create_user("nguoi-doc")
        if role:
            user.roles.create(role=role, valid_from=SINCE, **territory)
        client.force_login(user)
        return client

    return signed_in


def seen(client, query=""):
    return [row.words for row in client.get(f"{PAGE}{query}").context["listing"].rows]


def topics_and_places(client):
    return {(row.topic, row.place and row.place.district.slug) for row in client.get(PAGE).context["listing"].rows}


# --- who sees what ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMINISTRATOR])
def test_history_office_and_administrator_see_everything(sign_in, role):
    assert len(seen(sign_in(role))) == 6


def test_history_newest_first(sign_in):
    numbers = [row.number for row in sign_in(Role.OFFICE).get(PAGE).context["listing"].rows]
    assert numbers == sorted(numbers, reverse=True)


def test_history_district_officer_sees_the_own_district_and_rounds(sign_in):
    client = sign_in(Role.DISTRICT, district=District.objects.get(slug="van-quan"))
    found = topics_and_places(client)
    assert {place for _topic, place in found} == {"van-quan", None}
    assert len(seen(client)) == 4


def test_history_district_officer_of_another_district_sees_none_of_it(sign_in):
    client = sign_in(Role.DISTRICT, district=District.objects.get(slug="loc-binh"))
    assert {place for _topic, place in topics_and_places(client)} == {None}


def test_history_commune_officer_sees_the_own_commune(sign_in):
    client = sign_in(Role.COMMUNE)
    User.objects.get(username="nguoi-doc").roles.get().communes.add(commune_of("bac-son"))
    assert {place for _topic, place in topics_and_places(client)} == {"bac-son", None}


def test_history_area_officer_sees_the_area_without_drafts(sign_in):
    group = Group.objects.create(slug="dia-ban", name="Địa bàn", source="test", area=True)
    Membership.objects.create(group=group, commune=commune_of("van-quan"), valid_from=SINCE, source="test")
    client = sign_in(Role.AREA, group=group)
    assert {place for _topic, place in topics_and_places(client)} == {"van-quan", None}
    assert not client.get(f"{PAGE}?viec=entry").context["listing"].rows


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LEADER])
def test_history_readers_see_all_reports_without_drafts_and_accounts(sign_in, role):
    department = {"department": Department.objects.first()} if role == Role.DEPARTMENT else {}
    client = sign_in(role, **department)
    assert {place for _topic, place in topics_and_places(client)} == {"van-quan", "bac-son", None}
    for topic in (Topic.ENTRY, Topic.ACCOUNT):
        assert seen(client, f"?viec={topic}") == []


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LEADER, Role.AREA])
def test_history_readers_do_not_see_what_is_attached_to_drafts(sign_in, role):
    group = Group.objects.create(slug="dia-ban", name="Địa bàn", source="test", area=True)
    here, department = commune_of("van-quan"), Department.objects.first()
    Membership.objects.create(group=group, commune=here, valid_from=SINCE, source="test")
    with writing(None) as book:
        book.record(Topic.EVIDENCE, "evidence.linked", here, after={"criterion": 2, "evidence": "a.pdf"}, place=here)
    reach = {Role.DEPARTMENT: {"department": department}, Role.AREA: {"group": group}}
    assert seen(sign_in(role, **reach.get(role, {})), f"?viec={Topic.EVIDENCE}") == []


def test_history_somebody_without_a_role_sees_nothing_and_is_told(sign_in):
    response = sign_in().get(PAGE)
    assert response.status_code == 200
    assert response.context["listing"].rows == []
    assert 'class="empty"' in response.text


def test_history_ended_role_sees_nothing(sign_in):
    client = sign_in(Role.OFFICE, valid_to=date(2020, 1, 1))
    assert seen(client) == []


def test_history_everybody_sees_what_they_did_themselves(client):
    client.force_login(User.objects.get(username="lan"))
    assert len(seen(client)) == 3


def test_history_file_holds_no_more_than_the_page(sign_in):
    client = sign_in(Role.DISTRICT, district=District.objects.get(slug="van-quan"))
    text = client.get(f"{PAGE}?tai=csv").getvalue().decode("utf-8-sig")
    assert len(text.splitlines()) == 1 + len(seen(client))
    assert commune_of("bac-son").name not in text


# --- filters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?huyen=van-quan", 3),
        ("?huyen=van-quan&viec=report", 2),
        ("?nguoi=tinh", 2),
        ("?nguoi=lan&huyen=bac-son", 1),
        ("?viec=round", 1),
        ("?viec=round&huyen=van-quan", 0),
        ("?tu=2000-01-01", 6),
        ("?den=2000-01-01", 0),
        ("?tu=01/01/2000&den=01/01/2001", 0),
    ],
)
def test_history_filter(sign_in, query, rows):
    assert len(seen(sign_in(Role.OFFICE), query)) == rows


def test_history_filters_by_name_code_and_address_of_a_commune(sign_in):
    place, client = commune_of("van-quan"), sign_in(Role.OFFICE)
    for text in (place.folded_name.upper(), place.code, place.slug):
        assert len(seen(client, f"?noi={text}&huyen=van-quan")) == 3
    assert seen(client, "?noi=00000-2004") == []


def test_history_a_day_is_a_day_of_the_office(sign_in):
    """23:30 in Vietnam is the day before in the world's time; the office's clock decides."""
    client, change = sign_in(Role.OFFICE), Change.objects.in_order().last()
    late = timezone.make_aware(datetime(2024, 5, 6, 23, 30))
    raw_time(change, late)
    assert len(seen(client, "?tu=2024-05-06&den=2024-05-06")) == 1
    assert seen(client, "?tu=2024-05-07&den=2024-05-07") == []


def raw_time(change, at):
    """A change of another day: rows of the history cannot be made or altered by the product."""
    super(type(Change.objects.all()), Change.objects.filter(pk=change.pk)).update(at=at)


@pytest.mark.parametrize(
    "query", ["?tu=hom-qua", "?den=2025-02-30", "?huyen=khong-co", "?nguoi=khong-co", "?viec=x", "?tu=1945-09-02"]
)
def test_history_what_it_cannot_understand_is_named_and_left_out(sign_in, query):
    response = sign_in(Role.OFFICE).get(f"{PAGE}{query}")
    assert len(response.context["listing"].wanted.notices) == 1
    assert len(response.context["listing"].rows) == 6


def test_history_days_in_the_wrong_order_are_named(sign_in):
    response = sign_in(Role.OFFICE).get(f"{PAGE}?tu=2025-02-01&den=2025-01-01")
    assert response.context["listing"].wanted.notices
    assert response.context["listing"].rows == []


def test_history_filter_stays_on_the_links(sign_in):
    listing = sign_in(Role.OFFICE).get(f"{PAGE}?viec=report&huyen=van-quan").context["listing"]
    assert listing.csv_url == "/lich-su/?huyen=van-quan&viec=report&tai=csv"


# --- what a row says -------------------------------------------------------------------------------------------


def test_history_row_says_who_what_where_and_why(sign_in):
    rows = sign_in(Role.OFFICE).get(f"{PAGE}?viec=entry").context["listing"].rows
    assert [(row.who, row.place, row.why) for row in rows] == [("Hoàng Lan", commune_of("van-quan"), "cuối quý")]
    assert not set("{}[]") & set(rows[0].words)


def test_history_long_sentence_is_folded(sign_in):
    with writing(None) as book:
        cells = {f"c{number}.note": "một câu ghi chú dài" for number in range(1, 20)}
        book.record(Topic.ENTRY, "entry.saved", commune_of("van-quan"), {}, cells)
    response = sign_in(Role.OFFICE).get(PAGE)
    row = response.context["listing"].rows[0]
    assert row.words.startswith(row.beginning.removesuffix(" …"))
    assert response.text.count("<summary>" + row.beginning) == 1


def test_history_file_is_harmless_in_a_spreadsheet(sign_in):
    with writing(None, "=HYPERLINK(1)") as book:
        book.record(Topic.REPORT, "report.approve", commune_of("van-quan"))
    text = sign_in(Role.OFFICE).get(f"{PAGE}?tai=csv").getvalue().decode("utf-8-sig")
    assert ",'=HYPERLINK(1)" in text


def test_history_file_is_harmless_where_lines_are_cut_at_semicolons(sign_in):
    with writing(None, "bão;=cmd|A1;-2+3 và +5") as book:
        book.record(Topic.REPORT, "report.approve", commune_of("van-quan"))
    text = sign_in(Role.OFFICE).get(f"{PAGE}?tai=csv").getvalue().decode("utf-8-sig")
    assert ",bão;'=cmd|A1;'-2+3 và +5" in text


# --- many rows -------------------------------------------------------------------------------------------------


def many(count):
    """Rows as a long life leaves them; what they say is not in question, so their hashes are made up."""
    lan, place = User.objects.get(username="lan"), commune_of("van-quan")
    now = timezone.now()
    Change.objects.bulk_create(
        Change(
            at=now - timedelta(minutes=number),
            who=lan,
            topic=Topic.ENTRY,
            action="entry.saved",
            kind="criteria.Report",
            object_id=number,
            subject=place.name,
            place=place,
            after={"c1.outcome": "attained"},
            hash=f"{number:064}",
        )
        for number in range(count)
    )


def test_history_many_rows_take_no_more_queries(sign_in, django_assert_max_num_queries):
    client = sign_in(Role.DISTRICT, district=District.objects.get(slug="van-quan"))
    many(400)
    with django_assert_max_num_queries(14):
        response = client.get(f"{PAGE}?nguoi=lan&trang=3")
    assert response.context["listing"].page.number == 3
    assert len(response.context["listing"].rows) == 50


def test_history_pages_keep_the_filter_and_survive_a_number_too_high(sign_in):
    client = sign_in(Role.OFFICE)
    many(120)
    listing = client.get(f"{PAGE}?viec=entry&trang=99999").context["listing"]
    assert listing.page.number == 3
    assert listing.before == "/lich-su/?viec=entry&trang=2"
    assert listing.after == ""
