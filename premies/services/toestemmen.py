"""Consent of an onderneming to ask for the premie, and the account it is paid on (rules.md §6, facts.md §5)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Rol, User
from educam_portal.organisaties.models import Onderneming
from educam_portal.organisaties.nummers import masker_iban, schoon_iban
from educam_portal.workflow.diensten import noteer, vergrendel
from overeenkomsten.ontvangers import leden

from ..bevoegd import eis_bevoegd
from ..deadlines import toestemming_gegeven, toestemming_ingetrokken
from ..models import Premie, Toestemming
from ..ontvangers import wie_je_belt
from ..toestanden import Aanleiding
from .beoordelen import beoordeel_personen


def geef_toestemming(*, onderneming: Onderneming, iban: str, akkoord: bool, door: User, op: datetime) -> Toestemming:
    """Give it once, with the account number; both dated today. Raises Geweigerd without agreement or for a wrong number.

    After one that was withdrawn, another number is a changed number, and is told as such.
    """
    eis_bevoegd(onderneming, door)
    if not akkoord:
        raise Geweigerd("Vink aan dat je toestemming geeft.")
    nummer, dag = _nummer(iban), timezone.localdate(op)
    with transaction.atomic():
        vergrendel(onderneming)
        vorige = Toestemming.objects.filter(onderneming=onderneming).order_by("-pk").first()
        if vorige is not None and vorige.ingetrokken_op is None:
            raise Geweigerd("Er is al toestemming gegeven. Herlaad de pagina om ze te zien.")
        rij = Toestemming.objects.create(
            onderneming=onderneming, gegeven_op=dag, iban=nummer, iban_op=dag, gegeven_door=door
        )
        noteer(onderneming, "toestemming_premie", door=door, op=op, tekst="Toestemming voor de premie gegeven.")
        if vorige is not None and vorige.iban != nummer:
            _meld_ander_nummer(onderneming, vorige.iban, nummer, door, op)
        toestemming_gegeven(onderneming, op=dag)
        _beoordeel(onderneming, Aanleiding.TOESTEMMING, op)
    return rij


def wijzig_iban(*, onderneming: Onderneming, iban: str, door: User, op: datetime) -> Toestemming:
    """Another account number; the day on which the first was entered stays. Raises Geweigerd."""
    eis_bevoegd(onderneming, door)
    nummer = _nummer(iban)
    with transaction.atomic():
        vergrendel(onderneming)
        rij = _geldende(onderneming)
        if rij.iban == nummer:
            raise Geweigerd("Dit rekeningnummer staat er al. Er is niets veranderd.")
        oud, rij.iban = rij.iban, nummer
        rij.save(update_fields=["iban"])
        tekst = f"Ander rekeningnummer voor de premie: {masker_iban(oud) or 'onleesbaar'} werd {masker_iban(nummer)}."
        noteer(onderneming, "rekening_gewijzigd", door=door, op=op, tekst=tekst)
        _meld_ander_nummer(onderneming, oud, nummer, door, op)
    return rij


def trek_toestemming_in(*, onderneming: Onderneming, door: User, op: datetime) -> Toestemming:
    """It holds no longer for schooljaren that were not passed on yet (rules.md §6). Raises Geweigerd."""
    eis_bevoegd(onderneming, door)
    with transaction.atomic():
        vergrendel(onderneming)
        rij = _geldende(onderneming)
        rij.ingetrokken_op, rij.ingetrokken_door = timezone.localdate(op), door
        rij.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
        noteer(
            onderneming, "toestemming_ingetrokken", door=door, op=op, tekst="Toestemming voor de premie ingetrokken."
        )
        toestemming_ingetrokken(onderneming, op=rij.ingetrokken_op)
        _beoordeel(onderneming, Aanleiding.INGETROKKEN, op)
    return rij


def _meld_ander_nummer(onderneming: Onderneming, oud: str, nieuw: str, door: User, op: datetime) -> None:
    """Every verantwoordelijke hears it, who did it too: a thief may be using that account. Only last digits are named."""
    dag = timezone.localdate(op)
    meldingen.stuur(
        "rekening_gewijzigd",
        dossier=onderneming,
        aan=leden(onderneming, frozenset({Rol.VERANTWOORDELIJKE}), dag, bereik=(Bereik.ALLES,)),
        gegevens={
            "onderneming": onderneming.naam,
            # Not as `door`: then it would count as read before the person saw it.
            "wie": door,
            "moment": op,
            "oud": masker_iban(oud),
            "nieuw": masker_iban(nieuw),
            "kaart": wie_je_belt(onderneming, dag),
        },
    )


def _nummer(iban: str) -> str:
    nummer = schoon_iban(iban)
    if nummer is None:
        raise Geweigerd("Dit rekeningnummer klopt niet. Kijk het na op je bankkaart: BE en 14 cijfers.")
    return nummer


def _geldende(onderneming: Onderneming) -> Toestemming:
    rij = Toestemming.objects.filter(onderneming=onderneming, ingetrokken_op=None).first()
    if rij is None:
        raise Geweigerd("Er is geen toestemming meer. Herlaad de pagina.")
    return rij


def _beoordeel(onderneming: Onderneming, aanleiding: Aanleiding, op: datetime) -> None:
    personen = Premie.objects.te_beoordelen().filter(onderneming=onderneming).values_list("persoonsnummer", flat=True)
    beoordeel_personen(personen=personen, aanleiding=aanleiding, op=op, onderneming=onderneming)
