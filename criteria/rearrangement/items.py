"""What continues from units that end to the units they become: one proposal each, with what may be chosen (pure)."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.models.standard import Level

ONE_DAY = timedelta(days=1)
TAKE, STAY, END = "take", "stay", "end"
JOIN, LEAVE = "join", "leave"
INHERIT, AGAIN = "inherit", "again"
WORDS = {
    TAKE: gettext_lazy("also holds the new unit"),
    STAY: gettext_lazy("keeps the old units only, to finish earlier rounds"),
    END: gettext_lazy("ends the day before"),
    JOIN: gettext_lazy("joins"),
    LEAVE: gettext_lazy("stays outside"),
    INHERIT: gettext_lazy("inherits by the rule"),
    AGAIN: gettext_lazy("must be recognised again"),
}


@dataclass(frozen=True)
class Item:
    """One proposal: `key` names its field, `words` say what it is about, the first option is what is proposed."""

    key: str
    words: str
    options: tuple
    chosen: str
    new: object  # the unit, or the units of a role
    of: object = None  # the role, group or level
    area: bool = False

    @property
    def choices(self):
        return [(value, str(WORDS[value])) for value in self.options]

    @property
    def chosen_words(self):
        return str(WORDS[self.chosen]) if self.chosen else ""


def item(key, words, options, choices, **about):
    """What was chosen is taken while it is still among the options."""
    chosen = choices.get(key)
    first = options[0] if options else ""
    return Item(key, words, tuple(options), chosen if chosen in options else first, **about)


def roles_of(plan, roles, choices):
    """One item a role: its holder takes what the units became, keeps them alone, or ends."""
    gone, found = {one.id for one in plan.ends}, []
    for role in roles:
        ending = [unit for unit in role.communes if unit in gone]
        new = rural_successors(plan, ending, role.communes)
        options = [*([TAKE] if new else []), STAY, *([END] if len(ending) == len(role.communes) else [])]
        units = ", ".join(one.name for one in new) or "–"
        words = f"{role.person}: {names(plan, ending)} → {units}"
        found.append(item(f"role-{role.id}", words, options, choices, new=tuple(new), of=role.id))
    return found


def rural_successors(plan, ending, held):
    """The rural units that these become, each once, without those that are held already."""
    found = {id(one): one for unit in ending for one in plan.successors(unit)}
    return [one for one in found.values() if one.rural and not (one.kept and one.kept.id in held)]


def names(plan, ids):
    old = {step.old.id: step.old.name for _one, step in plan.steps}
    return ", ".join(old[unit] for unit in ids)


def groups_of(plan, memberships, choices):
    """One item for each group and each unit that a member becomes."""
    gone, of_group = {one.id for one in plan.ends}, {}
    for one in memberships:
        of_group.setdefault((one.group, one.name, one.area), set()).add(one.commune)
    found = []
    for (group, name, area), members in of_group.items():
        for new in plan.new:
            old = [step.old.id for step in new.steps]
            if members & set(old) & gone and not (new.kept and new.kept.id in members):
                found.append(group_item(plan, new, (group, name, area), members, choices))
    return found


def group_item(plan, new, group, members, choices):
    """Proposed to join where every unit that speaks for the new one is a member."""
    number, name, area = group
    speaking = [step.old.id for step in new.steps if not step.part] or [step.old.id for step in new.steps]
    inside = [unit for unit in speaking if unit in members]
    joins = new.rural and len(inside) == len(speaking)
    told = {"name": new.name, "group": name, "inside": len(inside), "all": len(speaking)}
    words = _("%(name)s, group %(group)s: %(inside)d of %(all)d predecessors are in it") % told
    key = f"group-{number}-{new.code}"
    return item(key, words, [JOIN, LEAVE] if joins else [LEAVE, JOIN], choices, new=new, of=number, area=area)


def recognitions_of(plan, recognised, numbers, choices):
    """One item for each level and each unit that begins: whether it inherits, by the rule of all pages."""
    found = []
    for new in plan.new:
        for level, asked in recognised.items():
            if new.rural and new.begins and asked:
                made = recognition_item(plan, new, level, asked, numbers[id(new)], choices)
                found += [made] if made else []
    return found


def recognition_item(plan, new, level, asked, number, choices):
    """Nothing is told of a level that none of the predecessors was recognised at; no choice where not all were."""
    before = plan.effective_on - ONE_DAY
    voters = asked.lineage.voters(number, before, plan.effective_on)
    held = [unit for unit in voters if asked.awards_for(unit, before)]
    if not held:
        return None
    inherits = bool(asked.awards_for(number, plan.effective_on))
    told = {"name": new.name, "level": str(Level(level).label), "held": len(held), "all": len(voters)}
    words = _("%(name)s, %(level)s: %(held)d of %(all)d predecessors are recognised") % told
    if not inherits:
        words = _("%(words)s; it must be recognised by a decision of its own") % {"words": words}
    options = [INHERIT, AGAIN] if inherits else []
    return item(f"recognition-{level}-{new.code}", words, options, choices, new=new, of=level)
