"""What a school does with many overeenkomsten at once: lay the plan before the mentor, send, remind, print, hand over
(rules.md §5).

Each row goes through the service of that one overeenkomst; printing reads what the school may read.
"""

import io
from datetime import datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import services as documenten
from educam_portal.documenten.models import Document
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from ..documenten import GROEPSDRUK
from ..models import Groepsregel, Groepswerk, Overeenkomst, Zegel
from ..toestanden import StukSoort, StukStand, Wie
from . import concept, overdragen, versturen
from .groep import ZONDER, Uitkomst, rondt_af, voert_uit

S = Groepswerk.Soort


def _zaak(werk: Groepswerk, regel: Groepsregel, actie: str) -> Overeenkomst:
    """The overeenkomst, when the table offers `actie` now: who presses for many did not see the state of each."""
    rij = Overeenkomst.objects.select_related(*Overeenkomst.LEEST_MEE).filter(pk=regel.overeenkomst_id or 0).first()
    if rij is None:
        raise Geweigerd("Deze overeenkomst bestaat niet meer.")
    if Wie.SCHOOL not in rij.rollen_van(werk.door):
        raise Geweigerd("Deze overeenkomst is niet van jouw school.")
    if actie and not rij.mag(werk.door, actie):
        raise Geweigerd(f"Dat kan niet: de stand is “{rij.status.label}”.")
    return rij


@voert_uit(S.VOORLEGGEN)
def _leg_voor(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    rij = _zaak(werk, regel, "voorleggen")
    if rij.plan_beantwoord_op:
        raise Geweigerd("De mentor beantwoordde dit plan al. Stuur de overeenkomst ter ondertekening.")
    return concept.leg_voor(overeenkomst=rij, door=werk.door, op=op), "Het plan ligt bij de mentor."


@voert_uit(S.VERSTUREN)
def _verstuur(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    """What it warns of is told here: nobody looked at the page on which one overeenkomst shows it (rules.md §5)."""
    rij = versturen.verstuur(overeenkomst=_zaak(werk, regel, "versturen"), door=werk.door, op=op)
    gewaarschuwd = " ".join(waarschuwing["zin"] for waarschuwing in rij.waarschuwingen)
    return rij, "Iedereen krijgt een link." + (f" Let op: {gewaarschuwd}" if gewaarschuwd else "")


@voert_uit(S.HERINNEREN)
def _herinner(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    rij = _zaak(werk, regel, "herinneren")
    aantal = versturen.herinner(overeenkomst=rij, door=werk.door, op=op)
    return rij, f"{aantal} {'persoon kreeg' if aantal == 1 else 'mensen kregen'} een herinnering."


def _collega(werk: Groepswerk) -> User | None:
    return User.objects.filter(pk=werk.gegevens["aan"]).first()


@voert_uit(S.OVERDRAGEN)
def _draag_over(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    aan = _collega(werk)
    if aan is None:
        raise Geweigerd("Deze collega is er niet meer.")
    if not regel.gegevens.get(ZONDER):
        rij = _zaak(werk, regel, "overdragen")
        return overdragen.geef(overeenkomst=rij, aan=aan, door=werk.door, op=op), f"Nu bij {aan}."
    if regel.lerende is None:
        raise Geweigerd("Deze lerende is er niet meer.")
    overdragen.geef_lerende(lerende=regel.lerende, aan=aan, door=werk.door, op=op)
    return None, f"Nu bij {aan}."


def _meld_overdracht(werk: Groepswerk, op: datetime) -> None:
    """One message for the whole pile; also for the part that was done before somebody stopped it."""
    aan = _collega(werk)
    if aan is None:
        return
    gelukt = werk.regels.filter(stand=Groepsregel.Stand.GELUKT, lerende__isnull=False).select_related("lerende")
    # Somebody with two overeenkomsten in the pile is one lerende.
    namen = {regel.lerende.pk: regel.lerende.kort for regel in gelukt if regel.lerende}
    overdragen.meld_overdracht(dossier=werk, namen=list(namen.values()), aan=aan, door=werk.door)


rondt_af(S.OVERDRAGEN, _meld_overdracht, ook_gestopt=True)


@voert_uit(S.AFDRUKKEN)
def _zoek_document(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    """Which file it is: the sealed one, or the version that is being signed."""
    rij = _zaak(werk, regel, "")
    stukken = rij.stukken.filter(soort=StukSoort.OVEREENKOMST).exclude(stand=StukStand.VERVALLEN)
    stuk = stukken.order_by("-versie").first()
    if stuk is None:
        raise Geweigerd("Er is nog geen document. Stuur de overeenkomst eerst ter ondertekening.")
    verzegeld = Zegel.objects.filter(stuk=stuk, document__gewist_op=None).select_related("document").first()
    document = (verzegeld and verzegeld.document) or stuk.document
    if document is None:
        raise Geweigerd("Het document wordt nog gemaakt. Probeer het over een minuut opnieuw.")
    regel.gegevens = {"document": str(document.pk)}
    return rij, "Ondertekend door iedereen." if verzegeld else "De versie die nu getekend wordt."


def _bundel(werk: Groepswerk, op: datetime) -> None:
    """One PDF, in the order of the rows."""
    import pikepdf  # only the worker prints: the web process never loads it

    gelukt = werk.regels.filter(stand=Groepsregel.Stand.GELUKT).order_by("volgorde")
    namen = [regel.gegevens["document"] for regel in gelukt]
    if not namen:
        return
    per_naam = {str(rij.pk): rij for rij in Document.objects.filter(pk__in=namen)}
    samen = pikepdf.new()
    for naam in namen:
        with pikepdf.open(io.BytesIO(documenten.inhoud_voor_portaal(per_naam[naam]))) as deel:
            samen.pages.extend(deel.pages)
    uit = io.BytesIO()
    samen.save(uit)
    vandaag = timezone.localdate(op)
    werk.document = documenten.bewaar_bytes(
        inhoud=uit.getvalue(), bestandsnaam=f"overeenkomsten-{vandaag:%Y-%m-%d}.pdf", mime="application/pdf",
        soort=GROEPSDRUK, onderwerp=werk, door=werk.door,
        bewaren_tot=na_termijn(vandaag, duur("bewaring_groepswerk", vandaag)),
    )  # fmt: skip


rondt_af(S.AFDRUKKEN, _bundel)
