"""Tổng quan in a real browser: the leader changes round and units, and reads the same numbers everywhere."""

import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from communes.models import User
from criteria.models import Recognition
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mot-hai-ba-bon-nam"


@pytest.fixture
def history(reference):
    """Two made-up years, so that tables, bars and both charts have something to show."""
    for day, most in ((END_2019, 15), (END_2020, 17)):
        reports(day, {one: range(1, 3 + one.id % most) for one in communes_on(day)}, illustration=True)
    known = set(Recognition.objects.filter(decision__level="basic").values_list("commune_id", flat=True))
    others = [commune for commune in communes_on(END_2019) if commune.id not in known]
    decide(others[: 61 - len(known)], 2019, illustration=True)  # as many as were published


@pytest.fixture
def leader(page, live_server, history):
    """The overview, signed in through the form; what the console says and where requests go is kept on the page."""
    User.objects.create_user("lanhdao", password=PASSWORD)
    page.said, page.asked = [], set()
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.add(urlsplit(request.url).netloc))
    page.goto(f"{live_server.url}/")
    page.locator("#id_username").fill("lanhdao")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    expect(page.locator(".big")).to_be_visible()
    return page


def standing(*options):
    out = StringIO()
    call_command("standing", *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def row_of(page, chart, heading):
    """The cells of a row of the table behind a chart, opened by a click."""
    table = page.locator(f"figure:has([data-chart={chart}]) details.dt")
    if table.get_attribute("open") is None:
        table.locator("summary").click()
    return table.locator("tr", has=page.locator(f"th:text-is('{heading}')")).locator("td").all_inner_texts()


def choose(page, name, value):
    """Chooses in the bar and shows it; a choice by mouse shows at once, the button is for the keyboard."""
    page.locator(f".ctx select[name={name}]").select_option(value)
    page.locator(".ctx button.btn").first.click()


def test_overview_reads_the_same_in_page_table_and_command(leader):
    page = leader
    expect(page.locator(".big")).to_contain_text("65/181")
    assert row_of(page, "chart-path", "31/12/2020")[:2] == ["65", "181"]
    assert row_of(page, "chart-bands", "2020")[-2] == "181"
    found = standing("--as-of", "2020-12-31")
    assert row_of(page, "chart-bands", "2020")[:5] == [str(band["communes"]) for band in found["bands"]]


def test_overview_follows_the_round_and_the_units(leader):
    page = leader
    choose(page, "ky", "2019-12-31")
    expect(page.locator(".big")).to_contain_text("61/207")
    found = standing("--as-of", "2019-12-31")
    assert (found["recognised"], found["universe"]) == (61, 207)
    choose(page, "ms", "2020-01-01")
    expect(page.locator(".big")).to_contain_text("/181")
    found = standing("--as-of", "2019-12-31", "--units", "2020-01-01")
    expect(page.locator(".big")).to_contain_text(f"{found['recognised']}/{found['universe']}")
    assert row_of(page, "chart-path", "31/12/2019")[:2] == [str(found["recognised"]), str(found["universe"])]


def test_overview_draws_both_charts_quietly_and_locally(leader, live_server):
    page = leader
    page.locator("#chart-bands").evaluate("one => one.parentNode.scrollIntoView()")
    for chart in ("chart-path", "chart-bands"):
        expect(page.locator(f"[data-chart={chart}] svg.main-svg").first).to_be_visible(timeout=30_000)
    assert page.said == []
    assert page.asked == {urlsplit(live_server.url).netloc}


@pytest.mark.parametrize("width", [1440, 390])
def test_overview_is_accessible(leader, width):
    page = leader
    page.set_viewport_size({"width": width, "height": 844})
    page.reload()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_overview_reads_without_javascript(browser, client, live_server, history):
    client.force_login(User.objects.create_user("lanhdao"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/")
        expect(page.locator(".big")).to_contain_text("65/181")
        expect(page.locator("figure details.dt table").first).to_be_visible()
        expect(page.locator("#tieu-chi tbody tr")).to_have_count(19)
