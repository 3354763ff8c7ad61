"""Confirming a file: clean communes or all or nothing, stale cells, the same file twice, a process that dies."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communes.history import Book, verify
from communes.models import Change, Officer
from criteria.batch import Batch
from criteria.cells import cells_of
from criteria.models import Assessment, Measurement, Report, WorkbookUpload
from criteria.saving import save
from criteria.sheet import sheet
from criteria.workbook import keeping
from criteria.workflow import Refused, begin, submit
from tests.criteria.life import close, commune_of, fill, in_state, measure, person
from tests.criteria.people import browsing
from tests.criteria.workbook.forms import applied, changes, edited, sentences, weighed

pytestmark = pytest.mark.django_db

VERDICT, OTHER = ("Tiêu chí", 0, "c5.outcome"), ("Tiêu chí", 1, "c5.outcome")
SHARE = ("Số liệu", 0, "i2.2.value")
WRONG = {("Số liệu", 1, "i10.value"): "31.5 tr"}


def said(report):
    return {key: text for key, text in cells_of(sheet(report)).items() if text}


def report_of(commune):
    return Report.objects.get(commune=commune, round__date="2025-06-30", state="draft")


def test_confirming_writes_the_report_with_one_change(officer, of_round, download, communes):
    content = edited(download(), {VERDICT: "Đạt", SHARE: 51.2})
    done = applied(officer, of_round, content)
    first = next(one for one in communes if one.slug in done.written)
    report = report_of(first)
    assert said(report)["c5.outcome"] == "attained"
    assert said(report)["i2.2.value"] == "51,2"
    assert list(report.authors.all()) == [officer]
    assert [one.action for one in Change.objects.about(report)] == ["entry.saved", "report.begin"]
    assert (done.communes, done.cells) == (1, 2)
    assert list(verify()) == []


def test_counts_make_the_share_and_the_rule_its_verdict(officer, of_round, download):
    counts = {("Số liệu", 0, "i11.numerator"): 5, ("Số liệu", 0, "i11.denominator"): 100}
    applied(officer, of_round, edited(download(), counts))
    kept = Measurement.objects.get()
    assert (kept.value, kept.numerator, kept.denominator) == (5, 5, 100)
    assert Assessment.objects.get().criterion.number == 11


def test_the_same_file_twice_changes_nothing(officer, of_round, download):
    content = edited(download(), {VERDICT: "Đạt", SHARE: 51.2})
    applied(officer, of_round, content)
    kept = Change.objects.count()
    judged, found = weighed(officer, of_round, content)
    again = applied(officer, of_round, content)
    assert (changes(found), judged.refused, again.cells, again.stale) == ({}, [], 0, 0)
    assert Change.objects.count() == kept


def test_pressing_the_button_twice_says_that_it_was_saved(officer, of_round, download):
    client = browsing(officer)
    page = sent(client, of_round, edited(download(), {VERDICT: "Đạt"}))
    confirmed(client, page)
    kept = Change.objects.count()
    again = confirmed(client, page)
    assert "This very file was saved at" in again.text
    assert "not kept any more" not in again.text
    assert Change.objects.count() == kept


def test_a_file_confirmed_at_the_same_moment_says_nothing_new(officer, of_round, download):
    """The second of two confirmations that both found the file there."""
    client, form = browsing(officer), edited(download(), {VERDICT: "Đạt"})
    page = sent(client, of_round, form)
    applied(officer, of_round, form)
    assert "The file says nothing new: all is stored already" in confirmed(client, page).text


def test_a_wrong_cell_holds_back_its_commune_only(officer, of_round, download):
    done = applied(officer, of_round, edited(download(), {VERDICT: "Đạt", OTHER: "Đạt", **WRONG}))
    assert (done.communes, done.cells, done.refused) == (1, 1, 1)
    assert Report.objects.filter(round=of_round).count() == 1


def test_all_or_nothing_writes_nothing_where_anything_is_wrong(officer, of_round, download):
    with pytest.raises(Refused):
        applied(officer, of_round, edited(download(), {VERDICT: "Đạt", **WRONG}), everything=True)
    assert not Report.objects.filter(round=of_round).exists()
    assert not Change.objects.exists()


@pytest.fixture
def drafted(officer, of_round, communes):
    """The first commune of the form has a draft with a verdict and a share."""
    first = min(communes, key=lambda one: one.sort_key)
    report = begin(officer, of_round, first)
    save(officer, report, {"c5.outcome": "not_attained", "i2.2.value": "40"})
    return report


def test_a_cell_changed_since_the_download_is_not_overwritten(officer, of_round, download, drafted):
    content = edited(download(), {VERDICT: "Đạt", SHARE: 51.2})
    save(officer, drafted, {"i2.2.value": "48"}, {"i2.2.value": "40"})
    _judged, (one, *_rest) = weighed(officer, of_round, content)
    assert [(c.key, c.mine, c.theirs) for c in one.saved.conflicts] == [("i2.2.value", "51,2", "48")]
    done = applied(officer, of_round, content)
    assert (done.stale, done.cells) == (1, 1)
    assert said(drafted)["i2.2.value"] == "48"
    assert said(drafted)["c5.outcome"] == "attained"


def test_a_stale_cell_is_overwritten_where_it_was_chosen(officer, of_round, download, drafted):
    content = edited(download(), {SHARE: 51.2})
    save(officer, drafted, {"i2.2.value": "48"}, {"i2.2.value": "40"})
    client = browsing(officer)
    page = sent(client, of_round, content)
    told = page.context["page"]
    assert told.finding == "The file has 0 changes; 1 cell was changed by somebody else since the download"
    choice = told.stale[0].choice
    confirmed(client, page, overwrite=choice)
    assert said(drafted)["i2.2.value"] == "51,2"


def test_a_choice_does_not_hold_for_a_later_change(officer, of_round, download, drafted):
    content = edited(download(), {SHARE: 51.2})
    save(officer, drafted, {"i2.2.value": "48"}, {"i2.2.value": "40"})
    client = browsing(officer)
    page = sent(client, of_round, content)
    save(officer, drafted, {"i2.2.value": "47"}, {"i2.2.value": "48"})
    confirmed(client, page, overwrite=page.context["page"].stale[0].choice)
    assert said(drafted)["i2.2.value"] == "47"


def test_a_stale_cell_stops_all_or_nothing(officer, of_round, download, drafted):
    content = edited(download(), {VERDICT: "Đạt", SHARE: 51.2})
    save(officer, drafted, {"i2.2.value": "48"}, {"i2.2.value": "40"})
    with pytest.raises(Refused):
        applied(officer, of_round, content, everything=True)
    assert said(drafted)["c5.outcome"] == "not_attained"


def test_the_next_edition_of_the_same_form_is_not_held_against_itself(officer, of_round, download):
    client, form = browsing(officer), download()
    confirmed(client, sent(client, of_round, edited(form, {SHARE: 51.2})))
    page = sent(client, of_round, edited(form, {SHARE: 52}))
    assert page.context["page"].stale == []
    confirmed(client, page)
    assert Measurement.objects.get().value == 52


def test_an_emptied_cell_takes_the_value_back(officer, of_round, download, drafted):
    applied(officer, of_round, edited(download(), {SHARE: None}))
    assert "i2.2.value" not in said(drafted)


def test_unchanged_criteria_are_said_again_only_where_asked(officer, of_round, download, communes):
    office = person("van-phong", Officer.Role.OFFICE)
    earlier = approved_before(officer, office, communes[0])
    assert earlier.round.date < of_round.date
    content = download()
    assert applied(officer, of_round, content).communes == 0
    done = applied(officer, of_round, content, again=True)
    assert done.reaffirmed > 0
    bases = set(report_of(communes[0]).assessments.values_list("basis", flat=True))
    assert Assessment.Basis.REAFFIRMED in bases


def approved_before(officer, office, commune):
    """The commune's approved report of the year before, with the verdicts and one value."""
    from tests.criteria.life import opened

    report = begin(officer, opened(on=YEAR_BEFORE), commune)
    fill(report, officer, "attained", c17="not_attained")
    measure(report, **{"2.2": (51, 100)})
    report = submit(officer, report, report.revision)
    Report.objects.filter(pk=report.pk).update(state="approved", approved_at=timezone.now(), approved_by=office)
    return report


YEAR_BEFORE = timezone.datetime(2024, 12, 31).date()


def test_touching_a_criterion_says_its_other_cells_too(officer, of_round, download, communes):
    office = person("van-phong", Officer.Role.OFFICE)
    approved_before(officer, office, communes[0])
    place = sorted(communes, key=lambda one: one.sort_key).index(communes[0])
    applied(officer, of_round, edited(download(), {("Số liệu", place, "i2.3.value"): 80}))
    found = said(report_of(communes[0]))
    assert (found["i2.2.numerator"], found["i2.2.denominator"]) == ("51", "100")
    assert (found["c2.outcome"], "c3.outcome" in found) == ("attained", False)


# --- a process that dies ------------------------------------------------------------------------------------


class Killed(BaseException):
    """What a killed process leaves: nothing after this line ran."""


@pytest.mark.parametrize(
    ("where", "name", "after"), [(Batch, "write", 0), (Book, "record", 2), (keeping, "applied", 0), (Book, "record", 0)]
)
def test_a_process_that_dies_leaves_nothing_half_done(
    where, name, after, officer, of_round, download, monkeypatch, client
):
    upload = kept(officer, of_round, edited(download(), {VERDICT: "Đạt", OTHER: "Đạt"}))
    calls, real = [], getattr(where, name)

    def dies(*given, **named):
        calls.append(1)
        if len(calls) > after:
            raise Killed
        return real(*given, **named)

    monkeypatch.setattr(where, name, dies)
    client.force_login(officer)
    with pytest.raises(Killed):
        client.post(reverse("upload_confirm", args=[of_round.slug, upload.pk]), {"way": "all"})
    assert calls
    assert not Report.objects.filter(round=of_round).exists()
    assert not Change.objects.exists()
    upload.refresh_from_db()
    assert (upload.applied_at, bool(upload.content)) == (None, True)


# --- rights, windows, states --------------------------------------------------------------------------------


def kept(user, of_round, content):
    return keeping.keep(user, of_round, "mau.xlsx", content, "")


def sent(client, of_round, content):
    """The preview of a file."""
    client.cookies["django_language"] = "en"
    file = SimpleUploadedFile("mau.xlsx", content)
    answer = client.post(reverse("upload", args=[of_round.slug]), {"file": file})
    assert answer.status_code == 302
    return client.get(answer["Location"])


def confirmed(client, page, **fields):
    upload = page.context["page"].upload
    answer = client.post(
        reverse("upload_confirm", args=[upload.round.slug, upload.pk]), {"way": "clean", **fields}, follow=True
    )
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("role", [role for role in Officer.Role if role not in {"district", "commune"}])
def test_who_enters_nothing_gets_no_form_and_uploads_nothing(role, of_round):
    client = browsing(person("khac", role))
    for name in ("workbook", "upload"):
        assert client.get(reverse(name, args=[of_round.slug])).status_code == 403
    file = SimpleUploadedFile("mau.xlsx", b"x")
    assert client.post(reverse("upload", args=[of_round.slug]), {"file": file}).status_code == 403


def test_the_form_of_another_territory_is_refused_by_name(officer, of_round, download):
    other = person("loc-binh", Officer.Role.COMMUNE, communes=[commune_of("loc-binh")])
    content = edited(download(other), {("Tiêu chí", 0, "c5.outcome"): "Đạt"})
    judged, found = weighed(officer, of_round, content)
    assert changes(found) == {}
    assert all("is not in your territory; delete this row." in one for one in sentences(judged))


def test_a_district_officer_sees_own_communes_only(of_round, download):
    district = person("van-quan", Officer.Role.DISTRICT, district="van-quan")
    judged, _found = weighed(district, of_round, download(district))
    assert len(judged.claims) == 14


def test_another_persons_upload_is_not_there(officer, of_round, download):
    upload = kept(officer, of_round, download())
    other = browsing(person("van-quan", Officer.Role.DISTRICT, district="van-quan"))
    for name in ("upload_preview", "upload_marked"):
        assert other.get(reverse(name, args=[of_round.slug, upload.pk])).status_code == 302
    for name in ("upload_confirm", "upload_drop"):
        other.post(reverse(name, args=[of_round.slug, upload.pk]), {"way": "clean"})
    assert WorkbookUpload.objects.filter(pk=upload.pk).exists()
    assert not Report.objects.filter(round=of_round).exists()


def test_an_upload_expires(officer, of_round, download):
    upload = kept(officer, of_round, download())
    WorkbookUpload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = browsing(officer).get(reverse("upload_preview", args=[of_round.slug, upload.pk]))
    assert answer["Location"] == reverse("upload", args=[of_round.slug])


def test_the_same_file_is_kept_once_and_a_new_one_replaces_it(officer, of_round, download):
    first = kept(officer, of_round, b"mot")
    assert kept(officer, of_round, b"mot") == first
    second = kept(officer, of_round, b"hai")
    assert list(WorkbookUpload.objects.all()) == [second]


def test_a_closed_window_refuses_with_its_day(officer, of_round, download):
    content = edited(download(), {VERDICT: "Đạt"})
    close(of_round)
    judged, found = weighed(officer, of_round, content)
    assert changes(found) == {}
    assert "Ask the coordination office to open it again." in sentences(judged)[0]
    assert applied(officer, of_round, content).communes == 0


def test_a_closed_window_takes_no_unchanged_criteria_either(officer, of_round, download, communes):
    """The window closes between the preview and the tick at "keep as in the round before"."""
    approved_before(officer, person("van-phong", Officer.Role.OFFICE), communes[0])
    client = browsing(officer)
    page = sent(client, of_round, download())
    assert page.context["page"].same > 0
    close(of_round)
    kept = Change.objects.count()
    confirmed(client, page, again="on")
    assert Change.objects.count() == kept
    assert not Assessment.objects.filter(report__round=of_round, basis=Assessment.Basis.REAFFIRMED).exists()
    assert sent(client, of_round, download()).context["page"].same == 0


def test_a_submitted_report_refuses_its_row_and_no_other(officer, of_round, download, communes):
    content = edited(download(), {VERDICT: "Đạt", OTHER: "Đạt"})
    in_state("submitted", officer, None, communes[0], of_round)
    judged, found = weighed(officer, of_round, content)
    assert len(changes(found)) == 1
    assert "The report is submitted" in sentences(judged)[0]


def test_rights_are_asked_again_when_confirming(officer, of_round, download):
    client = browsing(officer)
    page = sent(client, of_round, edited(download(), {VERDICT: "Đạt"}))
    officer.roles.all().delete()
    upload = page.context["page"].upload
    answer = client.post(reverse("upload_confirm", args=[of_round.slug, upload.pk]), {"way": "clean"})
    assert answer.status_code == 403
    assert not Report.objects.filter(round=of_round).exists()


# --- how many queries ---------------------------------------------------------------------------------------


def queries(action):
    with CaptureQueriesContext(
        connection,
    ) as found:
        action()
    return len(found)


def test_queries_of_the_preview_do_not_grow_with_communes_or_cells(officer, of_round, download):
    district = person("van-quan", Officer.Role.DISTRICT, district="van-quan")
    few, many = edited(download(), {VERDICT: "Đạt"}), edited(download(district), everything(14))
    small = queries(lambda: weighed(officer, of_round, few))
    large = queries(lambda: weighed(district, of_round, many))
    assert large <= small


def everything(communes):
    return {("Tiêu chí", row, f"c{number}.outcome"): "Chưa đạt" for row in range(communes) for number in range(1, 20)}


def test_queries_of_the_confirmation_do_not_grow_with_cells(officer, of_round, download):
    form = download()
    few = queries(lambda: applied(officer, of_round, edited(form, {VERDICT: "Đạt", OTHER: "Đạt"})))
    Report.objects.filter(round=of_round).delete()
    many = queries(lambda: applied(officer, of_round, edited(form, everything(2))))
    assert many <= few
