"""What must be looked at, as tags; verdicts, stages and stances as words."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import number
from criteria import exceptions
from criteria.exceptions import (
    COPIED,
    DIFFERS,
    DISPUTED,
    FLAGGED,
    JUMP,
    LOST,
    NOT_EVIDENCED,
    ON_THRESHOLD,
    SILENT,
)
from criteria.models import Assessment

CALLED = {
    DISPUTED: gettext_lazy("Disputed"),
    LOST: gettext_lazy("Lost"),
    JUMP: gettext_lazy("Moved by more than 20 percent"),
    DIFFERS: gettext_lazy("Against the values"),
    NOT_EVIDENCED: gettext_lazy("Without evidence"),
    COPIED: gettext_lazy("Same block of numbers"),
    ON_THRESHOLD: gettext_lazy("Exactly on the threshold"),
    FLAGGED: gettext_lazy("Flagged by the area officer"),
    SILENT: gettext_lazy("Department silent"),
}
VERDICTS = {
    "": gettext_lazy("not entered"),
    "attained": gettext_lazy("attained"),
    "not_attained": gettext_lazy("not attained"),
    "not_applicable": gettext_lazy("not applicable"),
    "no_data": gettext_lazy("no data"),
}
NEARLY = gettext_lazy("nearly attained")
SHORT_LIST = 4  # so many numbers of criteria stand in a tag, beyond that they are counted


@dataclass(frozen=True)
class Tag:
    """One kind of exception of a report in words; `quiet`: only told."""

    kind: str
    text: str
    quiet: bool = False

    @property
    def css(self):
        return "no_data" if self.quiet else "lost"


def tags(examined):
    """One tag a kind, the gravest first."""
    by_kind = defaultdict(list)
    for point in examined.points:
        by_kind[point.kind].append(point)
    return [Tag(kind, tag_text(kind, found, examined), kind in exceptions.ONLY_TOLD) for kind, found in by_kind.items()]


def tag_text(kind, found, examined):
    if kind == JUMP:
        return jump_text(found)
    if kind == COPIED:
        return copied_text(found, examined.copied_from)
    if kind == SILENT:
        return silent_text(found[0].size)
    return _("%(kind)s: %(criteria)s") % {"kind": CALLED[kind], "criteria": criteria_text(kind, found)}


def criteria_text(kind, found):
    """tiêu chí 2, 5; a bare “Cần minh chứng: 2” reads as a count, “Tụt tiêu chí: 15” does not."""
    numbers = sorted({point.number for point in found})
    if len(numbers) <= SHORT_LIST:
        listed = ", ".join(map(str, numbers))
        words = ngettext("criterion %(numbers)s", "criteria %(numbers)s", len(numbers))
        return listed if kind == LOST else words % {"numbers": listed}
    return ngettext("%(n)d criterion", "%(n)d criteria", len(numbers)) % {"n": len(numbers)}


def jump_text(found):
    most = max(found, key=lambda point: abs(point.size))
    if len(found) == 1:
        return moved_text(most)
    words = ngettext("%(n)d value moved by up to %(size)s%%", "%(n)d values moved by up to %(size)s%%", len(found))
    return words % {"n": len(found), "size": percent(most)}


def moved_text(point):
    """Biến động 28,6% (10)."""
    return _("Moved by %(size)s%% (%(code)s)") % {"size": percent(point), "code": point.code}


def percent(point):
    return number(float(abs(point.size)), 1)


def copied_text(found, names):
    others = sorted({names.get(other, "") for point in found for other in point.others})
    shown = ", ".join(others[:2]) + (" …" if len(others) > 2 else "")
    return _("Same numbers as %(communes)s (%(codes)s)") % {"communes": shown, "codes": found[0].code}


def silent_text(count):
    words = ngettext(
        "department has no opinion yet: %(n)d criterion", "department has no opinion yet: %(n)d criteria", count
    )
    return words % {"n": count}


def verdict(outcome, nearly=False):
    return str(NEARLY if nearly and outcome == Assessment.Outcome.NOT_ATTAINED else VERDICTS.get(outcome, outcome))
