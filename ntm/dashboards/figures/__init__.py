"""Số liệu: every printed figure, to read; for the office, to add and to correct, checked while it is typed."""

from ntm.dashboards.figures.entry import figure_check, figure_edit, figure_new
from ntm.dashboards.figures.reading import figure, figures

__all__ = ["figure", "figure_check", "figure_edit", "figure_new", "figures"]
