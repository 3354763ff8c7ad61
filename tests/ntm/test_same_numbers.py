"""Numbers that must hold on every date and under every unit basis, and be the same wherever they are shown."""

from datetime import date

import pytest

from ntm.judgement import Judge
from ntm.register import Register
from tests.illustrated import illustrated  # noqa: F401
from tests.ntm.readings import END_2019, END_2020

pytestmark = pytest.mark.django_db
ROUNDS = [date(year, 12, 31) for year in range(2011, 2026)] + [date(2020, 6, 30), date(2025, 6, 30)]


@pytest.mark.parametrize("as_of", ROUNDS, ids=str)
def test_targets_are_judged_on_every_round(illustrated, as_of):  # noqa: F811
    """A gain is asked for up to three years back, also from days on which its period had not begun."""
    judged = Judge(Register()).judge_all(as_of)
    assert len(judged) == 116
    assert all((one.verdict == "no_data") or one.result for one in judged)


def test_gain_before_its_period_is_no_data(illustrated):  # noqa: F811
    """F021, 1 to 1,5 criteria a year in 2016-2020: at the end of 2015 no year of it has passed."""
    register = Register()
    target = next(one for one in register.targets if one.code == "F021")
    assert Judge(register).judge(target, date(2015, 12, 31)).result is None
    assert Judge(register).judge(target, date(2018, 12, 31)).start is not None


@pytest.mark.parametrize("units, members", [(END_2019, 20), (date(2020, 1, 1), 20), (date(2025, 7, 1), 11)])
@pytest.mark.parametrize("as_of", [END_2020, date(2025, 12, 31)])
def test_members_of_units_of_another_time(units, members, as_of):
    """A commune that had not begun, or had ended, is asked on its own first or last day."""
    assert len(Register().members("border", as_of, units)) == members


def test_pace_from_a_made_up_start_is_marked(illustrated, client, django_user_model):  # noqa: F811
    """65 of 181 is printed, the three years before are not: the pace to 115 rests on illustration."""
    client.force_login(django_user_model.objects.create_user("reader"))
    page = client.get("/", {"ky": "2020-12-31"}).content.decode()
    assert "11,33 xã/năm (bình quân 3 năm) (minh họa)" in page


def test_headline_of_targets_is_marked(illustrated, client, django_user_model):  # noqa: F811
    client.force_login(django_user_model.objects.create_user("reader"))
    page = client.get("/muc-tieu/", {"ky": "2020-12-31"}).content.decode()
    title = page[page.index("<h1") : page.index("</h1>")]
    assert 'class="mh"' in title
