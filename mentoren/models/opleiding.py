"""The two-day mentoropleiding: sessions, who is enrolled, presence per day, and what proves completion (rules.md §4)."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.documenten.codes import nieuwe_code
from educam_portal.documenten.maakwerk import Maakwerk
from educam_portal.organisaties.models import Gemeente, Onderneming, Vestiging

from ..toestanden import OPEN, Inschrijfstand, SessieToestand, Wie
from .mentor import Mentor, Persoon

AANTAL_DAGEN = 2
HOOGSTENS_PLAATSEN = 100


class SessieQuerySet(models.QuerySet["Sessie"]):
    def for_user(self, user: User) -> "SessieQuerySet":
        """When and where a session takes place is public; who is enrolled is `Inschrijving.for_user`."""
        return self

    def met_bezetting(self) -> "SessieQuerySet":
        """With `bezet` and `wachtend`, the numbers of people with a seat and on the waiting list, its place and days."""
        stand = "inschrijvingen__toestand"
        return (
            self.annotate(
                bezet=Count(
                    "inschrijvingen",
                    filter=~Q(**{f"{stand}__in": [Inschrijfstand.WACHTLIJST, Inschrijfstand.GEANNULEERD]}),
                ),
                wachtend=Count("inschrijvingen", filter=Q(**{stand: Inschrijfstand.WACHTLIJST})),
            )
            .select_related("gemeente")
            .prefetch_related("dagen")
        )

    def komend(self, op: datetime) -> "SessieQuerySet":
        """Planned and not begun at `op`, the soonest first."""
        nu = timezone.localtime(op)
        later = Q(dagen__datum__gt=nu.date()) | Q(dagen__datum=nu.date(), dagen__van__gt=nu.time())
        return self.filter(later, dagen__nummer=1, toestand=SessieToestand.GEPLAND).order_by("dagen__datum", "pk")


class Sessie(models.Model):
    """One time the two-day course takes place. `toestand` changes only through `mentoren.services`."""

    titel = models.CharField("titel", max_length=120, default="Mentoropleiding")
    locatie = models.CharField("naam van de plaats", max_length=120)
    straat = models.CharField("straat", max_length=120)
    huisnummer = models.CharField("huisnummer", max_length=15)
    postcode = models.CharField("postcode", max_length=4)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    capaciteit = models.PositiveSmallIntegerField("aantal plaatsen", default=12)
    trainer = models.CharField("trainer", max_length=120)
    programma = models.TextField("programma", blank=True)
    toestand = models.CharField(max_length=12, choices=SessieToestand, default=SessieToestand.GEPLAND, db_index=True)
    reden = models.TextField("reden van de annulering", blank=True)
    aangemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sessies"
        constraints = [
            models.CheckConstraint(
                condition=Q(capaciteit__gte=1, capaciteit__lte=HOOGSTENS_PLAATSEN), name="sessie_capaciteit"
            ),
            models.CheckConstraint(
                condition=Q(toestand="geannuleerd", reden__gt="") | (~Q(toestand="geannuleerd") & Q(reden="")),
                name="sessie_geannuleerd_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} in {self.gemeente}"

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import SESSIE

        return SESSIE

    def rollen_van(self, user: User) -> set[Wie]:
        """A coördinator plans and closes sessions (rules.md §2)."""
        return {Wie.COORDINATOR} if user.is_coordinator else set()

    @property
    def adres(self) -> str:
        return f"{self.locatie}, {self.straat} {self.huisnummer}, {self.postcode} {self.gemeente.naam}"

    @property
    def dag1(self) -> "Sessiedag":
        return self._dag(1)

    @property
    def dag2(self) -> "Sessiedag":
        return self._dag(2)

    def _dag(self, nummer: int) -> "Sessiedag":
        return next(dag for dag in self.dagen.all() if dag.nummer == nummer)

    def begonnen(self, op: datetime) -> bool:
        """From the hour the first day starts on: nobody enrols, cancels or moves up any more."""
        return self.dag1.begint_op <= op

    @property
    def vrij(self) -> int:
        """Free seats of a row of `met_bezetting`."""
        return max(0, self.capaciteit - self.bezet)  # type: ignore[attr-defined]  # annotated


class Sessiedag(models.Model):
    """One of the two days, with its hours in Brussels."""

    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="dagen")
    nummer = models.PositiveSmallIntegerField()
    datum = models.DateField()
    van = models.TimeField()
    tot = models.TimeField()

    class Meta:
        verbose_name_plural = "sessiedagen"
        ordering = ["nummer"]
        indexes = [models.Index(fields=["nummer", "datum"], name="sessiedag_per_datum")]
        constraints = [
            models.UniqueConstraint(fields=["sessie", "nummer"], name="sessiedag_nummer_uniek"),
            models.UniqueConstraint(fields=["sessie", "datum"], name="sessiedag_elke_dag_een_andere"),
            models.CheckConstraint(condition=Q(nummer__gte=1, nummer__lte=AANTAL_DAGEN), name="sessiedag_een_of_twee"),
            models.CheckConstraint(condition=Q(tot__gt=F("van")), name="sessiedag_van_tot"),
        ]

    def __str__(self) -> str:
        return f"dag {self.nummer}: {self.datum:%d/%m/%Y}"

    @property
    def begint_op(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.datum, self.van))

    @property
    def eindigt_op(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.datum, self.tot))


class InschrijvingQuerySet(models.QuerySet["Inschrijving"]):
    def open(self) -> "InschrijvingQuerySet":
        """Enrolled or waiting."""
        return self.filter(toestand__in=OPEN)

    def for_user(self, user: User) -> "InschrijvingQuerySet":
        """Those of mentoren within reach: never one that another onderneming of the same person made (rules.md §4)."""
        if user.is_coordinator:
            return self
        return self.filter(Q(persoon__user=user) | Q(mentor__in=Mentor.objects.for_user(user)))


class Inschrijving(models.Model):
    """A person in a session, enrolled as mentor of one onderneming. `uid` and `volgnummer` keep its .ics one event."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="inschrijvingen")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="inschrijvingen")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="inschrijvingen")
    toestand = models.CharField(max_length=15, choices=Inschrijfstand)
    plaats_op_wachtlijst = models.PositiveIntegerField(null=True, blank=True)
    ingeschreven_op = models.DateTimeField(default=timezone.now)
    ingeschreven_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    geannuleerd_op = models.DateTimeField(null=True, blank=True)
    reden = models.TextField("reden van de annulering", blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgnummer = models.PositiveIntegerField("SEQUENCE van de uitnodiging", default=0)

    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inschrijvingen"
        indexes = [models.Index(fields=["sessie", "toestand", "plaats_op_wachtlijst"], name="inschrijving_per_sessie")]
        constraints = [
            # Enrolled twice is refused, whatever the session and whoever did it first.
            models.UniqueConstraint(
                fields=["persoon"], condition=Q(toestand__in=OPEN), name="inschrijving_een_open_per_persoon"
            ),
            models.UniqueConstraint(
                fields=["sessie", "persoon"],
                condition=~Q(toestand=Inschrijfstand.GEANNULEERD),
                name="inschrijving_eenmaal_per_sessie",
            ),
            models.UniqueConstraint(fields=["sessie", "plaats_op_wachtlijst"], name="inschrijving_plaats_in_de_rij"),
            models.CheckConstraint(
                condition=Q(toestand="wachtlijst", plaats_op_wachtlijst__isnull=False)
                | (~Q(toestand="wachtlijst") & Q(plaats_op_wachtlijst=None)),
                name="inschrijving_wacht_heeft_plaats",
            ),
            models.CheckConstraint(
                condition=Q(toestand="geannuleerd", geannuleerd_op__isnull=False)
                | (~Q(toestand="geannuleerd") & Q(geannuleerd_op=None)),
                name="inschrijving_geannuleerd_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} in {self.sessie}"

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import INSCHRIJVING

        return INSCHRIJVING

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this enrolment (rules.md §2)."""
        return rollen_bij(self.mentor, user)

    def mag(self, user: User, actie: str) -> bool:
        """Whether the table offers `actie` to the user now; guards may still object when it is pressed."""
        return actie in self.OVERGANGEN.acties(self.toestand, self.rollen_van(user))


def rollen_bij(mentor: Mentor, user: User) -> set[Wie]:
    """Who the user is for this mentor: the mentor in person, or what `rollen_bij_onderneming` says."""
    eigen = {Wie.MENTOR} if mentor.persoon.user_id == user.pk else set()
    return eigen | rollen_bij_onderneming(mentor.onderneming, user)


def rollen_bij_onderneming(onderneming: Onderneming, user: User, regios: Collection[int] | None = None) -> set[Wie]:
    """The werkgever, the consulent of one of its regions, or a coördinator (rules.md §2).

    A machtiging to read, and a consulent who helps with a concept, enrol nobody. `regios` are the organisaties of the
    regions where it has a vestiging, when the caller knows them; None asks the database.
    """
    rollen: set[Wie] = {Wie.COORDINATOR} if user.is_coordinator else set()
    bereiken = (Bereik.ALLES, Bereik.AANVRAGEN)
    for lid in user.lidmaatschappen_nu:
        werkgever = lid.organisatie_id == onderneming.organisatie_id and lid.rol in WERKGEVERS
        if werkgever and lid.bereik in bereiken and lid.bron != Bron.HULP:
            rollen.add(Wie.WERKGEVER)
    eigen = user.organisaties_als(Rol.CONSULENT)
    if eigen and regios is None:
        regios = Vestiging.objects.filter(onderneming=onderneming).values_list("regio__organisatie", flat=True)
    if eigen & set(regios or ()):
        rollen.add(Wie.CONSULENT)
    return rollen


class Aanwezigheid(models.Model):
    """Whether somebody was there on one of the days."""

    inschrijving = models.ForeignKey(Inschrijving, on_delete=models.CASCADE, related_name="aanwezigheden")
    dag = models.ForeignKey(Sessiedag, on_delete=models.PROTECT, related_name="aanwezigheden")
    aanwezig = models.BooleanField()
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "aanwezigheden"
        constraints = [models.UniqueConstraint(fields=["inschrijving", "dag"], name="aanwezigheid_een_per_dag")]

    def __str__(self) -> str:
        return f"{self.inschrijving}, {self.dag}"


class Attest(Maakwerk):
    """Proof that somebody completed the course, with a public code. Names the person, never an onderneming."""

    persoon = models.OneToOneField(Persoon, on_delete=models.PROTECT, related_name="attest")
    inschrijving = models.OneToOneField(Inschrijving, on_delete=models.PROTECT, related_name="attest")
    voltooid_op = models.DateField("mentoropleiding voltooid op")
    code = models.CharField("openbare code", max_length=16, unique=True, default=nieuwe_code, editable=False)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "attesten"

    def __str__(self) -> str:
        return f"attest van {self.voltooid_op:%d/%m/%Y}"


class ExternAttest(models.Model):
    """A course followed elsewhere that a consulent accepts instead, and why (rules.md §4)."""

    persoon = models.OneToOneField(Persoon, on_delete=models.PROTECT, related_name="extern_attest")
    aanbieder = models.CharField("waar gevolgd", max_length=150)
    gevolgd_op = models.DateField("gevolgd op")
    reden = models.TextField("waarom het telt")
    document = models.ForeignKey(
        "documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    aanvaard_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aanvaard_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "externe attesten"
        constraints = [
            models.CheckConstraint(condition=~Q(reden="") & ~Q(aanbieder=""), name="extern_attest_met_reden")
        ]

    def __str__(self) -> str:
        return f"attest van {self.aanbieder}"
