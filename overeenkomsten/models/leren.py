"""How the competences of an opleidingsplan grow (rules.md §5)."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from educam_portal.accounts.models import User

from ..toestanden import Deel, Kunnen, Partij, Toestand
from .overeenkomst import Overeenkomst
from .plan import Plancompetentie


class Vordering(models.Model):
    """How far the lerende was with a competence on a day, as mentor or school saw it. Rows are added, never changed."""

    competentie = models.ForeignKey(Plancompetentie, on_delete=models.CASCADE, related_name="vorderingen")
    kant = models.CharField("wie het zag", max_length=10, choices=Deel)
    niveau = models.PositiveSmallIntegerField("hoe ver", choices=Kunnen)
    op = models.DateField("gezien op")
    opmerking = models.CharField("opmerking", max_length=250, blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # A colleague of the mentor, whose proposal `door` confirmed.
    gezien_door = models.CharField("collega die het zag", max_length=80, blank=True)
    genoteerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "vorderingen"
        ordering = ["op", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(niveau__lte=2), name="vordering_niveau")]

    def __str__(self) -> str:
        return f"{self.get_niveau_display()} op {self.op:%d/%m/%Y}"


class Mentorhulp(models.Model):
    """A colleague whom the mentor named to tick competences with them, by a personal link without account (rules.md §5)."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="mentorhulpen")
    naam = models.CharField("naam van de collega", max_length=80)
    email = models.EmailField("e-mailadres van de collega")
    genoemd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genoemd_op = models.DateTimeField()
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    vervalt_op = models.DateTimeField()
    gestopt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "collega's die helpen"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overeenkomst", "email"],
                condition=models.Q(gestopt_op=None),
                name="mentorhulp_een_link_per_adres",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def helpt(self) -> bool:
        """As long as the mentor wants it and the lerende works there."""
        return self.gestopt_op is None and self.overeenkomst.toestand == Toestand.LOPEND

    def verlopen(self, op: datetime) -> bool:
        return self.vervalt_op <= op


class Vorderingsvoorstel(models.Model):
    """What such a colleague saw: it counts once the mentor confirms it (rules.md §5)."""

    hulp = models.ForeignKey(Mentorhulp, on_delete=models.CASCADE, related_name="voorstellen")
    competentie = models.ForeignKey(Plancompetentie, on_delete=models.CASCADE, related_name="+")
    niveau = models.PositiveSmallIntegerField("hoe ver", choices=Kunnen)
    op = models.DateField("gezien op")
    opmerking = models.CharField("opmerking", max_length=250, blank=True)
    voorgesteld_op = models.DateTimeField()
    beslist_op = models.DateTimeField(null=True, blank=True)
    klopt = models.BooleanField("door de mentor bevestigd", null=True, blank=True)

    class Meta:
        verbose_name_plural = "voorstellen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(beslist_op=None, klopt=None)
                | models.Q(beslist_op__isnull=False, klopt__isnull=False),
                name="vorderingsvoorstel_beslist",
            ),
            models.CheckConstraint(condition=models.Q(niveau__lte=2), name="vorderingsvoorstel_niveau"),
        ]

    def __str__(self) -> str:
        return f"{self.get_niveau_display()} op {self.op:%d/%m/%Y}"


class Leeslink(models.Model):
    """The personal link by which a lerende, or who represents a minor, reads the own progress without account (§2)."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="leeslinks")
    partij = models.CharField(max_length=20, choices=Partij)
    email = models.EmailField("e-mailadres")
    gestuurd_op = models.DateTimeField()
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    vervalt_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "leeslinks"
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "partij"], name="leeslink_een_per_partij"),
            models.CheckConstraint(
                condition=models.Q(partij__in=["lerende", "vertegenwoordiger"]), name="leeslink_kant_van_lerende"
            ),
        ]

    def __str__(self) -> str:
        return f"leeslink van {self.get_partij_display().lower()}"

    def verlopen(self, op: datetime) -> bool:
        return self.vervalt_op <= op
