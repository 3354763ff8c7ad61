"""Dated roles and their territories: granted, ended, handed over on a day; never deleted."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.accounts.checks import administrators_kept, permitted
from communes.history import writing
from communes.models import Change, Officer
from communes.rights import may_grant, may_manage
from communes.vietnamese import day

ACCOUNT = Change.Topic.ACCOUNT
TERRITORY = ("district", "group", "department")
A_DAY = timedelta(days=1)


def grant(actor, account, seen, why="", **role):
    """`role`: fields of an Officer, with `communes` for a commune officer."""
    with writing(actor, why) as book:
        return grant_in(book, permitted(book, account, seen), **role)


def grant_in(book, account, role, valid_from, valid_to=None, communes=(), **territory):
    if not may_grant(book.actor, role):
        raise PermissionDenied
    made = Officer(user=account, role=role, valid_from=valid_from, valid_to=valid_to, **territory)
    return keep(book, made, communes, "role.granted")


def keep(book, made, communes, action, **said):
    """Writes a new role, unless the person holds it for the same territory on one of its days."""
    refuse_if_held(made, communes)
    if made.role == Officer.Role.ADMINISTRATOR:
        end_links(book, made.user)
    made.save()
    made.communes.set(communes)
    after = {**told(made), "valid_from": made.valid_from, "valid_to": made.valid_to, **said}
    kept = {key: value for key, value in after.items() if value is not None}
    book.record(ACCOUNT, action, made, after=kept, subject=str(made.user), place=place_of(made))
    return made


def end_links(book, account):
    """A link that the office made for somebody must not open the account of an administrator later."""
    now = timezone.now()
    account.invitations.open_at(now).update(expires_at=now)


def refuse_if_held(made, communes):
    until = Q() if made.valid_to is None else Q(valid_from__lte=made.valid_to)
    same = {name: getattr(made, name) for name in TERRITORY}
    held = made.user.roles.not_over(made.valid_from).filter(until, role=made.role, **same)
    if made.role == Officer.Role.COMMUNE:
        held = held.filter(communes__in=communes)
    found = held.first()
    if found:
        raise ValidationError(
            _("%(name)s holds this role for this territory already, from %(day)s. End that one first.")
            % {"name": made.user, "day": day(found.valid_from)}
        )


def end(actor, account, seen, role, last, why=""):
    """The role is held up to its last day; a last day before its first takes it back before it began."""
    with writing(actor, why) as book, administrators_kept():
        held = open_role(book, permitted(book, account, seen), role)
        if last < timezone.localdate() - A_DAY:
            raise ValidationError(_("A role is judged today: it can end yesterday at the earliest."))
        shorten(book, held, "role.ended", last)


def hand_over(actor, account, seen, role, to, on, why=""):
    """From that day another person holds the role for the same territory.

    Work belongs to the territory and not to the person, so every open report goes along by itself.
    """
    with writing(actor, why) as book, administrators_kept():
        held = open_role(book, permitted(book, account, seen), role)
        if not may_manage(actor, to):
            raise PermissionDenied
        refuse_wrong_hand_over(held, to, on)
        same = {name: getattr(held, name) for name in TERRITORY}
        made = Officer(user=to, role=held.role, valid_from=on, valid_to=held.valid_to, **same)
        keep(book, made, list(held.communes.all()), "role.taken_over", predecessor=str(held.user))
        shorten(book, held, "role.handed_over", on - A_DAY, successor=str(to))
        return made


def shorten(book, held, action, last, **said):
    before, held.valid_to = held.valid_to, last
    held.save()
    after = {**told(held), "valid_to": last, **said}
    book.record(ACCOUNT, action, held, {"valid_to": before}, after, subject=str(held.user), place=place_of(held))


def open_role(book, account, role):
    """The role as it stands now: still held or to come, and one that the writer may grant."""
    held = account.roles.with_territory().get(pk=role.pk)
    if not may_grant(book.actor, held.role):
        raise PermissionDenied
    if held.valid_to is not None and (held.valid_to < timezone.localdate() or held.void):
        raise ValidationError(_("This role is over and stays as it was."))
    return held


def refuse_wrong_hand_over(held, to, on):
    if to == held.user or not to.is_active:
        raise ValidationError(_("Choose another person whose account is open."))
    if on < timezone.localdate() or on <= held.valid_from:
        raise ValidationError(_("Hand over today or later, and after the first day of the role."))
    if held.valid_to is not None and on > held.valid_to:
        raise ValidationError(_("The role ends on %(day)s, before that day.") % {"day": day(held.valid_to)})


def told(held):
    """Role and territory as the history keeps them, under the names of the fields."""
    territory = {name: getattr(held, f"{name}_id") for name in TERRITORY}
    communes = [commune.pk for commune in held.communes.all()]
    found = {"role": held.role, **territory, "communes": communes or None}
    return {key: value for key, value in found.items() if value is not None}


def place_of(held):
    communes = list(held.communes.all())
    return communes[0] if len(communes) == 1 else None


def territory_name(held):
    """What the role is held for, in words; empty for the whole province."""
    if held.role == Officer.Role.COMMUNE:
        return ", ".join(str(commune) for commune in held.communes.all())
    return str(held.district or held.group or held.department or "")
