"""Bands that documents print, made whole only where one way is left."""

import pytest

from ntm.progress.bands import bands_for
from ntm.progress.distribution import Printed, completed

BANDS = bands_for(19)  # 19, 15-18, 10-14, 5-9, below 5
OF_2015 = [Printed(15, 18, 1), Printed(10, 14, 34), Printed(5, 9, 109), Printed(0, 4, 50)]
OF_2011 = [Printed(10, 14, 1), Printed(5, 9, 22), Printed(1, 4, 129), Printed(0, 0, 55)]


def test_completed_gives_the_only_band_left_what_remains():
    assert completed(BANDS, OF_2015, 207) == [13, 1, 34, 109, 50]


def test_completed_adds_parts_and_leaves_nothing_to_the_rest():
    assert completed(BANDS, OF_2011, 207) == [0, 0, 1, 22, 184]


@pytest.mark.parametrize(
    "printed",
    [
        [],
        [Printed(0, 9, 73)],  # wider than any band
        [Printed(10, 14, 34), Printed(5, 9, 109)],  # 64 left for three bands
        [Printed(1, 4, 129), Printed(5, 9, 22)],  # the part without any criterion is not printed
        [Printed(0, 4, 300)],  # more than there are
    ],
)
def test_completed_is_none_where_the_document_does_not_settle_it(printed):
    assert completed(BANDS, printed, 207) is None
