"""Excel both ways: download the form of a round, upload it, look at what would change, confirm."""

from functools import wraps
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communes.vietnamese import number
from criteria import rights
from criteria.forms.workbook import ConfirmForm, WorkbookForm
from criteria.models import Round, WorkbookUpload
from criteria.workbook import keeping
from criteria.workbook.applying import confirm, weigh_all
from criteria.workbook.colouring import marked
from criteria.workbook.filling import downloaded_at, filled, layout_of
from criteria.workbook.judging import check_font, check_form
from criteria.workbook.opening import Unusable, opened
from criteria.workbook.preview import Preview
from criteria.workbook.reading import contents
from criteria.workbook.writing import workbook as written
from criteria.workflow import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_a_round(view):
    """Hands a view the round of its address; 404 without one, 403 for whoever enters nothing in it."""

    @wraps(view)
    def found(request, of_round, **rest):
        try:
            one = Round.objects.of_slug(of_round)
        except Round.DoesNotExist:
            raise Http404 from None
        if not rights.communes_to_enter(request.user, one).exists():
            raise PermissionDenied(_("You enter nothing in this reporting round."))
        return never_cache(view)(request, one, **rest)

    return found


def of_an_upload(view):
    """Hands a view the person's own upload; another's, and one that has expired, is not there.

    One that was written is over: whoever pressed the button twice is told so, and not that the file was lost.
    """

    @wraps(view)
    @of_a_round
    def found(request, of_round, pk):
        upload = WorkbookUpload.objects.of(request.user).filter(round=of_round, pk=pk).first()
        if upload and upload.applied_at and not upload.content:
            messages.success(request, said_before(upload))
            return redirect(home(of_round))
        if upload is None or not upload.content:
            messages.error(request, _("This file is not kept any more. Upload it again."))
            return redirect("upload", of_round.slug)
        upload.round = of_round
        return view(request, upload)

    return found


def said_before(upload):
    at = date_format(timezone.localtime(upload.applied_at), "H:i d/m/Y")
    return _("This very file was saved at %(at)s.") % {"at": at}


@require_safe
@of_a_round
def workbook(request, of_round):
    """GET: the form of the round with what is known of my communes."""
    found = written(of_round, layout_of(of_round), filled(request.user, of_round), uuid4().hex, downloaded_at())
    return attached(found, f"ntm-{of_round.slug}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


def attached(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_round
def upload(request, of_round):
    """The page with the file field; POST keeps the file and leads to what it would change."""
    form = WorkbookForm(request.POST or None, request.FILES or None) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        try:
            kept = take(request.user, of_round, form.cleaned_data["file"])
            return redirect("upload_preview", of_round.slug, kept.pk)
        except Unusable as error:
            form.add_error("file", error.sentence)
    page = {"form": form, "round": of_round, "home": home(of_round)}
    page["communes"] = rights.communes_to_enter(request.user, of_round).count()
    return render(request, "criteria/workbook/upload.html", page, status=422 if form.is_bound else 200)


def take(user, of_round, file):
    """Keeps a file that can be read and is the form of this round; raises Unusable."""
    content = file.read()
    found = contents(opened(content), layout_of(of_round))
    check_form(found, of_round)
    check_font(found)
    return keeping.keep(user, of_round, file.name, content, found.keys.token if found.keys else "")


def home(of_round):
    return f"{reverse('entry')}?ky={of_round.slug}"


@require_safe
@of_an_upload
def upload_preview(request, upload):
    """GET: what the file would change; nothing is saved."""
    return show(request, upload, ConfirmForm(initial={"way": "clean"}))


def show(request, upload, form, status=200):
    page = Preview(upload, *weighed(request.user, upload), layout_of(upload.round), page_of(request))
    values = {"page": page, "form": form, "round": upload.round, "home": home(upload.round)}
    return render(request, "criteria/workbook/preview.html", values, status=status)


def weighed(user, upload, choice=None):
    found = contents(opened(bytes(upload.content)), layout_of(upload.round))
    before = keeping.written_before(user, upload.round, upload.token)
    return weigh_all(user, upload.round, found, before, choice)


def page_of(request):
    asked = request.GET.get("trang", "1")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


@require_safe
@of_an_upload
def upload_marked(request, upload):
    """GET: the same workbook with every wrong and every stale cell coloured and explained in a comment."""
    judged, found = weighed(request.user, upload)
    stem = upload.name.rsplit(".", 1)[0].encode("ascii", "ignore").decode().strip() or "ntm"
    return attached(marked(bytes(upload.content), judged, found), f"{stem}-loi.xlsx".replace('"', ""))


@require_POST
@of_an_upload
def upload_confirm(request, upload):
    """POST: writes the file, all clean communes or all or nothing, in one transaction."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return show(request, upload, form, status=422)
    found = contents(opened(bytes(upload.content)), layout_of(upload.round))
    try:
        applied = confirm(request.user, upload, found, form.choice(request.POST.getlist("overwrite")))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("upload_preview", upload.round.slug, upload.pk)
    messages.success(request, said(applied))
    return redirect(home(upload.round))


def said(applied):
    """ "Đã cập nhật 23 thay đổi ở 8 xã." """
    if not (applied.communes or applied.refused or applied.stale):
        return _("The file says nothing new: all is stored already")
    told = [ngettext("Updated %(n)s change.", "Updated %(n)s changes.", applied.cells) % {"n": number(applied.cells)}]
    if applied.reaffirmed:
        kept = ngettext(
            "Kept %(n)s criterion as in the round before.",
            "Kept %(n)s criteria as in the round before.",
            applied.reaffirmed,
        )
        told.append(kept % {"n": number(applied.reaffirmed)})
    if applied.refused:
        wrong = ngettext(
            "%(n)s place was wrong and is not saved.", "%(n)s places were wrong and are not saved.", applied.refused
        )
        told.append(wrong % {"n": number(applied.refused)})
    if applied.stale:
        stale = ngettext(
            "%(n)s cell that others changed was left as it is.",
            "%(n)s cells that others changed were left as they are.",
            applied.stale,
        )
        told.append(stale % {"n": number(applied.stale)})
    return " ".join(told)


@require_POST
@of_an_upload
def upload_drop(request, upload):
    """POST: forgets the file."""
    keeping.drop(upload)
    messages.success(request, _("The file was dropped; nothing of it was saved."))
    return redirect("upload", upload.round.slug)
