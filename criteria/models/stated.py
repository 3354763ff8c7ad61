"""Values of a measure that the office or a department states with evidence, before and after they count."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import Department
from criteria.models.figures import Figure, Measure, PublishedFigure
from criteria.models.review import Evidence


class StatedValueQuerySet(models.QuerySet):
    def listed(self):
        """With everything that a page says about them, the newest first."""
        named = ("measure", "department", "author", "decided_by", "evidence", "figure")
        return self.select_related(*named).order_by("-id")

    def waiting(self):
        return self.filter(state=StatedValue.State.WAITING)

    def read_by(self, departments):
        """What these departments stated."""
        return self.filter(department__in=departments)

    def of_figure(self, code):
        """The value that a published figure was made of, None for what documents of the files print."""
        return self.listed().filter(figure__code=code).first()

    def by_figure(self, measure):
        """{published figure: the value it was counted from}."""
        return {one.figure_id: one for one in self.listed().filter(measure=measure, figure__isnull=False)}


class StatedValue(models.Model):
    """What somebody typed, never changed afterwards; what counts is the figure that the office makes of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the office's confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        SENT_BACK = "sent_back", _("sent back")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="stated")
    kind = models.CharField(max_length=20, choices=PublishedFigure.Kind)
    scope = models.CharField(max_length=100)
    variant = models.CharField(max_length=60, blank=True)
    criterion = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.CharField(max_length=10)
    date = models.DateField()
    period = models.CharField(max_length=20)
    comparator = models.CharField(max_length=10, choices=Figure.Comparator)
    low = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=60)
    estimate = models.BooleanField(default=False)
    number = models.CharField(max_length=40, help_text=_("of the document that says so"))
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    section = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    quote = models.TextField()
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="stated")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stated_values")
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stated",
        help_text=_("none: the office"),
    )
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text=_("why it was sent back"))
    figure = models.OneToOneField(
        PublishedFigure, null=True, blank=True, on_delete=models.PROTECT, related_name="stated"
    )

    objects = StatedValueQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.measure.label} {self.year}"
