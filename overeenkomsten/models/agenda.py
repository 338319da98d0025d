"""Days that differ from the timetable of an overeenkomst, and the swaps that make them (rules.md §5)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import User

from ..toestanden import Kant
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


class Dagruil(models.Model):
    """A one-off swap of two days: one side proposes it, the other agrees in the thread (rules.md §5).

    `kant` is the side that proposed it. Agreed, each of the two days is an Agendadag that takes the place of the other.
    """

    class Stand(models.TextChoices):
        OPEN = "open", "Wacht op antwoord"
        AFGESPROKEN = "afgesproken", "Afgesproken"
        GEWEIGERD = "geweigerd", "Niet akkoord"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="dagruilen")
    dag = models.DateField("welke dag")
    met = models.DateField("ruilen met")
    reden = models.CharField("waarom", max_length=200)
    kant = models.CharField(max_length=15, choices=Kant)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.OPEN)
    voorgesteld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    beantwoord_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "dagruilen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst"], condition=Q(stand="open"), name="dagruil_een_open"),
            models.CheckConstraint(condition=~Q(dag=F("met")) & ~Q(reden=""), name="dagruil_twee_dagen_met_reden"),
            models.CheckConstraint(
                condition=Q(stand="open", beantwoord_op=None, beantwoord_door=None)
                | (~Q(stand="open") & Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False)),
                name="dagruil_beantwoord_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dag:%d/%m/%Y} met {self.met:%d/%m/%Y}"
