"""Private files: random names, a key each, reading of sensitive ones logged, erased by a term (architecture.md §3)."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User


class Document(models.Model):
    """A stored file and what is known of it. The bytes lie in private storage, never on a public path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.SlugField(max_length=40, help_text="Bepaalt het toegangsbeleid, zie documenten.beleid.")
    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    bestandsnaam = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    opslagnaam = models.CharField(max_length=80, unique=True)
    gevoelig = models.BooleanField(default=False)
    gegenereerd = models.BooleanField(default=False, help_text="Door het portaal zelf gemaakt, niet opgeladen.")
    sleutel = models.TextField(
        "versleutelde sleutel", blank=True, help_text="Leeg na wissen: dan is het bestand onleesbaar."
    )
    geupload_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    geupload_op = models.DateTimeField(default=timezone.now)
    bewaren_tot = models.DateField(null=True, blank=True, db_index=True)
    gewist_op = models.DateTimeField(null=True, blank=True)
    gewist_reden = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "documenten"
        indexes = [models.Index(fields=["onderwerp_type", "onderwerp_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(gevoelig=False) | Q(gewist_op=None) | Q(sleutel=""), name="document_gewist_zonder_sleutel"
            ),
            models.CheckConstraint(
                condition=Q(gevoelig=False) | Q(gewist_op__isnull=False) | ~Q(sleutel=""),
                name="document_gevoelig_met_sleutel",
            ),
        ]

    def __str__(self) -> str:
        # The name that somebody gave a file is contents (rules.md §2), and this text ends up in logs and in the admin.
        return f"{'gevoelig document' if self.gevoelig else 'document'} ({self.soort})"

    def get_absolute_url(self) -> str:
        return reverse("documenten:bestand", args=[self.pk])


class Leeslog(models.Model):
    """Who opened which sensitive document, when. Kept two years (rules.md §11)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="leeslog")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "leeslog"
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.user} las {self.document} op {self.op:%d/%m/%Y %H:%M}"
