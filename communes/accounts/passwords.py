"""What a password must be, in our own words: Django's Vietnamese leaves some of its sentences in English."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self):
        return (
            ngettext(
                "The password is too short: it needs at least %d character.",
                "The password is too short: it needs at least %d characters.",
                self.min_length,
            )
            % self.min_length
        )

    def get_help_text(self):
        return ngettext("At least %d character.", "At least %d characters.", self.min_length) % self.min_length


class UnlikeThePerson(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self):
        return _("The password is too much like the name or the user name.")

    def get_help_text(self):
        return _("Unlike the name and the user name.")


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self):
        return _("This password is one that many people use, so it is soon guessed.")

    def get_help_text(self):
        return _("None that many people use.")


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    def get_error_message(self):
        return _("The password has digits only. Add letters.")

    def get_help_text(self):
        return _("Not digits only.")
