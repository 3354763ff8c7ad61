"""Cam kết: everybody sees how each stands and who misses it; the office adds and corrects one by a form."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from communes.models import Change, Officer
from criteria.models import Commitment, CriteriaSet, Document
from ntm.archive import Archive
from ntm.dashboards.commitments.form import given
from ntm.edition import edition
from tests.criteria.people import browsing, somebody
from tests.illustrated import illustrated  # noqa: F401
from tests.ntm.readings import END_2020, communes_on, gather, reports

pytestmark = pytest.mark.django_db
Role = Officer.Role
BORDER_20 = "c08"


@pytest.fixture
def office(reference):
    return browsing(somebody("tinh", Role.OFFICE))


@pytest.fixture
def leader(reference):
    return browsing(somebody("lanhdao", Role.LEADER))


def typed_in(**fields):
    """The form of “no commune below 8 by the end of 2020”."""
    return {
        "title": "Không còn xã dưới 8 tiêu chí",
        "document": Document.objects.get(code="TB-2020").pk,
        "section": "3",
        "line": "33",
        "quote": "xã thuộc nhóm từ 5-9",
        "scope": "province",
        "per": "commune",
        "counts": "criteria",
        "comparator": ">=",
        "value": "8",
        "date": "31/12/2020",
        **fields,
    }


def corrected(code, **fields):
    shown = {name: value for name, value in given(Commitment.objects.get(code=code)).items() if value is not None}
    return {**shown, "date": shown["date"].strftime("%d/%m/%Y"), "why": "Đối chiếu", "seen": "0", **fields}


def rows(text):
    return dict(re.findall(r'<tr role="row" id="([CK]\d+)">(.*?)</tr>', text, re.S))


# --- reading -----------------------------------------------------------------------------------------------------


def test_commitments_lists_all_and_says_what_is_not_known(leader):
    """Without any report only what documents print can be judged: 12,5 criteria per commune are short of 15,5."""
    text = leader.get(reverse("commitments")).text
    found = rows(text)
    assert set(found) == set(Commitment.objects.values_list("code", flat=True))
    assert "v no_data" in found["C01"]
    assert "12,5" in found["C15"]
    assert reverse("commitment_new") not in text


def test_commitments_names_who_misses_one(leader):
    """No commune below 5: two with four are named and linked, the rest keep it."""
    communes = communes_on(END_2020)
    held = dict.fromkeys(communes, range(1, 11)) | dict.fromkeys(communes[:2], range(1, 5))
    reports(END_2020, held)
    assert "v not_met" in rows(leader.get(reverse("commitments")).text)["C01"]
    page = leader.get(reverse("commitment", args=["c01"])).text
    assert "179/181" in page
    named = re.search(r'<ul class="missed">(.*?)</ul>\s*</section>', page, re.S)[1]
    assert {one.slug for one in communes[:2]} == set(re.findall(r"/xa/([\d-]+)/", named))


def test_commitments_each_district_asks_every_district_but_the_city(leader):
    """One commune of each district is chosen; only that of Văn Quan holds what is asked for."""
    chosen = {one.district.slug: one for one in communes_on(END_2020) if one.district}
    gather("district-chosen", chosen.values())
    wanted, other = [*range(1, 7), 10, 11, 14, 15, 18], range(1, 11)
    reports(END_2020, {one: wanted if slug == "van-quan" else other for slug, one in chosen.items()})
    page = leader.get(reverse("commitment", args=["c05"])).text
    assert "1/10" in page
    missing = set(re.findall(r"/huyen/([a-z-]+)/", page))
    assert len(missing) == 9
    assert not missing & {"van-quan", "thanh-pho-lang-son", "lang-son"}
    assert "11, 14, 15, 18" in page


def test_commitments_history_follows_the_rounds(leader):
    for on, held in [(date(2019, 12, 31), 9), (END_2020, 12)]:
        reports(on, dict.fromkeys(communes_on(on), range(1, held + 1)))
    page = leader.get(reverse("commitment", args=[BORDER_20])).text
    past = page[page.index('id="past"') :]
    assert past.index("31/12/2020") < past.index("31/12/2019")
    assert past.index("v met") < past.index("v on_track")


def test_commitments_history_begins_where_the_plan_does(leader):
    """A plan known in 2020 bound nobody in 2018; the year-end before it is where it started from."""
    for year in (2018, 2019):
        on = date(year, 12, 31)
        reports(on, dict.fromkeys(communes_on(on), range(1, 10)))
    past = leader.get(reverse("commitment", args=["c14"])).text.split('id="past"')[1]
    assert "31/12/2019" in past
    assert "31/12/2018" not in past


def test_commitments_are_shown_by_the_units_that_the_bar_asks_for(leader):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), range(1, 11)))
    assert ">181<" in rows(leader.get(reverse("commitments")).text)["C01"]
    assert ">207<" in rows(leader.get(reverse("commitments") + "?ms=2019-12-31").text)["C01"]


def test_commitments_kept_later_still_say_how_they_stood_on_their_day(leader):
    """No commune below 5 by the end of 2018: not kept then, kept in 2020."""
    due = date(2018, 12, 31)
    for on, held in [(due, 4), (END_2020, 6)]:
        reports(on, dict.fromkeys(communes_on(on), range(1, held + 1)))
    row = rows(leader.get(reverse("commitments")).text)["C01"]
    assert "v met" in row
    assert "31/12/2018: " in row
    assert "0/207" in row


def test_commitments_mark_illustration(leader):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), range(1, 11)), illustration=True)
    assert 'class="mh"' in rows(leader.get(reverse("commitments")).text)["C01"]


def test_commitment_page_opens_by_its_code_and_no_other(leader):
    assert leader.get("/cam-ket/C08/").status_code == 200
    assert leader.get("/cam-ket/c99/").status_code == 404


def test_commitments_queries_do_not_grow(leader, django_assert_max_num_queries):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), range(1, 11)))
    with django_assert_max_num_queries(24):
        leader.get(reverse("commitments"))
    with django_assert_max_num_queries(26):
        leader.get(reverse("commitment", args=[BORDER_20]))


# --- writing -----------------------------------------------------------------------------------------------------


def test_commitment_added_is_evaluated_at_once(office):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), range(1, 9)))
    answer = office.post(reverse("commitment_new"), typed_in())
    assert answer["Location"] == reverse("commitment", args=["k01"])
    made = Commitment.objects.get(code="K01")
    assert (made.low, made.high, made.date) == (8, None, END_2020)
    assert "v met" in rows(office.get(reverse("commitments")).text)["K01"]
    change = Change.objects.get()
    assert (change.action, change.object_id) == ("commitment.added", made.pk)


def test_commitment_with_criteria_and_districts_is_added_without_code(office):
    asked = {"per": "district", "counts": "communes", "least": "10", "including": "18, 10,11", "value": "1"}
    code = CriteriaSet.objects.get(code="1980").pk
    assert office.post(reverse("commitment_new"), typed_in(**asked, criteria_set=code)).status_code == 302
    made = Commitment.objects.get(code="K01")
    assert (made.including, made.numbers, made.least) == ("10, 11, 18", [10, 11, 18], 10)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"per": "whole"}, "per"),
        ({"counts": "communes", "per": "whole"}, "least"),
        ({"counts": "average", "per": "whole", "least": "5"}, "least"),
        ({"counts": "communes", "per": "whole", "including": "10; 11"}, "including"),
        ({"counts": "communes", "per": "whole", "including": "10"}, "criteria_set"),
        ({"comparator": "range", "upper": "7"}, "upper"),
        ({"counts": "share", "per": "whole", "least": "5", "value": "101"}, "value"),
        ({"value": "8,125"}, "value"),
        ({"date": "2020"}, "date"),
        ({"scope": "group:khong-co"}, "scope"),
    ],
)
def test_commitment_that_does_not_hold_together_is_asked_back(office, fields, field):
    answer = office.post(reverse("commitment_new"), typed_in(**fields))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Change.objects.exists()


def test_commitment_corrected_keeps_what_was_there_and_stays_corrected(office):
    answer = office.post(reverse("commitment_edit", args=["c04"]), corrected("C04", value="9,4"))
    assert answer["Location"] == reverse("commitment", args=["c04"])
    change = Change.objects.get()
    assert (change.before, change.after, change.why) == ({"low": "9.35"}, {"low": "9.4"}, "Đối chiếu")
    call_command("load_reference", stdout=StringIO())
    assert f"{Commitment.objects.get(code='C04').low}" == "9.40"
    assert "9,35" in office.get(reverse("commitment", args=["c04"])).text.split('id="log"')[1]


def test_commitment_sent_unchanged_is_no_change(office):
    for code in Commitment.objects.values_list("code", flat=True):
        assert office.post(reverse("commitment_edit", args=[code.lower()]), corrected(code)).status_code == 302, code
    assert not Change.objects.exists()


def test_commitment_changed_meanwhile_is_not_overwritten(office):
    office.post(reverse("commitment_edit", args=["c04"]), corrected("C04", value="9,4"))
    answer = office.post(reverse("commitment_edit", args=["c04"]), corrected("C04", value="9,5"))
    assert answer.status_code == 409
    assert f"{Commitment.objects.get(code='C04').low}" == "9.40"


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA, Role.DEPARTMENT, Role.LEADER, None])
def test_commitment_is_the_offices_to_write(reference, role):
    other = browsing(somebody("khac", role))
    assert other.get(reverse("commitments")).status_code == 200
    assert other.get(reverse("commitment_new")).status_code == 403
    assert other.post(reverse("commitment_new"), typed_in()).status_code == 403
    assert other.post(reverse("commitment_edit", args=["c04"]), corrected("C04", value="1")).status_code == 403
    assert not Change.objects.exists()


def test_commitment_new_and_corrected_is_a_new_edition(office):
    before = edition()
    office.post(reverse("commitment_new"), typed_in())
    added, seen = edition(), Change.objects.get().pk
    office.post(reverse("commitment_edit", args=["k01"]), corrected("K01", value="9", seen=seen))
    assert len({before, added, edition()}) == 3


def test_commitments_as_known_before_the_plan_was_issued(office):
    archive = Archive()
    archive.know(date(2018, 12, 31))
    known = {one.document.code for one in archive.commitments}
    assert {"PD798-2016", "KH42-2018"} <= known
    assert not known & {"TB-2020", "BC-NQ20-2020"}


def test_commitments_of_the_illustration(illustrated, leader):  # noqa: F811
    """The border communes of 2020 by the made-up years, marked as such."""
    found = rows(leader.get(reverse("commitments") + "?ky=2020-12-31").text)
    assert "11,25" in found["C08"]
    assert 'class="mh"' in found["C08"]
