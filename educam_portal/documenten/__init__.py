"""Private files: validated, cleaned, encrypted with a key each, read by policy, erased by a term (architecture.md §3).

Other apps use the names below, as `documenten.bewaar(...)` or by importing them. They are resolved on first use because
this package is imported before Django's models exist.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .beleid import mag_lezen, registreer_beleid
    from .controle import keur
    from .fouten import BestandOntbreekt, GeenToegang, OngeldigBestand
    from .services import bewaar, bewaar_bytes, inhoud_voor_portaal, lees, leesbare, vervang_onderwerp, wis
    from .sleutels import registreer_vernieuwing

_PLAATS = {
    "mag_lezen": "beleid",
    "registreer_beleid": "beleid",
    "keur": "controle",
    "BestandOntbreekt": "fouten",
    "GeenToegang": "fouten",
    "OngeldigBestand": "fouten",
    "bewaar": "services",
    "bewaar_bytes": "services",
    "inhoud_voor_portaal": "services",
    "lees": "services",
    "leesbare": "services",
    "vervang_onderwerp": "services",
    "wis": "services",
    "registreer_vernieuwing": "sleutels",
}
__all__ = [
    "BestandOntbreekt",
    "GeenToegang",
    "OngeldigBestand",
    "bewaar",
    "bewaar_bytes",
    "inhoud_voor_portaal",
    "keur",
    "lees",
    "leesbare",
    "mag_lezen",
    "registreer_beleid",
    "registreer_vernieuwing",
    "vervang_onderwerp",
    "wis",
]


def __getattr__(naam: str) -> Any:
    if naam not in _PLAATS:
        raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
    return getattr(import_module(f"{__name__}.{_PLAATS[naam]}"), naam)
