"""What is said again from the illustration stays marked, and goes with it only when asked."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from communes.models import Change
from criteria import workflow
from criteria.models import Assessment, Report
from criteria.saving import reaffirm_criteria, save
from ntm.register import Register
from tests.criteria.people import SPRING, Role, open_round, rural, somebody
from tests.ntm.readings import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BEFORE = date(2024, 12, 31)
ALL = range(1, 20)


@pytest.fixture
def officer():
    return somebody("vanquan", Role.DISTRICT, district="van-quan")


@pytest.fixture
def commune():
    [found, *_] = rural("van-quan")
    report(found, BEFORE, ALL, illustration=True)
    return found


def submitted(officer, commune, anew=()):
    """A report said again from the round before, but for the criteria that are entered anew."""
    draft = workflow.begin(officer, open_round(), commune)
    reaffirm_criteria(officer, draft)
    seen = {f"c{number}.outcome": "attained" for number in anew}
    cells = dict.fromkeys(seen, "not_attained") | {f"c{number}.note": "đo lại" for number in anew}
    saved = save(officer, draft, cells, seen)
    return workflow.submit(officer, draft, saved.revision)


def approved(officer, commune, **how):
    sent = submitted(officer, commune, **how)
    return workflow.approve(somebody("tinh", Role.OFFICE), sent, sent.revision)


def test_report_said_again_from_the_illustration_is_shown_as_made_up(officer, commune):
    found = approved(officer, commune)
    assert (found.illustration, found.made_up) == (False, True)
    [reading] = [one for one in Register().readings[commune.pk] if one.on == SPRING]
    assert reading.illustration


def test_draft_said_again_from_the_illustration_is_shown_as_made_up_before_it_is_sent(officer, commune):
    draft = workflow.begin(officer, open_round(), commune)
    reaffirm_criteria(officer, draft)
    draft.refresh_from_db()
    assert (draft.rests_on_illustration, draft.made_up) == (False, True)


def test_correction_of_what_rests_on_the_illustration_is_shown_as_made_up(officer, commune):
    assert workflow.correct(officer, approved(officer, commune), "nhập sai").made_up


def test_report_entered_anew_throughout_is_the_persons_own(officer, commune):
    found = approved(officer, commune, anew=ALL)
    assert not found.made_up
    [reading] = [one for one in Register().readings[commune.pk] if one.on == SPRING]
    assert not reading.illustration


def test_report_that_rests_on_one_that_rests_on_it_is_made_up_too(officer, commune):
    first = approved(officer, commune)
    again = workflow.correct(officer, first, "ghi thiếu")
    saved = save(officer, again, {"c1.note": "bổ sung"}, {"c1.note": ""})
    assert workflow.submit(officer, again, saved.revision).made_up


def test_removing_the_illustration_names_what_rests_on_it_and_deletes_nothing(officer, commune):
    approved(officer, commune)
    with pytest.raises(CommandError, match=commune.name):
        call_command("remove_illustration", verbosity=0)
    assert Report.objects.filter(illustration=True).count() == 1
    assert Report.objects.filter(commune=commune, round__date=SPRING).exists()


def test_removing_the_illustration_takes_what_rests_on_it_when_asked(officer, commune):
    found = approved(officer, commune)
    call_command("remove_illustration", entered_too=True, verbosity=0)
    assert not Report.objects.exists()
    kept = Change.objects.about(found).first()
    assert kept.action == "report.rested_on_illustration"


def test_removing_the_illustration_keeps_what_people_entered(officer, commune):
    found = approved(officer, commune, anew=ALL)
    call_command("remove_illustration", verbosity=0)
    assert list(Report.objects.all()) == [found]
    assert Assessment.objects.count() == len(ALL)
