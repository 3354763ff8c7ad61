"""Reference tables of what documents say: documents, measures, figures, known decisions, recognition rules."""

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from criteria.models import (
    Citation,
    Commitment,
    CriteriaSet,
    Decision,
    Document,
    Measure,
    PublishedFigure,
    Recognition,
    RecognitionRule,
    Target,
)
from criteria.reference.loading import Table

TARGET = "target"
AS_PRINTED = ("section", "period", "scope", "variant", "comparator", "unit", "stated_percent", "base", "part_of")
NUMBERS = ("low", "high", "numerator", "denominator")


def document(line, known):
    texts = {column: line.required(column) for column in ("slug", "code", "name", "short_name", "source")}
    may_lack = {column: line.text(column) for column in ("number", "issued_text", "note")}
    return {**texts, **may_lack, "issued_on": line.day("issued_on")}


def measure(line, known):
    return {column: line.required(column) for column in ("key", "label", "unit", "origin", "better", "meaning")}


def last_day(line):
    """The date of a figure: the last day of the year ("2020") or month ("2020-06") it is given for."""
    try:
        year, month = (int(part) for part in f"{line.required('year')}-12".split("-")[:2])
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        line.refuse(_("“%s” is neither a year nor a month") % line.text("year"))


def figure(line, known):
    """What targets and published figures share."""
    criteria_set = line.text("criteria_set")
    return {
        "code": line.required("code"),
        "document_id": known.id(line, Document, code=line.required("document")),
        "line": line.whole("line"),
        "year": line.required("year"),
        "date": last_day(line),
        "measure_id": known.id(line, Measure, key=line.required("measure")),
        "criteria_set_id": known.id(line, CriteriaSet, code=criteria_set) if criteria_set else None,
        "criterion": line.whole("criterion"),
        **{column: line.text(column) for column in (*AS_PRINTED, "set_by")},
        **{column: line.decimal(column) for column in NUMBERS},
        "quote": line.required("quote"),
    }


def target(line, known):
    return figure(line, known)


def published_figure(line, known):
    return {**figure(line, known), "kind": line.required("kind"), "estimate": line.flag("estimate")}


def is_target(line):
    return line.text("kind") == TARGET


def is_published(line):
    return not is_target(line)


def citation(line, known):
    texts = {column: line.required(column) for column in ("code", "number", "quote")}
    document_id = known.id(line, Document, code=line.required("document"))
    return {**texts, "document_id": document_id, "line": line.whole("line"), "date": line.day("date")}


def commitment(line, known):
    """A sentence of a plan as a condition; the office may correct it like any figure."""
    criteria_set = line.text("criteria_set")
    texts = {column: line.required(column) for column in ("code", "title", "section", "scope", "per", "counts")}
    return {
        **texts,
        "document_id": known.id(line, Document, code=line.required("document")),
        "criteria_set_id": known.id(line, CriteriaSet, code=criteria_set) if criteria_set else None,
        **{column: line.whole(column) for column in ("line", "least")},
        **{column: line.text(column) for column in ("including", "level")},
        **{column: line.decimal(column) for column in ("low", "high")},
        "comparator": line.required("comparator"),
        "date": line.day("date"),
        "quote": line.required("quote"),
    }


def decision(line, known):
    texts = {column: line.required(column) for column in ("number", "level", "source")}
    return {**texts, "signed_on": line.day("signed_on"), "year": line.whole("year")}


def recognition(line, known):
    """One commune in a decision; whether it was withdrawn since is the office's business and stays as it is."""
    signed_on = line.day("signed_on")
    named = {"number": line.required("decision"), "signed_on": signed_on}
    return {
        "decision_id": known.id(line, Decision, **named),
        "commune_id": known.commune(line, line.required("commune"), signed_on),
    }


def recognition_rule(line, known):
    """A condition or limit of a period; what the office changes stays as it changed it."""
    criteria_set = line.text("criteria_set")
    return {
        "key": line.required("key"),
        "criteria_set_id": known.id(line, CriteriaSet, code=criteria_set) if criteria_set else None,
        **{column: line.whole(column) for column in ("first_year", "last_year")},
        **{column: line.text(column) for column in ("level", "comparison", "text")},
        "value": line.decimal("value"),
        "source": line.required("source"),
        "verified": line.flag("verified"),
    }


RULE_KEY = ("key", "first_year", "level", "criteria_set_id")
TABLES = [
    Table("documents", Document, ("slug",), document),
    Table("measures", Measure, ("key",), measure),
    Table("targets", Target, ("code",), target, file="figures.csv", takes=is_target),
    Table("published_figures", PublishedFigure, ("code",), published_figure, file="figures.csv", takes=is_published),
    Table("citations", Citation, ("code",), citation),
    Table("commitments", Commitment, ("code",), commitment),
    Table("decisions", Decision, ("number", "signed_on"), decision),
    Table("recognitions", Recognition, ("decision_id", "commune_id"), recognition),
    Table("recognition_rules", RecognitionRule, RULE_KEY, recognition_rule),
]
