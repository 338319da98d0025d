"""A document to sign, who signs it, and the seal on it when everybody did (rules.md §5).

Every version of a document is a row of its own, made from a stored snapshot. A signature holds the SHA-256 of the PDF of
exactly that version; a change makes a new version, and the signatures on the old one fall away.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.documenten.codes import nieuwe_code
from educam_portal.documenten.maakwerk import Maakwerk
from educam_portal.organisaties.models import Onderneming

from ..toestanden import Partij, StukSoort, StukStand, Wijze
from .mailcode import MetCode
from .overeenkomst import Overeenkomst


class Tekenbevoegde(models.Model):
    """Somebody recorded as authorised to bind an onderneming (rules.md §5): who says so, and until when it counts."""

    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="tekenbevoegden")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    functie = models.CharField("functie", max_length=120)
    vastgelegd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "tekenbevoegden"
        constraints = [
            models.UniqueConstraint(
                fields=["onderneming", "user"], condition=Q(ingetrokken_op=None), name="tekenbevoegde_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} voor {self.onderneming}"


class Stuk(Maakwerk):
    """One version of a document of an overeenkomst. `toestand` tells about its PDF, `stand` about its signatures."""

    overeenkomst = models.ForeignKey(Overeenkomst, on_delete=models.PROTECT, related_name="stukken")
    soort = models.CharField(max_length=12, choices=StukSoort, default=StukSoort.OVEREENKOMST)
    versie = models.PositiveSmallIntegerField(default=1)
    stand = models.CharField(max_length=12, choices=StukStand, default=StukStand.OPEN)
    verstuurd_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vervallen_op = models.DateTimeField(null=True, blank=True)
    vervallen_reden = models.TextField(blank=True)
    ondertekend_op = models.DateTimeField(null=True, blank=True)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "stukken"
        ordering = ["-pk"]
        constraints = [
            *Maakwerk.Meta.constraints,
            models.UniqueConstraint(fields=["overeenkomst", "soort", "versie"], name="stuk_versie_per_soort"),
            models.UniqueConstraint(
                fields=["overeenkomst", "soort"], condition=Q(stand="open"), name="stuk_een_open_per_soort"
            ),
            models.CheckConstraint(
                condition=Q(stand="ondertekend", ondertekend_op__isnull=False, document__isnull=False)
                | (~Q(stand="ondertekend") & Q(ondertekend_op=None)),
                name="stuk_ondertekend_op",
            ),
            models.CheckConstraint(
                condition=Q(stand="vervallen", vervallen_op__isnull=False)
                | (~Q(stand="vervallen") & Q(vervallen_op=None)),
                name="stuk_vervallen_op",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.woord} {self.overeenkomst_id}, versie {self.versie}"

    @property
    def woord(self) -> str:
        """What screens and mails call it, after "de" or "een": `beëindiging`."""
        return self.get_soort_display().lower()

    @property
    def te_tekenen(self) -> bool:
        """Open, and its PDF exists: only then is there something whose hash a signature can hold."""
        return self.stand == StukStand.OPEN and self.document_id is not None


class Ondertekenaar(MetCode):
    """One party to one version: how it is reached, and its signature once it is there.

    The personal link is never stored, only its hash; `zaad` makes it again for a reminder (accounts/geheime_link.py).
    """

    CODE_OM = "de overeenkomst te openen of te tekenen"

    stuk = models.ForeignKey(Stuk, on_delete=models.PROTECT, related_name="ondertekenaars")
    partij = models.CharField(max_length=20, choices=Partij)
    naam = models.CharField(max_length=200)
    hoedanigheid = models.CharField("in welke hoedanigheid", max_length=200, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    zaad = models.CharField(max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    vervalt_op = models.DateTimeField("link werkt tot", null=True, blank=True)
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    getekend_op = models.DateTimeField(null=True, blank=True)
    wijze = models.CharField(max_length=15, choices=Wijze, blank=True)
    getypte_naam = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField("SHA-256 van wat getekend is", max_length=64, blank=True)
    ip = models.GenericIPAddressField("IP-adres", null=True, blank=True)
    toestel = models.CharField("browser", max_length=250, blank=True)
    identiteit_door = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="identiteit gecontroleerd door",
    )
    bewijs = models.ForeignKey("documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    geweigerd_op = models.DateTimeField(null=True, blank=True)
    geweigerd_reden = models.TextField(blank=True)
    geweigerd_getuige = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="op het toestel van de school, met",
    )

    class Meta:
        verbose_name_plural = "ondertekenaars"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stuk", "partij"], name="ondertekenaar_een_per_partij"),
            models.CheckConstraint(
                condition=(Q(getekend_op__isnull=False) & ~Q(wijze="") & ~Q(sha256=""))
                | Q(getekend_op=None, wijze="", sha256=""),
                name="ondertekenaar_handtekening_volledig",
            ),
            models.CheckConstraint(
                condition=Q(geweigerd_op=None, geweigerd_reden="")
                | (Q(geweigerd_op__isnull=False, getekend_op=None) & ~Q(geweigerd_reden="")),
                name="ondertekenaar_weigert_met_reden",
            ),
            models.CheckConstraint(
                condition=~Q(wijze="tablet") | Q(identiteit_door__isnull=False),
                name="ondertekenaar_identiteit_op_tablet",
            ),
            models.CheckConstraint(
                condition=~Q(wijze__in=["papier", "gekwalificeerd"]) | Q(bewijs__isnull=False),
                name="ondertekenaar_papier_met_bewijs",
            ),
            models.CheckConstraint(
                condition=Q(token_hash=None) | Q(vervalt_op__isnull=False), name="ondertekenaar_link_vervalt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_partij_display()} bij {self.stuk_id}"

    @property
    def getekend(self) -> bool:
        return self.getekend_op is not None

    def verlopen(self, op: datetime) -> bool:
        """Whether the personal link no longer works at `op`."""
        return self.vervalt_op is None or self.vervalt_op <= op


class Zegel(Maakwerk):
    """The sealed PDF of a document that everybody signed, with its evidence page, and the public code to check it by."""

    stuk = models.OneToOneField(Stuk, on_delete=models.PROTECT, related_name="zegel")
    code = models.CharField("openbare code", max_length=16, unique=True, default=nieuwe_code, editable=False)

    class Meta(Maakwerk.Meta):
        abstract = False
        verbose_name_plural = "zegels"

    def __str__(self) -> str:
        return f"zegel van {self.stuk_id}"
