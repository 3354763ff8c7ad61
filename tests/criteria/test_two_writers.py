"""Two people at one report at once, in threads and processes with connections of their own; and one that is killed."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from communes.history import verify
from communes.models import Change
from criteria.models import Assessment, Report
from criteria.saving import save
from criteria.workflow import Refused, Stale, WrongState, approve, begin, correct, opine, return_criteria, submit
from tests.at_once import at_once, shared_database  # noqa: F401
from tests.criteria.life import Life, Role, fill, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def life(reference):
    return Life()


def draft(life):
    report = begin(life.writer, life.round, life.commune)
    fill(report, life.writer)
    return report


def another(life, name="xa-2"):
    return person(name, Role.COMMUNE, communes=[life.commune])


def note_of(report, number=3):
    return Assessment.objects.get(report=report, criterion__number=number).note


def test_two_savers_of_one_cell_are_one_value_and_one_conflict_that_shows_both(life):
    report, other = draft(life), another(life)
    people = {life.writer: "số của người thứ nhất", other: "số của người thứ hai"}
    found = at_once(
        *(
            lambda who=who, text=text: save(who, report, {"c3.note": text}, {"c3.note": "vì bão"})
            for who, text in people.items()
        )
    )
    (conflict,) = [one for saved in found for one in saved.conflicts]
    assert {conflict.mine, conflict.theirs} == set(people.values())
    assert note_of(report) == conflict.theirs
    assert Change.objects.filter(action="entry.saved").count() == 1
    assert list(verify()) == []


def test_two_savers_of_two_cells_both_stay(life):
    report, other = draft(life), another(life)
    found = at_once(
        lambda: save(life.writer, report, {"c3.note": "ba"}, {"c3.note": "vì bão"}),
        lambda: save(other, report, {"c4.note": "bốn"}, {"c4.note": "vì bão"}),
    )
    assert [saved.conflicts for saved in found] == [[], []]
    assert (note_of(report, 3), note_of(report, 4)) == ("ba", "bốn")
    report.refresh_from_db()
    assert report.authors.filter(pk=other.pk).exists()


def test_two_who_begin_one_report_work_on_the_same(life):
    found = at_once(*(lambda who=who: begin(who, life.round, life.commune).pk for who in (life.writer, another(life))))
    assert len(set(found)) == 1
    assert Report.objects.count() == 1


def test_two_approvers_are_one_approval_and_one_clear_refusal(life):
    report = draft(life)
    report = submit(life.writer, report, report.revision)
    found = at_once(
        *(lambda who=who: approve(who, report, report.revision) for who in (life.office, life.people["administrator"])),
        refusals=(Refused,),
    )
    (refusal,) = [one for one in found if isinstance(one, Refused)]
    assert isinstance(refusal, WrongState | Stale)
    assert refusal.sentence
    report.refresh_from_db()
    assert report.state == "approved"
    assert report.events.filter(transition="approve").count() == 1
    assert Change.objects.filter(action="report.approve").count() == 1
    assert list(verify()) == []


def test_approving_and_returning_at_once_is_one_of_both(life):
    report = draft(life)
    report = submit(life.writer, report, report.revision)
    found = at_once(
        lambda: approve(life.office, report, report.revision),
        lambda: return_criteria(life.people["administrator"], report, {3: "thiếu biểu"}, report.revision),
        refusals=(Refused,),
    )
    assert sum(isinstance(one, Refused) for one in found) == 1
    report.refresh_from_db()
    assert report.state in {"approved", "returned"}
    assert (report.approved_at is None) == (report.state == "returned")
    assert report.opinions.returned().exists() == (report.state == "returned")


def test_approving_while_somebody_saves_never_approves_what_nobody_saw(life):
    report = draft(life)
    report = submit(life.writer, report, report.revision)
    found = at_once(
        lambda: approve(life.office, report, report.revision),
        lambda: save(another(life), report, {"c3.note": "muộn"}, {"c3.note": "vì bão"}),
        refusals=(Refused,),
    )
    assert [isinstance(one, Refused) for one in found] == [False, True]
    assert note_of(report) == "vì bão"


def test_approving_while_a_department_disputes_is_one_of_both(life):
    report = draft(life)
    report = submit(life.writer, report, report.revision)
    found = at_once(
        lambda: approve(life.office, report, report.revision),
        lambda: opine(life.people["department own"], report, life.criterion(), "disputes", "thiếu bác sĩ"),
        refusals=(Refused,),
    )
    assert sum(isinstance(one, Refused) for one in found) == 1
    report.refresh_from_db()
    assert (report.state == "approved") != report.opinions.open_disputes().exists()


def test_submitting_while_another_saves_submits_only_what_was_seen(life):
    report, other = draft(life), another(life)
    report.refresh_from_db()
    found = at_once(
        lambda: submit(life.writer, report, report.revision),
        lambda: save(other, report, {"c3.note": "thêm"}, {"c3.note": "vì bão"}),
        refusals=(Refused,),
    )
    assert sum(isinstance(one, Refused) for one in found) == 1
    report.refresh_from_db()
    assert (report.state, note_of(report)) in {("submitted", "vì bão"), ("draft", "thêm")}


# --- a process that is killed ----------------------------------------------------------------------------------

KILLED = """
import sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from communes.models import User
from criteria.models import Report
from criteria import workflow
from criteria.workflow import door
{halt}
workflow.approve(User.objects.get(username="van-phong"), int(sys.argv[2]), int(sys.argv[3]))
"""
HALT = """
def stop(*given):
    print("in the middle", flush=True)
    time.sleep(60)
{place} = stop
"""


def run(program, report):
    name = connection.settings_dict["NAME"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    command = [sys.executable, "-c", program, str(name), str(report.pk), str(report.revision)]
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE)


@pytest.mark.parametrize("place", ["door.touch", "door.note_event"])
def test_a_process_killed_while_it_approves_leaves_nothing_half_done(life, place):
    """Killed after the version before was superseded, and again after the report itself was written."""
    first = draft(life)
    first = submit(life.writer, first, first.revision)
    first = approve(life.office, first, first.revision)
    report = correct(life.writer, first, "nhập sai")
    report = submit(life.writer, report, report.revision)
    kept, process = Change.objects.count(), run(KILLED.format(halt=HALT.format(place=place)), report)
    assert process.stdout.readline() == b"in the middle\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    first.refresh_from_db()
    report.refresh_from_db()
    assert (first.superseded_at, report.state, report.approved_at) == (None, "submitted", None)
    assert Change.objects.count() == kept
    assert list(verify()) == []
    assert approve(life.office, report, report.revision).state == "approved"  # and nothing stays locked
