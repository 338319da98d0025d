"""The year of a lerende on paper, and its address for a calendar program (rules.md §5)."""

from django.db import models
from django.utils import timezone

from educam_portal.documenten.maakwerk import Maakwerk

from .overeenkomst import Overeenkomst


class Kalenderblad(Maakwerk):
    """One schooljaar on one A4. A calendar that changes is another snapshot, so another row; the older one is erased."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="kalenderbladen")
    jaar = models.PositiveSmallIntegerField("schooljaar dat begint in")

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "kalenderbladen"
        ordering = ["-pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.UniqueConstraint(fields=["overeenkomst", "jaar"], name="kalenderblad_een_per_schooljaar"),
        ]

    def __str__(self) -> str:
        return f"kalender {self.jaar} van {self.overeenkomst_id}"


class Kalenderlink(models.Model):
    """The private address of the year of one lerende: a page and a feed. A new seed makes the old address die."""

    overeenkomst = models.OneToOneField(Overeenkomst, on_delete=models.CASCADE, related_name="kalenderlink")
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    vernieuwd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "kalenderlinks"

    def __str__(self) -> str:
        return f"kalenderlink van {self.overeenkomst_id}"
