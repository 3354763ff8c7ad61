"""The pages of accounts: who may open and send them, what they list, ask, refuse and show."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from communes.accounts.people import invitation_of, invite
from communes.models import Change, Commune, Invitation, Officer, User
from tests.communes.people import PASSWORD, Role, district, person, seen, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
MANAGING = (Role.ADMINISTRATOR, Role.OFFICE)
OTHERS = [role for role in [*Role, None] if role not in MANAGING]
MERGED = date(2025, 7, 1)


@pytest.fixture
def office():
    return person("tinh", Role.OFFICE)


@pytest.fixture
def lan():
    return person("lan", Role.DISTRICT, district=district("van-quan"))


def pages(account):
    """Every page that manages this account, with a form that would change something."""
    held, number = account.roles.first().pk, account.pk
    today = timezone.localdate().strftime("%d/%m/%Y")
    return {
        "/tai-khoan/": {},
        "/tai-khoan/moi/?vai_tro=leader": {"name": "Mới", "username": "moi", "valid_from": today},
        f"/tai-khoan/{number}/": {},
        f"/tai-khoan/{number}/ten/": {"name": "Khác", "username": "khac"},
        f"/tai-khoan/{number}/duong-dan/": {"seen": seen(account)},
        f"/tai-khoan/{number}/ngung/": {"seen": seen(account)},
        f"/tai-khoan/{number}/mo-lai/": {"seen": seen(account)},
        f"/tai-khoan/{number}/vai-tro/?vai_tro=leader": {"valid_from": today},
        f"/tai-khoan/{number}/vai-tro/{held}/ket-thuc/": {"last": today},
        f"/tai-khoan/{number}/vai-tro/{held}/ban-giao/": {"to": number, "on": today},
    }


@pytest.mark.parametrize("role", OTHERS)
def test_pages_are_closed_to_everybody_else(role, lan):
    client = signed_in(person("nguoi-khac", role))
    for address, form in pages(lan).items():
        assert client.get(address).status_code == 403, address
        assert client.post(address, form).status_code in (403, 405), address
    assert not Change.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_pages_are_closed_to_the_account_itself(role):
    account = person("lan", role)
    Officer.objects.create(user=account, role=Role.LEADER, valid_from=MERGED)
    client = signed_in(account)
    assert {client.get(address).status_code for address in pages(account)} == {403}


@pytest.mark.parametrize("role", MANAGING)
def test_pages_open_for_those_who_manage(role, lan):
    client = signed_in(person("tinh", role))
    assert {address: client.get(address).status_code for address in pages(lan)} == dict.fromkeys(pages(lan), 200)


def test_pages_of_an_administrator_are_closed_to_the_office(office):
    administrator = person("quantri", Role.ADMINISTRATOR)
    client = signed_in(office)
    for address, form in pages(administrator).items():
        if str(administrator.pk) in address:
            assert client.get(address).status_code == 403, address
            assert client.post(address, form).status_code in (403, 405), address
    assert "quantri" not in client.get("/tai-khoan/").content.decode()
    assert client.get("/tai-khoan/moi/?vai_tro=administrator").status_code == 403
    assert not Change.objects.exists()


def test_page_of_an_administrator_opens_for_another_one():
    client = signed_in(person("quantri", Role.ADMINISTRATOR))
    other = person("quantri2", Role.ADMINISTRATOR)
    assert client.get(f"/tai-khoan/{other.pk}/").status_code == 200
    assert "quantri2" in client.get("/tai-khoan/").content.decode()


def listed(client, query=""):
    """User names in the list, in its order."""
    return [row.account.username for row in client.get(f"/tai-khoan/{query}").context["page"].object_list]


def test_list_narrows_by_name_role_territory_and_state(office, lan):
    hung = person("hung", Role.COMMUNE)
    commune = Commune.objects.get(code="06253", valid_from=MERGED)
    hung.roles.get().communes.add(commune)
    person("cu", Role.DISTRICT, valid_to=date(2024, 12, 31), district=district("van-quan"))
    invite(office, "Đặng Văn Mới", "moi", {"role": Role.LEADER, "valid_from": MERGED})
    User.objects.filter(username="cu").update(is_active=False)
    client = signed_in(office)
    assert listed(client, "?q=dang+van") == ["moi"]
    assert listed(client, "?vai_tro=district") == ["lan"]
    assert listed(client, f"?dia_ban=district-{district('van-quan').pk}") == ["lan"]
    assert listed(client, f"?dia_ban=communes-{commune.pk}") == ["hung"]
    assert listed(client, f"?vai_tro=leader&dia_ban=communes-{commune.pk}") == []
    assert listed(client, "?trang_thai=da-ngung") == ["cu"]
    assert listed(client, "?trang_thai=cho-mo") == ["moi"]
    assert listed(client, "?trang_thai=khong-vai-tro") == []
    assert listed(client, "?vai_tro=khong-co&dia_ban=district-x&trang_thai=y") == listed(client)


def test_a_role_to_come_is_shown_with_its_first_day(office):
    """Whoever was invited for next month is not told that there is no role."""
    first = timezone.localdate() + timedelta(days=3)
    binh = person("binh", Role.LEADER, valid_from=first)
    client = signed_in(binh)
    client.cookies["django_language"] = "en"
    assert f"(from {first:%d/%m/%Y})" in client.get("/mat-khau/").text
    rows = signed_in(office).get("/tai-khoan/").context["page"]
    assert [row.roles[0][2] for row in rows if row.account == binh] == [first]


def test_list_is_in_vietnamese_order(office):
    for name in ["Đinh", "Dương", "An", "Ân"]:
        User.objects.create_user(f"u{name.encode().hex()}", first_name=name)
    client = signed_in(office)
    names = [row.account.first_name for row in client.get("/tai-khoan/").context["page"].object_list]
    assert names == ["An", "Ân", "Dương", "Đinh", "Tinh"]


def test_list_pages_hundreds_in_as_many_queries_as_a_few(office, django_assert_max_num_queries):
    client = signed_in(office)
    for count in (3, 130):
        made = [User(username=f"xa{count}-{n}", first_name=f"Cán bộ {n}", sort_key=f"{n:04d}") for n in range(count)]
        for user in User.objects.bulk_create(made):
            Officer.objects.create(user=user, role=Role.COMMUNE, valid_from=MERGED)
        with django_assert_max_num_queries(22):
            client.get("/tai-khoan/")
    assert len(listed(client, "?trang=2")) == 50
    assert len(listed(client, "?trang=3")) == 34
    assert "trang=2" in client.get("/tai-khoan/?vai_tro=commune").content.decode()


def link_in(page):
    return re.search(r'value="http://testserver(/duong-dan/[^"]+)"', page.content.decode()).group(1)


def test_new_account_shows_its_link_this_once_and_nobody_keeps_it(office, client):
    form = {"name": "Nông Thị  Hoa", "username": "hoa", "valid_from": "01/07/2025"}
    form |= {"communes": [Commune.objects.get(code="06253", valid_from=MERGED).pk], "why": "QĐ 12"}
    page = signed_in(office).post("/tai-khoan/moi/?vai_tro=commune", form)
    assert "no-store" in page["Cache-Control"]
    hoa = User.objects.get(username="hoa")
    assert (hoa.first_name, hoa.roles.get().communes.get().code) == ("Nông Thị Hoa", "06253")
    assert Change.objects.filter(why="QĐ 12").count() == 3
    answer = client.post(link_in(page), {"name": "Nông Thị Hoa", "new_password1": PASSWORD, "new_password2": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/bat-dau/")
    assert client.get("/mat-khau/").context["user"] == hoa
    assert client.get(link_in(page)).status_code == 404


@pytest.mark.parametrize(
    ("role", "wrong", "field"),
    [
        ("leader", {"username": "có dấu"}, "username"),
        ("leader", {"username": "TINH"}, "username"),
        ("leader", {"name": " "}, "name"),
        ("leader", {"valid_from": "31/02/2025"}, "valid_from"),
        ("leader", {"valid_from": "01/01/0001"}, "valid_from"),
        ("leader", {"valid_to": "01/01/2020"}, "valid_to"),
        ("district", {}, "district"),
        ("district", {"district": "0"}, "district"),
        ("commune", {}, "communes"),
        ("commune", {"communes": ["x"]}, "communes"),
        ("area", {"group": "1"}, "group"),
        ("department", {"department": ""}, "department"),
    ],
)
def test_new_account_says_what_is_wrong_and_makes_nothing(office, role, wrong, field):
    form = {"name": "Hoa", "username": "hoa", "valid_from": "01/07/2025"} | wrong
    page = signed_in(office).post(f"/tai-khoan/moi/?vai_tro={role}", form)
    assert list(page.context["form"].errors) == [field]
    assert not User.objects.filter(username="hoa").exists()
    assert not Invitation.objects.exists()


def test_role_of_an_area_is_never_a_group_of_reports(office, lan):
    border = Officer._meta.get_field("group").related_model.objects.get(slug="border")
    form = {"group": border.pk, "valid_from": "01/07/2025"}
    page = signed_in(office).post(f"/tai-khoan/{lan.pk}/vai-tro/?vai_tro=area", form)
    assert list(page.context["form"].errors) == ["group"]


def test_conflict_shows_what_others_did_and_keeps_what_was_typed(office, lan):
    client, address = signed_in(office), f"/tai-khoan/{lan.pk}/ten/"
    form = {"seen": seen(lan), "name": "Hoàng Lan", "username": "lan"}
    other = person("tinh2", Role.OFFICE)
    signed_in(other).post(f"/tai-khoan/{lan.pk}/ten/", {**form, "name": "Hoàng Thị Lan"})
    page = client.post(address, form)
    assert page.status_code == 409
    assert "Tinh2" in page.context["missed"][0].who
    assert 'value="Hoàng Lan"' in page.content.decode()
    again = {**form, "seen": page.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    lan.refresh_from_db()
    assert lan.first_name == "Hoàng Lan"


@pytest.mark.parametrize("shown", ["", "x", "-1", "0"])
def test_form_without_what_was_seen_is_a_conflict_and_not_a_way_around(office, lan, shown):
    client, address = signed_in(office), f"/tai-khoan/{lan.pk}/ten/"
    client.post(address, {"seen": seen(lan), "name": "Hoàng Lan", "username": "lan"})
    assert client.post(address, {"seen": shown, "name": "X", "username": "lan"}).status_code in (200, 409)
    lan.refresh_from_db()
    assert lan.first_name == "Hoàng Lan"


def test_close_and_reopen_through_the_pages(office, lan):
    client, theirs = signed_in(office), signed_in(lan)
    client.post(f"/tai-khoan/{lan.pk}/ngung/", {"seen": seen(lan), "why": "nghỉ"})
    assert theirs.get("/").status_code == 302
    assert client.get(f"/tai-khoan/{lan.pk}/duong-dan/").status_code == 404
    client.post(f"/tai-khoan/{lan.pk}/mo-lai/", {"seen": seen(lan)})
    assert User.objects.get(pk=lan.pk).is_active
    assert len(client.get(f"/tai-khoan/{lan.pk}/").context["log"]) == 2


def test_hand_over_through_the_pages(office, lan):
    hung, client = person("hung"), signed_in(office)
    address = f"/tai-khoan/{lan.pk}/vai-tro/{lan.roles.get().pk}/ban-giao/"
    options = client.get(address).context["form"].fields["to"].queryset
    assert set(options) == {hung, office}
    today = timezone.localdate()
    assert client.post(address, {"to": hung.pk, "on": f"{today:%d/%m/%Y}", "seen": seen(lan)}).status_code == 302
    assert hung.roles.get().district == district("van-quan")
    times = [time for _held, _name, time, _may in client.get(f"/tai-khoan/{lan.pk}/").context["rows"]]
    assert times == ["over"]


def test_role_of_somebody_else_is_no_page_of_this_account(office, lan):
    hung = person("hung", Role.LEADER)
    client = signed_in(office)
    assert client.get(f"/tai-khoan/{hung.pk}/vai-tro/{lan.roles.get().pk}/ket-thuc/").status_code == 404


def test_link_made_by_the_office_resets_a_password(office, lan, client):
    page = signed_in(office).post(f"/tai-khoan/{lan.pk}/duong-dan/", {"seen": seen(lan)})
    theirs = signed_in(lan)
    new = {"name": "Lan", "new_password1": "mat-khau-moi-1541", "new_password2": "mat-khau-moi-1541"}
    client.post(link_in(page), new)
    assert theirs.get("/mat-khau/").status_code == 302
    assert User.objects.get(pk=lan.pk).check_password("mat-khau-moi-1541")


def test_link_of_a_closed_account_is_over(office, client):
    account, token = invite(office, "Lan", "lan", {"role": Role.LEADER, "valid_from": MERGED})
    assert client.get(f"/duong-dan/{token}/").status_code == 200
    User.objects.filter(pk=account.pk).update(is_active=False)
    page = client.get(f"/duong-dan/{token}/")
    assert (page.status_code, "lan" in page.content.decode().partition("<main")[2].split()) == (404, False)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("password", ["ngan", "1234567890123", "password123", "vanquan-moi"])
def test_password_that_is_no_good_is_refused_in_the_readers_language(client, settings, language, password):
    office = person("tinh", Role.OFFICE)
    _account, token = invite(office, "Văn Quan", "vanquan-moi", {"role": Role.LEADER, "valid_from": MERGED})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    form = {"name": "Văn Quan", "new_password1": password, "new_password2": password}
    page = client.post(f"/duong-dan/{token}/", form)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["new_password2"]
    said = " ".join(page.context["form"].errors["new_password2"])
    assert ("ật khẩu" in said) == (language == "vi")
    assert invitation_of(token)


def test_own_password_is_changed_and_other_devices_are_signed_out(lan):
    here, elsewhere = signed_in(lan), signed_in(lan)
    form = {"old_password": PASSWORD, "new_password1": "mat-khau-moi-1541", "new_password2": "mat-khau-moi-1541"}
    assert here.post("/mat-khau/", form).status_code == 302
    assert here.get("/mat-khau/").status_code == 200
    assert elsewhere.get("/mat-khau/").status_code == 302
    assert Change.objects.get().action == "account.password_changed"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"old_password": "sai"}, "old_password"), ({"new_password2": "khac-nhau-1541"}, "new_password2")],
)
def test_own_password_stays_when_something_is_wrong(lan, wrong, field):
    form = {"old_password": PASSWORD, "new_password1": "mat-khau-moi-1541", "new_password2": "mat-khau-moi-1541"}
    page = signed_in(lan).post("/mat-khau/", form | wrong)
    assert list(page.context["form"].errors) == [field]
    assert User.objects.get(pk=lan.pk).check_password(PASSWORD)


def test_account_page_takes_few_queries_whatever_its_log(office, lan, django_assert_max_num_queries):
    client = signed_in(office)
    for n in range(12):
        client.post(f"/tai-khoan/{lan.pk}/ten/", {"seen": seen(lan), "name": f"Lan {n}", "username": "lan"})
    with django_assert_max_num_queries(20):
        assert len(client.get(f"/tai-khoan/{lan.pk}/").context["log"]) == 12


SENTENCES = [
    "Fill this in.",
    "The two passwords differ.",
    "This is not your password so far.",
    "Write the day as 31/12/2025.",
    "Somebody changed this meanwhile. Nothing was saved.",
    "The link does not work any more",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_refusals_are_vietnamese(sentence):
    with override("vi"):
        assert gettext(sentence) != sentence


def test_refusals_of_forms_are_our_own_and_not_the_frameworks(office, lan):
    client = signed_in(office)
    page = client.post(f"/tai-khoan/{lan.pk}/vai-tro/?vai_tro=commune", {"valid_from": "x", "valid_to": "y"})
    said = [message for messages in page.context["form"].errors.values() for message in messages]
    with override("vi"):
        assert set(said) == {gettext("Write the day as 31/12/2025."), gettext("Choose at least one.")}
