"""One commune as lists write it: every word and number ready, so that a page is a plain loop."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm.dashboards.selection import short_district
from ntm.progress.standing import CARRIED, COVERAGE, INHERITED, MISSING, REPORTED

SOURCES = {
    REPORTED: gettext_lazy("reported in this round"),
    CARRIED: gettext_lazy("carried forward"),
    INHERITED: gettext_lazy("inherited, provisional"),
    MISSING: gettext_lazy("no data"),
}
NAMED = 3  # so few missing criteria are told by name
CSV_HEAD = (
    gettext_lazy("Commune code"),
    gettext_lazy("Commune"),
    gettext_lazy("District"),
    gettext_lazy("Unit since"),
    gettext_lazy("Round"),
    gettext_lazy("Criteria set"),
    gettext_lazy("Attained"),
    gettext_lazy("Criteria of the set"),
    gettext_lazy("Criteria not attained"),
    gettext_lazy("NTM commune"),
    gettext_lazy("Advanced NTM commune"),
    gettext_lazy("Model NTM commune"),
    gettext_lazy("Group"),
    gettext_lazy("Source of the numbers"),
    gettext_lazy("Illustration"),
)


@dataclass(frozen=True)
class Entry:
    """Words of one row, and the plain values that tables sort by."""

    code: str
    name: str
    slug: str
    district: str
    district_slug: str
    held: int
    lacking: str
    groups: str
    recognised: str
    source: str
    moved: str
    illustration: bool
    missing: bool
    name_key: str
    district_key: str
    rank: int
    source_rank: int


def entries(rows, selection):
    names = criterion_names(selection)
    groups = selection.register.groups
    return [entry(row, names, groups) for row in rows]


def entry(row, names, groups):
    commune, standing, district = row.commune, row.standing, row.district
    return Entry(
        commune.code,
        commune.name,
        commune.slug,
        short_district(district.name) if district else "",
        district.slug if district else "",
        -1 if row.missing else row.count,
        "" if row.missing else lacking_text(row.lacking, names),
        ", ".join(groups[slug].name for slug in sorted(row.groups)),
        recognised_text(row),
        source_text(standing),
        moved_text(row),
        standing.illustration,
        row.missing,
        commune.sort_key,
        district.sort_key if district else "",
        row.recognised + row.advanced + row.model,
        COVERAGE.index(standing.coverage),
    )


def criterion_names(selection):
    return {one.number: name_of(one) for one in selection.register.criteria[selection.set_code]}


def name_of(criterion):
    return criterion.name_en if get_language() == "en" else criterion.name


def lacking_text(numbers, names):
    """2. Giao thông; 6. Cơ sở vật chất văn hóa while they are few, else the numbers alone."""
    if len(numbers) <= NAMED:
        return "; ".join(f"{one}. {names[one]}" for one in numbers)
    return ", ".join(map(str, numbers))


def recognised_text(row):
    if row.model:
        return _("model NTM commune")
    if row.advanced:
        return _("advanced NTM commune")
    return _("NTM commune") if row.recognised else ""


def source_text(standing):
    """Báo cáo kỳ này · lấy từ kỳ 31/12/2019 · kế thừa tạm tính · chưa có số liệu."""
    if standing.left:
        return _("left the rural universe")
    if standing.coverage == CARRIED:
        return _("carried forward from %(day)s") % {"day": day(standing.on)}
    return str(SOURCES[standing.coverage])


def moved_text(row):
    """Đạt thêm 5, 10; tụt 17 against the round before, "" where nothing moved or sets are not comparable."""
    gained, lost = (", ".join(map(str, sorted(numbers or ()))) for numbers in (row.gained, row.lost))
    said = [_("gained %(numbers)s") % {"numbers": gained}] if gained else []
    return "; ".join([*said, _("lost %(numbers)s") % {"numbers": lost}] if lost else said)


def cells(row, one, selection):
    """One line of the CSV file, in the order of CSV_HEAD; unknown is empty, never 0."""
    unit = row.commune
    return [
        unit.code,
        unit.name,
        one.district,
        day(unit.valid_from),
        day(selection.as_of),
        selection.set_code,
        "" if row.missing else row.count,
        number(len(row.criteria)),
        "" if row.missing else "; ".join(map(str, row.lacking)),
        *(_("yes") if yes else _("no") for yes in (row.recognised, row.advanced, row.model)),
        one.groups,
        one.source,
        _("yes") if row.standing.illustration else _("no"),
    ]
