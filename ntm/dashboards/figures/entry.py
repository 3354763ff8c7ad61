"""Adding and correcting a figure, for the office; what does not go together is said while it is typed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from communes.accounts.checks import newest
from communes.views.asking import asked
from criteria import figure_entry
from criteria.rights import is_office
from ntm.archive import Archive
from ntm.dashboards.contradictions.shown import Shown
from ntm.dashboards.figures.form import FigureForm, drafted
from ntm.dashboards.figures.reading import one_of
from ntm.findings import Examined, Teller

TEMPLATE, NEW = "dashboards/figures/entry.html", "…"
ask = require_http_methods(["GET", "POST"])


@ask
@never_cache
def figure_new(request):
    office(request)
    form = FigureForm(request.POST or None, archive=Archive())

    def act(values):
        made = figure_entry.add(request.user, form.model, form.values())
        messages.success(request, _("The figure is kept as %(code)s.") % {"code": made.code})
        return redirect("figure", made.code)

    return checked(request, form, act, title=_("Add a printed figure"))


@ask
@never_cache
def figure_edit(request, code):
    office(request)
    archive = Archive()
    shown = one_of(archive, code)
    form = FigureForm(request.POST or None, archive=archive, corrected=shown, seen=newest(figure_entry.log_of(shown)))

    def act(values):
        figure_entry.correct(request.user, shown, form.values(), values["seen"], values["why"])
        messages.success(request, _("The correction is kept."))
        return redirect("figure", code)

    return checked(request, form, act, title=_("Correct %(code)s") % {"code": code}, figure=shown)


@require_POST
@never_cache
def figure_check(request):
    """What the rules say of a figure that is being typed; nothing is kept."""
    office(request)
    archive, code = Archive(), request.POST.get("code", "")
    corrected = one_of(archive, code) if code else None
    form = FigureForm(request.POST, archive=archive, corrected=corrected)
    form.fields.pop("why", None)
    context = {"form": form, "found": found(form, corrected) if form.is_valid() else []}
    return render(request, "dashboards/figures/checked.html", context)


def checked(request, form, act, template=TEMPLATE, **page):
    """Asks once more where the figure does not go together with others: the document may well print it so."""
    doubts = found(form, form.corrected) if request.method == "POST" and form.is_valid() else []
    page |= {"found": doubts, "code": form.corrected.code if form.corrected else ""}
    if doubts and not form.cleaned_data["knowing"]:
        return render(request, template, {"form": form, "doubtful": True, **page}, status=422)
    return asked(request, form, act, template=template, **page)


def found(form, corrected):
    """What does not go together because of the figure of the form: [Shown]."""
    return doubts(form.archive, [drafted(form, corrected.code if corrected else NEW)])


def doubts(archive, drafts):
    """What does not go together because of these figures, saved or not: [Shown]."""
    examined, codes = Examined(archive, drafts), {one.code for one in drafts}
    before = {one.id for one in Examined(archive).findings}
    teller = Teller(examined)
    new = [one for one in examined.findings if codes & set(one.codes) and one.id not in before]
    return [Shown(one, teller, examined) for one in new]


def office(request):
    if not is_office(request.user):
        raise PermissionDenied
