"""The grid of one criterion in a real browser: a block of Excel pasted, checked, corrected and saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from criteria.models import Measurement
from tests.criteria.life import Role, commune_of, opened, person
from tests.ntm.readings import reports as reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "nui-mau-son-1541"
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def grid(page, live_server, client, reference):
    """Criterion 15 of two communes."""
    communes = [commune_of(place=0), commune_of(place=1)]
    of_round = opened()
    reported(of_round.date.replace(year=2024, month=12, day=31), dict.fromkeys(communes, range(1, 16)))
    officer = person("hai-xa", Role.COMMUNE, communes=communes)
    officer.set_password(SECRET)
    officer.save()
    client.force_login(officer)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/nhap-lieu/2025-06-30/theo-tieu-chi/?tc=15")
    return page


def cell(page, row, key):
    return page.locator("tbody tr").nth(row).locator(f'[id$="|{key}"]')


def test_grid_takes_a_block_from_excel_and_saves_what_is_right(grid):
    cell(grid, 0, "i15.1.numerator").focus()
    grid.evaluate(PASTE, "80\t100\n120\t100\n7\t7")
    expect(cell(grid, 1, "i15.1.denominator")).to_have_value("100")
    expect(grid.locator("[data-changed]")).to_have_count(4)
    grid.locator("[value=check]").click()
    expect(grid.locator(".errbox")).to_be_focused()
    expect(cell(grid, 1, "i15.1.numerator")).to_have_attribute("aria-invalid", "true")
    assert not Measurement.objects.exclude(numerator=None).exists()
    cell(grid, 1, "i15.1.numerator").fill("95")
    grid.keyboard.press("Alt+s")
    expect(grid.locator(".messages")).to_be_visible()
    expect(cell(grid, 1, "i15.1.value")).to_have_value("95")
    assert sorted(Measurement.objects.filter(indicator__code="15.1").values_list("value", flat=True)) == [80, 95]


def test_grid_keeps_what_was_typed_through_an_ended_session(grid):
    cell(grid, 0, "i15.1.numerator").fill("80")
    cell(grid, 0, "i15.1.denominator").fill("100")
    Session.objects.all().delete()
    grid.keyboard.press("Alt+s")
    grid.locator("[name=username]").fill("hai-xa")
    grid.locator("[name=password]").fill(SECRET)
    grid.keyboard.press("Enter")
    expect(grid.locator("button[autofocus]")).to_be_focused()
    grid.keyboard.press("Enter")
    expect(cell(grid, 0, "i15.1.value")).to_have_value("80")
    assert Measurement.objects.get(indicator__code="15.1").value == 80


def test_grid_saves_after_a_sign_in_in_another_tab(grid, live_server):
    cell(grid, 0, "i15.1.numerator").fill("80")
    cell(grid, 0, "i15.1.denominator").fill("100")
    grid.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": live_server.url}])
    grid.keyboard.press("Alt+s")
    expect(cell(grid, 0, "i15.1.value")).to_have_value("80")


def test_grid_says_which_pasted_cells_found_no_place(grid):
    cell(grid, 0, "c15.outcome").focus()
    grid.evaluate(PASTE, "Tốt\t80\nĐạt\t90\nĐạt\t95")
    expect(grid.locator("#left")).to_contain_text("Tốt · Đạt · 95")
    expect(cell(grid, 1, "c15.outcome")).to_have_value("attained")
    expect(cell(grid, 1, "i15.1.numerator")).to_have_value("90")


def test_grid_puts_a_block_with_names_where_the_names_say(grid):
    names = grid.locator("tbody th a").all_inner_texts()
    cell(grid, 0, "i15.1.numerator").focus()
    grid.evaluate(PASTE, f"Xã {names[1]}\tĐạt\t90\t100\nNơi Khác\tĐạt")
    expect(grid.locator(".errbox")).to_contain_text("Nơi Khác")
    expect(grid.locator("#block")).to_have_value("Nơi Khác\tĐạt")
    expect(cell(grid, 1, "i15.1.numerator")).to_have_value("90")
    expect(cell(grid, 0, "i15.1.numerator")).to_have_value("")


@pytest.mark.parametrize("width", [1440, 390])
def test_grid_is_accessible_and_fits(grid, width):
    grid.set_viewport_size({"width": width, "height": 844})
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(grid).response["violations"]] == []
    assert grid.evaluate("document.documentElement.scrollWidth") <= width
