"""The officer's start page, and "as in the round before" for all communes at once."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communes.vietnamese import day
from criteria import rights, workflow
from criteria.entry.start import Start, my_rounds
from criteria.saving import reaffirm_criteria
from criteria.views.entry.place import get_round


@require_safe
def entry(request):
    """GET /nhap-lieu/?ky=<round>&loc=<state>"""
    if not rights.may_enter_somewhere(request.user):
        raise PermissionDenied(_("Data are entered by the officers of districts and communes."))
    today = timezone.localdate()
    rounds = my_rounds(request.user, today)
    chosen = next((one for one in rounds if one.slug == request.GET.get("ky")), rounds[0] if rounds else None)
    if chosen is None:
        return render(request, "criteria/entry/nothing.html")
    page = Start(request.user, rounds, chosen, today, request.GET.get("loc", ""))
    return render(request, "criteria/entry/start.html", {"page": page})


def of_a_round(view):
    """Hands a view the round of its address, if this person enters something in it."""

    @wraps(view)
    def found(request, of_round):
        get_round(of_round)
        rounds = my_rounds(request.user, timezone.localdate())
        chosen = next((one for one in rounds if one.slug == of_round), None)
        if chosen is not None:
            return view(request, chosen, rounds)
        raise PermissionDenied(_("You enter nothing in this reporting round."))

    return found


@of_a_round
def entry_reaffirm(request, chosen, rounds):
    """POST: every commune of mine keeps what it held before; then only the exceptions are left to enter."""
    back = HttpResponseRedirect(f"{reverse('entry')}?ky={chosen.slug}")
    if request.method != "POST":
        return back
    page = Start(request.user, rounds, chosen, timezone.localdate())
    kept, refused = keep_all(request.user, chosen, page.can_keep)
    if kept:
        words = ngettext(
            "Kept the earlier results of %(n)d commune.", "Kept the earlier results of %(n)d communes.", kept
        )
        then = _("Now enter the exceptions, then submit.")  # inside an f-string makemessages would not find it
        messages.success(request, f"{words % {'n': kept}} {then}")
    for sentence in refused:
        messages.error(request, sentence)
    if not kept and not refused:
        nothing = _("There is no commune here whose earlier results could be kept.")
        messages.error(request, closed_words(page) or nothing)
    return back


def closed_words(page):
    """Why nothing can be entered in the round, with the day and whom to ask; "" where something can."""
    told = _("Closed at the end of %(day)s. Ask the coordination office to open it again.")
    return told % {"day": day(page.last_day)} if page.closed else ""


def keep_all(user, of_round, communes):
    """(how many were kept, sentences for the others)."""
    kept, refused = 0, []
    for one in communes:
        try:
            report = workflow.begin(user, of_round, one.commune)
            reaffirm_criteria(user, report)
            kept += 1
        except workflow.Refused as refusal:
            refused.append(f"{one.commune}: {refusal.sentence}")
    return kept, refused
