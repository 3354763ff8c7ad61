"""Submitting all complete reports of one's communes at once, and what the others still lack."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from criteria.entry.sending import send_each
from criteria.entry.sent import seen_versions
from criteria.entry.start import Start
from criteria.views.entry.start import of_a_round


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_round
def entry_send(request, chosen, rounds):
    """What can be submitted and what the others lack; POST report=<id>:<revision> submits those that were listed."""
    if request.method == "POST":
        tell(request, send_each(request.user, chosen, seen_versions(request.POST.getlist("report"))))
    page = Start(request.user, rounds, chosen, timezone.localdate())
    if request.method != "POST":
        return render(request, "criteria/entry/send.html", {"page": page})
    left = page.lacking or page.complete
    return HttpResponseRedirect(
        reverse("entry_send", args=[chosen.slug]) if left else f"{reverse('entry')}?ky={chosen.slug}"
    )


def tell(request, done):
    """Which were submitted and which were not, by name: nothing happens silently."""
    if done.sent:
        words = ngettext("Submitted %(n)d report: %(names)s.", "Submitted %(n)d reports: %(names)s.", len(done.sent))
        messages.success(request, words % {"n": len(done.sent), "names": names(done.sent)})
    if done.before:
        messages.info(request, _("Submitted already: %(names)s.") % {"names": names(done.before)})
    for report, sentence in done.refused:
        told = {"commune": report.commune.name, "why": sentence}
        messages.warning(request, _("Not submitted: %(commune)s – %(why)s") % told)
    if done.strange:
        messages.warning(request, _("What is not, or no longer, a report of your communes was left out."))
    if not (done.sent or done.before or done.refused or done.strange):
        messages.warning(request, _("No report was submitted: none was complete when the page was shown."))


def names(reports):
    return ", ".join(one.commune.name for one in reports)
