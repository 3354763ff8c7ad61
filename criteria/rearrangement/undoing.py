"""Undoing an applied rearrangement as a whole, while nothing was built on what it made."""

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.history import writing
from communes.models import Change, Commune, Membership, Officer, Succession, TilePosition
from criteria.models import (
    Extension,
    RearrangementLine,
    RecogniseAgain,
    Recognition,
    RecognitionFile,
    Report,
)
from criteria.models import Rearrangement as Model
from criteria.rearrangement.door import PLACE, BuiltOn, State, admit, keep, seen

ONE_DAY = timedelta(days=1)
CLOSED = {"communes": Commune, "memberships": Membership, "roles": Officer}
MADE = {"successions": Succession, "tiles": TilePosition, "memberships": Membership, "again": RecogniseAgain}
WORDS = {
    Report: gettext_lazy("reports"),
    Recognition: gettext_lazy("recognitions"),
    RecognitionFile: gettext_lazy("recognition files"),
    RecogniseAgain: gettext_lazy("records that a commune must be recognised again"),
    Membership: gettext_lazy("members of groups and areas"),
    Officer.communes.through: gettext_lazy("roles"),
    Extension: gettext_lazy("extensions of a round"),
    Succession: gettext_lazy("successions"),
    TilePosition: gettext_lazy("squares of the map"),
    RearrangementLine: gettext_lazy("lines of another rearrangement"),
    Change: gettext_lazy("kept changes"),
}


def undo(actor, rearrangement, revision, why):
    """Everything that applying made is taken away, everything that it closed is open again."""
    with writing(actor, why) as book:
        admit(actor)
        found = seen(rearrangement, revision, State.APPLIED)
        refuse_built_on(found)
        Undoing(book, found).everything()
        values = {"state": State.UNDONE, "undone_at": timezone.now()}
        return keep(book, found, "rearrangement.undone", {}, {"effective_on": found.effective_on}, **values)


def refuse_built_on(found):
    built = built_on(found)
    if built:
        said = _("It cannot be undone any more. Built on it: %(what)s. Take that back first, or write a new one.")
        raise BuiltOn(said % {"what": "; ".join(built)})


def built_on(found):
    """What stands on the units that were made, in words; [] while nothing does."""
    return [*referring(found), *since_then(found), *changed_since(found), *later(found)]


def referring(found):
    """Rows of any table that name a unit which was made, but for those that applying made itself."""
    names = dict(Commune.objects.filter(pk__in=found.made["communes"]).values_list("pk", "name"))
    for relation in Commune._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            field, model = relation.field.attname, relation.related_model
            rows = model._base_manager.filter(**{f"{field}__in": names}).exclude(own(found, model))
            units = list(rows.values_list(field, flat=True))
            if units:
                yield counted(WORDS.get(model, model._meta.verbose_name_plural), units, names)


def own(found, model):
    """Which rows of a table applying made or wrote."""
    if model is RearrangementLine:
        return Q(rearrangement=found)
    if model is Officer.communes.through:
        taken = found.made["roles"].items()
        return reduce(or_, (Q(officer=int(role), commune__in=units) for role, units in taken), Q(pk__in=[]))
    return Q(pk__in=[key for kind, one in MADE.items() if model is one for key in found.made[kind]])


def counted(words, units, names):
    """2 reports (Tân Thành, Khánh Long)."""
    told = {"number": len(units), "words": words, "names": ", ".join(sorted({names[unit] for unit in units}))}
    return _("%(number)d %(words)s (%(names)s)") % told


def since_then(found):
    """Reports and recognitions of units that kept their row and began anew, entered after it was applied."""
    anew = found.lines.filter(keeps=True, kind=Succession.Kind.MERGE).values("successor")
    merged = Commune.objects.filter(origins__in=found.made["successions"], pk__in=anew).distinct()
    names = dict(merged.values_list("pk", "name"))
    day, then = found.effective_on, found.applied_at
    reports = Report.objects.filter(commune__in=names, round__date__gte=day, modified_at__gt=then)
    decided = Change.objects.filter(kind="criteria.Decision", at__gt=then).values("object_id")
    awards = Recognition.objects.filter(commune__in=names, decision__signed_on__gte=day, decision__in=decided)
    for model, rows in ((Report, reports), (Recognition, awards)):
        units = list(rows.values_list("commune_id", flat=True))
        if units:
            yield counted(WORDS[model], units, names)


def changed_since(found):
    """Rows that applying closed or made and that somebody changed afterwards."""
    last, changed = found.effective_on - ONE_DAY, 0
    for kind, model in CLOSED.items():
        keys = [int(key) for key in found.made["closed"][kind]]
        changed += len(keys) - model.objects.filter(pk__in=keys, valid_to=last).count()
    joined = found.made["memberships"]
    open_ended = Membership.objects.filter(pk__in=joined, valid_to=None, valid_from=found.effective_on)
    changed += len(joined) - open_ended.count()
    changed += Commune.objects.filter(pk__in=found.made["communes"], valid_to__isnull=False).count()
    if changed:
        words = ngettext("%(number)d row changed afterwards", "%(number)d rows changed afterwards", changed)
        yield words % {"number": changed}


def later(found):
    """A rearrangement that was applied after this one, for a later day."""
    for one in Model.objects.filter(state=State.APPLIED, effective_on__gt=found.effective_on):
        yield _("the rearrangement “%(name)s”") % {"name": one.decree}


@dataclass
class Undoing:
    """Takes back what Making wrote, in the opposite order."""

    book: object
    found: Model

    @property
    def made(self):
        return self.found.made

    def everything(self):
        found, made = self.found, self.made
        for officer in Officer.objects.filter(pk__in=made["roles"]).select_related("user"):
            units = list(Commune.objects.filter(pk__in=made["roles"][str(officer.pk)]))
            officer.communes.remove(*units)
            before = {"communes": [unit.name for unit in units]}
            self.record("role.changed", officer, before, {"communes": []}, str(officer.user))
        for kind, model in MADE.items():
            model.objects.filter(pk__in=made[kind]).delete()
        found.lines.update(successor=None)
        for unit in Commune.objects.filter(pk__in=made["communes"]):
            self.book.record(PLACE, "unit.removed", unit, {"code": unit.code, "valid_from": unit.valid_from}, {})
            unit.delete()
        for kind, model in CLOSED.items():
            self.reopen(model, made["closed"][kind])

    def reopen(self, model, days):
        for row in model.objects.filter(pk__in=days):
            before = {"valid_to": row.valid_to}
            row.valid_to = days[str(row.pk)] and parse_date(days[str(row.pk)])
            row.save(update_fields=["valid_to"])
            self.record(REOPENED[model], row, before, {"valid_to": row.valid_to}, subject_of(row))

    def record(self, action, row, before, after, subject):
        topic = Change.Topic.ACCOUNT if isinstance(row, Officer) else PLACE
        self.book.record(topic, action, row, before, after, subject=subject)


REOPENED = {Commune: "unit.restored", Membership: "group.restored", Officer: "role.changed"}


def subject_of(row):
    if isinstance(row, Membership):
        return row.group.name
    return str(row.user) if isinstance(row, Officer) else row.name
