"""A department's own criteria across all communes of a round: one by one, ticked, or as a pasted list."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from criteria import rights, workflow
from criteria.forms.review import TogetherForm
from criteria.models import Opinion
from criteria.reviewing.differences import shown
from criteria.reviewing.named import Place, find_named
from criteria.reviewing.queue import queue
from criteria.views.review.found import shown_at
from criteria.views.review.queue import asked_round


class OpinionsPage:
    """One criterion of the department over every commune of the round."""

    def __init__(self, user, of_round, number="", form=None):
        self.user, self.round, self._number, self._form = user, of_round, number, form
        self.found = None  # what a pasted list names

    @cached_property
    def criteria(self):
        return list(rights.criteria_to_judge(self.user, self.round).order_by("number")) if self.round else []

    @cached_property
    def criterion(self):
        named = [one for one in self.criteria if str(one.number) == self._number]
        return (named or self.criteria or [None])[0]

    @cached_property
    def waiting(self):
        found = queue(self.user, self.round) if self.criterion else []
        return sorted(found, key=lambda one: one.report.commune.sort_key)

    @cached_property
    def rows(self):
        """(examined, the criterion as shown, the department's last word) a commune, those without a word first."""
        number = self.criterion.number
        rows = [(one, shown(one.sheet.row(number), one)) for one in self.waiting]
        told = [(one, row, last_word(row)) for one, row in rows]
        return sorted(told, key=lambda row: row[2] is not None)

    @property
    def silent(self):
        return sum(1 for _one, _row, word in self.rows if word is None)

    @cached_property
    def form(self):
        return self._form or TogetherForm(reports=[one.report.pk for one in self.waiting], initial={"stance": "agrees"})

    @property
    def ticked(self):
        return {int(one) for one in self.form["reports"].value() or () if str(one).isdecimal()}

    @property
    def address(self):
        return f"{reverse('opinions')}?ky={self.round.slug}&tc={self.criterion.number}"

    def read_names(self, text):
        """What the pasted list names: communes whose report waits, else they are told why not."""
        self.found = find_named(text, [as_place(one) for one in self.round.communes().select_related("district")])
        return self.found

    def not_sent(self):
        """Communes of the list that have no submitted report."""
        waiting = {one.report.commune_id for one in self.waiting}
        absent = [key for key in self.found.keys if key not in waiting]
        return list(self.round.communes().filter(pk__in=absent)) if absent else []


def as_place(commune):
    return Place(commune.pk, commune.code, commune.name, commune.district.name if commune.district else "")


def last_word(row):
    found = [one for one in row.opinions if one.stage == Opinion.Stage.DEPARTMENT]
    return found[-1] if found else None


@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request):
    """GET /duyet/y-kien/?ky=...&tc=<criterion>; sent, the same word for every commune chosen."""
    given = request.POST if request.method == "POST" else request.GET
    page = OpinionsPage(request.user, asked_round(request.user, given.get("ky", "")), given.get("tc", ""))
    if not rights.holds(request.user, rights.Role.DEPARTMENT):
        raise PermissionDenied(_("Opinions here are given by the departments in charge."))
    if request.method == "POST" and page.criterion:
        return give(request, page)
    return render(request, "criteria/review/opinions.html", {"page": page})


def give(request, page):
    """All chosen or, where a name is not clear, none: then everything typed stands as it was."""
    form = page.form = TogetherForm(request.POST, reports=[one.report.pk for one in page.waiting])
    chosen = chosen_reports(page, form) if form.is_valid() else None
    if not chosen:
        return render(request, "criteria/review/opinions.html", {"page": page}, status=422)
    said = form.cleaned_data
    refused = workflow.opine_together(
        request.user,
        chosen,
        page.criterion,
        said["stance"],
        said["text"],
        cited=form.cited(),
        shown_at=shown_at(request),
    )
    tell(request, page, [one for one in chosen if one not in refused], refused)
    return redirect(page.address)


def chosen_reports(page, form):
    """The ticked reports and those of the named communes; None with an error on the form where it is not clear."""
    found = page.read_names(form.cleaned_data["names"])
    if not found.clear or page.not_sent():
        form.add_error("names", _("Nothing was kept yet: correct the names below, then send again."))
        return None
    named, ticked = set(found.keys), set(form.cleaned_data["reports"])
    chosen = [one.report for one in page.waiting if one.report.pk in ticked or one.report.commune_id in named]
    if not chosen:
        form.add_error(None, _("Tick the communes or paste a list of them."))
    return chosen


def tell(request, page, spoken, refused):
    if spoken:
        words = ngettext(
            "Your opinion on criterion %(number)d was kept for %(n)d commune.",
            "Your opinion on criterion %(number)d was kept for %(n)d communes.",
            len(spoken),
        )
        messages.success(request, words % {"n": len(spoken), "number": page.criterion.number})
    for report, refusal in refused.items():
        told = {"commune": report.commune, "why": refusal.sentence}
        messages.warning(request, _("Not kept: %(commune)s – %(why)s") % told)
