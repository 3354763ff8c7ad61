"""Areas: dated groups of communes for area officers; made, named, and communes moved in and out on a day."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.accounts.checks import refuse_if_overtaken
from communes.history import differences, writing
from communes.models import Change, Commune, Group, Membership, Officer
from communes.rights import may_manage_accounts
from communes.vietnamese import slugify

PLACE = Change.Topic.PLACE
SOURCE = "/dia-ban/"  # where a membership of an area comes from: nobody's document, but people at work
A_DAY = timedelta(days=1)


def log_of(area):
    """Every change kept of an area and of its communes, the newest first."""
    return Change.objects.about_any({Group: [area.pk], Membership: area.memberships.values_list("pk", flat=True)})


def listed(today):
    """The areas with how many rural communes are in each on that day, and who is in charge of them."""
    mine = Q(memberships__in=Membership.objects.in_force(today).filter(commune__in=rural(today)))
    officers = Officer.objects.in_force(today).filter(role=Officer.Role.AREA).select_related("user")
    areas = Group.objects.filter(area=True).annotate(size=Count("memberships", filter=mine))
    return areas.prefetch_related(Prefetch("officers", officers, to_attr="held")).order_by("slug")


def rural(on):
    return Commune.objects.rural().in_force(on)


def members(area):
    """Everything that was, is or will be in the area, the communes of today first."""
    return area.memberships.select_related("commune__district").order_by("-valid_from", "commune__sort_key")


def make(actor, name):
    with writing(actor) as book:
        if not may_manage_accounts(actor):
            raise PermissionDenied
        area = Group(name=name, slug=free_slug(name), area=True, source=SOURCE)
        area.save()
        book.record(PLACE, "group.added", area, after={"name": name})
        return area


def free_slug(name):
    """An address that no group has: the name, with a number where it is taken."""
    stem = f"area-{slugify(name)}"[:40].strip("-")
    taken = set(Group.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


def rename(actor, area, seen, name):
    with writing(actor) as book:
        area = permitted(book, area, seen)
        before, after = differences({"name": area.name}, {"name": name})
        area.name = name
        area.save()
        if after:
            book.record(PLACE, "group.renamed", area, before, after)


def move_in(actor, area, seen, communes, on, why=""):
    """These communes are in the area from that day on; those in another area that day leave it the day before."""
    with writing(actor, why) as book:
        area = permitted(book, area, seen)
        refuse_unknown(communes, on)
        for commune in communes:
            if not begins_alone(area, commune, on):
                raise ValidationError(_("%(name)s is or will be in this area already.") % {"name": commune})
            leave_other_areas(book, commune, on)
            made = Membership(group=area, commune=commune, valid_from=on, source=SOURCE)
            made.save()
            book.record(PLACE, "group.joined", made, after=told(made), place=commune, subject=area.name)


def begins_alone(area, commune, on):
    """Whether no time of the commune in the area reaches to that day or begins after it."""
    later = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return not area.memberships.filter(later, commune=commune).exists()


def leave_other_areas(book, commune, on):
    others = commune.memberships.in_force(on).filter(group__area=True).exclude(valid_from=on)
    for membership in others.select_related("group"):
        leave(book, membership, on - A_DAY)


def move_out(actor, area, seen, communes, last, why=""):
    """These communes are in the area up to that day."""
    with writing(actor, why) as book:
        area = permitted(book, area, seen)
        for commune in communes:
            held = area.memberships.in_force(last).filter(commune=commune).select_related("group").first()
            if held is None:
                raise ValidationError(_("%(name)s is not in this area on that day.") % {"name": commune})
            leave(book, held, last)


def leave(book, membership, last):
    before, membership.valid_to = membership.valid_to, last
    membership.save()
    subject, place = membership.group.name, membership.commune
    after = {"commune": membership.commune_id, "valid_to": last}
    book.record(PLACE, "group.left", membership, {"valid_to": before}, after, place=place, subject=subject)


def told(membership):
    return {"commune": membership.commune_id, "valid_from": membership.valid_from}


def permitted(book, area, seen):
    if not may_manage_accounts(book.actor):
        raise PermissionDenied
    refuse_if_overtaken(log_of(area), seen)
    return Group.objects.get(pk=area.pk, area=True)


def refuse_unknown(communes, on):
    known = set(Commune.objects.in_force(on).filter(pk__in=[one.pk for one in communes]).values_list("pk", flat=True))
    missing = [str(one) for one in communes if one.pk not in known]
    if missing:
        raise ValidationError(_("Not in force on that day: %(names)s.") % {"names": ", ".join(missing)})


def inside(area, on):
    """The communes that are in the area on that day."""
    return Commune.objects.in_force(on).filter(pk__in=area.memberships.in_force(on).values("commune"))


def outside(area, on):
    """The rural communes of that day that are not in the area, each with the area it is in."""
    others = Membership.objects.in_force(on).filter(group__area=True).select_related("group")
    found = rural(on).exclude(pk__in=area.memberships.in_force(on).values("commune"))
    return found.select_related("district").prefetch_related(Prefetch("memberships", others, to_attr="areas"))


def today():
    return timezone.localdate()
