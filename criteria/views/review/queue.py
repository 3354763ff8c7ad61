"""The queue of a round, exceptions first, and the approval of all clean reports in one action."""

from collections import Counter
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communes.rights import holds
from criteria import rights, workflow
from criteria.entry.sent import seen_versions
from criteria.exceptions import ORDER
from criteria.models import Report, Round
from criteria.reviewing.queue import queue, rounds_waiting
from criteria.reviewing.words import CALLED, tags
from criteria.views.review.found import find_round

CLEAN = "sach"


class QueuePage:
    """The round asked for, what waits in it, and what of it is shown."""

    def __init__(self, user, of_round, shown=""):
        self.user, self.round, self.shown = user, of_round, shown

    @cached_property
    def rounds(self):
        """(round, how many wait, whether it is this one)."""
        return [(one, count, one == self.round) for one, count in rounds_waiting(self.user)]

    @cached_property
    def waiting(self):
        """What this person reviews; a district checks what others entered, not what it entered itself."""
        found = queue(self.user, self.round) if self.round else []
        return [one for one in found if not one.written] if self.checks else found

    @property
    def home(self):
        return "check" if self.checks else "review"

    @property
    def rows(self):
        """(examined, its tags) of what is shown."""
        return [(one, tags(one)) for one in self.waiting if self._fits(one)]

    def _fits(self, one):
        if self.shown == CLEAN:
            return one.clean
        return not self.shown or self.shown in one.kinds

    @property
    def chips(self):
        """(value, name, how many, whether it is shown) of what can be chosen."""
        counts = Counter(kind for one in self.waiting for kind in one.kinds)
        kinds = [(kind, CALLED[kind], counts[kind], kind == self.shown) for kind in ORDER if counts[kind]]
        clean = sum(1 for one in self.waiting if one.clean)
        every = ("", _("All"), len(self.waiting), not self.shown)
        return [every, (CLEAN, _("Without exceptions"), clean, self.shown == CLEAN), *kinds]

    @cached_property
    def held(self):
        return sum(1 for one in self.waiting if not one.clean)

    @cached_property
    def office(self):
        return rights.is_office(self.user)

    @cached_property
    def together(self):
        """What this person may approve in one action."""
        return [one for one in self.waiting if one.together] if self.office else []

    @cached_property
    def judges(self):
        return bool(self.round) and rights.criteria_to_judge(self.user, self.round).exists()

    @cached_property
    def checks(self):
        """A district checks, it does not approve."""
        return not rights.may_review_somewhere(self.user)

    @property
    def illustration(self):
        return any(one.report.made_up for one in self.waiting)


def reviewer(user):
    """Stops whoever reviews, comments on and checks nothing."""
    if not rights.may_review_somewhere(user) and not holds(user, rights.Role.DISTRICT):
        raise PermissionDenied(_("Reviewing is for the coordination office, departments, area officers and districts."))
    return user


def asked_round(user, slug):
    """The round asked for, else the latest in which something waits, else the latest that is open; None without any."""
    if slug:
        return find_round(slug)
    found = rounds_waiting(user)
    return found[0][0] if found else Round.objects.with_window().first()


@require_safe
def review(request):
    """GET /duyet/?ky=...&loc=... (a kind of exception, or "sach")."""
    user = reviewer(request.user)
    page = QueuePage(user, asked_round(user, request.GET.get("ky", "")), request.GET.get("loc", ""))
    return render(request, "criteria/review/queue.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def approve_clean(request):
    """Lists the clean reports of a round; sent back, approves those that are still as they were listed."""
    if not rights.is_office(request.user):
        raise PermissionDenied(_("Only the coordination office approves."))
    of_round = asked_round(request.user, request.POST.get("ky") or request.GET.get("ky", ""))
    page = QueuePage(request.user, of_round)
    if request.method != "POST":
        return render(request, "criteria/review/approve_clean.html", {"page": page})
    approved, changed = approve_each(request.user, seen_versions(request.POST.getlist("report")), page.together)
    tell(request, approved, changed)
    return redirect(f"{redirect('review').url}?ky={of_round.slug}" if of_round else "review")


def approve_each(user, seen, clean):
    """([approved], [(report, why not)]): each in a transaction of its own, as it was seen."""
    still, approved, changed = {one.report.pk for one in clean}, [], []
    for report in Report.objects.filter(pk__in=seen).select_related("commune__district").order_by("commune__sort_key"):
        try:
            approved.append(approve_clean_one(user, report, seen[report.pk], report.pk in still))
        except workflow.Refused as refusal:
            changed.append((report, refusal.sentence))
    return approved, changed


def approve_clean_one(user, report, revision, still_clean):
    if not still_clean and report.state == Report.State.SUBMITTED:
        raise workflow.Refused(_("there is something to look at now; open it and decide"))
    return workflow.approve(user, report, revision)


def tell(request, approved, changed):
    """Which were approved and which were not, by name: nothing happens silently."""
    if approved:
        words = ngettext("Approved %(n)d commune: %(names)s.", "Approved %(n)d communes: %(names)s.", len(approved))
        names = ", ".join(str(one.commune) for one in approved)
        messages.success(request, words % {"n": len(approved), "names": names})
    for report, sentence in changed:
        messages.warning(
            request, _("Not approved: %(commune)s – %(why)s") % {"commune": report.commune, "why": sentence}
        )
    if not approved and not changed:
        messages.warning(request, _("No commune was chosen."))
