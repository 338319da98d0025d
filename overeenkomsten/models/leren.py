"""How the competences of an opleidingsplan grow (rules.md §5)."""

from django.db import models
from django.utils import timezone

from educam_portal.accounts.models import User

from ..toestanden import Deel, Kunnen
from .plan import Plancompetentie


class Vordering(models.Model):
    """How far the lerende was with a competence on a day, as mentor or school saw it. Rows are added, never changed."""

    competentie = models.ForeignKey(Plancompetentie, on_delete=models.CASCADE, related_name="vorderingen")
    kant = models.CharField("wie het zag", max_length=10, choices=Deel)
    niveau = models.PositiveSmallIntegerField("hoe ver", choices=Kunnen)
    op = models.DateField("gezien op")
    opmerking = models.CharField("opmerking", max_length=250, blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genoteerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "vorderingen"
        ordering = ["op", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(niveau__lte=2), name="vordering_niveau")]

    def __str__(self) -> str:
        return f"{self.get_niveau_display()} op {self.op:%d/%m/%Y}"
