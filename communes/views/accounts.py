"""Accounts for administrator and office: the list, one account its roles and its log, and what can be done to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from communes.accounts import listing, people
from communes.accounts.checks import log_of, newest
from communes.accounts.log import lines
from communes.forms.accounts import InviteForm, PersonForm
from communes.forms.fields import WhyForm
from communes.models import Officer, User
from communes.rights import accounts_of, grantable, may_grant, may_manage
from communes.views.asking import asked, managing

LOGGED = 100
ask = require_http_methods(["GET", "POST"])


@require_GET
def accounts(request):
    mine, today = accounts_of(managing(request)), listing.today()
    territories = listing.territories(today)
    wanted = listing.read(request.GET, territories)
    found = listing.narrowed(mine, wanted, today)
    page = listing.page_of(found, today, request.GET.get("trang"))
    shown = {"page": page, "wanted": wanted, "counted": listing.counted(mine, today), "territories": territories}
    return render(request, "communes/accounts.html", {**shown, "roles": Officer.Role, "states": listing.STATES})


@require_GET
def account(request, number):
    of = managed(request, number)
    roles = of.roles.with_territory().order_by("-valid_from", "-pk")
    found = {"account": of, "state": listing.state_of(of), "rows": role_rows(roles, request.user)}
    found["log"] = lines(log_of(of).select_related("who")[:LOGGED])
    return render(request, "communes/account.html", {**found, "state_text": listing.STATES[listing.state_of(of)]})


def role_rows(roles, user):
    """[(role, what it is held for, now/later/over/void, may be ended or handed over)]."""
    may, today = set(grantable(user)), listing.today()
    rows = [(held, listing.territory_name(held), time_of(held, today)) for held in roles]
    return [(held, name, time, time in ("now", "later") and held.role in may) for held, name, time in rows]


def time_of(held, today):
    if held.void:
        return "void"
    if held.valid_to is not None and held.valid_to < today:
        return "over"
    return "later" if held.valid_from > today else "now"


def managed(request, number):
    """The account of that number, if the reader may manage it."""
    found = get_object_or_404(User, pk=number)
    if not may_manage(managing(request), found):
        raise PermissionDenied
    return found


def role_asked(request):
    """The role chosen in the address, None where none is chosen yet; one that may not be granted is refused."""
    asked_for = request.GET.get("vai_tro")
    if asked_for not in Officer.Role:
        return None
    if not may_grant(request.user, asked_for):
        raise PermissionDenied
    return Officer.Role(asked_for)


@ask
@never_cache
def account_new(request):
    roles, role = grantable(managing(request)), role_asked(request)
    page = {"title": _("New account"), "back": reverse("accounts"), "roles": roles, "role": role}
    if role is None:
        return render(request, "communes/choose_role.html", page)

    def act(found):
        made, token = people.invite(request.user, found["name"], found["username"], form.fields_of_role, found["why"])
        return link_page(request, made, token)

    form = InviteForm(request.POST or None, role=role)
    return asked(request, form, act, "communes/choose_role.html", button=_("Make account and link"), **page)


def link_page(request, of, token):
    """Shows the link, this once: it is kept nowhere, so it cannot be shown again."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    until = people.invitation_of(token).expires_at
    return render(request, "communes/link.html", {"account": of, "link": link, "until": until})


@ask
@never_cache
def account_link(request, number):
    of = managed(request, number)
    if not of.is_active:
        raise Http404

    def act(found):
        return link_page(request, of, people.make_link(request.user, of, found["seen"]))

    lead = _(
        "Its person sets a new password with it. The password so far holds until then; earlier links stop working."
    )
    page = about(of, _("One-time link for %(name)s") % {"name": of}, _("Make the link"), lead)
    return asked(request, seen_form(request, of), act, **page)


@ask
def account_edit(request, number):
    of = managed(request, number)

    def act(found):
        people.rename(request.user, of, found["seen"], found["name"], found["username"])
        return done(request, of, _("Saved."))

    form = PersonForm(request.POST or None, account=of, seen=newest(log_of(of)))
    return asked(request, form, act, **about(of, _("Name of %(name)s") % {"name": of}, _("Save")))


@ask
def account_close(request, number):
    of = managed(request, number)

    def act(found):
        people.close(request.user, of, found["seen"], found["why"])
        return done(request, of, _("The account of %(name)s is closed.") % {"name": of})

    lead = _("Nobody can sign in with it any more. Nothing is deleted, and it can be opened again.")
    page = about(of, _("Close the account of %(name)s") % {"name": of}, _("Close the account"), lead)
    return asked(request, seen_form(request, of), act, held=of.roles.not_over(listing.today()).count(), **page)


@ask
def account_reopen(request, number):
    of = managed(request, number)

    def act(found):
        people.reopen(request.user, of, found["seen"], found["why"])
        return done(request, of, _("The account of %(name)s is open again.") % {"name": of})

    lead = _("Its roles that are still in force hold again at once.")
    page = about(of, _("Open the account of %(name)s again") % {"name": of}, _("Open the account"), lead)
    return asked(request, seen_form(request, of), act, **page)


def seen_form(request, of):
    return WhyForm(request.POST or None, seen=newest(log_of(of)))


def about(of, title, button, lead=""):
    """What a page that asks about an account shows around its form."""
    address = reverse("account", args=[of.pk])
    return {"title": title, "button": button, "lead": lead, "back": address, "account": of}


def done(request, of, sentence):
    messages.success(request, sentence)
    return redirect("account", of.pk)
