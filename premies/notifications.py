"""The messages of this floor: what touches the money of an onderneming (rules.md §6). None names a number in full."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import Groep, SoortBericht, registreer, registreer_groep

PREMIES = "premies"
WERKGEVER = frozenset({Publiek.WERKGEVER})


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_groep(
        Groep(
            naam=PREMIES, label="Premies", uitleg="Wat het departement beslist over je premies, en wat het uitbetaalt."
        )
    )
    registreer(
        SoortBericht(naam="premies_beslist", label="Antwoord van het departement", groep=PREMIES, publiek=WERKGEVER),
        # As safe as an account: nobody can choose not to hear it.
        SoortBericht(
            naam="rekening_gewijzigd", label="Ander rekeningnummer voor de premie", groep=ACCOUNT, publiek=WERKGEVER
        ),
    )
