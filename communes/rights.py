"""Who may do what with places (design section 5): the roles a person holds today and the units they reach."""

from django.db.models import Q
from django.utils import timezone

from communes.models import Commune, Officer

Role = Officer.Role
PROVINCE_WIDE = {Role.ADMINISTRATOR, Role.OFFICE, Role.DEPARTMENT, Role.LEADER}


def roles_in_force(user, on=None):
    """The roles the user holds on that day; a role is judged today, whatever round it is used for."""
    if not may_read(user):
        return Officer.objects.none()
    held = user.roles.in_force(on or timezone.localdate())
    return held.select_related("district", "group", "department")


def territory(user, on, roles=None):
    """Units in force on the round's date that the user's roles of today reach (or only those of `roles`)."""
    held = [officer for officer in roles_in_force(user) if roles is None or officer.role in roles]
    units = Commune.objects.in_force(on)
    if any(officer.role in PROVINCE_WIDE for officer in held):
        return units
    reach = Q(pk__in=[])
    for officer in held:
        reach |= _reach(officer, on)
    return units.filter(reach)


def _reach(officer, on):
    """A district is where units lay, an area is a dated group, a commune officer names the communes."""
    if officer.role == Role.DISTRICT and officer.district_id:
        return Q(district=officer.district_id)
    if officer.role == Role.AREA and officer.group_id:
        return Q(pk__in=officer.group.memberships.in_force(on).values("commune"))
    if officer.role == Role.COMMUNE:
        return Q(pk__in=officer.communes.values("pk"))
    return Q(pk__in=[])


def role_names(user):
    """The names of the roles that are the user's today; one query, none for who may not even read."""
    return set(roles_in_force(user).order_by().values_list("role", flat=True)) if may_read(user) else set()


def holds(user, *roles):
    """Whether one of these roles is the user's today."""
    return roles_in_force(user).filter(role__in=roles).exists()


def may_read(user):
    """Reading needs a sign-in and nothing more."""
    return user.is_authenticated and user.is_active
