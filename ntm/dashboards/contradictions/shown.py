"""A finding as a page shows it: sentence, quotes with their places, and where it stands."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from communes.vietnamese import day
from criteria.models import FindingNote
from ntm.findings import Examined, Teller
from ntm.findings.words import class_name, rule_name


@dataclass(frozen=True)
class Quote:
    """A row that a finding names, as its document has it."""

    code: str
    document: object
    place: str
    line: int
    text: str
    url: str


@dataclass(frozen=True)
class Shown:
    finding: object
    teller: Teller
    examined: Examined
    notes: tuple = ()

    @property
    def id(self):
        return self.finding.id

    @property
    def kind(self):
        return self.finding.kind

    @property
    def kind_name(self):
        return class_name(self.finding.kind)

    @property
    def rule_name(self):
        return rule_name(self.finding.rule)

    @cached_property
    def text(self):
        return self.teller.text(self.finding)

    @cached_property
    def reconciled(self):
        return self.teller.reconciled(self.finding)

    @cached_property
    def quotes(self):
        return [self._quote(code) for code in self.finding.codes]

    def _quote(self, code):
        figure = self.examined.figures.get(code)
        if figure is None:
            cited = self.examined.citations[code]
            url = reverse("document", args=[cited.document.slug])
            return Quote(code, cited.document, day(cited.date), cited.line, cited.quote, url)
        url = f"{reverse('document', args=[figure.document.slug])}#{code}"
        return Quote(code, figure.document, figure.section, figure.line, figure.quote, url)

    @property
    def documents(self):
        return {quote.document.slug for quote in self.quotes}

    @property
    def measures(self):
        figures = (self.examined.figures.get(code) for code in self.finding.codes)
        return {figure.measure.key for figure in figures if figure}

    @property
    def last(self):
        return self.notes[-1] if self.notes else None

    @property
    def state(self):
        return self.last.state if self.last else FindingNote.State.OPEN

    @property
    def state_name(self):
        return str(FindingNote.State(self.state).label)


def all_shown(archive):
    """Every finding of the database with its notes, contradictions first."""
    examined = Examined(archive)
    teller, notes = Teller(examined), FindingNote.objects.lives()
    return examined, [Shown(one, teller, examined, tuple(notes.get(one.id, ()))) for one in examined.findings]
