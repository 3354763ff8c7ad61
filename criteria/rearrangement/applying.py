"""Approving a rearrangement: one transaction that ends and begins units and hands on what continues.

No kept change is filed under a unit that was made here: a unit that stands in the history could never be undone. Such
units are kept by name, which is readable also after they are gone.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import plain, writing
from communes.models import Change, Commune, Membership, Officer, Succession, TilePosition
from criteria.models import Rearrangement, RecogniseAgain
from criteria.rearrangement.door import PLACE, NotReady, State, admit, keep, may_approve, seen
from criteria.rearrangement.drafting import lines_of, refuse_unready
from criteria.rearrangement.items import AGAIN, END, JOIN, TAKE
from criteria.rearrangement.outlook import number_of
from criteria.rearrangement.reading import read
from criteria.workflow import NotYours

ONE_DAY = timedelta(days=1)
OF_LINE = ("predecessor_id", "kind", "code", "name", "unit_kind", "district_id", "keeps")


def approve(actor, rearrangement, revision):
    """A second person approves what was proposed, and it is applied."""
    with writing(actor) as book:
        admit(actor)
        found = seen(rearrangement, revision, State.PROPOSED)
        if not may_approve(actor, found):
            raise NotYours(_("Nobody approves a rearrangement that they wrote. Ask somebody else of the office."))
        outlook = read(found)
        refuse_unready(outlook)
        refuse_changed(found, outlook.plan)
        made = Making(book, found, outlook).everything()
        made["counts"] = [outlook.rural_before, outlook.rural_after]
        values = {"state": State.APPLIED, "approver": actor, "applied_at": timezone.now(), "made": plain(made)}
        before, after = {"rural": outlook.rural_before}, {"rural": outlook.rural_after}
        return keep(book, found, "rearrangement.applied", before, after, **values)


def refuse_changed(found, plan):
    """What is applied is what was proposed, line by line."""
    proposed = [[getattr(one, name) for name in OF_LINE] for one in found.lines.all()]
    if proposed != [[getattr(one, name) for name in OF_LINE] for one in lines_of(found, plan)]:
        raise NotReady(_("The units have changed since this was proposed. Look at the preview and propose it again."))


def nothing_made():
    made = {"communes": [], "successions": [], "tiles": [], "memberships": [], "again": [], "roles": {}}
    return made | {"closed": {"communes": {}, "memberships": {}, "roles": {}}}


@dataclass
class Making:
    """Writes a plan down and remembers every row it made or closed."""

    book: object
    found: Rearrangement
    outlook: object
    units: dict = field(default_factory=dict)  # {number in the plan: key of the row}
    made: dict = field(default_factory=nothing_made)

    @property
    def plan(self):
        return self.outlook.plan

    @property
    def day(self):
        return self.plan.effective_on

    @property
    def last(self):
        return self.day - ONE_DAY

    def everything(self):
        self.end_units()
        self.begin_units()
        self.make_successions()
        self.leave_groups()
        self.join_groups()
        self.hand_roles_on()
        self.recognise_again()
        self.place_tiles()
        return self.made

    # --- units ------------------------------------------------------------------------------------------------

    def end_units(self):
        ends = {one.id for one in self.plan.ends}
        for unit in Commune.objects.filter(pk__in=ends):
            self.close("communes", unit)
            self.record("unit.ended", unit, {"valid_to": None}, {"valid_to": self.last}, place=unit)

    def close(self, kind, row):
        """Yesterday of the day was its last day; what stood there before is remembered."""
        self.made["closed"][kind][str(row.pk)] = row.valid_to
        row.valid_to = self.last
        row.save(update_fields=["valid_to"])

    def record(self, action, row, before, after, **about):
        self.book.record(about.pop("topic", PLACE), action, row, before, after, **about)

    def begin_units(self):
        for new in self.plan.new:
            number = number_of(self.plan, new)
            self.units[number] = new.kept.id if new.kept else self.begin(new)

    def begin(self, new):
        fields = {"code": new.code, "name": new.name, "kind": new.kind, "district_id": new.district}
        unit = Commune(**fields, valid_from=self.day, source=self.found.decree)
        unit.save()
        self.made["communes"].append(unit.pk)
        self.record("unit.began", unit, {}, {"code": new.code, "kind": new.kind, "valid_from": self.day})
        return unit.pk

    def make_successions(self):
        lines = list(self.found.lines.all())
        for line, (new, step) in zip(lines, self.plan.steps, strict=True):
            line.successor_id = self.unit(new)
            line.save(update_fields=["successor"])
            ends = {"predecessor_id": step.old.id, "successor_id": line.successor_id}
            link = Succession(**ends, effective_on=self.day, kind=step.kind, source=self.found.decree)
            link.save()
            self.made["successions"].append(link.pk)

    def unit(self, new):
        return self.units[number_of(self.plan, new)]

    # --- groups and areas -------------------------------------------------------------------------------------

    def leave_groups(self):
        ends, held = {one.id for one in self.plan.ends}, self.outlook.facts.memberships
        ending = [one.id for one in held if one.commune in ends]
        for one in Membership.objects.filter(pk__in=ending).select_related("group", "commune"):
            before = {"valid_to": one.valid_to}
            self.close("memberships", one)
            after = {"commune": one.commune_id, "valid_to": self.last}
            self.record("group.left", one, before, after, place=one.commune, subject=one.group.name)

    def join_groups(self):
        for item in self.outlook.groups:
            if item.chosen == JOIN:
                unit = self.unit(item.new)
                one = Membership(group_id=item.of, commune_id=unit, valid_from=self.day, source=self.found.decree)
                one.save()
                self.made["memberships"].append(one.pk)
                after = {"commune": item.new.name, "valid_from": self.day}
                self.record("group.joined", one, {}, after, subject=str(one.group))

    # --- roles ------------------------------------------------------------------------------------------------

    def hand_roles_on(self):
        officers = Officer.objects.select_related("user").in_bulk([item.of for item in self.outlook.roles])
        for item in self.outlook.roles:
            if item.chosen == TAKE:
                self.take(officers[item.of], item.new)
            elif item.chosen == END:
                self.end_role(officers[item.of])

    def take(self, officer, new):
        """The role reaches the new units too; the old ones stay its own, so that earlier rounds are finished."""
        units = [self.unit(one) for one in new]
        officer.communes.add(*units)
        self.made["roles"][str(officer.pk)] = units
        self.of_account("role.changed", officer, {}, {"communes": [one.name for one in new]})

    def end_role(self, officer):
        before = {"valid_to": officer.valid_to}
        self.close("roles", officer)
        self.of_account("role.ended", officer, before, {"valid_to": self.last})

    def of_account(self, action, officer, before, after):
        self.record(action, officer, before, after, topic=Change.Topic.ACCOUNT, subject=str(officer.user))

    # --- recognition and the map ------------------------------------------------------------------------------

    def recognise_again(self):
        for item in self.outlook.recognitions:
            if item.chosen == AGAIN:
                said = {"level": item.of, "since": self.day}
                one = RecogniseAgain(commune_id=self.unit(item.new), source=self.found.decree, **said)
                one.save()
                self.made["again"].append(one.pk)
                self.record("unit.recognised_again", one, {}, said, subject=item.new.name)

    def place_tiles(self):
        """The squares of the new state: of units that go on their own, of new ones that of a predecessor."""
        for number, (column, row) in self.outlook.squares.items():
            square = {"commune_id": self.units.get(number, number), "column": column, "row": row}
            one = TilePosition(state=self.day, source=self.found.decree, **square)
            one.save()
            self.made["tiles"].append(one.pk)
