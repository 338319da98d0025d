"""The erkenning and the letters that tell about it (rules.md §3.3)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import Maakwerk
from educam_portal.organisaties.models import Opleiding, Vestiging

from .aanvraag import Aanvraag, AanvraagLijn, nieuwe_sleutel


class ErkenningQuerySet(models.QuerySet["Erkenning"]):
    def geldig(self, op: date | None = None) -> "ErkenningQuerySet":
        """Recognised on `op` (today by default): within validity, not opgeheven, not geschorst."""
        op = op or timezone.localdate()
        return self.filter(
            Q(opgeheven_op=None) | Q(opgeheven_op__gt=op),
            Q(geschorst_van=None) | Q(geschorst_van__gt=op) | Q(geschorst_tot__lt=op),
            geldig_van__lte=op,
            geldig_tot__gte=op,
        )

    def for_user(self, user: User) -> "ErkenningQuerySet":
        return self.filter(vestiging__in=Vestiging.objects.for_user(user))


class Erkenning(models.Model):
    """A granted recognition: exactly one vestiging × one opleiding, with a period of validity (both days included)."""

    lijn = models.OneToOneField(AanvraagLijn, on_delete=models.PROTECT, related_name="erkenning")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="erkenningen")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="erkenningen")
    plaatsen = models.PositiveSmallIntegerField("aantal plaatsen", default=1)
    geldig_van = models.DateField()
    geldig_tot = models.DateField("geldig tot en met")
    geschorst_van = models.DateField(null=True, blank=True)
    geschorst_tot = models.DateField(null=True, blank=True)
    opgeheven_op = models.DateField(null=True, blank=True)
    code = models.CharField("openbare code", max_length=16, unique=True, default=nieuwe_sleutel, editable=False)

    objects = ErkenningQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "erkenningen"
        indexes = [
            models.Index(fields=["vestiging", "opleiding", "geldig_tot"]),
            models.Index(fields=["geldig_tot", "opleiding"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(geldig_tot__gte=F("geldig_van")), name="erkenning_geldig_van_tot"),
            models.CheckConstraint(
                condition=Q(geschorst_tot=None) | Q(geschorst_tot__gte=F("geschorst_van")), name="erkenning_schorsing"
            ),
            models.CheckConstraint(condition=Q(plaatsen__gte=1, plaatsen__lte=50), name="erkenning_plaatsen"),
        ]

    def __str__(self) -> str:
        return f"{self.opleiding} · {self.vestiging}"


class Brief(Maakwerk):
    """A decision letter or an attest: rendered by a Celery job from a stored snapshot, so it can always be made again."""

    class Soort(models.TextChoices):
        BESLISSING = "beslissing", "Beslissingsbrief"
        ATTEST = "attest", "Attest van erkenning"

    soort = models.CharField(max_length=12, choices=Soort)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="brieven")
    erkenning = models.ForeignKey(Erkenning, on_delete=models.PROTECT, null=True, blank=True, related_name="brieven")
    versie = models.PositiveSmallIntegerField(default=1)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "brieven"
        ordering = ["soort", "pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.CheckConstraint(
                condition=Q(soort="attest", erkenning__isnull=False) | Q(soort="beslissing", erkenning=None),
                name="brief_attest_van_erkenning",
            ),
            models.UniqueConstraint(
                fields=["aanvraag", "versie"], condition=Q(soort="beslissing"), name="brief_een_beslissing_per_versie"
            ),
            models.UniqueConstraint(
                fields=["erkenning", "versie"], condition=Q(soort="attest"), name="brief_een_attest_per_versie"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.aanvraag}"
