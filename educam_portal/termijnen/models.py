"""Anything with a due date that somebody must meet (rules.md §7): due dates are computed, never counted."""

from datetime import date

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import Organisatie, User
from educam_portal.meldingen.models import Bericht

# The claim of a moment that asks nothing of a person: the lapse itself, or a moment for which there was nobody.
PORTAAL = "portaal"


class TermijnQuerySet(models.QuerySet["Termijn"]):
    def open(self) -> "TermijnQuerySet":
        """Neither met nor void."""
        return self.filter(voldaan_op=None, nietig_op=None)

    def te_verwerken(self, op: date) -> "TermijnQuerySet":
        """Open terms for which the deadline job has something to do on `op` or had before."""
        return self.open().filter(volgende_op__lte=op)


class Termijn(models.Model):
    """One term of one subject. Open while neither met (`voldaan_op`) nor void (`nietig_op`).

    `vervalt_op` is empty while a pause is open; `volgende_op` is the first day on which the deadline job has something
    to do with it, so that the job reads only rows that are due. Each extension begins a `ronde`: the moments before the
    new due date go again, those that lie on or before the day of the extension (`verlengd_op`) do not.
    """

    soort = models.SlugField(max_length=40)
    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    onderwerp_id = models.CharField(max_length=40)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    voor = models.ForeignKey(
        Organisatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="Wie het aangaat."
    )
    bij = models.ForeignKey(
        Organisatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="Wie het opvolgt."
    )
    persoon = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    start = models.DateField()
    vast_op = models.DateField(
        "vaste datum", null=True, blank=True, help_text="Einddatum die de gebeurtenis zelf geeft."
    )
    verlengd_tot = models.DateField(null=True, blank=True)
    verlengd_reden = models.TextField(blank=True)
    verlengd_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verlengd_op = models.DateField("laatst verlengd op", null=True, blank=True)
    ronde = models.PositiveSmallIntegerField("hoeveel keer verlengd", default=0)
    vervalt_op = models.DateField(null=True, blank=True)
    volgende_op = models.DateField(null=True, blank=True)
    aangemaakt_op = models.DateField()
    voldaan_op = models.DateField(null=True, blank=True)
    nietig_op = models.DateField(null=True, blank=True)

    # The day for which the deadline job looks at it: who is told depends on who is there that day.
    bekeken_op: date | None = None

    objects = TermijnQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "termijnen"
        indexes = [
            models.Index(
                fields=["volgende_op", "id"], condition=Q(voldaan_op=None, nietig_op=None), name="termijn_te_verwerken"
            ),
            models.Index(fields=["onderwerp_type", "onderwerp_id", "soort"]),
            # The lists of everything due, soonest first: of an organisation, of a region, of a person.
            *(
                models.Index(
                    fields=[partij, "vervalt_op", "id"],
                    condition=Q(voldaan_op=None, nietig_op=None),
                    name=f"termijn_open_{partij}",
                )
                for partij in ("voor", "bij", "persoon")
            ),
            models.Index(
                fields=["vervalt_op", "id"], condition=Q(voldaan_op=None, nietig_op=None), name="termijn_open_alle"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "onderwerp_type", "onderwerp_id"],
                condition=Q(voldaan_op=None, nietig_op=None),
                name="termijn_een_open",
            ),
            models.CheckConstraint(condition=Q(voldaan_op=None) | Q(nietig_op=None), name="termijn_voldaan_of_nietig"),
            models.CheckConstraint(
                condition=Q(verlengd_tot=None) | (~Q(verlengd_reden="") & Q(verlengd_door__isnull=False)),
                name="termijn_verlengd_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} van {self.onderwerp_type_id}:{self.onderwerp_id}"

    @property
    def is_open(self) -> bool:
        return self.voldaan_op is None and self.nietig_op is None


class Agenda(models.Model):
    """Somebody's private calendar feed. The link is derived from `zaad`; a new seed makes the old link die."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="agenda")
    zaad = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    vernieuwd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "agenda's"

    def __str__(self) -> str:
        return f"agenda van {self.user}"


class Pauze(models.Model):
    """A span in which a term stands still, because of `sleutel` (one open per cause). `tot` empty = still open."""

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="pauzes")
    sleutel = models.CharField(max_length=60)
    reden = models.CharField(max_length=200)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "pauzes"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="pauze_van_tot"),
            models.UniqueConstraint(
                fields=["termijn", "sleutel"], condition=Q(tot=None), name="pauze_een_open_per_oorzaak"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reden} ({self.van} – {self.tot or '…'})"


class Herinnering(models.Model):
    """The claim (term, ronde, moment, recipient): inserting it makes a reminder go at most once (architecture.md §3).

    `bericht` is filled in when the day's message of the recipient is made; empty = still to be told.
    """

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="herinneringen")
    ronde = models.PositiveSmallIntegerField(default=0)
    moment = models.CharField(max_length=20, help_text="Bijvoorbeeld -7d, -3m, verval, +1d.")
    ontvanger = models.CharField(max_length=254, help_text="E-mailadres, of portaal.")
    op = models.DateField("dag waarop de job draaide")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, null=True, blank=True, related_name="herinneringen")

    class Meta:
        verbose_name_plural = "herinneringen"
        indexes = [
            models.Index(
                fields=["ontvanger"], condition=Q(bericht=None) & ~Q(ontvanger="portaal"), name="herinnering_te_sturen"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["termijn", "ronde", "moment", "ontvanger"], name="herinnering_hoogstens_een"
            )
        ]

    def __str__(self) -> str:
        return f"{self.termijn} {self.moment} → {self.ontvanger}"


class Dagbundel(models.Model):
    """The one reminder message a person gets on a day; inserting it is the claim on that message (rules.md §7)."""

    ontvanger = models.CharField(max_length=254, help_text="E-mailadres.")
    op = models.DateField()
    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "dagbundels"
        constraints = [models.UniqueConstraint(fields=["ontvanger", "op"], name="dagbundel_een_per_dag")]

    def __str__(self) -> str:
        return f"{self.ontvanger} op {self.op:%d/%m/%Y}"


class Herberekening(models.Model):
    """The job that lets open terms follow a changed parameter: a row of its own, so that a killed worker loses nothing."""

    parameter = models.SlugField(max_length=60)
    vanaf = models.DateField()
    tot = models.DateField(null=True, blank=True, help_text="Die dag niet meer; leeg = altijd.")
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    totaal = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    veranderd = models.PositiveIntegerField("termijnen met een andere datum", default=0)
    fouten = models.PositiveIntegerField("termijnen die niet berekend raakten", default=0)
    laatste = models.BigIntegerField("laatste termijn die bekeken is", default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "herberekeningen"
        indexes = [models.Index(fields=["parameter", "-id"], name="herberekening_van_parameter")]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gt=F("vanaf")), name="herberekening_vanaf_tot"),
            models.CheckConstraint(
                condition=Q(klaar_op=None) | Q(lease_tot=None), name="herberekening_klaar_zonder_lease"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} vanaf {self.vanaf:%d/%m/%Y}"


class Taakloop(models.Model):
    """The last run of a job: what the health check and the pages of the coördinator show."""

    naam = models.SlugField(max_length=40, primary_key=True)
    voor_dag = models.DateField("dag waarvoor de job draaide")
    laatst_klaar = models.DateTimeField("laatst tot het einde gelopen")
    acties = models.PositiveIntegerField(default=0)
    fouten = models.PositiveIntegerField("termijnen die niet verwerkt raakten", default=0)

    class Meta:
        verbose_name_plural = "taaklopen"

    def __str__(self) -> str:
        return f"{self.naam} voor {self.voor_dag:%d/%m/%Y}"
