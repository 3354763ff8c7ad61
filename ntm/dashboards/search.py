"""Tìm: communes of all times, districts, groups, criteria and documents, without diacritics."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from communes.models import Commune, District, Group
from communes.vietnamese import day, fold
from criteria.models import Criterion, Document
from ntm.dashboards.commune.identity import named
from ntm.dashboards.entries import name_of
from ntm.edition import remembered
from ntm.known import known

CARRIED = ("ky", "bo", "ms")  # the bar's choice goes on to the page that is found
MOST = 60


@dataclass(frozen=True)
class Hit:
    name: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Found:
    """One kind of thing: at most MOST hits of `count`."""

    title: str
    hits: list = field(default_factory=list)
    count: int = 0


@remembered
def search(request):
    """GET /tim/?q=..."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    kept = {name: request.GET[name][:40] for name in CARRIED if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if kept else ""
    found = [one for one in everything(text, query) if one.hits] if fold(text) else []
    count = sum(one.count for one in found)
    context = {"text": text, "found": found, "count": count, "kept": kept.items(), "selection": known(request.GET)}
    return render(request, "dashboards/search.html", context)


def everything(text, query):
    wanted = fold(text)
    return [
        communes(wanted, query),
        places(_("Districts"), "district", District.objects.all(), wanted, query),
        places(_("Groups of communes"), "group", Group.objects.all(), wanted, query),
        criteria(wanted, query),
        documents(wanted),
    ]


def communes(wanted, query):
    """Units of all times by name or code, each with its district and its years: a name is not an identity."""
    units = Commune.objects.select_related("district").defer("source")
    by_code = wanted.isdigit()
    units = units.filter(code__contains=wanted) if by_code else units.search(without_kind(wanted))
    hits = [Hit(named(one), address("commune", one.slug) + query, about(one)) for one in units]
    return Found(_("Communes, towns and wards"), hits[:MOST], len(hits))


def without_kind(wanted):
    """Chi lang of "xã Chi Lăng": the kind is no part of the name."""
    for kind in ("xa ", "phuong ", "thi tran "):
        wanted = wanted.removeprefix(kind)
    return wanted


def about(place):
    """Huyện Văn Quan, 31/08/2004 – 31/12/2019, mã 06298."""
    years = f"{day(place.valid_from)} – {day(place.valid_to)}" if place.valid_to else ""
    life = years or _("since %(day)s, in force") % {"day": day(place.valid_from)}
    district = place.district.name if place.district else _("under the province")
    return _("%(district)s, %(life)s, code %(code)s") % {"district": district, "life": life, "code": place.code}


def places(title, name, rows, wanted, query):
    hits = [Hit(one.name, address(name, one.slug) + query) for one in rows if wanted in fold(one.name)]
    return Found(title, hits[:MOST], len(hits))


def criteria(wanted, query):
    rows = Criterion.objects.select_related("criteria_set").defer("source", "criteria_set__source")
    rows = rows.order_by("criteria_set__first_year", "criteria_set__code", "number")
    hits = [criterion_hit(one, query) for one in rows if wanted in fold(f"{one.number}. {one.name} {one.name_en}")]
    return Found(_("Criteria"), hits[:MOST], len(hits))


def criterion_hit(one, query):
    url = address("criterion", one.criteria_set.code, one.number)
    return Hit(f"{one.number}. {name_of(one)}", url and url + query, one.criteria_set.name)


def documents(wanted):
    hits = [
        Hit(one.name, address("document", one.slug), " · ".join(filter(None, [one.number, one.issued_text])))
        for one in Document.objects.defer("source")
        if wanted in fold(f"{one.name} {one.short_name} {one.number}")
    ]
    return Found(_("Documents"), hits[:MOST], len(hits))


def address(name, *parts):
    """The page of a thing, "" where it has none."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
