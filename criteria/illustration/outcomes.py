"""From sets of criteria to verdicts: not applicable, no data, nearly attained, reports in work and advanced reports."""

from datetime import date

from criteria.illustration.afterwards import ENDS
from criteria.illustration.matrices import CRITERIA
from criteria.illustration.places import chance
from criteria.illustration.signs import ATTAINED, EMPTY, NEARLY, NO_DATA, NOT, NOT_APPLICABLE
from criteria.illustration.totals import ALL

MARKET = 7
SETS = {2011: "491", 2013: "491-342", 2016: "1980", 2022: "318"}
HALF_2025, END_2025 = date(2025, 6, 30), date(2025, 12, 31)
# (district, name, state, how many criteria are filled in): one handful of reports in the open rounds.
OPEN_2025 = [
    ("van-quan", "Tri Lễ", "approved", ALL), ("huu-lung", "Vân Nham", "approved", ALL),
    ("bac-son", "Vũ Lễ", "approved", ALL), ("chi-lang", "Vạn Linh", "submitted", ALL),
    ("cao-loc", "Gia Cát", "submitted", ALL), ("van-quan", "Hòa Bình", "draft", 11),
    ("loc-binh", "Tú Đoạn", "draft", 6),
]  # fmt: skip
OPEN_END_2025 = [("06385", "Hữu Lũng", "submitted", ALL), ("06298", "Yên Phúc", "draft", 8)]
# Commune of Văn Quan's plan for 2022: its advanced criterion 14 (health); one more district commune without it.
PLANNED_ADVANCED = {("van-quan", "Điềm He"): [1, 3, 7, 12, 14, 16, 19], ("van-quan", "Tân Đoàn"): [1, 3, 4, 7, 12, 19]}
LOST_BECAUSE = {
    6: "Nhà văn hóa thôn hư hỏng do mưa bão, chưa sửa xong",
    10: "Thu nhập chưa theo kịp mức tăng của năm",
    11: "Hộ nghèo tăng sau rà soát theo chuẩn mới",
    13: "Hợp tác xã ngừng hoạt động, liên kết bị gián đoạn",
    15: "Tỷ lệ tham gia bảo hiểm y tế giảm",
    16: "Số thôn giữ được danh hiệu văn hóa giảm",
    17: "Bãi rác tạm quá tải, có cơ sở chăn nuôi gây ô nhiễm",
    19: "Có vụ việc phức tạp về an ninh trật tự trong năm",
}


def set_of(on):
    return SETS[max(year for year in SETS if year <= on.year)]


def verdicts(places, held):
    """{(commune, round): 19 signs} for all rounds that are complete."""
    return {key: "".join(_sign(places, held, *key, k) for k in CRITERIA) for key in held}


def _sign(places, held, unit, on, criterion):
    slug = places.slug(unit)
    if criterion in held[unit, on]:
        no_market = criterion == MARKET and on.year >= 2016 and chance("market", slug) < 0.06
        return NOT_APPLICABLE if no_market else ATTAINED
    if on.year >= 2021 and chance("unknown", slug, on, criterion) < 0.006:
        return NO_DATA
    if on.year >= 2016 and chance("nearly", slug, on, criterion) < _closeness(held, unit, on, criterion):
        return NEARLY
    return NOT


def _closeness(held, unit, on, criterion):
    """A criterion that will be attained at the next round is more often nearly attained now."""
    later = [when for commune, when in held if commune == unit and when > on]
    return 0.45 if later and criterion in held[unit, min(later)] else 0.04


def work(places, signs):
    """{(commune, round, criterion): (work done, expected month)} of what is nearly attained."""
    found = {}
    for (unit, on), text in signs.items():
        for criterion, sign in enumerate(text, 1):
            if sign == NEARLY:
                luck = chance("work", places.slug(unit), on, criterion)
                found[unit, on, criterion] = 60 + 5 * int(8 * luck), date(on.year + 1, 3 + int(9.9 * luck), 1)
    return found


def still_open(places, held):
    """[(commune, round, state, signs)] of the rounds of 2025, nearly empty."""
    found = []
    for district, name, state, filled in OPEN_2025:
        unit = places.named(district, name, HALF_2025)
        found.append((unit, HALF_2025, state, _half_year(held[unit, ENDS[2024]], filled)))
    for code, _name, state, filled in OPEN_END_2025:
        unit = places.at(code, END_2025)
        before = places.lineage.voters(unit, HALF_2025, END_2025)
        common = set.intersection(*(held[voter, ENDS[2024]] for voter in before))
        found.append((unit, END_2025, state, _half_year(common, filled)))
    return found


def _half_year(before, filled):
    """One criterion more than at the last year-end; the rest of a draft is still empty."""
    missing = [k for k in CRITERIA if k not in before]
    now = before | set(missing[:1])
    return "".join((ATTAINED if k in now else NOT) if k <= filled else EMPTY for k in CRITERIA)


def advanced_reports(places, years):
    """{(commune, round): signs} under the advanced set 318-nc: all for who was just awarded, most for others."""
    found = {}
    for year in (2022, 2023, 2024):
        for unit, award in years.advanced.items():
            if award <= year and places.lineage.same_self(unit, ENDS[2021], ENDS[year]):
                found[unit, ENDS[year]] = "".join(_advanced_sign(places, unit, award, k) for k in CRITERIA)
    for name, criteria in PLANNED_ADVANCED.items():
        unit = places.named(*name, ENDS[2022])
        found[unit, ENDS[2022]] = "".join(ATTAINED if k in criteria else NOT for k in CRITERIA)
    return found


def _advanced_sign(places, unit, award, criterion):
    """Whoever was awarded before 318-nc lacks some of it."""
    lacks = award < 2022 and chance("advanced", places.slug(unit), criterion) < 0.12
    return NOT if lacks else ATTAINED


def reasons(lost):
    """[(commune, round, criterion, note)] of what was lost."""
    return [(unit, ENDS[year], k, LOST_BECAUSE[k]) for year, cells in lost.items() for unit, k in cells]
