"""A resolution of 2027 on the units of 2025, and the people and rows that hang on them."""

from datetime import date

from communes.models import Commune, Group, Membership, Officer
from criteria import rearrangement as steps
from tests.criteria.people import somebody

DAY, BEFORE = date(2027, 7, 1), date(2027, 6, 30)
DECREE = "NQ 99/NQ-UBTVQH16 ngày 15/5/2027"
# Two merge under a new name, one takes another in and stays, one becomes a ward, one gives a part away.
TEXT = """Khuất Xá + Xuân Dương → xã Tân Hòa (06997)
Kháng Chiến + Tràng Định → xã Tràng Định
Đồng Đăng → phường Đồng Đăng (06998)
một phần Châu Sơn + Kiên Mộc → xã Kiên Mộc
phần còn lại Châu Sơn → xã Châu Sơn"""


def unit(name, on=BEFORE):
    return Commune.objects.in_force(on).get(name=name)


def office(name="tinh"):
    return somebody(name, Officer.Role.OFFICE)


def drafted(actor, text=TEXT, day=DAY, **values):
    return steps.draft(actor, decree=DECREE, effective_on=day, text=text, **values)


def proposed(actor, text=TEXT, day=DAY):
    found = drafted(actor, text, day)
    return steps.propose(actor, found, found.revision)


def applied(text=TEXT, day=DAY):
    """Written by one, approved by another; their names grow with every call."""
    number = Officer.objects.count()
    found = proposed(office(f"nguoi-viet-{number}"), text, day)
    return steps.approve(office(f"nguoi-duyet-{number}"), found, found.revision)


def gathered(slug, names, area=False):
    group = Group.objects.create(slug=slug, name=slug, source="test", area=area)
    for name in names:
        Membership.objects.create(group=group, commune=unit(name), valid_from=date(2025, 7, 1), source="test")
    return group
