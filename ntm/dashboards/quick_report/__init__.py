"""Báo cáo nhanh: one round as a text ready to paste, and the tables behind it."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from ntm.archive import Archive
from ntm.dashboards.quick_report import tables
from ntm.dashboards.quick_report.facts import AVERAGE, LEVELS, Facts
from ntm.dashboards.quick_report.text import whole_text
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered


@remembered
def quick_report(request):
    register = Archive()
    facts = Facts(read_selection(request.GET, register))
    register.prepare(facts.keys())
    return render(request, "dashboards/quick_report.html", context(facts))


def context(facts):
    return {
        "selection": facts.selection,
        "text": whole_text(facts),
        "illustration": facts.illustration,
        "earlier": tables.earlier_names(facts),
        "levels": tables.level_lines(facts, level_labels()),
        "bands": tables.band_lines(facts),
        "criteria": tables.criterion_lines(facts),
        "lost": tables.lost_rows(facts),
        "newly": tables.new_rows(facts),
        "coverage": tables.coverage_lines(facts, coverage_labels()),
    }


def level_labels():
    """{measure: label} of the first table."""
    return {
        LEVELS["basic"]: _("Attained the NTM standard"),
        LEVELS["advanced"]: _("Attained the advanced standard"),
        LEVELS["model"]: _("Attained the model standard"),
        AVERAGE: _("Average criteria per commune"),
    }


def coverage_labels():
    return {
        "reported": _("Report of this round"),
        "carried": _("Earlier report"),
        "inherited": _("Inherited from predecessors"),
        "missing": _("No report"),
    }
