"""The tables of the middle floor."""

from criteria.models.commitments import Commitment
from criteria.models.figures import Citation, Document, FindingNote, Measure, PublishedFigure, Target
from criteria.models.rearrangement import Rearrangement, RearrangementLine
from criteria.models.recognition import Decision, RecogniseAgain, Recognition
from criteria.models.recognition_files import RecognitionFile, RecognitionPaper, RecognitionRule, RecognitionStep
from criteria.models.reference import LoadedTable
from criteria.models.reports import Assessment, Measurement, Report
from criteria.models.review import Evidence, EvidenceLink, Opinion, ReportEvent
from criteria.models.rounds import Extension, Round
from criteria.models.scenarios import Scenario
from criteria.models.standard import CriteriaSet, Criterion, Indicator, Lead, ProgrammePeriod, Threshold
from criteria.models.stated import StatedValue
from criteria.models.workbooks import WorkbookUpload

__all__ = [
    "Assessment",
    "Citation",
    "Commitment",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "Document",
    "Evidence",
    "EvidenceLink",
    "Extension",
    "FindingNote",
    "Indicator",
    "Lead",
    "LoadedTable",
    "Measure",
    "Measurement",
    "Opinion",
    "ProgrammePeriod",
    "PublishedFigure",
    "Rearrangement",
    "RearrangementLine",
    "RecogniseAgain",
    "Recognition",
    "RecognitionFile",
    "RecognitionPaper",
    "RecognitionRule",
    "RecognitionStep",
    "Report",
    "ReportEvent",
    "Round",
    "Scenario",
    "StatedValue",
    "Target",
    "Threshold",
    "WorkbookUpload",
]
