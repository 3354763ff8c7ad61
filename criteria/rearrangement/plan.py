"""What a block of successions means for the units in force the day before: who ends, begins, what is wrong (pure).

Units are matched by name ignoring case and marks, exactly written names first. Every unit that is named goes
somewhere whole, once, or in two parts and more. A new unit that has name, kind and district of one of its predecessors
stays the same row, as in the resolutions of 2020 and 2024; otherwise a row begins, with a code of its own.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from communes.models import Commune, Succession
from communes.vietnamese import day, fold
from criteria.rearrangement.block import Problem, read_block

Kind = Succession.Kind
KIND_WORDS = dict(Commune.Kind.choices)
RURAL = Commune.Kind.COMMUNE.value


@dataclass(frozen=True)
class Place:
    """A unit in force the day before."""

    id: int
    code: str
    name: str
    kind: str
    district: int | None = None
    district_name: str = ""
    valid_from: date = date.min

    @property
    def words(self):
        told = {"kind": str(KIND_WORDS[self.kind]), "name": self.name, "code": self.code, "of": self.district_name}
        if self.district_name:
            return _("%(kind)s %(name)s (%(code)s), %(of)s") % told
        return _("%(kind)s %(name)s (%(code)s)") % told


@dataclass(frozen=True)
class Step:
    """One predecessor of a new unit, whether only a part of it was written, and the kind of the succession."""

    old: Place
    part: bool
    kind: str


@dataclass(frozen=True)
class NewUnit:
    """A unit of the new state that is named; `kept` is the row that it stays, None for a new one."""

    number: int
    name: str
    kind: str
    code: str
    district: int | None
    steps: tuple
    kept: Place | None = None

    @property
    def begins(self):
        """Whether it is a new self that day: a new row, or the receiving side of a merger."""
        return self.kept is None or any(step.kind == Kind.MERGE for step in self.steps)

    @property
    def rural(self):
        return self.kind == RURAL

    @property
    def alone(self):
        """The one whole unit that it is under another name, None where there were several or parts."""
        return self.steps[0].old if len(self.steps) == 1 and self.steps[0].kind == Kind.RENAME else None


@dataclass
class Plan:
    """The successions of one day."""

    effective_on: date
    new: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def uncoded(self):
        """New units whose code is still to be given."""
        return [one for one in self.new if not one.code]

    @property
    def ready(self):
        return bool(self.new) and not self.problems and not self.uncoded

    @property
    def ends(self):
        """The units whose rows end, each once."""
        kept = {one.kept.id for one in self.new if one.kept}
        return list({s.old.id: s.old for one in self.new for s in one.steps if s.old.id not in kept}.values())

    def successors(self, old):
        """What a unit becomes, whole or in part."""
        return [one for one in self.new if any(step.old.id == old for step in one.steps)]

    @property
    def steps(self):
        """[(new unit, step)] in the order of the text: the lines of the rearrangement."""
        return [(one, step) for one in self.new for step in one.steps]


def read_plan(text, effective_on, places, last_state, slugs=frozenset(), districts=frozenset()):
    """The plan of a text on a day.

    places: Place in force the day before · last_state: first day of the last known state of units · slugs: addresses
    that units have already · districts: those in force on the day.
    """
    block = read_block(text)
    plan = Plan(effective_on, problems=list(block.problems))
    if effective_on <= last_state:
        said = _("The units known last are those of %(day)s; choose a later day.") % {"day": day(last_state)}
        plan.problems.insert(0, Problem(0, said))
    if not block.written and not block.problems:
        plan.problems.append(Problem(0, _("No succession is written yet. Write one line for each new unit.")))
    for written in block.written:
        add(plan, written, places, districts)
    if not plan.problems:
        plan.problems += [*accounts(plan), *names(plan, places), *codes(plan, places, slugs)]
    plan.problems.sort(key=lambda problem: problem.number)
    return plan


def add(plan, written, places, districts):
    """One new unit, or a problem for each name that is not one unit."""
    found = [matched(one, places) for one in written.predecessors]
    for one, candidates in zip(written.predecessors, found, strict=True):
        if len(candidates) != 1:
            plan.problems.append(Problem(written.number, not_one(one, candidates)))
    if all(len(candidates) == 1 for candidates in found):
        old = [(candidates[0], one.part) for one, candidates in zip(written.predecessors, found, strict=True)]
        made = new_unit(written, old, districts)
        plan.new.append(made)
        if not made.kind:
            said = _("Write before %(name)s whether it is xã, phường or thị trấn: its predecessors differ.")
            plan.problems.append(Problem(written.number, said % {"name": written.successor.words}))


def matched(named, places):
    """The units a name may mean: code, then the name as written, then without case and marks; kind narrows all."""
    of_kind = [one for one in places if named.kind in ("", one.kind) and named.code in ("", one.code)]
    exact = [one for one in of_kind if one.name.casefold() == named.name.casefold()]
    return exact or [one for one in of_kind if fold(one.name) == fold(named.name)]


def not_one(named, candidates):
    if not candidates:
        said = _("“%(words)s” is no unit in force the day before. Check name, kind and code.")
        return said % {"words": named.words}
    told = {"words": named.words, "units": "; ".join(one.words for one in candidates)}
    return _("“%(words)s” may be %(units)s. Write the code in () behind the name.") % told


def new_unit(written, old, districts):
    """The unit of a line with the kinds of its successions."""
    named = written.successor
    kinds, homes = {one.kind for one, _part in old}, {one.district for one, _part in old}
    kind = named.kind or (kinds.pop() if len(kinds) == 1 else "")
    district = homes.pop() if len(homes) == 1 and homes <= districts else None
    same = [one for one, _part in old if (one.name.casefold(), one.kind) == (named.name.casefold(), kind)]
    same = [one for one in same if one.district == district and named.code in ("", one.code)]
    kept = same[0] if len(same) == 1 else None
    code = kept.code if kept else named.code
    steps = tuple(Step(one, part, kind_of(one, part, old, kept)) for one, part in old)
    return NewUnit(written.number, kept.name if kept else named.name, kind, code, district, steps, kept)


def kind_of(one, part, old, kept):
    """boundary: stays itself · rename: alone under another name · split: a part goes · merge: whole into another."""
    stays = kept is not None and one.id == kept.id
    if part and not stays:
        return Kind.SPLIT
    if stays and all(also_part for other, also_part in old if other.id != one.id):
        return Kind.BOUNDARY
    return Kind.RENAME if len(old) == 1 else Kind.MERGE


def accounts(plan):
    """Problems of units that do not go whole once, or in at least two parts to different units."""
    goes = defaultdict(list)
    for one, step in plan.steps:
        goes[step.old.id].append((one, step))
    for found in goes.values():
        said = unaccounted([step.part for _one, step in found], {one.number for one, _step in found})
        if said:
            told = {"name": found[0][1].old.words, "units": ", ".join(dict.fromkeys(one.name for one, _step in found))}
            yield Problem(found[-1][0].number, said % told)


def unaccounted(parts, lines):
    """Why this is not the whole of a unit: for each place it goes to whether only a part does; "" where it is."""
    if parts == [False] or (all(parts) and len(lines) > 1):
        return ""
    if len(parts) > 1 and len(lines) == 1:
        return _("%(name)s is written twice for the same new unit: %(units)s. Leave it once.")
    if not any(parts):
        return _("%(name)s goes whole into several units: %(units)s. Write “một phần” before it where a part goes.")
    if all(parts):
        return _("Of %(name)s only one part is written. Write where the rest goes: phần còn lại … → ….")
    return _("%(name)s goes whole and in part: %(units)s. Write “phần còn lại” where the rest goes.")


def names(plan, places):
    """Problems of new units called as a unit that goes on, or as another new one."""
    ends = {step.old.id for _one, step in plan.steps}
    going_on = {(one.name.casefold(), one.kind, one.district): one for one in places if one.id not in ends}
    seen = {}
    for one in plan.new:
        key = (one.name.casefold(), one.kind, one.district)
        if key in going_on:
            said = _("%(name)s goes on as it is. Write it on the left too, or call the new unit otherwise.")
            yield Problem(one.number, said % {"name": going_on[key].words})
        if key in seen:
            told = {"name": one.name, "line": seen[key]}
            yield Problem(one.number, _("%(name)s is made on line %(line)d already.") % told)
        seen.setdefault(key, one.number)


def codes(plan, places, slugs):
    """Problems of codes that another unit bears that day, or that would give two units one address."""
    gone = {one.id for one in plan.ends}
    borne = {one.code: one for one in places if one.id not in gone}
    seen = set()
    for one in plan.new:
        told = {"code": one.code, "name": one.name}
        if not one.kept and one.code in borne:
            said = _("Code %(code)s of %(name)s is borne by %(unit)s, which goes on. Write another code.")
            yield Problem(one.number, said % (told | {"unit": borne[one.code].words}))
        elif one.code and one.code in seen:
            yield Problem(one.number, _("Code %(code)s is written for two new units.") % told)
        elif not one.kept and one.code and f"{one.code}-{plan.effective_on.year}" in slugs:
            said = _("A unit of code %(code)s began in the same year already; %(name)s needs another code.")
            yield Problem(one.number, said % told)
        seen.add(one.code)
