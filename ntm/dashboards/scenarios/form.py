"""The forms of a scenario: what is wanted, what unknown effort is worth, the caps, and the communes in or out."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import DayField, SeenForm, TextField
from communes.vietnamese import Ambiguous, NotANumber, number, parse_number, typed
from ntm.dashboards.selection import Selection
from ntm.planning import ASSUME, LEAVE_OUT

MOST, MOST_POINTS, DECIMALS = 999, 1000, 2
ALL, AT_LEAST = "all", "at_least"
MUST, NEVER = "must", "never"
STANCES = [("", _("as the planner finds")), (MUST, _("must be in")), (NEVER, _("must not be in"))]
DISTRICT_CAP, DEPARTMENT_CAP, COMMUNE = "cap_huyen_", "cap_so_", "xa_"


class CountField(forms.IntegerField):
    def __init__(self, label, least=1, most=MOST, **kwargs):
        wrong = _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        super().__init__(label=label, **kwargs)
        self.least, self.most = least, most
        self.error_messages |= {"invalid": wrong, "required": wrong}
        self.widget.attrs |= {"inputmode": "numeric"}

    def clean(self, value):
        found = super().clean(value)
        if found is not None and not self.least <= found <= self.most:
            raise ValidationError(self.error_messages["invalid"])
        return found


class PointsField(TextField):
    """Points that somebody supposes; more than nothing, for unknown is never 0."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value):
        try:
            found = parse_number(super().clean(value))
        except (Ambiguous, NotANumber):
            raise ValidationError(gettext("Write digits only, with a comma for decimals: 31,5.")) from None
        if found is not None and not (0 < found <= MOST_POINTS and round(found, DECIMALS) == found):
            raise ValidationError(gettext("Write more than 0 and at most 1.000 points, with at most 2 decimals."))
        return found


class ScenarioForm(SeenForm):
    """What both forms ask for."""

    name = TextField(label=_("Name of the scenario"), max_length=150)
    wanted = CountField(_("Communes more"))
    level = forms.ChoiceField(
        label=_("What they are to reach"),
        choices=[(ALL, _("the NTM standard: all criteria of the set")), (AT_LEAST, _("at least so many criteria"))],
        initial=ALL,
    )
    at_least = CountField(_("Criteria each is to hold"), required=False, most=99)
    due = DayField(label=_("By the day"))
    unknown = forms.ChoiceField(
        label=_("Criteria whose effort is not known, or not whole"),
        choices=[
            (ASSUME, _("count points that are assumed for each of them")),
            (LEAVE_OUT, _("leave communes out that need one")),
        ],
        initial=ASSUME,
    )
    assumed = PointsField(label=_("Points assumed for each"), initial="20")
    per_district = CountField(_("Communes of one district at most"), required=False, least=0)
    per_department = CountField(_("Criteria of one department at most"), required=False, least=0, most=9999)

    def clean(self):
        found = super().clean()
        if found.get("level") == AT_LEAST and found.get("at_least") is None and "at_least" not in self.errors:
            self.add_error("at_least", gettext("Write how many criteria each commune is to hold."))
        if found.get("unknown") == ASSUME and found.get("assumed") is None and "assumed" not in self.errors:
            self.add_error("assumed", gettext("Write how many points are assumed, or leave these communes out."))
        return found

    def refuse_early(self, as_of):
        if self.cleaned_data.get("due") and self.cleaned_data["due"] <= as_of:
            self.add_error("due", gettext("Write a day after the round that the scenario starts from."))

    def refuse_more_than(self, criteria):
        if (self.cleaned_data.get("at_least") or 0) > criteria:
            words = gettext("The set has %(n)s criteria: write that many or fewer.") % {"n": number(criteria)}
            self.add_error("at_least", words)

    def values(self):
        found = self.cleaned_data
        return {
            "name": found["name"],
            "wanted": found["wanted"],
            "at_least": found["at_least"] if found["level"] == AT_LEAST else None,
            "due": found["due"],
            "options": self.options(),
        }

    def options(self):
        """Only what was said: a cap that is left empty is none."""
        found = self.cleaned_data
        told = {"unknown": found["unknown"]}
        if found["unknown"] == ASSUME:
            told["assumed"] = f"{found['assumed'].normalize():f}"
        caps = {name: found[name] for name in ("per_district", "per_department")}
        return told | {name: most for name, most in caps.items() if most is not None}


class NewForm(ScenarioForm):
    """A scenario starts from one round and the units of a day; both stay."""

    as_of = forms.ChoiceField(label=_("Starts from the results of"))
    units = forms.ChoiceField(label=_("Counted by the units of"), required=False)
    field_order = ["name", "as_of", "units"]

    def __init__(self, data=None, *, register, as_of, initial=None):
        super().__init__(data, initial={"as_of": f"{as_of}", **(initial or {})})
        self.register = register
        bar = Selection(register, as_of, None, as_of)
        self.fields["as_of"].choices = [(one.value, one.label) for one in bar.rounds]
        states = [(f"{start}", option.label) for start, option in zip(starts(register), bar.unit_states, strict=True)]
        self.fields["units"].choices = [("", _("the round itself")), *states]

    def clean(self):
        found = super().clean()
        one = next((one for one in self.register.rounds if f"{one.date}" == found.get("as_of")), None)
        if one is None:
            return found
        state, given = self.register.lineage.state_start(one.date), found.get("units")
        chosen = next((start for start in starts(self.register) if f"{start}" == given), state)
        self.round, self.day = one, one.date if chosen == state else chosen
        if chosen < state:
            self.add_error("units", gettext("Choose the units of the round or later ones: earlier units are gone."))
        elif not self.register.standing(one.date, self.day, one.criteria_set.code).has_data:
            self.add_error("as_of", gettext("No commune has an approved report in this round. Choose another one."))
        self.refuse_early(one.date)
        self.refuse_more_than(len(self.register.criteria.get(one.criteria_set.code, ())))
        return found

    def values(self):
        return {
            **super().values(),
            "as_of": self.round.date,
            "units": self.day,
            "criteria_set": self.round.criteria_set,
        }


def starts(register):
    return register.lineage.state_starts()


class EditForm(ScenarioForm):
    """The same with caps of single districts and departments, and what is said of each open commune."""

    def __init__(self, data=None, *, planning, seen=0):
        self.planning = planning
        super().__init__(data, seen=seen, initial=given(planning.scenario))
        self.fields["assumed"].help_text = usual_words(planning)
        options = planning.options
        self.places = sorted((planning.register.communes[unit] for unit in planning.open_units), key=in_order)
        for place in self.places:
            stance = next((word for word in (MUST, NEVER) if place.slug in options.get(word, ())), "")
            self.fields[f"{COMMUNE}{place.slug}"] = forms.ChoiceField(
                label=place.name, choices=STANCES, required=False, initial=stance
            )
        self._caps(DISTRICT_CAP, self.districts, options.get("districts", {}))
        self._caps(DEPARTMENT_CAP, self.departments, options.get("departments", {}))

    def _caps(self, prefix, named, said):
        for slug, name in named.items():
            self.fields[f"{prefix}{slug}"] = CountField(
                name, least=0, most=9999, required=False, initial=said.get(slug)
            )

    @property
    def districts(self):
        return {place.district.slug: place.district.name for place in self.places if place.district}

    @property
    def departments(self):
        found = {one.slug: one.name for led in self.planning.led_by.values() for one in led}
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    # --- the parts, for the template ---------------------------------------------------------------------------

    @property
    def asked(self):
        """What both forms ask for, without what is hidden."""
        return [self[name] for name in ScenarioForm.base_fields if name != "seen"]

    @property
    def district_caps(self):
        return [self[f"{DISTRICT_CAP}{slug}"] for slug in self.districts]

    @property
    def department_caps(self):
        return [self[f"{DEPARTMENT_CAP}{slug}"] for slug in self.departments]

    @property
    def by_district(self):
        """[(district, fields of its communes, how many of them are said something of)]."""
        found = {}
        for place in self.places:
            found.setdefault(place.district.name if place.district else "", []).append(self[f"{COMMUNE}{place.slug}"])
        return [(name, fields, sum(bool(one.value()) for one in fields)) for name, fields in found.items()]

    # --- what was said -----------------------------------------------------------------------------------------

    def clean(self):
        found = super().clean()
        self.refuse_early(self.planning.scenario.as_of)
        self.refuse_more_than(len(self.planning.standing.criteria))
        must = len(self._said(MUST))
        if must > (found.get("wanted") or MOST):
            words = gettext("%(n)s communes must be in: want as many, or leave some to the planner.")
            self.add_error("wanted", words % {"n": number(must)})
        return found

    def options(self):
        caps = {"districts": self._given(DISTRICT_CAP), "departments": self._given(DEPARTMENT_CAP)}
        told = {**caps, MUST: self._said(MUST), NEVER: self._said(NEVER)}
        return super().options() | {name: value for name, value in told.items() if value}

    def _given(self, prefix):
        found = {name.removeprefix(prefix): most for name, most in self.cleaned_data.items() if name.startswith(prefix)}
        return {slug: most for slug, most in found.items() if most is not None}

    def _said(self, stance):
        fields = ((place.slug, f"{COMMUNE}{place.slug}") for place in self.places)
        return [slug for slug, name in fields if self.cleaned_data.get(name) == stance]


def given(scenario):
    """What the form shows of a scenario as it stands."""
    options = scenario.options
    told = {name: getattr(scenario, name) for name in ("name", "wanted", "at_least", "due")}
    told |= {"level": ALL if scenario.at_least is None else AT_LEAST, "unknown": options.get("unknown", ASSUME)}
    told |= {name: options.get(name) for name in ("per_district", "per_department")}
    return {**told, "assumed": typed(options["assumed"]) if "assumed" in options else ""}


def usual_words(planning):
    """What a criterion whose effort is known takes usually, so that the assumption is no guess in the dark."""
    if planning.usual is None:
        return gettext("No criterion of this round has numbers to compute from.")
    usual = number(round(float(planning.usual), 1))
    return gettext("Half of the criteria whose effort is known take %(points)s points or less.") % {"points": usual}


def in_order(place):
    return place.district.sort_key if place.district else "", place.sort_key, place.code
