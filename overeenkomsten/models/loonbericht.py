"""That an onderneming is told of another minimum leervergoeding, once per version of the GGMMI (rules.md §5.2)."""

from django.db import models
from django.db.models import Q

from educam_portal.organisaties.models import Onderneming


class Loonbericht(models.Model):
    """`versie` is the change of the parameter that it tells of; without `gemeld_op` it still has to be told."""

    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="+")
    versie = models.CharField("wijziging van het GGMMI", max_length=20)
    vanaf = models.DateField()
    ingetrokken = models.BooleanField("gaat niet door", default=False)
    gevraagd_op = models.DateTimeField()
    gemeld_op = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "loonberichten"
        ordering = ["pk"]
        indexes = [models.Index(fields=["gevraagd_op"], condition=Q(gemeld_op=None), name="loonbericht_te_melden")]
        constraints = [
            models.UniqueConstraint(fields=["versie", "onderneming"], name="loonbericht_een_per_versie"),
        ]

    def __str__(self) -> str:
        return f"{self.onderneming_id} over {self.vanaf:%d/%m/%Y}"
