"""Accounts: made, named, closed and opened again, never deleted; and the one-time links by which people get in."""

import secrets
from datetime import timedelta
from hashlib import sha256

from axes.utils import reset as forget_failures
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.accounts.checks import administrators_kept, permitted
from communes.accounts.roles import end_links, grant_in
from communes.history import differences, writing
from communes.models import Change, Invitation, User
from communes.rights import may_grant, may_manage_accounts

ACCOUNT = Change.Topic.ACCOUNT
INVITED, FORGOTTEN = timedelta(days=7), timedelta(days=1)  # how long a first link is good, and one for a new password


def invite(actor, name, username, role, why=""):
    """A new account with its first role and a link for its person; (account, token). `role`: fields of an Officer."""
    with writing(actor, why) as book:
        if not may_manage_accounts(actor) or not may_grant(actor, role["role"]):
            raise PermissionDenied
        refuse_taken(username, User())
        account = User(username=username, first_name=name)
        account.set_unusable_password()
        account.save()
        book.record(ACCOUNT, "account.invited", account, after={"username": username, "first_name": name})
        grant_in(book, account, **role)
        return account, link_in(book, account)


def refuse_taken(username, account):
    """No two accounts share a user name, whatever its case; asked where no other writer can come between."""
    if User.objects.filter(username__iexact=username).exclude(pk=account.pk).exists():
        raise ValidationError({"username": _("There is already an account of this name.")})


def make_link(actor, account, seen):
    """A new one-time link; those made before stop working, the password still holds until the link is used."""
    with writing(actor) as book:
        account = permitted(book, account, seen)
        if not account.is_active:
            raise ValidationError(_("The account is closed. Open it again first."))
        return link_in(book, account)


def link_in(book, account):
    token, now = secrets.token_urlsafe(32), timezone.now()
    end_links(book, account)
    until = now + (FORGOTTEN if account.has_usable_password() else INVITED)
    made = Invitation(user=account, hash=hash_of(token), made_by=book.actor, made_at=now, expires_at=until)
    made.save()
    book.record(ACCOUNT, "account.reset", account, after={"expires_at": until})
    return token


def hash_of(token):
    return sha256(token.encode()).hexdigest()


def invitation_of(token):
    """The open invitation of this link, None where it is unknown, used, over or its account closed."""
    found = Invitation.objects.open_at(timezone.now()).filter(hash=hash_of(token))
    return found.select_related("user").first()


def use_link(token, name, password):
    """Sets name and password of the person the link was made for; None where it was used meanwhile."""
    with writing(None) as book:
        invitation = invitation_of(token)
        if invitation is None:
            return None
        account = book.actor = invitation.user
        before, after = differences({"first_name": account.first_name}, {"first_name": name})
        account.first_name = name
        account.set_password(password)
        account.save()
        invitation.used_at = timezone.now()
        invitation.save()
        book.record(ACCOUNT, "account.entered", account, before, after)
    forget_failures(username=account.username)
    return account


def change_password(account, password):
    with writing(account) as book:
        account.set_password(password)
        account.save()
        book.record(ACCOUNT, "account.password_changed", account)


def rename(actor, account, seen, name, username):
    with writing(actor) as book:
        account = permitted(book, account, seen)
        refuse_taken(username, account)
        then = {"first_name": account.first_name, "username": account.username}
        before, after = differences(then, {"first_name": name, "username": username})
        account.first_name, account.username = name, username
        account.save()
        if after:
            book.record(ACCOUNT, "account.changed", account, before, after)


def close(actor, account, seen, why=""):
    """Nobody signs in with a closed account, and whoever is signed in with it no longer is."""
    with writing(actor, why) as book, administrators_kept():
        account = permitted(book, account, seen)
        if account == actor:
            raise ValidationError(_("Nobody closes their own account. Ask somebody else of the office."))
        end_links(book, account)
        account.is_active = False
        account.save()
        end_sessions(book, account)
        book.record(ACCOUNT, "account.deactivated", account, {"is_active": True}, {"is_active": False})


def reopen(actor, account, seen, why=""):
    with writing(actor, why) as book:
        account = permitted(book, account, seen)
        account.is_active = True
        account.save()
        book.record(ACCOUNT, "account.activated", account, {"is_active": False}, {"is_active": True})


def end_sessions(book, account):
    """Opened again, an account must not wake the sessions that its closing ended."""
    live = Session.objects.filter(expire_date__gte=timezone.now())
    mine = [one.pk for one in live.iterator() if one.get_decoded().get("_auth_user_id") == str(account.pk)]
    Session.objects.filter(pk__in=mine).delete()
