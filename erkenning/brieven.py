"""The decision letter and the attest: what they say, kept as a snapshot with its SHA-256 (rules.md §3.2).

A letter is made from its snapshot alone, so it reads the same years later, whatever has changed since.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.documenten.momentopname import met_datums, qr
from educam_portal.organisaties.models import Vestiging
from educam_portal.organisaties.regios import contactkaart
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from .models import Aanvraag, AanvraagLijn, Brief, Erkenning, LijnMentor
from .rules import geldigheid

DATUMS = {"datum", "geldig_van", "geldig_tot", "beroep_tot", "mentoropleiding_tot"}
SJABLONEN = {
    Brief.Soort.BESLISSING: "erkenning/brieven/beslissing.html",
    Brief.Soort.ATTEST: "erkenning/brieven/attest.html",
}


def leg_brieven_vast(aanvraag: Aanvraag, erkenningen: list[Erkenning], *, op: datetime) -> list[Brief]:
    """Store one decision letter, and one attest per erkenning; a Celery job makes the PDFs after commit."""
    brieven = [_maak(Brief.Soort.BESLISSING, aanvraag, None, beslissing_gegevens(aanvraag, op=op), op)]
    for erkenning in erkenningen:
        brieven.append(_maak(Brief.Soort.ATTEST, aanvraag, erkenning, attest_gegevens(erkenning, op=op), op))
    return brieven


def _maak(soort: str, aanvraag: Aanvraag, erkenning: Erkenning | None, gegevens: dict[str, Any], op: datetime) -> Brief:
    from .tasks import maak_brief

    brief = Brief.objects.create(
        soort=soort,
        aanvraag=aanvraag,
        erkenning=erkenning,
        gegevens=gegevens,
        sha256=vingerafdruk(gegevens),
        aangemaakt_op=op,
    )
    maak_na_commit(maak_brief, brief)
    return brief


def beslissing_gegevens(
    aanvraag: Aanvraag, *, op: datetime, voorstel: dict[int, tuple[bool, str, list[LijnMentor]]] | None = None
) -> dict[str, Any]:
    """Everything the decision letter says. With `voorstel` (line id → erkennen, redenen, mentoren) it is a preview."""
    dag = timezone.localdate(op)
    assert aanvraag.vestiging is not None and aanvraag.regio is not None
    kaart = contactkaart(aanvraag.regio, dag)
    erkend, geweigerd = [], []
    for lijn in aanvraag.lijnen.select_related("opleiding__vervangen_door", "erkenning").prefetch_related(
        "mentoren__mentor__persoon"
    ):
        if lijn.toestand in (AanvraagLijn.Toestand.GESCHRAPT, AanvraagLijn.Toestand.VERVALLEN):
            continue
        if voorstel is not None:
            toegekend, redenen, mentoren = voorstel.get(lijn.pk, (False, "", []))
        else:
            toegekend = lijn.toestand == AanvraagLijn.Toestand.ERKEND
            redenen = lijn.redenen
            mentoren = [m for m in lijn.mentoren.all() if m.oordeel == LijnMentor.Oordeel.AANVAARD]
        namen = {m.pk for m in mentoren}
        afgewezen = [str(m.mentor) for m in lijn.mentoren.all() if m.pk not in namen]
        rij = {
            "opleiding": str(lijn.opleiding),
            "mentoren": [str(m.mentor) for m in mentoren],
            "niet_aangeduid": afgewezen,
        }
        if toegekend:
            erkend.append(rij | _geldigheid(lijn, dag) | {"plaatsen": lijn.plaatsen})
        else:
            opvolger = lijn.opleiding.vervangen_door
            geweigerd.append(rij | {"redenen": redenen, "opvolger": str(opvolger) if opvolger else ""})
    return {
        "referentie": aanvraag.referentie,
        "datum": dag.isoformat(),
        "onderneming": {
            "naam": aanvraag.onderneming.naam,
            "nummer": aanvraag.onderneming.nummer_weergave,
        },
        "vestiging": _vestiging(aanvraag.vestiging),
        "erkend": erkend,
        "geweigerd": geweigerd,
        "beroep_dagen": duur("beroep", dag).aantal,
        "beroep_tot": na_termijn(dag, duur("beroep", dag)).isoformat(),
        "mentoropleiding_tot": na_termijn(dag, duur("mentoropleiding", dag)).isoformat(),
        "consulent": {"naam": kaart.naam, "telefoon": kaart.telefoon, "email": kaart.email} if kaart else None,
        "versie": 1,
    }


def _geldigheid(lijn: AanvraagLijn, dag: date) -> dict[str, str]:
    erkenning = getattr(lijn, "erkenning", None)
    van, tot = (erkenning.geldig_van, erkenning.geldig_tot) if erkenning else geldigheid(dag, duur("geldigheid", dag))
    return {"geldig_van": van.isoformat(), "geldig_tot": tot.isoformat()}


def _vestiging(vestiging: Vestiging) -> dict[str, str]:
    return {"naam": vestiging.naam, "adres": vestiging.adres, "nummer": vestiging.nummer_weergave}


def attest_gegevens(erkenning: Erkenning, *, op: datetime) -> dict[str, Any]:
    """Everything the attest says: the erkenning only, nothing about persons (rules.md §3.2)."""
    return {
        "code": erkenning.code,
        "controle_url": settings.PORTAL_URL + reverse("publiek:controle", args=[erkenning.code]),
        "datum": timezone.localdate(op).isoformat(),
        "onderneming": {
            "naam": erkenning.vestiging.onderneming.naam,
            "nummer": erkenning.vestiging.onderneming.nummer_weergave,
        },
        "vestiging": _vestiging(erkenning.vestiging),
        "opleiding": str(erkenning.opleiding),
        "geldig_van": erkenning.geldig_van.isoformat(),
        "geldig_tot": erkenning.geldig_tot.isoformat(),
        "versie": 1,
    }


def context(soort: str, gegevens: dict[str, Any]) -> dict[str, Any]:
    """Template context of a letter: dates as dates, and the QR of an attest as inline SVG."""
    return {"brief": met_datums(gegevens, DATUMS), "qr": qr(gegevens.get("controle_url")), "soort": soort}
