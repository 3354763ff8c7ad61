"""A rearrangement is applied as a whole, shown by every page, and undone as a whole while nothing was built on it."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings

from communes.known import known_lineage
from communes.models import Change, Commune, Membership, Officer, Succession, TilePosition
from communes.rights import territory
from criteria import rearrangement as steps
from criteria import rights
from criteria.models import Rearrangement, RecogniseAgain, Report, Round
from criteria.models.standard import Level
from criteria.reference import load_all
from criteria.workflow import NotYours, Stale, WrongState
from ntm.management.commands.standing import as_numbers
from ntm.register import Register
from tests.criteria.people import browsing, somebody
from tests.criteria.rearrangement.province import (
    BEFORE,
    DAY,
    TEXT,
    applied,
    drafted,
    gathered,
    office,
    proposed,
    unit,
)
from tests.ntm.readings import decide, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
END_2025 = date(2025, 12, 31)
# What undoing leaves behind: the rearrangement itself and the history of both.
KEPT = {"criteria.Rearrangement", "criteria.RearrangementLine", "communes.Change", "communes.LastChange"}
KEPT |= {"criteria.Rearrangement_authors", "communes.User", "communes.Officer", "communes.Group", "sessions.Session"}


def everything():
    """Every row of every table, but for what is kept of the rearrangement and the people of the tests."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {one._meta.label: sorted(one.objects.values_list()) for one in models if one._meta.label not in KEPT}


def numbers(on, units=None):
    register = Register()
    return as_numbers(register.standing(on, units or on, "318"), register.movement(on, units or on, "318"))


def undone(found, why="nhầm nghị quyết"):
    return steps.undo(office(f"hoan-tac-{found.pk}-{Officer.objects.count()}"), found, found.revision, why)


@pytest.fixture
def history():
    """Results and recognitions of 2025 in the communes that are rearranged."""
    for name, held in {"Khuất Xá": {1, 2, 3}, "Xuân Dương": {2, 3, 4}, "Kháng Chiến": {5}, "Đồng Đăng": {1}}.items():
        report(unit(name), END_2025, held, set_code="318")
    decide([unit("Khuất Xá"), unit("Xuân Dương"), unit("Tràng Định")], 2025)


def test_units_end_and_begin_and_the_counts_are_those_of_the_preview(history):
    outlook = steps.read(drafted(office()))
    before, after = outlook.rural_before, outlook.rural_after
    assert (before, after) == (61, 58)
    found = applied()
    lineage = known_lineage()
    assert (len(lineage.universe(BEFORE)), len(lineage.universe(DAY))) == (before, after)
    new = unit("Tân Hòa", DAY)
    assert (new.code, new.kind, new.valid_from, new.slug) == ("06997", "commune", DAY, "06997-2027")
    assert unit("Khuất Xá").valid_to == BEFORE
    assert found.made["counts"] == [61, 58]
    assert set(lineage.universe(DAY)) - {new.pk} < set(lineage.universe(BEFORE))


def test_successions_carry_their_kinds():
    applied()
    found = Succession.objects.filter(effective_on=DAY).select_related("predecessor", "successor")
    assert sorted((one.predecessor.name, one.successor.name, one.kind) for one in found) == [
        ("Châu Sơn", "Châu Sơn", "boundary"),
        ("Châu Sơn", "Kiên Mộc", "split"),
        ("Khuất Xá", "Tân Hòa", "merge"),
        ("Kháng Chiến", "Tràng Định", "merge"),
        ("Kiên Mộc", "Kiên Mộc", "boundary"),
        ("Tràng Định", "Tràng Định", "merge"),
        ("Xuân Dương", "Tân Hòa", "merge"),
        ("Đồng Đăng", "Đồng Đăng", "rename"),
    ]


def test_standing_on_the_day_is_what_lineage_says(history):
    applied()
    register = Register()
    now = register.standing(DAY, DAY, "318")
    row = now.rows[unit("Tân Hòa", DAY).pk]
    assert (row.coverage, row.holds) == ("inherited", {2, 3})
    assert now.universe == 58
    assert unit("Tân Hòa", DAY).pk in now.recognised
    assert unit("Tràng Định", DAY).pk not in now.recognised


def test_numbers_of_the_old_units_stay_as_they_were(history):
    before = numbers(END_2025), numbers(BEFORE)
    applied()
    assert (numbers(END_2025), numbers(BEFORE)) == before


def test_undone_leaves_every_row_and_every_number_as_it_was(history):
    gathered("phụ-trách", ["Khuất Xá", "Xuân Dương"], area=True)
    officer = somebody("xa", Officer.Role.COMMUNE, communes=[unit("Khuất Xá")]).roles.get()
    before, shown = everything(), [numbers(END_2025), numbers(BEFORE), numbers(DAY), numbers(DAY, BEFORE)]
    found = applied()
    assert everything() != before
    undone(found)
    assert everything() == before
    assert [numbers(END_2025), numbers(BEFORE), numbers(DAY), numbers(DAY, BEFORE)] == shown
    assert (list(officer.communes.all()), Officer.objects.get(pk=officer.pk).valid_to) == ([unit("Khuất Xá")], None)
    assert Rearrangement.objects.get(pk=found.pk).state == "undone"
    assert Change.objects.about(found).first().why == "nhầm nghị quyết"


def test_applied_again_after_it_was_undone(history):
    undone(applied())
    applied()
    assert len(known_lineage().universe(DAY)) == 58


def test_role_takes_the_new_unit_and_keeps_the_old_one_for_earlier_rounds():
    person = somebody("xa", Officer.Role.COMMUNE, communes=[unit("Khuất Xá")])
    applied()
    assert [one.name for one in territory(person, BEFORE)] == ["Khuất Xá"]
    assert [one.name for one in territory(person, DAY)] == ["Tân Hòa"]


@pytest.mark.parametrize("choice, last, reached", [("stay", None, []), ("end", BEFORE, []), ("x", None, ["Tân Hòa"])])
def test_role_is_handed_on_as_chosen(choice, last, reached):
    person = somebody("xa", Officer.Role.COMMUNE, communes=[unit("Khuất Xá"), unit("Xuân Dương")])
    held, writer = person.roles.get(), office()
    found = drafted(writer)
    found = steps.choose(writer, found, 0, {f"role-{held.pk}": choice, "role-0": "end", "revision": "0"})
    found = steps.propose(writer, found, found.revision)
    steps.approve(office("duyet"), found, found.revision)
    held.refresh_from_db()
    assert (held.valid_to, [one.name for one in territory(person, DAY)]) == (last, reached)
    assert set(found.choices) == ({f"role-{held.pk}"} if choice != "x" else set())


def test_groups_follow_and_a_mixed_unit_waits_for_a_choice():
    area, other = gathered("dia-ban-1", ["Khuất Xá", "Xuân Dương"], area=True), gathered("diem", ["Kháng Chiến"])
    applied()
    names = [one.commune.name for one in Membership.objects.in_force(DAY).filter(group=area).select_related("commune")]
    assert names == ["Tân Hòa"]
    assert not Membership.objects.in_force(DAY).filter(group=other).exists()
    assert Membership.objects.get(group=other).valid_to == BEFORE


def test_unit_joins_no_two_areas():
    first, second = gathered("dia-ban-1", ["Khuất Xá"], area=True), gathered("dia-ban-2", ["Xuân Dương"], area=True)
    writer = office()
    found = drafted(writer)
    with pytest.raises(steps.NotReady, match="Tân Hòa"):
        steps.choose(writer, found, 0, {f"group-{one.pk}-06997": "join" for one in (first, second)})
    assert Rearrangement.objects.get(pk=found.pk).choices == {}


def test_recognition_is_inherited_unless_it_is_chosen_otherwise(history):
    writer = office()
    found = drafted(writer)
    [new] = [one for one in steps.read(found).recognitions if one.options]
    assert (new.new.name, new.chosen) == ("Tân Hòa", "inherit")
    found = steps.choose(writer, found, 0, {new.key: "again"})
    found = steps.propose(writer, found, found.revision)
    steps.approve(office("duyet"), found, found.revision)
    again = RecogniseAgain.objects.get(since=DAY)
    assert (again.commune.name, again.level) == ("Tân Hòa", Level.BASIC)
    assert again.commune_id not in Register().standing(DAY, DAY, "318").recognised


def test_open_reports_are_told_by_what_happens_to_them():
    late = Round.objects.create(date=DAY, kind="quarter", criteria_set=Round.objects.last().criteria_set, source="t")
    report(unit("Khuất Xá"), END_2025, {1}, state=Report.State.SUBMITTED)
    report(unit("Khuất Xá"), late.date, {1}, state=Report.State.DRAFT)
    report(unit("Tràng Định"), late.date, {1}, state=Report.State.DRAFT)
    report(unit("Xuân Dương"), late.date, {1})
    report(unit("Na Sầm"), late.date, {1}, state=Report.State.DRAFT)
    outlook = steps.read(drafted(office()))
    assert [one.name for one in outlook.going_on] == ["Khuất Xá"]
    assert {one.name for one in outlook.closing} == {"Khuất Xá", "Tràng Định"}
    assert [one.name for one in outlook.past_their_end] == ["Xuân Dương"]
    applied()
    assert Report.objects.filter(round=late).count() == 4
    assert unit("Khuất Xá") not in late.communes()


def test_report_of_an_ended_unit_is_finished_for_an_earlier_round_and_closed_for_a_later_one():
    late = Round.objects.create(date=DAY, kind="quarter", criteria_set=Round.objects.last().criteria_set, source="t")
    earlier, old = Round.objects.official().get(date=END_2025), unit("Khuất Xá")
    person, reviewer = somebody("xa", Officer.Role.COMMUNE, communes=[old]), office("duyet-bao-cao")
    assert rights.may_enter(person, old, earlier)
    assert rights.may_enter(person, old, late)
    applied()
    assert rights.may_enter(person, old, earlier)
    assert not rights.may_enter(person, old, late)
    assert rights.may_enter(person, unit("Tân Hòa", DAY), late)
    assert old in rights.communes_to_review(reviewer, earlier)
    assert old not in rights.communes_to_review(reviewer, late)


def test_squares_are_carried_and_no_two_units_share_one():
    applied()
    found = TilePosition.objects.filter(state=DAY)
    assert found.count() == 58
    old = TilePosition.objects.get(state=date(2025, 7, 1), commune=unit("Khuất Xá"))
    new = found.get(commune=unit("Tân Hòa", DAY))
    assert (new.column, new.row) == (old.column, old.row)


def test_unit_without_a_square_is_named():
    """Both come from one unit: only the first can have its square."""
    text = "một phần Khuất Xá → xã A (06997)\nphần còn lại Khuất Xá → xã B (06996)"
    assert steps.read(drafted(office(), text)).unplaced == ["B"]
    applied(text)
    page = browsing(somebody("nguoi-doc", Officer.Role.LEADER)).get(f"/ban-do/?ms={DAY}")
    assert page.context["page"].unplaced == ["B"]


# --- by whom, and in what order --------------------------------------------------------------------------------


def test_nobody_approves_what_they_wrote():
    writer, second = office(), office("hai")
    found = proposed(writer)
    with pytest.raises(NotYours):
        steps.approve(writer, found, found.revision)
    found = steps.change(second, found, found.revision, text=TEXT + "\n")
    found = steps.propose(writer, found, found.revision)
    with pytest.raises(NotYours):
        steps.approve(second, found, found.revision)
    assert not Commune.objects.filter(valid_from=DAY).exists()
    assert steps.approve(office("ba"), found, found.revision).state == "applied"


def test_draft_is_not_approved_and_an_applied_one_not_changed():
    writer, second = office(), office("hai")
    found = drafted(writer)
    with pytest.raises(WrongState):
        steps.approve(second, found, found.revision)
    found = steps.propose(writer, found, found.revision)
    found = steps.approve(second, found, found.revision)
    for step in (
        lambda: steps.change(writer, found, found.revision, text="x"),
        lambda: steps.approve(second, found, 2),
    ):
        with pytest.raises((WrongState, Stale)):
            step()


def test_change_of_one_is_not_overwritten_by_another():
    writer = office()
    found = drafted(writer)
    steps.change(office("hai"), found, 0, decree="NQ khác")
    with pytest.raises(Stale):
        steps.change(writer, found, 0, decree="NQ cũ")
    with pytest.raises(Stale):
        steps.propose(writer, found, 0)
    assert Rearrangement.objects.get(pk=found.pk).decree == "NQ khác"


def test_two_proposals_for_one_day_are_not_both_applied():
    first, second = proposed(office()), proposed(office("hai"), "Bình Gia + Hoa Thám → xã Bình Gia")
    steps.approve(office("ba"), first, first.revision)
    with pytest.raises(steps.NotReady):
        steps.approve(office("bon"), second, second.revision)
    assert unit("Hoa Thám", DAY).valid_to is None


def test_what_changed_since_the_proposal_is_not_applied():
    found = proposed(office())
    Commune.objects.filter(name="Đồng Đăng", valid_to=None).update(name="Đồng Đăng Cũ")
    with pytest.raises(steps.NotReady):
        steps.approve(office("hai"), found, found.revision)
    assert not Succession.objects.filter(effective_on=DAY).exists()


def test_failure_half_way_writes_nothing(monkeypatch):
    found, before = proposed(office()), None
    second, before = office("hai"), everything()
    monkeypatch.setattr("criteria.rearrangement.applying.Making.place_tiles", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        steps.approve(second, found, found.revision)
    assert everything() == before
    assert Rearrangement.objects.get(pk=found.pk).state == "proposed"


# --- what was built on it --------------------------------------------------------------------------------------


def new_report(unit):
    Round.objects.create(date=DAY, kind="quarter", criteria_set=Round.objects.last().criteria_set, source="t")
    return report(unit, DAY, {1}, state=Report.State.DRAFT)


BUILT = {
    "report": (new_report, "Tân Hòa"),
    "role": (lambda new: somebody("moi", Officer.Role.COMMUNE, communes=[new]), "Tân Hòa"),
    "decision": (lambda new: decide([new], 2027, signed_on=date(2027, 9, 1)), "Tân Hòa"),
    "group": (lambda new: Membership.objects.create(group=gathered("g", []), commune=new, valid_from=DAY), "Tân Hòa"),
    "kept change": (lambda new: Change.objects.create(at="2027-08-01T00:00Z", place=new, object_id=1), "Tân Hòa"),
    "row ended by hand": (lambda new: Commune.objects.filter(pk=new.pk).update(valid_to="2028-01-01"), ""),
    "old unit in force again": (lambda new: Commune.objects.filter(name="Khuất Xá").update(valid_to=None), ""),
}


@pytest.mark.parametrize("case", BUILT)
def test_undo_is_refused_once_something_was_built_on_it(case):
    build, named = BUILT[case]
    found = applied()
    build(unit("Tân Hòa", DAY))
    before = everything()
    with pytest.raises(steps.BuiltOn) as refused:
        undone(found)
    assert named in refused.value.sentence
    assert everything() == before


def test_undo_is_refused_after_a_report_of_a_unit_that_began_anew():
    found = applied()
    made = new_report(unit("Tràng Định", DAY))
    Report.objects.filter(pk=made.pk).update(modified_at=found.applied_at + timedelta(days=1))
    with pytest.raises(steps.BuiltOn, match="Tràng Định"):
        undone(found)


def test_undo_goes_from_the_last_to_the_first():
    first = applied()
    second = applied("Bình Gia + Hoa Thám → xã Bình Gia", date(2028, 1, 1))
    with pytest.raises(steps.BuiltOn):
        undone(first)
    undone(second)
    undone(first)
    assert len(known_lineage().universe(DAY)) == 61


def test_reference_data_loaded_again_leave_it_alone_and_come_back_after_undoing():
    found = applied()
    load_all(settings.FIXTURES)
    assert (unit("Khuất Xá").valid_to, len(known_lineage().universe(DAY))) == (BEFORE, 58)
    undone(found)
    before = everything()
    load_all(settings.FIXTURES)
    after = everything()
    assert {name for name in before if before[name] != after[name]} <= {"criteria.LoadedTable"}
