"""Văn bản: the documents, and every figure of one with its quote, beside what the system computes."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from criteria.models import Document
from ntm.archive import Archive
from ntm.dashboards.documents.choice import chips, read_choice
from ntm.dashboards.documents.rows import Row, indexed, needed, sections
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.judgement import Judge
from ntm.known import known


@remembered
def documents(request):
    counted = Document.objects.annotate(
        target_count=Count("targets", distinct=True), figure_count=Count("publishedfigures", distinct=True)
    )
    return render(request, "dashboards/documents.html", {"documents": counted, "selection": known(request.GET)})


@remembered
def document(request, slug):
    archive = Archive()
    selection = read_selection(request.GET, archive)
    shown = find(archive, slug)
    choice = read_choice(request.GET, selection.given)
    rows = [row for row in rows_of(archive, shown, selection.as_of) if row.mentions(choice.folded)]
    context = {
        "document": shown,
        "selection": selection,
        "choice": choice,
        "chips": chips(rows, choice),
        "sections": sections(row for row in rows if choice.kind in ("", row.kind)),
    }
    return render(request, "dashboards/document.html", context)


def find(archive, slug):
    """The document as its figures name it; one without any figure is asked for by itself."""
    named = (figure.document for figure in [*archive.targets, *archive.figures])
    return next((one for one in named if one.slug == slug), None) or get_object_or_404(Document, slug=slug)


def rows_of(archive, shown, as_of):
    """Targets with their verdicts and all other figures of a document."""
    judge, index = Judge(archive), indexed(archive.published)
    figures = [figure for figure in archive.figures if figure.document_id == shown.id]
    targets = [target for target in archive.targets if target.document_id == shown.id]
    archive.prepare(needed(judge, figures) | judge.needed(as_of, targets))
    judged = [Row(one.target, judge, index, one) for one in judge.judge_all(as_of, targets)]
    return [*judged, *(Row(figure, judge, index) for figure in figures)]
