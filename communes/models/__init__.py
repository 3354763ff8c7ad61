"""The tables of the ground floor."""

from communes.models.people import Department, Officer, User
from communes.models.places import Commune, District, Group, Membership, Succession, TilePosition

__all__ = [
    "Commune",
    "Department",
    "District",
    "Group",
    "Membership",
    "Officer",
    "Succession",
    "TilePosition",
    "User",
]
