"""What a school fills in once for a whole class, and the job that makes overeenkomsten out of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.documenten.persoonsnummers import VersleuteldVeld
from educam_portal.organisaties.models import Opleiding, School


class KlassjabloonQuerySet(models.QuerySet["Klassjabloon"]):
    def for_user(self, user: User) -> "KlassjabloonQuerySet":
        return self.filter(school__organisatie__in=user.organisaties_als(Rol.TRAJECTBEGELEIDER))


class Klassjabloon(models.Model):
    """Timetable, plan and evaluation dates of a class: every overeenkomst made from it starts with these."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="klassjablonen")
    naam = models.CharField("naam", max_length=80)
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="+")
    start = models.DateField("eerste dag")
    einde = models.DateField("laatste dag")
    rooster = models.JSONField("uurrooster", default=dict, blank=True)
    # [{"omschrijving": …, "activiteit": id | null, "plek": …}]
    plan = models.JSONField("opleidingsplan", default=list, blank=True)
    # ISO dates
    evaluaties = models.JSONField("evaluatiemomenten", default=list, blank=True)
    evaluatievorm = models.TextField("hoe jullie evalueren", blank=True)
    vakantiecontact = models.CharField("wie bereikbaar is in de schoolvakanties", max_length=120, blank=True)
    vakantietelefoon = models.CharField("telefoon in de schoolvakanties", max_length=30, blank=True)
    aangemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = KlassjabloonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "klassjablonen"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "naam"], name="klassjabloon_naam_per_school"),
            models.CheckConstraint(condition=Q(einde__gte=F("start")), name="klassjabloon_van_tot"),
        ]

    def __str__(self) -> str:
        return self.naam


class Importtaak(models.Model):
    """A list of lerenden that was uploaded: read, shown with the errors per row, and then carried out (architecture.md §3).

    The row is its own job: `lease_tot` says that a worker has it, `gedaan` of `totaal` is the progress bar. `regels` holds
    what was read, without any INSZ: those stand encrypted in `nummers`.
    """

    class Stand(models.TextChoices):
        GELEZEN = "gelezen", "Nagekeken"
        BEZIG = "bezig", "Wordt uitgevoerd"
        KLAAR = "klaar", "Klaar"
        AFGEBROKEN = "afgebroken", "Afgebroken"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    bestandsnaam = models.CharField(max_length=200)
    sjabloon = models.ForeignKey(Klassjabloon, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GELEZEN)
    regels = models.JSONField(default=list)
    nummers = VersleuteldVeld("rijksregisternummers per rij", blank=True)
    totaal = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    fouten = models.JSONField(default=list, blank=True)
    lease_tot = models.DateTimeField(null=True, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "imports"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(gedaan__lte=F("totaal")), name="importtaak_gedaan_van_totaal")]

    def __str__(self) -> str:
        return f"import {self.pk}"
