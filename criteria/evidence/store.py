"""Where evidence lies: below EVIDENCE_ROOT, outside anything the web server serves, under random names."""

import os
import secrets
from hashlib import file_digest
from pathlib import Path

from django.conf import settings


def root():
    folder = Path(settings.EVIDENCE_ROOT)
    (folder / "arriving").mkdir(parents=True, exist_ok=True)
    return folder


def arriving(arrival):
    """The file that the pieces are written to."""
    return root() / "arriving" / arrival.key


def forget(before):
    """Throws away what stopped arriving before that moment."""
    for path in (root() / "arriving").iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def keep(path):
    """Copies an arrived file to its place, whole or not at all; answers its random name."""
    name = secrets.token_hex(20)
    place = root() / name[:2]
    place.mkdir(exist_ok=True)
    os.link(path, place / name)
    return name


def finish(arrival, number):
    """Leaves the number of the evidence in place of the pieces, for a sender who did not get the answer."""
    arriving(arrival).with_suffix(".done").write_text(str(number))
    arriving(arrival).unlink(missing_ok=True)


def finished(arrival):
    path = arriving(arrival).with_suffix(".done")
    return int(path.read_text()) if path.exists() else None


def path_of(evidence):
    return root() / evidence.stored[:2] / evidence.stored


def digest(path):
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
