"""All scenarios, one scenario with its consequences, and its plan as a file; for the office and the leaders."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communes.accounts.checks import newest
from communes.accounts.log import lines
from criteria.models import Scenario
from criteria.rights import is_office, may_read_scenarios
from criteria.scenario_keeping import log_of
from ntm.dashboards.scenarios.download import download
from ntm.dashboards.scenarios.page import Page


@require_GET
@never_cache
def scenarios(request):
    reading(request)
    context = {"found": list(Scenario.objects.listed()), "office": is_office(request.user)}
    return render(request, "dashboards/scenarios.html", context)


@require_GET
@never_cache
def scenario(request, number):
    shown = one_of(request, number)
    log = log_of(shown).select_related("who")
    context = {"page": Page(shown), "scenario": shown, "office": is_office(request.user)}
    return render(request, "dashboards/scenario.html", {**context, "log": lines(log), "seen": newest(log)})


@require_GET
@never_cache
def scenario_csv(request, number):
    return download(Page(one_of(request, number)))


def reading(request):
    if not may_read_scenarios(request.user):
        raise PermissionDenied


def one_of(request, number):
    reading(request)
    return get_object_or_404(Scenario.objects.listed(), pk=number)
