"""The opleidingsplan: competences, where each is learned, what the mentor says (rules.md §5)."""

from django.db import models
from django.db.models import Q

from educam_portal.organisaties.models import Activiteit

from ..toestanden import Antwoord, Plek
from .overeenkomst import Overeenkomst


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
