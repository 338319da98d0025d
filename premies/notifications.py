"""The messages of this floor: what touches the money of an onderneming (rules.md §6). None names a number in full."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import SoortBericht, registreer

WERKGEVER = frozenset({Publiek.WERKGEVER})


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        # As safe as an account: nobody can choose not to hear it.
        SoortBericht(
            naam="rekening_gewijzigd", label="Ander rekeningnummer voor de premie", groep=ACCOUNT, publiek=WERKGEVER
        ),
    )
