"""The Vietnamese language in the product: search folding, sort order, numbers and dates."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
VOWEL_MARKS = {"\u0306", "\u0302", "\u031b"}


def fold(text):
    """What search compares: no case, no diacritics, d for đ, single spaces; NFC and NFD alike."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split())


def slugify(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def sort_key(text):
    """A digits-only key: Vietnamese alphabetical order under any collation, tones second, numbers natural."""
    words = re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", text.lower()))
    return "00".join(_word_key(word) for word in words) + "00" + "".join(_tones(word) for word in words)


def _word_key(word):
    if word.isdecimal():  # not "²"
        return f"15{int(word):06d}"
    return "".join(f"{20 + LETTERS.find(_toneless(letter)) if _toneless(letter) in LETTERS else 19}" for letter in word)


def _toneless(letter):
    kept = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in TONES)
    return unicodedata.normalize("NFC", kept)


def _tones(word):
    marks = [next((TONES[c] for c in unicodedata.normalize("NFD", letter) if c in TONES), "0") for letter in word]
    return "".join(marks)


def number(value, digits=None):
    """1234.5 → "1.234,5" (English: "1,234.5"); None → "–". Rounds half up, and only here."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if (get_language() or "vi").startswith("vi"):
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if exact < 0 else text


def signed(value, digits=None):
    """+14,0 or −3,2 (U+2212)."""
    return f"+{number(value, digits)}" if value is not None and value > 0 else number(value, digits)


def span(low, high, digits=None):
    """15,5–16 for a range, ≥ 10 and ≤ 500 for open ends."""
    if high is None:
        return f"≥ {number(low, digits)}"
    if low is None:
        return f"≤ {number(high, digits)}"
    return number(low, digits) if low == high else f"{number(low, digits)}–{number(high, digits)}"


def day(value):
    """31/12/2020 in both languages: the office's dates do not change with the interface."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else "–"


class NotANumber(ValueError):
    """The text is no number."""


class Ambiguous(NotANumber):
    """ "1.234" is one thousand two hundred and thirty-four or a decimal; `readings` are both, whoever typed it says."""

    def __init__(self, text, readings):
        super().__init__(text)
        self.readings = readings


PLAIN = re.compile(r"[-+]?\d+([.,]\d+)?")  # 1234 · 1234,5 · 1234.5
GROUPED = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?|[-+]?\d{1,3}(,\d{3})+\.\d+|[-+]?\d{1,3}(,\d{3}){2,}")
EITHER = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")  # a leading zero can only be a decimal


def parse_number(text):
    """The Decimal that was typed: 1.234,5 · 1234,5 · 1234.5 · 1 234,5 · 51,2 %; None for nothing.

    Raises Ambiguous for 1.234, NotANumber for what is no number. A comma alone is the Vietnamese decimal mark.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text))).replace("\u2212", "-").removesuffix("%")
    if not plain:
        return None
    if EITHER.fullmatch(plain):
        raise Ambiguous(text, (Decimal(plain.replace(".", "")), Decimal(plain)))
    if PLAIN.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if GROUPED.fullmatch(plain):
        return Decimal(ungrouped(plain))
    raise NotANumber(text)


def ungrouped(plain):
    """Whichever mark stands last, once, is the decimal one; the other groups thousands."""
    last = max(plain.rfind("."), plain.rfind(","))
    decimal = plain.count(plain[last]) == 1 and len({mark for mark in plain if mark in ".,"}) == 2
    digits = re.sub(r"[.,]", "", plain[:last]) + ("." if decimal else "") + plain[last + 1 :]
    return digits


def typed(value):
    """A number as an input field shows it: no groups, so that reading it back can never be in doubt."""
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")
