"""The messages of this floor, and the groups that every floor shares."""

from .register import IEDEREEN, Groep, SoortBericht, Wijze, registreer, registreer_groep

ACCOUNT = "account"
HERINNERINGEN = "herinneringen"
GESPREKKEN = "gesprekken"


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_groep(
        Groep(
            naam=HERINNERINGEN,
            label="Herinneringen aan termijnen",
            uitleg="Je krijgt er hoogstens één mail per dag over, met alles samen. Zo mis je geen datum.",
            vast=Wijze.DAGMAIL,
        )
    )
    registreer_groep(
        Groep(
            naam=GESPREKKEN,
            label="Berichten van mensen",
            uitleg="Iemand schreef je over een dossier en wacht misschien op je antwoord.",
        )
    )
    registreer_groep(
        Groep(
            naam=ACCOUNT,
            label="Je account",
            uitleg="Codes, links en uitnodigingen. Zonder die mails kan je niet aanmelden.",
            vast=Wijze.METEEN,
        )
    )
    registreer(
        SoortBericht(
            naam="herinnering",
            label="Herinnering aan een termijn",
            groep=HERINNERINGEN,
            publiek=IEDEREEN,
            termijn=True,
        ),
        SoortBericht(
            naam="dagmail",
            label="Dagelijkse mail",
            groep=HERINNERINGEN,
            publiek=IEDEREEN,
            termijn=True,
            postvak=False,
        ),
        SoortBericht(naam="nieuw_bericht", label="Nieuw bericht in een dossier", groep=GESPREKKEN, publiek=IEDEREEN),
    )
