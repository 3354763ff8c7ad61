"""Creates one account a role for trying the product out, and prints how to sign in.

Run again it changes nothing: an account that exists keeps its roles, its territory and its password, unless
DEMO_PASSWORD names a new one. What an account may do hangs on its role alone, so none is staff or superuser.
"""

import os
import secrets
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Commune, Department, District, Group, Membership, Officer, User

Role = Officer.Role
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)  # the last day with districts and the first without
SOURCE = "tài khoản dùng thử"


@dataclass(frozen=True)
class Account:
    """One row of the list below; `territory` finds what the role is held for when the account is made."""

    username: str
    name: str
    role: str
    valid_from: date = date(2011, 1, 1)
    territory: dict = field(default_factory=dict)


ACCOUNTS = [
    Account("quantri", "Quản trị hệ thống", Role.ADMINISTRATOR),
    Account("tinh", "Văn phòng Điều phối tỉnh", Role.OFFICE),
    # Without an end: prolonged past the last day of the districts, so that their last round can be completed.
    Account("vanquan", "Cán bộ huyện Văn Quan", Role.DISTRICT, territory={"district": "van-quan"}),
    Account("xavanquan", "Cán bộ xã Văn Quan", Role.COMMUNE, SINCE, {"commune": "06253"}),
    Account("soyte", "Cán bộ Sở Y tế", Role.DEPARTMENT, territory={"department": "so-y-te"}),
    Account("diaban", "Cán bộ phụ trách địa bàn", Role.AREA, territory={"area": "area-van-quan"}),
    Account("lanhdao", "Lãnh đạo tỉnh", Role.LEADER),
]


class Command(BaseCommand):
    help = "Creates the seven demo accounts and prints how to sign in; changes none that exists."

    @transaction.atomic
    def handle(self, **options):
        missing = [account for account in ACCOUNTS if not User.objects.filter(username=account.username).exists()]
        password = choose_password(anew=bool(missing))
        for account in missing:
            create(account, password)
        if os.environ.get("DEMO_PASSWORD"):
            reset_others(password)
        self.report(password)

    def report(self, password):
        self.stdout.write(_("Demo accounts (one a role):"))
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<10} {Role(account.role).label}")
        shown = password or _("not known any more; DEMO_PASSWORD=... gives a new one")
        self.stdout.write(_("Password: %(password)s") % {"password": shown})


def choose_password(anew):
    """DEMO_PASSWORD, else the one kept from the last time, else a new one where an account needs it."""
    kept = settings.BASE_DIR / ".demo_password"
    password = os.environ.get("DEMO_PASSWORD") or (kept.read_text().strip() if kept.exists() else "")
    if not password and anew:
        password = "".join(secrets.choice(READABLE) for _place in range(12))
    if password:
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(password)
        kept.chmod(0o600)
    return password


def create(account, password):
    user = User.objects.create_user(account.username, password=password, first_name=account.name)
    officer = Officer(user=user, role=account.role, valid_from=account.valid_from)
    wanted = account.territory
    officer.district = find(District, slug=wanted["district"]) if "district" in wanted else None
    officer.department = find(Department, slug=wanted["department"]) if "department" in wanted else None
    officer.group = area(wanted["area"]) if "area" in wanted else None
    officer.save()
    if "commune" in wanted:
        officer.communes.add(find(Commune, code=wanted["commune"], valid_from=SINCE))


def find(model, **key):
    try:
        return model.objects.get(**key)
    except model.DoesNotExist:
        raise CommandError(_("Run load_reference first: %(key)s is not there.") % {"key": key}) from None


def area(slug):
    """The communes of the former district Văn Quan and what became of them, as a made-up area."""
    group, _created = Group.objects.get_or_create(
        slug=slug, defaults={"name": "Địa bàn minh họa", "source": SOURCE, "illustration": True, "area": True}
    )
    old = Commune.objects.rural().in_force(BEFORE).filter(district__slug="van-quan")
    new = Commune.objects.rural().in_force(SINCE).filter(origins__predecessor__in=old).distinct()
    for commune in [*old, *new]:
        Membership.objects.get_or_create(
            group=group,
            commune=commune,
            valid_from=commune.valid_from,
            # not marked: the area belongs to the account, and stays when the made-up history is removed
            defaults={"valid_to": commune.valid_to, "source": SOURCE},
        )
    return group


def reset_others(password):
    """Gives DEMO_PASSWORD to accounts that have another; a password that already fits keeps its sessions."""
    for user in User.objects.filter(username__in=[account.username for account in ACCOUNTS]):
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
