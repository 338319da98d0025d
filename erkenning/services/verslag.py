"""The report of the visit and the judgement of the conditions (rules.md §3.1, §3.2)."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.accounts.models import User
from educam_portal.documenten import keur
from educam_portal.documenten import services as documenten
from educam_portal.documenten.maakwerk import vingerafdruk
from educam_portal.documenten.models import Document
from educam_portal.workflow.diensten import perform

from ..documenten import VERSLAGFOTO
from ..models import Aanvraag, Bezoek, Bezoekverslag, LijnActiviteit, VoorwaardeOordeel
from ..toestanden import Voorwaarde


def verslag_bewaren(
    *,
    aanvraag: Aanvraag,
    door: User,
    op: datetime,
    velden: dict[str, Any],
    bevindingen: dict[int, tuple[str, str]],
    oordelen: dict[str, tuple[str, str]],
    versie: str | None = None,
) -> Bezoekverslag:
    """Save a report that is still being written, as far as it is filled in.

    `velden`: columns of Bezoekverslag (tekst, engagementen_besproken). `bevindingen`: id of LijnActiviteit → (bevinding,
    opmerking). `oordelen`: Voorwaarde → (antwoord, notitie). Nothing is required until it is filed. `versie` is the
    `merk` of what the page was made from: raises Verouderd when a colleague, or another device, saved since.
    """
    with perform(aanvraag, "verslag_bewaren", door=door, op=op) as dossier:
        _moet_nieuwste_zijn(dossier, versie)
        verslag = _verslag(dossier, door, op)
        for veld, waarde in velden.items():
            setattr(verslag, veld, waarde)
        verslag.save()
        _bewaar_bevindingen(dossier, bevindingen)
        _bewaar_oordelen(dossier, oordelen)
    return verslag


def verslag_indienen(*, aanvraag: Aanvraag, door: User, op: datetime) -> Bezoekverslag:
    """File the report: from now on the aanvraag can be decided. The visit that it is about becomes uitgevoerd."""
    with perform(aanvraag, "verslag_indienen", door=door, op=op) as dossier:
        verslag = _verslag(dossier, door, op)
        if verslag.ingediend_op:
            raise Geweigerd("Het verslag is al ingediend.")
        if not verslag.tekst.strip():
            raise Geweigerd("Schrijf kort wat je zag, en dien het verslag dan in.")
        open_rijen = LijnActiviteit.objects.filter(lijn__aanvraag=dossier, lijn__toestand="gevraagd", bevinding="")
        if aantal := open_rijen.count():
            raise Geweigerd(f"Duid bij elke activiteit aan wat je zag. Er zijn er nog {aantal} open.")
        bezoek = _bezoek_tot(dossier, timezone.localdate(op))
        if bezoek is None:
            raise Geweigerd("Leg eerst het bezoek vast waarover dit verslag gaat.")
        if bezoek.toestand == Bezoek.Toestand.VASTGELEGD:
            bezoek.toestand = Bezoek.Toestand.UITGEVOERD
            bezoek.save()
        verslag.bezoek = bezoek
        verslag.ingediend_op, verslag.ingediend_door = op, door
        verslag.save()
    return verslag


def oordeel_bewaren(
    *, aanvraag: Aanvraag, door: User, op: datetime, oordelen: dict[str, tuple[str, str]], versie: str | None = None
) -> Aanvraag:
    """Answer the conditions outside the report (no visit needed, or a later correction). `versie` as above."""
    with perform(aanvraag, "oordeel_bewaren", door=door, op=op) as dossier:
        _moet_nieuwste_zijn(dossier, versie)
        _bewaar_oordelen(dossier, oordelen)
    return dossier


def foto_toevoegen(*, aanvraag: Aanvraag, bestand: UploadedFile, door: User, op: datetime) -> Document:
    """A photo from the phone with the report; EXIF data is dropped when it is stored (rules.md §11)."""
    bestand = keur(bestand)
    with perform(aanvraag, "verslag_bewaren", door=door, op=op) as dossier:
        document = documenten.bewaar(bestand=bestand, soort=VERSLAGFOTO, door=door, onderwerp=dossier)
    return document


def merk(aanvraag: Aanvraag) -> str:
    """What tells one state of report and conditions from another: all that their pages show and save."""
    verslag = Bezoekverslag.objects.filter(aanvraag=aanvraag).values_list("tekst", "engagementen_besproken").first()
    rijen = LijnActiviteit.objects.filter(lijn__aanvraag=aanvraag).order_by("pk")
    oordelen = aanvraag.oordelen.order_by("voorwaarde").exclude(antwoord="", notitie="")
    return vingerafdruk(
        {
            "verslag": list(verslag or ("", False)),
            "activiteiten": [list(rij) for rij in rijen.values_list("pk", "bevinding", "opmerking")],
            "oordelen": [list(oordeel) for oordeel in oordelen.values_list("voorwaarde", "antwoord", "notitie")],
        }
    )


def _moet_nieuwste_zijn(dossier: Aanvraag, versie: str | None) -> None:
    if versie is not None and versie != merk(dossier):
        raise Verouderd(
            "Dit is intussen aangepast, door een collega of op een ander toestel. Kijk je antwoorden na en bewaar nog eens."
        )


def _verslag(dossier: Aanvraag, door: User, op: datetime) -> Bezoekverslag:
    """The report of the dossier, or a new one; the caller saves it, and holds the dossier."""
    verslag = Bezoekverslag.objects.filter(aanvraag=dossier).first()
    return verslag or Bezoekverslag(aanvraag=dossier, begonnen_door=door, begonnen_op=op)


def _bezoek_tot(dossier: Aanvraag, dag: date) -> Bezoek | None:
    """The last visit whose day has come; who arrived before the agreed hour may report at once."""
    gepland = dossier.bezoeken.filter(toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD])
    return gepland.filter(begint_op__date__lte=dag).order_by("-begint_op").first()


def _bewaar_bevindingen(dossier: Aanvraag, bevindingen: dict[int, tuple[str, str]]) -> None:
    rijen = list(LijnActiviteit.objects.filter(lijn__aanvraag=dossier, pk__in=bevindingen))
    for rij in rijen:
        rij.bevinding, rij.opmerking = bevindingen[rij.pk]
    LijnActiviteit.objects.bulk_update(rijen, ["bevinding", "opmerking"])


def _bewaar_oordelen(dossier: Aanvraag, oordelen: dict[str, tuple[str, str]]) -> None:
    VoorwaardeOordeel.objects.bulk_create(
        [
            VoorwaardeOordeel(aanvraag=dossier, voorwaarde=Voorwaarde(voorwaarde), antwoord=antwoord, notitie=notitie)
            for voorwaarde, (antwoord, notitie) in oordelen.items()
        ],
        update_conflicts=True,
        unique_fields=["aanvraag", "voorwaarde"],
        update_fields=["antwoord", "notitie"],
    )
