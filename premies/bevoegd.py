"""Who may act for the premiums of an onderneming; every service asks it itself (architecture.md §3, one door)."""

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming

from .models.premie import wie_bij


def eis_bevoegd(onderneming: Onderneming, door: User) -> None:
    """Its own people, and who has a machtiging for its premiums (rules.md §2). Raises Geweigerd."""
    if not wie_bij(door, onderneming.organisatie_id):
        raise Geweigerd("Dit mag je niet doen voor deze onderneming.")
