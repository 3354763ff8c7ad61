"""Reference tables of the yardstick: criteria sets, criteria, leads, indicators, thresholds, periods and rounds.

A threshold that a document gives by year has one row a listed year, and none for the years between: set 491-342
lists 2012-2015 and 2020, and nothing says what held in 2016-2019. "Đến năm 2020" (set 1980) is one row up to 2020.
A threshold without a plain number keeps its words and has no value; unknown is never zero.
"""

from communes.models import Department
from criteria.models import CriteriaSet, Criterion, Indicator, Lead, ProgrammePeriod, Round, Threshold
from criteria.reference.loading import Table


def criteria_set(line, known):
    texts = {column: line.required(column) for column in ("code", "name", "document", "level", "source")}
    counts = {column: line.whole(column) for column in ("first_year", "last_year", "criteria_count")}
    return {**texts, **counts, "issued_on": line.day("issued_on"), "content_known": line.flag("content_known")}


def criterion(line, known):
    return {
        "criteria_set_id": known.id(line, CriteriaSet, code=line.required("criteria_set")),
        "number": line.whole("number"),
        "name": line.required("name"),
        "name_en": line.required("name_en"),
        "group": line.text("group"),
        "source": line.required("source"),
    }


def criterion_id(line, known):
    numbers = {"criteria_set__code": line.required("criteria_set"), "number": line.whole("criterion")}
    return known.id(line, Criterion, **numbers)


def lead(line, known):
    return {
        "criterion_id": criterion_id(line, known),
        "department_id": known.id(line, Department, slug=line.required("department")),
        **line.life(),
        "note": line.text("note"),
        "source": line.required("source"),
    }


def indicator(line, known):
    return {
        "criterion_id": criterion_id(line, known),
        "code": line.required("code"),
        "position": line.whole("position"),
        "text": line.required("text"),
        "unit": line.text("unit"),
        "comparison": line.required("comparison"),
        "yearly": line.flag("yearly"),
        "source": line.required("source"),
    }


def indicator_id(line, known):
    path = {
        "criterion__criteria_set__code": line.required("criteria_set"),
        "criterion__number": line.whole("criterion"),
    }
    return known.id(line, Indicator, **path, code=line.required("indicator"))


def threshold(line, known):
    return {
        "indicator_id": indicator_id(line, known),
        "commune_class": line.required("commune_class"),
        "year_from": line.whole("year_from"),
        "year_to": line.whole("year_to"),
        "value": line.decimal("value"),
        "text": line.required("text"),
        "source": line.required("source"),
        "checked": line.flag("checked"),
    }


def programme_period(line, known):
    years = {column: line.whole(column) for column in ("first_year", "last_year")}
    return {"name": line.required("name"), **years}


def reporting_round(line, known):
    """The window of a round is the office's business and stays as it is."""
    return {
        "date": line.day("date"),
        "kind": line.required("kind"),
        "criteria_set_id": known.id(line, CriteriaSet, code=line.required("criteria_set")),
        "source": line.required("source"),
    }


TABLES = [
    Table("criteria_sets", CriteriaSet, ("code",), criteria_set),
    Table("criteria", Criterion, ("criteria_set_id", "number"), criterion),
    Table("leads", Lead, ("criterion_id", "department_id", "valid_from"), lead),
    Table("indicators", Indicator, ("criterion_id", "code"), indicator),
    Table("thresholds", Threshold, ("indicator_id", "commune_class", "year_from"), threshold),
    Table("programme_periods", ProgrammePeriod, ("name",), programme_period),
    Table("rounds", Round, ("date", "kind"), reporting_round),
]
