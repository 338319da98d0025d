"""The outbox, and one plain thread of messages per dossier (architecture.md §3)."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.models import User


class Bericht(models.Model):
    """One mail to one recipient, written in the transaction of the change it tells about; Celery delivers after commit.

    Secrets (codes, personal links) never stand here: `gegevens` holds a reference, the text is composed when sent.
    """

    class Toestand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERZONDEN = "verzonden", "Verzonden"
        MISLUKT = "mislukt", "Mislukt"

    soort = models.SlugField(max_length=60)
    aan = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="berichten")
    adres = models.EmailField(help_text="Adres waarnaar het gaat, ook als de ontvanger geen account heeft.")
    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    dossier = GenericForeignKey("onderwerp_type", "onderwerp_id")
    titel = models.CharField(max_length=150)
    tekst = models.TextField(help_text="Zoals verzonden, met geheimen gemaskeerd.")
    gegevens = models.JSONField(default=dict, blank=True)
    bijlagen = models.JSONField(
        default=list, blank=True, help_text="[{naam, mime, inhoud}], alleen kleine tekst zoals .ics."
    )
    toestand = models.CharField(max_length=10, choices=Toestand, default=Toestand.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging = models.DateTimeField(default=timezone.now)
    lease_tot = models.DateTimeField(null=True, blank=True)
    fout = models.TextField("antwoord van de server", blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    gelezen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "berichten"
        ordering = ["-aangemaakt_op", "-pk"]
        indexes = [
            models.Index(fields=["volgende_poging"], condition=Q(toestand="wacht"), name="bericht_te_verzenden"),
            models.Index(fields=["onderwerp_type", "onderwerp_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(toestand="verzonden") | Q(verzonden_op__isnull=False), name="bericht_verzonden_op"
            )
        ]

    def __str__(self) -> str:
        # The technical administration shows this text, and what a message says is not technical.
        return f"{self.soort} → {self.adres}"


class Draadbericht(models.Model):
    """One message in the thread of a dossier, seen by both sides; `intern` ones by EDUCAM alone."""

    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    onderwerp_id = models.CharField(max_length=40)
    dossier = GenericForeignKey("onderwerp_type", "onderwerp_id")
    auteur = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tekst = models.TextField()
    intern = models.BooleanField("alleen voor EDUCAM", default=False)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "draadberichten"
        ordering = ["op", "pk"]
        indexes = [models.Index(fields=["onderwerp_type", "onderwerp_id", "op"])]

    def __str__(self) -> str:
        return f"{self.auteur}: {self.tekst[:40]}"
