"""What the database knows, fetched once a request and handed to the pure functions of ntm.progress."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import F, Max

from communes.history import as_known
from communes.known import lineage_of
from communes.models import Commune, Group, Membership
from communes.vietnamese import slugify
from criteria.models import (
    Assessment,
    Criterion,
    Document,
    PublishedFigure,
    Recognition,
    Report,
    Round,
    Target,
)
from criteria.models.standard import Level
from criteria.readings import Reading, by_commune
from ntm.progress.recognition import Award, Recognitions, Renewal
from ntm.progress.restatement import restated_awards, restated_traces
from ntm.progress.standing import Outcome, Standing, commune_standing, movement

OF_GROUP = ("id", "slug", "name", "note", "source", "illustration")
OF_MEMBERSHIP = ("id", "commune_id", "valid_from", "valid_to", "note", "illustration")
DATED = {
    "readings",
    "rounds",
    "awards",
    "recognitions",
    "decided",
    "targets",
    "published",
    "_published_by_place",
    "figures",
    "commitments",
}  # hang on what is known
ATTAINED = {Assessment.Outcome.ATTAINED, Assessment.Outcome.NOT_APPLICABLE}


class UnknownScope(ValueError):
    """No district or group of that name."""


class Register:
    """One reader of the database for one request: every table is fetched at most once, and only if asked for."""

    def __init__(self, known_on=None):
        self.known_on = known_on
        self._outcomes, self._traces, self._standings = {}, {}, {}

    def know(self, day):
        """Shows what was known at the end of that day; said before anything is read that depends on it."""
        if day != self.known_on and DATED & self.__dict__.keys():
            raise RuntimeError("what was known cannot change while it is being read")
        self.known_on = day

    @cached_property
    def _places(self):
        """Communes joined with who must be recognised again: one row more for a commune that must a second time."""
        again = {"again_level": F("recognise_again__level"), "again_since": F("recognise_again__since")}
        return list(Commune.objects.select_related("district").defer("source").annotate(**again))

    @cached_property
    def communes(self):
        return {commune.id: commune for commune in self._places}

    @cached_property
    def renewals(self):
        return [Renewal(one.id, one.again_level, one.again_since) for one in self._places if one.again_since]

    @cached_property
    def lineage(self):
        return lineage_of(self.communes.values())

    @cached_property
    def readings(self):
        return by_commune(Reading(*row) for row in Report.objects.readings(self.known_on))

    @cached_property
    def rounds(self):
        """Official rounds, the oldest first."""
        found = list(Round.objects.official().select_related("criteria_set").order_by("date"))
        return as_known(found, self.known_on)

    @cached_property
    def sets(self):
        """{code: CriteriaSet}, read with their criteria; a set without any has nothing to show."""
        found = {code: criteria[0].criteria_set for code, criteria in self.criteria.items() if criteria}
        return dict(sorted(found.items(), key=lambda pair: (pair[1].first_year, pair[0])))

    @cached_property
    def criteria(self):
        """{set code: [Criterion] by number}."""
        found = defaultdict(list)
        for criterion in Criterion.objects.select_related("criteria_set").defer("source").order_by("number"):
            found[criterion.criteria_set.code].append(criterion)
        return found

    @cached_property
    def awards(self):
        return [Award(*row) for row in Recognition.objects.awards(self.known_on)]

    @cached_property
    def recognitions(self):
        return {level.value: Recognitions(self.lineage, self.awards, self.renewals, level.value) for level in Level}

    @cached_property
    def _gathered(self):
        """Groups of reports with their memberships in one query; a group without members stays.

        What an area officer looks after is a dated group too, but no report is about it.
        """
        joined = [f"memberships__{name}" for name in OF_MEMBERSHIP]
        return list(Group.objects.filter(area=False).order_by("slug").values_list(*OF_GROUP, *joined))

    @cached_property
    def groups(self):
        """{slug: Group}."""
        return {row[1]: Group(**dict(zip(OF_GROUP, row, strict=False))) for row in self._gathered}

    @cached_property
    def memberships(self):
        """{slug: [Membership]}."""
        found = defaultdict(list)
        for row in self._gathered:
            values = dict(zip(OF_MEMBERSHIP, row[len(OF_GROUP) :], strict=True))
            if values["id"]:
                found[row[1]].append(Membership(group=self.groups[row[1]], **values))
        return found

    @cached_property
    def districts(self):
        """{slug: District} in Vietnamese order, as the communes name them: that saves every page a query."""
        found = {one.district.slug: one.district for one in self.communes.values() if one.district}
        return dict(sorted(found.items(), key=lambda pair: pair[1].sort_key))

    @cached_property
    def targets(self):
        return self.figures_of(Target)

    @cached_property
    def published(self):
        """Results that documents print, with the estimates; plans and funds are apart."""
        return self.figures_of(PublishedFigure, kind__in=PublishedFigure.RESULTS)

    @cached_property
    def _published_by_place(self):
        found = defaultdict(list)
        for figure in self.published:
            found[figure.scope, figure.date].append(figure)
        return found

    def published_at(self, scope, on):
        """The published results of one scope and date: questions are asked by the hundred, figures are many."""
        return self._published_by_place.get((scope, on), ())

    def figures_of(self, model, **which):
        """Figures of the documents that had been issued, as they were kept on the day that is asked for."""
        found = model.objects.filter(**which).select_related("measure", "document", "criteria_set").order_by("code")
        if self.known_on:
            found = [one for one in found if self.issued(one.document_id) <= self.known_on]
        return as_known(list(found), self.known_on)

    def issued(self, document):
        """The day a document was issued; one that reports nothing and bears no date was always there."""
        return self._issued.get(document, date.min)

    @cached_property
    def _issued(self):
        """{document: the day it was issued}; one without a date came no earlier than the latest result it reports."""
        results = PublishedFigure.objects.filter(kind=PublishedFigure.Kind.ACTUAL).order_by()
        dated = Document.objects.exclude(issued_on=None).values_list("id", "issued_on")
        return dict(results.values_list("document").annotate(Max("date"))) | dict(dated.order_by())

    def set_in_force(self, on, level=Level.BASIC):
        """The set that rounds of this year are judged by; None before 2011 and after the last known set."""
        found = (s for s in self.sets.values() if s.level == level and s.first_year <= on.year <= s.last_year)
        return next(found, None)

    def standing(self, as_of, units=None, set_code=None):
        """The whole province on a date, under the units and the set of that date or of another."""
        set_code = set_code or getattr(self.set_in_force(as_of), "code", None)
        key = as_of, units or as_of, set_code
        if key not in self._standings:
            self._standings[key] = self._stand(*key)
        return self._standings[key]

    def prepare(self, keys):
        """Fetches the outcomes of many (as_of, units, set code) at once: one query for a page."""
        reports = {r.report for key in keys for found in self.traces(*key).values() for r in found.readings}
        self._fetch(reports - self._outcomes.keys())

    def previous_round(self, as_of):
        return next((one for one in reversed(self.rounds) if one.date < as_of), None)

    def movement(self, as_of, units=None, set_code=None):
        """(gained, lost) pairs against the previous round under the same units, None where not comparable."""
        before = self.previous_round(as_of)
        now = self.standing(as_of, units, set_code)
        return movement(now, before and self.standing(before.date, units or as_of, before.criteria_set.code))

    def _stand(self, as_of, units, set_code):
        self.prepare([(as_of, units, set_code)])
        found = self.traces(as_of, units, set_code)
        awards = {level: restated_awards(one, as_of, units) for level, one in self.recognitions.items()}
        return Standing(
            as_of,
            units,
            set_code,
            tuple(criterion.number for criterion in self.criteria.get(set_code, ())),
            {unit: commune_standing(unit, one, self._outcomes) for unit, one in found.items()},
            {level: frozenset(by_unit) for level, by_unit in awards.items()},
            frozenset(u for by_unit in awards.values() for u, some in by_unit.items() if illustrated(some)),
        )

    def traces(self, as_of, units, set_code):
        """{unit of the basis: Trace}: which reports each commune's standing rests on."""
        key = as_of, self.lineage.state_start(units), set_code
        if key not in self._traces:
            self._traces[key] = restated_traces(self.lineage, self.readings, as_of, units, set_code)
        return self._traces[key]

    def _fetch(self, reports):
        if not reports:
            return
        said = {report: defaultdict(set) for report in reports}
        for report, number, outcome in Assessment.objects.counting(reports):
            said[report][outcome].add(number)
        self._outcomes.update({report: as_outcome(found) for report, found in said.items()})

    def members(self, slug, as_of, units):
        """Communes of the basis that belong to a group on the date, or when their row began or ended."""
        if slug not in self.groups:
            raise UnknownScope(slug)
        universe = set(self.lineage.universe(units))
        return {m.commune_id for m in self.memberships[slug] if m.commune_id in universe and self._holds(m, as_of)}

    def made_up_scope(self, text):
        """Whether the communes that a printed scope names are themselves illustration."""
        kind, _, name = text.partition(":")
        return kind == "group" and any(one.illustration for one in self.memberships.get(name, ()))

    def _holds(self, membership, as_of):
        """A row that had not begun, or had ended, is asked on its own first or last day."""
        unit = self.lineage.units[membership.commune_id]
        on = min(max(as_of, unit.valid_from), unit.valid_to or date.max)
        return membership.valid_from <= on and (membership.valid_to is None or on <= membership.valid_to)

    def district_communes(self, slug, units):
        if slug not in self.districts:
            raise UnknownScope(slug)
        lineage = self.lineage
        return {unit for unit in lineage.universe(units) if lineage.units[unit].district == slug}

    def scope(self, text, as_of, units):
        """Communes of the basis that a printed scope names; None where it names no communes.

        Printed: province, district:Văn Quan, group:border, commune:Bình Phúc (see fixtures/figures.csv).
        """
        kind, _, name = text.partition(":")
        if kind == "province":
            return set(self.lineage.universe(units))
        if kind == "district":
            return self.district_communes(slugify(name), units)
        if kind == "group" and name in self.groups:
            return self.members(name, as_of, units)
        return self._named(name, units) if kind == "commune" else None

    def _named(self, name, units):
        """A name is not an identity: only a name that one commune bears is taken."""
        found = {u for u in self.lineage.universe(units) if self.communes[u].name == name}
        return found if len(found) == 1 else None


def as_outcome(found):
    no_data = found[Assessment.Outcome.NO_DATA]
    holds = frozenset().union(*(found[outcome] for outcome in ATTAINED))
    return Outcome(holds, frozenset(found[Assessment.Outcome.NOT_APPLICABLE]), frozenset(no_data))


def illustrated(awards):
    return any(award.illustration for award in awards)
