"""One criterion of all my communes: the grid shown, checked without saving, and saved as a whole."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from criteria import workflow
from criteria.entry.grid import Grid, read_grid
from criteria.entry.words import VERDICTS
from criteria.views.entry.start import of_a_round


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_round
def grid(request, chosen, rounds):
    """GET ?tc=<criterion>; POST with do=check judges what was typed or pasted, do=save writes it."""
    number = criterion_of(request.GET.get("tc", "1"))
    page = Grid(request.user, chosen, number)
    if page.criterion is None:
        raise Http404
    if request.method != "POST":
        return show(request, page)
    page = Grid(request.user, chosen, number, read_grid(request.POST, page))
    if request.POST.get("do") != "save" or page.problems or page.typed.unplaced:
        return show(request, page, checked=True)
    return saved(request, page)


def criterion_of(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def show(request, page, checked=False, sentence=""):
    context = {"page": page, "checked": checked, "verdicts": VERDICTS, "sentence": sentence}
    status = 422 if page.problems or page.typed.unplaced or sentence else 200
    return render(request, "criteria/entry/grid.html", context, status=status)


def saved(request, page):
    try:
        written = page.save()
    except workflow.Refused as refused:
        return show(request, page, checked=True, sentence=refused.sentence)
    messages.success(request, ngettext("Saved %(n)d field.", "Saved %(n)d fields.", written) % {"n": written})
    return HttpResponseRedirect(f"{reverse('grid', args=[page.round.slug])}?tc={page.number}")
