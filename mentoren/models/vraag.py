"""The personal link with which a mentor fills in the own part, without an account (rules.md §2, §4; ux.md §3.3)."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from educam_portal.accounts.models import User

from ..toestanden import MentorToestand
from .mentor import Mentor


class Mentorvraag(models.Model):
    """One per mentor: asking again gives it a fresh link, and the older one stops working.

    The link itself is never stored, only its hash (architecture.md §3). It says nothing any more when the mentor left, or
    when the werkgever wrote down another address since.
    """

    mentor = models.OneToOneField(Mentor, on_delete=models.PROTECT, related_name="vraag")
    email = models.EmailField("gestuurd naar")
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    gevraagd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "vragen aan mentoren"
        constraints = [
            models.CheckConstraint(condition=Q(vervalt_op__gt=F("gevraagd_op")), name="mentorvraag_vervalt_later")
        ]

    def __str__(self) -> str:
        return f"link voor {self.mentor}"

    @property
    def werkt(self) -> bool:
        """Whether it still belongs to this mentor, apart from its date: a new one may be asked for."""
        return self.mentor.toestand == MentorToestand.ACTIEF and self.mentor.email.lower() == self.email.lower()

    def verlopen(self, op: datetime) -> bool:
        return self.vervalt_op <= op
