"""Which findings are listed: by class (loai), state (tt), rule (quy-tac), document (vb) and measure (chi-tieu)."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from communes.vietnamese import sort_key
from criteria.models import FindingNote
from ntm.findings.words import class_name, rule_name
from ntm.progress.contradictions.finding import AMBIGUOUS, CLASSES, CONTRADICTION, ROUNDING

KINDS = {"chua-thong-nhat": CONTRADICTION, "lam-tron": ROUNDING, "chua-ro": AMBIGUOUS}
STATES = {
    "mo": FindingNote.State.OPEN,
    "da-giai-thich": FindingNote.State.EXPLAINED,
    "chap-nhan": FindingNote.State.ACCEPTED,
}
LONGEST = 100


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    current: bool


@dataclass
class Choice:
    given: dict
    notices: list = field(default_factory=list)

    @property
    def kind(self):
        return KINDS.get(self.given.get("loai"))

    def lists(self, shown, without=""):
        """Whether a finding fits everything that is asked for, but for one parameter."""
        asked = {name: value for name, value in self.given.items() if name != without}
        return all(TESTS[name](shown, value) for name, value in asked.items())

    def url(self, **changed):
        given = {name: value for name, value in {**self.given, **changed}.items() if value}
        return f"?{urlencode(given)}" if given else "?"


TESTS = {
    "loai": lambda shown, value: shown.kind == KINDS[value],
    "tt": lambda shown, value: shown.state == STATES[value],
    "quy-tac": lambda shown, value: shown.finding.rule == value,
    "vb": lambda shown, value: value in shown.documents,
    "chi-tieu": lambda shown, value: value in shown.measures,
}


def read_choice(query, found):
    """What the address asks for; a value that nothing has is named and left out."""
    known = {
        "loai": KINDS,
        "tt": STATES,
        "quy-tac": {one.finding.rule for one in found},
        "vb": {slug for one in found for slug in one.documents},
        "chi-tieu": {key for one in found for key in one.measures},
    }
    choice = Choice({})
    for name, values in known.items():
        asked = query.get(name, "").replace("\x00", "").strip()[:LONGEST]
        if asked in values:
            choice.given[name] = asked
        elif asked:
            choice.notices.append(_("There is no finding for “%(text)s”. The page shows all.") % {"text": asked})
    return choice


def chips(found, choice):
    """All classes, then each with its count among what else is asked for."""
    listed = [one for one in found if choice.lists(one, without="loai")]
    counted = Counter(one.kind for one in listed)
    slugs = {kind: slug for slug, kind in KINDS.items()}
    made = [Chip(_("All"), len(listed), choice.url(loai=""), not choice.kind)]
    for kind in CLASSES:
        name = class_name(kind)
        made.append(Chip(name[:1].upper() + name[1:], counted[kind], choice.url(loai=slugs[kind]), kind == choice.kind))
    return made


def options(found, choice):
    """{parameter: (label of the field, [Option])} of the form: only what some finding has."""
    documents = {quote.document.slug: quote.document.short_name for one in found for quote in one.quotes}
    figures = (one.examined.figures.get(code) for one in found for code in one.finding.codes)
    measures = {figure.measure.key: figure.measure.label for figure in figures if figure}
    named = {
        "tt": (_("State"), {slug: str(state.label) for slug, state in STATES.items()}),
        "quy-tac": (_("Rule"), {one.finding.rule: rule_name(one.finding.rule) for one in found}),
        "vb": (_("Document"), documents),
        "chi-tieu": (_("Measure"), dict(sorted(measures.items(), key=lambda pair: sort_key(pair[1])))),
    }
    return [
        (name, label, [Option(value, text, choice.given.get(name) == value) for value, text in values.items()])
        for name, (label, values) in named.items()
    ]
