"""Opens an uploaded file: a process of its own reads it, and whatever goes wrong there becomes a sentence here."""

import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.workbook import extraction

LARGEST, PATIENCE = 20_000_000, 30  # bytes, seconds
SENTENCES = {
    extraction.PASSWORD: gettext_lazy(
        "The file is protected by a password. Take the password off in Excel, then upload again."
    ),
    extraction.CORRUPT: gettext_lazy(
        "The file is damaged and cannot be read. Open it in Excel, save it as .xlsx, then upload again."
    ),
    extraction.TOO_LARGE: gettext_lazy(
        "The file holds far more cells than the form. Download the form again and copy the numbers into it."
    ),
    extraction.UNKNOWN: gettext_lazy("This is no workbook. Upload the form as .xlsx, .xls, .ods or .csv."),
}


class Unusable(Exception):
    """The file as a whole cannot be taken; `sentence` says why and what to do."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = str(sentence)


@dataclass
class Sheet:
    """One sheet as plain texts: {row number: texts}, both counted from 1 and 0 as the file has them."""

    name: str
    rows: dict = field(default_factory=dict)


@dataclass
class Opened:
    """A file as sheets of texts, and the places of formulas without a result."""

    sheets: list
    empty_formulas: set


def opened(content):
    """The sheets of a file; raises Unusable with a sentence."""
    if not content:
        raise Unusable(_("The file is empty. Choose the workbook again."))
    if len(content) > LARGEST:
        raise Unusable(_("The file is larger than 20 MB. Delete pictures and other sheets, then upload again."))
    found = extracted(content)
    if "error" in found:
        raise Unusable(SENTENCES[found["error"]])
    sheets = [Sheet(composed(one["name"]), texts_of(one["rows"])) for one in found["sheets"]]
    if not any(sheet.rows for sheet in sheets):
        raise Unusable(_("The file is empty. Choose the workbook again."))
    return Opened(sheets, {(composed(name), row, column) for name, row, column in found["empty_formulas"]})


def extracted(content):
    """What the reading process prints; a reader that was killed or stuck met a damaged or an oversized file."""
    command = [sys.executable, "-m", "criteria.workbook.extraction"]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=PATIENCE, cwd=settings.BASE_DIR, check=False
        )
        return json.loads(done.stdout) if done.returncode == 0 else {"error": failure(done)}
    except subprocess.TimeoutExpired:
        return {"error": extraction.TOO_LARGE}


def failure(done):
    return extraction.TOO_LARGE if b"memory allocation" in done.stderr else extraction.CORRUPT


def texts_of(rows):
    """{row number: texts in composed Unicode}; most cells are plain and shared."""
    return {number: [text if text.isascii() else composed(text) for text in row] for number, row in rows}


def composed(text):
    return unicodedata.normalize("NFC", text)
