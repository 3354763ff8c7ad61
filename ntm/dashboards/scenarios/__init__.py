"""Phương án: what it would take to reach more; supposed numbers that never leave these pages."""

from ntm.dashboards.scenarios.comparing import scenario_compare
from ntm.dashboards.scenarios.reading import scenario, scenario_csv, scenarios
from ntm.dashboards.scenarios.writing import (
    scenario_drop,
    scenario_edit,
    scenario_new,
    scenario_pick,
    scenario_plan,
)

__all__ = [
    "scenario",
    "scenario_compare",
    "scenario_csv",
    "scenario_drop",
    "scenario_edit",
    "scenario_new",
    "scenario_pick",
    "scenario_plan",
    "scenarios",
]
