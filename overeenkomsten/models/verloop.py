"""What happens to an overeenkomst while it runs: changes, standing still, ending, and talking in time (rules.md §5)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import User

from ..toestanden import Eindreden, Eindwijze, Partij, Schorsingsgrond
from .overeenkomst import Overeenkomst


class Addendum(models.Model):
    """A change to a signed overeenkomst, signed by all (rules.md §5): `wijzigingen` holds the new value per field.

    `toegepast_op` is when the last signature came and the overeenkomst took the new values, that count from `vanaf`.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="addenda")
    vanaf = models.DateField("geldt vanaf")
    wijzigingen = models.JSONField()
    reden = models.TextField()
    voorgesteld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    toegepast_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addenda"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overeenkomst"],
                condition=Q(toegepast_op=None, ingetrokken_op=None),
                name="addendum_een_open_per_overeenkomst",
            ),
            models.CheckConstraint(
                condition=Q(toegepast_op=None) | Q(ingetrokken_op=None), name="addendum_toegepast_of_ingetrokken"
            ),
        ]

    def __str__(self) -> str:
        return f"bijlage vanaf {self.vanaf:%d/%m/%Y}"


class Beeindiging(models.Model):
    """An end before time (rules.md §5): how, from whom, handed over when, and the last day.

    `van_kracht_op` is when all who must sign it did; only then the overeenkomst ends on `laatste_dag`.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="beeindigingen")
    wijze = models.CharField("hoe", max_length=12, choices=Eindwijze)
    reden_soort = models.CharField("waarom", max_length=12, choices=Eindreden, blank=True)
    reden = models.TextField("toelichting", blank=True)
    door_partij = models.CharField("wie stopt", max_length=20, choices=Partij)
    overhandigd_op = models.DateField("overhandigd op")
    laatste_dag = models.DateField("laatste dag")
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemeld_op = models.DateTimeField()
    van_kracht_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "beëindigingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overeenkomst"], condition=Q(ingetrokken_op=None), name="beeindiging_een_per_overeenkomst"
            ),
            models.CheckConstraint(
                condition=Q(laatste_dag__gte=F("overhandigd_op")) | Q(wijze="reden"), name="beeindiging_na_overhandiging"
            ),
            models.CheckConstraint(
                condition=(Q(wijze="reden") & ~Q(reden_soort="") & ~Q(reden=""))
                | (~Q(wijze="reden") & Q(reden_soort="")),
                name="beeindiging_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"einde op {self.laatste_dag:%d/%m/%Y}"


class Schorsing(models.Model):
    """A period in which a running overeenkomst stands still; longer than 14 days the trajectbegeleider hears of it."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="schorsingen")
    grond = models.CharField("waarom", max_length=15, choices=Schorsingsgrond)
    toelichting = models.CharField(max_length=250, blank=True)
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag", null=True, blank=True)
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField(default=timezone.now)
    school_verwittigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "schorsingen"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="schorsing_van_tot"),
            models.UniqueConstraint(fields=["overeenkomst"], condition=Q(tot=None), name="schorsing_een_open"),
        ]

    def __str__(self) -> str:
        return f"geschorst vanaf {self.van:%d/%m/%Y}"


class Knelpunt(models.Model):
    """Something that does not go well: a talk within the term, what was agreed, and when it is looked at again."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="knelpunten")
    door_partij = models.CharField("wie het meldt", max_length=20)
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemeld_op = models.DateTimeField()
    omschrijving = models.TextField()
    gesprek_op = models.DateField("gesprek op", null=True, blank=True)
    afspraken = models.TextField(blank=True)
    hercontrole_op = models.DateField("we kijken opnieuw op", null=True, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    uitkomst = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "knelpunten"
        ordering = ["-gemeld_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gesprek_op=None, afspraken="", hercontrole_op=None)
                | (Q(gesprek_op__isnull=False, hercontrole_op__isnull=False) & ~Q(afspraken="")),
                name="knelpunt_gesprek_met_afspraken",
            )
        ]

    def __str__(self) -> str:
        return f"knelpunt van {self.gemeld_op:%d/%m/%Y}"


class Bevraging(models.Model):
    """The answer of one of the three to "how does it go?" around day 20 (rules.md §5)."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="bevragingen")
    partij = models.CharField(max_length=20)
    gevraagd_op = models.DateTimeField()
    zaad = models.CharField(max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    gaat_goed = models.CharField(max_length=10, blank=True)
    opmerking = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "bevragingen"
        constraints = [models.UniqueConstraint(fields=["overeenkomst", "partij"], name="bevraging_een_per_partij")]

    def __str__(self) -> str:
        return f"dag 20, {self.partij}"


class Agendadag(models.Model):
    """A day that differs from the timetable: worked in a holiday with its recuperation, or swapped once (rules.md §5)."""

    class Dag(models.TextChoices):
        GARAGE = "garage", "Op de werkplek"
        SCHOOL = "school", "Op school"
        VRIJ = "vrij", "Vrij"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="agendadagen")
    datum = models.DateField()
    wordt = models.CharField(max_length=10, choices=Dag)
    waarom = models.CharField(max_length=200)
    # None: a swap that mentor and school agreed in the thread.
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, null=True, blank=True, related_name="dagen")
    genoteerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genoteerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "agendadagen"
        ordering = ["datum"]
        constraints = [models.UniqueConstraint(fields=["overeenkomst", "datum"], name="agendadag_een_per_dag")]

    def __str__(self) -> str:
        return f"{self.datum:%d/%m/%Y}: {self.wordt}"
