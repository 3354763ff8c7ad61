"""The pages of a rearrangement: written, corrected, chosen, proposed, approved by another, shown everywhere, undone."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from communes.models import Commune, Officer
from criteria import rearrangement as steps
from criteria.models import Rearrangement, Report
from ntm.dashboards.bridge.register import Crossing
from ntm.progress.bridge import End, Measure
from ntm.progress.bridge.measures import RECOGNISED
from tests.criteria.people import Role, browsing, somebody
from tests.criteria.rearrangement.province import BEFORE, DAY, DECREE, TEXT, applied, drafted, office, proposed, unit
from tests.ntm.readings import decide, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
OFFICE = {Role.OFFICE, Role.ADMINISTRATOR}
GETS = ["rearrangement", "rearrangement_edit"]
POSTS = [f"rearrangement_{step}" for step in ["edit", "choose", "propose", "apply", "undo"]]


def written(**values):
    return {"decree": DECREE, "effective_on": "01/07/2027", "text": TEXT} | values


def go(client, name, found, **values):
    """A step from the page as it is now."""
    revision = Rearrangement.objects.get(pk=found.pk).revision
    return client.post(reverse(name, args=[found.pk]), {"revision": revision} | values, follow=True)


def said(response):
    return [one.level_tag for one in response.context["messages"]]


def test_from_the_first_line_to_undoing_it():
    writer, second = browsing(office()), browsing(office("hai"))
    response = writer.post(reverse("rearrangement_new"), written(), follow=True)
    found = Rearrangement.objects.get()
    assert re.findall(r"\b\d\d\b(?!/)", response.context["page"].finding) == ["61", "58"]
    assert said(go(writer, "rearrangement_propose", found)) == ["success"]
    assert said(go(writer, "rearrangement_apply", found)) == ["error"]
    assert Rearrangement.objects.get().state == "proposed"
    assert said(go(second, "rearrangement_apply", found)) == ["success"]
    assert unit("Tân Hòa", DAY).code == "06997"
    response = go(second, "rearrangement_undo", found, why="")
    assert response.context["form"].errors.keys() == {"why"}
    assert said(go(second, "rearrangement_undo", found, why="nhầm")) == ["success"]
    assert not Commune.objects.filter(valid_from=DAY).exists()
    assert "nhầm" in second.get(reverse("rearrangement", args=[found.pk])).text


def test_lines_that_are_not_understood_are_kept_and_named():
    text = (
        "Khuất Xá + Không Có → xã Tân Hòa\nsai dòng\nXuan Duong + Khánh Khê → xã Đông Kinh\nNa Sầm + Đông Kinh → Ghép"
    )
    client = browsing(office())
    response = client.post(reverse("rearrangement_new"), written(text=text), follow=True)
    page = response.context["page"]
    assert [one.number for one in page.wrong] == [1, 2, 4]
    assert page.wrong[1].line == "sai dòng"
    assert "Không Có" in page.wrong[0].sentence
    found = Rearrangement.objects.get()
    assert found.text == text
    assert said(go(client, "rearrangement_propose", found)) == ["error"]
    assert Rearrangement.objects.get().state == "draft"


@pytest.mark.parametrize(
    "wrong, field",
    [({"decree": ""}, "decree"), ({"effective_on": "31/2/2027"}, "effective_on"), ({"text": " "}, "text")]
    + [({"effective_on": day}, "effective_on") for day in ("01/01/0001", "31/12/9999")],
)
def test_wrong_input_comes_back_as_it_was_typed(wrong, field):
    response = browsing(office()).post(reverse("rearrangement_new"), written(**wrong))
    assert response.context["form"].errors.keys() == {field}
    assert (wrong[field] in response.text, Rearrangement.objects.exists()) == (True, False)


def test_code_can_be_given_later_but_not_after_it_is_proposed():
    client = browsing(office())
    client.post(reverse("rearrangement_new"), written(text="Khuất Xá + Xuân Dương → xã Tân Hòa"))
    found = Rearrangement.objects.get()
    response = go(client, "rearrangement_propose", found)
    assert said(response) == ["error"]
    assert "Tân Hòa" in str(next(iter(response.context["messages"])))
    go(client, "rearrangement_edit", found, **written(text="Khuất Xá + Xuân Dương → xã Tân Hòa (06997)"))
    assert said(go(client, "rearrangement_propose", found)) == ["success"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_nothing_typed_is_lost():
    writer = office()
    found, client = drafted(writer), browsing(writer)
    steps.change(office("hai"), found, 0, decree="NQ khác")
    response = client.post(reverse("rearrangement_edit", args=[found.pk]), written(decree="NQ của tôi", revision=0))
    assert response.context["form"].non_field_errors()
    assert "NQ của tôi" in response.text
    assert Rearrangement.objects.get().decree == "NQ khác"


def test_choice_is_shown_and_kept():
    held = somebody("xa", Role.COMMUNE, communes=[unit("Khuất Xá")]).roles.get()
    client = browsing(office())
    client.post(reverse("rearrangement_new"), written())
    found, key = Rearrangement.objects.get(), f"role-{held.pk}"
    response = go(client, "rearrangement_choose", found, **{key: "end"})
    [item] = response.context["page"].outlook.roles
    assert (item.key, item.chosen, Rearrangement.objects.get().choices) == (key, "end", {key: "end"})
    assert [one.name for one in response.context["page"].outlook.without_officer] == ["Tân Hòa"]


@pytest.mark.parametrize("role", [*Role, None])
def test_rearrangements_are_the_offices_alone(role):
    found, before = drafted(office()), Rearrangement.objects.values_list().get()
    client = browsing(somebody("ai", role))
    answers = [client.get(reverse(name, args=[found.pk])).status_code for name in GETS]
    answers += [client.get(reverse(name)).status_code for name in ("rearrangements", "rearrangement_new")]
    assert set(answers) == ({200} if role in OFFICE else {403})
    if role not in OFFICE:
        posted = [client.post(reverse(name, args=[found.pk]), written(revision=0)) for name in POSTS]
        assert {one.status_code for one in posted} == {403}
        assert client.post(reverse("rearrangement_new"), written()).status_code == 403
        assert Rearrangement.objects.values_list().get() == before


def test_every_page_shows_the_new_units_from_the_day_and_the_bridge_adds_up():
    decide([unit("Khuất Xá"), unit("Xuân Dương"), unit("Đồng Đăng")], 2025)
    for name, held in {"Khuất Xá": {1, 2}, "Xuân Dương": {2, 3}}.items():
        report(unit(name), date(2025, 12, 31), held, set_code="51-2025")
    applied()
    recognised = Crossing().bridge(End(BEFORE, BEFORE), End(DAY, DAY), Measure(RECOGNISED))
    assert (recognised.start, recognised.end) == (3, 1)
    assert {one.name: one.amount for one in recognised.parts if one.amount} == {"mergers": -1, "left": -1}
    reader = browsing(somebody("nguoi-doc", Role.LEADER))
    for measure, start, end in (("so-xa", 61, 58), ("binh-quan", Fraction(4, 61), Fraction(1, 58))):
        found = reader.get(f"/cau-noi/?tu={BEFORE}&den={DAY}&do={measure}").context["found"]
        assert (found.start, found.end) == (start, end)
        assert sum(part.amount for part in found.parts) == end - start
    new = unit("Tân Hòa", DAY)
    assert "Khuất Xá" in reader.get(reverse("commune", args=[new.slug])).text
    assert "Tân Hòa" in reader.get(f"/ban-do/?ms={DAY}").text
    assert "Tân Hòa" in reader.get("/tim/?q=tan+hoa").text


def test_applied_page_says_what_was_built_on_it():
    found = applied()
    somebody("moi", Role.COMMUNE, communes=[unit("Tân Hòa", DAY)])
    page = browsing(office("xem")).get(reverse("rearrangement", args=[found.pk]))
    assert page.context["page"].built_on[0].startswith("1 ")
    assert "(Tân Hòa)" in page.text
    assert reverse("rearrangement_undo", args=[found.pk]) not in page.text


def pairs(communes):
    """Every two communes become one, as many lines as there are pairs."""
    old = [f"xã {one.name} ({one.code})" for one in communes]
    couples = enumerate(zip(old[::2], old[1::2], strict=False), 90001)
    return [f"{one} + {other} → xã Ghép {code} ({code})" for code, (one, other) in couples]


def hang(communes):
    """An officer, a group, a recognition and an open report on each."""
    for one in communes:
        somebody(f"xa-{one.code}", Officer.Role.COMMUNE, communes=[one])
        report(one, date(2025, 12, 31), {1}, state=Report.State.DRAFT)
    decide(communes, 2025)


def test_preview_of_sixty_units_asks_no_more_than_of_two(django_assert_max_num_queries):
    communes = list(Commune.objects.rural().in_force(date(2027, 6, 30)).order_by("code"))
    hang(communes)
    writer = office()
    small, large = drafted(writer, pairs(communes[:2])[0]), drafted(writer, "\n".join(pairs(communes)))
    client = browsing(writer)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("rearrangement", args=[small.pk]))
    with django_assert_max_num_queries(len(few)):
        page = client.get(reverse("rearrangement", args=[large.pk])).context["page"]
    assert (page.outlook.rural_after, len(page.outlook.roles)) == (31, 60)


def test_sixty_units_are_applied_and_undone_as_one():
    communes = list(Commune.objects.rural().in_force(date(2027, 6, 30)).order_by("code"))
    found = applied("\n".join(pairs(communes)))
    assert len(found.made["communes"]) == 30
    found = steps.undo(office("hoan-tac"), found, found.revision, "thử")
    assert Commune.objects.rural().in_force(DAY).count() == 61


def test_list_says_how_many_wait():
    proposed(office())
    page = browsing(office("hai")).get(reverse("rearrangements"))
    assert (page.context["proposed"], DECREE in page.text) == (1, True)
