"""The plaatsbezoek to a vestiging and its report (rules.md §3.2)."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Vestiging

from .aanvraag import Aanvraag


def nieuw_token() -> str:
    return secrets.token_urlsafe(24)


class Bezoek(models.Model):
    """One visit, which may serve several aanvragen of the same vestiging. `uid` and `volgnummer` keep its .ics one event."""

    class Toestand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "Voorgesteld"
        VASTGELEGD = "vastgelegd", "Gepland"
        UITGEVOERD = "uitgevoerd", "Uitgevoerd"
        GEANNULEERD = "geannuleerd", "Geannuleerd"

    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="bezoeken")
    aanvragen = models.ManyToManyField(Aanvraag, related_name="bezoeken")
    consulent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="bezoeken")
    toestand = models.CharField(max_length=12, choices=Toestand, default=Toestand.VASTGELEGD)
    begint_op = models.DateTimeField(null=True, blank=True)
    duur = models.PositiveSmallIntegerField("duur in minuten", default=60)
    mentor_aanwezig = models.BooleanField("de mentor is erbij", default=True)
    opmerking = models.CharField(max_length=500, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgnummer = models.PositiveIntegerField("SEQUENCE van de uitnodiging", default=0)
    token = models.CharField(max_length=40, default=nieuw_token, unique=True, editable=False)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "bezoeken"
        ordering = ["begint_op"]
        indexes = [
            models.Index(fields=["consulent", "begint_op"]),
            # Who has visits today: asked by the daily message of everybody at once.
            models.Index(fields=["begint_op"], condition=Q(toestand="vastgelegd"), name="bezoek_vastgelegd_op"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(toestand__in=["voorgesteld", "geannuleerd"]) | Q(begint_op__isnull=False),
                name="bezoek_heeft_moment",
            ),
            models.CheckConstraint(condition=Q(duur__gte=15, duur__lte=480), name="bezoek_duur"),
        ]

    def __str__(self) -> str:
        return f"bezoek aan {self.vestiging}"


class BezoekMoment(models.Model):
    """A slot the consulent offers through the one-tap link."""

    bezoek = models.ForeignKey(Bezoek, on_delete=models.CASCADE, related_name="momenten")
    begint_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "voorgestelde momenten"
        ordering = ["begint_op"]
        constraints = [models.UniqueConstraint(fields=["bezoek", "begint_op"], name="bezoekmoment_uniek")]

    def __str__(self) -> str:
        return self.zin

    @property
    def zin(self) -> str:
        """The slot in words: "dinsdag 1 december 2026 om 9.00 uur"."""
        return date_format(timezone.localtime(self.begint_op), "l j F Y \\o\\m G.i \\u\\u\\r")


class Bezoekverslag(models.Model):
    """The report of one visit for one aanvraag; findings per activity and condition stand on the aanvraag itself."""

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.CASCADE, related_name="verslag")
    bezoek = models.ForeignKey(Bezoek, on_delete=models.PROTECT, null=True, blank=True, related_name="verslagen")
    tekst = models.TextField(blank=True)
    engagementen_besproken = models.BooleanField(default=False)
    begonnen_op = models.DateTimeField(default=timezone.now)
    begonnen_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "bezoekverslagen"

    def __str__(self) -> str:
        return f"verslag bij {self.aanvraag}"
