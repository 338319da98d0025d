"""What happens to an overeenkomst that binds: changes, standing still, and ending before its time (rules.md §5)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import Maakwerk

from ..toestanden import METEEN, Eindreden, Eindwijze, Partij, Schorsingsgrond, Wie, Wijziging
from .overeenkomst import Overeenkomst
from .stuk import Stuk


class Beeindiging(models.Model):
    """An end before time (rules.md §5): how, by whom, handed over when, the last day, and the document to sign.

    `van_kracht_op` is when all who must sign it did; only then the overeenkomst ends on `laatste_dag`.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="beeindigingen")
    stuk = models.OneToOneField(Stuk, on_delete=models.PROTECT, related_name="beeindiging")
    wijze = models.CharField("hoe", max_length=12, choices=Eindwijze)
    reden_soort = models.CharField("welke reden", max_length=12, choices=Eindreden, blank=True)
    reden = models.TextField("toelichting", blank=True)
    door_partij = models.CharField("wie stopt", max_length=20, choices=Partij, blank=True)
    overhandigd_op = models.DateField("overhandigd op", null=True, blank=True)
    laatste_dag = models.DateField("laatste dag")
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # In which role: the other side cannot take back what somebody gave notice of.
    gemeld_als = models.CharField(max_length=12, choices=Wie)
    gemeld_op = models.DateTimeField()
    van_kracht_op = models.DateTimeField("door iedereen ondertekend", null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "beëindigingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overeenkomst"], condition=Q(ingetrokken_op=None), name="beeindiging_een_per_overeenkomst"
            ),
            models.CheckConstraint(
                condition=Q(van_kracht_op=None) | Q(ingetrokken_op=None), name="beeindiging_van_kracht_of_ingetrokken"
            ),
            models.CheckConstraint(
                condition=Q(wijze="onderling", door_partij="")
                | (Q(wijze__in=["proefperiode", "reden"]) & ~Q(door_partij="")),
                name="beeindiging_door_wie",
            ),
            models.CheckConstraint(
                condition=Q(wijze="proefperiode", overhandigd_op__isnull=False, laatste_dag__gte=F("overhandigd_op"))
                | (~Q(wijze="proefperiode") & Q(overhandigd_op=None)),
                name="beeindiging_na_overhandiging",
            ),
            models.CheckConstraint(
                condition=(Q(wijze="reden") & ~Q(reden_soort="") & ~Q(reden=""))
                | (~Q(wijze="reden") & Q(reden_soort="")),
                name="beeindiging_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"einde op {self.laatste_dag:%d/%m/%Y}"


class Addendum(models.Model):
    """A change to an overeenkomst that everybody signed (rules.md §5): `wijzigingen` holds the new value per field.

    What was and what becomes stands in the snapshot of its document: that is the history. The last signature decides;
    `toegepast_op` is when the overeenkomst took the new values, on `vanaf` at the earliest.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="addenda")
    stuk = models.OneToOneField(Stuk, on_delete=models.PROTECT, related_name="addendum")
    wat = models.CharField("wat er verandert", max_length=12, choices=Wijziging)
    vanaf = models.DateField("geldt vanaf")
    wijzigingen = models.JSONField()
    reden = models.TextField("waarom", blank=True)
    voorgesteld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    toegepast_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addenda"
        ordering = ["-pk"]
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
        return f"{self.get_wat_display().lower()} vanaf {self.vanaf:%d/%m/%Y}"

    @property
    def meteen(self) -> bool:
        """Holds from the last signature on, whatever day it was asked for."""
        return self.wat in METEEN


class SchorsingQuerySet(models.QuerySet["Schorsing"]):
    def op_dag(self, dag: date) -> "SchorsingQuerySet":
        """The suspensions that `dag` lies in; one without a last day goes on."""
        return self.filter(Q(tot=None) | Q(tot__gte=dag), van__lte=dag)


class Schorsing(Maakwerk):
    """A period in which a running overeenkomst stands still (rules.md §5). The row makes its own letter of confirmation.

    `toestand` tells about that letter. `tot` is None as long as nobody knows when it is over; `gemeld_lang_op` is when
    the trajectbegeleider heard that it lasts long.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="schorsingen")
    grond = models.CharField("waarom", max_length=15, choices=Schorsingsgrond)
    toelichting = models.CharField(max_length=250, blank=True)
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag", null=True, blank=True)
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gemeld_lang_op = models.DateTimeField(null=True, blank=True)

    objects = SchorsingQuerySet.as_manager()

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "schorsingen"
        ordering = ["-van", "-pk"]
        indexes = [models.Index(fields=["gemeld_lang_op", "van"], name="schorsing_nog_te_melden")]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="schorsing_van_tot"),
            models.UniqueConstraint(fields=["overeenkomst"], condition=Q(tot=None), name="schorsing_een_open"),
        ]

    def __str__(self) -> str:
        return f"geschorst vanaf {self.van:%d/%m/%Y}"
