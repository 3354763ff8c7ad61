"""Withdrawing one recognition, and taking back a withdrawal recorded by mistake."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from criteria import recognition
from criteria.forms.recognition import ReasonForm, WithdrawalForm
from criteria.models import Recognition
from criteria.views.recognition.asking import keep_file, office_only, revision_of
from criteria.workflow import Refused


def find(number, slug):
    """The recognition of the commune of an address in a decision."""
    code, _dash, year = slug.rpartition("-")
    found = Recognition.objects.select_related("decision", "commune__district").filter(decision=number)
    one = found.filter(commune__code=code, commune__valid_from__year=year).first() if year.isdecimal() else None
    if one is None:
        raise Http404
    return one


def show(request, found, form):
    return render(request, "criteria/recognition/withdrawal.html", {"recognition": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def withdrawal(request, number, slug):
    """The decision of withdrawal: number, day, reason and file."""
    found = find(number, slug)
    if request.method != "POST":
        return show(request, found, WithdrawalForm())
    form = WithdrawalForm(request.POST, request.FILES)
    valid = form.is_valid()
    file = keep_file(request, form)
    if not valid or form.errors:
        return show(request, found, form)
    names = ("withdrawn_on", "withdrawal_decision", "withdrawal_reason")
    values = {name: form.cleaned_data[name] for name in names} | {"withdrawal_evidence": file}
    try:
        recognition.withdraw(request.user, found, revision_of(request), **values)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return show(request, find(number, slug), form)
    messages.success(request, _("The withdrawal was recorded."))
    return redirect("decision", number)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def withdrawal_undo(request, number, slug):
    """A withdrawal recorded by mistake is taken back, with why."""
    found = find(number, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recognition.restore(request.user, found, revision_of(request), form.cleaned_data["why"])
            messages.success(request, _("The recorded withdrawal was taken back."))
            return redirect("decision", number)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "criteria/recognition/withdrawal_undo.html", {"recognition": found, "form": form})
