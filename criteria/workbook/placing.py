"""Which commune a line of the file is, and in a sentence why it is none that the officer enters."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import Commune, Succession
from communes.vietnamese import day, fold

KIND = ("xa ", "thi tran ", "phuong ")
TOTALS = ("tong", "cong", "toan tinh", "toan huyen", "binh quan", "ghi chu", "nguoi lap")
JOINED = {Succession.Kind.MERGE, Succession.Kind.RENAME, Succession.Kind.SPLIT}


@dataclass
class Places:
    """The communes that the officer enters by hidden key and by name, and all others that ever were."""

    of_round: object
    mine: dict  # {slug: Filled}

    def __post_init__(self):
        self.by_name = {}
        for slug, one in self.mine.items():
            self.by_name.setdefault(fold(one.commune.name), []).append(slug)
        self._others = None

    def find(self, line):
        """(slug, "") of the line's commune; (None, sentence) for one that is not the officer's, (None, "") for none."""
        name = bare(line.name)
        if line.slug in self.mine:
            return self.checked(line, name)
        if line.slug:
            return None, self.foreign([one for one in self.others if one.slug == line.slug], line)
        if not name or name.isdigit() or name.startswith(TOTALS):
            return None, ""
        return self.named(line, name)

    def checked(self, line, name):
        """The key decides; another name beside it means that rows were moved against each other."""
        commune = self.mine[line.slug].commune
        if name and name != fold(commune.name):
            told = {"name": line.name, "key": commune.name}
            sentence = _("The row is that of %(key)s but the name is %(name)s; download the form again.") % told
            return None, sentence
        return line.slug, ""

    def named(self, line, name):
        found = self.by_name.get(name, [])
        if len(found) > 1:
            district = fold(line.district)
            found = [one for one in found if district and district in fold(self.mine[one].commune.district.name)]
        if len(found) == 1:
            return found[0], ""
        if found or name in self.by_name:
            return None, _("Several communes are called %(name)s; write the district too.") % {"name": line.name}
        return None, self.foreign([one for one in self.others if fold(one.name) == name], line)

    @property
    def others(self):
        if self._others is None:
            self._others = list(Commune.objects.select_related("district").order_by("-valid_from"))
        return self._others

    def foreign(self, found, line):
        """Another territory's commune, one that was merged, or no commune at all."""
        on = self.of_round.date
        today = [one for one in found if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on)]
        if any(one.kind == Commune.Kind.COMMUNE for one in today):
            return _("%(name)s is not in your territory; delete this row.") % {"name": kind_and_name(today[0])}
        if today:
            return _("%(name)s is no rural commune and does not report.") % {"name": kind_and_name(today[0])}
        gone = next((one for one in found if one.valid_to and one.valid_to < on), None)
        if gone:
            return became(gone, on)
        named = {"name": line.name or line.slug, "day": day(on)}
        return _("There is no commune %(name)s in the round of %(day)s; choose the name from the form.") % named


def bare(name):
    """The folded name without "xã" before it."""
    folded = fold(name)
    return next((folded.removeprefix(kind) for kind in KIND if folded.startswith(kind)), folded)


def kind_and_name(commune):
    return f"{commune.get_kind_display().capitalize()} {commune.name}"


def became(commune, on):
    """ "Xã Vĩnh Lại đã nhập vào thị trấn Văn Quan từ 01/01/2020, không phải báo cáo kỳ này." """
    steps = commune.successions.filter(effective_on__lte=on, kind__in=JOINED).select_related("successor")
    last = steps.order_by("-effective_on").first()
    if last is None:
        told = {"name": kind_and_name(commune), "day": day(commune.valid_to)}
        return _("%(name)s ended on %(day)s and does not report in this round.") % told
    into = whole([one for one in steps if one.effective_on == last.effective_on])
    names = ", ".join(f"{one.get_kind_display()} {one.name}" for one in into)
    told = {"name": kind_and_name(commune), "into": names, "day": day(last.effective_on)}
    return _("%(name)s became part of %(into)s on %(day)s and does not report in this round.") % told


def whole(steps):
    """Where the unit went as a whole; where it was parted, all that took a part."""
    found = [one.successor for one in steps if one.kind != Succession.Kind.SPLIT]
    return found or [one.successor for one in steps]
