"""The forms to sign an overeenkomst, or to say why not."""

from overeenkomsten.stukken import token

from .deur import Deur, vast
from .wereld import TEKENCODE, Wereld

TEKENT = {"gelezen": "on", "akkoord": "on"}


def _link(w: Wereld) -> list[str]:
    return [token(w.tekenaars["lerende"])]


def _school(w: Wereld) -> list:
    return ["aangemeld", w.tekenaars["school"].pk]


DEUREN = [
    Deur(
        "onderteken:link_tekenen",
        "bezoeker",
        args=_link,
        geldig=lambda w: TEKENT | {"code": TEKENCODE, "naam": w.tekenaars["lerende"].naam},
    ),
    Deur(
        "onderteken:tekenen",
        "school",
        args=_school,
        geldig=lambda w: TEKENT | {"naam": str(w.mensen["school"])},
    ),
    Deur("onderteken:link_openen", "bezoeker", args=_link, geldig=vast(code=TEKENCODE, naar="elders")),
    Deur("onderteken:niet", "school", args=_school, geldig=vast(reden="De uren kloppen niet.")),
]
LEZEN = {f"onderteken:{naam}" for naam in ("start", "lezen", "pdf", "link", "link_lezen", "link_pdf")}
# Offered only where issuers of certificates are trusted: tests/overeenkomsten/test_elders.py.
LEZEN |= {"onderteken:elders", "onderteken:link_elders"}
# The form of onderteken:niet, after the code of the link.
LEZEN |= {"onderteken:link_niet"}
KNOPPEN = {"onderteken:link_code", "onderteken:link_vernieuwen"}
