"""The transitions of a report as data: docs/workflow.md is generated from this table, the door obeys it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from criteria import rights
from criteria.models import Report

DRAFT, SUBMITTED, RETURNED, APPROVED = Report.State.DRAFT, Report.State.SUBMITTED, Report.State.RETURNED, "approved"


def enters(user, report):
    return rights.may_enter(user, report.commune, report.round)


def reviews(user, report):
    return rights.is_office(user)


def corrects(user, report):
    return reviews(user, report) or enters(user, report)


def speaks(user, report):
    """Whoever has a stage; the criterion is asked in opine()."""
    reviewed = rights.communes_to_review(user, report.round).filter(pk=report.commune_id)
    return reviewed.exists() or rights.may_check(user, report)


@dataclass(frozen=True)
class Transition:
    """One step: from which states, to which (None: it stays), whose it is, and whether the window must be open."""

    name: str
    sources: tuple
    target: str | None
    right: object
    who: str
    condition: str
    window: bool = False


TRANSITIONS = {
    one.name: one
    for one in (
        Transition("begin", (), DRAFT, enters, _("officer of the territory"), _("nothing under way"), True),
        Transition("save", (DRAFT, RETURNED), None, enters, _("officer of the territory"), _("version as seen"), True),
        Transition(
            "submit",
            (DRAFT, RETURNED),
            SUBMITTED,
            enters,
            _("officer of the territory"),
            _("complete, consistent"),
            True,
        ),
        Transition("withdraw", (SUBMITTED,), DRAFT, enters, _("officer of the territory"), _("review not begun"), True),
        Transition("begin_review", (SUBMITTED,), None, reviews, _("coordination office"), _("version as seen")),
        Transition(
            "return",
            (SUBMITTED,),
            RETURNED,
            reviews,
            _("coordination office"),
            _("a comment on each criterion returned"),
        ),
        Transition(
            "approve",
            (SUBMITTED,),
            APPROVED,
            rights.may_approve,
            _("coordination office, nobody who entered or changed it"),
            _("no dispute open"),
        ),
        Transition(
            "correct",
            (APPROVED,),
            DRAFT,
            corrects,
            _("officer of the territory or office"),
            _("a reason; a new version; an open window, which the office gives"),
        ),
        Transition(
            "opine",
            (SUBMITTED,),
            None,
            speaks,
            _("department in charge, area officer, district, office"),
            _("own criteria or area"),
        ),
        Transition("answer", (SUBMITTED, RETURNED), None, speaks, _("department or office"), _("a dispute is open")),
    )
}


HEAD = ("step", "from", "to", "who", "condition", "open window")


def as_table():
    """The table of transitions for the docs, as Markdown rows."""
    rows = [cells(one) for one in TRANSITIONS.values()]
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEAD, ["---"] * len(HEAD), *rows))


def cells(one):
    window = "needed" if one.window else "–"
    return (one.name, states(one.sources), states([one.target]), str(one.who), str(one.condition), window)


def states(names):
    return ", ".join(str(name) for name in names if name) or "–"
