"""The reference data as it stands in the database: counts, quotes, thresholds, and what a reader may trust."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, F, Q

from communes.models import Commune, Department, District, Group, Membership, Succession, TilePosition
from criteria.models import (
    Commitment,
    CriteriaSet,
    Criterion,
    Decision,
    Document,
    Indicator,
    Lead,
    Measure,
    ProgrammePeriod,
    PublishedFigure,
    Recognition,
    Round,
    Target,
    Threshold,
)
from criteria.reference import TABLES
from criteria.reference.lines import read_lines

pytestmark = pytest.mark.usefixtures("reference")

STATES = {
    date(2004, 8, 31): (226, 207),
    date(2020, 1, 1): (200, 181),
    date(2024, 12, 1): (194, 175),
    date(2025, 7, 1): (65, 61),
}
CITING = {"targets", "published_figures", "citations", "commitments"}
LAST_DISTRICT_DAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        (District, 11),
        (Commune, 304),
        (Succession, 263),
        (TilePosition, 624),
        (Group, 1),
        (Membership, 32),
        (CriteriaSet, 6),
        (Criterion, 105),
        (Indicator, 259),
        (ProgrammePeriod, 3),
        (Round, 17),
        (Document, 5),
        (Measure, 283),
        (Target, 116),
        (PublishedFigure, 380),
        (Commitment, 15),
        (Decision, 5),
        (Recognition, 5),
    ],
)
def test_reference_counts(model, rows):
    assert model.objects.count() == rows


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_reference_rows_name_their_source(table):
    names = {field.name for field in table.model._meta.fields}
    if "source" in names:
        assert not table.model.objects.filter(source="").exists()
    else:  # figures cite document, line and quote; measures and periods are the product's own words
        assert table.name in {*CITING, "measures", "programme_periods", "recognitions"}


@pytest.mark.parametrize("last_day", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_reference_units_of_each_state(state, last_day):
    later = [start for start in STATES if start > state]
    on = min(later) - timedelta(days=1) if last_day and later else state
    units = Commune.objects.in_force(on)
    assert (units.count(), units.rural().count()) == STATES[state]


def test_reference_districts_end_with_the_tier():
    assert set(District.objects.values_list("valid_to", flat=True)) == {LAST_DISTRICT_DAY}
    assert District.objects.get(slug="lang-son").name == "Thành phố Lạng Sơn"
    assert District.objects.get(slug="van-quan").name == "Huyện Văn Quan"
    assert not Commune.objects.filter(district=None, valid_from__lte=LAST_DISTRICT_DAY).exists()
    assert not Commune.objects.exclude(district=None).filter(valid_from__gt=LAST_DISTRICT_DAY).exists()


def test_reference_rural_communes_of_districts_sum_to_the_province():
    on = date(2020, 12, 31)
    by_district = Commune.objects.in_force(on).rural().values_list("district__slug").annotate(Count("id"))
    assert len(by_district) == 11
    assert sum(communes for _slug, communes in by_district) == 181
    assert dict(by_district)["van-quan"] == 16


def test_reference_no_code_is_borne_twice_on_a_day():
    lives = Commune.objects.order_by("code", "valid_from").values_list("code", "valid_from", "valid_to")
    for (code, _first, last), (next_code, next_first, _last) in pairwise(lives):
        assert code != next_code or last < next_first


def test_reference_a_code_is_not_an_identity():
    assert list(Commune.objects.filter(code="06298").values_list("name", flat=True).order_by("valid_from")) == [
        "Xuân Mai",
        "Bình Phúc",
        "Yên Phúc",
    ]


def test_reference_successions_join_units_in_force():
    before = F("effective_on") - timedelta(days=1)
    assert not Succession.objects.filter(predecessor__valid_to__lt=before).exists()
    assert not Succession.objects.filter(predecessor__valid_from__gt=before).exists()
    assert not Succession.objects.filter(successor__valid_from__gt=F("effective_on")).exists()
    assert not Succession.objects.filter(successor__valid_to__lt=F("effective_on")).exists()


def test_reference_successions_kinds():
    days = Counter(Succession.objects.values_list("effective_on", "kind"))
    assert days == {
        (date(2020, 1, 1), "merge"): 39,
        (date(2020, 1, 1), "split"): 12,
        (date(2020, 1, 1), "boundary"): 3,
        (date(2024, 12, 1), "merge"): 10,
        (date(2024, 12, 1), "split"): 2,
        (date(2024, 12, 1), "boundary"): 1,
        (date(2025, 7, 1), "merge"): 192,
        (date(2025, 7, 1), "split"): 4,
    }


@pytest.mark.parametrize("state", STATES)
def test_reference_tiles_of_a_state_are_its_rural_communes(state):
    rural = set(Commune.objects.in_force(state).rural().values_list("id", flat=True))
    assert set(TilePosition.objects.filter(state=state).values_list("commune", flat=True)) == rural


@pytest.mark.parametrize(
    ("on", "rural", "others"),
    [
        (date(2011, 12, 31), 20, 1),
        (date(2017, 12, 31), 20, 1),
        (date(2019, 12, 31), 20, 1),
        (date(2020, 1, 1), 20, 1),
        (date(2024, 12, 1), 20, 1),
        (date(2025, 6, 30), 20, 1),
        (date(2025, 7, 1), 11, 0),
    ],
)
def test_reference_border_communes(on, rural, others):
    members = Membership.objects.filter(group__slug="border").in_force(on).filter(commune__in=_in_force(on))
    assert members.filter(commune__kind="commune").count() == rural
    assert members.exclude(commune__kind="commune").count() == others


def _in_force(on):
    return Commune.objects.in_force(on)


def test_reference_border_since_2025_waits_for_the_list():
    notes = Membership.objects.filter(valid_from=date(2025, 7, 1)).values_list("note", flat=True)
    assert set(notes) == {"chờ danh sách chính thức"}


def test_reference_criteria_of_each_set():
    sets = {one.code: one for one in CriteriaSet.objects.all()}
    assert {code: (one.level, one.criteria_count, one.criteria.count()) for code, one in sets.items()} == {
        "491": ("basic", 19, 19),
        "491-342": ("basic", 19, 19),
        "1980": ("basic", 19, 19),
        "318": ("basic", 19, 19),
        "318-nc": ("advanced", 19, 19),
        "51-2025": ("basic", 10, 10),
    }
    assert [code for code, one in sets.items() if not one.content_known] == ["51-2025"]
    assert "chưa có nội dung tiêu chí" in sets["51-2025"].document


def test_reference_indicators_of_each_set():
    counted = Indicator.objects.values_list("criterion__criteria_set__code").annotate(Count("id"))
    assert dict(counted.order_by()) == {"491": 39, "491-342": 39, "1980": 49, "318": 57, "318-nc": 75}


@pytest.mark.parametrize("level", ["basic", "advanced"])
def test_reference_one_set_a_year_and_level(level):
    for year in range(2011, 2031):
        judged_by = CriteriaSet.objects.filter(level=level, first_year__lte=year, last_year__gte=year)
        assert judged_by.count() == (1 if level == "basic" or 2022 <= year <= 2025 else 0)


def test_reference_rounds_are_judged_by_the_set_in_force():
    rounds = list(Round.objects.select_related("criteria_set"))
    assert all(CriteriaSet.objects.in_force(one.date) == one.criteria_set for one in rounds)
    by_set = Counter(one.criteria_set.code for one in rounds)
    assert by_set == {"491": 2, "491-342": 3, "1980": 7, "318": 5}
    assert Counter(one.kind for one in rounds) == {"year": 15, "half_year": 2}
    assert {one.date for one in rounds if one.kind == "half_year"} == {date(2020, 6, 30), date(2025, 6, 30)}


def test_reference_thresholds_unknown_is_never_zero():
    assert not Threshold.objects.filter(value=0).exists()
    assert not Threshold.objects.filter(text="").exists()


def test_reference_thresholds_values_are_printed_numbers():
    for threshold in Threshold.objects.exclude(value=None):
        printed = threshold.text.split(": ")[-1]
        assert re.fullmatch(r"\d+(\.\d+)?", printed)
        assert float(printed) == float(threshold.value)
    for threshold in Threshold.objects.filter(value=None):
        assert not re.fullmatch(r"(\d{4}: )?[\d.]+", threshold.text)


def test_reference_thresholds_checked_only_with_an_address():
    for threshold in Threshold.objects.filter(checked=True):
        assert threshold.source.startswith(("http://", "https://"))
    untrusted = Q(source__startswith="partly:") | Q(source__startswith="own knowledge")
    assert not Threshold.objects.filter(untrusted, checked=True).exists()
    assert not Threshold.objects.filter(source__contains="DISAGREE", commune_class="national", checked=True).exists()


def test_reference_thresholds_with_a_value_can_be_compared():
    comparisons = Threshold.objects.exclude(value=None).values_list("indicator__comparison", flat=True)
    assert set(comparisons) <= {">=", "<=", ">"}


@pytest.mark.parametrize(
    ("criteria_set", "commune_class", "expected"),
    [
        ("318", "tdmnpb", [(2022, 2022, 39), (2023, 2023, 42), (2024, 2024, 45), (2025, 2025, 48)]),
        ("318", "national", [(2022, 2022, 48), (2023, 2023, 51), (2024, 2024, 54), (2025, 2025, 57)]),
        (
            "491-342",
            "tdmnpb",
            [(2012, 2012, 13), (2013, 2013, 14), (2014, 2014, 16), (2015, 2015, 18), (2020, 2020, 35)],
        ),
        ("1980", "tdmnpb", [(None, 2020, 36)]),
        ("1980", "national", [(None, 2020, 45)]),
    ],
)
def test_reference_income_thresholds_by_year(criteria_set, commune_class, expected):
    indicator = Indicator.objects.get(criterion__criteria_set__code=criteria_set, code="10")
    rows = indicator.thresholds.filter(commune_class=commune_class).order_by("year_from")
    assert [(row.year_from, row.year_to, row.value) for row in rows] == expected
    assert indicator.yearly


def test_reference_thresholds_do_not_overlap():
    seen = set()
    for one in Threshold.objects.all():
        for year in range(one.year_from or 2009, (one.year_to or 2030) + 1):
            assert (one.indicator_id, one.commune_class, year) not in seen
            seen.add((one.indicator_id, one.commune_class, year))


def test_reference_every_judged_criterion_has_a_lead():
    led = Criterion.objects.exclude(criteria_set__code="51-2025")
    for on in [date(2022, 12, 31), date(2025, 2, 28), date(2025, 3, 1)]:
        in_force = Lead.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        assert set(led.values_list("id", flat=True)) == set(in_force.values_list("criterion", flat=True))
    assert not Lead.objects.filter(criterion__criteria_set__code="51-2025").exists()
    assert all("chưa có phân công của Lạng Sơn" in note for note in Lead.objects.values_list("note", flat=True))


def test_reference_leads_lie_in_their_department_s_life():
    departments = {one.id: one for one in Department.objects.all()}
    for lead in Lead.objects.all():
        department = departments[lead.department_id]
        assert department.valid_from <= lead.valid_from
        assert department.valid_to is None or lead.valid_to <= department.valid_to


@pytest.mark.parametrize(
    ("number", "on", "slugs"),
    [
        (2, date(2025, 2, 28), ["so-giao-thong-van-tai"]),
        (2, date(2025, 3, 1), ["so-xay-dung"]),
        (3, date(2025, 3, 1), ["so-nong-nghiep-moi-truong"]),
        (8, date(2025, 3, 1), ["so-khoa-hoc-cong-nghe"]),
        (11, date(2025, 3, 1), ["so-noi-vu"]),
        (15, date(2025, 3, 1), ["so-y-te"]),
        (17, date(2024, 12, 31), ["so-tai-nguyen-moi-truong"]),
        (19, date(2024, 12, 31), ["bo-chqs-tinh", "cong-an-tinh"]),
    ],
)
def test_reference_lead_passes_to_the_merged_department(number, on, slugs):
    leads = Lead.objects.filter(criterion__criteria_set__code="318", criterion__number=number, valid_from__lte=on)
    held = leads.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    assert sorted(held.values_list("department__slug", flat=True)) == slugs


def test_reference_documents_are_cited_as_they_are():
    cited = {one.slug: (one.number, one.issued_on, one.short_name) for one in Document.objects.all()}
    assert cited == {
        "pd798-2016": ("798/PĐ-UBND", date(2016, 8, 17), "PĐ 798"),
        "kh42-2018": ("42/KH-UBND", date(2018, 2, 28), "KH 42"),
        "tb-2020": ("", None, "TB 02/2020"),
        "bc-nq20-2020": ("", None, "BC NQ 20"),
        "vq-2022": ("", None, "PĐ Văn Quan 2022"),
    }


def test_reference_figures_of_each_document():
    counted = Counter()
    for model in (Target, PublishedFigure):
        counted.update(model.objects.values_list("document__code", flat=True))
    assert counted == {"BC-NQ20-2020": 318, "KH42-2018": 83, "TB-2020": 40, "PD798-2016": 38, "VQ-2022": 17}


def test_reference_figures_are_numbered_once():
    codes = [code for model in (Target, PublishedFigure) for code in model.objects.values_list("code", flat=True)]
    assert sorted(codes) == [f"F{number:03d}" for number in range(1, 497)]


def test_reference_figures_kinds_and_estimates():
    assert Counter(PublishedFigure.objects.values_list("kind", flat=True)) == {
        "actual": 276,
        "funding_actual": 33,
        "plan_increment": 30,
        "baseline": 20,
        "funding_plan": 13,
        "estimate": 8,
    }
    assert PublishedFigure.objects.filter(estimate=True).count() == 17


def test_reference_figures_dates_are_last_days():
    for model in (Target, PublishedFigure):
        for year, on in model.objects.values_list("year", "date"):
            assert f"{on:%Y-%m}"[: len(year)] == year
            assert (on + timedelta(days=1)).day == 1
            assert len(year) > 4 or on.month == 12
    june = PublishedFigure.objects.filter(year="2020-06").values_list("date", flat=True)
    assert set(june) == {date(2020, 6, 30)}


def test_reference_figures_keep_range_and_open_ends():
    for model in (Target, PublishedFigure):
        assert not model.objects.filter(comparator=">=").filter(Q(low=None) | Q(high__isnull=False)).exists()
        assert not model.objects.filter(comparator="<=").filter(Q(high=None) | Q(low__isnull=False)).exists()
        assert not model.objects.filter(comparator__in=["=", "range"]).filter(Q(low=None) | Q(high=None)).exists()


def test_reference_figures_parts_name_figures_or_units():
    codes = {code for model in (Target, PublishedFigure) for code in model.objects.values_list("code", flat=True)}
    parts = {part for model in (Target, PublishedFigure) for part in model.objects.values_list("part_of", flat=True)}
    assert all(not part or part in codes or re.fullmatch(r"units(:207)?@20\d\d", part) for part in parts)


@pytest.mark.parametrize("code", ["BC-NQ20-2020", "KH42-2018", "TB-2020", "PD798-2016", "VQ-2022"])
def test_reference_quotes_stand_verbatim_in_the_document(sources, code):
    lines = (sources / f"{code}.txt").read_text(encoding="utf-8").split("\n")
    quoted = [
        (figure.code, figure.line, figure.quote)
        for model in (Target, PublishedFigure, Commitment)
        for figure in model.objects.filter(document__code=code)
    ]
    assert quoted
    assert [number for number, line, quote in quoted if quote not in lines[line - 1]] == []


def test_reference_decisions_are_real():
    known = Recognition.objects.values_list(
        "decision__number", "decision__year", "decision__level", "commune__name", "commune__district__slug"
    )
    assert set(known) == {
        ("2165/QĐ-UBND", 2018, "basic", "Bính Xá", "dinh-lap"),
        ("2166/QĐ-UBND", 2018, "basic", "Văn An", "van-quan"),
        ("99/QĐ-UBND", 2022, "advanced", "Chi Lăng", "trang-dinh"),
        ("103/QĐ-UBND", 2022, "advanced", "Sơn Hà", "huu-lung"),
        ("105/QĐ-UBND", 2022, "advanced", "Bắc Lãng", "dinh-lap"),
    }
    assert not Decision.objects.filter(illustration=True).exists()
    signed = dict(Decision.objects.values_list("number", "signed_on"))
    assert (signed["2166/QĐ-UBND"], signed["99/QĐ-UBND"]) == (date(2018, 10, 31), date(2023, 1, 26))


NAMED_BESIDE_THEIR_CODE = [
    ("tile_positions", "commune", "name", "state", 0),
    ("memberships", "commune", "name", "valid_from", 0),
    ("recognitions", "commune", "name", "signed_on", 0),
    ("successions", "predecessor", "predecessor_name", "effective_on", 1),
    ("successions", "successor", "successor_name", "effective_on", 0),
]


@pytest.mark.parametrize(("file", "code", "name", "day", "before"), NAMED_BESIDE_THEIR_CODE)
def test_reference_names_beside_codes_are_right(settings, file, code, name, day, before):
    lives = list(Commune.objects.all())
    for line in read_lines(settings.FIXTURES / f"{file}.csv"):
        on = line.day(day) - timedelta(days=before)
        bearers = [c.name for c in lives if c.code == line.text(code) and c.valid_from <= on <= (c.valid_to or on)]
        assert bearers == [line.text(name)], f"line {line.number}"
