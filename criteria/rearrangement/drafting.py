"""Writing a rearrangement, choosing what continues, and proposing it: each in one transaction."""

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import differences, writing
from criteria.models import Rearrangement, RearrangementLine
from criteria.rearrangement.door import PLACE, NotReady, State, admit, keep, seen
from criteria.rearrangement.reading import read

KEPT = ("decree", "effective_on", "text")


def draft(actor, **values):
    """A new one; text that cannot be read yet is kept as it is."""
    with writing(actor) as book:
        admit(actor)
        made = Rearrangement.objects.create(author=actor, written_at=timezone.now(), **values)
        made.authors.add(actor)
        book.record(PLACE, "rearrangement.drafted", made, {}, {name: getattr(made, name) for name in KEPT})
        return made


def change(actor, rearrangement, revision, **values):
    """Another decree, day or text; what was proposed is a draft again."""
    with writing(actor) as book:
        admit(actor)
        found = seen(rearrangement, revision, State.DRAFT, State.PROPOSED)
        before, after = differences({name: getattr(found, name) for name in values}, values)
        return rewrite(book, found, "rearrangement.changed", before, after, **values) if after else found


def choose(actor, rearrangement, revision, choices):
    """Which of the proposals hold and which do not; unknown ones are left out."""
    with writing(actor) as book:
        admit(actor)
        found = seen(rearrangement, revision, State.DRAFT, State.PROPOSED)
        found.choices = choices
        outlook = read(found)
        refuse_two_areas(outlook)
        kept = {one.key: one.chosen for one in outlook.items if one.options and one.chosen != one.options[0]}
        told = [f"{one.words}: {one.chosen_words}" for one in outlook.items if one.key in kept]
        return rewrite(book, found, "rearrangement.chosen", {}, {"choices": told}, choices=kept)


def rewrite(book, found, action, before, after, **values):
    """Whoever writes is an author from then on, and approves it no more."""
    values |= {"state": State.DRAFT, "author": book.actor, "written_at": timezone.now()}
    found.authors.add(book.actor)
    return keep(book, found, action, before, after, **values)


def refuse_two_areas(outlook):
    twice = [one.name for one in outlook.twice_in_areas]
    if twice:
        raise NotReady(_("A commune is in one assigned area only. Choose one for: %(n)s.") % {"n": ", ".join(twice)})


def propose(actor, rearrangement, revision):
    """Hands it to a second person; the lines say what is proposed."""
    with writing(actor) as book:
        admit(actor)
        found = seen(rearrangement, revision, State.DRAFT)
        outlook = read(found)
        refuse_unready(outlook)
        found.lines.all().delete()
        for line in lines_of(found, outlook.plan):
            line.save()
        found.authors.add(actor)
        values = {"state": State.PROPOSED, "proposed_at": timezone.now(), "author": actor}
        return keep(book, found, "rearrangement.proposed", {}, {"effective_on": found.effective_on}, **values)


def refuse_unready(outlook):
    refuse_two_areas(outlook)
    if outlook.plan.problems:
        raise NotReady(_("Correct the lines that are named first; nothing was proposed."))
    if outlook.plan.uncoded:
        told = {"names": ", ".join(one.name for one in outlook.plan.uncoded)}
        raise NotReady(_("Write the code of five digits in () behind each new unit that has none: %(names)s.") % told)


def lines_of(found, plan):
    """The lines of a plan, not saved."""
    return [
        RearrangementLine(
            rearrangement=found,
            position=position,
            predecessor_id=step.old.id,
            kind=step.kind,
            code=new.code,
            name=new.name,
            unit_kind=new.kind,
            district_id=new.district,
            keeps=new.kept is not None,
        )
        for position, (new, step) in enumerate(plan.steps, 1)
    ]
