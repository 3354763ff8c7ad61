"""Reporting rounds: the list, one round with who has entered and submitted, and the office's actions on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria import rights, rounds
from criteria.forms.rounds import ExtensionForm, RoundForm, WindowForm
from criteria.models import Round
from criteria.round_page import RoundPage, compared, in_words, summary
from criteria.workflow import Refused


def office_only(user):
    if not rights.is_office(user):
        raise PermissionDenied(_("Only the coordination office manages reporting rounds."))


def find(slug):
    try:
        return Round.objects.of_slug(slug)
    except Round.DoesNotExist:
        raise Http404 from None


@require_safe
def rounds_list(request):
    """All rounds, the open ones first."""
    office_only(request.user)
    return show_list(request, RoundForm())


def show_list(request, form):
    page = summary(timezone.localdate())
    opened = sum(1 for line in page if line.state in {"open", "extended"})
    return render(request, "criteria/rounds.html", {"page": page, "form": form, "opened": opened})


@require_POST
def round_create(request):
    """Opens a round for a new date; wrong input comes back as it was typed."""
    office_only(request.user)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return show_list(request, form)
    made = rounds.create(request.user, **form.cleaned_data)
    messages.success(request, _("The round was opened."))
    return redirect("round", made.slug)


@require_safe
def round_page(request, slug):
    """One round: how far every district is, its window, extensions, the reminder, and the estimate beside it."""
    office_only(request.user)
    return show(request, find(slug))


def show(request, of_round, window=None, extension=None):
    page, both = RoundPage(of_round, timezone.localdate()), compared(of_round)
    context = {
        "page": page,
        "window": window or WindowForm(of_round=of_round),
        "extension": extension or ExtensionForm(of_round=of_round),
        "compared": both,
        "difference": in_words(both) if both else "",
    }
    return render(request, "criteria/round.html", context)


@require_POST
def round_change(request, slug):
    """Another window, set or group."""
    office_only(request.user)
    of_round = find(slug)
    form = WindowForm(request.POST, of_round=of_round)
    if not form.is_valid():
        return show(request, of_round, window=form)
    return done(
        request, of_round, _("The round was changed."), rounds.change, revision_of(request), **form.cleaned_data
    )


@require_POST
def round_close(request, slug):
    """Ends the window at once."""
    office_only(request.user)
    return done(request, find(slug), _("The round was closed."), rounds.close, revision_of(request))


@require_POST
def round_extend(request, slug):
    """A later end for one district or one commune."""
    office_only(request.user)
    of_round = find(slug)
    form = ExtensionForm(request.POST, of_round=of_round)
    if not form.is_valid():
        return show(request, of_round, extension=form)
    until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
    return done(request, of_round, _("The window was extended."), rounds.extend, until, reason, **form.territory())


def done(request, of_round, sentence, action, *args, **values):
    """Takes the action and goes back to the round; a refusal is said there and nothing is written."""
    try:
        action(request.user, of_round, *args, **values)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("round", of_round.slug)


def revision_of(request):
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
