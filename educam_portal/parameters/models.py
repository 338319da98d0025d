"""Dated values with a source: no amount, term or code stands in the code itself (rules.md §8)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .definities import DEFINITIES, Definitie
from .lezen import vergeet
from .waarden import OngeldigeWaarde, getypeerd


class Parameter(models.Model):
    """One version of one parameter: in force from `geldig_vanaf` until the next version."""

    naam = models.SlugField(max_length=60)
    waarde = models.JSONField(blank=True, help_text='Getallen met decimalen als tekst, bijvoorbeeld "2189.81".')
    geldig_vanaf = models.DateField()
    bron = models.CharField(max_length=250)
    afgeleid = models.BooleanField("afgeleid, niet gepubliceerd", default=False)
    opmerking = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "parameters"
        ordering = ["naam", "geldig_vanaf"]
        constraints = [
            models.UniqueConstraint(fields=["naam", "geldig_vanaf"], name="parameter_een_per_dag"),
            models.CheckConstraint(condition=~Q(bron=""), name="parameter_met_bron"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} vanaf {self.geldig_vanaf:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        self.clean()
        super().save(*args, **kwargs)
        vergeet()

    def delete(self, *args, **kwargs):
        uitkomst = super().delete(*args, **kwargs)
        vergeet()
        return uitkomst

    @property
    def definitie(self) -> Definitie | None:
        return DEFINITIES.get(self.naam)

    def clean(self) -> None:
        """Refuses a name that does not exist and a value that does not fit it, with a Dutch sentence at the field."""
        if self.definitie is None:
            raise ValidationError({"naam": f"Er bestaat geen parameter met de naam “{self.naam}”."})
        try:
            getypeerd(self.naam, self.waarde)
        except OngeldigeWaarde as fout:
            raise ValidationError({"waarde": str(fout)}) from fout
