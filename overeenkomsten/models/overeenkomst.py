"""The overeenkomst between an onderneming, a school and a lerende (rules.md §5)."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.bereik import een_van
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.documenten.codes import nieuwe_code
from educam_portal.organisaties.models import Opleiding, School, Vestiging
from educam_portal.workflow.nummering import Jaarteller
from mentoren.models import Mentor

from ..toestanden import BINDEND, GESCHORST, GETEKEND, STATUS, Soort, Status, Toestand, Wie
from .lerende import Lerende

SCOPES = (Bereik.ALLES, Bereik.OVEREENKOMSTEN)
LEES_SCOPES = (*SCOPES, Bereik.LEZEN)


# The last day on which it binds: the agreed end, or an earlier one.
LAATSTE = Coalesce("einde_feitelijk", "einde")


class OvereenkomstTeller(Jaarteller):
    """Last number given per year."""


class OvereenkomstQuerySet(models.QuerySet["Overeenkomst"]):
    def for_user(self, user: User) -> "OvereenkomstQuerySet":
        """Overeenkomsten within the user's reach (rules.md §2).

        The school sees its own; the werkgever, the sociaal secretariaat and the mentor theirs as soon as the school laid
        the draft before the mentor or sent it. EDUCAM sees no overeenkomst here, only that one runs: `voor_educam`.
        """
        scholen = user.organisaties_als(Rol.TRAJECTBEGELEIDER)
        leden = [lid for lid in user.lidmaatschappen_nu if lid.bron != Bron.HULP and lid.bereik in LEES_SCOPES]
        ondernemingen = {lid.organisatie_id for lid in leden if lid.rol in {*WERKGEVERS, Rol.SECRETARIAAT}}
        getoond = Q(mentor__persoon__user=user) | een_van(vestiging__onderneming__organisatie=ondernemingen)
        return self.filter(een_van(school__organisatie=scholen) | (getoond & self.voorgelegd_q()))

    @staticmethod
    def voorgelegd_q() -> Q:
        """What left the school's desk."""
        return Q(voorgelegd_op__isnull=False)

    def voor_educam(self, user: User) -> "OvereenkomstQuerySet":
        """Those that were sent in the consulent's regions, all of them for a coördinator: that they run, no contents.

        From then on the term to register runs, and the consulent hears of it when it gets late (rules.md §7).
        """
        verstuurd = self.filter(toestand__in=(Toestand.TER_ONDERTEKENING, *GETEKEND))
        if user.is_coordinator:
            return verstuurd
        return verstuurd.filter(vestiging__regio__organisatie__in=user.organisaties_als(Rol.CONSULENT))

    def raakt(self, van: date, tot: date) -> "OvereenkomstQuerySet":
        """Binding or past ones that touch the days from `van` up to and including `tot`, each with its `laatste` day."""
        rijen = self.filter(toestand__in=[*BINDEND, Toestand.AFGELOPEN, Toestand.BEEINDIGD], start__lte=tot)
        return rijen.annotate(laatste=LAATSTE).filter(laatste__gte=van)

    def op_dag(self, dag: date) -> "OvereenkomstQuerySet":
        """Binding on `dag`: they take a place (rules.md §3.1)."""
        return self.filter(toestand__in=BINDEND).raakt(dag, dag)

    def met_schorsing(self, dag: date) -> "OvereenkomstQuerySet":
        """Each with `geschorst`: whether it stands still on `dag` (rules.md §5); no query per row for its badge."""
        from .verloop import Schorsing

        return self.annotate(geschorst=Exists(Schorsing.objects.op_dag(dag).filter(overeenkomst=OuterRef("pk"))))


class Overeenkomst(models.Model):
    """One contract of one lerende. `toestand` changes only through `overeenkomsten.services` (workflow.perform).

    Everything a draft lacks is empty; the constraints hold what must be there once it is sent. `versie` counts the changes
    of the draft, so that two people who edit at once do not overwrite each other. `einde_feitelijk` is the last day when
    it ends before `einde`. Hours are hours per week, pay is euro per month (OAO) or per hour (ODOS, ODO).
    """

    referentie = models.CharField(max_length=20, unique=True)
    sleutel = models.CharField(max_length=16, unique=True, default=nieuwe_code, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="overeenkomsten")
    begeleider = models.ForeignKey(User, on_delete=models.PROTECT, related_name="begeleide_overeenkomsten")
    toestand = models.CharField(max_length=20, choices=Toestand, default=Toestand.CONCEPT)
    soort = models.CharField(max_length=4, choices=Soort, blank=True)
    lerende = models.ForeignKey(Lerende, on_delete=models.PROTECT, related_name="overeenkomsten")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="+")
    vestiging = models.ForeignKey(
        Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="overeenkomsten"
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, blank=True, related_name="overeenkomsten")
    start = models.DateField("eerste dag", null=True, blank=True)
    einde = models.DateField("laatste dag", null=True, blank=True)
    # A timetable as `rules.rooster.Rooster` reads it; empty while nothing is filled in.
    rooster = models.JSONField("uurrooster", default=dict, blank=True)
    voltijds_uren = models.DecimalField(
        "voltijdse week van de onderneming", max_digits=4, decimal_places=2, default=Decimal("38.00")
    )
    categorie = models.PositiveSmallIntegerField("categorie van de leervergoeding", null=True, blank=True)
    vergoeding = models.DecimalField("leervergoeding", max_digits=8, decimal_places=2, null=True, blank=True)
    evaluatievorm = models.TextField("hoe jullie evalueren", blank=True)
    vakantiecontact = models.CharField("wie bereikbaar is in de schoolvakanties", max_length=120, blank=True)
    vakantietelefoon = models.CharField("telefoon in de schoolvakanties", max_length=30, blank=True)
    leeftijd_bevestigd = models.BooleanField("de school bevestigt de leeftijd", default=False)
    waarschuwingen = models.JSONField("getoonde waarschuwingen", default=list, blank=True)
    vorige = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="volgende")
    versie = models.PositiveIntegerField(default=0)
    aangemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    voorgelegd_op = models.DateTimeField("voorgelegd aan de mentor of verstuurd", null=True, blank=True)
    plan_beantwoord_op = models.DateTimeField("plan beantwoord door de mentor", null=True, blank=True)
    verstuurd_op = models.DateTimeField("verstuurd ter ondertekening", null=True, blank=True)
    ondertekend_op = models.DateTimeField("door iedereen ondertekend", null=True, blank=True)
    geregistreerd_op = models.DateField("geregistreerd op", null=True, blank=True)
    loket_referentie = models.CharField("referentie van het loket", max_length=60, blank=True)
    einde_feitelijk = models.DateField("vroeger geëindigd op", null=True, blank=True)
    geannuleerd_op = models.DateTimeField(null=True, blank=True)
    reden = models.TextField("reden van annulering of einde", blank=True)
    # Set by the job that erases them, so that it never looks at the same overeenkomst twice.
    evaluaties_gewist_op = models.DateField(null=True, blank=True, editable=False)

    # Read together with a locked row: who may do something with it, and what it is about.
    LEEST_MEE = (
        "school__organisatie",
        "lerende",
        "opleiding",
        "vestiging__onderneming__organisatie",
        "vestiging__gemeente",
        "mentor__persoon",
    )

    # Filled by `raakt`.
    laatste: date

    objects = OvereenkomstQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "overeenkomsten"
        indexes = [
            models.Index(fields=["school", "toestand", "start"], name="overeenkomst_van_school"),
            models.Index(fields=["vestiging", "toestand", "start"], name="overeenkomst_op_vestiging"),
            models.Index(fields=["mentor", "toestand"], name="overeenkomst_van_mentor"),
            models.Index(fields=["lerende", "start"], name="overeenkomst_van_lerende"),
            models.Index(fields=["begeleider", "toestand"], name="overeenkomst_van_begeleider"),
            # What the nightly job starts and closes.
            models.Index(fields=["toestand", "start"], name="overeenkomst_te_starten"),
            models.Index(LAATSTE, name="overeenkomst_laatste_dag", condition=Q(toestand="lopend")),
            models.Index(
                LAATSTE,
                name="overeenkomst_te_wissen",
                condition=Q(toestand__in=["afgelopen", "beeindigd", "geannuleerd"], evaluaties_gewist_op=None),
            ),
            # EDUCAM's list in its own order: what has yet to be registered, then what was registered last.
            models.Index(
                F("geregistreerd_op").desc(),
                F("start").asc(),
                F("id").asc(),
                name="overeenkomst_te_registreren",
                condition=Q(toestand__in=["ter_ondertekening", "ondertekend", "lopend"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(einde=None) | Q(einde__gte=F("start")), name="overeenkomst_van_tot"
            ),
            models.CheckConstraint(
                condition=Q(toestand__in=["concept", "geannuleerd"])
                | Q(
                    soort__in=["OAO", "SAO", "ODOS", "ODO"],
                    vestiging__isnull=False,
                    mentor__isnull=False,
                    start__isnull=False,
                    einde__isnull=False,
                    verstuurd_op__isnull=False,
                    voorgelegd_op__isnull=False,
                ),
                name="overeenkomst_verstuurd_is_volledig",
            ),
            models.CheckConstraint(
                condition=Q(
                    toestand__in=["ondertekend", "lopend", "afgelopen", "beeindigd"], ondertekend_op__isnull=False
                )
                | Q(toestand="geannuleerd")
                | Q(toestand__in=["concept", "ter_ondertekening"], ondertekend_op=None),
                name="overeenkomst_ondertekend_op",
            ),
            models.CheckConstraint(
                condition=(Q(toestand="geannuleerd", geannuleerd_op__isnull=False) & ~Q(reden=""))
                | (~Q(toestand="geannuleerd") & Q(geannuleerd_op=None)),
                name="overeenkomst_geannuleerd_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(einde_feitelijk=None)
                | Q(
                    toestand__in=["lopend", "beeindigd"],
                    einde_feitelijk__gte=F("start"),
                    einde_feitelijk__lte=F("einde"),
                ),
                name="overeenkomst_vroeger_einde",
            ),
            models.CheckConstraint(
                condition=~Q(toestand="beeindigd") | Q(einde_feitelijk__isnull=False), name="overeenkomst_beeindigd_op"
            ),
            models.CheckConstraint(
                condition=Q(geregistreerd_op=None) | Q(ondertekend_op__isnull=False),
                name="overeenkomst_geregistreerd_is_getekend",
            ),
            models.CheckConstraint(
                condition=Q(categorie=None) | Q(categorie__gte=1, categorie__lte=3), name="overeenkomst_categorie"
            ),
            models.CheckConstraint(condition=Q(vergoeding=None) | Q(vergoeding__gte=0), name="overeenkomst_vergoeding"),
        ]

    def __str__(self) -> str:
        return self.referentie

    def get_absolute_url(self) -> str:
        return reverse("overeenkomst:detail", args=[self.referentie])

    @property
    def status(self) -> Status:
        """How it reads today: standing still is a period on a running one, no state of its own (rules.md §5)."""
        return GESCHORST if self.toestand == Toestand.LOPEND and self.geschorst else STATUS[self.toestand]

    @cached_property
    def geschorst(self) -> bool:
        """Whether it stands still today; a list reads it of all its rows at once (`met_schorsing`)."""
        return self.schorsingen.op_dag(timezone.localdate()).exists()

    @property
    def laatste_dag(self) -> date | None:
        """The last day on which it binds; None for a draft without an end."""
        return self.einde_feitelijk or self.einde

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import OVEREENKOMST

        return OVEREENKOMST

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this overeenkomst (rules.md §2)."""
        rollen: set[Wie] = set()
        if self.school.organisatie_id in user.organisaties_als(Rol.TRAJECTBEGELEIDER):
            rollen.add(Wie.SCHOOL)
        if self.voorgelegd_op is None:
            return rollen
        if self.mentor and self.mentor.persoon.user_id == user.pk:
            rollen.add(Wie.MENTOR)
        for lid in user.lidmaatschappen_nu:
            if lid.organisatie_id != self._onderneming_organisatie or lid.bereik not in SCOPES or lid.bron == Bron.HULP:
                continue
            if lid.rol in WERKGEVERS:
                rollen.add(Wie.WERKGEVER)
            elif lid.rol == Rol.SECRETARIAAT:
                rollen.add(Wie.SECRETARIAAT)
        return rollen

    @property
    def _onderneming_organisatie(self) -> int | None:
        return self.vestiging.onderneming.organisatie_id if self.vestiging else None

    def mag(self, user: User, actie: str) -> bool:
        """Whether the table offers `actie` to the user now; guards may still object when it is pressed."""
        return actie in self.OVERGANGEN.acties(self.toestand, self.rollen_van(user))
