"""The officer's steps: begin, submit, take back, keep as it was, correct. Each leads back to the form."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria import saving, workflow
from criteria.cells import cells_of
from criteria.entry.sent import read_form
from criteria.views.entry.page import home_of, show, trouble_of
from criteria.views.entry.place import at_place, posted


@at_place
@posted
def report_begin(request, place):
    try:
        workflow.begin(request.user, place.of_round, place.commune)
    except workflow.Refused as refusal:
        messages.error(request, refusal.sentence)
    return HttpResponseRedirect(place.address)


@at_place
@posted
def report_submit(request, place):
    """What the form says is saved first; what is missing is listed with links."""
    found, sent = place.report(), read_form(request.POST)
    if found is None:
        return HttpResponseRedirect(place.address)
    try:
        saved = saving.save(request.user, found, sent.cells, sent.seen)
        if saved.refused or saved.conflicts:
            return show(request, place, place.report(), trouble_of(sent, saved, gaps=saved.sheet.missing))
        workflow.submit(request.user, found, seen_revision(sent, found, saved))
    except workflow.Incomplete as missing:
        return show(request, place, place.report(), trouble_of(sent, saved, missing.sentence, missing.gaps))
    except workflow.Refused as refusal:
        return show(request, place, place.report(), trouble_of(sent, sentence=refusal.sentence))
    messages.success(request, _("Submitted the report of %(commune)s.") % {"commune": place.commune})
    return HttpResponseRedirect(home_of(place))


def seen_revision(sent, found, saved):
    """The revision after one's own saving, if nobody else changed the report since the page was shown."""
    return saved.revision if sent.revision == found.revision else sent.revision


@at_place
@posted
def report_withdraw(request, place):
    found = place.report()
    if found is None:
        return HttpResponseRedirect(place.address)
    try:
        workflow.withdraw(request.user, found, found.revision)
        messages.success(request, _("Withdrawn. You can change the report again."))
    except workflow.Refused as refusal:
        messages.error(request, refusal.sentence)
    return HttpResponseRedirect(place.address)


@at_place
@posted
def report_reaffirm(request, place):
    """One criterion (criterion=<number>) or all that nobody looked at; what was typed elsewhere is saved with it."""
    found, sent = place.report(), read_form(request.POST)
    if found is None:
        return HttpResponseRedirect(place.address)
    try:
        saved = saving.save(request.user, found, sent.cells, sent.seen)
        if saved.conflicts:
            return show(request, place, place.report(), trouble_of(sent, saved))
        kept = saving.reaffirm_criteria(request.user, found, sent.criteria, known(sent, saved))
    except workflow.Refused as refusal:
        return show(request, place, place.report(), trouble_of(sent, sentence=refusal.sentence))
    if saved.refused:
        return show(request, place, place.report(), trouble_of(sent, saved))
    tell_kept(request, kept)
    return HttpResponseRedirect(sent.back_to(place.address))


def known(sent, saved):
    """What this person has seen of the report: the page, and what became of the cells they sent with this step."""
    now = cells_of(saved.sheet)
    written = {key: now[key] for key in sent.cells if key in now and key not in saved.refused}
    return sent.seen | written | saved.applied


def tell_kept(request, kept):
    if not kept.reaffirmed:
        messages.error(request, _("Nothing was kept: there is no earlier result of this commune's own."))
        return
    told = {"n": len(kept.reaffirmed)}
    words = ngettext("Kept %(n)d criterion as before.", "Kept %(n)d criteria as before.", told["n"])
    messages.success(request, words % told)


@at_place
@posted
def report_correct(request, place):
    """A new version of the approved report; the reason is asked."""
    found = place.report()
    if found is None:
        return HttpResponseRedirect(place.address)
    try:
        workflow.correct(request.user, found, request.POST.get("reason", "").replace("\0", ""))
        messages.success(request, _("The correction has begun. Change what is wrong, then submit again."))
    except workflow.Refused as refusal:
        messages.error(request, refusal.sentence)
    return HttpResponseRedirect(place.address)
