"""The officer's start page: the open rounds, and in one of them my communes with what is owed in each."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day, number
from criteria import rights
from criteria.earlier import Earlier, earlier
from criteria.entry.side import Side
from criteria.models import Report, Round
from criteria.readings import INHERITED
from criteria.sheet import Sheet, sheets
from criteria.turnout import days_left

State = Report.State
NOT_BEGUN = "not_begun"
ORDER = [State.RETURNED, State.DRAFT, NOT_BEGUN, State.SUBMITTED, State.APPROVED]
STATES = {
    State.RETURNED: gettext_lazy("Returned, to be completed"),
    State.DRAFT: gettext_lazy("Being entered"),
    NOT_BEGUN: gettext_lazy("Not begun"),
    State.SUBMITTED: gettext_lazy("Waiting for review"),
    State.APPROVED: gettext_lazy("Approved"),
}
MARKS = {
    State.RETURNED: "lost",
    State.DRAFT: "drafted",
    NOT_BEGUN: "no_data",
    State.SUBMITTED: "sent",
    State.APPROVED: "met",
}
ACTIONS = {
    State.RETURNED: gettext_lazy("Correct"),
    State.DRAFT: gettext_lazy("Continue"),
    NOT_BEGUN: gettext_lazy("Enter"),
}
OWED = (State.RETURNED, State.DRAFT, NOT_BEGUN)
LATEST = 6  # how many rounds back a round that was closed is looked for


def my_rounds(user, today):
    """Rounds in which this person enters something, open ones first; of the others only those that began."""
    whole = Round.objects.select_related("criteria_set", "group").prefetch_related("extensions")
    latest = whole.filter(opens_on__lte=today).order_by("-date")[:LATEST]
    begun = {one.pk: one for one in (*whole.open_on(today), *latest)}.values()
    found = [one for one in begun if rights.communes_to_enter(user, one).exists()]
    return sorted(found, key=lambda one: closed(one, today))


def closed(of_round, today):
    """Whether nobody can enter any more, the longest extension counted."""
    last = [of_round.closes_on, *(one.closes_on for one in of_round.extensions.all())]
    return of_round.closes_on is not None and max(last) < today


@dataclass(frozen=True)
class MyCommune:
    """One commune of the list with its report of the round, if there is one that counts."""

    commune: object
    of_round: Round
    today: date
    earlier: Earlier
    sheet: Sheet | None
    made_up: bool  # what stands there is illustration, to be replaced by what is entered

    @property
    def state(self):
        return self.sheet.report.state if self.sheet else NOT_BEGUN

    @property
    def state_words(self):
        return STATES[self.state]

    @property
    def mark(self):
        return MARKS[self.state]

    @property
    def owed(self):
        return self.state in OWED

    @property
    def open(self):
        return self.of_round.takes(self.commune, self.today)

    @property
    def action(self):
        """The word of the primary button, empty where nothing is due."""
        return ACTIONS[self.state] if self.owed and self.open else ""

    @property
    def complete(self):
        """Nothing holds its submission up; missing evidence never does."""
        return bool(self.action and self.sheet and not self.sheet.missing)

    @property
    def side(self):
        """What it lacks, as beside its form; None where nothing was begun."""
        return Side(self.sheet) if self.sheet else None

    @property
    def last_day(self):
        return self.of_round.last_day(self.commune)

    @property
    def before(self):
        held = sum(1 for outcome in self.earlier.outcomes if self.earlier.held(outcome))
        return number(held) if self.earlier.outcomes else number(None)

    @property
    def now(self):
        return number(self.sheet.count) if self.sheet and self.sheet.looked_at else number(None)

    @property
    def looked_at(self):
        return self.sheet.looked_at if self.sheet else 0

    @property
    def modified_at(self):
        return self.sheet.report.modified_at if self.sheet else None

    @property
    def extended_to(self):
        return self.last_day if self.last_day != self.of_round.closes_on else None

    @property
    def notes(self):
        return [note for note in (self._corrected(), *self._returned(), self._inherited(), *self._of_sheet()) if note]

    def _corrected(self):
        """Why an approved report is open again: whoever corrects it need not open the form to learn it."""
        if self.owed and self.sheet and self.sheet.report.version > 1 and self.sheet.report.reason:
            return _("Correction: %(reason)s") % {"reason": self.sheet.report.reason}
        return ""

    def _returned(self):
        rows = self.sheet.rows if self.sheet and self.state == State.RETURNED else ()
        return [f"{row.number}. {row.criterion.name}: {one.text}" for row in rows for one in row.returned]

    def _inherited(self):
        if self.earlier.coverage == INHERITED and self.owed:
            return _("provisionally inherited, must be checked anew")
        return ""

    def _of_sheet(self):
        if not self.sheet or not self.sheet.looked_at:
            return []
        lost = [f"{row.number}. {row.criterion.name}" for row in self.sheet.rows if row.outcome and row.lost]
        return [_("Lost: %(criteria)s") % {"criteria": ", ".join(lost)} if lost else "", self._to_mend()]

    def _to_mend(self):
        places = [gap for gap in self.sheet.missing if gap.kind != "not_looked_at"] if self.owed else []
        words_of = ngettext("%(n)d place to be completed", "%(n)d places to be completed", len(places))
        return words_of % {"n": len(places)} if places else ""


class Start:
    """The page for one round, of those this person has."""

    def __init__(self, user, rounds, of_round, today, state=""):
        self.rounds, self.round, self.today, self.state = rounds, of_round, today, state
        self.communes = communes_of(user, of_round, today)
        self.total = of_round.criteria_set.criteria_count

    @cached_property
    def shown(self):
        found = [one for one in self.communes if self.state in ("", one.state)]
        return sorted(found, key=lambda one: ORDER.index(one.state))

    @property
    def chips(self):
        """(state for the address, words, how many) of the states that occur."""
        counted = [(state, STATES[state], sum(one.state == state for one in self.communes)) for state in ORDER]
        return [("", _("All"), len(self.communes)), *(one for one in counted if one[2])]

    @property
    def illustration(self):
        """Whether what stands as the round before is made up for any commune."""
        return any(one.earlier.illustration for one in self.communes)

    @property
    def sent(self):
        return sum(not one.owed for one in self.communes)

    @property
    def owed(self):
        return sum(one.owed for one in self.communes)

    @property
    def closed(self):
        return not any(one.open for one in self.communes)

    @property
    def last_day(self):
        """The day by which what is owed must be sent: the first end still ahead, else the latest that is over.

        A commune with a later end of its own says so in its row.
        """
        days = {one.last_day for one in self.communes if one.owed} or {self.round.closes_on}
        if None in days:
            return None
        return min((one for one in days if one >= self.today), default=max(days))

    @property
    def days_left(self):
        return days_left(self.last_day, self.today)

    @property
    def can_keep(self):
        """Communes whose earlier results can be said again in one go."""
        return [one for one in self.communes if one.action and one.earlier.own and one.looked_at < self.total]

    @property
    def complete(self):
        """Communes whose reports can be submitted in one go."""
        return [one for one in self.communes if one.complete]

    @property
    def unproven(self):
        """Those of them that gained something without evidence: said, and sent all the same."""
        return [one for one in self.complete if one.sheet.warnings]

    @property
    def lacking(self):
        """Communes whose reports are owed and cannot be submitted yet."""
        return [one for one in self.communes if one.owed and not one.complete]

    @property
    def place(self):
        """Huyện Văn Quan, or how many communes they are."""
        districts = {one.commune.district for one in self.communes}
        if len(districts) == 1 and None not in districts:
            return districts.pop().name
        return ngettext("%(n)d commune", "%(n)d communes", len(self.communes)) % {"n": len(self.communes)}

    @property
    def finding(self):
        """Huyện Văn Quan: đã gửi 9/16 xã, còn 7 xã phải gửi trước 25/12."""
        told = {"place": self.place, "sent": self.sent, "all": len(self.communes), "n": self.owed}
        told |= {"day": day(self.last_day), "name": self.communes[0].commune.name}
        one, due = len(self.communes) == 1, not self.closed and self.last_day
        if not self.owed:
            whole = _("Commune %(name)s: the report is submitted")
            return (whole if one else _("%(place)s: all %(all)s reports are submitted")) % told
        if not due:
            late = _("Commune %(name)s: the report is not submitted")
            return (late if one else _("%(place)s: %(sent)s of %(all)s submitted, %(n)s left")) % told
        owed = _("Commune %(name)s: the report is to be submitted by %(day)s")
        several = _("%(place)s: %(sent)s of %(all)s submitted, %(n)s left to submit by %(day)s")
        return (owed if one else several) % told


def communes_of(user, of_round, today):
    """Every commune of the round that this person enters, with as many queries for many as for one."""
    communes = list(rights.communes_to_enter(user, of_round).select_related("district"))
    known, made_up = reports_of(communes, of_round)
    laid_out = sheets(list(known.values()))
    before = earlier(communes, of_round)
    made = {one.pk: laid_out[known[one.pk].pk] for one in communes if one.pk in known}
    return [MyCommune(one, of_round, today, before[one.pk], made.get(one.pk), one.pk in made_up) for one in communes]


def reports_of(communes, of_round):
    """({commune id: its report, one under way before the approved}, ids of communes with nothing but illustration).

    A draft or an approved report of the illustration is nothing that anybody entered: the work has not begun.
    """
    found = Report.objects.filter(round=of_round, commune__in=communes, criteria_set=of_round.criteria_set_id)
    found = found.select_related("round__criteria_set", "commune__district", "criteria_set").order_by("version")
    known, made_up = {}, set()
    for one in found.exclude(superseded_at__isnull=False):
        if one.illustration:
            made_up.add(one.commune_id)
        if not one.illustration or one.state == State.SUBMITTED:
            known[one.commune_id] = one  # versions ascend: what is under way replaces what is approved
        if not one.illustration:
            made_up.discard(one.commune_id)
    return known, made_up
