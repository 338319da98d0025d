"""The lerende as one school knows them, the personal number behind it, and who represents a minor (rules.md §5, §9)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.models import Rol, User
from educam_portal.documenten.persoonsnummers import VersleuteldVeld
from educam_portal.organisaties.models import Opleiding, School

from ..rules import is_minderjarig


class Persoonsnummer(models.Model):
    """The INSZ of one human being, encrypted, found again by its keyed hash.

    Several schools may know the same person: this row is what they share, and what is locked while it is decided whether
    two overeenkomsten overlap (rules.md §5). It shows nothing of one school to another.
    """

    vingerafdruk = models.CharField(max_length=64, unique=True, editable=False)
    nummer = VersleuteldVeld()

    class Meta:
        verbose_name_plural = "persoonsnummers"

    def __str__(self) -> str:
        return f"persoonsnummer {self.pk}"


class LerendeQuerySet(models.QuerySet["Lerende"]):
    def for_user(self, user: User) -> "LerendeQuerySet":
        """Those of the user's schools; others meet a lerende through an overeenkomst only (rules.md §2)."""
        return self.filter(school__organisatie__in=user.organisaties_als(Rol.TRAJECTBEGELEIDER))


class Lerende(models.Model):
    """Leerling or cursist of one school. `begeleider` is the trajectbegeleider who follows this person.

    `lessen_vanaf` is the first lesson day of the schooljaar: from then on the days count in which a workplace must be
    found (rules.md §7, nieuwe_werkplek). `weg_op` is the last day at the school.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="lerenden")
    begeleider = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    persoonsnummer = models.ForeignKey(
        Persoonsnummer, on_delete=models.PROTECT, null=True, blank=True, related_name="lerenden"
    )
    voornaam = models.CharField("voornaam", max_length=80)
    naam = models.CharField("familienaam", max_length=120)
    geboortedatum = models.DateField("geboortedatum")
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    straat = models.CharField("straat", max_length=120, blank=True)
    huisnummer = models.CharField("huisnummer", max_length=15, blank=True)
    postcode = models.CharField("postcode", max_length=4, blank=True)
    gemeente = models.CharField("gemeente", max_length=80, blank=True)
    klas = models.CharField("klas", max_length=40, blank=True)
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="+")
    lessen_vanaf = models.DateField("eerste lesdag")
    weg_op = models.DateField("laatste dag op school", null=True, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = LerendeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["persoonsnummer"])

    class Meta:
        verbose_name_plural = "lerenden"
        ordering = ["naam", "voornaam", "pk"]
        indexes = [models.Index(fields=["school", "naam", "voornaam"], name="lerende_van_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "persoonsnummer"], condition=Q(weg_op=None), name="lerende_eenmaal_per_school"
            ),
            models.CheckConstraint(
                condition=Q(weg_op=None) | Q(weg_op__gte=F("lessen_vanaf")), name="lerende_weg_na_eerste_dag"
            ),
            models.CheckConstraint(
                condition=Q(lessen_vanaf__gt=F("geboortedatum")), name="lerende_geboren_voor_school"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voornaam} {self.naam}"

    @property
    def initialen(self) -> str:
        """All that EDUCAM and subjects of mails see (rules.md §2)."""
        return f"{self.voornaam[:1]}. {self.naam[:1]}."

    @property
    def kort(self) -> str:
        """As the people around them say it in a mail: `Yassine B.`"""
        return f"{self.voornaam} {self.naam[:1]}."

    def minderjarig(self, op: date) -> bool:
        """Under eighteen on `op`: a wettelijke vertegenwoordiger signs as well (rules.md §5)."""
        return is_minderjarig(self.geboortedatum, op)


class Vertegenwoordiger(models.Model):
    """Who signs for a minor, with an own mailbox and phone (rules.md §5)."""

    class Band(models.TextChoices):
        OUDER = "ouder", "Ouder"
        VOOGD = "voogd", "Voogd"
        ANDERE = "andere", "Andere wettelijke vertegenwoordiger"

    lerende = models.OneToOneField(Lerende, on_delete=models.CASCADE, related_name="vertegenwoordiger")
    band = models.CharField("band met de lerende", max_length=10, choices=Band, default=Band.OUDER)
    voornaam = models.CharField("voornaam", max_length=80)
    naam = models.CharField("familienaam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "vertegenwoordigers"

    def __str__(self) -> str:
        return f"{self.voornaam} {self.naam}"
