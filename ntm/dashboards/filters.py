"""Reads from the URL what a list of communes is narrowed to; the same names on list, matrix and map.

q: text · muc: band (19, 15-18, 10-14, 5-9, 0-4) · thieu / dat: criterion number lacking / attained ·
cn: recognised (co, khong) · nguon: coverage (reported, carried, inherited, missing) · moi: gained or lost.
"""

from django.utils.translation import gettext as _

from communes.vietnamese import fold
from ntm.progress.bands import bands_for
from ntm.progress.standing import COVERAGE
from ntm.rows import Wanted, band_slug, narrowed

RECOGNISED = {"co": True, "khong": False}
MOVED = {"dat": "gained", "tut": "lost"}
NAMES = ("q", "muc", "thieu", "dat", "cn", "nguon", "moi")


def read_wanted(query, standing):
    """(Wanted, notices): what cannot be understood is left out and named."""
    notices = []
    bands = {band_slug(band): band for band in (bands_for(len(standing.criteria)) if standing.criteria else [])}
    numbers = {str(number): number for number in standing.criteria}
    coverage = {name: name for name in COVERAGE}
    wanted = Wanted(
        text=query.get("q", "").replace("\x00", "").strip()[:100],
        band=query.get("muc", "") if _known(query, "muc", bands, notices) else "",
        lacking=_known(query, "thieu", numbers, notices),
        holding=_known(query, "dat", numbers, notices),
        recognised=_known(query, "cn", RECOGNISED, notices),
        coverage=_known(query, "nguon", coverage, notices) or "",
        moved=_known(query, "moi", MOVED, notices) or "",
    )
    return wanted, notices


def _known(query, name, choices, notices):
    text = query.get(name, "").strip()[:40]
    if text and text not in choices:
        notices.append(
            _("“%(text)s” is not a choice for “%(name)s”. It is left out; choose again in the list.")
            % {"text": text, "name": name}
        )
    return choices.get(text)


def filtered(rows, wanted):
    return narrowed(rows, wanted, fold(wanted.text))
