"""Decisions through the door: recorded, corrected, withdrawn, recognised again; refusals, conflicts and the history."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from communes import history
from communes.models import Change, Commune
from criteria import recognition
from criteria.models import Decision, RecogniseAgain, Recognition, RecognitionFile
from criteria.workflow import NotYours, Refused, Stale
from ntm.edition import edition
from tests.criteria.people import Role, rural, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SIGNED = date(2024, 12, 20)


@pytest.fixture
def office():
    return somebody("tinh", Role.OFFICE)


def recorded(actor, communes, **values):
    facts = {"number": "2101/QĐ-UBND", "signed_on": SIGNED, "year": 2024, "level": "basic"}
    return recognition.record(actor, communes=communes, **facts | values)


def test_decision_is_recorded_with_its_communes_and_kept(office):
    communes = rural("van-quan")[:3]
    before = edition()
    made = recorded(office, communes)
    assert set(Recognition.objects.filter(decision=made).values_list("commune", flat=True)) == {c.pk for c in communes}
    assert (made.entered_by, made.illustration) == (office, False)
    assert Change.objects.about(made).get().action == "decision.recorded"
    places = Change.objects.filter(action="recognition.added").values_list("place", flat=True)
    assert set(places) == {one.pk for one in communes}
    assert edition() != before
    assert list(history.verify()) == []


@pytest.mark.parametrize(
    "values",
    [
        {"number": "2165/QĐ-UBND", "signed_on": date(2018, 10, 31), "year": 2018},
        {"signed_on": timezone.localdate() + timedelta(days=1), "year": timezone.localdate().year},
        {"year": 2025},
    ],
)
def test_decision_that_cannot_be_is_refused_and_nothing_is_written(office, values):
    before = Decision.objects.count(), Change.objects.count()
    with pytest.raises(Refused):
        recorded(office, rural("van-quan")[:1], **values)
    assert (Decision.objects.count(), Change.objects.count()) == before


def test_decision_without_a_commune_is_refused(office):
    with pytest.raises(Refused):
        recorded(office, [])


def test_commune_that_is_recognised_for_the_year_is_not_recognised_twice(office):
    communes = rural("van-quan")[:2]
    recorded(office, communes[:1])
    with pytest.raises(Refused, match=communes[0].name):
        recorded(office, communes, number="2102/QĐ-UBND")
    assert not Decision.objects.filter(number="2102/QĐ-UBND").exists()
    recorded(office, communes, number="2103/QĐ-UBND", level="advanced")


def test_made_up_recognition_does_not_stand_in_the_way(office):
    communes = rural("van-quan")[:1]
    made_up = Decision.objects.create(number="MH", signed_on=SIGNED, year=2024, level="basic", illustration=True)
    Recognition.objects.create(decision=made_up, commune=communes[0])
    assert recorded(office, communes).recognitions.count() == 1


def test_correction_changes_facts_and_communes_with_a_reason(office):
    first, second, third = rural("van-quan")[:3]
    made = recorded(office, [first, second])
    facts = {"number": "2102/QĐ-UBND", "signed_on": SIGNED, "year": 2023, "level": "basic"}
    found = recognition.correct(office, made, 0, "gõ nhầm", communes=[second, third], **facts)
    assert (found.number, found.year, found.revision) == ("2102/QĐ-UBND", 2023, 1)
    assert set(found.recognitions.values_list("commune", flat=True)) == {second.pk, third.pk}
    change = Change.objects.get(action="decision.corrected")
    assert (change.before, change.why) == ({"number": "2101/QĐ-UBND", "year": 2024}, "gõ nhầm")
    assert Change.objects.get(action="recognition.removed").place == first
    assert Change.objects.filter(action="recognition.added", place=third).exists()


def test_correction_of_what_somebody_changed_is_refused(office):
    communes = rural("van-quan")[:1]
    made = recorded(office, communes)
    facts = {"number": "1/QĐ-UBND", "signed_on": SIGNED, "year": 2024, "level": "basic"}
    recognition.correct(office, made, 0, "một", communes=communes, **facts)
    with pytest.raises(Stale):
        recognition.correct(office, made, 0, "hai", communes=communes, **facts | {"number": "2/QĐ-UBND"})
    made.refresh_from_db()
    assert made.number == "1/QĐ-UBND"


def test_withdrawal_is_kept_and_can_be_taken_back(office):
    [commune] = rural("van-quan")[:1]
    one = recorded(office, [commune]).recognitions.get()
    said = {"withdrawn_on": date(2025, 3, 1), "withdrawal_decision": "9/QĐ-UBND", "withdrawal_reason": "không giữ được"}
    before = edition()
    recognition.withdraw(office, one, 0, **said)
    one.refresh_from_db()
    assert (one.withdrawn_on, one.withdrawal_reason) == (date(2025, 3, 1), "không giữ được")
    assert Change.objects.get(action="recognition.withdrawn").place == commune
    assert edition() != before
    recognition.restore(office, one, 1, "ghi nhầm")
    one.refresh_from_db()
    assert (one.withdrawn_on, one.withdrawal_decision) == (None, "")
    assert Change.objects.get(action="recognition.restored").before["withdrawal_decision"] == "9/QĐ-UBND"


@pytest.mark.parametrize("withdrawn_on", [SIGNED, date(2024, 1, 1), timezone.localdate() + timedelta(days=1)])
def test_withdrawal_on_an_impossible_day_is_refused(office, withdrawn_on):
    one = recorded(office, rural("van-quan")[:1]).recognitions.get()
    with pytest.raises(Refused):
        recognition.withdraw(office, one, 0, withdrawn_on=withdrawn_on, withdrawal_decision="9", withdrawal_reason="x")


def test_withdrawal_is_not_recorded_twice_nor_past_a_change(office):
    one = recorded(office, rural("van-quan")[:1]).recognitions.get()
    said = {"withdrawn_on": date(2025, 3, 1), "withdrawal_decision": "9", "withdrawal_reason": "x"}
    with pytest.raises(Stale):
        recognition.withdraw(office, one, 7, **said)
    recognition.withdraw(office, one, 0, **said)
    with pytest.raises(Refused):
        recognition.withdraw(office, one, 1, **said)
    facts = {"number": "2101/QĐ-UBND", "signed_on": SIGNED, "year": 2024, "level": "basic"}
    with pytest.raises(Refused, match=one.commune.name):
        recognition.correct(office, one.decision, 1, "bỏ", communes=rural("van-quan")[1:2], **facts)


def test_recognise_again_is_recorded_once_and_dropped(office):
    commune = Commune.objects.get(code="06298", valid_from__year=2020)
    made = recognition.require_again(office, commune, "basic", date(2020, 1, 1), "biên bản rà soát")
    assert Change.objects.get(action="recognition.again").place == commune
    with pytest.raises(Refused):
        recognition.require_again(office, commune, "basic", date(2020, 1, 1), "lần nữa")
    with pytest.raises(Refused):
        recognition.require_again(office, commune, "basic", date(2019, 12, 31), "trước khi có")
    recognition.drop_again(office, made, "ghi nhầm")
    assert not RecogniseAgain.objects.filter(commune=commune).exists()
    with pytest.raises(Refused):
        recognition.drop_again(office, made, "lần nữa")


def test_decision_ends_the_file_of_its_commune_and_a_correction_opens_it_again(office):
    first, second = rural("van-quan")[:2]
    file = recognition.open_file(office, first, "basic", 2024)
    made = recorded(office, [first])
    file.refresh_from_db()
    assert (file.state, file.decision) == (RecognitionFile.State.RECOGNISED, made)
    assert file.steps.get().reached_on == SIGNED
    facts = {"number": "2101/QĐ-UBND", "signed_on": SIGNED, "year": 2024, "level": "basic"}
    recognition.correct(office, made, 0, "nhầm xã", communes=[second], **facts)
    file.refresh_from_db()
    assert (file.state, file.decision, file.steps.count()) == (RecognitionFile.State.OPEN, None, 0)


@pytest.mark.parametrize("role", [role for role in [*Role, None] if role not in {Role.OFFICE, Role.ADMINISTRATOR}])
def test_door_is_the_offices_alone(role):
    actor, office = somebody("ai", role), somebody("tinh", Role.OFFICE)
    communes = rural("van-quan")[:1]
    made = recorded(office, communes)
    one, file = made.recognitions.get(), recognition.open_file(office, communes[0], "advanced", 2024)
    before = Change.objects.count()
    facts = {"number": "1", "signed_on": SIGNED, "year": 2024, "level": "basic", "communes": communes}
    for step in (
        lambda: recognition.record(actor, **facts),
        lambda: recognition.correct(actor, made, 0, "x", **facts),
        lambda: recognition.withdraw(actor, one, 0, withdrawn_on=date(2025, 3, 1)),
        lambda: recognition.restore(actor, one, 0, "x"),
        lambda: recognition.require_again(actor, communes[0], "basic", SIGNED, "x"),
        lambda: recognition.open_file(actor, communes[0], "basic", 2024),
        lambda: recognition.change_file(actor, file, 0, households=1),
        lambda: recognition.reach(actor, file, 0, "assessed", SIGNED),
        lambda: recognition.close_file(actor, file, 0, "x"),
    ):
        with pytest.raises(NotYours):
            step()
    assert Change.objects.count() == before
