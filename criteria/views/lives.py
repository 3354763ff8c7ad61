"""The whole life of one value: reached from the rows of a commune's page."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.models import Commune
from communes.past import SLUG
from communes.views.history import told
from criteria.lives import Life, subject
from criteria.models import Indicator


@require_safe
def life(request, slug, set_code, code):
    """GET /lich-su/<commune>/<criteria set>/<criterion number or indicator code>/"""
    place, about = commune(slug), subject(set_code, code)
    if place is None or about is None:
        raise Http404
    found = Life(request.user, place, about)
    parts = [] if about.indicator else Indicator.objects.filter(criterion=about.criterion).order_by("id")
    context = {"life": found, "about": about, "place": place, "set_code": set_code, "indicators": parts}
    return render(request, "criteria/life.html", {**context, "changes": told(found.changes)})


def commune(slug):
    """The unit of an address: its code and the year of its first day."""
    parts = SLUG.fullmatch(slug)
    found = Commune.objects.filter(code=parts[1], valid_from__year=parts[2]) if parts else Commune.objects.none()
    return found.select_related("district").first()
