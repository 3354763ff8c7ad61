"""Who may do what with places (design section 5): the roles a person holds today and the units they reach."""

from django.db.models import Q
from django.utils import timezone

from communes.models import Change, Commune, Officer, User

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


def may_manage_accounts(user):
    """Accounts, roles, territories and areas are the administrator's and the office's."""
    return holds(user, Role.ADMINISTRATOR, Role.OFFICE)


def may_manage(user, account):
    """The office manages everybody but administrators."""
    held = role_names(user)
    return Role.ADMINISTRATOR in held or (Role.OFFICE in held and not is_administrators(account))


def may_grant(user, role):
    """Only an administrator makes or unmakes an administrator."""
    return role in grantable(user)


def grantable(user):
    """The roles that this person may give to somebody, in the order of the list."""
    held = role_names(user)
    if Role.ADMINISTRATOR in held:
        return list(Role)
    return [role for role in Role if role != Role.ADMINISTRATOR] if Role.OFFICE in held else []


def is_administrators(account):
    """An account that is, or is going to be, an administrator's."""
    roles = account.roles.not_over(timezone.localdate())
    return account.is_superuser or roles.filter(role=Role.ADMINISTRATOR).exists()


def accounts_of(user):
    """The accounts that this person manages."""
    held = role_names(user)
    if Role.ADMINISTRATOR in held:
        return User.objects.all()
    if Role.OFFICE not in held:
        return User.objects.none()
    protected = Officer.objects.not_over(timezone.localdate()).filter(role=Role.ADMINISTRATOR)
    return User.objects.exclude(Q(is_superuser=True) | Q(pk__in=protected.values("user")))


def entered_by_nobody(on):
    """Rural communes of that day for which nobody holds a role that enters: an open account, a district or commune."""
    held = Officer.objects.in_force(on).filter(user__is_active=True)
    districts = held.filter(role=Role.DISTRICT, district__isnull=False)
    communes = held.filter(role=Role.COMMUNE, communes__isnull=False)
    mine = Q(district__isnull=False, district__in=districts.values("district"))
    return Commune.objects.rural().in_force(on).exclude(mine | Q(pk__in=communes.values("communes")))


# --- the history -----------------------------------------------------------------------------------------------

Topic = Change.Topic
PRIVATE = {Topic.ENTRY, Topic.EVIDENCE, Topic.ACCOUNT, Topic.DOSSIER, Topic.SCENARIO}
PUBLIC = {topic for topic in Topic if topic not in PRIVATE}  # what reading pages show anyway


def changes_read_by(user):
    """The kept changes that concern this person; everybody sees what they did themselves."""
    if not may_read(user):
        return Change.objects.none()
    held = list(roles_in_force(user))
    names = {officer.role for officer in held}
    if names & {Role.ADMINISTRATOR, Role.OFFICE}:
        return Change.objects.all()
    seen = Q(who=user)
    if held:
        seen |= Q(topic__in={Topic.ROUND, Topic.FIGURE}, place=None)
    if names & {Role.DEPARTMENT, Role.LEADER}:
        seen |= Q(topic__in=PUBLIC)
    if Role.LEADER in names:
        seen |= Q(topic=Topic.SCENARIO)
    for officer in held:
        seen |= _reached(officer)
    return Change.objects.filter(seen)


def _reached(officer):
    """What concerns a territory, whenever it belonged to it; an area officer has no business in drafts."""
    if officer.role == Role.DISTRICT and officer.district_id:
        return Q(place__district=officer.district_id)
    if officer.role == Role.COMMUNE:
        return Q(place__in=officer.communes.values("pk"))
    if officer.role == Role.AREA and officer.group_id:
        return Q(place__in=officer.group.memberships.values("commune"), topic__in=PUBLIC)
    return Q(pk__in=[])
