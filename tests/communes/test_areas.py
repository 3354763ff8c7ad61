"""Areas: made, named, communes moved in and out on a day; communes that nobody enters for come first."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communes import areas
from communes.accounts.checks import Overtaken, newest
from communes.models import Change, Commune, Group, Membership
from communes.rights import territory
from tests.communes.people import Role, district, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ENDED, MERGED = date(2025, 6, 30), date(2025, 7, 1)
LATER = date(2025, 10, 1)
A_DAY = timedelta(days=1)


@pytest.fixture
def office():
    return person("tinh", Role.OFFICE)


@pytest.fixture
def area(office):
    return areas.make(office, "Địa bàn 1")


def communes(count, on=MERGED):
    return list(Commune.objects.rural().in_force(on).order_by("code")[:count])


def seen(area):
    return newest(areas.log_of(area))


def move_in(office, area, rows, on=MERGED):
    areas.move_in(office, area, seen(area), rows, on)


def test_make_gives_an_address_that_no_group_has(office, area):
    other = areas.make(office, "Địa bàn 1")
    assert (area.slug, other.slug, other.area) == ("area-dia-ban-1", "area-dia-ban-1-2", True)
    assert [change.action for change in Change.objects.about(area)] == ["group.added"]


def test_move_in_gives_the_officer_of_the_area_its_communes(office, area):
    diaban = person("diaban", Role.AREA, group=area)
    move_in(office, area, communes(3))
    assert set(territory(diaban, LATER)) == set(communes(3))
    assert not territory(diaban, ENDED)
    assert {change.place for change in Change.objects.filter(action="group.joined")} == set(communes(3))


def test_move_out_ends_on_its_day_and_keeps_what_was(office, area):
    diaban = person("diaban", Role.AREA, group=area)
    move_in(office, area, communes(2))
    areas.move_out(office, area, seen(area), communes(1), LATER, "theo phân công mới")
    assert set(territory(diaban, LATER)) == set(communes(2))
    assert list(territory(diaban, LATER + A_DAY)) == communes(2)[1:]
    assert Change.objects.in_order().last().why == "theo phân công mới"


def test_move_in_takes_a_commune_out_of_another_area_the_day_before(office, area):
    other = areas.make(office, "Địa bàn 2")
    move_in(office, area, communes(1))
    move_in(office, other, communes(1), LATER)
    assert list(areas.inside(area, LATER - A_DAY)) == communes(1)
    assert not areas.inside(area, LATER)
    assert list(areas.inside(other, LATER)) == communes(1)


def test_move_in_leaves_groups_of_reports_alone(office, area):
    border = Group.objects.get(slug="border")
    commune = border.memberships.in_force(MERGED).first().commune
    move_in(office, area, [commune])
    assert border.memberships.in_force(LATER).filter(commune=commune).exists()


def test_move_in_twice_is_refused(office, area):
    move_in(office, area, communes(1))
    with pytest.raises(ValidationError):
        move_in(office, area, communes(2), LATER)
    assert Membership.objects.filter(group=area).count() == 1


def test_move_in_of_a_unit_that_is_not_there_that_day_is_refused(office, area):
    with pytest.raises(ValidationError):
        move_in(office, area, communes(1, ENDED - 365 * A_DAY), MERGED)


def test_move_in_again_after_having_left_is_allowed(office, area):
    move_in(office, area, communes(1))
    areas.move_out(office, area, seen(area), communes(1), LATER)
    move_in(office, area, communes(1), LATER + 10 * A_DAY)
    assert Membership.objects.filter(group=area).count() == 2


def test_move_out_of_what_is_not_inside_is_refused(office, area):
    with pytest.raises(ValidationError):
        areas.move_out(office, area, seen(area), communes(1), LATER)


def test_later_writer_of_an_area_is_told(office, area):
    shown = seen(area)
    move_in(office, area, communes(1))
    with pytest.raises(Overtaken):
        areas.rename(office, area, shown, "Tên khác")


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA, Role.DEPARTMENT, Role.LEADER, None])
def test_areas_are_closed_to_everybody_else(area, role):
    other = person("khac", role)
    with pytest.raises(PermissionDenied):
        areas.move_in(other, area, seen(area), communes(1), MERGED)
    client, before = signed_in(other), Change.objects.count()
    for path in ["", "moi/", f"{area.slug}/", f"{area.slug}/ten/", f"{area.slug}/dua-vao/", f"{area.slug}/dua-ra/"]:
        assert client.get(f"/dia-ban/{path}").status_code == 403
        form = {"name": "Khác", "seen": seen(area), "communes": [communes(1)[0].pk]}
        assert client.post(f"/dia-ban/{path}", form).status_code in (403, 405)
    assert Change.objects.count() == before


def test_group_of_reports_is_no_area(office):
    assert signed_in(office).get("/dia-ban/border/").status_code == 404


def test_list_begins_with_the_communes_that_nobody_enters_for(office, area):
    person("lan", Role.DISTRICT, district=district("van-quan"))
    hung = person("hung", Role.COMMUNE)
    hung.roles.get().communes.add(*communes(2))
    page = signed_in(office).get("/dia-ban/")
    assert len(page.context["left"]) == 59
    assert not set(communes(2)) & set(page.context["left"])
    text = page.content.decode()
    assert text.index('class="left"') < text.index(area.name)


def test_pages_move_communes_by_the_units_of_a_day(office, area):
    client, old = signed_in(office), communes(1, ENDED)[0]
    address = f"/dia-ban/{area.slug}/dua-vao/?ngay=30/06/2025"
    assert old in client.get(address).context["form"].fields["communes"].queryset
    assert client.post(address, {"seen": seen(area), "communes": [old.pk]}).status_code == 302
    assert area.memberships.get().valid_from == ENDED
    out = f"/dia-ban/{area.slug}/dua-ra/?ngay=30/06/2025"
    assert client.post(out, {"seen": seen(area), "communes": [old.pk]}).status_code == 302
    assert area.memberships.get().valid_to == ENDED
    assert len(client.get(f"/dia-ban/{area.slug}/").context["log"]) == 3


@pytest.mark.parametrize("day", ["", "31/02/2025", "x", "01/01/0001", "99/99/9999"])
def test_pages_take_today_for_a_day_that_cannot_be_read(office, area, day):
    page = signed_in(office).get(f"/dia-ban/{area.slug}/dua-vao/", {"ngay": day})
    assert page.context["on"] == areas.today()


def test_conflict_on_an_area_shows_what_others_did(office, area):
    shown = seen(area)
    move_in(office, area, communes(1))
    page = signed_in(office).post(f"/dia-ban/{area.slug}/ten/", {"seen": shown, "name": "Khác"})
    assert (page.status_code, len(page.context["missed"])) == (409, 1)


def test_list_of_areas_takes_few_queries_whatever_there_is(office, django_assert_max_num_queries):
    client = signed_in(office)
    for n in range(8):
        made = areas.make(office, f"Địa bàn {n}")
        person(f"diaban{n}", Role.AREA, group=made)
    with django_assert_max_num_queries(14):
        client.get("/dia-ban/")


def test_area_page_takes_few_queries_whatever_its_communes(office, area, django_assert_max_num_queries):
    client = signed_in(office)
    move_in(office, area, communes(20))
    with django_assert_max_num_queries(18):
        assert client.get(f"/dia-ban/{area.slug}/").context["inside"] == 20
