"""A list of performed periods that was read, with what would be taken over and what did not match (rules.md §6)."""

from django.db import models
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming

from ..toestanden import Prestatiebron


class Prestatielijst(models.Model):
    """One file of an export, read. Only what matched is kept, and no INSZ: `regels` name the person by its row.

    `regels`: {rij, persoon, wie, van, tot, stand}; `rest`: {rij, zin}. Taken over once: `overgenomen_op`.
    """

    onderneming = models.ForeignKey(Onderneming, on_delete=models.CASCADE, related_name="prestatielijsten")
    bron = models.CharField(max_length=10, choices=Prestatiebron)
    regels = models.JSONField(default=list)
    rest = models.JSONField(default=list)
    onbekende_kolommen = models.JSONField(default=list)
    gelezen_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gelezen_op = models.DateTimeField(default=timezone.now)
    overgenomen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "prestatielijsten"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"prestatielijst {self.pk}"
