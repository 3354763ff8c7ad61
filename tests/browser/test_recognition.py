"""A decision from a pasted list in a real browser: a doubt is handed back, the file is kept, a withdrawal follows."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from criteria.models import Decision
from tests.communes.people import PASSWORD, Role, person
from tests.criteria.people import rural
from tests.ntm.readings import report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
END = date(2024, 12, 31)


def check(page, width):
    found = Axe().run(page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"][:100]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []


@pytest.mark.parametrize("width", [1440, 390])
def test_paste_correct_record_and_withdraw(page, live_server, reference, tmp_path, width):
    person("tinh", Role.OFFICE)
    one, other = rural("van-quan", END)[:2]
    report(one, END, range(1, 20))
    report(other, END, range(1, 19))
    paper = tmp_path / "quyet-dinh.pdf"
    paper.write_bytes(b"%PDF-1.4 quyet dinh")
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/dang-nhap/?next=/cong-nhan/?ky=2024-12-31")
    page.locator("#id_username").fill("tinh")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()

    page.goto(f"{live_server.url}/cong-nhan/?ky=2024-12-31")
    expect(page.locator("h3", has_text="1 ").first).to_be_visible()
    check(page, width)
    page.locator(f'a[href*="quyet-dinh/moi/?xa={one.slug}"]').last.click()
    expect(page.locator("#id_year")).to_have_value("2024")
    page.locator("#id_number").fill("2101/QĐ-UBND")
    page.locator("#id_signed_on").fill("20/12/2024")
    page.locator("#id_communes").fill(f"{one.name}\n{other.name}\nHòa Bình")
    page.locator("#id_file").set_input_files(paper)
    page.locator("main form button.btn-primary").click()

    expect(page.locator(".errbox")).to_contain_text("Huyện Văn Quan")
    expect(page.locator(".notice")).to_contain_text("quyet-dinh.pdf")
    expect(page.locator("#id_communes")).to_have_value(f"{one.name}\n{other.name}\nHòa Bình")
    check(page, width)
    page.locator("#id_communes").fill(f"{one.name}\n{other.name}")
    page.locator("main form button.btn-primary").click()
    made = Decision.objects.get(number="2101/QĐ-UBND")
    expect(page).to_have_url(f"{live_server.url}/cong-nhan/quyet-dinh/{made.pk}/")
    expect(page.locator("main .sub")).to_contain_text("quyet-dinh.pdf")
    check(page, width)

    page.locator(f'a[href="/cong-nhan/quyet-dinh/{made.pk}/thu-hoi/{other.slug}/"]').click()
    page.locator("#id_withdrawal_decision").fill("880/QĐ-UBND")
    page.locator("#id_withdrawn_on").fill("01/06/2025")
    page.locator("#id_withdrawal_reason").fill("Không giữ được tiêu chí 19")
    page.locator("main form button.btn-primary").click()
    expect(page.locator("del")).to_have_text(other.name)
    check(page, width)
    page.goto(f"{live_server.url}/xa/{one.slug}/?ky=2024-12-31")
    expect(page.locator("#cong-nhan")).to_contain_text("2101/QĐ-UBND")

    page.goto(f"{live_server.url}/cong-nhan/ho-so/mo/?xa={other.slug}&nam=2025")
    page.locator("main form button.btn-primary").click()
    page.locator("#id_households_asked").fill("1000")
    page.locator("#id_households_satisfied").fill("899")
    page.locator("#id_arrears").fill("0")
    page.locator('form[action$="/so-lieu/"] button').click()
    expect(page.locator(".v.not_met").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("89,9%")
    check(page, width)
