"""The sections that targets are listed in, and the sentences over them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm.progress import goals


@dataclass
class Table:
    """Targets of one plan: for the whole period, or for one year; those ahead apart from those that have come."""

    title: str
    ahead: bool
    goals: list = field(default_factory=list)


@dataclass
class Section:
    first: int
    last: int
    tables: list

    @property
    def title(self):
        if self.first == self.last:
            return _("Year %(year)s") % {"year": self.first}
        return _("Programme period %(first)s–%(last)s") % {"first": self.first, "last": self.last}

    @property
    def count(self):
        return sum(len(table.goals) for table in self.tables)


def sections(listed, periods):
    """Programme periods, each with the plan of the period first and its yearly plans after it."""
    found = {}
    for goal in listed:
        year = goal.target.date.year
        span = next((one for one in periods if one[0] <= year <= one[1]), (year, year))
        found.setdefault(span, []).append(goal)
    return [Section(*span, tables(goals_of)) for span, goals_of in sorted(found.items())]


def tables(listed):
    made = {}
    for goal in sorted(listed, key=_plan):
        key = _plan(goal)
        made.setdefault(key, Table(_title(key[0]), key[1])).goals.append(goal)
    return list(made.values())


def _plan(goal):
    """(year of the plan, ahead): 0 for what is set for a whole period or longer."""
    first, _dash, last = goal.target.period.partition("-")
    whole = last and int(last) - int(first) >= 4
    return (0 if whole else goal.target.date.year), goal.judgement.ahead


def _title(year):
    return _("Targets for %(year)s") % {"year": year} if year else _("Targets of the period")


def headline(judgements, as_of):
    """Đến 31/12/2020 đạt hoặc vượt 37/90 mục tiêu đã đến hạn; 20 chưa đạt, 33 chưa kết luận được."""
    due = [one.verdict for one in judgements if not one.ahead]
    if not judgements:
        return _("No target fits this choice.")
    if not due:
        return _("No target had come due by %(day)s") % {"day": day(as_of)}
    met, missed = sum(one in goals.ATTAINED for one in due), due.count(goals.NOT_MET)
    told = {"day": day(as_of), "met": number(met), "all": number(len(due)), "missed": number(missed)}
    head = _("By %(day)s %(met)s of %(all)s targets that had come due were met or exceeded; %(missed)s not met") % told
    return head + _others(due)


def _others(verdicts_found):
    differs = verdicts_found.count(goals.DIFFERS)
    open_ones = sum(one in UNDECIDED for one in verdicts_found)
    parts = [_(", %(n)s differ in size or distribution") % {"n": differs}] if differs else []
    return "".join([*parts, _(", %(n)s cannot be judged") % {"n": open_ones}] if open_ones else parts)


UNDECIDED = {goals.NOT_COMPARABLE, goals.NO_DATA, goals.SOURCES_DISAGREE}


def outlook(judgements):
    """26 mục tiêu của các năm sau: 5 đúng tiến độ, 3 chậm so với yêu cầu, 18 chưa kết luận được; "" without any."""
    ahead = [one.verdict for one in judgements if one.ahead]
    told = {
        "all": number(len(ahead)),
        "on_track": number(ahead.count(goals.ON_TRACK) + sum(one in goals.ATTAINED for one in ahead)),
        "behind": number(ahead.count(goals.BEHIND)),
        "open": number(sum(one in UNDECIDED or one == goals.DIFFERS for one in ahead)),
    }
    words = _("%(all)s targets lie ahead: %(on_track)s on track, %(behind)s behind, %(open)s cannot be judged yet.")
    return words % told if ahead else ""
