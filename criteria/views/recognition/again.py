"""Recording that a commune must be recognised again after a rearrangement, and dropping such a record."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from criteria import recognition
from criteria.forms.recognition import AgainForm, ReasonForm
from criteria.models import RecogniseAgain
from criteria.views.recognition.asking import asked_communes, office_only
from criteria.workflow import Refused


def commune_of(slug):
    found = asked_communes(slug)
    if len(found) != 1:
        raise Http404
    return found[0]


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def recognise_again(request, slug):
    """From a day on the commune does not inherit recognition."""
    commune = commune_of(slug)
    since = max(commune.valid_from, min(timezone.localdate(), commune.valid_to or timezone.localdate()))
    form = AgainForm(request.POST) if request.method == "POST" else AgainForm(initial={"since": since})
    if request.method == "POST" and form.is_valid():
        try:
            recognition.require_again(request.user, commune, **form.cleaned_data)
            messages.success(request, _("It was recorded that it must be recognised again."))
            return redirect("recognition")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "criteria/recognition/again.html", {"commune": commune, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def recognise_again_drop(request, number):
    """A record made by mistake is dropped, with why."""
    found = get_object_or_404(RecogniseAgain.objects.select_related("commune__district"), pk=number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recognition.drop_again(request.user, found, form.cleaned_data["why"])
            messages.success(request, _("The record was dropped."))
            return redirect("recognition")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "criteria/recognition/again_drop.html", {"again": found, "form": form})
