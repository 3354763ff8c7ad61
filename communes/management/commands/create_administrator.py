"""Creates an administrator of a real installation; asks for the user name and, twice, for the password."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.models import Officer, User


class Command(BaseCommand):
    help = "Creates an administrator: asks for a user name and, twice, for a password."

    def add_arguments(self, parser):
        parser.add_argument("--remind", action="store_true", help="only say so when there is no administrator yet")

    def handle(self, remind, **options):
        if remind:
            return self.remind()
        user = User(username=self.ask_username())
        user.set_password(self.ask_password(user))
        with transaction.atomic():
            user.save()
            user.roles.create(role=Officer.Role.ADMINISTRATOR, valid_from=timezone.localdate())
        self.stdout.write(
            _("Administrator %(username)s created; sign in at /dang-nhap/.") % {"username": user.username}
        )

    def remind(self):
        administrators = Officer.objects.in_force(timezone.localdate()).filter(role=Officer.Role.ADMINISTRATOR)
        if not administrators.filter(user__is_active=True).exists():
            self.stdout.write(
                _("There is no administrator yet. Create the first one in another window: make administrator")
            )

    def ask_username(self):
        username = self.answer(lambda: input(_("User name: ")).strip())
        try:
            User(username=username).clean_fields(exclude=["password"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if User.objects.filter(username=username).exists():
            raise CommandError(_("There is already an account of this name."))
        return username

    def ask_password(self, user):
        password = self.answer(lambda: getpass(_("Password: ")))
        try:
            validate_password(password, user)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if self.answer(lambda: getpass(_("Password again: "))) != password:
            raise CommandError(_("The two passwords differ; no account was created."))
        return password

    @staticmethod
    def answer(ask):
        try:
            return ask()
        except (EOFError, KeyboardInterrupt):
            raise CommandError(_("Nothing entered; no account was created.")) from None
