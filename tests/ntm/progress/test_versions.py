"""Targets that were set several times: who set which, found in the data by a rule that knows no document."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from criteria.models import Target
from ntm.progress.versions import family, revised, set_on, versions


def target(code, value, setter="", share=False, issued=None, document="A", **fields):
    key = "communes_attained_standard" + ("_share" if share else "")
    given = {
        "code": code,
        "measure": SimpleNamespace(key=key),
        "document": SimpleNamespace(code=document, issued_on=issued),
        "low": Decimal(value),
        "high": Decimal(value),
        "set_by": setter,
        "variant": "",
        "criterion": None,
        "scope": "province",
        "line": 1,
        "date": date(2020, 12, 31),
        "period": "2016-2020",
        "base": "207",
        "unit": "percent" if share else "commune",
    }
    return SimpleNamespace(**{**given, **fields})


def test_versions_stand_in_the_order_they_were_set():
    found = [target("1", 72, "B (2017)"), target("2", 50, "A (2011)", share=True), target("3", 65, "C 2020")]
    assert [one.first.code for one in versions(found, found[0])] == ["2", "1", "3"]


def test_versions_without_a_year_came_no_later_than_their_period():
    dated = target("1", 72, "B (2016)", issued=date(2016, 8, 17), document="B")
    undated = target("2", 70, "Đại hội", document="C")
    assert set_on(dated) == (date(2016, 8, 17), True)
    assert set_on(undated) == (date(2016, 1, 1), False)
    assert [one.first.code for one in versions([dated, undated], dated)] == ["2", "1"]


def test_versions_a_period_in_brackets_is_not_the_year_it_was_set():
    assert set_on(target("1", 1, "phần II (2021-2025)", period="2021-2025")) == (date(2021, 1, 1), False)


def test_versions_count_and_share_of_one_setter_are_one():
    found = [target("1", 35, "A", share=True), target("2", 72, "A")]
    (one,) = versions(found, found[0])
    assert [each.code for each in one.targets] == ["2", "1"]


def test_versions_of_another_scope_year_or_measure_are_others():
    one = target("1", 72, "A")
    others = [
        target("2", 5, "B", scope="group:border"),
        target("3", 72, "B", date=date(2025, 12, 31)),
        target("4", 72, "B", criterion=2),
    ]
    assert [family(other) == family(one) for other in others] == [False] * 3
    assert revised([one, *others]) == []


@pytest.mark.parametrize(("share", "adds"), [(37, True), (35, False)])
def test_versions_a_group_of_the_same_sentence_adds_where_only_the_sum_fits_the_share(share, adds):
    """72 + 5 of 207 are 37 %; 72 alone are 35 %."""
    group = target("2", 5, "A", scope="group:pilots", base="")
    found = [target("1", 72, "A"), group, target("3", share, "A", share=True), target("4", 60, "B (2020)")]
    first = versions(found, found[0])[0]
    assert first.beside == (group,)
    assert first.adds is adds


@pytest.mark.django_db
def test_versions_of_2020_as_the_documents_set_them(reference):
    targets = list(Target.objects.select_related("measure", "document").order_by("code"))
    headline = next(one for one in targets if one.code == "F407")
    told = [
        (one.day.year, [f"{each.low:f}".rstrip("0").rstrip(".") for each in one.targets], one.adds)
        for one in versions(targets, headline)
    ]
    assert told == [
        (2011, ["50"], False),
        (2016, ["72", "35"], False),
        (2016, ["72", "37"], True),
        (2017, ["72"], False),
        (2020, ["65"], False),
    ]
    assert len(revised(targets)) == 2
