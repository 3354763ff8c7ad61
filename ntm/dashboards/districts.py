"""Huyện: the districts side by side, and one district's own overview; a tier of government until 30/06/2025."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import day, number
from ntm.dashboards.parts import Numbers, crumbs_to, numbers_of, part_of, selection_of
from ntm.dashboards.selection import DISTRICT, read_selection
from ntm.dossier import Dossier
from ntm.edition import remembered

# What `xep` asks: (label, what a row is sorted by, the worst or the best first).
QUESTIONS = {
    "ty-le": (gettext_lazy("Share recognised"), lambda row: -row.numbers.share),
    "binh-quan": (gettext_lazy("Average criteria"), lambda row: -(row.numbers.average or 0)),
    "du-tieu-chi": (gettext_lazy("All criteria"), lambda row: -(row.numbers.all_criteria or 0)),
    "duoi-10": (gettext_lazy("Below 10 criteria"), lambda row: -(row.numbers.below or 0)),
    "moi-dat": (gettext_lazy("Newly attained"), lambda row: -(row.numbers.gained or 0)),
    "tut": (gettext_lazy("Lost criteria"), lambda row: -(row.numbers.lost or 0)),
    "ten": (gettext_lazy("Name"), lambda row: 0),
}
DEFAULT_QUESTION = "ty-le"


@dataclass(frozen=True)
class Row:
    """One district of the selection."""

    district: object
    url: str
    list_url: str
    numbers: Numbers


@dataclass(frozen=True)
class Heir:
    """A commune of the page's units that a part of the district's territory went into."""

    commune: object
    url: str
    count: str


@remembered
def districts(request):
    """GET /huyen/ with the bar and `xep`: the question that orders the table."""
    register = Dossier()
    selection = read_selection(request.GET, register)
    asked = request.GET.get("xep", "")
    asked = asked if asked in QUESTIONS else DEFAULT_QUESTION
    selection.hidden = [("xep", asked)] if asked != DEFAULT_QUESTION else []
    register.prepare(register.keys_with_movement(selection))
    rows = sorted(rows_of(selection), key=QUESTIONS[asked][1])
    return render(request, "dashboards/districts.html", comparison(selection, rows, asked))


def comparison(selection, rows, asked):
    moved = selection.register.movement(selection.as_of, selection.units, selection.set_code)
    return {
        "selection": selection,
        "rows": rows,
        "top": len(selection.standing.criteria),
        "total": numbers_of(selection.standing, moved),
        "title": title(rows, selection),
        "questions": [(key, label, selection.url(xep=key), key == asked) for key, (label, _by) in QUESTIONS.items()],
        "ended": None if rows else ended(selection),
        "crumbs": [(_("Whole province"), reverse("communes") + selection.url(pv="")), (_("Districts"), "")],
    }


def rows_of(selection):
    """A row a district that has communes in the selection's units and scope, by name."""
    register, standing = selection.register, selection.standing
    moved = register.movement(selection.as_of, selection.units, selection.set_code)
    found = []
    for slug, district in register.districts.items():
        part = standing.within(register.district_communes(slug, selection.units))
        if part.universe:
            url, listed = reverse("district", args=[slug]), reverse("communes")
            scoped = selection.url(pv=f"{DISTRICT}{slug}")
            found.append(Row(district, url + selection.url(pv=""), listed + scoped, numbers_of(part, moved)))
    return found


def title(rows, selection):
    """Thành phố Lạng Sơn dẫn đầu: 3/3 xã đạt chuẩn; thấp nhất là Huyện Đình Lập, 1/10."""
    known = [row for row in rows if row.numbers.recognised]
    if not rows:
        return _("There are no districts since 01/07/2025: communes are under the province")
    if not known:
        return _("No commune recognised in any district by %(day)s") % {"day": day(selection.as_of)}
    by_share = sorted(rows, key=lambda row: -row.numbers.share)
    first, last = by_share[0], by_share[-1]
    return _("%(first)s leads with %(best)s communes recognised; last is %(last)s with %(least)s") % {
        "first": first.district.name,
        "best": of_whole(first.numbers),
        "last": last.district.name,
        "least": of_whole(last.numbers),
    }


def of_whole(numbers):
    return f"{number(numbers.recognised)}/{number(numbers.size)}"


def ended(selection):
    """(the last day of the districts, the same page by their units): None where there never were any."""
    last = max((one.valid_to for one in selection.register.districts.values() if one.valid_to), default=None)
    if last is None or selection.units <= last:
        return None
    return {"last": last, "url": selection.url(ms=f"{last}"), "heirs": heirs_by_district(selection)}


def heirs_by_district(selection):
    return [
        (one, reverse("district", args=[slug]) + selection.url(pv=""), heirs(selection, one))
        for slug, one in selection.register.districts.items()
    ]


def heirs(selection, district):
    """Communes of the page's units that hold some of the district's territory, in Vietnamese order."""
    register, last = selection.register, district.valid_to
    lineage = register.lineage
    own = register.district_communes(district.slug, last)
    units = {new for old in own for new in lineage.successors(old, last, selection.units)}
    standing = register.standing(selection.as_of, selection.units, selection.set_code)
    places = sorted((register.communes[unit] for unit in units), key=lambda place: place.sort_key)
    return [heir(place, standing, selection) for place in places]


def heir(place, standing, selection):
    row = standing.rows.get(place.id)
    known = row is not None and row.coverage != "missing"
    count = f"{number(row.count)}/{number(len(standing.criteria))}" if known else number(None)
    return Heir(place, reverse("commune", args=[place.slug]) + selection.url(pv=""), count)


@remembered
def district(request, slug):
    """GET /huyen/<slug>/ with the bar, whose scope is this district."""
    register = Dossier()
    if slug not in register.districts:
        raise Http404
    one = register.districts[slug]
    selection = selection_of(request.GET, register, f"{DISTRICT}{slug}")
    part = part_of(selection)
    over = one.valid_to is not None and selection.units > one.valid_to
    return render(
        request,
        "dashboards/district.html",
        {
            "selection": selection,
            "district": one,
            "part": part,
            "title": district_title(one, part.numbers, over),
            "heirs": heirs(selection, one) if over else [],
            "over": over,
            "basis_url": selection.url(ms=f"{one.valid_to}", pv=""),
            "crumbs": crumbs_to(selection, "districts", _("Districts"), one),
        },
    )


def district_title(one, numbers, over):
    """Huyện Văn Quan: 6/16 xã đạt chuẩn (37,5%), bình quân 12,31 tiêu chí/xã."""
    if over:
        return _("%(district)s ended on %(day)s") % {"district": one.name, "day": day(one.valid_to)}
    told = {"district": one.name, "of": of_whole(numbers), "share": numbers.share_text, "average": numbers.average_text}
    if numbers.average is None:
        return _("%(district)s: %(of)s communes recognised (%(share)s), no commune results yet") % told
    return _("%(district)s: %(of)s communes recognised (%(share)s), on average %(average)s criteria") % told
