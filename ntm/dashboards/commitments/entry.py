"""Adding and correcting a commitment, for the office; what it comes to is shown at once on its page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communes.accounts.checks import newest
from communes.views.asking import asked
from criteria import commitment_entry
from criteria.rights import is_office
from ntm.archive import Archive
from ntm.dashboards.commitments.form import CommitmentForm
from ntm.dashboards.commitments.reading import one_of

TEMPLATE = "dashboards/commitments/entry.html"
ask = require_http_methods(["GET", "POST"])


@ask
@never_cache
def commitment_new(request):
    office(request)
    form = CommitmentForm(request.POST or None, archive=Archive())

    def act(_values):
        made = commitment_entry.add(request.user, form.values())
        messages.success(request, _("The commitment is kept as %(code)s.") % {"code": made.code})
        return redirect("commitment", made.code.lower())

    return asked(request, form, act, template=TEMPLATE, title=_("Add a commitment"))


@ask
@never_cache
def commitment_edit(request, code):
    office(request)
    archive = Archive()
    shown = one_of(archive, code)
    seen = newest(commitment_entry.log_of(shown))
    form = CommitmentForm(request.POST or None, archive=archive, corrected=shown, seen=seen)

    def act(values):
        commitment_entry.correct(request.user, shown, form.values(), values["seen"], values["why"])
        messages.success(request, _("The correction is kept."))
        return redirect("commitment", code)

    title = _("Correct %(code)s") % {"code": shown.code}
    return asked(request, form, act, template=TEMPLATE, title=title, commitment=shown)


def office(request):
    if not is_office(request.user):
        raise PermissionDenied
