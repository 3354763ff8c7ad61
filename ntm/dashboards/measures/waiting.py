"""Stated values: what departments entered, for the office to confirm or to send back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from communes.models import Officer
from communes.rights import holds
from criteria import measure_entry as door
from criteria.models import StatedValue
from criteria.rights import is_office, stated_read_by
from ntm.archive import Archive
from ntm.dashboards.figures.entry import doubts
from ntm.dashboards.measures.stated import Stated
from ntm.judgement import Judge

LATEST, LONGEST_REASON = 50, 500


@require_GET
@never_cache
def stated_values(request):
    office = is_office(request.user)
    if not (office or holds(request.user, Officer.Role.DEPARTMENT)):
        raise PermissionDenied
    mine, judge = stated_read_by(request.user), Judge(Archive())
    waiting = checked([Stated(one, judge) for one in mine.waiting().listed()], judge.register)
    decided = mine.exclude(state=StatedValue.State.WAITING).listed()[:LATEST]
    context = {"waiting": waiting, "decided": [Stated(one, judge) for one in decided], "office": office}
    return render(request, "dashboards/measures/stated.html", context)


def checked(waiting, archive):
    """Each with what does not go together because of it."""
    found = doubts(archive, [one.draft for one in waiting]) if waiting else []
    return [
        Stated(one.value, one.judge, tuple(shown for shown in found if one.draft.code in shown.finding.codes))
        for one in waiting
    ]


@require_POST
def stated_confirm(request, number):
    return decided(request, number, door.confirm, _("The value is confirmed and counts."))


@require_POST
def stated_send_back(request, number):
    why = " ".join(request.POST.get("why", "").replace("\x00", "").split())
    if not why or len(why) > LONGEST_REASON:
        value_of(request, number)
        messages.error(request, _("Write why the value is sent back, 500 characters at most."))
        return redirect("stated_values")
    return decided(request, number, door.send_back, _("The value is sent back."), why)


def decided(request, number, step, done, *more):
    try:
        step(request.user, value_of(request, number), *more)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("stated_values")


def value_of(request, number):
    if not is_office(request.user):
        raise PermissionDenied
    return get_object_or_404(StatedValue, pk=number)
