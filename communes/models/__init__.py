"""The tables of the ground floor."""

from communes.models.history import Change, HistoryIsKept, LastChange
from communes.models.people import Department, Officer, User
from communes.models.places import Commune, District, Group, Membership, Succession, TilePosition

__all__ = [
    "Change",
    "Commune",
    "Department",
    "District",
    "Group",
    "HistoryIsKept",
    "LastChange",
    "Membership",
    "Officer",
    "Succession",
    "TilePosition",
    "User",
]
