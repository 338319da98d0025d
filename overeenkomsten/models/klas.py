"""What a school fills in once for a whole class (rules.md §5)."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.organisaties.models import Opleiding, School


class KlassjabloonQuerySet(models.QuerySet["Klassjabloon"]):
    def for_user(self, user: User) -> "KlassjabloonQuerySet":
        """Those of the user's schools (rules.md §2)."""
        return self.filter(school__organisatie__in=user.organisaties_als(Rol.TRAJECTBEGELEIDER))


class Klassjabloon(models.Model):
    """Timetable, plan and evaluation dates of a class: every concept made from it starts with these.

    It names nobody. `versie` counts the changes, so that two colleagues who edit at once do not overwrite each other.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="klassjablonen")
    naam = models.CharField("naam", max_length=80)
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="+")
    start = models.DateField("eerste dag")
    einde = models.DateField("laatste dag")
    categorie = models.PositiveSmallIntegerField("categorie van de leervergoeding", null=True, blank=True)
    voltijds_uren = models.DecimalField(
        "voltijdse week van de onderneming", max_digits=4, decimal_places=2, default=Decimal("38.00")
    )
    # A timetable as `rules.rooster.Rooster` reads it; empty while nothing is filled in.
    rooster = models.JSONField("uurrooster", default=dict, blank=True)
    # [{"omschrijving": …, "plek": …, "activiteit": id or None}]
    plan = models.JSONField("opleidingsplan", default=list, blank=True)
    # ISO dates, in order.
    evaluaties = models.JSONField("evaluatiemomenten", default=list, blank=True)
    evaluatievorm = models.TextField("hoe jullie evalueren", blank=True)
    vakantiecontact = models.CharField("wie bereikbaar is in de schoolvakanties", max_length=120, blank=True)
    vakantietelefoon = models.CharField("telefoon in de schoolvakanties", max_length=30, blank=True)
    versie = models.PositiveIntegerField(default=0)
    aangemaakt_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = KlassjabloonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "klassjablonen"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "naam"], name="klassjabloon_naam_per_school"),
            models.CheckConstraint(condition=Q(einde__gte=F("start")), name="klassjabloon_van_tot"),
            models.CheckConstraint(
                condition=Q(categorie=None) | Q(categorie__gte=1, categorie__lte=3), name="klassjabloon_categorie"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def evaluatiedagen(self) -> list[date]:
        """The planned days that lie within the period."""
        dagen = [date.fromisoformat(dag) for dag in self.evaluaties]
        return [dag for dag in dagen if self.start <= dag <= self.einde]
