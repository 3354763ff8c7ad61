"""What documents say: the documents, the measures, the targets they set and the figures they publish."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.models.standard import CriteriaSet


class Document(models.Model):
    """An official document, cited as it is: one has no number, two have neither number nor date."""

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_text = models.CharField(max_length=60, blank=True, help_text=_("the date as far as the text gives it"))
    note = models.TextField(blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.short_name


class Measure(models.Model):
    class Origin(models.TextChoices):
        COMMUNES = "communes", _("can be computed from the communes")
        DOCUMENTS = "documents", _("only stated in documents")

    class Better(models.TextChoices):
        HIGHER = "higher", _("higher is better")
        LOWER = "lower", _("lower is better")
        NONE = "none", _("a size or a distribution")

    key = models.SlugField(max_length=100, unique=True)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    origin = models.CharField(max_length=10, choices=Origin)
    better = models.CharField(max_length=10, choices=Better)
    meaning = models.TextField()

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.label

    def criteria_named(self):
        """{(number, its criteria set or None, first day)} of the criteria that figures of the measure belong to."""
        found = {}
        for rows in (self.targets, self.publishedfigures):
            of_criteria = rows.exclude(criterion=None).order_by()
            for number, of_set, day in of_criteria.values_list("criterion", "criteria_set", "date"):
                found[number, of_set, day.year] = day
        return {(number, of_set, day) for (number, of_set, _year), day in found.items()}


class FigureQuerySet(models.QuerySet):
    def own_codes(self, letter):
        """Codes that the office gave."""
        return self.filter(code__startswith=letter).order_by().values_list("code", flat=True)


class Figure(models.Model):
    """One figure as a document prints it, with its verbatim quote and its place."""

    class Comparator(models.TextChoices):
        EQUAL = "=", _("equal to")
        AT_LEAST = ">=", _("at least")
        AT_MOST = "<=", _("at most")
        RANGE = "range", _("from … to …")

    code = models.CharField(max_length=10, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="%(class)ss")
    section = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    year = models.CharField(max_length=10, help_text=_("as given: a year or a month"))
    date = models.DateField(help_text=_("last day of the year or month"))
    period = models.CharField(max_length=20)
    scope = models.CharField(max_length=100, help_text=_("as printed: province, district:…, group:…"))
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="%(class)ss")
    variant = models.CharField(max_length=60, blank=True)
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    criterion = models.PositiveSmallIntegerField(null=True, blank=True)
    low = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    comparator = models.CharField(max_length=10, choices=Comparator)
    unit = models.CharField(max_length=60)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    stated_percent = models.CharField(max_length=10, blank=True, help_text=_("as printed, digits kept"))
    base = models.CharField(max_length=20, blank=True)
    part_of = models.CharField(max_length=60, blank=True)
    set_by = models.CharField(max_length=200, blank=True)
    quote = models.TextField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self):
        return self.code


class Target(Figure):
    """What a document asks for by a date."""


class PublishedFigure(Figure):
    """What a document reports: results, baselines, estimates, plan increments and funds."""

    class Kind(models.TextChoices):
        ACTUAL = "actual", _("result")
        BASELINE = "baseline", _("baseline")
        ESTIMATE = "estimate", _("estimate")
        PLAN_INCREMENT = "plan_increment", _("planned increment")
        FUNDING_PLAN = "funding_plan", _("planned funds")
        FUNDING_ACTUAL = "funding_actual", _("funds used")

    RESULTS = (Kind.ACTUAL, Kind.BASELINE, Kind.ESTIMATE)

    kind = models.CharField(max_length=20, choices=Kind)
    estimate = models.BooleanField(default=False, help_text=_("printed as a result before the date had come"))


class Citation(models.Model):
    """A document that one of ours names by number and date, in its words."""

    code = models.CharField(max_length=10, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    line = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    date = models.DateField()
    quote = models.TextField()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class FindingNoteQuerySet(models.QuerySet):
    def lives(self):
        """{finding: its notes, the oldest first}."""
        found = {}
        for note in self.select_related("author").order_by("id"):
            found.setdefault(note.finding, []).append(note)
        return found


class FindingNote(models.Model):
    """What somebody of the office said about a finding: notes are added, the last one says where it stands."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        EXPLAINED = "explained", _("explained")
        ACCEPTED = "accepted", _("accepted")

    finding = models.SlugField(max_length=80, allow_unicode=False, help_text=_("id that check_figures prints"))
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(max_length=500)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="finding_notes")
    at = models.DateTimeField()

    objects = FindingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.finding
