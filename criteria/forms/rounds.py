"""Forms for opening, changing and extending reporting rounds."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from communes.models import Commune, District, Group
from criteria.models import CriteriaSet, Round
from criteria.rounds import KEPT


class Day(forms.DateField):
    """A day as the office writes it, 25/12/2026."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "25/12/2026", "inputmode": "numeric"})
        errors = {"invalid": _("Write the day as 25/12/2026."), "required": _("Write the day as 25/12/2026.")}
        super().__init__(widget=widget, error_messages=errors, **kwargs)


class WindowForm(PlainForm):
    """When a round may be entered, under which set, by whom."""

    opens_on = Day(label=_("Opens on"))
    closes_on = Day(label=_("Closes at the end of"))
    criteria_set = forms.ModelChoiceField(CriteriaSet.objects.none(), label=_("Criteria set"), empty_label=None)
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Communes that report"), required=False, empty_label=_("All rural communes")
    )

    def __init__(self, *args, of_round=None, **kwargs):
        window = {name: getattr(of_round, name) for name in KEPT} if of_round else None
        super().__init__(*args, initial=window, **kwargs)  # a set that stays is read from here, whatever was sent
        self.of_round = of_round
        self.fields["criteria_set"].queryset = CriteriaSet.objects.filter(criteria__isnull=False).distinct()
        self.fields["criteria_set"].label_from_instance = lambda one: one.code
        self.fields["group"].queryset = Group.objects.filter(area=False)
        if of_round and of_round.reports.exists():
            self.fields["criteria_set"].disabled = True
            self.fields["criteria_set"].help_text = _("Reports exist under this set, so it stays.")

    def clean(self):
        found = super().clean()
        opens, closes = found.get("opens_on"), found.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The round closes before it opens; choose a later day."))
        return found


class RoundForm(WindowForm):
    """A new round: its date and kind first."""

    date = Day(label=_("Reported date"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Round.Kind)
    field_order = ["date", "kind", "criteria_set", "group", "opens_on", "closes_on"]

    def clean(self):
        found = super().clean()
        date, kind = found.get("date"), found.get("kind")
        taken = Round.objects.filter(date=date) if date else Round.objects.none()
        estimate = kind == Round.Kind.ESTIMATE
        same = taken.filter(kind=kind) if estimate else taken.official()
        if same.exists():
            self.add_error("date", _("There is a round of this date already; change its window instead."))
        return found


class ExtensionForm(PlainForm):
    """A later end for one district or one commune of the round."""

    place = forms.ChoiceField(label=_("District or commune"))
    until = Day(label=_("Open until the end of"))
    reason = forms.CharField(label=_("Reason"), max_length=500, error_messages={"required": _("Write the reason.")})

    def __init__(self, *args, of_round, **kwargs):
        super().__init__(*args, **kwargs)
        self.of_round = of_round
        self.communes = list(of_round.communes().select_related("district").order_by("sort_key"))
        self.fields["place"].choices = [("", "–"), *self.places()]

    def places(self):
        districts = {one.district_id: one.district for one in self.communes if one.district_id}
        own = [(f"d{key}", str(district)) for key, district in districts.items()]
        each = [(f"c{one.pk}", f"{one} ({one.district})" if one.district_id else str(one)) for one in self.communes]
        return [(_("Districts"), own), (_("Communes"), each)] if own else each

    def clean_until(self):
        until = self.cleaned_data["until"]
        if self.of_round.closes_on and until <= self.of_round.closes_on:
            raise forms.ValidationError(_("The round is open until then for everybody; choose a later day."))
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over; choose today or a later day."))
        return until

    def territory(self):
        """{"district": …} or {"commune": …} of what was chosen."""
        kind, key = self.cleaned_data["place"][0], int(self.cleaned_data["place"][1:])
        return {"district": District.objects.get(pk=key)} if kind == "d" else {"commune": Commune.objects.get(pk=key)}
