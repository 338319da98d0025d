"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

import logging
from collections.abc import Iterable
from functools import partial

from celery import shared_task
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten import maakwerk

from .models import GetekendBestand, Kalenderblad, Overeenkomst, Pakket, Schorsing, Stuk, Zegel

log = logging.getLogger(__name__)


@shared_task(name="overeenkomsten.maak_stuk")
def maak_stuk(stuk_id: int) -> None:
    """Render one version of a document; whose turn it is to sign is asked in the same transaction."""
    from .pdf import render
    from .services.stukken import leg_stuk_vast

    maakwerk.maak(Stuk, stuk_id, druk=render, leg_vast=leg_stuk_vast)


@shared_task(name="overeenkomsten.maak_zegel")
def maak_zegel(zegel_id: int) -> None:
    """Render a signed document with its evidence page, and seal it."""
    from .pdf import render_zegel
    from .services.stukken import leg_zegel_vast

    maakwerk.maak(Zegel, zegel_id, druk=render_zegel, leg_vast=leg_zegel_vast)


@shared_task(name="overeenkomsten.maak_pakket")
def maak_pakket(pakket_id: int) -> None:
    """Make the files for a sociaal secretariaat; its link is mailed in the same transaction."""
    from .pdf import render_pakket
    from .services.pakketten import leg_pakket_vast

    maakwerk.maak(Pakket, pakket_id, druk=render_pakket, leg_vast=leg_pakket_vast)


@shared_task(name="overeenkomsten.voer_groep_uit")
def voer_groep_uit(werk_id: int) -> None:
    """Do the rows of a groepswerk that wait."""
    from .services.groep import voer_uit

    voer_uit(werk_id)


@shared_task(name="overeenkomsten.keur_bestand")
def keur_bestand(bestand_id: int) -> None:
    """Look at a PDF that was signed elsewhere, and put its signatures under the version or say why not."""
    from .services.elders import keur, leg_uitslag_vast

    maakwerk.maak(GetekendBestand, bestand_id, druk=keur, leg_vast=leg_uitslag_vast)


@shared_task(name="overeenkomsten.maak_kalender")
def maak_kalender(blad_id: int) -> None:
    """Print the year of a lerende on one A4."""
    from .pdf import render_kalender
    from .services.kalender import leg_blad_vast

    maakwerk.maak(Kalenderblad, blad_id, druk=render_kalender, leg_vast=leg_blad_vast)


@shared_task(name="overeenkomsten.meld_indexering")
def meld_indexering() -> None:
    """Tell every werkgever who was not told yet what a new GGMMI changes."""
    from .services.indexering import meld

    meld()


@shared_task(name="overeenkomsten.maak_schorsing")
def maak_schorsing(schorsing_id: int) -> None:
    """Print the letter that confirms a suspension."""
    from .pdf import render_schorsing
    from .services.schorsen import leg_brief_vast

    maakwerk.maak(Schorsing, schorsing_id, druk=render_schorsing, leg_vast=leg_brief_vast)


@shared_task(name="overeenkomsten.veeg")
def veeg() -> None:
    """Pick up documents and groepswerk whose worker died or whose job never reached the broker."""
    from .services import groep, indexering

    nu = timezone.now()
    drukwerk = ((Stuk, maak_stuk), (Zegel, maak_zegel), (Pakket, maak_pakket), (Kalenderblad, maak_kalender))
    for model, taak in (*drukwerk, (GetekendBestand, keur_bestand), (Schorsing, maak_schorsing)):
        for pk in maakwerk.wachtend(model, nu):
            taak.delay(pk)
    for pk in groep.wachtend(nu):
        voer_groep_uit.delay(pk)
    if indexering.wacht(nu):
        meld_indexering.delay()


@shared_task(name="overeenkomsten.nieuwe_dag")
def nieuwe_dag() -> None:
    """Start what starts today and close what ended, each in a transaction of its own; one that fails stops no other."""
    from .services.beeindigen import af_te_sluiten, sluit_af, start, te_starten
    from .services.groep import wis_oude
    from .services.schorsen import meld_lang, te_melden
    from .services.wijzigen import pas_toe, toe_te_passen
    from .services.wissen import met_oude_evaluaties, wis_evaluaties

    op = timezone.now()
    vandaag = timezone.localdate(op)
    for overeenkomst in _een_voor_een(te_starten(vandaag)):
        _probeer(partial(start, overeenkomst=overeenkomst), overeenkomst, op)
    for addendum in toe_te_passen(vandaag).select_related("overeenkomst").iterator(chunk_size=200):
        _probeer(partial(pas_toe, addendum=addendum), addendum.overeenkomst, op)
    for schorsing in te_melden(vandaag).select_related("overeenkomst").iterator(chunk_size=200):
        _probeer(partial(meld_lang, schorsing=schorsing), schorsing.overeenkomst, op)
    for overeenkomst in _een_voor_een(af_te_sluiten(vandaag)):
        _probeer(partial(sluit_af, overeenkomst=overeenkomst), overeenkomst, op)
    for overeenkomst in _een_voor_een(met_oude_evaluaties(vandaag)):
        _probeer(partial(wis_evaluaties, overeenkomst=overeenkomst), overeenkomst, op)
    wis_oude(op=op)


def _een_voor_een(rijen) -> Iterable[Overeenkomst]:
    return rijen.iterator(chunk_size=200)


def _probeer(dienst, overeenkomst: Overeenkomst, op) -> None:
    try:
        dienst(op=op)
    except Geweigerd:
        log.info("overeenkomst %s was intussen veranderd", overeenkomst.pk)
    except Exception:
        log.exception("overeenkomst %s bleef staan", overeenkomst.pk)
