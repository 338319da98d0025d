"""Deadlines (rules.md §7): `termijnen.start(...)`, `termijnen.pauzeer(...)`, `termijnen.klok(...)`.

The names load on first use: their modules need the models, which do not exist yet while Django loads the apps.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from educam_portal.termijnen.job import laatste_loop as laatste_loop
    from educam_portal.termijnen.job import verwerk as verwerk
    from educam_portal.termijnen.klokken import Klok as Klok
    from educam_portal.termijnen.klokken import klok as klok
    from educam_portal.termijnen.klokken import open_voor as open_voor
    from educam_portal.termijnen.klokken import termijnen_van as termijnen_van
    from educam_portal.termijnen.register import OnbekendeSoort as OnbekendeSoort
    from educam_portal.termijnen.register import SoortTermijn as SoortTermijn
    from educam_portal.termijnen.register import registreer as registreer
    from educam_portal.termijnen.register import registreer_na_wijziging as registreer_na_wijziging
    from educam_portal.termijnen.services import herbereken as herbereken
    from educam_portal.termijnen.services import herstart as herstart
    from educam_portal.termijnen.services import hervat as hervat
    from educam_portal.termijnen.services import nietig as nietig
    from educam_portal.termijnen.services import pauzeer as pauzeer
    from educam_portal.termijnen.services import start as start
    from educam_portal.termijnen.services import van as van
    from educam_portal.termijnen.services import verleng as verleng
    from educam_portal.termijnen.services import voldaan as voldaan
    from educam_portal.termijnen.vooruitblik import kalender as kalender
    from educam_portal.termijnen.werk import Actie as Actie

_WAAR = {
    "Actie": "werk",
    "laatste_loop": "job",
    "verwerk": "job",
    "Klok": "klokken",
    "klok": "klokken",
    "open_voor": "klokken",
    "termijnen_van": "klokken",
    "OnbekendeSoort": "register",
    "SoortTermijn": "register",
    "registreer": "register",
    "registreer_na_wijziging": "register",
    "herbereken": "services",
    "herstart": "services",
    "hervat": "services",
    "nietig": "services",
    "pauzeer": "services",
    "start": "services",
    "van": "services",
    "verleng": "services",
    "voldaan": "services",
    "kalender": "vooruitblik",
}
__all__ = [*_WAAR]


def __getattr__(naam: str) -> Any:
    if naam not in _WAAR:
        raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
    return getattr(import_module(f"{__name__}.{_WAAR[naam]}"), naam)
