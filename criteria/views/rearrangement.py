"""Rearrangements of units: the list, writing one, its preview, and the steps of the office on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from criteria import rearrangement as steps
from criteria import rights
from criteria.forms.rearrangement import RearrangementForm, UndoForm
from criteria.models import Rearrangement
from criteria.rearrangement_page import Page
from criteria.workflow import Refused

LARGEST = 2**31  # a number of an address beyond it is nobody's


def office_only(user):
    if not rights.is_office(user):
        raise PermissionDenied(_("Only the coordination office manages rearrangements of units."))


def find(number):
    found = Rearrangement.objects.listed().filter(pk=number).first() if number < LARGEST else None
    if found is None:
        raise Http404
    return found


@require_safe
def rearrangements(request):
    """Every rearrangement that was written here, the latest first."""
    office_only(request.user)
    listed = list(Rearrangement.objects.listed())
    proposed = sum(1 for one in listed if one.state == Rearrangement.State.PROPOSED)
    return render(request, "criteria/rearrangements.html", {"listed": listed, "proposed": proposed})


@require_http_methods(["GET", "HEAD", "POST"])
def rearrangement_new(request):
    """Writing a new one; lines that cannot be read are kept and named on its page."""
    office_only(request.user)
    form = RearrangementForm(request.POST or None)
    if form.is_valid():
        return redirect("rearrangement", steps.draft(request.user, **form.cleaned_data).pk)
    return render(request, "criteria/rearrangement_edit.html", {"form": form})


@require_safe
def rearrangement(request, number):
    """One of them: what is wrong with it, what it would do or did, and what may be done now."""
    office_only(request.user)
    return show(request, find(number), UndoForm())


def show(request, found, form):
    return render(request, "criteria/rearrangement.html", {"page": Page(found, request.user), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def rearrangement_edit(request, number):
    """Another resolution, day or text; what was typed is never lost, also when somebody was faster."""
    office_only(request.user)
    found = find(number)
    if found.state not in (Rearrangement.State.DRAFT, Rearrangement.State.PROPOSED):
        return redirect("rearrangement", number)
    now = {name: getattr(found, name) for name in RearrangementForm.base_fields}
    form = RearrangementForm(request.POST or None, initial=now)
    if form.is_valid() and took(form, request, found):
        return redirect("rearrangement", number)
    return render(request, "criteria/rearrangement_edit.html", {"form": form, "found": found})


def took(form, request, found):
    """Whether the change was stored; a refusal is said over the form, which keeps what was typed."""
    try:
        steps.change(request.user, found, revision_of(request), **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True


@require_POST
def rearrangement_choose(request, number):
    """Which proposals hold for roles, groups and recognition."""
    office_only(request.user)
    return done(request, number, _("The choices were saved."), steps.choose, request.POST.dict())


@require_POST
def rearrangement_propose(request, number):
    """Hands it to somebody else of the office."""
    office_only(request.user)
    return done(request, number, _("Proposed. Somebody else of the office approves it now."), steps.propose)


@require_POST
def rearrangement_apply(request, number):
    """Approved by a second person, and applied."""
    office_only(request.user)
    return done(request, number, _("Approved and applied. All pages show the new units from that day."), steps.approve)


@require_POST
def rearrangement_undo(request, number):
    """Everything back as it was, while nothing was built on it."""
    office_only(request.user)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return show(request, find(number), form)
    return done(request, number, _("Undone. The units are as they were before."), steps.undo, form.cleaned_data["why"])


def done(request, number, sentence, action, *args):
    """Takes the step and goes back to the page; a refusal is said there and nothing is written."""
    try:
        action(request.user, find(number), revision_of(request), *args)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("rearrangement", number)


def revision_of(request):
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
