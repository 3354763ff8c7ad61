"""What must be looked at, in the words of the queue."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from criteria.exceptions import LOST, NOT_EVIDENCED
from criteria.reviewing.words import tag_text


@pytest.mark.parametrize(
    "kind, numbers, text",
    [
        (NOT_EVIDENCED, [2], "Without evidence: criterion 2"),
        (NOT_EVIDENCED, [5, 2], "Without evidence: criteria 2, 5"),
        (NOT_EVIDENCED, range(1, 6), "Without evidence: 5 criteria"),
        (LOST, [15], "Lost: 15"),
    ],
)
def test_tag_of_few_criteria_does_not_read_as_a_count(kind, numbers, text):
    found = [SimpleNamespace(number=one) for one in numbers]
    with translation.override("en"):
        assert tag_text(kind, found, None) == text
