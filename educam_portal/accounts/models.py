"""Who logs in, for which organisation, in which role and until when (architecture.md §1, rules.md §2)."""

from datetime import date, datetime
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .tekst import een_regel


class Rol(models.TextChoices):
    """What a member may do for the organisation; the first two exist per onderneming, the third per school."""

    VERANTWOORDELIJKE = "verantwoordelijke", "Verantwoordelijke"
    MEDEWERKER = "medewerker", "Medewerker"
    TRAJECTBEGELEIDER = "trajectbegeleider", "Trajectbegeleider"
    SECRETARIAAT = "secretariaat", "Sociaal secretariaat"
    MENTOR = "mentor", "Mentor"
    CONSULENT = "consulent", "Sectorconsulent"
    COORDINATOR = "coordinator", "Coördinator"
    BEHEERDER = "beheerder", "Beheerder"


STAF = frozenset({Rol.CONSULENT, Rol.COORDINATOR, Rol.BEHEERDER})
WERKGEVERS = frozenset({Rol.VERANTWOORDELIJKE, Rol.MEDEWERKER})


class Bereik(models.TextChoices):
    """How far a membership reaches: a machtiging gives one row per scope (rules.md §2)."""

    ALLES = "alles", "Alles"
    AANVRAGEN = "aanvragen", "Aanvragen"
    OVEREENKOMSTEN = "overeenkomsten", "Overeenkomsten"
    PREMIES = "premies", "Premies"
    LEZEN = "lezen", "Alleen lezen"


class Bron(models.TextChoices):
    LID = "lid", "Lid"
    MACHTIGING = "machtiging", "Machtiging"
    VERVANGING = "vervanging", "Vervanging bij afwezigheid"
    HULP = "hulp", "Hulp van een consulent"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **velden) -> "User":
        """A user who logs in with `email`; without password only by code or passkey."""
        user = self.model(email=self.normaliseer(email), **velden)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **velden) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normaliseer(username or ""))

    @staticmethod
    def normaliseer(email: str) -> str:
        return email.strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What somebody may do follows from `Lidmaatschap`, never from this row."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=150, blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("mag in het technisch beheer", default=False)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "gebruiker"
        constraints = [
            models.CheckConstraint(condition=Q(email=models.functions.Lower("email")), name="user_email_kleine_letters")
        ]

    def save(self, *args, **kwargs) -> None:
        self.email, self.naam = UserManager.normaliseer(self.email), een_regel(self.naam)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.naam or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.naam.split(" ")[0] if self.naam else self.email

    @cached_property
    def lidmaatschappen_nu(self) -> list["Lidmaatschap"]:
        """The memberships valid today, read once per user object (one query a request)."""
        if not self.is_active:
            return []
        return list(self.lidmaatschappen.geldig().select_related("organisatie").order_by("organisatie__naam", "pk"))

    def organisaties_als(self, *rollen: str, bereik: tuple[str, ...] = (Bereik.ALLES,)) -> set[int]:
        """Ids of the organisations where the user has one of `rollen` today, within one of the `bereik` scopes."""
        return {lid.organisatie_id for lid in self.lidmaatschappen_nu if lid.rol in rollen and lid.bereik in bereik}

    def heeft_rol(self, *rollen: str) -> bool:
        return any(lid.rol in rollen for lid in self.lidmaatschappen_nu)

    @property
    def is_coordinator(self) -> bool:
        return self.heeft_rol(Rol.COORDINATOR)

    @property
    def is_educam(self) -> bool:
        """Consulent or coördinator: handles dossiers. A beheerder does not."""
        return self.heeft_rol(Rol.CONSULENT, Rol.COORDINATOR)


class Organisatie(models.Model):
    """An onderneming, a school, a region's desk or EDUCAM itself; the profile hangs one-to-one on it."""

    class Soort(models.TextChoices):
        ONDERNEMING = "onderneming", "Onderneming"
        SCHOOL = "school", "School"
        SECRETARIAAT = "secretariaat", "Sociaal secretariaat"
        REGIO = "regio", "Regio"
        EDUCAM = "educam", "EDUCAM"

    soort = models.CharField(max_length=20, choices=Soort)
    naam = models.CharField("naam", max_length=200)
    sleutel = models.CharField(
        max_length=40,
        help_text="Ondernemingsnummer, instellingsnummer of de code van de regio, alleen cijfers/letters.",
    )
    leden = models.ManyToManyField(User, through="Lidmaatschap", related_name="organisaties")

    class Meta:
        verbose_name_plural = "organisaties"
        constraints = [models.UniqueConstraint(fields=["soort", "sleutel"], name="organisatie_sleutel_uniek")]

    def __str__(self) -> str:
        return self.naam


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def geldig(self, op: date | None = None) -> "LidmaatschapQuerySet":
        """Memberships in force on `op` (today by default), of active users."""
        op = op or timezone.localdate()
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op, user__is_active=True)


class Lidmaatschap(models.Model):
    """User × organisatie × rol, with dates. Every scope in the portal is one join on this table."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="lidmaatschappen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=20, choices=Rol)
    bereik = models.CharField(max_length=20, choices=Bereik, default=Bereik.ALLES)
    bron = models.CharField(max_length=20, choices=Bron, default=Bron.LID)
    van = models.DateField(default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        indexes = [models.Index(fields=["organisatie", "rol", "van"])]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="lidmaatschap_van_tot"),
            models.UniqueConstraint(
                fields=["user", "organisatie", "rol", "bereik", "bron"],
                condition=Q(tot=None),
                name="lidmaatschap_een_lopend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_rol_display()} · {self.organisatie}"


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> "UitnodigingQuerySet":
        """Neither accepted nor withdrawn; may be past its date."""
        return self.filter(aanvaard_op=None, ingetrokken_op=None)


class Uitnodiging(models.Model):
    """Asks somebody to join an organisation. The link itself is never stored, only its hash (architecture.md §3)."""

    email = models.EmailField("e-mailadres")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="uitnodigingen")
    rol = models.CharField(max_length=20, choices=Rol)
    zaad = models.CharField(max_length=64, help_text="Geeft samen met de geheime sleutel van het portaal de link.")
    token_hash = models.CharField(max_length=64, unique=True)
    uitgenodigd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now)
    vervalt_op = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True, blank=True)
    aanvaard_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitnodigingen"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(vervalt_op__gt=F("aangemaakt_op")), name="uitnodiging_vervalt_later"),
            models.CheckConstraint(
                condition=Q(aanvaard_op=None, aanvaard_door=None)
                | Q(aanvaard_op__isnull=False, aanvaard_door__isnull=False, ingetrokken_op=None),
                name="uitnodiging_aanvaard_door_iemand",
            ),
            models.UniqueConstraint(
                fields=["email", "organisatie", "rol"],
                condition=Q(aanvaard_op=None, ingetrokken_op=None),
                name="uitnodiging_een_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisatie} ({self.get_rol_display()})"

    def verlopen(self, op: datetime) -> bool:
        return self.vervalt_op <= op
