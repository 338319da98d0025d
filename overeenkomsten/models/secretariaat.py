"""What the werkgever hands to the sociaal secretariaat, and the personal link on it (rules.md §5.1)."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import Maakwerk

from .mailcode import MetCode
from .overeenkomst import Overeenkomst


class Pakket(MetCode, Maakwerk):
    """PDF (`document`) and CSV of what the secretariaat needs, and a link on which it ticks "geregeld" without account.

    One counts per overeenkomst; a newer one withdraws it. Both files hold the INSZ, so they are erased with the link. The
    link is never stored, only its hash; `zaad` makes it again (accounts/geheime_link.py). Without `email` the werkgever
    hands the link over; it opens no files then, for there is no address to ask a code at.
    """

    CODE_OM = "het pakket te openen"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="pakketten")
    naam = models.CharField("sociaal secretariaat", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    csv = models.ForeignKey("documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    vervalt_op = models.DateTimeField("link werkt tot")
    gemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "pakketten voor het sociaal secretariaat"
        ordering = ["-pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.UniqueConstraint(
                fields=["overeenkomst"], condition=Q(ingetrokken_op=None), name="pakket_een_per_overeenkomst"
            ),
            models.CheckConstraint(condition=~Q(naam=""), name="pakket_voor_iemand"),
        ]

    def __str__(self) -> str:
        return f"pakket van {self.overeenkomst_id} voor {self.naam}"

    def werkt(self, op: datetime) -> bool:
        """Whether the link opens at `op`."""
        return self.ingetrokken_op is None and self.vervalt_op > op
