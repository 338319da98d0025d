"""Something that does not go well, and the talks about it (rules.md §5)."""

from django.db import models
from django.db.models import F, Q

from educam_portal.accounts.models import User

from ..toestanden import Melder
from .overeenkomst import Overeenkomst


class Knelpunt(models.Model):
    """Reported by one of the people around an overeenkomst; closed with an outcome.

    What the lerende writes is read by the school only: the onderneming reads what was agreed in the talk.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="knelpunten")
    melder = models.CharField("wie het meldt", max_length=10, choices=Melder)
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemeld_op = models.DateTimeField()
    omschrijving = models.TextField()
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uitkomst = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "knelpunten"
        ordering = ["-gemeld_op", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(omschrijving=""), name="knelpunt_omschreven"),
            models.CheckConstraint(
                condition=Q(afgesloten_op=None, afgesloten_door=None, uitkomst="")
                | (Q(afgesloten_op__isnull=False, afgesloten_door__isnull=False) & ~Q(uitkomst="")),
                name="knelpunt_afgesloten_met_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        return f"knelpunt van {self.gemeld_op:%d/%m/%Y}"


class Knelpuntgesprek(models.Model):
    """One talk about a knelpunt: what was agreed, and the day on which it is looked at again."""

    knelpunt = models.ForeignKey(Knelpunt, on_delete=models.CASCADE, related_name="gesprekken")
    gesprek_op = models.DateField("gesprek op")
    afspraken = models.TextField("wat jullie afspraken")
    hercontrole_op = models.DateField("we kijken opnieuw op")
    genoteerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genoteerd_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "knelpuntgesprekken"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hercontrole_op__gt=F("gesprek_op")) & ~Q(afspraken=""), name="knelpuntgesprek_met_afspraken"
            )
        ]

    def __str__(self) -> str:
        return f"gesprek van {self.gesprek_op:%d/%m/%Y}"
