"""What the employer must have in order, and how the learning is followed (rules.md §5, §5.1)."""

from django.db import models
from django.db.models import F, Q

from educam_portal.accounts.models import User

from ..toestanden import Verplichtingsoort
from .overeenkomst import Overeenkomst


class Verplichting(models.Model):
    """One obligation of the employer for one overeenkomst. `vervalt_op` None: it runs on and is closed once (rules.md §5.1).

    The proof of a medisch onderzoek is the tick, the date and "geschikt", never a document.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="verplichtingen")
    soort = models.CharField(max_length=20, choices=Verplichtingsoort)
    vervalt_op = models.DateField("uiterlijk op", null=True, blank=True)
    nodig = models.BooleanField(default=True)
    gedaan_op = models.DateField("in orde op", null=True, blank=True)
    gedaan_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gedaan_naam = models.CharField("wie het deed", max_length=120, blank=True)
    geschikt = models.BooleanField("geschikt verklaard", null=True, blank=True)
    bewijs = models.ForeignKey("documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    genoteerd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "verplichtingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "soort"], name="verplichting_een_per_soort"),
            models.CheckConstraint(
                condition=Q(gedaan_op=None, genoteerd_op=None, gedaan_naam="")
                | (Q(gedaan_op__isnull=False, genoteerd_op__isnull=False) & ~Q(gedaan_naam="")),
                name="verplichting_gedaan_door_iemand",
            ),
            models.CheckConstraint(
                condition=~Q(soort="medisch") | Q(bewijs=None), name="verplichting_medisch_zonder_document"
            ),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()


class Evaluatie(models.Model):
    """A planned moment on which mentor and trajectbegeleider look at the competences together.

    Complete only with the mentor's part and the school's part; one alone stays `onvolledig` (rules.md §5).
    """

    class Soort(models.TextChoices):
        TUSSENTIJDS = "tussentijds", "Tussentijdse evaluatie"
        EIND = "eind", "Eindevaluatie"

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.CASCADE, related_name="evaluaties")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.TUSSENTIJDS)
    gepland_op = models.DateField("gepland op")
    # When and where the klassenraad speaks of this evaluation; the mentor is a member (brochure). `volgnummer` counts the
    # times it was shared, for the calendars that hold it.
    klassenraad_op = models.DateTimeField("klassenraad op", null=True, blank=True)
    klassenraad_tot = models.DateTimeField("klassenraad tot", null=True, blank=True)
    klassenraad_plaats = models.CharField("plaats van de klassenraad", max_length=200, blank=True)
    klassenraad_volgnummer = models.PositiveSmallIntegerField(default=0)
    deel_mentor = models.TextField("deel van de mentor", blank=True)
    deel_mentor_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deel_mentor_op = models.DateTimeField(null=True, blank=True)
    # The mentor's five questions for the klassenraad, in their order.
    vragen = models.JSONField("antwoorden op de vijf vragen", default=list, blank=True)
    vragen_op = models.DateTimeField(null=True, blank=True)
    deel_school = models.TextField("deel van de school", blank=True)
    deel_school_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deel_school_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evaluaties"
        ordering = ["gepland_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["overeenkomst", "gepland_op"], name="evaluatie_een_per_dag"),
            models.CheckConstraint(
                condition=Q(deel_mentor="", deel_mentor_op=None)
                | (Q(deel_mentor_op__isnull=False) & ~Q(deel_mentor="")),
                name="evaluatie_deel_mentor",
            ),
            models.CheckConstraint(
                condition=Q(deel_school="", deel_school_op=None)
                | (Q(deel_school_op__isnull=False) & ~Q(deel_school="")),
                name="evaluatie_deel_school",
            ),
            models.CheckConstraint(
                condition=Q(klassenraad_op=None, klassenraad_tot=None)
                | Q(klassenraad_op__isnull=False, klassenraad_tot__gt=F("klassenraad_op")),
                name="evaluatie_klassenraad_van_tot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} op {self.gepland_op:%d/%m/%Y}"

    @property
    def volledig(self) -> bool:
        return self.deel_mentor_op is not None and self.deel_school_op is not None
