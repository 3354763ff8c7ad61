"""What the pages of recognition files show: conditions, vote, papers, and the days at each step."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.rights import territory
from communes.vietnamese import day
from criteria import rights
from criteria.models import RecognitionFile, RecognitionRule
from criteria.recognition.conditions import ByData, conditions, vote
from criteria.recognition.stays import stays
from criteria.recognition.terms import Terms
from ntm.progress.standing import MISSING


def readable(user):
    """The files that this person may read, the newest year first."""
    files = list(RecognitionFile.objects.listed())
    if rights.may_read_every_file(user):
        return files
    reach = {on: reached(user, on) for on in {one.judged_on for one in files}}
    return [one for one in files if one.commune_id in reach[one.judged_on]]


def reached(user, on):
    return set(territory(user, on, rights.READING_FILES).values_list("pk", flat=True))


@dataclass
class Dossiers:
    """All files a person reads; the standing of a year and set is computed once for all of them."""

    register: object
    files: list

    @cached_property
    def rules(self):
        return list(RecognitionRule.objects.select_related("criteria_set"))

    def prepare(self):
        sets = {(one.judged_on, one.judged_on, one.criteria_set.code) for one in self.files if one.criteria_set}
        self.register.prepare(sets)

    @cached_property
    def shown(self):
        self.prepare()
        return [Shown(self, one) for one in self.files]

    @property
    def under_way(self):
        return sum(one.state == RecognitionFile.State.OPEN for one in self.files)

    @property
    def illustration(self):
        return any(one.illustration for one in self.shown)


@dataclass
class Shown:
    """One file with what is computed about it."""

    of: Dossiers
    file: RecognitionFile

    @cached_property
    def terms(self):
        return Terms(self.of.rules, self.file.year, self.file.level)

    @cached_property
    def conditions(self):
        return conditions(self.terms, self.file, by_data(self.of.register, self.file))

    @cached_property
    def vote(self):
        return vote(self.terms, self.file)

    @cached_property
    def stays(self):
        open_still = self.file.state == RecognitionFile.State.OPEN
        return stays(self.file.steps.all(), timezone.localdate() if open_still else None)

    @property
    def latest(self):
        """The step the file is at, None before the first."""
        return self.stays[-1] if self.stays else None

    @property
    def open(self):
        return self.file.state == RecognitionFile.State.OPEN

    @property
    def met(self):
        return sum(one.met is True for one in self.conditions)

    @property
    def illustration(self):
        return any(one.illustration for one in self.conditions)

    @property
    def limits(self):
        """The limits of days that the period sets, beside the steps."""
        keys = ("shown_commune", "shown_district", "announced")
        return [rule for rule in (self.terms.get(key) for key in keys) if rule]

    @property
    def rules(self):
        """The rules with a value that the conditions and the vote are judged by."""
        return [rule for one in self.conditions for rule in one.rules] + list(self.vote.rules)


def by_data(register, file):
    """The first condition from the approved results at the end of the file's year."""
    criteria_set, on = file.criteria_set, file.judged_on
    if criteria_set is None or not register.criteria.get(criteria_set.code):
        return ByData(None, _("The criteria set of that year is not in the system yet."))
    row = register.standing(on, on, criteria_set.code).rows.get(file.commune_id)
    if row is None or row.coverage == MISSING:
        return ByData(None, _("No approved report under this criteria set yet."))
    names = {one.number: one.name for one in register.criteria[criteria_set.code]}
    lacking = names.keys() - row.holds
    unknown = lacking & row.no_data
    met = True if not lacking else None if lacking == unknown else False
    return ByData(met, words(row, names, lacking - unknown, unknown), row.illustration)


def words(row, names, lost, unknown):
    told = {"n": len(row.holds), "all": len(names), "day": day(row.on)}
    parts = [ngettext("%(n)d of %(all)d criteria", "%(n)d of %(all)d criteria", len(names)) % told]
    parts[0] += _(", report of %(day)s") % told
    for label, numbers in ((_("lacking"), lost), (_("no data"), unknown)):
        if numbers:
            parts.append(f"{label}: " + ", ".join(f"{number}. {names[number]}" for number in sorted(numbers)))
    return "; ".join(parts) + "."
