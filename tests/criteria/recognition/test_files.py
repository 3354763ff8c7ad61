"""Files through the door: opened once, filled, papers, steps in order, closed; rules changed with their history."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communes.models import Change
from communes.rights import changes_read_by
from criteria import recognition, rights
from criteria.models import RecognitionFile, RecognitionRule
from criteria.workflow import Refused, Stale
from tests.criteria.people import Role, rural, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def office():
    return somebody("tinh", Role.OFFICE)


@pytest.fixture
def file(office):
    return recognition.open_file(office, rural("van-quan")[0], "basic", 2024)


def test_file_is_opened_under_the_set_of_its_year_and_once(office, file):
    assert (file.criteria_set.code, file.state, file.judged_on) == ("318", "open", date(2024, 12, 31))
    with pytest.raises(Refused):
        recognition.open_file(office, file.commune, "basic", 2024)
    recognition.open_file(office, file.commune, "basic", 2025)
    assert Change.objects.about(file).get().topic == Change.Topic.DOSSIER


def test_file_of_a_year_without_a_set_has_none(office):
    assert recognition.open_file(office, rural("van-quan")[0], "advanced", 2019).criteria_set is None


def test_file_of_a_commune_that_ended_is_judged_on_its_last_day(office):
    ended = rural("van-quan")[0]
    assert recognition.open_file(office, ended, "basic", 2025).judged_on == ended.valid_to == date(2025, 6, 30)


def test_facts_are_kept_with_what_was_before(office, file):
    found = recognition.change_file(office, file, 0, households=1000, arrears=Decimal(0))
    recognition.change_file(office, found, 1, households=1001)
    change = Change.objects.about(file).first()
    assert (change.before, change.after) == ({"households": 1000}, {"households": 1001})
    file.refresh_from_db()
    assert (file.arrears, file.revision) == (0, 2)


def test_facts_that_contradict_each_other_or_a_later_change_are_refused(office, file):
    with pytest.raises(Refused):
        recognition.change_file(office, file, 0, households=10, households_asked=11)
    recognition.change_file(office, file, 0, households=10)
    with pytest.raises(Stale):
        recognition.change_file(office, file, 0, households=12)
    with pytest.raises(Refused):
        recognition.change_file(office, file, 1, households_asked=11)


def test_paper_is_added_and_taken_off_with_its_history(office, file):
    paper = recognition.add_paper(office, file, "proposal", date(2024, 10, 1), "12/TTr-UBND")
    assert file.papers.get() == paper
    recognition.take_paper_off(office, file, paper.pk)
    assert not file.papers.exists()
    actions = [change.action for change in Change.objects.filter(topic=Change.Topic.DOSSIER).order_by("id")]
    assert actions == ["file.opened", "file.paper", "file.paper_off"]
    with pytest.raises(Refused):
        recognition.take_paper_off(office, file, paper.pk)


def test_steps_keep_the_order_of_their_days(office, file):
    recognition.reach(office, file, 0, "assessed", date(2024, 9, 1))
    recognition.reach(office, file, 1, "appraised", date(2024, 11, 1))
    with pytest.raises(Refused):
        recognition.reach(office, file, 2, "verified", date(2024, 8, 31))
    with pytest.raises(Refused):
        recognition.reach(office, file, 2, "verified", date(2024, 11, 2))
    recognition.reach(office, file, 2, "verified", date(2024, 10, 1))
    recognition.reach(office, file, 3, "verified", date(2024, 10, 2), "sửa ngày")
    assert [one.kind for one in file.steps.all()] == ["assessed", "verified", "appraised"]
    assert Change.objects.filter(action="file.step").first().before["reached_on"] == "2024-10-01"
    recognition.undo_step(office, file, 4, "verified")
    assert file.steps.count() == 2


def test_step_that_has_not_happened_is_refused(office, file):
    with pytest.raises(Refused):
        recognition.reach(office, file, 0, "assessed", timezone.localdate() + timedelta(days=1))


def test_closed_file_changes_no_more_and_leaves_room_for_another(office, file):
    recognition.close_file(office, file, 0, "xã rút hồ sơ")
    for step in (
        lambda: recognition.change_file(office, file, 1, households=1),
        lambda: recognition.add_paper(office, file, "other", date(2024, 1, 1)),
        lambda: recognition.reach(office, file, 1, "assessed", date(2024, 1, 1)),
        lambda: recognition.close_file(office, file, 1, "lần nữa"),
    ):
        with pytest.raises(Refused):
            step()
    again = recognition.open_file(office, file.commune, "basic", 2024)
    assert again.pk != file.pk
    assert RecognitionFile.objects.filter(commune=file.commune).count() == 2


def test_rule_is_changed_with_a_reason_and_seen(office):
    rule = RecognitionRule.objects.get(key="pass_mark", first_year=2022)
    values = {"comparison": ">=", "value": Decimal(85), "text": "", "source": "QĐ 18/2022, Điều 4", "verified": True}
    recognition.change_rule(office, rule, 0, "đã đối chiếu", **values)
    change = Change.objects.get(action="rule.changed")
    assert (change.before["value"], change.after["value"], change.why) == ("90", "85", "đã đối chiếu")
    with pytest.raises(Stale):
        recognition.change_rule(office, rule, 0, "lần nữa", **values)


def test_rule_of_years_that_have_one_is_not_added(office):
    values = {"comparison": ">=", "value": Decimal(50), "text": "", "source": "x", "verified": False}
    about = {"key": "lost", "last_year": 2030, "level": "", "criteria_set": None}
    with pytest.raises(Refused):
        recognition.add_rule(office, first_year=2025, **about, **values)
    assert recognition.add_rule(office, first_year=2026, **about, **values).pk


def test_no_value_that_nobody_verified_is_marked_as_verified():
    sources = RecognitionRule.objects.filter(verified=True).values_list("source", flat=True)
    assert not [one for one in sources if "chưa đối chiếu" in one or "suy" in one]
    unverified = RecognitionRule.objects.filter(verified=False, key__in=["votes", "quorum", "pass_mark"])
    assert unverified.count() == RecognitionRule.objects.filter(key__in=["votes", "quorum", "pass_mark"]).count()


READERS = {
    Role.ADMINISTRATOR: {"own", "other"},
    Role.OFFICE: {"own", "other"},
    Role.LEADER: {"own", "other"},
    Role.DISTRICT: {"own"},
    Role.COMMUNE: {"own"},
    Role.AREA: set(),
    Role.DEPARTMENT: set(),
    None: set(),
}


@pytest.mark.parametrize("role", READERS)
def test_files_are_read_by_the_office_and_the_communes_own_officers(office, file, role):
    other = recognition.open_file(office, rural("bac-son")[0], "basic", 2024)
    district = "van-quan" if role == Role.DISTRICT else None
    communes = [file.commune] if role == Role.COMMUNE else []
    user = somebody("ai", role, communes=communes, district=district)
    read = {name for name, one in (("own", file), ("other", other)) if rights.may_read_file(user, one)}
    assert read == READERS[role]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.DISTRICT, Role.DEPARTMENT])
def test_history_of_a_file_is_read_by_who_reads_the_file(file, role):
    user = somebody("ai", role, district="van-quan" if role == Role.DISTRICT else None)
    read = changes_read_by(user).filter(topic=Change.Topic.DOSSIER).exists()
    assert read is (role != Role.DEPARTMENT)
