"""The opleidingsplan: competences, where each is learned, what the mentor says, and how they grow (rules.md §5)."""

from django.db import models
from django.db.models import Q

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Activiteit

from ..toestanden import Antwoord, Plek
from .overeenkomst import Overeenkomst

HOOGSTE_NIVEAU = 4


class Plancompetentie(models.Model):
    """One competence of one overeenkomst; `activiteit` is where it comes from in the catalogue, None for an own one."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="competenties")
    volgorde = models.PositiveSmallIntegerField()
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    omschrijving = models.CharField("competentie", max_length=250)
    plek = models.CharField("waar", max_length=10, choices=Plek, default=Plek.BEIDE)
    antwoord = models.CharField("antwoord van de mentor", max_length=10, choices=Antwoord, blank=True)
    toelichting = models.CharField("toelichting van de mentor", max_length=250, blank=True)

    class Meta:
        verbose_name_plural = "plancompetenties"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "volgorde"], name="plancompetentie_volgorde_uniek"),
            models.CheckConstraint(
                condition=~Q(antwoord__in=["nee", "anders"]) | ~Q(toelichting=""), name="plancompetentie_anders_waarom"
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving


class Vordering(models.Model):
    """How far the lerende is with a competence on a day: 0 (not seen yet) to 4 (does it alone), and who says so.

    What a colleague whom the mentor named ticks, counts once the mentor confirms it (rules.md §5).
    """

    competentie = models.ForeignKey(Plancompetentie, on_delete=models.CASCADE, related_name="vorderingen")
    op = models.DateField()
    niveau = models.PositiveSmallIntegerField()
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    namens = models.CharField("collega die het zag", max_length=120, blank=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "vorderingen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(niveau__lte=HOOGSTE_NIVEAU), name="vordering_niveau"),
        ]

    def __str__(self) -> str:
        return f"{self.competentie_id}: {self.niveau} op {self.op:%d/%m/%Y}"
