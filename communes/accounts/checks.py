"""What every change of an account is asked: may this person, is it still what they saw, does it lock anybody out."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.accounts.cover import uncovered_from, worse
from communes.models import Change, Officer, User
from communes.rights import may_manage


class Overtaken(Exception):
    """Somebody else changed the row since it was shown; `missed` are these changes, the newest first."""

    def __init__(self, missed):
        super().__init__("changed by somebody else meanwhile")
        self.missed = missed


def log_of(account):
    """Every change kept of an account and of its roles, the newest first."""
    return Change.objects.about_any({User: [account.pk], Officer: account.roles.values_list("pk", flat=True)})


def newest(log):
    """The number of the newest change: what a form carries to say what its reader saw."""
    return log.values_list("pk", flat=True).first() or 0


def refuse_if_overtaken(log, seen):
    """To be asked inside `writing`, where no other writer can come between."""
    missed = list(log.filter(pk__gt=seen or 0).select_related("who"))
    if missed:
        raise Overtaken(missed)


def permitted(book, account, seen):
    """The account as it stands now, if the writer may manage it and has seen it so."""
    account = User.objects.get(pk=account.pk)
    if not may_manage(book.actor, account):
        raise PermissionDenied
    refuse_if_overtaken(log_of(account), seen)
    return account


@contextmanager
def administrators_kept():
    """Refuses what is done within, if it would leave a day without an administrator who can sign in."""
    before = uncovered_from(administrators(), timezone.localdate())
    yield
    if worse(before, uncovered_from(administrators(), timezone.localdate())):
        raise ValidationError(_("Nobody could manage the installation then: name another administrator first."))


def administrators():
    """Spans of the administrators who can sign in: open account, password set."""
    held = Officer.objects.not_over(timezone.localdate()).filter(role=Officer.Role.ADMINISTRATOR, user__is_active=True)
    able = [officer for officer in held.select_related("user") if officer.user.has_usable_password()]
    return [(officer.valid_from, officer.valid_to) for officer in able]
