"""Areas: communes that nobody enters for, the areas of the officers, and communes moved in and out on a day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communes import areas as changing
from communes.accounts.checks import newest
from communes.accounts.log import lines
from communes.forms.areas import AreaForm, move_in_form, move_out_form
from communes.forms.fields import DayField
from communes.models import Group
from communes.rights import entered_by_nobody
from communes.vietnamese import day
from communes.views.asking import asked, managing

LOGGED = 100
ask = require_http_methods(["GET", "POST"])


@require_GET
def areas(request):
    managing(request)
    today = changing.today()
    left = list(entered_by_nobody(today).select_related("district").order_by("sort_key"))
    whole = changing.rural(today).count()
    return render(request, "communes/areas.html", {"left": left, "whole": whole, "areas": changing.listed(today)})


@require_GET
def area(request, slug):
    of, today = chosen(request, slug), changing.today()
    officers = of.officers.in_force(today).select_related("user")
    inside = changing.inside(of, today).count()
    log = lines(changing.log_of(of).select_related("who")[:LOGGED])
    found = {"area": of, "members": changing.members(of), "inside": inside, "officers": officers, "log": log}
    return render(request, "communes/area.html", {**found, "today": today})


def chosen(request, slug):
    found = get_object_or_404(Group, slug=slug, area=True)
    managing(request)
    return found


@ask
def area_new(request):
    managing(request)

    def act(found):
        return redirect("area", changing.make(request.user, found["name"]).slug)

    page = {"title": _("New area"), "button": _("Make the area"), "back": reverse("areas")}
    return asked(request, AreaForm(request.POST or None), act, **page)


@ask
def area_edit(request, slug):
    of = chosen(request, slug)

    def act(found):
        changing.rename(request.user, of, found["seen"], found["name"])
        return done(request, of, _("Saved."))

    form = AreaForm(request.POST or None, area=of, seen=newest(changing.log_of(of)))
    return asked(request, form, act, **about(of, _("Name of the area"), _("Save")))


@ask
def area_move_in(request, slug):
    of, on = chosen(request, slug), day_asked(request)

    def act(found):
        changing.move_in(request.user, of, found["seen"], found["communes"], on, found["why"])
        return done(request, of, _("The communes are in the area from %(day)s.") % {"day": day(on)})

    form = move_in_form(request.POST or None, of, on, seen=newest(changing.log_of(of)))
    lead = _("A commune that is in another area leaves it the day before.")
    button = _("Move in from %(day)s") % {"day": day(on)}
    page = about(of, _("Move communes into %(name)s") % {"name": of}, button, lead)
    return asked(request, form, act, on=on, on_label=_("First day in the area"), **page)


@ask
def area_move_out(request, slug):
    of, on = chosen(request, slug), day_asked(request)

    def act(found):
        changing.move_out(request.user, of, found["seen"], found["communes"], on, found["why"])
        return done(request, of, _("The communes are in the area up to %(day)s.") % {"day": day(on)})

    form = move_out_form(request.POST or None, of, on, seen=newest(changing.log_of(of)))
    button = _("Move out after %(day)s") % {"day": day(on)}
    page = about(of, _("Move communes out of %(name)s") % {"name": of}, button)
    return asked(request, form, act, on=on, on_label=_("Last day in the area"), **page)


def day_asked(request):
    """The day in the address, today where there is none or none that can be read."""
    try:
        return DayField(required=False).clean(request.GET.get("ngay")) or changing.today()
    except changing.ValidationError:
        return changing.today()


def about(of, title, button, lead=""):
    return {"title": title, "button": button, "lead": lead, "back": reverse("area", args=[of.slug])}


def done(request, of, sentence):
    messages.success(request, sentence)
    return redirect("area", of.slug)
