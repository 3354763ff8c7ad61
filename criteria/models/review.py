"""What people say about a report and what happened to it: opinions by stage, events, and the evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from criteria.models.reports import Assessment, Report
from criteria.models.standard import Criterion


class EvidenceQuerySet(models.QuerySet):
    def of_reports(self, reports):
        """Links of these reports with their evidence."""
        return EvidenceLink.objects.filter(report__in=reports).select_related("evidence")


class Evidence(models.Model):
    """A file, kept once by its hash, or the citation of a document; one piece may serve several communes."""

    sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=255, blank=True, help_text=_("the file's own name"))
    content_type = models.CharField(max_length=100, blank=True, help_text=_("as the content says, not the name"))
    size = models.PositiveIntegerField(null=True, blank=True)
    stored = models.CharField(max_length=80, blank=True, help_text=_("random name below EVIDENCE_ROOT"))
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=~Q(sha256=""), name="evidence_once"),
            models.CheckConstraint(condition=~Q(sha256="") | ~Q(number=""), name="evidence_file_or_citation"),
        ]

    def __str__(self):
        return self.name or self.number

    @property
    def address(self):
        """Where the file opens; empty for a citation."""
        return reverse("evidence_open", args=[self.pk]) if self.stored else ""


class EvidenceLinkQuerySet(models.QuerySet):
    def of_criteria(self, reports):
        """Links of these reports with their evidence, criterion by criterion."""
        found = self.filter(report__in=reports).select_related("evidence", "criterion")
        return found.order_by("criterion__number", "criterion", "id")


class EvidenceLink(models.Model):
    """One piece of evidence for one criterion of one report."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence_links")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["report", "criterion", "id"]
        constraints = [models.UniqueConstraint(fields=["evidence", "report", "criterion"], name="evidence_link_once")]


class OpinionQuerySet(models.QuerySet):
    def open_disputes(self):
        """Disputes that nobody has answered: they hold an approval up."""
        return self.filter(stance=Opinion.Stance.DISPUTES, settled_at__isnull=True)

    def flags(self):
        """What area officers ask the office to look at closely; it holds nothing up."""
        return self.filter(stance=Opinion.Stance.FLAGS)

    def returned(self):
        """The office's comments on criteria that were sent back and not yet submitted again."""
        return self.filter(stance=Opinion.Stance.RETURNS, settled_at__isnull=True)


class Opinion(models.Model):
    """What one person said about one criterion of a report at one stage; said once, never changed, only settled."""

    class Stage(models.TextChoices):
        COMMUNE = "commune", _("self-assessment of the commune")
        DISTRICT = "district", _("check by the district")
        AREA = "area", _("comment of the area officer")
        DEPARTMENT = "department", _("opinion of the department")
        PROVINCE = "province", _("the province")

    class Stance(models.TextChoices):
        STATES = "states", _("states a verdict")
        AGREES = "agrees", _("agrees")
        DISPUTES = "disputes", _("disputes")
        COMMENTS = "comments", _("comments")
        FLAGS = "flags", _("asks to look closely")
        RETURNS = "returns", _("returns")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="opinions")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    stance = models.CharField(max_length=10, choices=Stance)
    outcome = models.CharField(max_length=20, choices=Assessment.Outcome, blank=True)
    text = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="opinions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text=_("what settled it"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "criterion", "id"]
        indexes = [models.Index(fields=["report", "stance"], name="opinion_of_report")]

    def __str__(self):
        return f"{self.criterion}: {self.get_stage_display()}"


class ReportEvent(models.Model):
    """One step in a report's life: who took it, from which state to which."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="events")
    transition = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "id"]
