"""Which targets the page lists: by verdict (kl), by year or programme period (nam) and by the scope of the bar."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from communes.vietnamese import slugify
from ntm.dashboards.selection import DISTRICT, GROUP, short_district
from ntm.progress import goals
from ntm.verdicts import NAMES

SLUGS = {
    goals.EXCEEDED: "vuot",
    goals.MET: "dat",
    goals.NOT_MET: "chua-dat",
    goals.ON_TRACK: "dung-tien-do",
    goals.BEHIND: "cham",
    goals.DIFFERS: "khac",
    goals.NOT_COMPARABLE: "khong-so-sanh",
    goals.SOURCES_DISAGREE: "chua-thong-nhat",
    goals.NO_DATA: "chua-co-so-lieu",
}
VERDICTS = {slug: verdict for verdict, slug in SLUGS.items()}
YEAR, PERIOD = re.compile(r"20\d\d", re.ASCII), re.compile(r"(20\d\d)-(20\d\d)", re.ASCII)
PERIOD_YEARS = 5


@dataclass
class Choice:
    """What the query string asks for beside the bar; what it gets wrong is named in `notices`."""

    verdict: str = ""
    when: str = ""
    notices: list = field(default_factory=list)

    @property
    def years(self):
        """(first, last) year of what is listed, None for all."""
        period = PERIOD.fullmatch(self.when)
        if period:
            return int(period[1]), int(period[2])
        return (int(self.when),) * 2 if self.when else None

    def lists(self, judgement):
        return self.verdict in ("", judgement.verdict) and self.falls_in(judgement)

    def falls_in(self, judgement):
        return self.years is None or self.years[0] <= judgement.target.date.year <= self.years[1]

    @property
    def given(self):
        return {name: text for name, text in {"kl": SLUGS.get(self.verdict, ""), "nam": self.when}.items() if text}


def read_choice(query):
    choice = Choice()
    verdict, when = query.get("kl", "").strip()[:40], query.get("nam", "").strip()[:40]
    if verdict in VERDICTS:
        choice.verdict = VERDICTS[verdict]
    elif verdict:
        choice.notices.append(_("There is no verdict “%(text)s”. The page shows all.") % {"text": verdict})
    if YEAR.fullmatch(when) or PERIOD.fullmatch(when):
        choice.when = when
    elif when:
        choice.notices.append(_("“%(text)s” is neither a year nor a period. The page shows all.") % {"text": when})
    return choice


def in_scope(target, selection):
    """Whether a target concerns what the bar asks for; the whole province lists them all."""
    if selection.scope.startswith(DISTRICT):
        return _in_district(target.scope, selection)
    if selection.scope.startswith(GROUP):
        slug = selection.scope.removeprefix(GROUP)
        return slug in re.split(r"[:+ ]", target.scope)
    return True


def _in_district(scope, selection):
    slug = selection.scope.removeprefix(DISTRICT)
    name = short_district(selection.register.districts[slug].name)
    kind, _colon, named = scope.partition(":")
    if kind == "district":
        return slugify(named) == slug
    if kind == "commune":
        return any(selection.register.communes[unit].name == named for unit in selection.communes())
    return scope == "each district" or scope.endswith(f" of {name}")


# --- chips -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    url: str
    current: bool


def verdict_chips(judgements, choice, selection):
    """All, then each verdict that occurs, with its count within the years listed."""
    shown = [one for one in judgements if choice.falls_in(one)]
    counts = Counter(one.verdict for one in shown)
    kept = {"nam": choice.when}
    chips = [Chip(_("All"), len(shown), selection.url(**kept), not choice.verdict)]
    for verdict, slug in SLUGS.items():
        if counts[verdict] or verdict == choice.verdict:
            url = selection.url(kl=slug, **kept)
            chips.append(Chip(str(NAMES[verdict]), counts[verdict], url, verdict == choice.verdict))
    return chips


def year_chips(judgements, choice, selection, periods):
    """All years, the programme periods, then the single years that targets are for."""
    shown = [one for one in judgements if choice.verdict in ("", one.verdict)]
    kept = {"kl": SLUGS.get(choice.verdict, "")}
    chips = [Chip(_("All years"), len(shown), selection.url(**kept), not choice.when)]
    years = sorted({str(one.target.date.year) for one in judgements})
    for when in dict.fromkeys([*(f"{first}-{last}" for first, last in periods), *years, choice.when]):
        if when:
            count = sum(Choice(when=when).falls_in(one) for one in shown)
            current = when == choice.when
            chips.append(Chip(when.replace("-", "–"), count, selection.url(nam=when, **kept), current))
    return chips


def programme_periods(targets):
    """(first, last) year of each programme period that a target is set for."""
    found = {PERIOD.fullmatch(target.period) for target in targets} - {None}
    spans = {(int(match[1]), int(match[2])) for match in found}
    return sorted(span for span in spans if span[1] - span[0] + 1 == PERIOD_YEARS)
