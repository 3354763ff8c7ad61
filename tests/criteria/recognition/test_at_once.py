"""Two people on one decision and one file at the same moment: one is done, the other is told."""

from datetime import date

import pytest

from communes import history
from communes.models import Change
from criteria import recognition
from criteria.models import Decision, RecognitionFile
from criteria.workflow import Refused
from tests.at_once import at_once, shared_database
from tests.criteria.people import Role, rural, somebody

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["shared_database"]
FACTS = {"signed_on": date(2024, 12, 20), "year": 2024, "level": "basic"}


@pytest.mark.usefixtures("reference", "shared_database")
def test_two_at_once_never_overwrite_each_other():
    lan, hoa = somebody("lan", Role.OFFICE), somebody("hoa", Role.OFFICE)
    communes = rural("van-quan")[:2]
    made = recognition.record(lan, communes=communes, number="1/QĐ-UBND", **FACTS)
    answers = at_once(
        *(
            lambda who=who, number=number: recognition.correct(
                who, made, 0, "sửa", communes=communes, number=number, **FACTS
            )
            for who, number in ((lan, "2/QĐ-UBND"), (hoa, "3/QĐ-UBND"))
        ),
        refusals=Refused,
    )
    assert sorted(isinstance(one, Refused) for one in answers) == [False, True]
    winner = next(one for one in answers if not isinstance(one, Refused))
    assert Decision.objects.get(pk=made.pk).number == winner.number
    assert Change.objects.filter(action="decision.corrected").count() == 1

    opened = at_once(
        *(lambda who=who: recognition.open_file(who, communes[0], "advanced", 2024) for who in (lan, hoa)),
        refusals=Refused,
    )
    assert sorted(isinstance(one, Refused) for one in opened) == [False, True]
    assert RecognitionFile.objects.count() == 1
    assert list(history.verify()) == []
