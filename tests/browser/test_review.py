"""Duyệt in a real browser: return one criterion, the officer answers it, approve, and the province's number moves."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from criteria.models import Report
from criteria.workflow import opine
from tests.criteria.life import Life, approved_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMMENT = "Gửi phiếu điều tra thu nhập của Chi cục Thống kê"
WIDTHS = [1440, 390]


@pytest.fixture
def life(reference):
    return Life()


@pytest.fixture
def seat(browser, live_server, browser_context_args):
    """seat(user, width) is a browser of their own in which somebody is signed in."""
    contexts = []

    def take(user, width):
        context = browser.new_context(**{**browser_context_args, "viewport": {"width": width, "height": 844}})
        contexts.append(context)
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return context.new_page()

    yield take
    for context in contexts:
        context.close()


def attained(page, live_server, number):
    """Communes that attain the criterion at 30/06/2025, as the page of criteria says it."""
    page.goto(f"{live_server.url}/ma-tran/?ky=2025-06-30")
    return page.locator("tr.tt td").nth(number).inner_text().split()[0]


def overview(page, live_server):
    """The key figures at 30/06/2025, as the overview says them."""
    page.goto(f"{live_server.url}/?ky=2025-06-30")
    return page.locator(".kpi").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_review_returns_one_criterion_and_approves_when_it_is_answered(life, seat, live_server, width):
    approved_before(life.commune, [])
    report = life.report("submitted")
    office, officer = seat(life.office, width), seat(life.writer, width)
    before, figures = attained(office, live_server, 10), overview(office, live_server)

    office.goto(f"{live_server.url}/duyet/")
    office.locator("main").get_by_role("link", name=life.commune.name).click()
    expect(office.locator("#c10")).to_be_visible()
    office.get_by_role("checkbox", name=re.compile("^10")).check()
    office.locator("[name=y-10]").fill(COMMENT)
    button = office.locator("[data-return]")
    expect(button).to_contain_text("1")
    expect(office.locator("[data-approve]")).to_be_disabled()
    button.click()
    expect(office.locator(".messages")).to_contain_text(life.commune.name)

    officer.goto(f"{live_server.url}/nhap-lieu/{life.round.slug}/{life.commune.slug}/")
    expect(officer.locator("#c10")).to_contain_text(COMMENT)
    expect(officer.get_by_text(COMMENT)).to_have_count(1)
    note = officer.locator("[name='c10.note']")
    if not note.is_visible():
        officer.locator("#c10 a.opens").click()
    note.fill("Đã gửi phiếu điều tra")
    officer.locator("[formaction$='/gui/']").click()
    expect(officer.locator(".messages")).to_contain_text(life.commune.name)
    assert Report.objects.get(pk=report.pk).state == "submitted"

    office.goto(f"{live_server.url}{life.address('review_report')}")
    expect(office.locator("#c10")).to_contain_text("Đã gửi phiếu điều tra")
    office.locator("[data-approve]").click()
    expect(office.locator(".messages")).to_contain_text(life.commune.name)
    assert int(attained(office, live_server, 10)) == int(before) + 1
    assert overview(office, live_server) != figures


def test_review_keeps_comments_while_a_dispute_is_answered(life, seat, live_server):
    approved_before(life.commune, [number for number in range(1, 20) if number != 10])
    report = life.report("submitted")
    opine(life.people["department own"], report, life.criterion(), "disputes", "trạm y tế chưa đủ bác sĩ")
    page = seat(life.office, 1440)
    page.goto(f"{live_server.url}{life.address('review_report')}")
    expect(page.locator("[data-approve]")).to_have_count(0)
    expect(page.locator("[name=y-10]")).to_be_hidden()
    page.locator("[name=tra-10]").check()
    page.locator("[name=y-10]").fill(COMMENT)
    page.locator(".answer input[name=text]").fill("đã bổ sung bác sĩ")
    page.locator(".answer button").click()
    expect(page.locator("#c15")).to_contain_text("đã bổ sung bác sĩ")
    expect(page.locator("[name=y-10]")).to_have_value(COMMENT)
    page.locator("[data-return]").click()
    expect(page.locator(".messages")).to_contain_text(life.commune.name)
    assert Report.objects.get(pk=report.pk).opinions.returned().get().text == COMMENT


@pytest.mark.parametrize("width", WIDTHS)
def test_review_pages_are_accessible_and_fit_the_screen(life, seat, live_server, width):
    approved_before(life.commune, [number for number in range(1, 20) if number != 10])
    report = life.report("submitted")
    opine(life.people["department own"], report, life.criterion(), "disputes", "trạm y tế chưa đủ bác sĩ " * 8)
    paths = ["/duyet/", f"/duyet/khong-canh-bao/?ky={life.round.slug}"]
    paths += [life.address("review_report"), f"{life.address('review_report')}?tat-ca=1", life.address("appraisal")]
    office, department = seat(life.office, width), seat(life.people["department own"], width)
    for page, path in [*((office, path) for path in paths), (department, f"/duyet/y-kien/?ky={life.round.slug}")]:
        page.goto(f"{live_server.url}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        found = Axe().run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
