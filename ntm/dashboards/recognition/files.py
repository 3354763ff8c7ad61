"""Hồ sơ công nhận: the list, one file, and the office's actions on it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communes.models import Change
from communes.telling import Names, sentence, who
from criteria import recognition, rights
from criteria.forms.recognition import ReasonForm
from criteria.forms.recognition_files import FactsForm, FileForm, PaperForm, StepForm
from criteria.models import RecognitionFile, RecognitionPaper, RecognitionStep
from criteria.models.standard import Level
from criteria.views.recognition.asking import as_lines, asked_communes, keep_file, office_only, revision_of
from criteria.workflow import Refused
from ntm.dashboards.recognition.dossiers import Dossiers, readable
from ntm.dossier import Dossier


@require_safe
def recognition_files(request):
    """The files that the reader may see, those under way first."""
    if not rights.may_read_files(request.user):
        raise PermissionDenied(_("Recognition files are read by the office and by officers of the commune."))
    page = Dossiers(Dossier(), readable(request.user))
    context = {"page": page, "office": rights.is_office(request.user)}
    return render(request, "dashboards/recognition/files.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def recognition_file_open(request):
    """A new file; a link from the lists of differences fills it in."""
    form = FileForm(request.POST if request.method == "POST" else None, initial=asked(request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            made = recognition.open_file(request.user, **form.cleaned_data)
            messages.success(request, _("The file was opened."))
            return redirect("recognition_file", made.pk)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "dashboards/recognition/file_open.html", {"form": form})


def asked(query):
    level, year = query.get("cap", ""), query.get("nam", "")
    initial = {"commune": as_lines(asked_communes(query.get("xa", ""))[:1])}
    initial |= {"level": level} if level in Level.values else {}
    return initial | ({"year": year} if year.isdecimal() and len(year) == 4 else {})


@require_safe
def recognition_file(request, number):
    """One file: conditions, survey, papers, steps, vote, and what is still to come."""
    return show(request, find(request, number))


def find(request, number):
    file = get_object_or_404(RecognitionFile.objects.listed(), pk=number)
    if not rights.may_read_file(request.user, file):
        raise PermissionDenied(_("Recognition files are read by the office and by officers of the commune."))
    return file


def show(request, file, **forms):
    page = Dossiers(Dossier(), [file]).shown[0]
    office = rights.is_office(request.user)
    context = {"page": page, "file": file, "office": office, "life": life_of(file)}
    if office and page.open:
        context |= {"facts": FactsForm(initial=vars(file)), "paper": PaperForm(), "step": StepForm()}
        context |= {"closing": ReasonForm(prefix="close")} | forms
    return render(request, "dashboards/recognition/file.html", context)


def life_of(file):
    """Everything kept about the file, the newest first, in sentences."""
    kept = {
        RecognitionFile: [file.pk],
        RecognitionPaper: [one.pk for one in file.papers.all()],
        RecognitionStep: [one.pk for one in file.steps.all()],
    }
    changes = list(Change.objects.about_any(kept).select_related("who"))
    names = Names(changes)
    return [(change.at, who(change), sentence(change, names), change.why) for change in changes]


def acting(view):
    """POST by the office on one file; a refusal is said on the file's page and nothing is written."""

    @require_POST
    @office_only
    @wraps(view)
    def acted(request, number, **more):
        file = find(request, number)
        try:
            answer = view(request, file, **more)
        except Refused as refused:
            messages.error(request, refused.sentence)
            answer = None
        return answer or redirect("recognition_file", number)

    return acted


@acting
def recognition_file_facts(request, file):
    """Registration, survey, arrears, security and the council's vote."""
    form = FactsForm(request.POST)
    if not form.is_valid():
        return show(request, file, facts=form)
    recognition.change_file(request.user, file, revision_of(request), **form.cleaned_data)
    return messages.success(request, _("The file was saved."))


@acting
def recognition_file_paper(request, file):
    """One paper more, with its file."""
    form = PaperForm(request.POST, request.FILES)
    valid = form.is_valid()
    brought = keep_file(request, form)
    if not valid or form.errors:
        return show(request, file, paper=form)
    facts = {name: form.cleaned_data[name] for name in ("kind", "dated", "number")}
    recognition.add_paper(request.user, file, **facts, evidence=brought)
    return messages.success(request, _("The paper was added."))


@acting
def recognition_file_paper_off(request, file, paper):
    """A paper filed by mistake."""
    recognition.take_paper_off(request.user, file, paper)
    return messages.success(request, _("The paper was taken off."))


@acting
def recognition_file_step(request, file):
    """A step that was reached, or another day for it."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return show(request, file, step=form)
    said = form.cleaned_data
    recognition.reach(request.user, file, revision_of(request), said["step"], said["reached_on"], said["note"])
    return messages.success(request, _("The step was recorded."))


@acting
def recognition_file_step_off(request, file, step):
    """A step recorded by mistake."""
    recognition.undo_step(request.user, file, revision_of(request), step)
    return messages.success(request, _("The step was taken back."))


@acting
def recognition_file_close(request, file):
    """Ends without a decision, with why."""
    form = ReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        return show(request, file, closing=form)
    recognition.close_file(request.user, file, revision_of(request), form.cleaned_data["why"])
    return messages.success(request, _("The file was closed."))
