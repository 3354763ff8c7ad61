"""What the views of recognition share: the office alone, revisions, files that a form brings, prefilled communes."""

import re
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from communes.models import Commune
from criteria import evidence, rights
from criteria.models import Evidence
from criteria.recognition.decisions import candidate
from criteria.views.evidence import at_once

SLUG = re.compile(r"(\d{5})-(\d{4})")


def office_only(view):
    """A view that only the coordination office opens."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        if not rights.is_office(request.user):
            raise PermissionDenied(_("Only the coordination office records decisions and recognition files."))
        return view(request, *args, **kwargs)

    return shown


def revision_of(request):
    """What the form has seen; what is no number was never a revision."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def keep_file(request, form):
    """The Evidence of the file the form brings, or of the one it brought before; None without any.

    It is kept at once, so that a form which is wrong elsewhere does not lose it; a wrong file is said at its field.
    """
    if "file" in form.errors:
        return None
    brought = form.cleaned_data.get("file")
    try:
        found = at_once(request.user, brought) if brought else kept_before(request.user, form)
    except evidence.Broken as broken:
        form.add_error("file", str(broken))
        return None
    if found:
        form.data = form.data.copy()
        form.data["kept_file"], form.kept = found.pk, found
    return found


def kept_before(user, form):
    found = Evidence.objects.filter(pk=form.cleaned_data.get("kept_file")).first()
    return found if found and evidence.may_open(user, found) else None


def asked_communes(text):
    """The communes of an address, "06298-2020,06301-2004", as the lines of a form."""
    slugs = [SLUG.fullmatch(slug) for slug in text.split(",")[:300]]
    found = Commune.objects.none()
    for slug in filter(None, slugs):
        found |= Commune.objects.filter(code=slug[1], valid_from__year=slug[2])
    return list(found.select_related("district"))


def as_lines(communes):
    return "\n".join(candidate(one).line for one in communes)
