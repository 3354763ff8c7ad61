"""Commitments and fans over the made-up years: the same verdicts and the same numbers on every database."""

from datetime import date

import pytest

from ntm.archive import Archive
from ntm.commitments import evaluated
from ntm.judgement import Judge
from ntm.pace import histories
from ntm.progress import goals
from tests.illustrated import illustrated  # noqa: F401
from tests.ntm.readings import END_2020

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("illustrated")]
LETTERS = {
    goals.MET: "M",
    goals.EXCEEDED: "E",
    goals.NOT_MET: "N",
    goals.NO_DATA: "-",
    goals.NOT_COMPARABLE: "x",
}


@pytest.mark.parametrize(
    ("as_of", "verdicts"),
    [
        (date(2018, 12, 31), "NMNMNNNN-NNxxNN"),
        (END_2020, "M-MMNNMNMNNxxNN"),
        (date(2024, 12, 31), "M--M---E-MMNNNN"),
        (date(2025, 12, 31), "N--N---N-----NN"),
    ],
    ids=str,
)
def test_commitments_c01_to_c15_on_a_round(as_of, verdicts):
    archive = Archive()
    judge = Judge(archive)
    listed = sorted(archive.commitments, key=lambda one: one.code)
    assert "".join(LETTERS[evaluated(judge, one, as_of, as_of).verdict] for one in listed) == verdicts


def test_fan_of_115_communes_to_the_last_digit():
    judge = Judge(Archive())
    target = next(one for one in judge.register.targets if one.code == "F426")
    found = histories(judge, judge.judge(target, END_2020))
    told = [(one.year, *(round(float(end), 4) for end in (one.low, one.middle, one.high))) for one in found.fan(2025)]
    assert told[0] == (2020, 65.0, 65.0, 65.0)
    assert told[-1] == (2025, 100.1787, 141.3409, 171.0036)
    assert found.illustration
