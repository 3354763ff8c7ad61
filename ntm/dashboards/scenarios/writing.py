"""Making, changing, choosing for and dropping a scenario; for the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from communes.accounts.checks import Overtaken, newest
from communes.forms.fields import SeenForm
from communes.vietnamese import number as written
from communes.views.asking import asked
from criteria import scenario_keeping
from criteria.models import Scenario
from criteria.rights import is_office
from ntm.dashboards.scenarios.form import EditForm, NewForm
from ntm.dashboards.scenarios.page import obstacle
from ntm.dashboards.scenarios.picking import PickForm, Picking
from ntm.judgement import default_date
from ntm.planning import Planning
from ntm.progress.planner import Impossible, Undecided
from ntm.register import Register

ask = require_http_methods(["GET", "POST"])
TEMPLATE = "dashboards/scenarios/entry.html"


@ask
@never_cache
def scenario_new(request):
    office(request)
    register = Register()
    form = NewForm(request.POST or None, register=register, as_of=default_date(register), initial=wished(request.GET))

    def act(_values):
        return go_on(request, scenario_keeping.make(request.user, form.values()))

    return asked(request, form, act, TEMPLATE, title=_("New scenario"))


@ask
@never_cache
def scenario_edit(request, number):
    shown = one_of(request, number)
    planning = Planning(shown, Register())
    form = EditForm(request.POST or None, planning=planning, seen=newest(scenario_keeping.log_of(shown)))

    def act(values):
        return go_on(request, scenario_keeping.change(request.user, shown, form.values(), values["seen"]))

    return asked(request, form, act, TEMPLATE, title=_("Change the scenario"), scenario=shown, planning=planning)


@ask
@never_cache
def scenario_pick(request, number):
    shown = one_of(request, number)
    picking = Picking(Planning(shown, Register()))
    form = PickForm(request.POST or None, picking=picking, seen=newest(scenario_keeping.log_of(shown)))

    def act(values):
        scenario_keeping.choose(request.user, shown, form.pairs, values["seen"])
        return redirect("scenario", shown.pk)

    return asked(request, form, act, "dashboards/scenarios/pick.html", scenario=shown, picking=picking)


@require_POST
@never_cache
def scenario_plan(request, number):
    """Lets the planner choose under what the scenario says, instead of what was chosen."""
    return planned(request, one_of(request, number), seen(request))


@require_POST
@never_cache
def scenario_drop(request, number):
    shown = one_of(request, number)
    try:
        scenario_keeping.drop(request.user, shown, seen(request))
    except Overtaken:
        return overtaken(request, shown)
    messages.success(request, _("The scenario “%(name)s” was dropped.") % {"name": shown.name})
    return redirect("scenarios")


def go_on(request, kept):
    """After saving: to the planner, to the choice by hand, or to the page of the scenario."""
    if "plan" in request.POST:
        return planned(request, kept, newest(scenario_keeping.log_of(kept)))
    return redirect("scenario_pick" if "pick" in request.POST else "scenario", kept.pk)


def planned(request, scenario, seen):
    planning = Planning(scenario, Register())
    try:
        plan = planning.plan()
        chosen = {planning.register.communes[unit].slug: list(numbers) for unit, numbers in plan.chosen.items()}
        scenario_keeping.choose(request.user, scenario, chosen, seen)
    except Impossible as refusal:
        messages.warning(request, obstacle(refusal))
    except Undecided:
        messages.warning(request, _("The planner found nothing in its time. Loosen a cap and try again."))
    except Overtaken:
        return overtaken(request, scenario)
    else:
        said = cheapest_words(plan)
        messages.success(request, said)
    return redirect("scenario", scenario.pk)


def cheapest_words(plan):
    if not plan.gap:
        return _("The planner chose the cheapest communes under these conditions.")
    words = _("The planner chose in its time; a cheaper choice would save %(points)s points at most.")
    return words % {"points": written(plan.gap, 2)}


def overtaken(request, scenario):
    messages.warning(request, _("Somebody changed this meanwhile. Look at it again, then repeat what you wanted."))
    return redirect("scenario", scenario.pk)


def seen(request):
    """The newest change that the sender saw; nothing for what is no number."""
    form = SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else 0


def wished(query):
    """What a link from a number asks to begin with; what cannot be understood is left out."""
    wanted = query.get("can", "")[:4]
    found = {"wanted": int(wanted)} if wanted.isascii() and wanted.isdigit() else {}
    return found | {"as_of": query["ky"][:10]} if query.get("ky") else found


def one_of(request, number):
    office(request)
    return get_object_or_404(Scenario.objects.listed(), pk=number)


def office(request):
    if not is_office(request.user):
        raise PermissionDenied
