"""Every page of the site (tests/test_pages.py), asked with query strings that no link of the product writes."""

import pytest

from tests.test_pages import ADDRESSES, OPEN, address, answers, sessions  # noqa: F401

# Few and each with several strange things: a page reads each part on its own, and a page is a quarter of a second.
HOSTILE = [
    "ky=&bo=&ms=&pv=&biet=&page=&q=&tai=",
    "ky=1945-09-02&ms=0001-01-01&biet=9999-12-31&page=-1"
    "&pv=<script>alert(1)</script>&q=<script>alert(1)</script>&bo=<script>alert(1)</script>",
    "ky=9999-12-31&ms=9999-12-31&biet=0001-01-01&page=99999999999999999999&q=' OR 1=1 --&pv=" + "x" * 5000,
    "ky=2020-12-31-uoc-uoc&ky[]=2019-12-31&ms=0000-00-00&bo=khong-co&sort=__class__&xep=__class__"
    "&pv=%00&q=%00&tai=%00&tc=%FF",
    "ky=2011-12-31&ms=2025-07-01&bo=318&sort=-khong_co&_export=exe&tc=1e309&biet=%F0%9F%92%A9",
    "ky=%F0%9F%92%A9&ms=%u202e&bo=51-2025",
    "pv=huyen-van-quan&ky=2025-12-31&ms=２０２０-12-31&giai_doan=2016-2020&huyen=van-quan&nhom=border&nam=NaN"
    "&page=1e309&trang=-1",
]


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in OPEN | {"sign_out", "upload_piece"}])
def test_page_survives_a_hostile_query(name, sessions, reference):  # noqa: F811
    failed, place = [], address(name)
    for asked, response in answers(sessions, [f"{place}?{query}" for query in HOSTILE]):
        if response.status_code not in {200, 302, 400, 404} or b"<script>alert" in response.getvalue():
            failed.append((asked, response.status_code))
    assert failed == []
