"""The erkenning and the letters that tell about it (rules.md §3.3)."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.documenten.maakwerk import Maakwerk
from educam_portal.organisaties.models import Opleiding, Vestiging

from .. import rules
from ..toestanden import STAND, ErkenningToestand, Status, Wie
from .aanvraag import Aanvraag, AanvraagLijn, nieuwe_sleutel


class ErkenningQuerySet(models.QuerySet["Erkenning"]):
    def geldig(self, op: date | None = None) -> "ErkenningQuerySet":
        """Recognised on `op` (today by default): within validity, not opgeheven, not geschorst."""
        op = op or timezone.localdate()
        return self.filter(
            Q(opgeheven_op=None) | Q(opgeheven_op__gt=op),
            Q(geschorst_van=None) | Q(geschorst_van__gt=op) | Q(geschorst_tot__lt=op),
            geldig_van__lte=op,
            geldig_tot__gte=op,
        )

    def for_user(self, user: User) -> "ErkenningQuerySet":
        return self.filter(vestiging__in=Vestiging.objects.for_user(user))

    def naast(self, erkenning: "Erkenning", op: date) -> "ErkenningQuerySet":
        """Others of the same vestiging × opleiding that run on `op` or later: a renewal that was granted, or what it follows."""
        plek = {"vestiging": erkenning.vestiging_id, "opleiding": erkenning.opleiding_id}
        return self.filter(**plek, toestand=ErkenningToestand.LOPEND, geldig_tot__gte=op).exclude(pk=erkenning.pk)

    def met_verlenging(self) -> "ErkenningQuerySet":
        """Each with the reference of the renewal that is being handled, and the id of the erkenning that follows it."""
        loopt = AanvraagLijn.objects.filter(verlengt=OuterRef("pk"), open=True)
        gevolgd = Erkenning.objects.filter(lijn__verlengt=OuterRef("pk"), opgeheven_op=None)
        return self.annotate(
            verlenging_ref=Subquery(loopt.values("aanvraag__referentie")[:1]),
            verlengd=Subquery(gevolgd.values("pk")[:1]),
        )


class Erkenning(models.Model):
    """A granted recognition: exactly one vestiging × one opleiding, with a period of validity (both days included)."""

    lijn = models.OneToOneField(AanvraagLijn, on_delete=models.PROTECT, related_name="erkenning")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="erkenningen")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="erkenningen")
    plaatsen = models.PositiveSmallIntegerField("aantal plaatsen", default=1)
    toestand = models.CharField(max_length=12, choices=ErkenningToestand, default=ErkenningToestand.LOPEND)
    geldig_van = models.DateField()
    geldig_tot = models.DateField("geldig tot en met")
    geschorst_van = models.DateField(null=True, blank=True)
    geschorst_tot = models.DateField(null=True, blank=True)
    opgeheven_op = models.DateField("beëindigd vanaf", null=True, blank=True)
    code = models.CharField("openbare code", max_length=16, unique=True, default=nieuwe_sleutel, editable=False)

    # Filled by `met_verlenging`.
    verlenging_ref: str | None
    verlengd: int | None

    # Read together with a locked row: what it is for, and who may do something with it.
    LEEST_MEE = ("opleiding", "vestiging__onderneming", "vestiging__regio", "lijn__aanvraag")

    objects = ErkenningQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "erkenningen"
        indexes = [
            models.Index(fields=["vestiging", "opleiding", "geldig_tot"]),
            models.Index(fields=["geldig_tot", "opleiding"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(geldig_tot__gte=F("geldig_van")), name="erkenning_geldig_van_tot"),
            models.CheckConstraint(
                condition=Q(geschorst_tot=None) | Q(geschorst_tot__gte=F("geschorst_van")), name="erkenning_schorsing"
            ),
            models.CheckConstraint(condition=Q(plaatsen__gte=1, plaatsen__lte=50), name="erkenning_plaatsen"),
            models.CheckConstraint(
                condition=Q(toestand__in=["opgeheven", "uitgesloten", "gesloten"], opgeheven_op__isnull=False)
                | (~Q(toestand__in=["opgeheven", "uitgesloten", "gesloten"]) & Q(opgeheven_op=None)),
                name="erkenning_opgeheven_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opleiding} · {self.vestiging}"

    def stand(self, op: date | None = None) -> Status:
        """How it stands on `op` (today by default), with the words and colour of a status."""
        stand = rules.stand(
            op or timezone.localdate(),
            toestand=self.toestand,
            van=self.geldig_van,
            tot=self.geldig_tot,
            geschorst_van=self.geschorst_van,
            geschorst_tot=self.geschorst_tot,
            beeindigd_op=self.opgeheven_op,
        )
        return STAND[stand]

    @property
    def laatste_dag(self) -> date:
        """The last day on which it counts or counted."""
        return rules.laatste_dag(self.geldig_tot, self.opgeheven_op)

    @property
    def consulent_url(self) -> str:
        return reverse("consulent:erkenning", args=[self.pk])

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import ERKENNING

        return ERKENNING

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this erkenning (rules.md §2)."""
        rollen: set[Wie] = {Wie.COORDINATOR} if user.is_coordinator else set()
        if self.vestiging.regio.organisatie_id in user.organisaties_als(Rol.CONSULENT):
            rollen.add(Wie.CONSULENT)
        # Help is for filling in a concept; it gives nothing to say about an erkenning.
        if any(
            lid.organisatie_id == self.vestiging.onderneming.organisatie_id
            and lid.rol in WERKGEVERS
            and lid.bron != Bron.HULP
            and lid.bereik in (Bereik.ALLES, Bereik.AANVRAGEN)
            for lid in user.lidmaatschappen_nu
        ):
            rollen.add(Wie.WERKGEVER)
        return rollen

    def mag(self, user: User, actie: str) -> bool:
        """Whether the table offers `actie` to the user now; guards may still object when it is pressed."""
        return actie in self.OVERGANGEN.acties(self.toestand, self.rollen_van(user))


class Brief(Maakwerk):
    """A decision letter, an attest or the letter of a measure: made from a stored snapshot, so it can be made again."""

    class Soort(models.TextChoices):
        BESLISSING = "beslissing", "Beslissingsbrief"
        ATTEST = "attest", "Attest van erkenning"
        MAATREGEL = "maatregel", "Brief over een maatregel"

    soort = models.CharField(max_length=12, choices=Soort)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, null=True, blank=True, related_name="brieven")
    erkenning = models.ForeignKey(Erkenning, on_delete=models.PROTECT, null=True, blank=True, related_name="brieven")
    maatregel = models.OneToOneField(
        "erkenning.Maatregel", on_delete=models.PROTECT, null=True, blank=True, related_name="brief"
    )
    versie = models.PositiveSmallIntegerField(default=1)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "brieven"
        ordering = ["soort", "pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.CheckConstraint(
                condition=Q(soort="attest", aanvraag__isnull=False, erkenning__isnull=False, maatregel=None)
                | Q(soort="beslissing", aanvraag__isnull=False, erkenning=None, maatregel=None)
                | Q(soort="maatregel", aanvraag=None, erkenning=None, maatregel__isnull=False),
                name="brief_hoort_ergens_bij",
            ),
            models.UniqueConstraint(
                fields=["aanvraag", "versie"], condition=Q(soort="beslissing"), name="brief_een_beslissing_per_versie"
            ),
            models.UniqueConstraint(
                fields=["erkenning", "versie"], condition=Q(soort="attest"), name="brief_een_attest_per_versie"
            ),
        ]

    def __str__(self) -> str:
        # The technical administration shows this text, and what a measure is about is not technical.
        return f"{self.get_soort_display()} {self.aanvraag or self.pk}"
