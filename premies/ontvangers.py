"""Who hears about premiums at an onderneming, and whom they call about it (rules.md §2, §10)."""

from datetime import date

from educam_portal.accounts.models import WERKGEVERS, User
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.organisaties.models import ContactKaart, Onderneming
from overeenkomsten.ontvangers import leden

from .models.premie import SCOPES


def premievolgers(onderneming: Onderneming, op: date) -> list[User]:
    """The werkgevers, and who holds a machtiging for premiums."""
    return leden(onderneming, WERKGEVERS, op, bereik=SCOPES)


def wie_je_belt(onderneming: Onderneming, op: date) -> ContactKaart | None:
    """The contact card of the region of its first vestiging, and on it who answers while the consulent is away."""
    vestiging = onderneming.vestigingen.open().select_related("regio").order_by("pk").first()
    return kaart_voor_werkgever(vestiging.regio, op) if vestiging else None
