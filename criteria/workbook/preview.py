"""What the officer reads before confirming: counts, what is wrong, what others changed, and each change's effect."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import number
from criteria.cells import cell_of
from criteria.workbook import words
from criteria.workbook.judging import fingerprint
from criteria.workbook.weighing import BECOMES, LOST, NO_RULE, STILL, STILL_NOT, effect

A_PAGE = 50


@dataclass(frozen=True)
class Change:
    """One line of the list of changes."""

    commune: str
    title: str
    above: str  # the indicator in full, "" for a verdict
    before: str
    earlier: bool  # what stands before is of the round before
    after: str
    kind: str  # "" or the class of the tag
    tag: str
    said: str


@dataclass(frozen=True)
class Stale:
    """One cell that somebody else changed since the download; `choice` names it in the form."""

    commune: str
    title: str
    seen: str
    theirs: str
    mine: str
    choice: str


class Preview:
    """The page before the confirmation."""

    def __init__(self, upload, judged, weighed, layout, page=1):
        self.upload, self.judged, self.weighed, self.layout = upload, judged, weighed, layout
        self.titles = {column.key: column.title for column in layout.columns}
        self.above = {column.key: column.above for column in layout.columns if column.key.startswith("i")}
        self.page = page

    @property
    def findings(self):
        return self.judged.refused

    @cached_property
    def clean(self):
        return [one for one in self.weighed if one.clean and one.changes]

    @cached_property
    def edits(self):
        return [(one, edit) for one in self.clean for edit in one.changes]

    @property
    def count(self):
        return len(self.edits)

    @property
    def new(self):
        return sum(1 for _one, edit in self.edits if edit.new)

    @property
    def changed(self):
        return self.count - self.new

    @property
    def unchanged(self):
        """Cells that say what is stored or was shown already; those of communes left out are not counted twice."""
        same = sum(
            len(one.claim.edits) - len(one.changes) - len(one.saved.conflicts) for one in self.weighed if one.clean
        )
        return self.judged.unchanged + max(same, 0)

    @property
    def held_back(self):
        """Changes of communes that have something wrong: they wait until it is mended."""
        return sum(len(one.claim.edits) for one in self.weighed if not one.clean)

    @property
    def communes_held_back(self):
        return [one.filled.commune.name for one in self.weighed if not one.clean and one.claim.edits]

    @property
    def same(self):
        """Criteria that could be said again, and of how many communes."""
        return sum(len(one.open_same) for one in self.weighed if one.clean)

    @property
    def communes(self):
        return len(self.judged.claims)

    @property
    def made_up(self):
        return any(one.filled.sheet.earlier.illustration for one in self.weighed)

    @property
    def finding(self):
        """The headline."""
        if not (self.count or self.findings or self.stale):
            return _("The file says nothing new: all is stored already")
        changes = ngettext("The file has %(n)s change", "The file has %(n)s changes", self.count) % {
            "n": number(self.count)
        }
        places = ngettext("in %(n)s commune", "in %(n)s communes", len(self.clean)) % {"n": number(len(self.clean))}
        said = f"{changes} {places}" if self.count else changes
        said = f"{said}; {self.said_wrong}" if self.findings else said
        return said if self.count or self.findings else f"{said}; {self.said_stale}"

    @property
    def said_wrong(self):
        n = len(self.findings)
        words_ = ngettext("%(n)s place is wrong and is not saved", "%(n)s places are wrong and are not saved", n)
        return words_ % {"n": number(n)}

    @property
    def said_stale(self):
        n = len(self.stale)
        words_ = ngettext(
            "%(n)s cell was changed by somebody else since the download",
            "%(n)s cells were changed by somebody else since the download",
            n,
        )
        return words_ % {"n": number(n)}

    @cached_property
    def stale(self):
        return [
            stale_of(one, conflict, self.titles)
            for one in self.weighed
            if one.clean
            for conflict in one.saved.conflicts
        ]

    @cached_property
    def pages(self):
        return max(1, -(-self.count // A_PAGE))

    @property
    def changes(self):
        """The changes of the page that is shown."""
        begin = (min(max(self.page, 1), self.pages) - 1) * A_PAGE
        return [self.change(one, edit) for one, edit in self.edits[begin : begin + A_PAGE]]

    def change(self, one, edit):
        found = effect(one, edit.key, self.layout.criterion_of[edit.key])
        kind, tag, said = told(found)
        before = one.before.get(edit.key, "")
        texts = (shown(edit.key, before or edit.before), bool(edit.before and not before), shown(edit.key, edit.after))
        return Change(one.filled.commune.name, edit.title, self.above.get(edit.key, ""), *texts, kind, tag, said)


def stale_of(one, conflict, titles):
    slug, key = one.filled.slug, conflict.key
    choice = f"{slug}|{key}|{fingerprint(conflict.theirs)}"
    title, seen = titles.get(key, key), one.claim.seen.get(key, "")
    texts = (shown(key, text) for text in (seen, conflict.theirs, conflict.mine))
    return Stale(one.filled.commune.name, title, *texts, choice)


def shown(key, text):
    """A verdict in words, a share with its sign; what is empty says so."""
    if not text:
        return _("(empty)")
    return words.VERDICTS.get(text, text) if cell_of(key).field == "outcome" else text


def told(found):
    """(class of the tag, tag, sentence) of an effect."""
    reason = _("write the reason") if found.reason_missing else ""
    counts = _("%(before)d → %(now)d criteria") % {"before": found.count_before or 0, "now": found.count or 0}
    if found.kind == BECOMES:
        return "met", _("Becomes attained"), joined(counts, reason)
    if found.kind == LOST:
        return "lost", _("Lost criterion"), joined(counts, reason)
    if found.kind == STILL_NOT:
        short = _("Still not attained")
        if found.margin is not None:
            unit = _("percentage points") if found.unit == "%" else found.unit
            short = _("Still not attained, %(n)s %(unit)s short") % {"n": number(plain(found.margin)), "unit": unit}
        return "", "", joined(short, reason)
    said = {STILL: _("Still attained"), NO_RULE: ""}[found.kind]
    return "", "", joined(said, reason)


def plain(margin):
    """At most three digits, rounded up: what is missing is never shown as nothing."""
    return Decimal(ceil(abs(margin) * 1000)) / 1000


def joined(*parts):
    return "; ".join(part for part in parts if part)
