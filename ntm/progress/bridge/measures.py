"""The headline measures a bridge can explain: what a commune of a scene is worth, and what all are worth together."""

from dataclasses import dataclass
from fractions import Fraction

RECOGNISED, ALL_CRITERIA, AVERAGE, CRITERION = "recognised", "all_criteria", "average", "criterion"
COMMUNES = "communes"
KINDS = (RECOGNISED, ALL_CRITERIA, AVERAGE, CRITERION, COMMUNES)


@dataclass(frozen=True)
class Measure:
    """`criterion` is the number of the criterion of a CRITERION measure.

    Worth is a whole number a commune: 1 or 0, for AVERAGE the criteria it holds. All communes together are worth
    their sum, for AVERAGE the exact mean (Fraction); no commune at all is worth 0.
    """

    kind: str
    criterion: int | None = None

    @property
    def by_set(self):
        """Whether the criteria set matters: decisions and units mean the same under any."""
        return self.kind in (ALL_CRITERIA, AVERAGE, CRITERION)

    @property
    def averaged(self):
        return self.kind == AVERAGE

    def worth(self, scene):
        """{commune: worth}; recognised counts here whoever would be if nobody had to wait for it again."""
        standing = scene.standing
        if self.kind == AVERAGE:
            return {unit: row.count for unit, row in standing.rows.items()}
        return {unit: int(self._counts(scene, unit, row)) for unit, row in standing.rows.items()}

    def _counts(self, scene, unit, row):
        if self.kind == RECOGNISED:
            return unit in scene.free
        if self.kind == ALL_CRITERIA:
            return unit in scene.standing.all_criteria
        return self.kind == COMMUNES or self.criterion in row.holds

    def waiting(self, scene):
        """Communes that `worth` counts although they have to be recognised again first."""
        return scene.waiting if self.kind == RECOGNISED else frozenset()

    def together(self, worths):
        worths = list(worths)
        if not self.averaged:
            return sum(worths)
        return Fraction(sum(worths), len(worths)) if worths else Fraction(0)

    def value(self, scene):
        """The number every page shows for this scene; None where the scene has no reports that it needs."""
        if self.by_set and not self.known(scene):
            return None
        return self.total(scene)

    def total(self, scene):
        return self.together(self.worth(scene).values()) - len(self.waiting(scene))

    def known(self, scene):
        """Whether anything is known: a criterion has to belong to the set."""
        listed = self.kind != CRITERION or self.criterion in scene.standing.criteria
        return listed and scene.standing.has_data
