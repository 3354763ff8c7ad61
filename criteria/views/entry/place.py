"""Where an address of data entry leads: a commune in a round, for whom it may be shown."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria import rights
from criteria.models import Report, Round


@dataclass(frozen=True)
class Place:
    """A commune in a round, and whether the person who asks enters it (else the office looks on)."""

    of_round: Round
    commune: object
    enters: bool

    @property
    def address(self):
        return reverse("report", args=[self.of_round.slug, self.commune.slug])

    def report(self):
        """The report under way, else the approved one in force; None where the work has not begun."""
        found = Report.objects.filter(round=self.of_round, commune=self.commune, superseded_at__isnull=True)
        found = found.filter(criteria_set=self.of_round.criteria_set_id).exclude(illustration=True, state="draft")
        found = found.select_related("round__criteria_set", "commune__district", "criteria_set")
        return found.exclude(illustration=True, state="approved").order_by("-version").first()


def get_round(slug):
    try:
        return Round.objects.prefetch_related("extensions").of_slug(slug)
    except Round.DoesNotExist:
        raise Http404 from None


def at_place(view):
    """Hands a view the Place of its address; 404 where there is none, 403 with a sentence for whom it is not."""

    @wraps(view)
    def found(request, of_round, slug, **more):
        one = get_round(of_round)
        alike = one.communes().select_related("district").filter(code=slug.partition("-")[0])
        commune = next((c for c in alike if c.slug == slug), None)
        if commune is None:
            raise Http404
        enters = rights.may_enter(request.user, commune, one)
        if not enters and not rights.is_office(request.user):
            raise PermissionDenied(_("You may not enter or see the report of this commune."))
        return view(request, Place(one, commune, enters), **more)

    return found


def posted(view):
    """A step is posted; whoever comes by another way (a sign-in in between, a reload) is led back to the form."""

    @wraps(view)
    def taken(request, place):
        return view(request, place) if request.method == "POST" else HttpResponseRedirect(place.address)

    return taken
