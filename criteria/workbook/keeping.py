"""Keeps an uploaded file between preview and confirmation: its user's alone, a day long, once by its hash."""

from hashlib import sha256

from django.utils import timezone

from criteria.models.workbooks import KEPT, REMEMBERED, WorkbookUpload


def keep(user, of_round, name, content, token):
    """The upload of this file; the same file again is the same upload, a new one replaces those not confirmed."""
    now, digest = timezone.now(), sha256(content).hexdigest()
    WorkbookUpload.objects.expired().delete()
    WorkbookUpload.objects.filter(user=user, round=of_round, applied_at=None).exclude(sha256=digest).delete()
    kept, _made = WorkbookUpload.objects.update_or_create(
        user=user,
        round=of_round,
        sha256=digest,
        defaults={"content": content, "name": name[-255:], "token": token[:40], "uploaded_at": now}
        | {"expires_at": now + KEPT},
    )
    return kept


def applied(upload, written):
    """Remembers what the file wrote; its bytes are not needed any more."""
    upload.applied_at, upload.expires_at = timezone.now(), timezone.now() + REMEMBERED
    upload.content, upload.written = b"", merged(upload.written, written)
    upload.save()


def merged(before, after):
    return {slug: {**before.get(slug, {}), **after.get(slug, {})} for slug in {*before, *after}}


def drop(upload):
    """The officer does not want the file; what an applied one wrote stays remembered."""
    if upload.applied_at:
        upload.content = b""
        upload.save()
    else:
        upload.delete()


def written_before(user, of_round, token):
    return WorkbookUpload.objects.written_by(user, of_round, token) if token else {}
