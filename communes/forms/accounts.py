"""Accounts and roles: who somebody is, what they hold from when to when, and for which territory."""

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import FILL_IN, DayField, NameField, SeenForm, TextField
from communes.models import Commune, Department, District, Group, Officer, User
from communes.rights import accounts_of

Role = Officer.Role
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of the list.")}


class UsernameField(forms.CharField):
    def __init__(self, **kwargs):
        wrong = _("Use letters without diacritics, digits and @ . + - _ only.")
        validators = [ASCIIUsernameValidator(message=wrong)]
        super().__init__(
            label=_("User name"),
            max_length=150,
            validators=validators,
            error_messages={"required": FILL_IN},
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
            help_text=_("Without diacritics and spaces, such as xavanquan."),
            **kwargs,
        )


class PersonForm(SeenForm):
    """Name and user name."""

    name = NameField()
    username = UsernameField()

    def __init__(self, *args, account=None, **kwargs):
        known = {"name": account.get_full_name(), "username": account.username} if account else {}
        super().__init__(*args, initial=known, **kwargs)


class SpanForm(SeenForm):
    """From which day to which a role is held, and by which document."""

    valid_from = DayField(label=_("First day"))
    valid_to = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: until somebody ends it or hands it over.")
    )
    why = TextField(label=_("Reason, document"), required=False, max_length=500)

    def clean(self):
        found = super().clean()
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first."))
        return found


class RoleForm(SpanForm):
    """A role that is chosen already, with the territory that it asks for."""

    def __init__(self, *args, role, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        self.fields["valid_from"].initial = timezone.localdate()
        territory = territory_field(role)
        if territory:
            self.fields[territory[0]] = territory[1]
            self.order_fields(["name", "username", *territory[:1]])

    @property
    def fields_of_role(self):
        """What an Officer is made of."""
        names = ("district", "group", "department", "communes", "valid_from", "valid_to")
        return {"role": self.role} | {key: self.cleaned_data[key] for key in names if key in self.fields}

    def clean_communes(self):
        return list(self.cleaned_data["communes"])


class InviteForm(PersonForm, RoleForm):
    """A new account and its first role."""


def territory_field(role):
    """(field of an Officer, form field) of the territory that a role is held for; None for the whole province."""
    today = timezone.localdate()
    if role == Role.DISTRICT:
        note = _("Districts ended on 30/06/2025: this role enters rounds up to that day only.")
        return "district", choice(_("District"), District.objects.all(), note)
    if role == Role.AREA:
        return "group", choice(_("Assigned area"), Group.objects.filter(area=True).order_by("slug"))
    if role == Role.DEPARTMENT:
        return "department", choice(_("Department"), Department.objects.in_force(today))
    if role == Role.COMMUNE:
        return "communes", communes_choice(_("Communes"), Commune.objects.rural().in_force(today))
    return None


def choice(label, rows, help_text=""):
    return forms.ModelChoiceField(rows, label=label, error_messages=CHOOSE, empty_label="", help_text=help_text)


def communes_choice(label, rows, **kwargs):
    wrong = {"required": _("Choose at least one."), "invalid_choice": CHOOSE["invalid_choice"]}
    wrong["invalid_pk_value"] = CHOOSE["invalid_choice"]
    widget = forms.CheckboxSelectMultiple
    return forms.ModelMultipleChoiceField(rows, label=label, widget=widget, error_messages=wrong, **kwargs)


class EndForm(SeenForm):
    last = DayField(label=_("Last day of the role"))
    why = TextField(label=_("Reason, document"), required=False, max_length=500)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, account):
        return f"{account} ({account.username})"


class HandOverForm(SeenForm):
    to = PersonChoice(User.objects.none(), label=_("To whom"), error_messages=CHOOSE, empty_label="")
    on = DayField(label=_("First day of the successor"))
    why = TextField(label=_("Reason, document"), required=False, max_length=500)

    def __init__(self, *args, actor, account, **kwargs):
        super().__init__(*args, **kwargs)
        others = accounts_of(actor).filter(is_active=True).exclude(pk=account.pk)
        self.fields["to"].queryset = others.order_by("sort_key", "pk")
