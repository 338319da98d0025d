"""Decision letters, attests and letters of a measure: what they say, kept as a snapshot with its SHA-256 (rules.md §3.2).

A letter is made from its snapshot alone, so it reads the same years later, whatever has changed since.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from educam_portal.documenten.maakwerk import maak_na_commit, opgegeven, vingerafdruk
from educam_portal.documenten.momentopname import met_datums, qr
from educam_portal.organisaties.models import Vestiging
from educam_portal.organisaties.regios import contactkaart
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from .models import Aanvraag, AanvraagLijn, Brief, Erkenning, LijnMentor, Maatregel
from .rules import geldigheid
from .verlenging import vorige_tot

DATUMS = {
    "datum", "geldig_van", "geldig_tot", "beroep_tot", "mentoropleiding_tot", "van", "tot", "gehoord_op",
    "verlengt_tot",
}  # fmt: skip
SJABLONEN = {
    Brief.Soort.BESLISSING: "erkenning/brieven/beslissing.html",
    Brief.Soort.ATTEST: "erkenning/brieven/attest.html",
    Brief.Soort.MAATREGEL: "erkenning/brieven/maatregel.html",
}


def leg_brieven_vast(
    aanvraag: Aanvraag, erkenningen: list[Erkenning], *, op: datetime, besloten_op: datetime | None = None
) -> list[Brief]:
    """Store one decision letter, and one attest per erkenning; a Celery job makes the PDFs after commit.

    `besloten_op`: a letter that is put right tells of the decision as it was taken then, not of today.
    """
    brieven = [_maak(Brief.Soort.BESLISSING, aanvraag, None, beslissing_gegevens(aanvraag, op=besloten_op or op), op)]
    return [*brieven, *(leg_attest_vast(erkenning, op=op) for erkenning in erkenningen)]


def leg_attest_vast(erkenning: Erkenning, *, op: datetime) -> Brief:
    """Store the attest of an erkenning, as the newest version."""
    return _maak(Brief.Soort.ATTEST, erkenning.lijn.aanvraag, erkenning, attest_gegevens(erkenning, op=op), op)


def _maak(soort: str, aanvraag: Aanvraag, erkenning: Erkenning | None, gegevens: dict[str, Any], op: datetime) -> Brief:
    from .tasks import maak_brief

    eerdere = Brief.objects.filter(soort=soort, aanvraag=aanvraag, erkenning=erkenning)
    versie = 1 + (eerdere.aggregate(hoogste=Max("versie"))["hoogste"] or 0)
    gegevens = gegevens | {"versie": versie}
    brief = Brief.objects.create(
        soort=soort,
        aanvraag=aanvraag,
        erkenning=erkenning,
        versie=versie,
        gegevens=gegevens,
        sha256=vingerafdruk(gegevens),
        aangemaakt_op=op,
    )
    maak_na_commit(maak_brief, brief)
    return brief


def leg_maatregelbrief_vast(maatregel: Maatregel, *, op: datetime) -> Brief:
    """Store the letter of a measure; a Celery job makes the PDF after commit."""
    from .tasks import maak_brief

    gegevens = maatregel_gegevens(maatregel, op=op)
    brief = Brief.objects.create(
        soort=Brief.Soort.MAATREGEL,
        maatregel=maatregel,
        gegevens=gegevens,
        sha256=vingerafdruk(gegevens),
        aangemaakt_op=op,
    )
    maak_na_commit(maak_brief, brief)
    return brief


def maatregel_gegevens(maatregel: Maatregel, *, op: datetime) -> dict[str, Any]:
    """Everything the letter of a measure says; all but a schorsing carry the appeal text (rules.md §3.3)."""
    dag = timezone.localdate(op)
    onderneming = maatregel.van_onderneming
    vestiging = maatregel.plek
    regio = vestiging.regio if vestiging else None
    kaart = contactkaart(regio, dag) if regio else None
    geraakt = maatregel.geraakt.select_related("opleiding", "vestiging__gemeente").order_by("vestiging__naam", "pk")
    return {
        "soort": maatregel.soort,
        "datum": dag.isoformat(),
        "onderneming": {"naam": onderneming.naam, "nummer": onderneming.nummer_weergave},
        "vestiging": _vestiging(vestiging) if vestiging else None,
        "opleiding": str(maatregel.erkenning.opleiding) if maatregel.erkenning else "",
        "van": maatregel.van.isoformat(),
        "tot": maatregel.tot.isoformat() if maatregel.tot else None,
        "redenen": maatregel.redenen,
        "gehoord_op": maatregel.gehoord_op.isoformat() if maatregel.gehoord_op else None,
        "gehoord": maatregel.gehoord,
        "dringend_reden": maatregel.dringend_reden,
        "mentor": str(maatregel.mentor or ""),
        "aanduidingen": _geeindigd(maatregel),
        "vervangen_binnen": str(duur("mentor_vervangen", dag)),
        "geraakt": [{"opleiding": str(e.opleiding), "vestiging": e.vestiging.naam} for e in geraakt],
        "beroep_dagen": duur("beroep", dag).aantal,
        "beroep_tot": na_termijn(dag, duur("beroep", dag)).isoformat(),
        "consulent": {"naam": kaart.naam, "telefoon": kaart.telefoon, "email": kaart.email} if kaart else None,
        "versie": 1,
    }


def _geeindigd(maatregel: Maatregel) -> list[dict[str, str]]:
    """The designations of a barred mentor that ended with the measure."""
    if maatregel.mentor is None:
        return []
    rijen = maatregel.mentor.aanduidingen.filter(tot__gte=maatregel.van).select_related("opleiding", "vestiging")
    return [{"opleiding": str(rij.opleiding), "vestiging": rij.vestiging.naam} for rij in rijen.order_by("pk")]


def beslissing_gegevens(
    aanvraag: Aanvraag, *, op: datetime, voorstel: dict[int, tuple[bool, str, list[LijnMentor]]] | None = None
) -> dict[str, Any]:
    """Everything the decision letter says. With `voorstel` (line id → erkennen, redenen, mentoren) it is a preview."""
    dag = timezone.localdate(op)
    assert aanvraag.vestiging is not None and aanvraag.regio is not None
    kaart = contactkaart(aanvraag.regio, dag)
    erkend, geweigerd = [], []
    for lijn in aanvraag.lijnen.select_related("opleiding__vervangen_door", "erkenning", "verlengt").prefetch_related(
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
        "verlenging": any("verlengt_tot" in rij for rij in erkend),
        "geweigerd": geweigerd,
        "beroep_dagen": duur("beroep", dag).aantal,
        "beroep_tot": na_termijn(dag, duur("beroep", dag)).isoformat(),
        "mentoropleiding_tot": na_termijn(dag, duur("mentoropleiding", dag)).isoformat(),
        "consulent": {"naam": kaart.naam, "telefoon": kaart.telefoon, "email": kaart.email} if kaart else None,
        "versie": 1,
    }


def _geldigheid(lijn: AanvraagLijn, dag: date) -> dict[str, str]:
    erkenning = getattr(lijn, "erkenning", None)
    van, tot = (
        (erkenning.geldig_van, erkenning.geldig_tot)
        if erkenning
        else geldigheid(dag, duur("geldigheid", dag), vorige_tot(lijn))
    )
    return {"geldig_van": van.isoformat(), "geldig_tot": tot.isoformat()} | _verlengt(lijn)


def _verlengt(lijn: AanvraagLijn) -> dict[str, str]:
    """The last day of the erkenning that this one renews; nothing for a first one."""
    return {"verlengt_tot": lijn.verlengt.geldig_tot.isoformat()} if lijn.verlengt else {}


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
    } | _verlengt(erkenning.lijn)


def context(soort: str, gegevens: dict[str, Any]) -> dict[str, Any]:
    """Template context of a letter: dates as dates, and the QR of an attest as inline SVG."""
    return {"brief": met_datums(gegevens, DATUMS), "qr": qr(gegevens.get("controle_url")), "soort": soort}


def niet_gemaakt(van: datetime, tot: datetime) -> list[str]:
    """One line per letter whose PDF was given up in that time, for who administers the portal: never what it says."""
    return [f"{brief.get_soort_display()} {brief.pk}: {brief.fout[:120]}" for brief in opgegeven(Brief, van, tot)]
