"""Published figures beside what the communes' results give for the same question, scope and units."""

from criteria.models import PublishedFigure
from ntm.dashboards.documents.rows import Row, indexed, needed
from ntm.judgement import Judge, from_communes
from ntm.progress.measures import level_recognised


def compared(archive, given):
    """Rows that the system can compute, those that differ first; `given`: the document and measure asked for."""
    judge, index = Judge(archive), indexed(archive.published)
    figures = [figure for figure in archive.published if computable(figure, judge) and asked_for(figure, given)]
    archive.prepare(needed(judge, figures))
    rows = [Row(figure, judge, index) for figure in figures]
    return sorted((row for row in rows if row.computed), key=lambda row: (not row.differs, row.figure.code))


def computable(figure, judge):
    """Of communes; recognitions only where the decisions in hand reach the published count."""
    if not from_communes(figure) or figure.kind not in PublishedFigure.RESULTS:
        return False
    level = level_recognised(figure.measure.key)
    return not level or judge.decisions_known(level, figure.date)


def asked_for(figure, given):
    document, measure = given.get("vb"), given.get("chi-tieu")
    return document in (None, figure.document.slug) and measure in (None, figure.measure.key)
