"""Every unit of the figures has words, in both languages; numbers keep what makes them differ."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from criteria.models import PublishedFigure, Target
from ntm import units


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_units_of_every_figure_are_known():
    used = {unit for model in (Target, PublishedFigure) for unit in model.objects.values_list("unit", flat=True)}
    assert used - units.UNITS == set()


@pytest.mark.parametrize("unit", sorted(units.UNITS))
def test_units_are_written_in_words_in_both_languages(unit):
    for language in ("vi", "en"):
        with override(language):
            text = units.amount(Decimal("12"), unit)
            assert "12" in text
            assert text != "12"
            assert "_" not in text


@pytest.mark.parametrize(
    "value, unit, text",
    [
        (72, "commune", "72 xã"),
        (1, "commune", "1 xã"),
        (Decimal("63.5400"), "percent", "63,54%"),
        (Decimal("1380"), "ha", "1.380 ha"),
        (Decimal("0.84"), "percent_point_per_year", "0,84 điểm %/năm"),
        (Decimal("1234567"), "million_vnd", "1.234.567 triệu đồng"),
        (None, "commune", "–"),
    ],
)
def test_amount_as_the_office_writes_it(value, unit, text):
    with override("vi"):
        assert units.amount(value, unit) == text


def test_amount_in_english_counts_one_apart():
    with override("en"):
        assert (units.amount(1, "commune"), units.amount(2, "commune")) == ("1 commune", "2 communes")


def test_amount_of_an_unknown_unit_is_the_number_alone():
    assert units.amount(5, "parsec") == "5"


@pytest.mark.parametrize(
    "value, text",
    [(Fraction(25, 2), "12,5"), (Fraction(1, 3), "0,33"), (Fraction(1, 1000), "0,001"), (Fraction(0), "0")],
)
def test_plain_rounds_to_two_digits_and_never_to_zero(value, text):
    with override("vi"):
        assert units.plain(value) == text


def test_difference_of_shares_is_in_points():
    with override("vi"):
        assert units.difference(Decimal("3"), "percent") == "3 điểm"
        assert units.signed_difference(Decimal("-3"), "percent") == "−3 điểm"
        assert units.a_year(Fraction(10), "commune") == "10 xã/năm"
        assert units.a_year(Fraction(69, 5), "product") == "13,8 sản phẩm/năm"
