"""Đối chiếu: figures that do not go together, and published figures beside what the communes' results give."""

from ntm.dashboards.contradictions.notes import contradiction, contradiction_note
from ntm.dashboards.contradictions.page import contradictions, contradictions_csv

__all__ = ["contradiction", "contradiction_note", "contradictions", "contradictions_csv"]
