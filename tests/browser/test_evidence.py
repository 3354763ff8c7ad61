"""Evidence in a real browser: a picture made smaller and sent in the background, across a link that is cut."""

from base64 import b64decode

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from criteria.models import Evidence
from criteria.workflow import begin
from tests.criteria.life import Role, commune_of, opened, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "nui-mau-son-1541"
DRAW = """async () => {
    const canvas = new OffscreenCanvas(2400, 1800), pen = canvas.getContext("2d");
    const noise = pen.createImageData(canvas.width, canvas.height);
    noise.data.forEach((_, place) => { noise.data[place] = place % 4 === 3 ? 255 : 256 * Math.random(); });
    pen.putImageData(noise, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({type: "image/jpeg", quality: 0.5})).arrayBuffer());
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}"""
SIZE = """async (address) => {
    const picture = await createImageBitmap(await (await fetch(address)).blob());
    return [picture.width, picture.height];
}"""


@pytest.fixture
def box(page, live_server, client, reference, settings, tmp_path):
    """The evidence of criterion 3 in the form of a commune."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    officer = person("van", Role.DISTRICT, district="van-quan")
    officer.set_password(SECRET)
    officer.save()
    report = begin(officer, opened(), commune_of())
    client.force_login(officer)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/nhap-lieu/2025-06-30/{report.commune.slug}/?mo=3")
    return page.locator("#c3 [data-evidence]")


def photo(page):
    """A picture as a phone takes it, drawn by the browser itself: more than one piece even when it is smaller."""
    return {"name": "kenh-muong.jpg", "mimeType": "image/jpeg", "buffer": b64decode(page.evaluate(DRAW))}


def test_evidence_goes_on_after_a_cut_and_never_holds_typing_up(box, page):
    texts = page.evaluate("JSON.parse(document.getElementById('evidence-texts').textContent)")
    pieces = []

    def cut_after_the_first(route):
        pieces.append(route.request.url)
        if len(pieces) == 2:
            page.context.set_offline(True)
        route.continue_()

    page.route("**/minh-chung/tai-len/tiep/**", cut_after_the_first)
    box.locator("input[type=file]").set_input_files(photo(page))
    expect(box.locator(".sending")).to_have_text(texts["waiting"])
    page.locator('[id="c3.note"]').fill("đã sửa kênh mương")
    page.context.set_offline(False)
    expect(box.locator("li a")).to_have_text("kenh-muong.jpg")
    assert sum("from=0" in one for one in pieces) == 1, "what had arrived is not sent again"
    assert page.evaluate(SIZE, box.locator("li a").get_attribute("href")) == [1600, 1200]
    assert Evidence.objects.get().links.get().criterion.number == 3
    expect(page.locator('[id="c3.note"]')).to_have_value("đã sửa kênh mương")


def test_evidence_waits_for_a_new_sign_in_when_the_session_ends_and_goes_on(box, page):
    texts = page.evaluate("JSON.parse(document.getElementById('evidence-texts').textContent)")
    pieces = []

    def end_the_session(route):
        pieces.append(route.request.url)
        if len(pieces) == 2:
            Session.objects.all().delete()
        route.continue_()

    page.route("**/minh-chung/tai-len/tiep/**", end_the_session)
    box.locator("input[type=file]").set_input_files(photo(page))
    expect(box.locator(".sending")).to_have_text(texts["expired"])
    page.locator("#again-password").fill(SECRET)
    page.keyboard.press("Enter")
    expect(box.locator("li a")).to_have_text("kenh-muong.jpg")
    assert sum("from=0" in one for one in pieces) == 1, "what had arrived is not sent again"


def test_evidence_that_is_no_such_file_is_refused_with_a_sentence(box, page):
    box.locator("input[type=file]").set_input_files(
        {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + b"x" * 400}
    )
    expect(box.locator(".sending")).to_contain_text("bien-ban.pdf: ")
    expect(box.locator("li a")).to_have_count(0)
    assert not Evidence.objects.exists()
