"""Excel both ways in a real browser: download, change, upload, look, confirm; wide and on a phone."""

from io import BytesIO

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from communes.models import Officer
from criteria.models import Assessment, Report
from tests.criteria.life import commune_of, opened, person
from tests.criteria.workbook.forms import edited

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "/nhap-lieu/2025-06-30/excel/"


@pytest.fixture
def officer(page, live_server, client, reference):
    """officer(path) opens a page signed in as an officer of two communes; `errors` gathers what the console says."""
    opened()
    client.force_login(person("hai-xa", Officer.Role.COMMUNE, communes=[commune_of(place=0), commune_of(place=1)]))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = [(settings.SESSION_COOKIE_NAME, session), (settings.LANGUAGE_COOKIE_NAME, "en")]
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies])
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def visit(path):
        page.goto(f"{live_server.url}{path}")
        return page

    yield visit
    assert errors == []


def accessible(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_workbook_goes_out_and_comes_back(officer, tmp_path, width):
    page = officer(ADDRESS)
    accessible(page, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the Excel template").click()
    typed = {("Tiêu chí", 0, "c5.outcome"): "Đạt", ("Số liệu", 1, "i11.value"): 905}
    mine = tmp_path / "mau.xlsx"
    mine.write_bytes(edited(download.value.path().read_bytes(), typed))
    page.locator("#id_file").set_input_files(mine)
    page.get_by_role("button", name="Read the file").press("Enter")
    expect(page.locator("h1")).to_have_text("The file has 1 change in 1 commune; 1 place is wrong and is not saved")
    expect(page.locator("#wrong tbody tr")).to_contain_text("Is it 90.5?")
    accessible(page, width)
    assert not Report.objects.exists()
    with page.expect_download() as marked:
        page.get_by_role("link", name="coloured and explained").click()
    notes = openpyxl.load_workbook(BytesIO(marked.value.path().read_bytes()))["Số liệu"]
    assert [cell.comment.text for row in notes for cell in row if cell.comment]
    page.get_by_role("button", name="Update 1 change").click()
    expect(page.locator(".messages")).to_contain_text("Updated 1 change.")
    assert Assessment.objects.get(outcome="attained").criterion.number == 5


def test_workbook_page_says_what_is_wrong_with_a_file(officer, tmp_path):
    page = officer(ADDRESS)
    wrong = tmp_path / "cong-van.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    page.locator("#id_file").set_input_files(wrong)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no workbook")
    accessible(page, 390)
