"""The tables of the ground floor."""

from communes.models.history import Change, HistoryIsKept, LastChange
from communes.models.people import Department, Invitation, Officer, User
from communes.models.places import Commune, District, Group, Membership, Succession, TilePosition

__all__ = [
    "Change",
    "Commune",
    "Department",
    "District",
    "Group",
    "HistoryIsKept",
    "Invitation",
    "LastChange",
    "Membership",
    "Officer",
    "Succession",
    "TilePosition",
    "User",
]
