"""Entering a report in a real browser: it saves itself, and nothing typed is lost whatever happens on the way."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from criteria.models import Measurement, Report
from criteria.saving import save
from criteria.workflow import begin
from tests.criteria.life import WEEK, Role, commune_of, measure, opened, person
from tests.ntm.readings import report as reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "nui-mau-son-1541"


@pytest.fixture
def officer(reference):
    user = person("van", Role.DISTRICT, district="van-quan")
    user.set_password(SECRET)
    user.save()
    return user


@pytest.fixture
def report(officer):
    before = reported(commune_of(), date(2024, 12, 31), range(1, 16))
    measure(before, **{"15.1": (95, 100)})
    return begin(officer, opened(), commune_of())


@pytest.fixture
def form(page, live_server, client, officer, report):
    """The form of the report, opened by its officer."""
    client.force_login(officer)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/nhap-lieu/2025-06-30/{report.commune.slug}/")
    return page


def field(page, key):
    return page.locator(f'[id="{key}"]')


def radio(page, number, value):
    return page.locator(f'[name="c{number}.outcome"][value={value}]')


def word(page, name):
    """A sentence of the page, up to its first number."""
    return page.locator("#words").get_attribute(f"data-{name}").split("%")[0]


def settled(page):
    """The server has everything, and nothing is on its way."""
    expect(page.locator("#f")).to_have_attribute("data-waiting", "0", timeout=15000)


def unfold(page, number):
    page.locator(f"#c{number} .opens").click()


def stored(report, code):
    return Measurement.objects.get(report=report, indicator__code=code)


def test_entry_saves_itself_and_shows_what_follows(form, report):
    unfold(form, 15)
    field(form, "i15.1.numerator").fill("80")
    field(form, "i15.1.denominator").fill("100")
    expect(field(form, "i15.1.value")).to_have_value("80")
    expect(radio(form, 15, "not_attained")).to_be_checked()
    expect(form.locator("#c15")).to_have_attribute("data-state", "mend")
    expect(form.locator("#side")).to_contain_text("15")
    expect(form.locator("#status")).to_contain_text(word(form, "saved"))
    settled(form)
    assert stored(report, "15.1").value == 80


def test_entry_survives_a_lost_network(form, report):
    unfold(form, 4)
    form.context.set_offline(True)
    field(form, "i4.2.value").fill("96,5")
    expect(form.locator("#status")).to_have_text(word(form, "offline"))
    radio(form, 1, "attained").check()
    form.context.set_offline(False)
    expect(form.locator("#status")).to_contain_text(word(form, "again"))
    settled(form)
    assert str(stored(report, "4.2").value) == "96.500"
    assert Report.objects.get(pk=report.pk).assessments.get(criterion__number=1).outcome == "attained"


def test_entry_keeps_what_was_typed_in_a_closed_page(form, report):
    context, address = form.context, form.url
    unfold(form, 4)
    context.set_offline(True)
    field(form, "i4.2.value").fill("97")
    form.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(field(again, "i4.2.value")).to_have_value("97")
    expect(again.locator("#status")).to_contain_text(word(again, "again"))
    settled(again)
    assert stored(report, "4.2").value == 97


def test_entry_signs_in_again_in_place(form, report):
    Session.objects.all().delete()
    unfold(form, 4)
    field(form, "i4.2.value").fill("95")
    dialog = form.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("#again-password").fill("sai")
    dialog.locator("button").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.locator("#again-password").fill(SECRET)
    form.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(form.locator("#status")).to_contain_text(word(form, "again"))
    expect(field(form, "i4.2.value")).to_have_value("95")
    settled(form)
    assert stored(report, "4.2").value == 95


@pytest.mark.parametrize("choice, kept", [("mine", "96"), ("theirs", "48")])
def test_entry_shows_both_values_of_a_conflict(form, officer, report, choice, kept):
    save(officer, report, {"i4.2.value": "48", "c6.outcome": "attained"})
    unfold(form, 4)
    field(form, "i4.2.value").fill("96")
    asked = form.locator('[id="mi4.2.value"]')
    expect(asked).to_contain_text("48")
    expect(radio(form, 6, "attained")).to_be_checked()
    assert stored(report, "4.2").value == 48
    asked.locator(f"button[value={choice}]").click()
    expect(asked).to_have_count(0)
    expect_saved_value(form, report, kept)


def expect_saved_value(page, report, text):
    expect(field(page, "i4.2.value")).to_have_value(text)
    expect(page.locator("[data-unsaved]")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text(word(page, "saved"))
    settled(page)
    assert stored(report, "4.2").value == int(text)


def test_entry_of_two_tabs_keeps_the_unsent_words_of_both(form, report):
    other = form.context.new_page()
    other.goto(form.url)
    form.context.set_offline(True)
    for page, number in ((form, 3), (other, 4)):
        unfold(page, number)
        field(page, f"c{number}.note").fill(f"lý do {number}")
        expect(page.locator("#status")).to_contain_text(word(page, "offline").rstrip("."))
    context, address = form.context, form.url
    last = context.new_page()
    form.close()
    other.close()
    context.set_offline(False)
    last.goto(address)
    settled(last)
    notes = report.assessments.filter(criterion__number__in=(3, 4)).values_list("criterion__number", "note")
    assert dict(notes) == {3: "lý do 3", 4: "lý do 4"}


def test_entry_asks_which_number_was_meant(form, report):
    unfold(form, 17)
    field(form, "i17.4.value").fill("1.234")
    asked = form.locator('[id="mi17.4.value"]')
    expect(asked.get_by_role("button")).to_have_text(["1234", "1,234"])
    asked.get_by_role("button", name="1,234").click()
    expect(asked).to_have_count(0)
    expect(form.locator("#status")).to_contain_text(word(form, "saved"))
    settled(form)
    assert str(stored(report, "17.4").value) == "1.234"


def test_entry_by_keyboard_alone(form, report):
    form.keyboard.press("Alt+ArrowDown")
    expect(radio(form, 1, "attained")).to_be_focused()
    form.keyboard.press("ArrowRight")
    expect(radio(form, 1, "nearly")).to_be_checked()
    field(form, "c1.work_done").press("8")
    field(form, "c1.work_done").press("Tab")
    expect(field(form, "c1.expected_month")).to_be_focused()
    form.keyboard.type("3/2026")
    form.keyboard.press("Alt+s")
    expect(form.locator("#status")).to_contain_text(word(form, "saved"))
    form.keyboard.press("Alt+ArrowDown")
    expect(radio(form, 2, "attained")).to_be_focused()
    form.locator("#c2 .opens").press("Enter")
    expect(form.locator("#c2")).to_have_class("crit open")
    settled(form)
    kept = report.assessments.get(criterion__number=1)
    assert (kept.nearly, kept.work_done, kept.expected_month) == (True, 8, date(2026, 3, 1))


def test_entry_submits_only_what_is_complete(form, report):
    form.locator("button[formaction$='giu-nguyen/'].btn").click()
    radio(form, 3, "not_attained").check()
    settled(form)
    form.locator("button[formaction$='gui/']").click()
    expect(field(form, "c3.note")).to_be_focused()
    expect(form.locator("#problems li")).to_have_count(1)
    form.keyboard.type("vỡ kênh mương, sửa xong trong quý III")
    form.locator("button[formaction$='gui/']").click()
    form.wait_for_url("**/nhap-lieu/?ky=2025-06-30")
    assert Report.objects.get(pk=report.pk).state == "submitted"


@pytest.mark.parametrize("width", [1440, 390])
def test_entry_is_accessible_and_fits(form, live_server, width):
    form.set_viewport_size({"width": width, "height": 844})
    for address in (f"{form.url}?mo=2,15", f"{live_server.url}/nhap-lieu/"):
        form.goto(address)
        found = Axe().run(form).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
        assert form.evaluate("document.documentElement.scrollWidth") <= width


def test_entry_works_without_scripts(browser, live_server, client, officer, report):
    client.force_login(officer)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/nhap-lieu/2025-06-30/{report.commune.slug}/")
    page.locator("#c4 .opens").click()
    field(page, "i4.2.value").fill("112")
    radio(page, 1, "attained").check()
    field(page, "i4.2.value").press("Enter")
    expect(page.locator("#problems li")).to_have_count(1)
    expect(field(page, "i4.2.value")).to_have_value("112")
    expect(radio(page, 1, "attained")).to_be_checked()
    field(page, "i4.2.value").fill("96,5")
    page.locator("#save").click()
    expect(page.locator("#problems")).to_have_count(0)
    context.close()
    assert str(stored(report, "4.2").value) == "96.500"


def test_entry_says_what_the_browser_keeps_when_the_window_closes_meanwhile(form, report):
    opened(until=-2 * WEEK, since=-3 * WEEK)
    unfold(form, 4)
    field(form, "i4.2.value").fill("96")
    closed = Report.objects.get(pk=report.pk).round.closes_on
    expect(form.locator("#status")).to_contain_text(f"{closed:%d/%m/%Y}")
    form.reload()
    expect(form.locator("#kept")).to_be_visible()
    opened()
    form.reload()
    settled(form)
    expect(field(form, "i4.2.value")).to_have_value("96")
    assert stored(report, "4.2").value == 96
