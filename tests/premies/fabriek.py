"""Claims that are klaar to be handed over, and the reply of the department to them."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from educam_portal.accounts.models import User
from overeenkomsten.models import Persoonsnummer
from premies import formaat
from premies.models import Levering, Premie, Prestatie, Toestemming
from premies.services.beoordelen import beoordeel, maak_premies
from premies.services.leveren import begin_levering
from premies.toestanden import Aanleiding
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import zaak

JAAR = 2026
START = date(2026, 9, 1)
# The schooljaar is over.
NA = "2027-09-02 10:00"
IBAN = "BE68539007547034"


def klare_premie(nummer: int = 1, *, persoon: Persoonsnummer | None = None, start: date = START) -> Premie:
    """One claim of 1 000 euro with everything it needs, judged now; `persoon` when it is about somebody known."""
    gemaakt = zaak("afgelopen", nummer=nummer, start=start, geregistreerd_op=start)
    if persoon:
        gemaakt.lerende.persoonsnummer = persoon
        gemaakt.lerende.save()
    mens, onderneming = gemaakt.overeenkomst.mentor.persoon, gemaakt.overeenkomst.vestiging.onderneming
    mens.mentoropleiding_op = date(2026, 10, 1)
    mens.save()
    Toestemming.objects.create(
        onderneming=onderneming, gegeven_op=START, iban=IBAN, iban_op=START, gegeven_door=gemaakt.werkgever
    )
    van_wie = gemaakt.lerende.persoonsnummer
    Prestatie.objects.create(
        persoonsnummer=van_wie, onderneming=onderneming, van=start, tot=date(2027, 3, 31), bron="werkgever",
        ingevoerd_door=gemaakt.werkgever,
    )  # fmt: skip
    [premie] = maak_premies(overeenkomst=gemaakt.overeenkomst, aanleiding=Aanleiding.GEREGISTREERD, op=timezone.now())
    beoordeel(persoonsnummer=van_wie.pk, aanleiding=None, op=timezone.now())
    premie.refresh_from_db()
    return premie


def geleverd(werker: Any, door: User) -> Levering:
    """What is klaar, handed over, with its files."""
    with werker():
        levering = begin_levering(jaar=JAAR, door=door, op=timezone.now())
    levering.refresh_from_db()
    return levering


def antwoord_op(levering: Levering, *rijen: dict[str, str], **kop: Any) -> bytes:
    """The file of the department; a row needs `referentie` and `uitkomst`."""
    leeg = {"beslist_op": "", "reden": "", "uitbetaald_op": ""}
    dag: datetime = levering.gemaakt_op
    bestand = formaat.verzegeld(
        {"formaat": formaat.ANTWOORD, "levering": levering.referentie, "gemaakt_op": f"{dag:%Y-%m-%d}", **kop},
        [{**leeg, **rij} for rij in rijen],
    )
    return formaat.canoniek(bestand)


def uittreksel(premie: Premie, van: date) -> bytes:
    """A list of Dimona with the person of this claim, employed since `van`, and somebody the portal does not know."""
    assert premie.persoonsnummer is not None
    eigen, vreemd = premie.persoonsnummer.nummer, insz(3)
    rijen = (
        "INSZ;Naam;Datum in dienst;Datum uit dienst",
        *(f"{nummer};X;{van:%d/%m/%Y};" for nummer in (eigen, vreemd)),
    )
    return "\n".join(rijen).encode()
