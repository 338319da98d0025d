"""What werkgever and coördinator tell for a premie: consent and account number, performed periods, earlier premiums."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.documenten.persoonsnummers import VersleuteldVeld
from educam_portal.organisaties.models import Onderneming
from overeenkomsten.models import Persoonsnummer

from ..toestanden import Prestatiebron


class Toestemming(models.Model):
    """Consent of one onderneming to pass its claims on, and where the premie is paid (rules.md §6, facts.md §5).

    `iban_op` is the day on which the first account number was entered: another one later keeps it. Withdrawing ends the
    row; a new consent is a new row with its own days, and the number of the old one is erased after a while
    (`iban_gewist_op`): what was handed over has its own copy. Who sees the number: the onderneming, its sociaal secretariaat, and
    the coördinator in the file for the department (rules.md §2).
    """

    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="toestemmingen")
    gegeven_op = models.DateField("toestemming gegeven op")
    iban = VersleuteldVeld("rekeningnummer", blank=True)
    iban_op = models.DateField("rekeningnummer ingevuld op")
    iban_gewist_op = models.DateField("rekeningnummer gewist op", null=True, blank=True)
    gegeven_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "toestemmingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["onderneming"], condition=Q(ingetrokken_op=None), name="toestemming_een_per_onderneming"
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__gte=F("gegeven_op"), ingetrokken_door__isnull=False),
                name="toestemming_ingetrokken_door",
            ),
            models.CheckConstraint(
                condition=Q(iban_gewist_op=None)
                | Q(ingetrokken_op__isnull=False, iban_gewist_op__gte=F("ingetrokken_op")),
                name="toestemming_gewist_na_intrekken",
            ),
        ]

    def __str__(self) -> str:
        return f"toestemming van {self.gegeven_op:%d/%m/%Y}"


class PrestatieQuerySet(models.QuerySet["Prestatie"]):
    def raakt(self, van: date, tot: date) -> "PrestatieQuerySet":
        """Those that touch the days from `van` up to and including `tot`."""
        return self.filter(van__lte=tot, tot__gte=van)


class Prestatie(models.Model):
    """A period in which a person worked at an onderneming, both ends included: what Dimona or DmfA would say of it."""

    persoonsnummer = models.ForeignKey(Persoonsnummer, on_delete=models.PROTECT, related_name="prestaties")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, related_name="prestaties")
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    bron = models.CharField(max_length=10, choices=Prestatiebron)
    ingevoerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    objects = PrestatieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "prestaties"
        ordering = ["van", "tot"]
        constraints = [
            # The same period read twice is there once.
            models.UniqueConstraint(fields=["persoonsnummer", "onderneming", "van", "tot"], name="prestatie_eenmaal"),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="prestatie_van_tot"),
        ]

    def __str__(self) -> str:
        return f"{self.van:%d/%m/%Y} – {self.tot:%d/%m/%Y}"


class EerderePremie(models.Model):
    """Premiums or stagebonussen of a person that this portal did not make; they count for the maximum (rules.md §6).

    `onderneming` None: it is not known which, so they count at every one.
    """

    persoonsnummer = models.ForeignKey(Persoonsnummer, on_delete=models.PROTECT, related_name="eerdere_premies")
    onderneming = models.ForeignKey(Onderneming, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aantal = models.PositiveSmallIntegerField("hoeveel")
    bron = models.CharField("hoe je dit weet", max_length=200)
    ingevoerd_door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "eerdere premies"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["persoonsnummer", "onderneming"],
                nulls_distinct=False,
                name="eerdere_premie_een_per_onderneming",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aantal} eerder"
