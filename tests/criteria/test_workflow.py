"""The one door: every step for every role, territory, state, window and version, and what it must never allow."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from communes.models import Change
from criteria import evidence
from criteria.cells import cells_of
from criteria.models import Assessment, Extension, Opinion, Report, ReportEvent
from criteria.saving import reaffirm_criteria, save
from criteria.sheet import sheet
from criteria.workflow import (
    TRANSITIONS,
    Disputed,
    Incomplete,
    NotYours,
    Refused,
    Stale,
    WindowClosed,
    WithoutComment,
    WrongState,
    answer,
    approve,
    begin,
    begin_review,
    correct,
    opine,
    opine_together,
    return_criteria,
    submit,
    withdraw,
)
from tests.criteria.life import Role, close, commune_of, criteria_of, fill, in_state, life, person  # noqa: F401

pytestmark = pytest.mark.django_db
STATES = ["none", "draft", "submitted", "returned", "approved"]

# Who may take which step from which state, written down a second time and by hand: role and territory, then states.
OFFICERS = {"district own", "commune own"}
OFFICE = {"office", "administrator"}
ALLOWED = {
    "begin": (OFFICERS, {"none", "draft", "submitted", "returned"}),  # what is under way is handed back as it is
    "save": (OFFICERS, {"draft", "returned"}),
    "reaffirm": (OFFICERS, {"draft", "returned"}),
    "submit": (OFFICERS, {"draft", "returned"}),
    "withdraw": (OFFICERS, {"submitted"}),
    "begin_review": (OFFICE, {"submitted"}),
    "return": (OFFICE, {"submitted"}),
    "approve": (OFFICE, {"submitted"}),
    "correct": (OFFICERS | OFFICE, {"approved"}),
    "opine": (OFFICE | {"department own", "area own", "district own"}, {"submitted"}),
}
WINDOWED = {"begin", "save", "reaffirm", "submit", "withdraw"}
SPEAKS_ELSEWHERE = ("opine", "department other")  # may speak on the report, on other criteria of it
VERSIONED = {"submit", "withdraw", "begin_review", "return", "approve"}


def take(life, step, actor, report, revision=None):  # noqa: F811
    """One step; `report` None stands for nothing begun, where only begin has a meaning."""
    seen = report.revision if report and revision is None else revision
    steps = {
        "begin": lambda: begin(actor, life.round, life.commune),
        "save": lambda: save(actor, report, {"c3.note": "ghi chú"}, {"c3.note": "vì bão"}),
        "reaffirm": lambda: reaffirm_criteria(actor, report, {3}, report and cells_of(sheet(report))),
        "submit": lambda: submit(actor, report, seen),
        "withdraw": lambda: withdraw(actor, report, seen),
        "begin_review": lambda: begin_review(actor, report, seen),
        "return": lambda: return_criteria(actor, report, {3: "xem lại"}, seen),
        "approve": lambda: approve(actor, report, seen),
        "correct": lambda: correct(actor, report, "nhập sai"),
        "opine": lambda: opine(actor, report, life.criterion(), "comments", "xem"),
    }
    return steps[step]()


def outcome(call):
    """The refusal's class, None where it went through; nothing stays."""
    with transaction.atomic():
        try:
            call()
            return None
        except Refused as refusal:
            return type(refusal)
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
def test_workflow_lets_each_role_take_its_own_steps_from_their_states_only(life, state):  # noqa: F811
    report = life.report(state)
    if state == "returned":
        Assessment.objects.filter(report=report).update(entered_at=timezone.now())  # the comment was answered
    wrong = []
    for step, (allowed, sources) in ALLOWED.items():
        if report is None and step != "begin":
            continue
        for name, actor in life.people.items():
            found = outcome(lambda step=step, actor=actor: take(life, step, actor, report))
            if (found is None) != (name in allowed and state in sources):
                wrong.append((step, name, found))
            if name not in allowed and found is not NotYours and (step, name) != SPEAKS_ELSEWHERE:
                wrong.append((step, name, "refused for another reason", found))
    assert wrong == []


@pytest.mark.parametrize("step", sorted(VERSIONED))
def test_workflow_refuses_a_step_from_an_old_version(life, step):  # noqa: F811
    allowed, sources = ALLOWED[step]
    report = life.report(sorted(sources)[0])
    for name in allowed:
        assert outcome(lambda name=name: take(life, step, life.people[name], report, report.revision - 1)) is Stale
        assert outcome(lambda name=name: take(life, step, life.people[name], report, 0)) is Stale


@pytest.mark.parametrize("step", sorted(WINDOWED))
def test_workflow_a_closed_window_refuses_writers_and_names_the_day(life, step):  # noqa: F811
    state = "submitted" if step == "withdraw" else "none" if step == "begin" else "draft"
    report = life.report(state)
    close(life.round)
    actor = life.people["district own"]
    with pytest.raises(WindowClosed) as refusal:
        take(life, step, actor, report)
    assert f"{life.round.closes_on:%d/%m/%Y}" in refusal.value.sentence


def test_workflow_an_extension_opens_the_window_for_its_commune_alone(life):  # noqa: F811
    close(life.round)
    until = timezone.localdate()
    given = {"round": life.round, "closes_on": until, "reason": "mưa lũ", "granted_by": life.office}
    Extension.objects.create(commune=life.commune, **given)
    actor = life.people["district own"]
    assert begin(actor, life.round, life.commune).state == "draft"
    with pytest.raises(WindowClosed):
        begin(actor, life.round, commune_of(place=1))


def test_workflow_reviewers_need_no_open_window(life):  # noqa: F811
    report = life.report("submitted")
    close(life.round)
    for step in ("begin_review", "return", "approve", "opine"):
        assert outcome(lambda step=step: take(life, step, life.office, report)) is None


def test_workflow_every_transition_of_the_table_is_tested():
    assert set(ALLOWED) - {"reaffirm"} | {"answer"} == set(TRANSITIONS)
    assert {name for name, one in TRANSITIONS.items() if one.window} == WINDOWED - {"reaffirm"}


# --- nobody approves what they said themselves ---------------------------------------------------------------


@pytest.fixture
def both(life):  # noqa: F811
    """Somebody who is of the office and of the district at once."""
    found = person("ca-hai", Role.OFFICE)
    found.roles.create(role=Role.DISTRICT, district=life.commune.district, valid_from=timezone.localdate())
    return found


def brought_in(life, report):  # noqa: F811
    """Submitted by somebody else."""
    fill(report, life.writer)
    report.refresh_from_db()
    return submit(life.writer, report, report.revision)


def test_workflow_nobody_approves_what_they_entered(life, both):  # noqa: F811
    report = begin(life.writer, life.round, life.commune)
    save(both, report, {"c3.outcome": "attained"})
    with pytest.raises(NotYours, match=r"somebody else|người khác"):
        approve(both, report, brought_in(life, report).revision)


def test_workflow_nobody_approves_what_they_only_began(life, both):  # noqa: F811
    report = begin(both, life.round, life.commune)
    with pytest.raises(NotYours):
        approve(both, report, brought_in(life, report).revision)


def test_workflow_nobody_approves_what_they_only_submitted(life, both):  # noqa: F811
    report = begin(life.writer, life.round, life.commune)
    fill(report, life.writer)
    report = submit(both, report, report.revision)
    with pytest.raises(NotYours):
        approve(both, report, report.revision)


def test_workflow_nobody_approves_what_they_only_reaffirmed(life, both):  # noqa: F811
    first = life.report("approved")
    report = correct(life.office, first, "nhập sai")
    reaffirm_criteria(both, report, {3}, cells_of(sheet(report)))
    assert report.authors.filter(pk=both.pk).exists()
    report.refresh_from_db()
    report = submit(life.writer, report, report.revision)
    with pytest.raises(NotYours):
        approve(both, report, report.revision)


@pytest.mark.parametrize("mine", ["attached", "taken off"])
def test_workflow_nobody_approves_what_they_only_brought_evidence_for(life, both, mine):  # noqa: F811
    report = begin(life.writer, life.round, life.commune)
    cited = {"number": "12/BC", "issued_on": life.round.date, "issuer": "UBND xã"}
    link = evidence.cite(both if mine == "attached" else life.writer, report, 3, cited)
    if mine == "taken off":
        evidence.detach(both, link.pk, report)
    with pytest.raises(NotYours):
        approve(both, report, brought_in(life, report).revision)


def test_workflow_nobody_approves_a_correction_that_still_says_what_they_entered(life, both):  # noqa: F811
    report = begin(both, life.round, life.commune)
    first = brought_in(life, report)
    approve(life.office, first, first.revision)
    second = correct(life.writer, first, "nhập sai")
    second = submit(life.writer, second, second.revision)
    with pytest.raises(NotYours):
        approve(both, second, second.revision)


# --- approved is final ---------------------------------------------------------------------------------------


def test_workflow_approved_is_final_and_a_correction_is_a_new_version(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.writer, first, "nhập sai tiêu chí 3")
    assert (second.version, second.state, second.reason) == (2, "draft", "nhập sai tiêu chí 3")
    save(life.writer, second, {"c3.outcome": "not_attained"}, {"c3.outcome": "attained"})
    first.refresh_from_db()
    assert first.assessments.get(criterion__number=3).outcome == "attained"
    assert list(Report.objects.readings().values_list("id", flat=True)) == [first.pk]


def test_workflow_an_approved_correction_supersedes_and_only_it_is_read(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.writer, first, "nhập sai")
    save(life.writer, second, {"c3.outcome": "not_attained"}, {"c3.outcome": "attained"})
    second.refresh_from_db()
    second = submit(life.writer, second, second.revision)
    assert list(Report.objects.readings().values_list("id", flat=True)) == [first.pk]
    second = approve(life.office, second, second.revision)
    first.refresh_from_db()
    assert first.superseded_at == second.approved_at
    assert list(Report.objects.readings().values_list("id", flat=True)) == [second.pk]
    assert Change.objects.about(first).first().action == "report.superseded"


def test_workflow_a_correction_needs_a_reason_and_is_begun_once(life):  # noqa: F811
    first = life.report("approved")
    with pytest.raises(WithoutComment):
        correct(life.writer, first, "  ")
    correct(life.writer, first, "nhập sai")
    with pytest.raises(WrongState):
        correct(life.office, first, "lần nữa")


def test_workflow_what_was_superseded_cannot_be_corrected(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.writer, first, "nhập sai")
    second = submit(life.writer, second, second.revision)
    approve(life.office, second, second.revision)
    with pytest.raises(Refused):
        correct(life.writer, first, "nhập sai")


def test_workflow_a_correction_is_held_against_the_version_approved_before(life):  # noqa: F811
    second = correct(life.writer, life.report("approved"), "nhập sai")
    save(
        life.writer,
        second,
        {"c3.outcome": "not_attained", "c3.note": ""},
        {"c3.outcome": "attained", "c3.note": "vì bão"},
    )
    found = sheet(second)
    assert [row.number for row in found.rows if row.changed] == [3]
    assert found.row(3).lost
    assert found.missing  # losing it again needs a reason


def test_workflow_the_office_gives_the_time_for_a_correction_and_an_officer_needs_it(life):  # noqa: F811
    first = life.report("approved")
    close(life.round)
    assert outcome(lambda: correct(life.writer, first, "nhập sai")) is WindowClosed
    second = correct(life.office, first, "nhập sai")
    assert save(life.writer, second, {"c3.note": "đã sửa"}, {"c3.note": "vì bão"}).applied


# --- submitting, returning, disputing -----------------------------------------------------------------------


def test_workflow_an_incomplete_report_is_not_submitted_and_says_what_is_missing(life):  # noqa: F811
    report = begin(life.writer, life.round, life.commune)
    with pytest.raises(Incomplete) as refusal:
        submit(life.writer, report, report.revision)
    assert {gap.number for gap in refusal.value.gaps} == {one.number for one in criteria_of(report)}


def test_workflow_a_report_is_withdrawn_until_review_begins(life):  # noqa: F811
    report = life.report("submitted")
    begun = begin_review(life.office, report, report.revision)
    with pytest.raises(WrongState):
        withdraw(life.writer, begun, begun.revision)


def test_workflow_returning_needs_a_comment_on_each_criterion(life):  # noqa: F811
    report = life.report("submitted")
    for comments in ({}, {3: ""}, {3: "thiếu", 10: "  "}):
        with pytest.raises(WithoutComment):
            return_criteria(life.office, report, comments, report.revision)
    with pytest.raises(Refused):
        return_criteria(life.office, report, {99: "không có tiêu chí này"}, report.revision)


def test_workflow_a_returned_criterion_must_be_answered_before_it_is_submitted_again(life):  # noqa: F811
    report = life.report("returned")
    with pytest.raises(Incomplete):
        submit(life.writer, report, report.revision)
    save(life.writer, report, {"c3.note": "đã bổ sung biểu"}, {"c3.note": "vì bão"})
    report.refresh_from_db()
    again = submit(life.writer, report, report.revision)
    settled = again.opinions.get(stance="returns")
    assert (settled.answer, settled.settled_by) == ("đã bổ sung biểu", life.writer)


def test_workflow_returning_after_the_window_gives_time_to_mend(life):  # noqa: F811
    report = life.report("submitted")
    close(life.round)
    return_criteria(life.office, report, {3: "thiếu biểu"}, report.revision)
    given = Extension.objects.get(round=life.round, commune=life.commune)
    assert given.closes_on == timezone.localdate() + timedelta(days=5)
    assert save(life.writer, report, {"c3.note": "đã sửa"}, {"c3.note": "vì bão"}).applied


def test_workflow_a_dispute_blocks_the_approval_until_it_is_answered(life):  # noqa: F811
    report = life.report("submitted")
    dispute = opine(life.people["department own"], report, life.criterion(), "disputes", "trạm chưa đủ bác sĩ")
    report.refresh_from_db()
    with pytest.raises(Disputed):
        approve(life.office, report, report.revision)
    with pytest.raises(WithoutComment):
        answer(life.office, dispute, " ")
    for name in ("department other", "district own", "area own", "leader", "commune own"):
        assert outcome(lambda name=name: answer(life.people[name], dispute, "xong")) is NotYours
    answer(life.office, dispute, "đã có quyết định điều động")
    report.refresh_from_db()
    assert approve(life.office, report, report.revision).state == "approved"
    with pytest.raises(Refused):
        answer(life.office, dispute, "lần nữa")


def test_workflow_whoever_agrees_later_has_settled_their_own_dispute(life):  # noqa: F811
    report, department = life.report("submitted"), life.people["department own"]
    opine(department, report, life.criterion(), "disputes", "thiếu")
    opine(department, report, life.criterion(), "agrees", "đã đủ")
    assert not report.opinions.open_disputes().exists()


@pytest.mark.parametrize("stance", ["states", "returns", "flags", "khong-co", ""])
def test_workflow_a_department_says_nothing_but_what_is_its_own(life, stance):  # noqa: F811
    with pytest.raises(NotYours):
        opine(life.people["department own"], life.report("submitted"), life.criterion(), stance, "x")


def test_workflow_a_department_speaks_on_its_own_criteria_only(life):  # noqa: F811
    with pytest.raises(NotYours):
        opine(life.people["department own"], life.report("submitted"), life.criterion(1), "agrees")


def test_workflow_an_area_officer_flags_without_holding_the_approval_up(life):  # noqa: F811
    report = life.report("submitted")
    opine(life.people["area own"], report, life.criterion(), "flags", "xem lại")
    assert outcome(lambda: opine(life.people["area own"], report, life.criterion(), "disputes", "x")) is NotYours
    report.refresh_from_db()
    assert approve(life.office, report, report.revision).state == "approved"


def test_workflow_the_district_does_not_check_its_own_entry(life):  # noqa: F811
    actor = life.people["district own"]
    report = begin(actor, life.round, life.commune)
    fill(report, actor)
    report = submit(actor, report, report.revision)
    assert outcome(lambda: opine(actor, report, life.criterion(), "agrees")) is NotYours


def test_workflow_keeps_who_stated_what_at_which_stage(life):  # noqa: F811
    report = life.report("submitted")
    assert set(report.opinions.values_list("stage", "stance")) == {("commune", "states")}
    other = begin(life.people["district own"], life.round, commune_of(place=1))
    fill(other, life.people["district own"])
    other = submit(life.people["district own"], other, other.revision)
    assert set(other.opinions.values_list("stage", "stance")) == {("district", "states")}


def test_workflow_one_decision_serves_many_reports_and_is_kept_once(life):  # noqa: F811
    reports = [life.report("submitted")]
    actor, cited = (
        life.people["department own"],
        {"number": "12/BC-SYT", "issued_on": life.round.date, "issuer": "Sở Y tế"},
    )
    for place in (1, 2):
        commune = commune_of(place=place)
        reports.append(in_state("submitted", life.people["district own"], life.office, commune, life.round))
    draft = begin(life.people["district own"], life.round, commune_of(place=3))
    refused = opine_together(actor, [*reports, draft], life.criterion(), "agrees", cited=cited)
    assert list(refused) == [draft]
    assert isinstance(refused[draft], WrongState)
    assert opine_together(actor, reports, life.criterion(), "agrees", cited=cited) == {}
    given = Opinion.objects.filter(stage="department")
    assert given.count() == 6
    assert given.values("evidence").distinct().count() == 1


def test_workflow_a_refused_opinion_leaves_no_citation_behind(life):  # noqa: F811
    draft, cited = life.report("draft"), {"number": "1", "issued_on": life.round.date, "issuer": "Sở Y tế"}
    refused = opine_together(life.people["department own"], [draft], life.criterion(), "agrees", cited=cited)
    assert list(refused) == [draft]
    assert not life.people["department own"].evidence.exists()


def test_workflow_writes_an_event_and_a_change_for_every_step(life):  # noqa: F811
    report = life.report("approved")
    events = list(ReportEvent.objects.filter(report=report).values_list("transition", "from_state", "to_state"))
    assert events == [("begin", "", "draft"), ("submit", "draft", "submitted"), ("approve", "submitted", "approved")]
    kept = Change.objects.about(report).filter(topic="report").values_list("action", flat=True)
    assert list(kept)[::-1] == ["report.begin", "report.submit", "report.approve"]
