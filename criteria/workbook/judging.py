"""Judges every cell of a file against what stands now and what was downloaded; nothing is saved."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext as _

from communes.vietnamese import fold
from criteria.cells import Unreadable, cell_of
from criteria.saving import percentages
from criteria.workbook import words
from criteria.workbook.layout import VERSION
from criteria.workbook.opening import Unusable
from criteria.workbook.placing import Places
from criteria.workbook.reading import ALL, another_form, old_font
from criteria.workbook.spelling import legacy
from criteria.workbook.wording import meaning


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where, whose, which column, what stands there and what is expected."""

    place: object
    commune: str
    title: str
    text: str
    sentence: str


@dataclass(frozen=True)
class Edit:
    """One cell that the officer changed in the file: what it showed, and what it says now."""

    key: str
    place: object
    title: str
    before: str
    after: str

    @property
    def new(self):
        return not self.before


@dataclass
class Claim:
    """What the file says about one commune.

    `cells`: what is to be written {key: text}; `seen`: what its writer saw in the report; `fallback`: verdicts that the
    file shows beside changed values, {criterion number: text}, for where no rule decides.
    """

    filled: object
    cells: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    fallback: dict = field(default_factory=dict)
    edits: dict = field(default_factory=dict)  # {key: Edit}
    findings: list = field(default_factory=list)
    unchanged: int = 0
    same: set = field(default_factory=set)  # criteria whose verdict stands in the file as it was shown
    places: dict = field(default_factory=dict)  # {key: Place}

    @property
    def clean(self):
        return not self.findings


@dataclass
class Judged:
    """The whole file: claims by commune, and what is wrong with rows that belong to none."""

    claims: dict
    findings: list
    keyed: bool
    token: str = ""

    @cached_property
    def refused(self):
        return self.findings + [one for claim in self.claims.values() for one in claim.findings]

    @property
    def edits(self):
        return [edit for claim in self.claims.values() for edit in claim.edits.values()]

    @property
    def unchanged(self):
        return sum(claim.unchanged for claim in self.claims.values())


def judge(contents, layout, filled, of_round, written=None):
    """Judged. `written`: {slug: {key: text}} what earlier uploads of the same download wrote; raises Unusable."""
    check_form(contents, of_round)
    check_font(contents)
    places = Places(of_round, {one.slug: one for one in filled})
    judged = Judged({}, [], contents.keys is not None, contents.keys.token if contents.keys else "")
    titles = {column.key: column.title for column in layout.columns} | contents.titles
    for slug, lines in by_commune(contents.lines, places, judged).items():
        claim = judged.claims[slug] = Claim(places.mine[slug])
        Reader(contents, layout, titles, claim, (written or {}).get(slug, {})).read(lines)
    return judged


def by_commune(lines, places, judged):
    """{slug: its lines, one a sheet}; rows of no commune, of another's and repeated ones are found wrong."""
    found = {}
    for line in lines:
        slug, sentence = places.find(line)
        first = next((one for one in found.get(slug, ()) if one.place.sheet == line.place.sheet), None)
        if first:
            parts = {"first": first.place.row, "second": line.place.row}
            slug, sentence = None, _("The commune stands in rows %(first)d and %(second)d; keep one.") % parts
        if sentence:
            judged.findings.append(Finding(line.place, line.name, words.COMMUNE, line.name or line.slug, sentence))
        elif slug:
            found.setdefault(slug, []).append(line)
    return found


def check_form(contents, of_round):
    keys = contents.keys
    if keys and (keys.version, keys.criteria_set, keys.round) != (VERSION, of_round.criteria_set.code, of_round.slug):
        raise Unusable(another_form())


def check_font(contents):
    """An old font in names or verdicts means the whole file was typed with it."""
    for line in contents.lines:
        verdicts = [one.text for key, found in line.entries.items() if key.endswith(".outcome") for one in found]
        found = next(filter(None, map(legacy, [line.name, *verdicts])), "")
        if found:
            raise Unusable(old_font(found))


class Reader:
    """Reads the cells of one commune's line into its claim."""

    def __init__(self, contents, layout, titles, claim, written):
        self.contents, self.layout, self.titles, self.claim = contents, layout, titles, claim
        self.filled = claim.filled
        self.percent = percentages(self.filled.sheet)
        self.shown, self.seen = self.baseline(written)
        claim.seen = self.seen

    def baseline(self, written):
        """(what the cells showed, what the report itself held) when the file was made; without keys, as of now.

        A file without keys has seen no draft: where a draft says something else the officer chooses.
        """
        keys, slug = self.contents.keys, self.filled.slug
        if keys and slug in keys.shown:
            shown, held = keys.shown[slug], keys.held[slug]
            seen = {k: text for k, text in shown.items() if held == ALL or self.layout.criterion_of.get(k) in held}
        else:
            shown = self.filled.shown
            seen = {} if self.filled.report.pk else self.filled.seen
        return shown, seen | written

    def read(self, lines):
        entries = {}
        for line in lines:
            for key, found in line.entries.items():
                entries.setdefault(key, []).extend(found)
        said = {key: self.agreed(key, found) for key, found in entries.items()}
        said = {key: text for key, text in said.items() if text is not None}
        edited = {key: text for key, text in said.items() if text != self.shown.get(key, "")}
        claim = self.claim
        claim.places = {key: found[0].place for key, found in entries.items()}
        claim.edits = {key: self.edit(key, claim.places[key], text) for key, text in edited.items()}
        claim.unchanged, claim.cells = len(said) - len(edited), dict(edited)
        self.complete(said, edited)
        if self.filled.refusal and edited:
            line = lines[0]
            title, name = words.COMMUNE, self.filled.commune.name
            claim.findings.append(Finding(line.place, name, title, line.name, self.filled.refusal))

    def agreed(self, key, entries):
        """The text of a cell; where a copy of its column or sheet says something else, the officer decides."""
        first, *copies = entries
        other = next((one for one in copies if fold(one.text) != fold(first.text)), None)
        if other is None:
            return self.text_of(key, first)
        parts = {"first": first.text or _("(empty)"), "place": first.place}
        sentence = _("The file says %(first)s too, in %(place)s. Delete the column or sheet that does not hold.")
        return self.refuse(key, other, sentence % parts)

    def text_of(self, key, entry):
        """The text as the form would show it; None where it is refused."""
        cell, place = cell_of(key), entry.place
        if (place.sheet, place.row, place.column) in self.contents.empty_formulas:
            sentence = _("The formula has no result. Copy the number as a value, or save the file in Excel again.")
            return self.refuse(key, entry, sentence)
        if entry.text == self.shown.get(key, ""):
            return entry.text
        try:
            return meaning(cell, entry.text, cell.code in self.percent)
        except Unreadable as error:
            return self.refuse(key, entry, str(error))

    def refuse(self, key, entry, sentence):
        """Finds the cell wrong; it has no text then."""
        title = self.titles.get(key, key)
        found = Finding(entry.place, self.filled.commune.name, title, entry.text, sentence)
        self.claim.findings.append(found)

    def edit(self, key, place, text):
        before = self.shown.get(key, "")
        return Edit(key, place, self.titles.get(key, key), before, text)

    def complete(self, said, edited):
        """The other cells of a criterion that was touched are said too: the file shows them beside what was changed.

        But a share is counted anew from new counts, and one stated without them leaves the old counts behind.
        """
        touched = {self.layout.criterion_of[key] for key in edited}
        counted = {self.layout.criterion_of[key] for key in edited if key.startswith("i")}
        recounted = {key.rsplit(".", 1)[0] for key in edited if key.endswith(("numerator", "denominator"))}
        stated = {key.rsplit(".", 1)[0] for key in edited if key.endswith(".value")} - recounted
        for key, text in said.items():
            number, (stem, name) = self.layout.criterion_of[key], key.rsplit(".", 1)
            if name == "outcome" and key not in edited and text and text == self.filled.shown.get(key):
                self.claim.same.add(number)
            if key in edited or number not in touched or not text or self.seen.get(key) or self.filled.now.get(key):
                continue
            if name == "outcome" and number in counted:
                self.claim.fallback[number] = text
            elif not (name == "value" and stem in recounted) and stem not in stated:
                self.claim.cells[key] = text


def fingerprint(text):
    """A short name for what stands in a cell, so that a choice holds only while nobody has changed it again."""
    return sha256(text.encode()).hexdigest()[:12]
