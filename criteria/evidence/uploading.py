"""A file on its way in pieces: announced, continued where it stopped, finished once all of it is there.

What was announced travels as a signed word in the address, so nothing has to be kept of files that never arrive but
the pieces themselves, and those are thrown away after two days.
"""

import re
import secrets
import time
from dataclasses import asdict, dataclass

from django.core import signing
from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from criteria.evidence import store
from criteria.evidence.content import type_of
from criteria.models import Evidence

LARGEST = 10 * 1024 * 1024
FORGOTTEN = 2 * 24 * 3600
SALT = "criteria.evidence"


class Broken(ValueError):
    """A piece or a file that is not taken; the text says what to do. `received`: how much has arrived."""

    def __init__(self, sentence, received=None):
        super().__init__(sentence)
        self.received = received


@dataclass(frozen=True)
class Arrival:
    """A file that somebody has announced."""

    key: str
    user: int
    name: str
    size: int

    @property
    def token(self):
        return signing.dumps(asdict(self), salt=SALT)


def begin(user, name, size):
    """Announces a file; what nobody finished in two days makes room."""
    if not 0 < size <= LARGEST:
        raise Broken(_("The file is larger than 10 MB or empty. Take the picture again or split the file."))
    store.forget(time.time() - FORGOTTEN)
    return Arrival(secrets.token_hex(16), user.pk, bare(name), size)


def bare(name):
    """The file's own name, without folders and without signs that no name has."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-255:]


def announced(token, user):
    """The Arrival of a signed word; None if it is nobody's, somebody else's or too old."""
    try:
        found = Arrival(**signing.loads(token, salt=SALT, max_age=FORGOTTEN))
    except (signing.BadSignature, TypeError):
        return None
    return found if found.user == user.pk else None


def received(arrival):
    """How many bytes have arrived: where the sender goes on after a cut."""
    path = store.arriving(arrival)
    return path.stat().st_size if path.exists() else 0


def continue_with(arrival, start, piece):
    """Writes the next piece. One that came twice, or too late, is not written again: the answer says where we are."""
    there = received(arrival)
    if start != there:
        raise Broken(_("This piece does not follow what has arrived; go on from there."), there)
    if there + len(piece) > arrival.size:
        raise Broken(_("More arrived than was announced; send the file again."), there)
    with store.arriving(arrival).open("ab") as file:
        file.write(piece)
    return there + len(piece)


def finish(user, arrival):
    """The Evidence of a file that has arrived whole; the same content is kept once, whoever sent it first."""
    path, before = store.arriving(arrival), store.finished(arrival)
    if before:
        return Evidence.objects.get(pk=before)  # the answer got lost and the sender asks again
    if received(arrival) != arrival.size:
        raise Broken(_("The file has not arrived completely; go on sending."), received(arrival))
    kind = type_of(path)
    if kind is None:
        raise Broken(_("Only PDF, JPG, PNG, DOCX or XLSX files are taken. Save the file as one of these."))
    with writing(user) as book:
        found = Evidence.objects.filter(sha256=store.digest(path)).first() or kept(arrival, path, kind, book)
    store.finish(arrival, found.pk)
    return found


def kept(arrival, path, kind, book):
    facts = {"sha256": store.digest(path), "content_type": kind, "size": arrival.size, "name": arrival.name}
    made = Evidence.objects.create(stored=store.keep(path), added_by=book.actor, **facts)
    book.record(Change.Topic.EVIDENCE, "evidence.added", made, {}, facts)
    return made
