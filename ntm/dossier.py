"""The register of pages about places: tables that belong together are read in one query, so that fifteen suffice."""

from collections import defaultdict
from functools import cached_property

from communes.models import Group, Membership
from criteria.models import RecogniseAgain, Recognition
from criteria.models.standard import Level
from ntm.progress.recognition import Award, Recognitions, Renewal
from ntm.progress.restatement import restated_trace
from ntm.register import Register

OF_GROUP = ("id", "slug", "name", "note", "source", "illustration")
OF_MEMBERSHIP = ("id", "commune_id", "valid_from", "valid_to", "note", "illustration")


class Dossier(Register):
    @cached_property
    def districts(self):
        """Read with the communes; a district without a commune has nothing to show."""
        found = {one.district.slug: one.district for one in self.communes.values() if one.district}
        return dict(sorted(found.items(), key=lambda pair: pair[1].sort_key))

    @cached_property
    def sets(self):
        """Read with the criteria; a set without any has nothing to show."""
        found = {code: criteria[0].criteria_set for code, criteria in self.criteria.items() if criteria}
        return dict(sorted(found.items(), key=lambda pair: (pair[1].first_year, pair[0])))

    @cached_property
    def _gathered(self):
        """Groups with their memberships in one query; a group without members stays."""
        joined = [f"memberships__{name}" for name in OF_MEMBERSHIP]
        return list(Group.objects.order_by("slug").values_list(*OF_GROUP, *joined))

    @cached_property
    def groups(self):
        return {row[1]: Group(**dict(zip(OF_GROUP, row, strict=False))) for row in self._gathered}

    @cached_property
    def memberships(self):
        found = defaultdict(list)
        for row in self._gathered:
            values = dict(zip(OF_MEMBERSHIP, row[len(OF_GROUP) :], strict=True))
            if values["id"]:
                found[row[1]].append(Membership(group=self.groups[row[1]], **values))
        return found

    @cached_property
    def decided(self):
        """Every commune in every decision, with the decision."""
        return list(Recognition.objects.select_related("decision").order_by("id"))

    @cached_property
    def renewals(self):
        return [Renewal(*row) for row in RecogniseAgain.objects.values_list("commune_id", "level", "since")]

    @cached_property
    def recognitions(self):
        awards = [as_award(one) for one in self.decided]
        return {level.value: Recognitions(self.lineage, awards, self.renewals, level.value) for level in Level}

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
