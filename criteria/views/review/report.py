"""One report for its reviewers: what differs, what others say, its log; and every step that can be taken on it."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from criteria import rights, workflow
from criteria.forms.review import AnswerForm, CommentedForm, CorrectionForm, SeenForm, WordForm
from criteria.models import Opinion, Report
from criteria.reviewing.differences import differences
from criteria.reviewing.log import log
from criteria.reviewing.queue import examined, queue
from criteria.reviewing.words import tags
from criteria.views.review.found import find_place, on_report, shown_at

State = Report.State


class Page:
    """Everything the template asks of one report; the forms are those of a refused step, or new ones."""

    def __init__(self, user, place, everything=False, **forms):
        self.user, self.place, self.report = user, place, place.report
        self.everything, self._forms = everything, forms

    @cached_property
    def examined(self):
        beside = (one for one in self.neighbours if one.report.pk == self.report.pk)
        return next(beside, None) or examined([self.report], self.user)[0]

    @cached_property
    def rows(self):
        return differences(self.examined, self.everything)

    @cached_property
    def changed(self):
        return sum(1 for row in self.examined.sheet.rows if row.changed)

    @property
    def tags(self):
        return tags(self.examined)

    @property
    def waits(self):
        return self.report.state == State.SUBMITTED

    @cached_property
    def office(self):
        return rights.is_office(self.user)

    @property
    def reviews(self):
        """Whether this person may return it; approving asks who entered it too."""
        return self.waits and self.office

    @property
    def approves(self):
        return self.reviews and not self.examined.written

    @property
    def disputed(self):
        return any(row.disputes for row in self.rows)

    @cached_property
    def stages(self):
        return rights.stages_of(self.user, self.report) if self.waits else {}

    @property
    def corrects(self):
        return self.office and self.report.state == State.APPROVED and not self.report.illustration

    @cached_property
    def comments(self):
        """The form that returns; criteria that differ stand open, the others folded."""
        return self._forms.get("comments") or CommentedForm(
            criteria=[row.criterion for row in self.examined.sheet.rows], initial={"revision": self.report.revision}
        )

    @cached_property
    def comment_lines(self):
        """(criterion, tick, comment) that stand open and those that are folded."""
        changed = {row.number for row in self.rows if not self.everything or row.changed or row.tags}
        lines = self.comments.lines()
        mine = [one for one in lines if one[0].number in changed or one[1].errors or one[2].errors or one[2].value()]
        return {"open": mine, "folded": [one for one in lines if one not in mine]}

    @cached_property
    def word(self):
        return self._forms.get("word") or WordForm(stages=self.stages)

    @cached_property
    def correction(self):
        return self._forms.get("correction") or CorrectionForm()

    @cached_property
    def log(self):
        steps, entries = log(self.report, self.user)
        return {"steps": steps, "entries": entries}

    @cached_property
    def neighbours(self):
        """What waits beside it: of the same district, or of the whole round where there are no districts."""
        district = self.place.commune.district_id
        return list(queue(self.user, self.place.round, district))


@require_safe
def review_report(request, round, commune):
    """GET /duyet/<round>/<commune>/, `tat-ca=1` for every criterion of the set."""
    place = find_place(request.user, round, commune)
    if place.report is None:
        return render(request, "criteria/review/none.html", {"place": place})
    return show(request, place, everything=request.GET.get("tat-ca") == "1")


def show(request, place, status=200, everything=False, **forms):
    page = Page(request.user, place, everything, **forms)
    return render(request, "criteria/review/report.html", {"page": page, "place": place}, status=status)


def refused(request, place, refusal, **forms):
    """The report as it is now, with why not, and with everything that was typed."""
    messages.error(request, refusal.sentence)
    again = find_place(request.user, place.round.slug, place.commune.slug)
    for form in forms.values():
        if "revision" in form.data:
            form.data = form.data.copy()
            form.data["revision"] = again.report.revision
    return show(request, again, 403 if isinstance(refusal, workflow.NotYours) else 409, **forms)


def back(place):
    return redirect("review_report", **place.address)


@on_report
def review_begin(request, place):
    """From now on the officer cannot take the report back."""
    form = SeenForm(request.POST)
    try:
        workflow.begin_review(request.user, place.report, seen(form))
    except workflow.Refused as refusal:
        return refused(request, place, refusal)
    return back(place)


def seen(form):
    """The version that was looked at; whoever sends none has seen none."""
    return form.cleaned_data["revision"] if form.is_valid() else -1


@on_report
def review_return(request, place):
    """Returns the ticked criteria, each with its comment."""
    criteria = list(place.report.criteria_set.criteria.order_by("number"))
    form = CommentedForm(request.POST, criteria=criteria)
    if not form.is_valid():
        return show(request, place, 422, comments=form)
    comments = form.comments()
    try:
        workflow.return_criteria(request.user, place.report, comments, form.cleaned_data["revision"])
    except workflow.Refused as refusal:
        return refused(request, place, refusal, comments=form)
    words = ngettext(
        "Returned %(n)d criterion to %(commune)s.", "Returned %(n)d criteria to %(commune)s.", len(comments)
    )
    messages.success(request, words % {"n": len(comments), "commune": place.commune})
    return back_to_queue(place)


def back_to_queue(place):
    answer = redirect("review")
    answer["Location"] += f"?ky={place.round.slug}"
    return answer


@on_report
def review_approve(request, place):
    """Approves the report as it was seen."""
    form = SeenForm(request.POST)
    try:
        workflow.approve(request.user, place.report, seen(form))
    except workflow.Refused as refusal:
        return refused(request, place, refusal)
    messages.success(request, _("Approved %(commune)s.") % {"commune": place.commune})
    return back_to_queue(place)


@on_report
def review_opine(request, place):
    """One word on one criterion, at the stage that is this person's."""
    form = WordForm(request.POST, stages=rights.stages_of(request.user, place.report))
    if not form.is_valid():
        return show(request, place, 422, word=form)
    said = form.cleaned_data
    try:
        words = said["criterion"], said["stance"], said["text"]
        workflow.opine(request.user, place.report, *words, shown_at=shown_at(request))
    except workflow.Refused as refusal:
        return refused(request, place, refusal, word=form)
    messages.success(request, _("Your opinion on criterion %(n)d was kept.") % {"n": said["criterion"].number})
    return back(place)


@on_report
def review_answer(request, place):
    """The answer that settles a dispute of this report."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the answer that settles the dispute."))
        return back(place)
    found = Opinion.objects.filter(report=place.report, pk=form.cleaned_data["opinion"]).first()
    try:
        if found is None:
            raise workflow.Refused(_("This dispute was settled in the meantime."))
        workflow.answer(request.user, found, form.cleaned_data["text"])
    except workflow.Refused as refusal:
        return refused(request, place, refusal)
    return back(place)


@on_report
def review_correct(request, place):
    """A new version of an approved report, with the reason."""
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return show(request, place, 422, correction=form)
    try:
        workflow.correct(request.user, place.report, form.cleaned_data["reason"])
    except workflow.Refused as refusal:
        return refused(request, place, refusal, correction=form)
    messages.success(request, _("A correction was begun: the officer can enter it now."))
    return back(place)
