"""A PDF that somebody signed elsewhere with a qualified signature, and what came of looking at it (rules.md §5)."""

from django.db import models
from django.db.models import Q

from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import Maakwerk

from .stuk import Ondertekenaar


class GetekendBestand(Maakwerk):
    """`document` is what was uploaded, byte for byte; a worker looks at it. `redenen` empty once done = it was accepted.

    Nobody may open the file before that, and what is refused is erased.
    """

    ondertekenaar = models.ForeignKey(Ondertekenaar, on_delete=models.PROTECT, related_name="bestanden")
    door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handtekeningen = models.JSONField("wie tekende", default=list, blank=True)
    redenen = models.JSONField("waarom niet", default=list, blank=True)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "getekende bestanden"
        ordering = ["-pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.UniqueConstraint(
                fields=["ondertekenaar"], condition=Q(toestand="wacht"), name="bestand_een_per_ondertekenaar"
            ),
        ]

    def __str__(self) -> str:
        return f"bestand van {self.ondertekenaar_id}"

    @property
    def gebracht_door(self) -> str:
        """Who uploaded it, for the evidence page: logged in, or with the personal link of the party."""
        return str(self.door) if self.door else f"{self.ondertekenaar.naam}, met de persoonlijke link"

    @property
    def aanvaard(self) -> bool:
        return self.toestand == self.Toestand.KLAAR and not self.redenen

    @property
    def geweigerd(self) -> bool:
        return self.toestand == self.Toestand.KLAAR and bool(self.redenen)
