"""Work for many rows at once: what is to be done, how far it is, and what came of each row (architecture.md §3, long work)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.documenten.persoonsnummers import VersleuteldVeld
from educam_portal.organisaties.models import School

from .lerende import Lerende
from .overeenkomst import Overeenkomst


class GroepswerkQuerySet(models.QuerySet["Groepswerk"]):
    def for_user(self, user: User) -> "GroepswerkQuerySet":
        """That of the user's schools (rules.md §2)."""
        return self.filter(school__organisatie__in=user.organisaties_als(Rol.TRAJECTBEGELEIDER))


class Groepswerk(models.Model):
    """One job of a school over many rows. `lease_tot` says that a worker has it now; `klaar_op` that nothing is left.

    `door` does every row: what that person may not do any more is refused row by row.
    """

    class Soort(models.TextChoices):
        KLAS = "klas", "Concepten maken"
        VOORLEGGEN = "voorleggen", "Plannen voorleggen"
        VERSTUREN = "versturen", "Ter ondertekening sturen"
        HERINNEREN = "herinneren", "Herinneringen sturen"
        AFDRUKKEN = "afdrukken", "Overeenkomsten afdrukken"
        INLEZEN = "inlezen", "Lerenden inlezen"
        OVERDRAGEN = "overdragen", "Aan een collega geven"

    class Stap(models.TextChoices):
        LEZEN = "lezen", "Wordt nagekeken"
        NAKIJKEN = "nakijken", "Kijk na en neem over"
        UITVOEREN = "uitvoeren", "Wordt uitgevoerd"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=12, choices=Soort)
    stap = models.CharField(max_length=10, choices=Stap, default=Stap.UITVOEREN)
    gegevens = models.JSONField(default=dict, blank=True)
    # What the work made as a whole: one file to print; or the list it was made from, until it is read.
    document = models.ForeignKey(
        "documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lease_tot = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    gestopt = models.BooleanField(default=False)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroepswerkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "groepswerken"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["klaar_op", "aangemaakt_op"], name="groepswerk_te_doen")]
        constraints = [
            models.CheckConstraint(condition=Q(gestopt=False) | Q(klaar_op__isnull=False), name="groepswerk_gestopt"),
            models.CheckConstraint(
                condition=Q(stap="uitvoeren") | Q(klaar_op=None) | Q(gestopt=True), name="groepswerk_klaar_na_uitvoeren"
            ),
        ]

    def __str__(self) -> str:
        return f"groepswerk {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("school:groepswerk", args=[self.pk])


class Groepsregel(models.Model):
    """One row of the work: for whom, and what came of it. `zin` says why not, or what is left to do."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        GELUKT = "gelukt", "Gelukt"
        NIET = "niet", "Niet gelukt"

    werk = models.ForeignKey(Groepswerk, on_delete=models.CASCADE, related_name="regels")
    volgorde = models.PositiveIntegerField()
    wie = models.CharField(max_length=210)
    lerende = models.ForeignKey(Lerende, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # A concept may be erased later; what came of the row stays readable.
    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    gegevens = models.JSONField(default=dict, blank=True)
    nummer = VersleuteldVeld("rijksregisternummer, tot het overgenomen is", blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WACHT)
    zin = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "groepsregels"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["werk", "volgorde"], name="groepsregel_volgorde_uniek"),
            models.CheckConstraint(condition=~Q(stand="niet") | ~Q(zin=""), name="groepsregel_niet_waarom"),
        ]

    def __str__(self) -> str:
        return f"regel {self.volgorde} van groepswerk {self.werk_id}"
