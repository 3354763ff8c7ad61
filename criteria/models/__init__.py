"""The tables of the middle floor."""

from criteria.models.figures import Document, Measure, PublishedFigure, Target
from criteria.models.recognition import Decision, RecogniseAgain, Recognition
from criteria.models.reference import LoadedTable
from criteria.models.reports import Assessment, Measurement, Report, Round
from criteria.models.standard import CriteriaSet, Criterion, Indicator, Lead, ProgrammePeriod, Threshold

__all__ = [
    "Assessment",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "Document",
    "Indicator",
    "Lead",
    "LoadedTable",
    "Measure",
    "Measurement",
    "ProgrammePeriod",
    "PublishedFigure",
    "RecogniseAgain",
    "Recognition",
    "Report",
    "Round",
    "Target",
    "Threshold",
]
