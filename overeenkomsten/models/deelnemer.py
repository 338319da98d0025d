"""The personal page of who has no account, and the three questions around day 20 (rules.md §5)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.models import User

from ..toestanden import Deelnemer, Gevoel
from .mailcode import MetCode
from .overeenkomst import Overeenkomst


class Deelnemerlink(MetCode):
    """The private address of the lerende, or of a mentor without an account, as long as the overeenkomst runs.

    The link is never stored, only its hash; `zaad` makes it again for a later mail (accounts/geheime_link.py).
    """

    CODE_OM = "de getekende overeenkomst te openen"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="deelnemerlinks")
    deelnemer = models.CharField("van wie", max_length=10, choices=Deelnemer)
    email = models.EmailField()
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    verstuurd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "deelnemerlinks"
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "deelnemer"], name="deelnemerlink_een_per_deelnemer")
        ]

    def __str__(self) -> str:
        return f"{self.get_deelnemer_display()} bij {self.overeenkomst_id}"

    @property
    def naam(self) -> str:
        """How a mail greets who has it."""
        rij = self.overeenkomst
        return rij.lerende.voornaam if self.deelnemer == Deelnemer.LERENDE else str(rij.mentor)


class Bevraging(models.Model):
    """How it goes around day 20, as one of the three says: three answers and a remark (rules.md §5, §7)."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="bevragingen")
    deelnemer = models.CharField("wie antwoordt", max_length=10, choices=Deelnemer)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    welkom = models.CharField(max_length=6, choices=Gevoel, blank=True)
    duidelijk = models.CharField(max_length=6, choices=Gevoel, blank=True)
    begeleiding = models.CharField(max_length=6, choices=Gevoel, blank=True)
    opmerking = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "bevragingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "deelnemer"], name="bevraging_een_per_deelnemer"),
            models.CheckConstraint(
                condition=Q(beantwoord_op=None, welkom="", duidelijk="", begeleiding="", opmerking="")
                | (Q(beantwoord_op__isnull=False) & ~Q(welkom="") & ~Q(duidelijk="") & ~Q(begeleiding="")),
                name="bevraging_helemaal_beantwoord",
            ),
        ]

    def __str__(self) -> str:
        return f"dag 20, {self.get_deelnemer_display()}"

    @property
    def niet_goed(self) -> bool:
        """One bad answer is enough to talk about."""
        return Gevoel.SLECHT in (self.welkom, self.duidelijk, self.begeleiding)
