"""A decision: its page, recording a new one, correcting it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.models import Change, Commune
from communes.telling import Names, sentence, who
from criteria import recognition, rights
from criteria.forms.recognition import CorrectionForm, DecisionForm, initial_of
from criteria.models import Decision, Recognition
from criteria.models.standard import Level
from criteria.views.recognition.asking import as_lines, asked_communes, keep_file, office_only, revision_of
from criteria.workflow import Refused


def recognitions_of(decision):
    found = decision.recognitions.select_related("commune__district", "withdrawal_evidence")
    return list(found.order_by("commune__district__sort_key", "commune__sort_key"))


@require_safe
def decision(request, number):
    """One decision with its communes, withdrawals and history."""
    found = get_object_or_404(Decision.objects.select_related("evidence", "entered_by"), pk=number)
    context = {
        "decision": found,
        "recognitions": recognitions_of(found),
        "office": rights.is_office(request.user),
        "life": life_of(found),
    }
    return render(request, "criteria/recognition/decision.html", context)


def life_of(found):
    """Everything kept about the decision and the communes in it, the newest first, in sentences."""
    kept = {Decision: [found.pk], Recognition: [one.pk for one in found.recognitions.all()]}
    changes = list(Change.objects.about_any(kept).select_related("who", "place"))
    names = Names(changes)
    return [(change.at, who(change), sentence(change, names), change.why) for change in changes]


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def decision_new(request):
    """A new decision; names that are in doubt come back with what was typed."""
    if request.method != "POST":
        return show(request, DecisionForm(initial=asked(request.GET)))
    form = DecisionForm(request.POST, request.FILES)
    made = saved(request, form, recognition.record, request.user)
    if made is None:
        return show(request, form)
    messages.success(request, _("The decision was recorded."))
    return redirect("decision", made.pk)


def asked(query):
    """Communes, level and year that a link from the lists of differences fills in."""
    year, level = query.get("nam", ""), query.get("cap", "")
    initial = {"communes": as_lines(asked_communes(query.get("xa", "")))}
    if year.isdecimal() and len(year) == 4:
        initial["year"] = year
    return initial | ({"level": level} if level in Level.values else {})


def show(request, form, found=None):
    return render(request, "criteria/recognition/decision_form.html", {"form": form, "decision": found})


def saved(request, form, action, *args, **more):
    """The decision that the action made of a valid form; None with the errors said in the form."""
    valid = form.is_valid()
    file = keep_file(request, form) if hasattr(form, "cleaned_data") else None
    if not valid or form.errors:
        return None
    values = {name: form.cleaned_data[name] for name in ("number", "signed_on", "year", "level")}
    if file:
        values["evidence"] = file
    communes = list(Commune.objects.filter(pk__in=form.names.found))
    try:
        return action(*args, communes=communes, **values, **more)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def decision_correct(request, number):
    """The same decision with other facts or communes, and why."""
    found = get_object_or_404(Decision.objects.select_related("evidence"), pk=number)
    of_decision = recognitions_of(found)
    named = [one.commune for one in of_decision]
    if request.method != "POST":
        return show(request, CorrectionForm(initial=initial_of(found, of_decision), named=named), found)
    form = CorrectionForm(request.POST, request.FILES, named=named)
    why = request.POST.get("why", "")
    if saved(request, form, recognition.correct, request.user, found, revision_of(request), why) is None:
        return show(request, form, Decision.objects.get(pk=number))
    messages.success(request, _("The decision was corrected."))
    return redirect("decision", number)
