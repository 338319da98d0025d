"""Days that differ from the timetable of an overeenkomst (rules.md §5)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.models import User

from .overeenkomst import Overeenkomst


class Agendadag(models.Model):
    """One day that is not what the timetable says, and why: swapped once, worked in a holiday, or its recuperation.

    `soort` has the values of `rules.kalender.Dagsoort`; `overeenkomsten/agenda.py` reads the rows as that rule wants them.
    """

    class Soort(models.TextChoices):
        WERKPLEK = "garage", "Op de werkplek"
        SCHOOL = "school", "Op school"
        BEIDE = "beide", "Op school en op de werkplek"
        VRIJ = "vrij", "Vrij"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="agendadagen")
    datum = models.DateField()
    soort = models.CharField("wordt", max_length=10, choices=Soort)
    reden = models.CharField("waarom", max_length=250)
    genoteerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genoteerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "agendadagen"
        ordering = ["datum"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "datum"], name="agendadag_een_per_dag"),
            models.CheckConstraint(
                condition=Q(soort__in=["garage", "school", "beide", "vrij"]), name="agendadag_soort"
            ),
            models.CheckConstraint(condition=~Q(reden=""), name="agendadag_met_reden"),
        ]

    def __str__(self) -> str:
        return f"{self.datum:%d/%m/%Y}: {self.get_soort_display()}"
