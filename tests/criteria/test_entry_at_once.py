"""Two people on one report at the same moment, on real connections: no lost update, one clear conflict."""

import pytest

from criteria.cells import cells_of
from criteria.entry.sending import send_each
from criteria.models import Report
from criteria.saving import reaffirm_criteria, save
from criteria.sheet import sheet
from criteria.workflow import Refused, begin, submit
from tests.at_once import at_once, shared_database  # noqa: F401
from tests.criteria.life import JUNE, Role, commune_of, fill, opened, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference", "shared_database")]


@pytest.fixture
def officers():
    district = person("van", Role.DISTRICT, district="van-quan")
    return district, person("xa", Role.COMMUNE, communes=[commune_of()])


def test_two_who_begin_get_the_same_report(officers):
    of_round = opened()
    found = at_once(*(lambda one=one: begin(one, of_round, commune_of()) for one in officers))
    assert len({one.pk for one in found}) == 1
    assert Report.objects.filter(round__date=JUNE).count() == 1


def test_two_writers_of_one_cell_leave_one_value_and_one_question(officers):
    report = begin(officers[0], opened(), commune_of())
    first, second = at_once(
        lambda: save(officers[0], report, {"i4.2.value": "96", "c1.outcome": "attained"}),
        lambda: save(officers[1], report, {"i4.2.value": "48", "c2.outcome": "attained"}),
    )
    now = cells_of(sheet(Report.objects.get(pk=report.pk)))
    asked = [*first.conflicts, *second.conflicts]
    assert [(one.theirs, {one.mine, one.theirs}) for one in asked] == [(now["i4.2.value"], {"96", "48"})]
    assert (now["c1.outcome"], now["c2.outcome"]) == ("attained", "attained")
    assert Report.objects.get(pk=report.pk).revision == report.revision + 2


def test_nothing_is_written_into_a_report_that_is_being_submitted(officers):
    report = begin(officers[0], opened(), commune_of())
    fill(report, officers[0])
    submitted, saved = at_once(
        lambda: submit(officers[0], report, report.revision),
        lambda: save(officers[1], report, {"c1.note": "sửa muộn"}, {"c1.note": "vì bão"}),
        refusals=Refused,
    )
    found = Report.objects.get(pk=report.pk)
    late = found.assessments.get(criterion__number=1).note == "sửa muộn"
    assert isinstance(submitted, Refused) == late  # either the writer came first, and the other is told to look again
    assert isinstance(saved, Refused) != late
    assert found.state == ("draft" if late else "submitted")


def test_two_who_reaffirm_leave_each_criterion_once(officers):
    report = begin(officers[0], opened(), commune_of())
    at_once(*(lambda one=one: reaffirm_criteria(one, report) for one in officers))
    numbers = list(report.assessments.values_list("criterion__number", flat=True))
    assert len(numbers) == len(set(numbers))


def test_two_who_send_all_their_reports_send_each_once(officers):
    of_round, colleague = opened(), person("lan", Role.DISTRICT, district="van-quan")
    found = [begin(officers[0], of_round, commune_of(place=place)) for place in range(3)]
    for report in found:
        fill(report, officers[0])
    seen = {one.pk: one.revision for one in found}
    done = at_once(*(lambda one=one: send_each(one, of_round, seen) for one in (officers[0], colleague)))
    assert sorted(report.pk for one in done for report in one.sent) == sorted(seen)
    assert [one.refused for one in done] == [[], []]
    assert all(len(one.sent) + len(one.before) == len(seen) for one in done)
    assert [one.events.filter(transition="submit").count() for one in found] == [1, 1, 1]
