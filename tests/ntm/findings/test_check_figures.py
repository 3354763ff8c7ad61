"""check_figures: what it finds on the 496 figures, that planted errors do not escape, that a clean ledger is silent."""

import json
import random
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from criteria.models import PublishedFigure
from ntm.archive import Archive
from ntm.findings import Examined
from ntm.progress.contradictions import checks, coverage, findings
from ntm.progress.contradictions.finding import CONTRADICTION
from tests.ntm.findings.misprints import drawn, planted, spots

pytestmark = pytest.mark.django_db
CONTRADICTIONS = {
    ("cited_differently", "C036 C047"),
    ("cited_differently", "C043 C054"),
    ("growth", "F363 F364 F365"),
    ("parts_of_total", "F232 F233 F234"),
    ("parts_of_total", "F278 F279 F283 F284 F285"),
    ("share", "F347"),
    ("share_across_rows", "F017 F019"),
    ("start_plus_yearly", "F001 F020 F021"),
    ("stated_twice", "F408 F418 F421"),
    ("stated_twice", "F409 F422"),
}
ROUNDINGS = {
    ("parts_of_total", "F113 F114 F117 F118 F119 F120 F121"),
    ("parts_of_total", "F279 F280 F281 F282"),
    *(("share", code) for code in ("F120", "F313", "F315", "F418", "F421")),
}
UNCLEAR = {
    "average_and_criteria": 1,
    "base_not_stated": 2,
    "base_of_past_units": 2,
    "carried_over": 1,
    "growth": 1,
    "number_against_date": 1,
    "parts_of_total": 1,
    "parts_of_units": 2,
    "previous_plus_increment": 1,
    "result_and_expected": 2,
    "share_without_base": 1,
}


@pytest.fixture
def examined(reference):
    return Examined(Archive())


def told(*options):
    out = StringIO()
    with translation.override("vi"):
        call_command("check_figures", *options, stdout=out)
    return out.getvalue()


def said():
    return json.loads(told("--json"))


def test_check_figures_finds_the_same_on_every_database(reference):
    """Rule by rule: the list is the same on SQLite and PostgreSQL."""
    found = said()
    by_class = {kind: [one for one in found if one["class"] == kind] for kind in ("contradiction", "rounding")}
    assert {(one["rule"], " ".join(one["rows"])) for one in by_class["contradiction"]} == CONTRADICTIONS
    assert {(one["rule"], " ".join(one["rows"])) for one in by_class["rounding"]} == ROUNDINGS
    unclear = [one["rule"] for one in found if one["class"] == "ambiguous"]
    assert {rule: unclear.count(rule) for rule in unclear} == UNCLEAR
    assert len(found) == len(CONTRADICTIONS) + len(ROUNDINGS) + sum(UNCLEAR.values())


def test_check_figures_gives_each_finding_its_fields(reference):
    found = said()
    assert all({"id", "class", "rule", "rows", "text"} <= one.keys() for one in found)
    assert len({one["id"] for one in found}) == len(found)
    assert all(one["rows"] == sorted(one["rows"]) and one["text"].endswith(".") for one in found)
    assert said() == found


def test_check_figures_says_which_share_the_count_would_fit(reference):
    share = next(one for one in said() if one["rows"] == ["F347"])
    assert all(text in share["text"] for text in ("72/181", "39,78%", "40,33%", "73/181"))


def test_check_figures_says_what_the_average_leaves_for_unprinted_criteria(reference):
    average = next(one for one in said() if one["rule"] == "average_and_criteria")
    assert all(text in average["text"] for text in ("2.262,5", "1.859", "395–412", "1, 9, 12", "33–50", "65"))


def test_check_figures_for_a_person_names_the_share_of_rows_covered(reference):
    text, covered = told(), json.loads(told("--coverage"))
    assert (covered["figures"], covered["covered"]) == (496, len(covered["fixed"]))
    assert covered["covered"] > 185
    assert f"{covered['covered']}" in text.splitlines()[-1]
    assert covered["fixed"]["F347"]["percent"] == ["share"]


def test_check_figures_of_an_empty_database(empty_database):
    assert said() == []
    assert json.loads(told("--coverage"))["share"] is None


def test_finding_about_corrected_numbers_is_another_finding(reference):
    before = next(one for one in said() if one["rows"] == ["F347"])
    PublishedFigure.objects.filter(code="F347").update(stated_percent="41.33")
    after = next(one for one in said() if one["rows"] == ["F347"])
    assert before["id"] != after["id"]
    PublishedFigure.objects.filter(code="F347").update(stated_percent="39.78")
    assert not [one for one in said() if one["rows"] == ["F347"]]


@pytest.mark.parametrize("seed", range(25))
def test_planted_figures_are_found(examined, seed):
    """20 misprints of kinds at random on covered rows: at least 19 are named by a finding that was not there before."""
    draw, ledger = random.Random(seed), examined.ledger
    chosen = drawn(examined.checks, spots(ledger, examined.coverage), 20, draw)
    before = {one.id for one in examined.findings}
    new = [one for one in findings(checks(planted(ledger, chosen, draw))) if one.id not in before]
    named = {code for one in new for code in one.codes}
    assert len(chosen) == 20
    assert len({code for code, _part in chosen} - named) <= 1


def test_other_base_entered_for_one_day_is_asked_about(examined):
    """Results of the province counted of 181 before 2020 and of 207 since: no such row passes unnoticed."""
    ledger, before = examined.ledger, {one.id for one in examined.findings}
    swap = {"207": "181", "181": "207"}
    rows = [r for r in ledger.rows if r.result and r.of_communes and r.scope == "province" and r.base in swap]
    wrong = {
        r.code: replace(r, base=swap[r.base]) for r in rows if (not r.whole and r.base != "207") or r.date.year < 2020
    }
    after = findings(checks(replace(ledger, rows=tuple(wrong.get(r.code, r) for r in ledger.rows))))
    assert len(wrong) > 15
    assert wrong.keys() <= {code for one in after if one.id not in before for code in one.codes}


def test_clean_ledger_raises_no_contradiction(examined):
    """What contradictions name is taken out, whatever it is; what is left does not contradict itself."""
    ledger = examined.ledger
    named = {code for one in examined.findings if one.kind == CONTRADICTION for code in one.codes}
    clean = replace(
        ledger,
        rows=tuple(row for row in ledger.rows if row.code not in named),
        citations=tuple(one for one in ledger.citations if one.code not in named),
    )
    assert [one.codes for one in findings(checks(clean)) if one.kind == CONTRADICTION] == []
    assert len(coverage(checks(clean))) > 170


def test_corrected_figure_raises_no_contradiction_of_its_own(examined):
    """A percent corrected to what the finding says would reconcile it: the finding is gone and no new one comes."""
    ledger = examined.ledger
    share = next(one for one in examined.findings if one.codes == ["F347"])
    rows = [replace(r, percent=str(share.facts["true"])) if r.code == "F347" else r for r in ledger.rows]
    after = findings(checks(replace(ledger, rows=tuple(rows))))
    left = {one.id for one in examined.findings if one.kind == CONTRADICTION} - {share.id}
    assert {one.id for one in after if one.kind == CONTRADICTION} == left
