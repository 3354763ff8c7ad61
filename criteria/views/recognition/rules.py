"""The rules of recognition by period: read by everybody, changed and added by the office."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from criteria import recognition, rights
from criteria.forms.recognition_files import NewRuleForm, RuleForm
from criteria.models import RecognitionRule
from criteria.views.recognition.asking import office_only, revision_of
from criteria.workflow import Refused

VALUES = ("comparison", "value", "text", "source", "verified")


@require_safe
def recognition_rules(request):
    """All rules, the latest period first, each with its source and whether it is verified."""
    rules = RecognitionRule.objects.select_related("criteria_set").order_by("-first_year", "-last_year", "id")
    periods = [(years, list(some)) for years, some in groupby(rules, lambda one: (one.first_year, one.last_year))]
    context = {
        "periods": periods,
        "unverified": sum(not rule.verified for _years, some in periods for rule in some),
        "office": rights.is_office(request.user),
    }
    return render(request, "criteria/recognition/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def recognition_rule(request, number):
    """Another value, text or source of one rule."""
    found = get_object_or_404(RecognitionRule.objects.select_related("criteria_set"), pk=number)
    form = RuleForm(request.POST or None, initial={name: getattr(found, name) for name in VALUES})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in VALUES}
        try:
            recognition.change_rule(request.user, found, revision_of(request), form.cleaned_data["why"], **values)
            messages.success(request, _("The rule was changed."))
            return redirect("recognition_rules")
        except Refused as refused:
            form.add_error(None, refused.sentence)
            found.refresh_from_db()
    return render(request, "criteria/recognition/rule_form.html", {"form": form, "rule": found})


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def recognition_rule_new(request):
    """A rule for a period that has none of its kind."""
    form = NewRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recognition.add_rule(request.user, **form.cleaned_data)
            messages.success(request, _("The rule was added."))
            return redirect("recognition_rules")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "criteria/recognition/rule_form.html", {"form": form, "rule": None})
