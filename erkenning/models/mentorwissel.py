"""Another mentor for an erkenning that runs: proposed by the werkgever, judged by the consulent (rules.md §3.1, §3.3)."""

from django.db import models
from django.db.models import Q

from educam_portal.accounts.models import User
from mentoren.models import Mentor

from .erkenning import Erkenning


class Mentorvoorstel(models.Model):
    """The day it was proposed is the day of designation, once the consulent accepts (rules.md §3.1)."""

    class Besluit(models.TextChoices):
        OPEN = "", "Wacht op EDUCAM"
        AANVAARD = "aanvaard", "Aanvaard"
        NIET_AANVAARD = "niet_aanvaard", "Niet aanvaard"
        VERVALLEN = "vervallen", "Vervallen"

    erkenning = models.ForeignKey(Erkenning, on_delete=models.PROTECT, related_name="mentorvoorstellen")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="latere_voorstellen")
    voorgesteld_op = models.DateField("voorgesteld op")
    voorgesteld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    besluit = models.CharField(max_length=15, choices=Besluit, blank=True)
    besluit_op = models.DateField(null=True, blank=True)
    besluit_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reden = models.TextField("wat de werkgever erover leest", blank=True)

    class Meta:
        verbose_name_plural = "mentorvoorstellen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["erkenning", "mentor"], condition=Q(besluit=""), name="mentorvoorstel_een_open"
            ),
            models.CheckConstraint(
                condition=Q(besluit="", besluit_op=None) | (~Q(besluit="") & Q(besluit_op__isnull=False)),
                name="mentorvoorstel_besluit_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} voor {self.erkenning}"
