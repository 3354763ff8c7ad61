"""Handing a territory over moves its open work: reports belong to the territory, whoever began them."""

from datetime import date

import pytest
from django.utils import timezone

from communes.accounts import people, roles
from communes.models import Commune
from criteria.models import Report, Round
from criteria.rights import communes_to_enter, may_enter, may_see
from tests.communes.people import Role, district, person, seen
from tests.ntm.readings import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ENDED = date(2025, 6, 30)


@pytest.fixture
def lan():
    return person("lan", Role.DISTRICT, district=district("van-quan"))


@pytest.fixture
def work(lan):
    """One report of the district in every state that is still open, begun by its officer."""
    rows = Commune.objects.rural().in_force(ENDED).filter(district__slug="van-quan").order_by("code")
    states = [Report.State.DRAFT, Report.State.SUBMITTED, Report.State.RETURNED]
    found = [report(commune, ENDED, [1, 2], state=state) for commune, state in zip(rows, states, strict=False)]
    for one in found:
        one.authors.add(lan)
    return found


def hand_over(lan):
    successor = person("hung")
    roles.hand_over(person("tinh", Role.OFFICE), lan, seen(lan), lan.roles.get(), successor, timezone.localdate())
    return successor


def test_hand_over_moves_every_open_report(lan, work):
    successor = hand_over(lan)
    assert all(may_see(successor, one) and may_enter(successor, one.commune, one.round) for one in work)
    assert not any(may_see(lan, one) or may_enter(lan, one.commune, one.round) for one in work)


def test_hand_over_moves_every_commune_of_the_round(lan, work):
    of_round = Round.objects.official().get(date=ENDED)
    before = set(communes_to_enter(lan, of_round))
    assert set(communes_to_enter(hand_over(lan), of_round)) == before
    assert not communes_to_enter(lan, of_round)


def test_closing_an_account_loses_no_report_for_the_next_one(lan, work):
    office = person("tinh", Role.OFFICE)
    people.close(office, lan, seen(lan))
    successor = person("hung")
    roles.hand_over(office, lan, seen(lan), lan.roles.get(), successor, timezone.localdate())
    assert all(may_enter(successor, one.commune, one.round) for one in work)
    assert all(one.authors.get() == lan for one in work)
