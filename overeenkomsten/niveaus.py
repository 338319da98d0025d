"""At which levels a document of an overeenkomst may be signed (rules.md §5): a dated parameter per kind of document."""

from datetime import date
from typing import cast

from django.conf import settings
from django.utils import timezone

from educam_portal.parameters import waarde

from .models import Stuk
from .toestanden import Niveau, StukSoort, Wijze

NIVEAU = {
    Wijze.LINK: Niveau.EENVOUDIG,
    Wijze.AANGEMELD: Niveau.EENVOUDIG,
    Wijze.TABLET: Niveau.EENVOUDIG,
    Wijze.PAPIER: Niveau.PAPIER,
    Wijze.GEKWALIFICEERD: Niveau.GEKWALIFICEERD,
}


def toegelaten_niveaus(stuksoort: str, dag: date) -> frozenset[Niveau]:
    """The levels for this kind of document (`overeenkomst`, `addendum`, `beeindiging`) on the day that it is about.

    Raises KeyError for a kind without a parameter.
    """
    return frozenset(map(Niveau, cast(list[str], waarde(f"tekenniveaus_{stuksoort}", dag))))


def toegelaten(wijze: Wijze, stuk: Stuk) -> bool:
    """Whether somebody may sign this document in this way: an overeenkomst by its first day, another by the day it was made."""
    dag = stuk.overeenkomst.start if stuk.soort == StukSoort.OVEREENKOMST else timezone.localdate(stuk.aangemaakt_op)
    assert dag is not None  # a constraint holds it from the moment it is sent
    return NIVEAU[wijze] in toegelaten_niveaus(stuk.soort, dag)


def elders_te_tekenen(stuk: Stuk) -> bool:
    """Whether a PDF signed elsewhere can be accepted: the level is allowed, and the portal knows whom to trust."""
    return bool(settings.VERTROUWDE_CERTIFICATEN) and toegelaten(Wijze.GEKWALIFICEERD, stuk)
