"""At which levels a document of an overeenkomst may be signed (rules.md §5): a dated parameter per kind of document."""

from datetime import date
from typing import cast

from django.conf import settings

from educam_portal.parameters import waarde

from .toestanden import Niveau, Wijze

NIVEAU = {
    Wijze.LINK: Niveau.EENVOUDIG,
    Wijze.AANGEMELD: Niveau.EENVOUDIG,
    Wijze.TABLET: Niveau.EENVOUDIG,
    Wijze.PAPIER: Niveau.PAPIER,
    Wijze.GEKWALIFICEERD: Niveau.GEKWALIFICEERD,
}
OVEREENKOMST = "overeenkomst"


def toegelaten_niveaus(stuksoort: str, dag: date) -> frozenset[Niveau]:
    """The levels for this kind of document (`overeenkomst`, `addendum`, `beeindiging`) on the day that it is about.

    Raises KeyError for a kind without a parameter.
    """
    return frozenset(map(Niveau, cast(list[str], waarde(f"tekenniveaus_{stuksoort}", dag))))


def toegelaten(wijze: Wijze, stuksoort: str, dag: date) -> bool:
    """Whether somebody may sign in this way."""
    return NIVEAU[wijze] in toegelaten_niveaus(stuksoort, dag)


def elders_te_tekenen(stuksoort: str, dag: date) -> bool:
    """Whether a PDF signed elsewhere can be accepted: the level is allowed, and the portal knows whom to trust."""
    return bool(settings.VERTROUWDE_CERTIFICATEN) and toegelaten(Wijze.GEKWALIFICEERD, stuksoort, dag)
