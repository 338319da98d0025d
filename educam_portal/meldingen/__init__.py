"""Outbox and threads. Use the names below; they load on first use because models do not exist yet while apps load.

`from educam_portal import meldingen` and then `meldingen.stuur("aanvraag_ontvangen", dossier=…, aan=[…])`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from educam_portal.meldingen.dagmail import Regel as Regel
    from educam_portal.meldingen.draden import draad as draad
    from educam_portal.meldingen.draden import plaats as plaats
    from educam_portal.meldingen.geheimen import GeheimVervallen as GeheimVervallen
    from educam_portal.meldingen.geheimen import bewaar_kort as bewaar_kort
    from educam_portal.meldingen.geheimen import registreer_geheim as registreer_geheim
    from educam_portal.meldingen.services import berichten_over as berichten_over
    from educam_portal.meldingen.services import stuur as stuur

_WAAR = {
    "stuur": "services",
    "Regel": "dagmail",
    "berichten_over": "services",
    "registreer_geheim": "geheimen",
    "bewaar_kort": "geheimen",
    "GeheimVervallen": "geheimen",
    "plaats": "draden",
    "draad": "draden",
}
__all__ = [*_WAAR]


def __getattr__(naam: str) -> Any:
    if naam not in _WAAR:
        raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
    return getattr(import_module(f"{__name__}.{_WAAR[naam]}"), naam)
