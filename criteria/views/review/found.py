"""What an address of the review means: a round, a commune of it, and the report that is looked at."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from communes.models import Commune
from criteria import rights
from criteria.models import Report, Round


@dataclass
class Place:
    """A commune in a round, with its report under way, else the approved one; None where there is none."""

    round: Round
    commune: Commune
    report: Report | None
    home: str = ""  # name of the URL of this person's queue, none for who has none
    approved: Report | None = None  # the one in force beside a correction under way

    @property
    def title(self):
        """Xã Gia Cát, huyện Cao Lộc; a commune alone where there are no districts any more."""
        district = self.commune.district.name if self.commune.district else ""
        name = _("Commune %(name)s") % {"name": self.commune.name}
        return f"{name}, {district[:1].lower()}{district[1:]}" if district else name

    @property
    def address(self):
        return {"round": self.round.slug, "commune": self.commune.slug}


def find_round(slug):
    try:
        return Round.objects.of_slug(slug)
    except Round.DoesNotExist:
        raise Http404 from None


def find_place(user, round, commune):
    """404 for what is unknown, 403 for what this person may not see.

    Whoever may not see the version under way is shown the approved one.
    """
    of_round = find_round(round)
    unit = find_commune(of_round, commune)
    reports = Report.objects.looked_at(of_round, unit)
    seen = [one for one in reports if rights.may_see(user, one)]
    if reports and not seen:
        raise PermissionDenied(_("You may not see this commune's report before it is approved."))
    return Place(of_round, unit, seen[0] if seen else None, queue_of(user), seen[1] if seen[1:] else None)


def queue_of(user):
    """The name of the URL at which somebody finds what waits: reviewing and checking are different words."""
    if rights.may_review_somewhere(user):
        return "review"
    return "check" if rights.holds(user, rights.Role.DISTRICT) else ""


def find_commune(of_round, slug):
    code, _dash, year = slug.rpartition("-")
    if len(year) != 4 or not year.isdecimal() or year == "0000":
        raise Http404
    found = of_round.communes().filter(code=code, valid_from__year=int(year)).select_related("district").first()
    if found is None:
        raise Http404
    return found


def on_report(view):
    """A step on the report that an address means: view(request, place).

    A step is posted; whoever comes by another way (a sign-in in between, a reload) is led back to the report.
    """

    @wraps(view)
    def taken(request, round, commune):
        place = find_place(request.user, round, commune)
        if request.method != "POST":
            return redirect("review_report", **place.address)
        if place.report is None:
            raise Http404
        return view(request, place)

    return taken


def shown_at(request):
    """When the page was made that this answers; None where it does not say."""
    try:
        found = parse_datetime(request.POST.get("shown_at", ""))
    except ValueError:
        return None
    return found if found and is_aware(found) else None
