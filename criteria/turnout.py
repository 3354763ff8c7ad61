"""Who has entered, submitted and been approved in a round (pure), by district or, where there are none, by commune."""

from collections import Counter
from dataclasses import dataclass, field

NOT_BEGUN, DRAFT, SUBMITTED, RETURNED, APPROVED = "not_begun", "draft", "submitted", "returned", "approved"
STATES = (NOT_BEGUN, DRAFT, RETURNED, SUBMITTED, APPROVED)
OWED = (NOT_BEGUN, DRAFT, RETURNED)  # the officer's turn


@dataclass(frozen=True)
class Place:
    """One commune of the round: its name, its district ("" from 07/2025), and how far its report is."""

    name: str
    district: str
    state: str = NOT_BEGUN
    last_day: object = None
    illustration: bool = False


@dataclass
class Turnout:
    """How far a round is in one territory."""

    name: str
    places: list = field(default_factory=list)

    @property
    def counts(self):
        found = Counter(place.state for place in self.places)
        return {state: found[state] for state in STATES}

    @property
    def total(self):
        return len(self.places)

    @property
    def owing(self):
        """Communes whose officer has still to submit, in the order given."""
        return [place for place in self.places if place.state in OWED]

    @property
    def sent(self):
        return self.total - len(self.owing)

    @property
    def ends(self):
        """[(last day, the communes that still owe and may be entered until then)], the first end first."""
        found = {}
        for place in self.owing:
            found.setdefault(place.last_day, []).append(place)
        return sorted(found.items(), key=lambda end: (end[0] is None, end[0]))


def by_district(places):
    """One Turnout a district, those that owe most first; communes without a district each stand for themselves."""
    found = {}
    for place in places:
        name = place.district or place.name
        found.setdefault(name, Turnout(name)).places.append(place)
    return sorted(found.values(), key=lambda one: -len(one.owing))


def state_of(reports):
    """The state a commune is in: of what is under way, else of the approved report; nothing yet is "not begun".

    `reports`: states of the commune's versions in the round. An illustration's draft is nobody's beginning.
    """
    order = (RETURNED, DRAFT, SUBMITTED, APPROVED)
    return next((state for state in order if state in reports), NOT_BEGUN)


def days_left(last_day, today):
    """Days until the end of the last day; today is one of them; 0 once it is over, None without an end."""
    return None if last_day is None else max((last_day - today).days + 1, 0)
