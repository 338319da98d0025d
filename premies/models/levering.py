"""The file with claims for the department, and the file it answers with (rules.md §6)."""

from django.db import models
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.documenten.models import Document
from educam_portal.documenten.persoonsnummers import VersleuteldVeld
from educam_portal.organisaties.models import Onderneming
from educam_portal.workflow.nummering import Jaarteller


class LeveringTeller(Jaarteller):
    """Last number given per year."""


def _geteld(toestand: str) -> models.Count:
    return models.Count("premies", filter=models.Q(premies__toestand=toestand))


class LeveringQuerySet(models.QuerySet["Levering"]):
    def for_user(self, user: User) -> "LeveringQuerySet":
        """They hold INSZ and IBAN of everybody: for a coördinator only (rules.md §2)."""
        return self.all() if user.is_coordinator else self.none()

    def met_aantallen(self) -> "LeveringQuerySet":
        """With what it holds (`aantal`, `bedrag`) and what the department said of it."""
        return self.annotate(
            aantal=models.Count("premies"),
            bedrag=models.Sum("premies__bedrag"),
            wacht=_geteld("doorgegeven"),
            toegekend=_geteld("toegekend"),
            geweigerd=_geteld("geweigerd"),
            uitbetaald=_geteld("uitbetaald"),
        )


class Levering(models.Model):
    """One batch: its claims point at it, so that none is in two. A worker makes the files and counts in `gedaan`.

    `sha256` is that of the JSON, as it was given out; `lease_tot` says that a worker has it now.
    """

    referentie = models.CharField(max_length=20, unique=True)
    schooljaar = models.PositiveSmallIntegerField()
    gemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    totaal = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    xlsx = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    json = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    objects = LeveringQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "leveringen"
        ordering = ["-pk"]
        constraints = [
            # Two that are being made would each take a part of the same claims.
            models.UniqueConstraint(
                fields=["schooljaar"], condition=models.Q(klaar_op=None), name="levering_een_tegelijk"
            ),
            models.CheckConstraint(
                condition=models.Q(klaar_op=None)
                | (models.Q(xlsx__isnull=False, json__isnull=False) & ~models.Q(sha256="")),
                name="levering_klaar_heeft_bestanden",
            ),
        ]

    def __str__(self) -> str:
        return self.referentie

    @property
    def schooljaar_tekst(self) -> str:
        """`2026-2027`."""
        return f"{self.schooljaar}-{self.schooljaar + 1}"

    @property
    def dossiernaam(self) -> str:
        """As a werkgever reads it, who does not know the batch."""
        return f"Premies {self.schooljaar_tekst}"


class Leveringsrekening(models.Model):
    """The account on which an onderneming is paid for the claims of one batch, as it was when the first was handed over.

    Another number later changes nothing of it. Kept until the department paid or refused them all, and a while after.
    """

    levering = models.ForeignKey(Levering, on_delete=models.PROTECT, related_name="rekeningen")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="+")
    iban = VersleuteldVeld("rekeningnummer")

    class Meta:
        verbose_name_plural = "leveringsrekeningen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["levering", "onderneming"], name="leveringsrekening_een_per_onderneming"),
        ]

    def __str__(self) -> str:
        return f"rekening in {self.levering}"


class Antwoord(models.Model):
    """A reply file that was read whole. The same file again is recognised by its SHA-256 and changes nothing."""

    levering = models.ForeignKey(Levering, on_delete=models.PROTECT, related_name="antwoorden")
    sha256 = models.CharField(max_length=64, unique=True)
    ingelezen_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingelezen_op = models.DateTimeField(default=timezone.now)
    toegekend = models.PositiveIntegerField(default=0)
    geweigerd = models.PositiveIntegerField(default=0)
    uitbetaald = models.PositiveIntegerField(default=0)
    ongewijzigd = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "antwoorden"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"antwoord op {self.levering}"


class Antwoordlezing(models.Model):
    """A reply file as a coördinator uploaded it; a worker reads it whole, or refuses it whole with a sentence (`fout`).

    `totaal` is known once its rows were found to be sound; `antwoord` is what came of it, or the one it repeats.
    """

    levering = models.ForeignKey(Levering, on_delete=models.PROTECT, related_name="lezingen")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now)
    totaal = models.PositiveIntegerField(null=True, blank=True)
    lease_tot = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.ForeignKey(Antwoord, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fout = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "antwoordlezingen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(klaar_op=None, antwoord=None, fout="")
                | (models.Q(klaar_op__isnull=False, antwoord=None) & ~models.Q(fout=""))
                | models.Q(klaar_op__isnull=False, antwoord__isnull=False, fout=""),
                name="antwoordlezing_klaar_met_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        return f"lezing van een antwoord op {self.levering}"

    @property
    def was_er_al(self) -> bool:
        """The same file had been read before: nothing changed."""
        return self.antwoord is not None and self.antwoord.ingelezen_op < self.aangemaakt_op
