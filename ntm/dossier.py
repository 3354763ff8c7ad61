"""The register of pages about places: decisions are read whole, and one commune can be traced alone."""

from functools import cached_property

from criteria.models import RecogniseAgain, Recognition
from criteria.models.standard import Level
from ntm.progress.recognition import Award, Recognitions
from ntm.progress.restatement import restated_trace
from ntm.register import Register


class Dossier(Register):
    @cached_property
    def decided(self):
        """Every commune in every decision, with the decision; a withdrawal that was still to come is not told."""
        found = list(Recognition.objects.known_on(self.known_on).select_related("decision").order_by("id"))
        for one in found if self.known_on else ():
            if one.withdrawn_on and one.withdrawn_on > self.known_on:
                one.withdrawn_on, one.withdrawal_decision = None, ""
        return found

    @cached_property
    def recognitions(self):
        awards = [as_award(one) for one in self.decided]
        return {level.value: Recognitions(self.lineage, awards, self.renewals, level.value) for level in Level}

    @cached_property
    def _decided_as(self):
        return {as_award(one): one for one in self.decided}

    def behind(self, awards):
        """The recognitions, with their decisions, that these awards were read from."""
        return [self._decided_as[award] for award in awards if award in self._decided_as]

    @cached_property
    def renewals_kept(self):
        """Who must be recognised again, as recorded."""
        return list(RecogniseAgain.objects.order_by("since", "id"))

    def trace(self, unit, as_of, units, set_code):
        """Where the standing of one commune of a basis comes from."""
        return restated_trace(self.lineage, self.readings, unit, as_of, units, set_code)

    def keys_with_movement(self, selection):
        """The page's standing and the one it moved from, for `prepare`."""
        keys = {(selection.as_of, selection.units, selection.set_code)}
        before = self.previous_round(selection.as_of)
        return keys | {(before.date, selection.units, before.criteria_set.code)} if before else keys


def as_award(one):
    decision = one.decision
    return Award(
        one.commune_id, decision.level, decision.year, decision.signed_on, one.withdrawn_on, decision.illustration
    )
