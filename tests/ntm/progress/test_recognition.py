"""Recognised on a date: own decision, all voters, withdrawn, waiting to be recognised again."""

from datetime import date

from tests.ntm.progress.places import END_2019, END_2020, JUNE_2020, MERGED, award, merger, recognitions

END_2022, IN_MARCH = date(2022, 12, 31), date(2023, 3, 1)


def recognised(unit, on, *awards, renewals=()):
    return bool(recognitions(merger(), *awards, renewals=renewals).awards_for(unit, on))


def test_awards_year_end_counts_by_the_year_it_is_for():
    late = award(7, 2022, date(2023, 1, 26))
    assert recognised(7, END_2022, late)
    assert not recognised(7, date(2023, 1, 25), late), "other dates count by signing"
    assert recognised(7, IN_MARCH, late)


def test_awards_of_a_merged_unit_need_all_voters():
    assert recognised(2, MERGED, award(1, 2018), award(2, 2019))
    assert not recognised(2, MERGED, award(2, 2019)), "1 votes too and has none"


def test_awards_before_the_merger_belong_to_the_self_before():
    one = award(2, 2019)
    assert recognised(2, END_2019, one)
    assert not recognised(2, END_2020, one)


def test_awards_for_the_year_before_signed_after_the_merger_belong_to_the_self_before():
    late = award(2, 2019, date(2020, 2, 10))
    assert recognised(2, END_2019, late)
    assert not recognised(2, END_2020, late)


def test_awards_of_the_new_self():
    assert recognised(2, END_2020, award(2, 2020))
    assert not recognised(2, JUNE_2020, award(2, 2020))


def test_awards_waiting_to_be_recognised_again_inherit_nothing():
    both = award(1, 2018), award(2, 2019)
    waits = [(2, "basic", MERGED)]
    assert not recognised(2, JUNE_2020, *both, renewals=waits)
    assert recognised(2, END_2020, *both, award(2, 2020), renewals=waits)


def test_awards_withdrawn():
    one = award(7, 2018, withdrawn_on=date(2020, 3, 1))
    assert recognised(7, END_2019, one)
    assert not recognised(7, END_2020, one)


def test_awards_town_does_not_vote():
    """6 comes from a part of 5 only: the part votes where there is no whole one."""
    assert recognised(6, MERGED, award(5, 2019))


def test_awards_of_another_level_do_not_count():
    assert not recognised(7, END_2020, award(7, 2018, level="advanced"))
