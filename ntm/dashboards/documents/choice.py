"""Which figures of a document are listed: by kind (loai) and by words (q)."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from communes.vietnamese import fold
from criteria.models import PublishedFigure
from ntm.printed import KINDS, TARGET

Kind = PublishedFigure.Kind
SLUGS = {
    TARGET: "muc-tieu",
    Kind.ACTUAL: "ket-qua",
    Kind.BASELINE: "hien-trang",
    Kind.ESTIMATE: "uoc",
    Kind.PLAN_INCREMENT: "tang-them",
    Kind.FUNDING_PLAN: "von-ke-hoach",
    Kind.FUNDING_ACTUAL: "von-thuc-hien",
}
KINDS_BY_SLUG = {slug: kind for kind, slug in SLUGS.items()}


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    url: str
    current: bool


@dataclass
class Choice:
    kind: str = ""
    words: str = ""
    kept: dict = field(default_factory=dict)
    notices: list = field(default_factory=list)

    @property
    def slug(self):
        return SLUGS.get(self.kind, "")

    @property
    def folded(self):
        return fold(self.words)

    def url(self, kind):
        values = {**self.kept, "q": self.words, "loai": SLUGS.get(kind, "")}
        given = {name: text for name, text in values.items() if text}
        return f"?{urlencode(given)}" if given else "?"


def read_choice(query, kept):
    """`kept`: what the address carries for other pages (ky, ms …)."""
    kind, words = query.get("loai", "").strip()[:40], query.get("q", "").replace("\x00", "").strip()[:100]
    choice = Choice(KINDS_BY_SLUG.get(kind, ""), words, kept)
    if kind and not choice.kind:
        choice.notices.append(_("There is no kind “%(text)s”. The page shows all.") % {"text": kind})
    return choice


def chips(rows, choice):
    """All kinds, then each kind that the document has, with its count among the words asked for."""
    counts = Counter(row.kind for row in rows)
    found = [Chip(_("All"), len(rows), choice.url(""), not choice.kind)]
    for kind in SLUGS:
        if counts[kind] or kind == choice.kind:
            label = str(KINDS[kind])
            found.append(Chip(label[:1].upper() + label[1:], counts[kind], choice.url(kind), kind == choice.kind))
    return found
