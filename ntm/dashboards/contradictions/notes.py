"""One finding with its quotes and its life, and the note that the office adds to it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from communes.forms.fields import PlainForm
from criteria import finding_notes
from criteria.models import FindingNote
from criteria.rights import is_office
from ntm.archive import Archive
from ntm.dashboards.contradictions.shown import all_shown

LONGEST_REASON = 500


class NoteForm(PlainForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=FindingNote.State.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Which number holds and where that is known from; 500 characters at most."),
        error_messages={"required": gettext_lazy("Write the reason, 500 characters at most.")},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


@require_GET
@never_cache
def contradiction(request, slug):
    shown = found(slug)
    form = NoteForm(initial={"state": shown.state, "seen": shown.last and shown.last.pk})
    return page(request, shown, form)


@require_POST
def contradiction_note(request, slug):
    shown, form = found(slug), NoteForm(request.POST)
    if not form.is_valid():
        return page(request, shown, form, status=400)
    try:
        finding_notes.add(request.user, slug, shown.text[:300], **form.cleaned_data)
    except finding_notes.Overtaken as overtaken:
        form.data = {**form.data.dict(), "seen": overtaken.notes[-1].pk}
        return page(request, found(slug), form, missed=overtaken.notes, status=409)
    messages.success(request, _("Your note is kept."))
    return redirect("contradiction", slug)


def found(slug):
    """The finding of that id; one whose figures were corrected since is no longer there."""
    _examined, everything = all_shown(Archive())
    shown = next((one for one in everything if one.id == slug), None)
    if shown is None:
        raise Http404
    return shown


def page(request, shown, form, missed=(), status=200):
    context = {"shown": shown, "form": form if is_office(request.user) else None, "missed": missed}
    return render(request, "dashboards/contradiction.html", context, status=status)
