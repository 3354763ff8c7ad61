"""What a file is, by its content."""

import pytest

from criteria.evidence import content
from tests.criteria.evidence import files


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (files.PDF, content.PDF),
        (files.JPEG, content.JPEG),
        (files.PNG, content.PNG),
        (files.DOCX, content.DOCX),
        (files.XLSX, content.XLSX),
    ],
)
def test_content_is_known_whatever_the_name(data, kind, tmp_path):
    path = tmp_path / "anh.exe"
    path.write_bytes(data)
    assert content.type_of(path) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ" + b"0" * 99,
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='x'>",
        b"PK\x03\x04 broken",
        files.office("evil.txt"),
        files.MACRO,
        b" %PDF-1.4",
        "chữ".encode(),
    ],
)
def test_content_of_any_other_kind_is_refused(data, tmp_path):
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(data)
    assert content.type_of(path) is None
