"""When conditions are no longer met: begeleiding first, then a measure, and an appeal against it (rules.md §3.3)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.organisaties.models import Onderneming, Vestiging
from mentoren.models import Mentor

from .aanvraag import Aanvraag, AanvraagLijn
from .erkenning import Erkenning


class Begeleiding(models.Model):
    """Points agreed with the werkgever, and the day on which they must be right; one open per erkenning."""

    class Afloop(models.TextChoices):
        OPEN = "", "Loopt"
        IN_ORDE = "in_orde", "In orde"
        NIET_IN_ORDE = "niet_in_orde", "Niet in orde"
        VERVALLEN = "vervallen", "Niet meer nodig"

    erkenning = models.ForeignKey(Erkenning, on_delete=models.PROTECT, related_name="begeleidingen")
    punten = models.TextField("afgesproken punten")
    afgesproken_op = models.DateField()
    tegen = models.DateField("in orde tegen")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    afloop = models.CharField(max_length=15, choices=Afloop, blank=True)
    afgesloten_op = models.DateField(null=True, blank=True)
    besluit = models.TextField("wat er bleek", blank=True)

    class Meta:
        verbose_name_plural = "begeleidingen"
        ordering = ["-afgesproken_op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["erkenning"], condition=Q(afloop=""), name="begeleiding_een_open"),
            models.CheckConstraint(condition=Q(tegen__gt=F("afgesproken_op")), name="begeleiding_tegen_later"),
            models.CheckConstraint(
                condition=Q(afloop="", afgesloten_op=None) | (~Q(afloop="") & Q(afgesloten_op__isnull=False)),
                name="begeleiding_afgesloten_op",
            ),
        ]

    def __str__(self) -> str:
        return f"begeleiding van {self.erkenning}"


class MaatregelQuerySet(models.QuerySet["Maatregel"]):
    def for_user(self, user: User) -> "MaatregelQuerySet":
        """Those of the own onderneming, and those that the user follows for EDUCAM (rules.md §2)."""
        return self.filter(Q(pk__in=self.van_werkgever(user).values("pk")) | Q(pk__in=self.gevolgd(user).values("pk")))

    def van_werkgever(self, user: User) -> "MaatregelQuerySet":
        """Those that touch an onderneming of the user; help with a concept and a machtiging for other work do not count."""
        scopes = (Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN)
        eigen = {
            lid.organisatie_id
            for lid in user.lidmaatschappen_nu
            if lid.rol in WERKGEVERS and lid.bron != Bron.HULP and lid.bereik in scopes
        }
        return self.filter(
            Q(erkenning__vestiging__onderneming__organisatie__in=eigen)
            | Q(vestiging__onderneming__organisatie__in=eigen)
            | Q(onderneming__organisatie__in=eigen)
            | Q(mentor__onderneming__organisatie__in=eigen)
        )

    def gevolgd(self, user: User) -> "MaatregelQuerySet":
        """All of them for a coördinator; for a consulent those about something in the own and replaced regions."""
        if user.is_coordinator:
            return self
        regios = user.organisaties_als(Rol.CONSULENT)
        in_regio = Vestiging.objects.filter(regio__organisatie__in=regios)
        ondernemingen = in_regio.values("onderneming")
        return self.filter(
            Q(erkenning__vestiging__in=in_regio)
            | Q(vestiging__in=in_regio)
            | Q(onderneming__in=ondernemingen)
            | Q(mentor__onderneming__in=ondernemingen)
        )

    def van(self, onderneming: Onderneming) -> "MaatregelQuerySet":
        """Everything decided about this onderneming, newest first, with what it is about."""
        over = (
            Q(erkenning__vestiging__onderneming=onderneming)
            | Q(vestiging__onderneming=onderneming)
            | Q(onderneming=onderneming)
            | Q(mentor__onderneming=onderneming)
        )
        return self.filter(over).met_onderwerp()

    def met_onderwerp(self) -> "MaatregelQuerySet":
        """With what each is about, as its name tells it."""
        return self.select_related(
            "erkenning__opleiding",
            "erkenning__vestiging__gemeente",
            "vestiging__gemeente",
            "onderneming",
            "mentor__persoon",
        )

    def uitsluitingen(self, op: date) -> "MaatregelQuerySet":
        """The uitsluitingen in force on `op`."""
        loopt = Q(tot=None) | Q(tot__gte=op)
        return self.filter(loopt, soort=Maatregel.Soort.UITSLUITING, van__lte=op, vernietigd_op=None)

    def uitsluiting_van(self, onderneming: Onderneming, vestiging: Vestiging | None, *, op: date) -> "Maatregel | None":
        """The uitsluiting that stops new aanvragen of this onderneming (at this vestiging) on `op`, if there is one."""
        over = Q(onderneming=onderneming)
        if vestiging is not None:
            over |= Q(vestiging=vestiging)
        return self.uitsluitingen(op).filter(over).order_by("pk").first()


class Maatregel(models.Model):
    """A schorsing, opheffing, uitsluiting or barred mentor: about what, from when, why, and how the onderneming was heard.

    Of a barring for the 596.2 `redenen` is `NIET_AANDUIDBAAR`, and nothing else is written down (rules.md §4).
    """

    NIET_AANDUIDBAAR = "Deze mentor kan niet worden aangeduid."

    class Soort(models.TextChoices):
        SCHORSING = "schorsing", "Schorsing"
        OPHEFFING = "opheffing", "Opheffing"
        UITSLUITING = "uitsluiting", "Uitsluiting"
        WERING = "wering", "Wering"

    soort = models.CharField(max_length=12, choices=Soort)
    erkenning = models.ForeignKey(
        Erkenning, on_delete=models.PROTECT, null=True, blank=True, related_name="maatregelen"
    )
    vestiging = models.ForeignKey(
        Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="maatregelen"
    )
    onderneming = models.ForeignKey(
        Onderneming, on_delete=models.PROTECT, null=True, blank=True, related_name="maatregelen"
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, blank=True, related_name="maatregelen")
    van = models.DateField()
    tot = models.DateField("tot en met", null=True, blank=True)
    redenen = models.TextField()
    gehoord_op = models.DateField("gehoord of uitgenodigd op", null=True, blank=True)
    gehoord = models.TextField("hoe de onderneming gehoord werd", blank=True)
    dringend_reden = models.TextField("waarom er niet op gewacht kon worden", blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    genomen_op = models.DateTimeField(default=timezone.now)
    # The erkenningen it ended, so that a ruling on appeal knows which ones to give back.
    geraakt = models.ManyToManyField(Erkenning, related_name="geraakt_door", blank=True)
    ingetrokken_op = models.DateField("ingetrokken voor ze begon op", null=True, blank=True)
    vernietigd_op = models.DateField("vernietigd in beroep op", null=True, blank=True)

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "maatregelen"
        ordering = ["-genomen_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erkenning__isnull=False, vestiging=None, onderneming=None, mentor=None)
                | Q(erkenning=None, vestiging__isnull=False, onderneming=None, mentor=None)
                | Q(erkenning=None, vestiging=None, onderneming__isnull=False, mentor=None)
                | Q(erkenning=None, vestiging=None, onderneming=None, mentor__isnull=False),
                name="maatregel_over_een_ding",
            ),
            models.CheckConstraint(
                condition=Q(soort="uitsluiting", erkenning=None, mentor=None)
                | Q(soort="wering", mentor__isnull=False)
                | Q(soort__in=["schorsing", "opheffing"], erkenning__isnull=False),
                name="maatregel_soort_over_wie",
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="maatregel_van_tot"),
            models.CheckConstraint(condition=~Q(redenen=""), name="maatregel_met_redenen"),
            # Heard or invited first; at once only for urgency, with its reason. A schorsing asks neither (rules.md §3.3).
            models.CheckConstraint(
                condition=Q(soort="schorsing") | Q(gehoord_op__isnull=False) | ~Q(dringend_reden=""),
                name="maatregel_gehoord_of_dringend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.waarover}"

    @property
    def waarover(self) -> Erkenning | Vestiging | Onderneming | Mentor:
        """What it is about."""
        over = self.erkenning or self.vestiging or self.onderneming or self.mentor
        assert over is not None  # the constraint holds it
        return over

    @property
    def van_onderneming(self) -> Onderneming:
        """The onderneming it touches, whatever its scope."""
        if self.onderneming:
            return self.onderneming
        if self.mentor:
            return self.mentor.onderneming
        vestiging = self.vestiging or (self.erkenning.vestiging if self.erkenning else None)
        assert vestiging is not None
        return vestiging.onderneming

    @property
    def plek(self) -> Vestiging | None:
        """The vestiging it is about, of a mentor the one where he or she was designated last; None for a whole onderneming."""
        if self.mentor:
            laatste = self.mentor.aanduidingen.select_related("vestiging__regio__organisatie").order_by("-van", "-pk")
            return next((rij.vestiging for rij in laatste[:1]), None)
        return self.vestiging or (self.erkenning.vestiging if self.erkenning else None)

    @property
    def mag_in_beroep(self) -> bool:
        """A schorsing is only a time between: against all others the onderneming may appeal (rules.md §3.3)."""
        return self.soort != self.Soort.SCHORSING

    @property
    def kan_beroep(self) -> bool:
        """Whether an appeal can be registered now: none runs, and none undid the measure already; asks one query."""
        if not self.mag_in_beroep or self.vernietigd_op is not None:
            return False
        return not self.beroepen.filter(uitkomst=Beroep.Uitkomst.OPEN).exists()

    @property
    def zin(self) -> str:
        """What who asks for a new erkenning meanwhile reads."""
        tot = f"tot en met {self.tot:%d/%m/%Y}" if self.tot else "voorgoed"
        return f"{self.waarover} is {tot} uitgesloten. Je kan in die tijd geen erkenning aanvragen."

    def get_absolute_url(self) -> str:
        """The employer's page; the consulent's is `consulent_url`."""
        return reverse("werkgever:maatregel", args=[self.pk])

    @property
    def consulent_url(self) -> str:
        return reverse("consulent:maatregel", args=[self.pk])


class Beroep(models.Model):
    """An appeal of the onderneming against a refusal or a measure, and its ruling (rules.md §3.2, facts §1.5)."""

    class Uitkomst(models.TextChoices):
        OPEN = "", "Nog geen uitspraak"
        GEGROND = "gegrond", "Gegrond"
        ONGEGROND = "ongegrond", "Ongegrond"
        ONONTVANKELIJK = "onontvankelijk", "Niet ontvankelijk"

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, null=True, blank=True, related_name="beroepen")
    maatregel = models.ForeignKey(Maatregel, on_delete=models.PROTECT, null=True, blank=True, related_name="beroepen")
    ingediend_op = models.DateField()
    notitie = models.TextField(blank=True)
    geregistreerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=15, choices=Uitkomst, blank=True)
    uitspraak_op = models.DateField(null=True, blank=True)
    toelichting = models.TextField(blank=True)
    uitspraak_door = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Wie de uitspraak invoerde."
    )
    toegekend = models.ManyToManyField(AanvraagLijn, related_name="toegekend_in_beroep", blank=True)

    class Meta:
        verbose_name_plural = "beroepen"
        ordering = ["-ingediend_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aanvraag__isnull=False, maatregel=None) | Q(aanvraag=None, maatregel__isnull=False),
                name="beroep_tegen_een_ding",
            ),
            models.UniqueConstraint(fields=["aanvraag"], condition=Q(uitkomst=""), name="beroep_een_open_per_aanvraag"),
            models.UniqueConstraint(
                fields=["maatregel"], condition=Q(uitkomst=""), name="beroep_een_open_per_maatregel"
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", uitspraak_op=None, uitspraak_door=None)
                | (~Q(uitkomst="") & Q(uitspraak_op__gte=F("ingediend_op"), uitspraak_door__isnull=False)),
                name="beroep_uitspraak_op",
            ),
        ]

    def __str__(self) -> str:
        return f"beroep tegen {self.aanvraag or self.maatregel}"


class VervangenCode(models.Model):
    """A public code of an attest that was put right: who checks it reads that there is a newer one (rules.md §3.2)."""

    code = models.CharField(max_length=16, unique=True)
    erkenning = models.ForeignKey(Erkenning, on_delete=models.PROTECT, related_name="vervangen_codes")
    vervangen_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "vervangen codes"

    def __str__(self) -> str:
        return self.code
