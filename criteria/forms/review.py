"""Forms of the review: what is returned with its comments, opinions, answers, and the version that was seen."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.forms.fields import PlainForm
from criteria import rights
from criteria.models import Criterion, Opinion

MOST_WORDS = 2000


class SeenForm(PlainForm):
    """A step on the version that somebody looked at."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class CommentedForm(SeenForm):
    """Criteria to return, each ticked and with its comment; the fields are made from the report's set."""

    def __init__(self, data=None, *, criteria, **kwargs):
        super().__init__(data, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"tra-{one.number}"] = forms.BooleanField(required=False)
            self.fields[f"y-{one.number}"] = forms.CharField(required=False, max_length=MOST_WORDS)

    def clean(self):
        cleaned = super().clean()
        for one in self.criteria:
            ticked, words = cleaned.get(f"tra-{one.number}"), cleaned.get(f"y-{one.number}")
            told = {"number": one.number}
            if ticked and not words:
                self.add_error(f"y-{one.number}", _("Write a comment on criterion %(number)s.") % told)
            if words and not ticked:
                self.add_error(f"tra-{one.number}", _("Tick criterion %(number)s or empty its comment.") % told)
        if not self.errors and not self.comments():
            self.add_error(None, _("Tick the criteria to return and write a comment on each."))
        return cleaned

    def comments(self):
        """{criterion number: comment}."""
        chosen = [one.number for one in self.criteria if self.cleaned_data.get(f"tra-{one.number}")]
        return {number: self.cleaned_data[f"y-{number}"] for number in chosen}

    def lines(self):
        """(criterion, field of the tick, field of the comment) in the order of the set."""
        return [(one, self[f"tra-{one.number}"], self[f"y-{one.number}"]) for one in self.criteria]


class WordForm(PlainForm):
    """An opinion on one criterion of one report, as far as this person has a word on it."""

    criterion = forms.ModelChoiceField(Criterion.objects.none(), label=gettext_lazy("Criterion"), empty_label=None)
    stance = forms.ChoiceField(label=gettext_lazy("Opinion"))
    text = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data=None, *, stages, **kwargs):
        """`stages`: {criterion id: stage} of criteria.rights.stages_of."""
        super().__init__(data, auto_id="y-kien-%s", **kwargs)
        self.fields["criterion"].queryset = Criterion.objects.filter(pk__in=stages).order_by("number")
        self.fields["stance"].choices = stance_choices(set(stages.values()))


def stance_choices(stages):
    """What can be said at one of these stages, in the order of the model."""
    allowed = {stance for stage in stages for stance in rights.stances_at(stage)}
    return [choice for choice in Opinion.Stance.choices if choice[0] in allowed]


class AnswerForm(PlainForm):
    """The answer that settles a dispute."""

    opinion = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(max_length=MOST_WORDS)


class CorrectionForm(PlainForm):
    """Why an approved report must be changed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the correction"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class TogetherForm(PlainForm):
    """A department's word on one criterion for many communes, with the decision it rests on."""

    stance = forms.ChoiceField(label=gettext_lazy("Opinion"))
    text = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    names = forms.CharField(
        label=gettext_lazy("Or paste a list of communes"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    number = forms.CharField(label=gettext_lazy("Number of the decision"), required=False, max_length=60)
    issued_on = forms.DateField(
        label=gettext_lazy("Signed on"), required=False, widget=forms.DateInput(attrs={"placeholder": "31/12/2025"})
    )
    issuer = forms.CharField(label=gettext_lazy("Issuer"), required=False, max_length=200)
    reports = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, data=None, *, reports, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["stance"].choices = stance_choices({Opinion.Stage.DEPARTMENT})
        self.fields["reports"].choices = [(one, one) for one in reports]

    def clean(self):
        cleaned = super().clean()
        parts = {name: cleaned.get(name) for name in ("number", "issued_on", "issuer")}
        missing = [name for name, value in parts.items() if not value and name not in self.errors]
        if any(parts.values()) and missing:
            words = ngettext(
                "Complete the decision: %(fields)s is missing.",
                "Complete the decision: %(fields)s are missing.",
                len(missing),
            )
            self.add_error(missing[0], words % {"fields": ", ".join(str(self.fields[name].label) for name in missing)})
        if cleaned.get("stance") in {Opinion.Stance.DISPUTES, Opinion.Stance.COMMENTS} and not cleaned.get("text"):
            self.add_error("text", _("Write what you object to or want to note."))
        return cleaned

    def cited(self):
        """The decision as criteria.workflow.opine_together takes it, None without one."""
        found = {name: self.cleaned_data[name] for name in ("number", "issued_on", "issuer")}
        return found if found["number"] else None
