"""Ondernemingen, vestigingen, schools, regions, who is absent there, the catalogue of opleidingen (rules.md §1, §10)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.bereik import een_van
from educam_portal.accounts.models import WERKGEVERS, Bereik, Lidmaatschap, Organisatie, Rol, User
from educam_portal.parameters import vergeet

from .. import nummers


class Geldigheid(models.Model):
    """A row that counts between two dates (`geldig_tot` inclusive, empty = still)."""

    geldig_van = models.DateField()
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")), name="%(class)s_geldig_van_tot"
            )
        ]

    def geldt(self, op: date) -> bool:
        """Whether the row is in force on `op`."""
        return self.geldig_van <= op and (self.geldig_tot is None or self.geldig_tot >= op)


class GeldigQuerySet(models.QuerySet):
    def geldig(self, op: date | None = None):
        """Rows in force on `op` (today by default)."""
        op = op or timezone.localdate()
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=op), geldig_van__lte=op)


class Regio(models.Model):
    """A consultant's region. Members of its organisatie with role consulent handle its work."""

    organisatie = models.OneToOneField(Organisatie, on_delete=models.PROTECT, related_name="regio")
    code = models.SlugField(unique=True)
    naam = models.CharField(max_length=80, unique=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "regio's"
        ordering = ["volgorde"]

    def __str__(self) -> str:
        return self.naam


class ContactKaart(Geldigheid):
    """Who to call in a region: public data kept by the coördinator, apart from the account that does the work."""

    regio = models.ForeignKey(Regio, on_delete=models.CASCADE, related_name="contactkaarten")
    naam = models.CharField(max_length=120)
    email = models.EmailField()
    telefoon = models.CharField(max_length=30)
    # Who answers today instead of the consulent of the region; filled in where the card is shown to a werkgever.
    vervanging: "Afwezigheid | None" = None

    objects = GeldigQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Geldigheid.Meta):
        verbose_name_plural = "contactkaarten"

    def __str__(self) -> str:
        return f"{self.naam} ({self.regio})"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        vergeet()

    def delete(self, *args, **kwargs):
        uitkomst = super().delete(*args, **kwargs)
        vergeet()
        return uitkomst


class Gemeente(models.Model):
    nis = models.CharField(max_length=5, primary_key=True)
    naam = models.CharField(max_length=80, db_index=True)
    gebied = models.CharField(max_length=40, help_text="Provincie of Brussel.")
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Postcode(Geldigheid):
    """One postcode in one gemeente, and the region that serves it (rules.md §10); dated, because mergers move borders."""

    postcode = models.CharField(max_length=4, db_index=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="postcodes")
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="postcodes")

    objects = GeldigQuerySet.as_manager()

    class Meta(Geldigheid.Meta):
        ordering = ["postcode", "gemeente__naam"]

    def __str__(self) -> str:
        return f"{self.postcode} {self.gemeente}"


class OndernemingQuerySet(models.QuerySet["Onderneming"]):
    def for_user(self, user: User) -> "OndernemingQuerySet":
        """Ondernemingen the user belongs to, or is responsible for as consulent or coördinator (rules.md §2)."""
        if user.is_coordinator:
            return self
        eigen = user.organisaties_als(*WERKGEVERS, bereik=(Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN))
        regios = user.organisaties_als(Rol.CONSULENT)
        in_regio = Vestiging.objects.filter(regio__organisatie__in=regios).values("onderneming")
        return (
            self.filter(Q(organisatie__in=eigen) | Q(pk__in=in_regio)) if regios else self.filter(organisatie__in=eigen)
        )


class Onderneming(models.Model):
    """An employer, known by its KBO number. `te_bevestigen` until a consulent knows who speaks for it (rules.md §2)."""

    class Status(models.TextChoices):
        TE_BEVESTIGEN = "te_bevestigen", "Nog te bevestigen"
        BEVESTIGD = "bevestigd", "Bevestigd"

    organisatie = models.OneToOneField(Organisatie, on_delete=models.PROTECT, related_name="onderneming")
    nummer = models.CharField(
        "ondernemingsnummer", max_length=10, unique=True, help_text="Tien cijfers, zonder punten."
    )
    naam = models.CharField("naam", max_length=200)
    rechtsvorm = models.CharField(max_length=60, blank=True)
    paritair_comite = models.CharField("paritair comité", max_length=10, blank=True)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=15, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    gemeente = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.TE_BEVESTIGEN)
    bevestigd_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = OndernemingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "ondernemingen"
        # The list of the consulenten walks this index page by page.
        indexes = [
            models.Index(fields=["naam", "id"], name="onderneming_op_naam"),
            models.Index(fields=["naam", "id"], name="onderneming_te_bevestigen", condition=Q(status="te_bevestigen")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="te_bevestigen", bevestigd_op=None)
                | Q(status="bevestigd", bevestigd_op__isnull=False, bevestigd_door__isnull=False),
                name="onderneming_bevestigd_door_iemand",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def nummer_weergave(self) -> str:
        return nummers.toon_onderneming(self.nummer)

    @property
    def bevestigd(self) -> bool:
        return self.status == self.Status.BEVESTIGD

    def werkgevers(self) -> models.QuerySet[User]:
        """Users who get the mail about its aanvragen today (members and those with a machtiging for it)."""
        leden = (
            Lidmaatschap.objects.geldig()
            .filter(organisatie_id=self.organisatie_id, rol__in=WERKGEVERS, bereik__in=[Bereik.ALLES, Bereik.AANVRAGEN])
            .exclude(bron="hulp")
        )
        return User.objects.filter(pk__in=leden.values("user")).order_by("pk")


class VestigingQuerySet(models.QuerySet["Vestiging"]):
    def for_user(self, user: User) -> "VestigingQuerySet":
        if user.is_coordinator:
            return self
        eigen = user.organisaties_als(*WERKGEVERS, bereik=(Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN))
        regios = user.organisaties_als(Rol.CONSULENT)
        return self.filter(een_van(onderneming__organisatie=eigen, regio__organisatie=regios))

    def open(self) -> "VestigingQuerySet":
        """Those that are not closed, nor going to be."""
        return self.filter(gesloten_op=None)


class Vestiging(models.Model):
    """One location of an onderneming. The number may be unknown at filing; the consulent completes it (rules.md §3.1)."""

    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="vestigingen")
    nummer = models.CharField("vestigingsnummer", max_length=10, null=True, blank=True, unique=True)
    naam = models.CharField(max_length=200)
    straat = models.CharField(max_length=120)
    huisnummer = models.CharField(max_length=15)
    bus = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=4)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="vestigingen")
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="vestigingen")
    contactpersoon = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    toon_contact = models.BooleanField("contactpersoon op de openbare lijst", default=True)
    gesloten_op = models.DateField("gesloten vanaf", null=True, blank=True)
    gesloten_reden = models.TextField("waarom ze sloot", blank=True)

    objects = VestigingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "vestigingen"
        ordering = ["naam"]
        # The public list walks this index page by page, however many vestigingen there are.
        indexes = [models.Index(fields=["naam", "id"], name="vestiging_op_naam")]
        constraints = [
            models.CheckConstraint(condition=Q(nummer=None) | ~Q(nummer=""), name="vestiging_nummer_leeg_is_null"),
            models.CheckConstraint(
                condition=Q(gesloten_op=None, gesloten_reden="")
                | (Q(gesloten_op__isnull=False) & ~Q(gesloten_reden="")),
                name="vestiging_gesloten_met_reden",
            ),
        ]

    def __str__(self) -> str:
        """Name and place; the place once only, for who named the vestiging after it ("Garage De Smet Gent")."""
        plaats = str(self.gemeente)
        return self.naam if self.naam.lower().endswith(plaats.lower()) else f"{self.naam}, {plaats}"

    @property
    def nummer_weergave(self) -> str:
        return nummers.toon_vestiging(self.nummer) if self.nummer else "nog niet bekend"

    @property
    def adres(self) -> str:
        bus = f" bus {self.bus}" if self.bus else ""
        return f"{self.straat} {self.huisnummer}{bus}, {self.postcode} {self.gemeente.naam}"


class School(models.Model):
    """Opleidingsverstrekker: secondary school, Syntra centre or CVO."""

    class Soort(models.TextChoices):
        SECUNDAIR = "secundair", "Secundaire school"
        SYNTRA = "syntra", "Syntra"
        CVO = "cvo", "Centrum voor volwassenenonderwijs"

    organisatie = models.OneToOneField(Organisatie, on_delete=models.PROTECT, related_name="school")
    instellingsnummer = models.CharField(max_length=10, unique=True)
    naam = models.CharField(max_length=200)
    soort = models.CharField(max_length=20, choices=Soort)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=15, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="scholen")

    class Meta:
        verbose_name_plural = "scholen"

    def __str__(self) -> str:
        return self.naam


class Opleiding(Geldigheid):
    """A dual programme under its official name, with the dates between which that name exists (facts.md §7)."""

    class Graad(models.TextChoices):
        TWEEDE = "2", "2de graad"
        DERDE = "3", "3de graad"
        ZEVENDE = "7", "7de jaar"
        OV3 = "ov3", "Buitengewoon onderwijs (OV3)"
        VOLWASSENEN = "vwo", "Volwassenenonderwijs"

    code = models.CharField(max_length=20, unique=True)
    titel = models.CharField(max_length=200)
    graad = models.CharField(max_length=5, choices=Graad)
    finaliteit = models.CharField(max_length=60, blank=True)
    overeenkomst_soort = models.CharField(
        max_length=5, help_text="Meest gebruikte overeenkomst: OAO, SAO, ODOS of ODO."
    )
    vks_niveau = models.PositiveSmallIntegerField("VKS-niveau", null=True, blank=True)
    vervangen_door = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangt")
    zoekwoorden = models.TextField(
        blank=True, help_text="Andere namen voor dezelfde opleiding, kleine letters, door spaties gescheiden."
    )

    objects = GeldigQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Geldigheid.Meta):
        verbose_name_plural = "opleidingen"
        ordering = ["titel"]

    def __str__(self) -> str:
        return self.titel


class Activiteit(Geldigheid):
    """One line of an opleiding's checklist: an activity the workplace must offer (rules.md §3.1, facts.md §1.2)."""

    opleiding = models.ForeignKey(Opleiding, on_delete=models.CASCADE, related_name="activiteiten")
    volgorde = models.PositiveSmallIntegerField()
    omschrijving = models.CharField(max_length=250)

    objects = GeldigQuerySet.as_manager()

    class Meta(Geldigheid.Meta):
        verbose_name_plural = "activiteiten"
        ordering = ["opleiding", "volgorde"]
        constraints = [
            *Geldigheid.Meta.constraints,
            models.UniqueConstraint(fields=["opleiding", "volgorde", "geldig_van"], name="activiteit_volgorde_uniek"),
        ]

    def __str__(self) -> str:
        return self.omschrijving


class Toegangsverzoek(models.Model):
    """A second person gave a number that is taken: no data shown, the responsible or the consulent decides (rules.md §2)."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        TOEGELATEN = "toegelaten", "Toegelaten"
        GEWEIGERD = "geweigerd", "Geweigerd"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="toegangsverzoeken")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="toegangsverzoeken")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    behandeld_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    behandeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "toegangsverzoeken"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "onderneming"], condition=Q(status="open"), name="toegangsverzoek_een_open"
            ),
            models.CheckConstraint(
                condition=Q(status="open", behandeld_op=None) | (~Q(status="open") & Q(behandeld_op__isnull=False)),
                name="toegangsverzoek_behandeld_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.onderneming}"


class Machtiging(models.Model):
    """The onderneming lets somebody else act for it within scopes, until an end date, revocable (rules.md §2)."""

    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="machtigingen")
    gemachtigde = models.ForeignKey(User, on_delete=models.PROTECT, related_name="machtigingen")
    document = models.ForeignKey(
        "documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scopes = models.JSONField(default=list, help_text="Lijst van bereiken, zie accounts.Bereik.")
    van = models.DateField()
    tot = models.DateField("tot en met")
    gegeven_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "machtigingen"
        constraints = [models.CheckConstraint(condition=Q(tot__gte=F("van")), name="machtiging_van_tot")]

    def __str__(self) -> str:
        return f"{self.onderneming} → {self.gemachtigde}"


class AfwezigheidQuerySet(models.QuerySet["Afwezigheid"]):
    def for_user(self, user: User) -> "AfwezigheidQuerySet":
        """Everybody's for a coördinator, otherwise one's own (rules.md §2)."""
        return self if user.is_coordinator else self.filter(user=user)

    def actief(self) -> "AfwezigheidQuerySet":
        """Not withdrawn; may be over."""
        return self.filter(ingetrokken_op=None)

    def tussen(self, van: date, tot: date) -> "AfwezigheidQuerySet":
        """Active ones that touch the days from `van` up to and including `tot`."""
        return self.actief().filter(van__lte=tot, tot__gte=van)


class Afwezigheid(models.Model):
    """A colleague of EDUCAM is away from `van` up to and including `tot`; `vervanger` does the work meanwhile (rules.md §10).

    `rechten` are the memberships that the replacement has because of it, one per region of the absent consulent: they end
    by their date, so that the work is handed back without anybody doing anything.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="afwezigheden")
    vervanger = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="vervangingen")
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    reden = models.CharField(max_length=200, blank=True)
    gemeld_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rechten = models.ManyToManyField(Lidmaatschap, related_name="afwezigheden", editable=False)

    objects = AfwezigheidQuerySet.as_manager()
    # Why somebody is away may be a matter of health: it stays out of the copies.
    history = HistoricalRecords(excluded_fields=["reden"])

    class Meta:
        verbose_name_plural = "afwezigheden"
        ordering = ["van", "pk"]
        indexes = [models.Index(fields=["tot"], condition=Q(ingetrokken_op=None), name="afwezigheid_actief")]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="afwezigheid_van_tot"),
            models.CheckConstraint(
                condition=Q(vervanger=None) | ~Q(vervanger=F("user")), name="afwezigheid_vervanger_is_ander"
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                name="afwezigheid_ingetrokken_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.van:%d/%m/%Y} – {self.tot:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        vergeet()
