"""Roles of an account: granted for a territory, ended, handed over to another person on a day."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from communes.accounts import listing, roles
from communes.accounts.checks import log_of, newest
from communes.forms.accounts import EndForm, HandOverForm, RoleForm
from communes.rights import grantable, may_grant
from communes.views.accounts import PermissionDenied, about, ask, done, managed, role_asked
from communes.views.asking import asked


@ask
def role_grant(request, number):
    of = managed(request, number)
    page = about(of, _("New role for %(name)s") % {"name": of}, _("Grant the role"))
    page |= {"roles": grantable(request.user), "role": role_asked(request)}
    if page["role"] is None:
        return render(request, "communes/choose_role.html", page)

    def act(found):
        roles.grant(request.user, of, found["seen"], found["why"], **form.fields_of_role)
        return done(request, of, _("The role is granted."))

    form = RoleForm(request.POST or None, role=page["role"], seen=newest(log_of(of)))
    return asked(request, form, act, "communes/choose_role.html", **page)


@ask
def role_end(request, number, role):
    of, held, name = role_of(request, number, role)

    def act(found):
        roles.end(request.user, of, found["seen"], held, found["last"], found["why"])
        return done(request, of, _("The end of the role is set."))

    entering = held.role in (held.Role.DISTRICT, held.Role.COMMUNE)
    lead = entering and _("Without a successor nobody enters for the territory. To hand it over use the other page.")
    page = about(of, _("End a role of %(name)s: %(role)s") % {"name": of, "role": name}, _("Set the end"), lead)
    return asked(request, EndForm(request.POST or None, seen=newest(log_of(of))), act, **page)


@ask
def role_hand_over(request, number, role):
    of, held, name = role_of(request, number, role)

    def act(found):
        roles.hand_over(request.user, of, found["seen"], held, found["to"], found["on"], found["why"])
        return done(request, of, _("Handed over to %(name)s.") % {"name": found["to"]})

    form = HandOverForm(request.POST or None, actor=request.user, account=of, seen=newest(log_of(of)))
    lead = name != held.get_role_display() and _(
        "Drafts, returned and submitted reports of the territory go along: they belong to it, not to the person."
    )
    page = about(of, _("Hand over from %(name)s: %(role)s") % {"name": of, "role": name}, _("Hand over"), lead)
    return asked(request, form, act, **page)


def role_of(request, number, role):
    """The account, its role of that number and what it is called; for whoever may grant such a role."""
    of = managed(request, number)
    held = get_object_or_404(of.roles.with_territory(), pk=role)
    if not may_grant(request.user, held.role):
        raise PermissionDenied
    territory = listing.territory_name(held)
    return of, held, f"{held.get_role_display()} · {territory}" if territory else held.get_role_display()
