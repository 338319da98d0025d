"""Which documents an aanvraag asks for: a dated list, kept as data (rules.md §3.1)."""

from django.db import models

from educam_portal.organisaties.models import Geldigheid, GeldigQuerySet


class GevraagdDocument(Geldigheid):
    """One document the portal asks for between two dates."""

    class Niveau(models.TextChoices):
        VERPLICHT = "verplicht", "Verplicht"
        AANGERADEN = "aangeraden", "Aangeraden"
        BIJ_BEZOEK = "bij_bezoek", "Tonen bij het bezoek"
        VRIJ = "vrij", "Mag"

    class Per(models.TextChoices):
        MENTOR = "mentor", "per mentor"
        AANVRAAG = "aanvraag", "per aanvraag"
        MACHTIGING = "machtiging", "als iemand anders indient"

    soort = models.SlugField(max_length=40)
    titel = models.CharField(max_length=120)
    uitleg = models.CharField(max_length=400)
    niveau = models.CharField(max_length=12, choices=Niveau)
    per = models.CharField(max_length=12, choices=Per)
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = GeldigQuerySet.as_manager()

    class Meta(Geldigheid.Meta):
        verbose_name = "gevraagd document"
        verbose_name_plural = "gevraagde documenten"
        ordering = ["volgorde"]

    def __str__(self) -> str:
        return self.titel
