"""Evidence: sending a file in pieces, attaching and taking off, and opening it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from criteria import evidence, rights
from criteria.entry.sent import number as whole
from criteria.entry.sent import numbers
from criteria.evidence import store
from criteria.evidence_page import EvidencePage, others
from criteria.forms.evidence import CitationForm, FileForm
from criteria.models import Evidence, Report
from criteria.views.entry.place import at_place
from criteria.workflow import Refused


@require_POST
def upload_begin(request):
    """Announces a file: name and size; answers where to send it."""
    size = whole(request.POST.get("size"))
    try:
        if not rights.may_enter_somewhere(request.user):
            raise PermissionDenied
        made = evidence.begin(request.user, request.POST.get("name", ""), size or 0)
    except evidence.Broken as broken:
        return JsonResponse({"error": str(broken)}, status=400)
    return JsonResponse({"id": made.token, "received": 0})


def arrival_of(request, token):
    """The file announced by this person; nobody else sends its pieces."""
    found = evidence.announced(token, request.user)
    if found is None:
        raise PermissionDenied(_("This file was not announced by you; choose it again."))
    return found


@require_http_methods(["GET", "PUT"])
def upload_piece(request):
    """GET ?id=: how much has arrived. PUT ?id=&from=: the next piece."""
    found = arrival_of(request, request.GET.get("id", ""))
    if request.method == "GET":
        return JsonResponse({"received": evidence.received(found)})
    start = whole(request.GET.get("from"))
    try:
        there = evidence.continue_with(found, start, request.body)
    except evidence.Broken as broken:
        return JsonResponse({"error": str(broken), "received": broken.received}, status=409)
    return JsonResponse({"received": there})


def of_report(view):
    """Hands a view the report under way of its address; where none is, the way leads to the report's own page."""

    @wraps(view)
    @at_place
    def found(request, place, number, **more):
        criterion = get_object_or_404(place.of_round.criteria_set.criteria, number=number)
        report = place.report()
        if not place.enters:
            raise PermissionDenied(_("You may not do this for this commune."))
        if report is None or report.state not in Report.UNDER_WAY:
            messages.info(request, _("Begin the report first, then attach evidence."))
            return redirect(place.address)
        return view(request, report, criterion.number, **more)

    return found


@require_safe
@of_report
def evidence_page(request, report, number):
    """The evidence of one criterion: what is there, a file or a citation more, what other communes already have."""
    return show(request, report, number)


def show(request, report, number, file=None, citation=None):
    page = EvidencePage(request.user, report, number)
    forms = {"file": file or FileForm(), "citation": citation or CitationForm()}
    return render(request, "criteria/evidence/page.html", {"page": page, **forms})


@require_POST
@of_report
def evidence_file(request, report, number):
    """A file sent with an ordinary form, or one that arrived in pieces (`upload`); JSON for the latter."""
    if "upload" in request.POST:
        return arrived(request, report, number)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, report, number, file=form)
    try:
        evidence.admit(request.user, report)
        evidence.bring(request.user, report, number, at_once(request.user, form.cleaned_data["file"]))
    except (evidence.Broken, Refused) as error:
        form.add_error("file", str(error))
        return show(request, report, number, file=form)
    messages.success(request, _("The evidence was attached."))
    return back_to(report, number)


def at_once(user, file):
    """A file of an ordinary form takes the same way as one in pieces."""
    made = evidence.begin(user, file.name, file.size)
    for piece in file.chunks():
        evidence.continue_with(made, evidence.received(made), piece)
    return evidence.finish(user, made)


def arrived(request, report, number):
    made = arrival_of(request, request.POST["upload"])
    try:
        evidence.admit(request.user, report)
        link = evidence.bring(request.user, report, number, evidence.finish(request.user, made))
    except (evidence.Broken, Refused) as error:
        return JsonResponse({"error": str(error), "received": getattr(error, "received", None)}, status=409)
    return JsonResponse({"name": str(link.evidence), "link": link.pk, "address": link.evidence.address})


@require_POST
@of_report
def evidence_citation(request, report, number):
    """A document cited by number, date and issuer."""
    form = CitationForm(request.POST)
    if not form.is_valid():
        return show(request, report, number, citation=form)
    try:
        evidence.cite(request.user, report, number, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.sentence)  # what was typed stays
        return show(request, report, number, citation=form)
    messages.success(request, _("The document was cited."))
    return back_to(report, number)


@require_POST
@of_report
def evidence_again(request, report, number):
    """A piece that serves another commune or criterion already, used here too."""
    chosen = others(request.user, report).filter(pk__in=numbers(request.POST.getlist("piece")) or [])
    return done(request, report, number, _("The evidence was attached."), evidence.attach_all, report, number, chosen)


@require_POST
@of_report
def evidence_off(request, report, number, link):
    """Takes one piece off this criterion."""
    return done(request, report, number, _("The evidence was taken off."), evidence.detach, link, report)


def back_to(report, number):
    return redirect("evidence", report.round.slug, report.commune.slug, number)


def done(request, report, number, sentence, action, *args):
    try:
        action(request.user, *args)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return back_to(report, number)


@require_safe
def evidence_open(request, number):
    """The file itself, always as a download: nothing that was uploaded is ever shown as a page of ours."""
    found = get_object_or_404(Evidence.objects.exclude(stored=""), pk=number)
    if not evidence.may_open(request.user, found):
        raise PermissionDenied(_("You may not see the commune this evidence belongs to."))
    try:
        content = store.path_of(found).read_bytes()  # at most 10 MB
    except FileNotFoundError:
        raise Http404(_("The file is not in the store any more.")) from None
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    return HttpResponse(content, content_type=found.content_type, headers={"Content-Disposition": disposition})
