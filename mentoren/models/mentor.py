"""Who may train a lerende: person, mentor at an onderneming, designation, and what was seen of the 596.2 (rules.md §4)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from educam_portal.accounts.models import WERKGEVERS, Bereik, Rol, User
from educam_portal.organisaties.models import Onderneming, Opleiding, Vestiging

from ..toestanden import MentorToestand, Wie


class Persoon(models.Model):
    """One human being, however many ondernemingen he or she is mentor at; another onderneming is never named."""

    voornaam = models.CharField("voornaam", max_length=80)
    naam = models.CharField("familienaam", max_length=120)
    geboortedatum = models.DateField("geboortedatum", null=True, blank=True)
    mentoropleiding_op = models.DateField("mentoropleiding voltooid op", null=True, blank=True)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="persoon")

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "personen"

    def __str__(self) -> str:
        return f"{self.voornaam} {self.naam}"


class MentorQuerySet(models.QuerySet["Mentor"]):
    def for_user(self, user: User) -> "MentorQuerySet":
        """Own mentoren of the werkgever, those with a designation or request in the consulent's region, or oneself."""
        if user.is_coordinator:
            return self
        eigen = user.organisaties_als(*WERKGEVERS, bereik=(Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN))
        regios = user.organisaties_als(Rol.CONSULENT)
        in_regio = Vestiging.objects.filter(regio__organisatie__in=regios).values("onderneming")
        return self.filter(Q(onderneming__organisatie__in=eigen) | Q(onderneming__in=in_regio) | Q(persoon__user=user))


class Mentor(models.Model):
    """A person as mentor of one onderneming, with what the onderneming declares about him or her.

    `toestand` changes only through `mentoren.services`. `vertrokken_op` is the last day as mentor of who left or was
    barred, and `waarnemer` the colleague who stands in from then on; `vestigingen_geregeld` says how somebody can
    follow lerenden at several vestigingen (rules.md §3.3, §4).
    `zelf_ingevuld_op` is when the mentor filled in or confirmed the own part in person.
    """

    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="mentorschappen")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="mentoren")
    functie = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    beroep_sinds = models.DateField("in het beroep sinds", null=True, blank=True)
    voldoende_aanwezig = models.BooleanField("is voldoende aanwezig in de werkplaats", null=True, blank=True)
    vrijstelling_gevraagd = models.BooleanField("vraagt vrijstelling van leeftijd of ervaring", default=False)
    vrijstelling_reden = models.TextField("bewijs van vooropleiding", blank=True)
    vrijstelling_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vrijstelling_op = models.DateField(null=True, blank=True)
    zelf_ingevuld_op = models.DateTimeField("zelf ingevuld op", null=True, blank=True)
    toestand = models.CharField(max_length=12, choices=MentorToestand, default=MentorToestand.ACTIEF)
    vertrokken_op = models.DateField("laatste dag als mentor", null=True, blank=True)
    waarnemer = models.CharField("wie voorlopig overneemt", max_length=120, blank=True)
    vestigingen_geregeld = models.TextField("hoe meerdere vestigingen geregeld zijn", blank=True)
    vestigingen_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vestigingen_op = models.DateField(null=True, blank=True)

    # Read together with a locked row: who it is, and who may do something about it.
    LEEST_MEE = ("persoon", "onderneming")

    objects = MentorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "mentoren"
        constraints = [
            models.UniqueConstraint(fields=["persoon", "onderneming"], name="mentor_eenmaal_per_onderneming"),
            models.CheckConstraint(
                condition=Q(vrijstelling_op=None, vrijstelling_door=None)
                | Q(vrijstelling_op__isnull=False, vrijstelling_door__isnull=False),
                name="mentor_vrijstelling_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(toestand__in=["vertrokken", "geweerd"], vertrokken_op__isnull=False)
                | Q(toestand="actief", vertrokken_op=None, waarnemer=""),
                name="mentor_vertrokken_op",
            ),
            models.CheckConstraint(
                condition=Q(vestigingen_geregeld="", vestigingen_door=None, vestigingen_op=None)
                | Q(vestigingen_geregeld__gt="", vestigingen_door__isnull=False, vestigingen_op__isnull=False),
                name="mentor_vestigingen_geregeld_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return str(self.persoon)

    @property
    def niet_meer(self) -> str:
        """Why nobody can be followed by this person here any more, as a sentence; empty for who is mentor."""
        if self.toestand == MentorToestand.GEWEERD:
            return f"{self} is geweerd als mentor bij {self.onderneming} en kan hier niet worden aangeduid."
        if self.toestand == MentorToestand.VERTROKKEN:
            return f"{self} is geen mentor meer bij {self.onderneming}."
        return ""

    @property
    def OVERGANGEN(self):
        """The transition table; imported late because its guards read these models."""
        from ..transitions import MENTOR

        return MENTOR

    def rollen_van(self, user: User) -> set[Wie]:
        """Which columns of the transition table are the user's for this mentor (rules.md §2)."""
        from .opleiding import rollen_bij

        return rollen_bij(self, user)


class AanduidingQuerySet(models.QuerySet["Aanduiding"]):
    def lopend(self, op=None) -> "AanduidingQuerySet":
        op = op or timezone.localdate()
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)


class Aanduiding(models.Model):
    """Mentor × vestiging × opleiding from the day of designation (rules.md §3.1); made when the mentor is aanvaard."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="aanduidingen")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="aanduidingen")
    opleiding = models.ForeignKey(Opleiding, on_delete=models.PROTECT, related_name="aanduidingen")
    van = models.DateField("aangeduid op")
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = AanduidingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "aanduidingen"
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="aanduiding_van_tot"),
            models.UniqueConstraint(
                fields=["mentor", "vestiging", "opleiding"], condition=Q(tot=None), name="aanduiding_een_lopend"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.opleiding} · {self.vestiging}"


class Uittreksel(models.Model):
    """What is kept about one 596.2: who checked, when, issue date, outcome. The file itself is erased (rules.md §4)."""

    class Uitkomst(models.TextChoices):
        NIET_VOORGELEGD = "niet_voorgelegd", "Nog niet voorgelegd"
        BLANCO = "blanco", "Blanco"
        VERMELDING = "vermelding", "Vermelding"

    class Oordeel(models.TextChoices):
        OPEN = "", "Nog te beoordelen"
        AANVAARD = "aanvaard", "Aanvaard"
        NIET_AANVAARD = "niet_aanvaard", "Niet aanvaard"

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="uittreksels")
    document = models.ForeignKey(
        "documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    door_mentor = models.BooleanField("door de mentor zelf opgeladen", default=False)
    uitgegeven_op = models.DateField("datum van uitgifte", null=True, blank=True)
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, default=Uitkomst.NIET_VOORGELEGD)
    getoond_bij_bezoek = models.BooleanField(default=False)
    gecontroleerd_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gecontroleerd_op = models.DateTimeField(null=True, blank=True)
    oordeel = models.CharField(max_length=15, choices=Oordeel, blank=True)
    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "uittreksels"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst="niet_voorgelegd")
                | Q(gecontroleerd_op__isnull=False, gecontroleerd_door__isnull=False, uitgegeven_op__isnull=False),
                name="uittreksel_uitkomst_gecontroleerd",
            ),
            models.CheckConstraint(
                condition=Q(oordeel="") | Q(uitkomst="vermelding"), name="uittreksel_oordeel_over_vermelding"
            ),
            models.CheckConstraint(
                condition=Q(oordeel="") | Q(coordinator__isnull=False), name="uittreksel_oordeel_met_coordinator"
            ),
        ]

    def __str__(self) -> str:
        return f"596.2 van {self.mentor}"
