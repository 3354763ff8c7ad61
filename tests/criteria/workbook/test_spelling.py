"""Old fonts are told from Unicode, and csv bytes are decoded."""

import unicodedata

import pytest

from communes.models import Commune
from criteria.models import Criterion, Indicator
from criteria.workbook import words
from criteria.workbook.spelling import TCVN3, VNI, decoded, legacy


@pytest.mark.parametrize("text", ["X·", "§¹t", "Ch­a ®¹t", "V©n Quan", "Kh«ng ¸p dông", "L¹ng S¬n"])
def test_legacy_tcvn3_is_found(text):
    assert legacy(text) == TCVN3


@pytest.mark.parametrize("text", ["Xaõ", "Ñaït", "Chöa ñaït", "Vaên Quan ñieåm", "Laïng Sôn"])
def test_legacy_vni_is_found(text):
    assert legacy(text) == VNI


@pytest.mark.django_db
def test_legacy_never_takes_unicode_for_an_old_font(reference):
    texts = {*Commune.objects.values_list("name", flat=True), *words.VERDICTS.values(), *words.HINTS.values()}
    texts |= {*Criterion.objects.values_list("name", flat=True), *Indicator.objects.values_list("text", flat=True)}
    wrong = [text for text in texts if legacy(unicodedata.normalize("NFC", text))]
    assert wrong == []
    assert len(texts) > 400


@pytest.mark.parametrize("text", ["thuê, mượn", "quê", "§ 2", "5 m²", "hoà thuỷ", "A · B", ""])
def test_legacy_leaves_other_signs_alone(text):
    assert legacy(text) == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_decoded_reads_unicode(encoding):
    assert decoded("Xã đạt".encode(encoding)) == "Xã đạt"


def test_decoded_reads_windows_1258_with_its_tones_apart():
    assert decoded("Xa\u0303 đa\u0323t chuâ\u0309n".encode("cp1258")) == "Xã đạt chuẩn"


def test_decoded_refuses_what_is_no_text():
    assert decoded(b"\x7fELF\0\0") is None
