"""The form of one commune: shown, sent as an ordinary form, and saved in small batches while somebody types."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from criteria import workflow
from criteria.entry.answer import answer
from criteria.entry.sent import BadBatch, read_batch, read_form
from criteria.saving import save
from criteria.views.entry.page import show, trouble_of
from criteria.views.entry.place import at_place


@at_place
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, place):
    """GET the form with ?mo=<criteria to unfold>; POST it as a whole, without JavaScript."""
    found = place.report()
    if request.method != "POST" or found is None:
        return show(request, place, found)
    sent = read_form(request.POST)
    try:
        saved = save(request.user, found, sent.cells, sent.seen)
    except workflow.Refused as refusal:
        return show(request, place, found, trouble_of(sent, sentence=refusal.sentence))
    if saved.refused or saved.conflicts:
        return show(request, place, place.report(), trouble_of(sent, saved))
    told = {"n": len(saved.applied)}
    messages.success(request, ngettext("Saved %(n)d field.", "Saved %(n)d fields.", told["n"]) % told)
    return HttpResponseRedirect(sent.back_to(place.address))


@at_place
@require_POST
def report_save(request, place):
    """POST a batch of changed cells as JSON; answers what became of each."""
    request.session.modified = True  # whoever types does not have to sign in again
    try:
        batch = read_batch(request.body)
    except BadBatch:
        return JsonResponse(
            {"error": _("This page is out of date. Load it again; what you typed is kept.")}, status=400
        )
    if batch.user not in {None, request.user.pk}:
        return JsonResponse({"other": True, "error": _("Somebody else has signed in here.")}, status=409)
    found = place.report()
    try:
        if found is None:
            raise workflow.WrongState(_("This report has not been begun. Load the page again."))
        saved = save(request.user, found, batch.cells, batch.seen)
    except workflow.Refused as refusal:
        return JsonResponse({"error": refusal.sentence}, status=409)
    return JsonResponse(answer(saved, batch, found.revision, timezone.localtime()))
