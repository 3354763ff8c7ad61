"""The committed illustration into the database and out of it again; what people entered stays as it is."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.history import writing
from communes.models import Change, Commune, Group, Membership
from criteria.illustration.places import ILLUSTRATION, day, read
from criteria.illustration.signs import ATTAINED, EMPTY, NEARLY, NO_DATA, NOT, NOT_APPLICABLE
from criteria.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Decision,
    Indicator,
    Measurement,
    RecogniseAgain,
    Recognition,
    Report,
    Round,
)

SOURCE = "số minh họa, không phải số liệu thật"
OUTCOMES = {
    ATTAINED: Assessment.Outcome.ATTAINED,
    NOT: Assessment.Outcome.NOT_ATTAINED,
    NEARLY: Assessment.Outcome.NOT_ATTAINED,
    NOT_APPLICABLE: Assessment.Outcome.NOT_APPLICABLE,
    NO_DATA: Assessment.Outcome.NO_DATA,
}
NAMES = {
    Group: _("groups"),
    Membership: _("group memberships"),
    Decision: _("decisions"),
    Recognition: _("recognitions"),
    RecogniseAgain: _("communes to recognise again"),
    Report: _("reports"),
    Assessment: _("verdicts"),
    Measurement: _("indicator values"),
    Round: _("opened rounds"),
}
OPEN_ROUNDS = [date(2025, 6, 30), date(2025, 12, 31)]
OPEN_SINCE, OPEN_UNTIL = timedelta(days=7), timedelta(days=42)
THOUSANDTH = Decimal("0.001")
HOUR = time(9)


class Loader:
    """One run of load_illustration; `added` counts the rows it brought."""

    def __init__(self, folder=ILLUSTRATION):
        self.folder, self.added = folder, Counter()
        self.communes = {commune.slug: commune for commune in Commune.objects.order_by().defer("source")}
        rounds = Round.objects.official().filter(kind__in=(Round.Kind.YEAR, Round.Kind.HALF_YEAR))
        self.rounds = {one.date: one for one in rounds}
        self.sets = dict(CriteriaSet.objects.order_by().values_list("code", "id"))

    def run(self):
        with transaction.atomic():
            self._groups()
            self._decisions()
            self._recognise_again()
            self._reports()
            self._open_rounds()
        return self.added

    def rows(self, name):
        return read(self.folder / f"{name}.csv")

    def _create(self, model, rows):
        made = model.objects.bulk_create(rows)
        self.added[model] += len(made)
        return made

    def _groups(self):
        known = {group.slug: group for group in Group.objects.all()}
        new = [row for row in self.rows("groups") if row["slug"] not in known]
        made = [Group(slug=row["slug"], name=row["name"], source=SOURCE, illustration=True) for row in new]
        known |= {group.slug: group for group in self._create(Group, made)}
        have = set(Membership.objects.order_by().values_list("group__slug", "commune_id", "valid_from"))
        wanted = [(row, self.communes[row["commune"]], day(row["valid_from"])) for row in self.rows("memberships")]
        fresh = [
            Membership(
                group=known[row["group"]],
                commune=commune,
                valid_from=start,
                valid_to=day(row["valid_to"]),
                source=SOURCE,
                illustration=True,
            )
            for row, commune, start in wanted
            if (row["group"], commune.id, start) not in have
        ]
        self._create(Membership, fresh)

    def _decisions(self):
        known = set(Decision.objects.values_list("number", "signed_on"))
        rows = [row for row in self.rows("decisions") if (row["number"], day(row["signed_on"])) not in known]
        made = [
            Decision(
                number=row["number"],
                signed_on=day(row["signed_on"]),
                year=int(row["year"]),
                level=row["level"],
                source=SOURCE,
                illustration=True,
            )
            for row in rows
        ]
        pairs = zip(rows, self._create(Decision, made), strict=True)
        awards = [Recognition(decision=decision, commune=self.communes[row["commune"]]) for row, decision in pairs]
        self._create(Recognition, awards)

    def _recognise_again(self):
        known = set(RecogniseAgain.objects.order_by().values_list("commune_id", "level", "since"))
        rows = [
            (self.communes[row["commune"]].id, row["level"], day(row["since"])) for row in self.rows("recognise_again")
        ]
        made = [
            RecogniseAgain(commune_id=commune, level=level, since=since, source=SOURCE, illustration=True)
            for commune, level, since in rows
            if (commune, level, since) not in known
        ]
        self._create(RecogniseAgain, made)

    def _reports(self):
        """Reports that are not there yet; a commune with any report of that round and set is left alone."""
        taken = set(Report.objects.order_by().values_list("round_id", "commune_id", "criteria_set_id"))
        rows, made = [], []
        for row in self.rows("readings"):
            report = self._report(row)
            if (report.round_id, report.commune_id, report.criteria_set_id) not in taken:
                rows.append(row)
                made.append(report)
        if made:
            self._create(Report, made)
            self._assessments(rows, made)
            self._measurements(rows, made)

    def _report(self, row):
        on, approved = day(row["round"]), row["state"] == Report.State.APPROVED
        return Report(
            round=self.rounds[on],
            commune=self.communes[row["commune"]],
            criteria_set_id=self.sets[row["criteria_set"]],
            state=row["state"],
            approved_at=approval(on, row["commune"]) if approved else None,
            illustration=True,
        )

    def _assessments(self, rows, reports):
        criteria = defaultdict(dict)
        for code, number, key in Criterion.objects.order_by().values_list("criteria_set__code", "number", "id"):
            criteria[code][number] = key
        notes = {(row["commune"], row["round"], row["criterion"]): row for row in self.rows("notes")}
        made = []
        for row, report in zip(rows, reports, strict=True):
            basic, of_set = row["criteria_set"] == report.round.criteria_set.code, criteria[row["criteria_set"]]
            for number, sign in enumerate(row["outcomes"], 1):
                if sign != EMPTY:
                    note = notes.get((row["commune"], row["round"], str(number))) if basic else None
                    made.append(assessment(report, of_set[number], sign, note))
        self._create(Assessment, made)

    def _measurements(self, rows, reports):
        found = Indicator.objects.order_by().values_list("criterion__criteria_set__code", "code", "id")
        indicators = {(set_code, code): key for set_code, code, key in found}
        values = {(row["commune"], row["round"]): row["values"] for row in self.rows("values")}
        made = []
        for row, report in zip(rows, reports, strict=True):
            if row["criteria_set"] == report.round.criteria_set.code:
                for text in filter(None, values.get((row["commune"], row["round"]), "").split(";")):
                    code, value = text.split("=")
                    made.append(measurement(report, indicators[row["criteria_set"], code], value))
        self._create(Measurement, made)

    def _open_rounds(self):
        """The rounds of 2025 can be entered from last week into the weeks after loading, unless somebody set dates."""
        today = timezone.localdate()
        for on in OPEN_ROUNDS:
            untouched = Round.objects.filter(pk=self.rounds[on].pk, opens_on=None, closes_on=None)
            opened = untouched.update(opens_on=today - OPEN_SINCE, closes_on=today + OPEN_UNTIL)
            self.added[Round] += opened


def approval(on, slug):
    """A morning two to four weeks after the round, the same at every load."""
    morning = datetime.combine(on + timedelta(days=14 + sum(map(ord, slug)) % 14), HOUR)
    return timezone.make_aware(morning)


def assessment(report, criterion, sign, note):
    made = Assessment(report=report, criterion_id=criterion, outcome=OUTCOMES[sign])
    if note:
        made.note = note["note"]
        made.nearly = bool(note["work_done"])
        made.work_done = Decimal(note["work_done"]) if note["work_done"] else None
        made.expected_month = day(note["expected_month"])
    return made


def measurement(report, indicator, text):
    """“43.7” is a value, “638/663” a share in percent with its numerator and denominator."""
    if "/" not in text:
        return Measurement(report=report, indicator_id=indicator, value=Decimal(text))
    part, whole = text.split("/")
    value = (100 * Decimal(part) / Decimal(whole)).quantize(THOUSANDTH)
    return Measurement(
        report=report, indicator_id=indicator, value=value, numerator=Decimal(part), denominator=Decimal(whole)
    )


class Resting(Exception):
    """People's reports say something again from the illustration: without it they would stand on nothing."""

    def __init__(self, reports):
        super().__init__(", ".join(str(one) for one in reports))
        self.reports = reports


def remove(entered_too=False):
    """Deletes what is marked as illustration, and nothing else; groups that people use stay without their mark.

    Reports of people that rest on it (tried out with "as in the round before") go only if asked for (`entered_too`),
    each with a change kept of it; else nothing is deleted and Resting names them.
    """
    with writing(None) as book:
        gone = Counter()
        resting = list(Report.objects.resting_on_illustration().select_related("commune", "round"))
        if resting and not entered_too:
            raise Resting(resting)
        for one in resting:
            book.record(Change.Topic.REPORT, "report.rested_on_illustration", one, place=one.commune)
        gone.update(Report.objects.filter(pk__in=[one.pk for one in resting]).delete()[1])
        memberships = Membership.objects.filter(illustration=True)
        for found in (Report, Decision, RecogniseAgain):
            gone.update(found.objects.filter(illustration=True).delete()[1])
        gone.update(memberships.delete()[1])
        groups = Group.objects.filter(illustration=True)
        used = groups.filter(memberships__isnull=False) | groups.filter(officers__isnull=False)
        kept = list(used.values_list("pk", flat=True).distinct())
        groups.filter(pk__in=kept).update(illustration=False)
        gone.update(groups.exclude(pk__in=kept).delete()[1])
    return Counter({model: gone[model._meta.label] for model in NAMES})


def listed(counts):
    """“8 groups, 285 group memberships”, nothing where nothing was done."""
    return ", ".join(f"{counts[model]} {name}" for model, name in NAMES.items() if counts[model])
