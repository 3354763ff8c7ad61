"""How the form is shown, by every view that ends with it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from criteria import workflow
from criteria.entry.form import Form, Trouble
from criteria.entry.words import VERDICTS
from criteria.models import Report
from criteria.sheet import sheet
from criteria.workflow.door import admit_window


def show(request, place, report, trouble=None):
    """The form, or what can be done where the work has not begun; 422 where something sent was not written."""
    page = {"place": place, "round": place.of_round, "commune": place.commune, "report": report, "verdicts": VERDICTS}
    page |= {"closed": closed_sentence(place), "home": home_of(place), "trouble": trouble}
    if report is not None:
        page |= {"form": Form(sheet(report), trouble, opened(request)), "editable": editable(place, report)}
    status = 422 if trouble else 200
    return render(request, "criteria/entry/report.html", page, status=status)


def home_of(place):
    return f"{reverse('entry')}?ky={place.of_round.slug}"


def opened(request):
    """The numbers of criteria to unfold, from ?mo=2,15."""
    asked = request.GET.get("mo", "")[:200].split(",")
    return {int(one) for one in asked if one.isascii() and one.isdigit()}


def closed_sentence(place):
    """Why this commune cannot be entered today, with the date and whom to ask; "" where it can."""
    try:
        admit_window(place.of_round, place.commune)
    except workflow.WindowClosed as closed:
        return closed.sentence
    return ""


def editable(place, report):
    takes = place.of_round.takes(place.commune, timezone.localdate())
    return place.enters and takes and report.state in Report.IN_ENTRY


def trouble_of(sent, saved=None, sentence="", gaps=None):
    """What a sending left undone, with everything that was typed and not written; `gaps`: those of a submission."""
    refused = dict(saved.refused) if saved else {}
    conflicts = {one.key: one.theirs for one in saved.conflicts} if saved else {}
    typed = sent.cells if saved is None else {key: sent.cells[key] for key in [*refused, *conflicts]}
    readings = saved.readings if saved else {}
    return Trouble(typed, refused, readings, conflicts, tuple(gaps or ()), sentence, gaps is not None)
