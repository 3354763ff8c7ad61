"""Takes every page, as the leader sees it, at two widths into screenshots/ (`make screenshots`)."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser.chromium import chromium, launch_arguments

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "screenshots"
WIDTHS = {1440: 900, 390: 844}
PAGES = {
    "tong-quan": "/",
    "tong-quan-2011": "/?ky=2011-12-31",
    "tong-quan-2024": "/?ky=2024-12-31",
    "tong-quan-2025": "/?ky=2025-12-31",
    "tong-quan-207-xa": "/?ms=2019-12-31",
    "tong-quan-van-quan": "/?pv=huyen-van-quan",
    "ma-tran": "/ma-tran/",
    "ma-tran-2025": "/ma-tran/?ky=2025-12-31",
    "ban-do": "/ban-do/",
    "xa": "/xa/",
    "xa-khong-co": "/xa/?q=khongco",
    "xa-binh-phuc": "/xa/06298-2020/",
    "xa-van-an": "/xa/06280-2004/",
    "ly-do": "/xa/06298-2020/ly-do/17/",
    "gan-dat": "/gan-dat/",
    "de-tut": "/gan-dat/?mat=tut",
    "huyen": "/huyen/",
    "huyen-van-quan": "/huyen/van-quan/",
    "nhom": "/nhom/",
    "nhom-bien-gioi": "/nhom/border/",
    "tieu-chi": "/tieu-chi/",
    "tieu-chi-17": "/tieu-chi/1980/17/",
    "tieu-chi-51-2025": "/tieu-chi/51-2025/1/",
    "muc-tieu": "/muc-tieu/",
    "muc-tieu-115": "/muc-tieu/f426/",
    "muc-tieu-50-phan-tram": "/muc-tieu/f415/",
    "cam-ket": "/cam-ket/",
    "cam-ket-moi-huyen": "/cam-ket/c05/",
    "van-ban": "/van-ban/",
    "van-ban-nq20": "/van-ban/bc-nq20-2020/",
    "doi-chieu": "/doi-chieu/",
    "chi-so": "/chi-so/",
    "chi-so-ho-ngheo": "/chi-so/poverty_rate/",
    "chi-so-nguon-von": "/chi-so/funding_total/",
    "so-lieu": "/so-lieu/",
    "so-lieu-F347": "/so-lieu/F347/",
    "bao-cao-nhanh": "/bao-cao-nhanh/",
    "cau-noi": "/cau-noi/",
    "cau-noi-2025": "/cau-noi/?tu=2025-06-30&den=2025-07-01&do=so-xa",
    "cong-nhan": "/cong-nhan/",
    "cong-nhan-2024": "/cong-nhan/?ky=2024-12-31",
    "cong-nhan-quy-dinh": "/cong-nhan/quy-dinh/",
    "tim": "/tim/?q=chi+lang",
    "lich-su": "/lich-su/",
    "lich-su-tieu-chi": "/lich-su/06298-2020/1980/17/",
    "tong-quan-biet": "/?biet=2020-01-31",
    "bieu-tham-dinh": "/duyet/2025-06-30/06313-2004/bieu/",
    "404": "/khong-co/",
}
# Pages of work, by who works there; each starts with the page that the person lands on.
WORK = {
    "tinh": {
        "phuong-an": "/phuong-an/",
        "phuong-an-moi": "/phuong-an/moi/?can=50",
        "so-lieu-sua": "/so-lieu/F347/sua/",
        "cam-ket-them": "/cam-ket/them/",
        "tai-khoan": "/tai-khoan/",
        "tai-khoan-moi": "/tai-khoan/moi/?vai_tro=commune",
        "cong-nhan-quyet-dinh-moi": "/cong-nhan/quyet-dinh/moi/?xa=06298-2020&nam=2024",
        "cong-nhan-ho-so": "/cong-nhan/ho-so/",
        "dia-ban": "/dia-ban/",
        "dia-ban-van-quan": "/dia-ban/area-van-quan/",
        "mat-khau": "/mat-khau/",
        "sap-xep": "/sap-xep/",
        "sap-xep-moi": "/sap-xep/moi/",
        "cong-nhan-ho-so-mo": "/cong-nhan/ho-so/mo/",
        "chi-so-nhap": "/chi-so/poverty_rate/nhap/",
        "chi-so-cho-xac-nhan": "/chi-so/da-nhap/",
        "so-lieu-them": "/so-lieu/them/",
        "ky-bao-cao": "/ky-bao-cao/",
        "ky-bao-cao-6-2025": "/ky-bao-cao/2025-06-30/",
        "duyet": "/duyet/?ky=2025-06-30",
        "duyet-gia-cat": "/duyet/2025-06-30/06235-2004/?tat-ca=1",
    },
    "vanquan": {
        "nhap-lieu": "/nhap-lieu/",
        "nhap-lieu-xa": "/nhap-lieu/2025-06-30/06298-2020/",
        "nhap-theo-tieu-chi": "/nhap-lieu/2025-06-30/theo-tieu-chi/?tc=15",
        "nhap-excel": "/nhap-lieu/2025-06-30/excel/",
        "tham-tra": "/tham-tra/?ky=2025-06-30",
    },
    "soyte": {"duyet-y-kien": "/duyet/y-kien/?ky=2025-06-30"},
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server():
    """The product as it is served, on a port of its own; yields its address."""
    address = f"127.0.0.1:{free_port()}"
    gunicorn = [sys.executable, "-m", "gunicorn", "ntm.wsgi:application", "--bind", address, "--no-control-socket"]
    process = subprocess.Popen([*gunicorn, "--threads", "4", "--log-level", "warning"], cwd=ROOT)
    try:
        wait_until_healthy(f"http://{address}/healthz", process)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def wait_until_healthy(address, process, seconds=30):
    for _second in range(seconds * 5):
        if process.poll() is not None:
            break
        try:
            urlopen(address).close()
            return
        except URLError:
            time.sleep(0.2)
    sys.exit("The server did not start.")


def sign_in(page, address, username="lanhdao"):
    page.goto(f"{address}/dang-nhap/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(os.environ.get("DEMO_PASSWORD") or (ROOT / ".demo_password").read_text().strip())
    page.locator("main button").click()
    page.wait_for_load_state("networkidle")
    if page.url.endswith("/dang-nhap/"):
        sys.exit(f"The password of {username} was changed: give it as DEMO_PASSWORD.")


def take(browser, address, width, height):
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.goto(f"{address}/dang-nhap/")
    page.screenshot(path=TARGET / f"dang-nhap-{width}.png", full_page=True)
    sign_in(page, address)
    shoot(page, address, PAGES, width)
    page.close()
    for username, pages in WORK.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
        sign_in(page, address, username)
        shoot(page, address, pages, width)
        page.close()


def shoot(page, address, pages, width):
    for name, path in pages.items():
        page.goto(address + path, wait_until="networkidle")
        page.screenshot(path=TARGET / f"{name}-{width}.png", full_page=True)


def main():
    if not chromium():
        sys.exit("There is no Chromium here: sudo apt install chromium")
    TARGET.mkdir(exist_ok=True)
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        for width, height in WIDTHS.items():
            take(browser, address, width, height)
        browser.close()
    print(*sorted(path.relative_to(ROOT) for path in TARGET.glob("*.png")), sep="\n")


if __name__ == "__main__":
    main()
