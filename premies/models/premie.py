"""A claim on the premie: one lerende, one onderneming, one schooljaar (rules.md §6), and how it was judged each time."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Bereik, Rol, User
from educam_portal.organisaties.gekozen import rollen_bij
from educam_portal.organisaties.models import Onderneming
from educam_portal.workflow.nummering import Jaarteller
from overeenkomsten.models import Overeenkomst, Persoonsnummer

from ..regels import telt_per_onderneming
from ..rules import Recht, Uitkomst, Voorwaardecode, Wachten
from ..toestanden import RECHTEN, TE_BEOORDELEN, WACHT_OP, Aanleiding, Status, Toestand, Wie, status
from .levering import Levering

SCOPES = (Bereik.ALLES, Bereik.PREMIES)
LEES_SCOPES = (*SCOPES, Bereik.LEZEN)


class PremieTeller(Jaarteller):
    """Last number given per year."""


class PremieQuerySet(models.QuerySet["Premie"]):
    def for_user(self, user: User) -> "PremieQuerySet":
        """Claims within the user's reach (rules.md §2): those of the own ondernemingen, all of them for a coördinator."""
        if user.is_coordinator:
            return self.all()
        return self.filter(onderneming__organisatie__in=ondernemingen_van(user))

    def te_beoordelen(self) -> "PremieQuerySet":
        """Those the portal still judges; the others wait for the department or are over."""
        return self.filter(toestand__in=TE_BEOORDELEN)

    def mogelijk(self) -> "PremieQuerySet":
        """Those that may still come to a premie: something is asked for them, and reminded of."""
        return self.te_beoordelen().exclude(recht=Recht.NEE, wacht_op="")

    def aan_de_beurt(self, op: date) -> "PremieQuerySet":
        """What the passing of time, or something that changed for many at once, may have changed by `op`."""
        return self.te_beoordelen().filter(herbekijk_op__lte=op, persoonsnummer__isnull=False)


def ondernemingen_van(user: User) -> set[int]:
    """The organisaties of the ondernemingen whose premiums the user may see; who helps with filing does not."""
    return set(rollen_bij(user, LEES_SCOPES))


def wie_bij(user: User, organisatie_id: int) -> set[Wie]:
    """As whom the user acts for an onderneming: gives consent, tells what was worked. Who may only read does not."""
    rollen = rollen_bij(user, SCOPES).get(organisatie_id, set())
    werkgever = {Wie.WERKGEVER} if rollen - {Rol.SECRETARIAAT} else set()
    return werkgever | ({Wie.SECRETARIAAT} if Rol.SECRETARIAAT in rollen else set())


class Premie(models.Model):
    """One claim. `toestand` changes only through `premies.services` (workflow.perform).

    `overeenkomst` is the one it leans on: of several in the schooljaar the one with the best outlook. `bedrag` in euro:
    what is paid, or may still be. `voorwaarden` are the outcomes as they were judged last, each with its last day;
    `herbekijk_op` is the day on which the passing of time alone may change them.
    """

    referentie = models.CharField(max_length=20, unique=True)
    # Empty when the person was erased: the figures stay (rules.md §11).
    persoonsnummer = models.ForeignKey(Persoonsnummer, on_delete=models.PROTECT, null=True, related_name="premies")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="premies")
    schooljaar = models.PositiveSmallIntegerField()
    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="premies")
    toestand = models.CharField(max_length=12, choices=Toestand, default=Toestand.IN_OPBOUW)
    recht = models.CharField(max_length=8, choices=RECHTEN, default="nog_niet")
    bedrag = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0))
    voorwaarden = models.JSONField(default=list)
    # No right to it now, and not lost: what would still open the way.
    wacht_op = models.CharField(max_length=6, choices=WACHT_OP, blank=True)
    # The first day of its earliest overeenkomst: who comes first when places run out (rules.md §6).
    start = models.DateField()
    eerder = models.PositiveSmallIntegerField("premies die voorgaan", default=0)
    eerder_hier = models.PositiveSmallIntegerField("waarvan bij deze onderneming", default=0)
    herbekijk_op = models.DateField(null=True, blank=True)
    # Why, when it is more than the passing of time.
    herbekijk_om = models.CharField(max_length=15, choices=Aanleiding, blank=True)
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    levering = models.ForeignKey(Levering, on_delete=models.PROTECT, null=True, blank=True, related_name="premies")
    beslist_op = models.DateField("beslist door het departement op", null=True, blank=True)
    reden = models.TextField("reden van weigering", blank=True)
    uitbetaald_op = models.DateField("uitbetaald op", null=True, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    # Read together with a locked row: whom it is about, and who may do something with it.
    LEEST_MEE = ("onderneming__organisatie", "overeenkomst__lerende", "overeenkomst__opleiding")

    objects = PremieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "premies"
        ordering = ["-schooljaar", "pk"]
        indexes = [
            models.Index(fields=["onderneming", "-schooljaar"], name="premie_van_onderneming"),
            models.Index(fields=["schooljaar", "toestand", "recht"], name="premie_van_schooljaar"),
            # What the nightly job looks at: nothing else is touched.
            models.Index(
                fields=["herbekijk_op"],
                name="premie_te_herbekijken",
                condition=Q(toestand__in=["in_opbouw", "klaar", "vervallen"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["persoonsnummer", "onderneming", "schooljaar"], name="premie_eenmaal_per_schooljaar"
            ),
            models.CheckConstraint(
                condition=Q(toestand__in=["in_opbouw", "klaar", "vervallen"], levering=None)
                | (~Q(toestand__in=["in_opbouw", "klaar", "vervallen"]) & Q(levering__isnull=False)),
                name="premie_doorgegeven_in_levering",
            ),
            models.CheckConstraint(
                condition=(Q(toestand="klaar") & Q(recht="ja"))
                | (Q(toestand="vervallen") & Q(recht="nee"))
                | ~Q(toestand__in=["klaar", "vervallen"]),
                name="premie_klaar_of_vervallen",
            ),
            models.CheckConstraint(
                condition=(Q(toestand="geweigerd") & ~Q(reden="")) | (~Q(toestand="geweigerd") & Q(reden="")),
                name="premie_geweigerd_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(toestand="uitbetaald", uitbetaald_op__gte=F("beslist_op"))
                | (~Q(toestand="uitbetaald") & Q(uitbetaald_op=None)),
                name="premie_uitbetaald_op",
            ),
            models.CheckConstraint(
                condition=Q(toestand__in=["toegekend", "geweigerd", "uitbetaald"], beslist_op__isnull=False)
                | (~Q(toestand__in=["toegekend", "geweigerd", "uitbetaald"]) & Q(beslist_op=None)),
                name="premie_beslist_op",
            ),
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="premie_bedrag"),
            models.CheckConstraint(condition=Q(wacht_op="") | Q(recht="nee"), name="premie_wacht_zonder_recht"),
        ]

    def __str__(self) -> str:
        return self.referentie

    def get_absolute_url(self) -> str:
        """The employer's page; the coördinator's is `coordinator_url`."""
        return reverse("premie:detail", args=[self.referentie])

    @property
    def coordinator_url(self) -> str:
        return reverse("premiebeheer:premie", args=[self.referentie])

    @property
    def status(self) -> Status:
        return status(self.toestand, self.recht, enkel_tijd=self.enkel_tijd, wacht_op=self.wacht_op)

    @property
    def enkel_tijd(self) -> bool:
        """Nothing is missing but months that have yet to be worked."""
        open_ = {een["code"] for een in self.voorwaarden if een["uitkomst"] == Uitkomst.OPEN}
        return self.recht == Recht.NOG_NIET and open_ == {Voorwaardecode.VIER_MAANDEN}

    @property
    def wacht_op_plaats(self) -> bool:
        """Only the maximum stands in the way, and a claim that goes first may still fall away (rules.md §6)."""
        return self.wacht_op == Wachten.PLAATS

    @property
    def per_onderneming(self) -> bool:
        return telt_per_onderneming(self.schooljaar)

    @property
    def geteld(self) -> int:
        """How many premiums come before it, as the maximum counts them."""
        return self.eerder_hier if self.per_onderneming else self.eerder

    @property
    def is_mogelijk(self) -> bool:
        """As `mogelijk` of the queryset."""
        return self.toestand in TE_BEOORDELEN and (self.recht != Recht.NEE or bool(self.wacht_op))

    def is_aan_de_beurt(self, op: date) -> bool:
        """As `aan_de_beurt` of the queryset, for one that is about somebody."""
        return self.toestand in TE_BEOORDELEN and self.herbekijk_op is not None and self.herbekijk_op <= op

    @property
    def schooljaar_tekst(self) -> str:
        """`2026-2027`."""
        return f"{self.schooljaar}-{self.schooljaar + 1}"

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import PREMIE

        return PREMIE

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this claim (rules.md §2)."""
        eigen = wie_bij(user, self.onderneming.organisatie_id)
        return eigen | {Wie.COORDINATOR} if user.is_coordinator else eigen


class Beoordeling(models.Model):
    """What a judgement came to, kept whenever it differs from the one before: the history of a claim, and why."""

    premie = models.ForeignKey(Premie, on_delete=models.CASCADE, related_name="beoordelingen")
    op = models.DateTimeField()
    aanleiding = models.CharField(max_length=15, choices=Aanleiding)
    toestand = models.CharField(max_length=12, choices=Toestand)
    recht = models.CharField(max_length=8, choices=RECHTEN)
    bedrag = models.DecimalField(max_digits=8, decimal_places=2)
    voorwaarden = models.JSONField(default=list)
    wacht_op = models.CharField(max_length=6, choices=WACHT_OP, blank=True)

    class Meta:
        verbose_name_plural = "beoordelingen"
        ordering = ["op", "pk"]
        indexes = [models.Index(fields=["premie", "op"], name="beoordeling_van_premie")]

    def __str__(self) -> str:
        return f"{self.premie_id}: {self.recht} op {timezone.localdate(self.op):%d/%m/%Y}"
