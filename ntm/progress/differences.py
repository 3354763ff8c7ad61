"""Where results and decisions differ, in both directions (pure; design section 4 and glossary, "lost the standard").

Rows are communes of one basis on one date under one set; criteria are numbers of the set. Nothing raises. A commune
without a report is in neither list: what nobody reported is not lost.
"""

from dataclasses import dataclass

from ntm.progress.standing import MISSING


@dataclass(frozen=True)
class Differences:
    """`complete`: hold all criteria, no decision; `lost`: {unit: criteria it lacks} recognised all the same.

    `unknown`: {unit: criteria} of `lost` about which the report has no data; `silent`: recognised, without a report.
    """

    complete: frozenset
    lost: dict
    unknown: dict
    silent: frozenset

    @property
    def count(self):
        return len(self.complete) + len(self.lost)


def differences(standing, level):
    """The differences of one standing, whose set is one of that level."""
    recognised, everything = standing.recognised_by_level.get(level, frozenset()), frozenset(standing.criteria)
    known = {unit for unit, row in standing.rows.items() if row.coverage != MISSING and not row.left}
    lacking = {unit: everything - standing.rows[unit].holds for unit in recognised & known} if everything else {}
    lost = {unit: missing for unit, missing in lacking.items() if missing}
    unknown = {unit: missing & standing.rows[unit].no_data for unit, missing in lost.items()}
    silent = recognised - known if everything else frozenset()
    return Differences(standing.all_criteria - recognised, lost, unknown, silent)
