"""Cam kết: sentences of plans as conditions, evaluated each round; the office adds and corrects them by a form."""

from ntm.dashboards.commitments.entry import commitment_edit, commitment_new
from ntm.dashboards.commitments.reading import commitment, commitments

__all__ = ["commitment", "commitment_edit", "commitment_new", "commitments"]
