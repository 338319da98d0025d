"""Messages: the outbox, the inbox of who has an account, and one plain thread per dossier (architecture.md §3)."""

from datetime import datetime

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.documenten.models import Document
from educam_portal.meldingen.register import Wijze


def _moment(op: datetime) -> str:
    """`3 december 2026 om 9.12 uur`."""
    return date_format(timezone.localtime(op), "j F Y \\o\\m G.i \\u\\u\\r")


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def for_user(self, user: User) -> "BerichtQuerySet":
        """The inbox of `user`."""
        return self.filter(aan=user, postvak=True)

    def ongelezen(self) -> "BerichtQuerySet":
        return self.filter(gelezen_op=None)


class Bericht(models.Model):
    """One message to one recipient, written in the transaction of the change it tells about.

    It stands in the inbox of who has an account (`postvak`) at once. It leaves as a mail of its own that Celery delivers
    after commit, waits for the daily message of its reader (`dagmail` once it is told there), or is not mailed at all.
    Secrets (codes, personal links) never stand here: `gegevens` holds a reference, the text is composed when sent, and
    such a message is no inbox message.
    """

    class Toestand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERZONDEN = "verzonden", "Verzonden"
        MISLUKT = "mislukt", "Mislukt"
        DAGMAIL = "dagmail", "Wacht op de dagmail"
        GEBUNDELD = "gebundeld", "In de dagmail"
        PORTAAL = "portaal", "Alleen in het portaal"

    soort = models.SlugField(max_length=60)
    aan = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="berichten")
    adres = models.EmailField(help_text="Adres waarnaar het gaat, ook als de ontvanger geen account heeft.")
    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    dossier = GenericForeignKey("onderwerp_type", "onderwerp_id")
    over = models.CharField("waarover", max_length=250, blank=True, help_text="Het dossier zoals mensen het noemen.")
    titel = models.CharField(max_length=150)
    tekst = models.TextField(help_text="Zoals verzonden, met geheimen gemaskeerd.")
    gegevens = models.JSONField(default=dict, blank=True)
    bijlagen = models.JSONField(
        default=list, blank=True, help_text="[{naam, mime, inhoud}], alleen kleine tekst zoals .ics."
    )
    postvak = models.BooleanField("in het postvak", default=False)
    toestand = models.CharField(max_length=10, choices=Toestand, default=Toestand.WACHT)
    dagmail = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="gebundeld", verbose_name="in dagmail"
    )
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging = models.DateTimeField(default=timezone.now)
    lease_tot = models.DateTimeField(null=True, blank=True)
    fout = models.TextField("antwoord van de server", blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    mislukt_op = models.DateTimeField(null=True, blank=True)
    opnieuw_op = models.DateTimeField("opnieuw gevraagd op", null=True, blank=True)
    opnieuw_door = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opnieuw gevraagd door"
    )
    gelezen_op = models.DateTimeField(null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "berichten"
        ordering = ["-aangemaakt_op", "-pk"]
        indexes = [
            models.Index(fields=["volgende_poging"], condition=Q(toestand="wacht"), name="bericht_te_verzenden"),
            models.Index(fields=["aan"], condition=Q(toestand="dagmail"), name="bericht_op_dagmail"),
            models.Index(fields=["onderwerp_type", "onderwerp_id"]),
            # The outbox, newest first, and all that went to one address.
            models.Index(fields=["toestand", "-id"], name="bericht_uitgaand"),
            models.Index(fields=["adres"], opclasses=["varchar_pattern_ops"], name="bericht_adres"),
            models.Index(fields=["mislukt_op"], condition=Q(toestand="mislukt"), name="bericht_mislukt"),
            # The inbox and its unread part, newest first: a page and the number in the menu read their own rows only.
            models.Index(fields=["aan", "-aangemaakt_op", "-id"], condition=Q(postvak=True), name="bericht_postvak"),
            models.Index(
                fields=["aan", "-aangemaakt_op", "-id"],
                condition=Q(postvak=True, gelezen_op=None),
                name="bericht_ongelezen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(toestand="verzonden") | Q(verzonden_op__isnull=False), name="bericht_verzonden_op"
            ),
            models.CheckConstraint(
                condition=Q(toestand="mislukt", mislukt_op__isnull=False) | ~Q(toestand="mislukt") & Q(mislukt_op=None),
                name="bericht_mislukt_op",
            ),
            models.CheckConstraint(
                condition=Q(opnieuw_op=None, opnieuw_door=None)
                | Q(opnieuw_op__isnull=False, opnieuw_door__isnull=False),
                name="bericht_opnieuw_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(toestand="gebundeld", dagmail__isnull=False) | ~Q(toestand="gebundeld") & Q(dagmail=None),
                name="bericht_in_dagmail",
            ),
            models.CheckConstraint(
                condition=~Q(toestand="dagmail") | Q(postvak=True), name="bericht_op_dagmail_in_postvak"
            ),
            models.CheckConstraint(
                condition=Q(postvak=False) | Q(aan__isnull=False), name="bericht_postvak_van_iemand"
            ),
            models.CheckConstraint(
                condition=Q(postvak=False) | ~Q(gegevens__has_key="geheim"), name="bericht_geheim_niet_in_postvak"
            ),
        ]

    def __str__(self) -> str:
        # The technical administration shows this text, and what a message says is not technical.
        return f"{self.soort} → {self.adres}"

    def get_absolute_url(self) -> str:
        return reverse("berichten:bericht", args=[self.pk])

    @property
    def in_de_rij_sinds(self) -> datetime:
        """Since when the portal tries to deliver it: written, or asked for again."""
        return self.opnieuw_op or self.aangemaakt_op

    @property
    def teruggekomen(self) -> bool:
        """A mail server took it, and sent it back later."""
        return self.toestand == self.Toestand.MISLUKT and self.verzonden_op is not None

    @property
    def mailzin(self) -> str:
        """What became of the mail, for the person it is for."""
        match self.toestand:
            case self.Toestand.VERZONDEN if self.verzonden_op:
                return f"We mailden dit ook naar {self.adres}, op {_moment(self.verzonden_op)}."
            case self.Toestand.MISLUKT:
                return f"De mail naar {self.adres} kwam niet aan. Kijk je e-mailadres na bij “E-mailadres”."
            case self.Toestand.DAGMAIL:
                return "Dit komt ook in je dagmail, als je het intussen niet las."
            case self.Toestand.GEBUNDELD:
                return "Dit stond ook in je dagmail."
            case self.Toestand.PORTAAL:
                return "We mailden dit niet. Je leest het alleen hier."
        return f"We mailen dit ook naar {self.adres}."


class Voorkeur(models.Model):
    """How somebody wants the messages of a group; without a row the default of the audience counts (register.py)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="voorkeuren")
    groep = models.SlugField(max_length=40)
    wijze = models.CharField(max_length=10, choices=Wijze)
    gekozen_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "voorkeuren"
        constraints = [
            models.UniqueConstraint(fields=["user", "groep"], name="voorkeur_een_per_groep"),
            models.CheckConstraint(condition=Q(wijze__in=Wijze.values), name="voorkeur_wijze"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.groep} {self.wijze}"


class Draadbericht(models.Model):
    """One message in the thread of a dossier, seen by both sides; `intern` ones by EDUCAM alone.

    `gelezen_door` is the first reader on the other side (of an internal one: the first colleague). `kant` tells the sides
    apart where EDUCAM takes no part; the floor of the dossier names them.
    """

    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    onderwerp_id = models.CharField(max_length=40)
    dossier = GenericForeignKey("onderwerp_type", "onderwerp_id")
    auteur = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tekst = models.TextField()
    intern = models.BooleanField("alleen voor EDUCAM", default=False)
    van_educam = models.BooleanField("geschreven door EDUCAM", default=False)
    kant = models.SlugField("welke kant schreef", max_length=20, blank=True)
    bijlage = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gelezen_op = models.DateTimeField(null=True, blank=True)
    gelezen_door = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Wie het eerst las."
    )
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "draadberichten"
        ordering = ["op", "pk"]
        indexes = [models.Index(fields=["onderwerp_type", "onderwerp_id", "op"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(gelezen_op=None, gelezen_door=None)
                | Q(gelezen_op__isnull=False, gelezen_door__isnull=False),
                name="draadbericht_gelezen_door_iemand",
            ),
            models.CheckConstraint(condition=Q(intern=False) | Q(van_educam=True), name="draadbericht_intern_educam"),
        ]

    # Whether it comes from the side of who looks (draden.py).
    van_ons = False

    def __str__(self) -> str:
        return f"{self.auteur}: {self.tekst[:40]}"


class Storingsmelding(models.Model):
    """The claim of one day's message about what failed: whoever writes the row sends it (storingen.py)."""

    op = models.DateField(unique=True)
    tot = models.DateTimeField(help_text="Wat later mislukte, komt in de volgende.")
    aantal = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "storingsmeldingen"
        constraints = [models.CheckConstraint(condition=Q(aantal__gt=0), name="storingsmelding_nooit_leeg")]

    def __str__(self) -> str:
        return f"{self.op}: {self.aantal}"
