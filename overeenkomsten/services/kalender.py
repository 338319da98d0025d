"""The year of a lerende on paper, and its private address: made, renewed, sent to the lerende (rules.md §5)."""

from datetime import datetime

from django.db import transaction

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad, token_van
from educam_portal.documenten import maakwerk
from educam_portal.documenten import services as documenten
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import vergrendel

from ..documenten import KALENDER
from ..jaarkalender import GEHEIM, LINK, momentopname
from ..models import Kalenderblad, Kalenderlink, Overeenkomst
from ..ontvangers import lerende


@transaction.atomic
def maak_blad(*, overeenkomst: Overeenkomst, jaar: int, op: datetime) -> Kalenderblad:
    """Have the schooljaar that begins in `jaar` printed; what was printed stays while it still says the same."""
    from ..tasks import maak_kalender

    vers = vergrendel(overeenkomst)
    gegevens = momentopname(vers, jaar)
    afdruk = maakwerk.vingerafdruk(gegevens)
    vorig = vers.kalenderbladen.filter(jaar=jaar).select_related("document").first()
    if vorig is not None:
        if vorig.sha256 == afdruk and vorig.toestand != Kalenderblad.Toestand.MISLUKT:
            return vorig
        vorig.delete()
        if vorig.document is not None:
            documenten.wis(vorig.document, reden="nieuwe kalender")
    blad = Kalenderblad.objects.create(
        overeenkomst=vers, jaar=jaar, gegevens=gegevens, sha256=afdruk, aangemaakt_op=op
    )  # fmt: skip
    maakwerk.maak_na_commit(maak_kalender, blad)
    return blad


def leg_blad_vast(blad: Kalenderblad, inhoud: bytes) -> Kalenderblad:
    """Keep the PDF; it goes when the overeenkomst goes."""
    naam = f"kalender-{blad.overeenkomst.referentie}-{blad.jaar}.pdf"
    return maakwerk.leg_pdf_vast(blad, inhoud, bestandsnaam=naam, soort=KALENDER, onderwerp=blad.overeenkomst)


@transaction.atomic
def vernieuw_link(*, overeenkomst: Overeenkomst, op: datetime) -> Kalenderlink:
    """A new address for the year; the old one, if there was any, answers no longer."""
    zaad = nieuw_zaad()
    velden = {"zaad": zaad, "token_hash": hash_van(token_van(zaad, LINK)), "vernieuwd_op": op}
    link, _ = Kalenderlink.objects.update_or_create(overeenkomst=overeenkomst, defaults=velden)
    return link


@transaction.atomic
def stuur_link(*, overeenkomst: Overeenkomst, op: datetime) -> list[str]:
    """Mail the address to the lerende, and who represents a minor; answers to whom.

    Raises Geweigerd when the school knows no address of either.
    """
    aan = [str(adres) for adres in lerende(overeenkomst)]
    if not aan:
        raise Geweigerd("De school kent geen e-mailadres van de lerende. Geef het adres van de kalender zelf door.")
    vers = vergrendel(overeenkomst)
    link = Kalenderlink.objects.filter(overeenkomst=vers).first() or vernieuw_link(overeenkomst=vers, op=op)
    meldingen.stuur(
        "kalender_lerende",
        dossier=vers,
        aan=aan,
        gegevens={"overeenkomst": vers, "geheim": {"soort": GEHEIM, "id": link.token_hash}},
    )
    return aan
