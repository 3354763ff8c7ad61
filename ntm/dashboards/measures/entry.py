"""A new value of a measure: typed with its document, checked like every figure, kept for the office to count."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from criteria import evidence
from criteria import measure_entry as door
from criteria.models import StatedValue
from criteria.rights import may_state
from criteria.views.evidence import at_once
from ntm.archive import Archive
from ntm.dashboards.figures.entry import checked, found
from ntm.dashboards.measures.form import ValueForm, last_of
from ntm.dashboards.measures.page import one_of

TEMPLATE = "dashboards/measures/entry.html"


@require_http_methods(["GET", "POST"])
@never_cache
def measure_entry(request, key):
    shown = permitted(request, key)
    form = form_of(request, shown)

    def act(values):
        kept = door.state(request.user, shown, form.stated(), file_of(request.user, values["file"]))
        messages.success(request, said(kept))
        return redirect("measure", key)

    return checked(request, form, act, template=TEMPLATE, measure=shown)


@require_POST
@never_cache
def measure_check(request, key):
    """What the rules say of a value that is being typed; nothing is kept."""
    form = form_of(request, permitted(request, key))
    context = {"form": form, "found": found(form, None) if form.is_valid() else []}
    return render(request, "dashboards/figures/checked.html", context)


def permitted(request, key):
    shown = one_of(key)
    if not may_state(request.user, shown):
        raise PermissionDenied
    return shown


def form_of(request, shown):
    archive = Archive()
    return ValueForm(
        request.POST or None, request.FILES or None, archive=archive, measure=shown, last=last_of(archive, shown)
    )


def file_of(user, file):
    """The evidence of a file, None without one; what is no document is refused where it was chosen."""
    try:
        return at_once(user, file) if file else None
    except evidence.Broken as broken:
        raise ValidationError({"file": str(broken)}) from None


def said(kept):
    if kept.state == StatedValue.State.CONFIRMED:
        return _("The value is kept as %(code)s and counts.") % {"code": kept.figure.code}
    return _("The value is kept. It counts once the coordination office has confirmed it.")
