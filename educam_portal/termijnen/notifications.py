"""The message of this floor; reminders themselves are of the floor below."""

from educam_portal.meldingen.notifications import HERINNERINGEN
from educam_portal.meldingen.register import IEDEREEN, SoortBericht, registreer


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        SoortBericht(
            naam="termijn_verlengd",
            label="Meer tijd voor een termijn",
            groep=HERINNERINGEN,
            publiek=IEDEREEN,
            termijn=True,
        )
    )
