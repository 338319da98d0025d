"""The schooljaar: when schools are closed, and which school offers which opleiding (rules.md §2, §5)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from educam_portal.parameters import vergeet

from .basis import Geldigheid, GeldigQuerySet, Opleiding, School


class SchoolvakantieQuerySet(models.QuerySet["Schoolvakantie"]):
    def tussen(self, van: date, tot: date) -> "SchoolvakantieQuerySet":
        """Those that touch the days from `van` up to and including `tot`."""
        return self.filter(van__lte=tot, tot__gte=van)


class Schoolvakantie(models.Model):
    """A holiday of every Flemish school; a lerende is free and, but for paid days, not paid (rules.md §5)."""

    naam = models.CharField("naam", max_length=60)
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    bron = models.CharField("bron", max_length=250)

    objects = SchoolvakantieQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "schoolvakanties"
        ordering = ["van", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["van"], name="schoolvakantie_een_per_begin"),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="schoolvakantie_van_tot"),
            models.CheckConstraint(condition=~Q(naam="") & ~Q(bron=""), name="schoolvakantie_met_naam_en_bron"),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.van:%d/%m/%Y} – {self.tot:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        vergeet()

    def delete(self, *args, **kwargs):
        uitkomst = super().delete(*args, **kwargs)
        vergeet()
        return uitkomst


class Aanbod(Geldigheid):
    """A school offers an opleiding between two dates: what the public list of aanbieders shows (rules.md §2)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="aanbod")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="aanbod")

    objects = GeldigQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Geldigheid.Meta):
        verbose_name_plural = "aanbod"
        ordering = ["opleiding__titel", "geldig_van"]
        constraints = [
            *Geldigheid.Meta.constraints,
            models.UniqueConstraint(fields=["school", "opleiding", "geldig_van"], name="aanbod_een_per_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.opleiding}"
