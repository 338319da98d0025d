"""The aanvraag with its lines: one vestiging, one or more opleidingen (rules.md §3.1, §3.2)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.bereik import een_van
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.documenten.codes import nieuwe_code as nieuwe_sleutel
from educam_portal.organisaties.models import Activiteit, Onderneming, Opleiding, Regio, Vestiging
from educam_portal.workflow.nummering import Jaarteller
from mentoren.models import Mentor

from ..toestanden import AFGESLOTEN, LOPEND, STATUS, Status, Toestand, Voorwaarde, Wie


class ReferentieTeller(Jaarteller):
    """Last number given to an aanvraag per year."""


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    def for_user(self, user: User) -> "AanvraagQuerySet":
        """Aanvragen within the user's reach (rules.md §2).

        The werkgever (or a machtiging for aanvragen or reading) sees those of the own onderneming; the consulent those
        of own and replaced regions from indiening on, and concepts only while helping; the coördinator all but concepts.
        """
        scopes = (Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN)
        leden = [lid for lid in user.lidmaatschappen_nu if lid.rol in WERKGEVERS and lid.bereik in scopes]
        bereik = een_van(onderneming__organisatie={lid.organisatie_id for lid in leden if lid.bron != Bron.HULP})
        if hulp := {lid.organisatie_id for lid in leden if lid.bron == Bron.HULP}:
            bereik |= Q(onderneming__organisatie__in=hulp, toestand=Toestand.CONCEPT)
        if user.is_coordinator:
            bereik |= ~Q(toestand=Toestand.CONCEPT)
        elif regios := user.organisaties_als(Rol.CONSULENT):
            bereik |= Q(regio__organisatie__in=regios) & ~Q(toestand=Toestand.CONCEPT)
        return self.filter(bereik)

    def op_ref(self, ref: str) -> "AanvraagQuerySet":
        """By reference, or by the key that a concept's link carries and that keeps working after indiening."""
        return self.filter(Q(referentie=ref) | Q(sleutel=ref))

    def open(self) -> "AanvraagQuerySet":
        """Filed and not yet closed: somebody must act."""
        return self.filter(toestand__in=LOPEND)


class Aanvraag(models.Model):
    """A request for recognition. `toestand` changes only through `erkenning.services` (workflow.perform)."""

    referentie = models.CharField(max_length=20, unique=True, null=True, blank=True)
    sleutel = models.CharField(max_length=16, unique=True, default=nieuwe_sleutel, editable=False)
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="aanvragen")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="aanvragen")
    toestand = models.CharField(max_length=20, choices=Toestand, default=Toestand.CONCEPT, db_index=True)
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, null=True, blank=True, related_name="aanvragen")
    consulent = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers")
    # The opleidingen that are not yet chosen cannot be lines; everything else the employer types lands in a column at once.
    uitrusting_ok = models.BooleanField(null=True, blank=True)
    uitrusting_toelichting = models.TextField(blank=True)
    draagkracht_ok = models.BooleanField(null=True, blank=True)
    draagkracht_toelichting = models.TextField(blank=True)
    veroordelingen_ok = models.BooleanField(null=True, blank=True)
    veroordelingen_toelichting = models.TextField(blank=True)
    geplande_start = models.DateField(null=True, blank=True)
    lerende_wacht = models.BooleanField("er wacht een lerende", default=False)
    opmerking = models.TextField(blank=True)
    engagementen_op = models.DateTimeField("engagementen aanvaard op", null=True, blank=True)
    aangemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    via_machtiging = models.BooleanField("ingevuld onder een machtiging", default=False)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=0)
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    eerste_contact_op = models.DateTimeField(null=True, blank=True)
    beslist_op = models.DateField(null=True, blank=True)
    beslist_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bevestigd_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    geen_bezoek_reden = models.TextField(blank=True)
    kopie_van = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="kopieen")
    # Stored beside the termijn so that the work list sorts and filters on one indexed column of its own row.
    vervalt_op = models.DateField("beslissing uiterlijk", null=True, blank=True)

    # Read together with a locked row: who may do something, and where it happens.
    LEEST_MEE = (
        "onderneming__organisatie",
        "vestiging__gemeente",
        "vestiging__regio__organisatie",
        "regio__organisatie",
        "consulent",
    )

    objects = AanvraagQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["vervalt_op"])

    class Meta:
        verbose_name_plural = "aanvragen"
        indexes = [
            models.Index(fields=["regio", "toestand", "vervalt_op"]),
            # With the consulent: the load of each is counted from the index alone.
            models.Index(fields=["toestand", "vervalt_op", "consulent"], name="aanvraag_last"),
            models.Index(fields=["onderneming", "toestand"]),
            models.Index(fields=["beslist_op"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(toestand=Toestand.CONCEPT, referentie=None, ingediend_op=None)
                | (Q(toestand=Toestand.INGETROKKEN) & (Q(ingediend_op=None) | Q(referentie__isnull=False)))
                | (
                    ~Q(toestand__in=[Toestand.CONCEPT, Toestand.INGETROKKEN])
                    & Q(
                        referentie__isnull=False,
                        ingediend_op__isnull=False,
                        vestiging__isnull=False,
                        regio__isnull=False,
                        engagementen_op__isnull=False,
                    )
                ),
                name="aanvraag_ingediend_is_volledig",
            ),
            models.CheckConstraint(
                condition=Q(toestand=Toestand.BESLIST, beslist_op__isnull=False, beslist_door__isnull=False)
                | ~Q(toestand=Toestand.BESLIST),
                name="aanvraag_beslist_met_datum",
            ),
            models.CheckConstraint(
                condition=Q(toestand__in=AFGESLOTEN, afgesloten_op__isnull=False)
                | (~Q(toestand__in=AFGESLOTEN) & Q(afgesloten_op=None)),
                name="aanvraag_afgesloten_op",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door=None) | ~Q(bevestigd_door=F("beslist_door")),
                name="aanvraag_bevestigd_door_ander",
            ),
        ]

    def __str__(self) -> str:
        return self.referentie or f"concept {self.sleutel}"

    @property
    def ref(self) -> str:
        """What stands in its address."""
        return self.referentie or self.sleutel

    @property
    def dossiernaam(self) -> str:
        """How messages and terms name it: whose it is, and its reference once it has one."""
        return f"{self.onderneming} ({self.referentie or 'concept'})"

    @property
    def status(self) -> Status:
        return STATUS[self.toestand]

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import AANVRAAG

        return AANVRAAG

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this dossier (rules.md §2)."""
        rollen: set[Wie] = set()
        for lid in user.lidmaatschappen_nu:
            if lid.organisatie_id == self.onderneming.organisatie_id and lid.rol in WERKGEVERS:
                if lid.bron == Bron.HULP:
                    # Help is for filling in a concept; once filed, the helper is the other side of the table.
                    rollen |= {Wie.HELPER} if self.toestand == Toestand.CONCEPT else set()
                elif lid.bereik in (Bereik.ALLES, Bereik.AANVRAGEN):
                    rollen.add(Wie.WERKGEVER)
            elif lid.rol == Rol.CONSULENT and self.regio and lid.organisatie_id == self.regio.organisatie_id:
                rollen.add(Wie.CONSULENT)
            elif lid.rol == Rol.COORDINATOR and self.toestand != Toestand.CONCEPT:
                rollen.add(Wie.COORDINATOR)
        return rollen

    def mag(self, user: User, actie: str) -> bool:
        """Whether the table offers `actie` to the user now; guards may still object when it is pressed."""
        return actie in self.OVERGANGEN.acties(self.toestand, self.rollen_van(user))

    def get_absolute_url(self) -> str:
        """The employer's page; the consulent's is `consulent_url`."""
        return reverse("werkgever:aanvraag", args=[self.ref])

    @property
    def consulent_url(self) -> str:
        return reverse("consulent:dossier", args=[self.ref])


class AanvraagLijn(models.Model):
    """One opleiding asked for: the future erkenning. It carries its vestiging so that the database can keep it single."""

    class Toestand(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        ERKEND = "erkend", "Erkend"
        GEWEIGERD = "geweigerd", "Geweigerd"
        GESCHRAPT = "geschrapt", "Geschrapt"
        VERVALLEN = "vervallen", "Vervallen"  # withdrawn or closed with the aanvraag

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="lijnen")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="lijnen")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="lijnen")
    # The erkenning that this line renews: the new one follows it without a day in between (rules.md §3.3).
    verlengt = models.ForeignKey(
        "erkenning.Erkenning", on_delete=models.PROTECT, null=True, blank=True, related_name="verlengingen"
    )
    plaatsen = models.PositiveSmallIntegerField("aantal plaatsen", default=1)
    toestand = models.CharField(max_length=12, choices=Toestand, default=Toestand.GEVRAAGD)
    open = models.BooleanField("wordt behandeld", default=False)
    # The consulent's proposal, visible to the employer only once the aanvraag is beslist.
    voorstel = models.CharField(max_length=12, blank=True, choices=[("erkennen", "Erkennen"), ("weigeren", "Weigeren")])
    redenen = models.TextField("redenen van de weigering", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "lijnen"
        ordering = ["opleiding__titel"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "opleiding"], name="lijn_een_per_opleiding"),
            models.UniqueConstraint(
                fields=["vestiging", "opleiding"], condition=Q(open=True), name="lijn_een_open_per_vestiging_opleiding"
            ),
            models.UniqueConstraint(fields=["verlengt"], condition=Q(open=True), name="lijn_een_open_verlenging"),
            models.CheckConstraint(
                condition=Q(open=False) | Q(vestiging__isnull=False), name="lijn_open_heeft_vestiging"
            ),
            models.CheckConstraint(condition=Q(open=False) | Q(toestand="gevraagd"), name="lijn_open_is_gevraagd"),
            models.CheckConstraint(condition=Q(plaatsen__gte=1, plaatsen__lte=50), name="lijn_plaatsen"),
            models.CheckConstraint(
                condition=~Q(toestand="geweigerd") | ~Q(redenen=""), name="lijn_weigering_met_reden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opleiding} ({self.aanvraag})"


class LijnActiviteit(models.Model):
    """One line of the checklist of an opleiding: what the employer says, and what the consulent saw."""

    class Antwoord(models.TextChoices):
        JA = "ja", "Ja"
        NEE = "nee", "Nee"

    class Bevinding(models.TextChoices):
        OPEN = "", "Nog niet bekeken"
        OK = "ok", "In orde"
        NIET = "niet", "Niet in orde"
        NVT = "nvt", "Niet van toepassing"

    lijn = models.ForeignKey(AanvraagLijn, on_delete=models.CASCADE, related_name="activiteiten")
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=5, choices=Antwoord, blank=True)
    bevinding = models.CharField(max_length=5, choices=Bevinding, blank=True)
    opmerking = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "activiteiten van een lijn"
        ordering = ["activiteit__volgorde"]
        constraints = [models.UniqueConstraint(fields=["lijn", "activiteit"], name="lijnactiviteit_uniek")]

    def __str__(self) -> str:
        return str(self.activiteit)


class LijnMentor(models.Model):
    """A mentor put forward for one opleiding; `voorgesteld_op` is the day of designation if aanvaard (rules.md §3.1)."""

    class Oordeel(models.TextChoices):
        OPEN = "", "Nog te beoordelen"
        AANVAARD = "aanvaard", "Aanvaard"
        NIET_AANVAARD = "niet_aanvaard", "Niet aanvaard"

    lijn = models.ForeignKey(AanvraagLijn, on_delete=models.CASCADE, related_name="mentoren")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="voorstellen")
    voorgesteld_op = models.DateField(null=True, blank=True)
    oordeel = models.CharField(max_length=15, choices=Oordeel, blank=True)

    class Meta:
        verbose_name_plural = "mentoren van een lijn"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["lijn", "mentor"], name="lijnmentor_uniek")]

    def __str__(self) -> str:
        return f"{self.mentor} voor {self.lijn}"


class VoorwaardeOordeel(models.Model):
    """The consulent's answer to one of the four conditions."""

    class Antwoord(models.TextChoices):
        OPEN = "", "Nog te bekijken"
        VOLDAAN = "voldaan", "Voldaan"
        NIET_VOLDAAN = "niet_voldaan", "Niet voldaan"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="oordelen")
    voorwaarde = models.CharField(max_length=20, choices=Voorwaarde)
    antwoord = models.CharField(max_length=15, choices=Antwoord, blank=True)
    notitie = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "oordelen over voorwaarden"
        constraints = [models.UniqueConstraint(fields=["aanvraag", "voorwaarde"], name="oordeel_een_per_voorwaarde")]

    def __str__(self) -> str:
        return f"{self.get_voorwaarde_display()}: {self.get_antwoord_display()}"


class Aanvulling(models.Model):
    """A question to the employer, or werkpunten after a visit; while open the handling term pauses (rules.md §3.2)."""

    class Soort(models.TextChoices):
        VRAAG = "vraag", "Vraag om aanvulling"
        WERKPUNTEN = "werkpunten", "Werkpunten na het bezoek"

    class Afloop(models.TextChoices):
        OPEN = "", "Open"
        AANGEVULD = "aangevuld", "Aangevuld"
        INGETROKKEN = "ingetrokken", "Beantwoord aan de telefoon"
        STILTE = "stilte", "Geen antwoord"
        VERVALLEN = "vervallen", "Vervallen"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="aanvullingen")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.VRAAG)
    onderdelen = models.JSONField(default=list)
    vraag = models.TextField()
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uiterlijk = models.DateField()
    antwoord = models.TextField(blank=True)
    afloop = models.CharField(max_length=12, choices=Afloop, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aanvullingen"
        ordering = ["-gevraagd_op"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag"], condition=Q(afloop=""), name="aanvulling_een_open"),
            models.CheckConstraint(
                condition=Q(afloop="", afgesloten_op=None) | (~Q(afloop="") & Q(afgesloten_op__isnull=False)),
                name="aanvulling_afgesloten_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} bij {self.aanvraag}"
