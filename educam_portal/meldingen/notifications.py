"""The messages of this floor, and the groups that every floor shares."""

from django.utils import timezone

from educam_portal.accounts.publiek import Publiek

from .models import Bericht
from .register import IEDEREEN, Groep, SoortBericht, Wijze, registreer, registreer_groep

ACCOUNT = "account"
HERINNERINGEN = "herinneringen"
GESPREKKEN = "gesprekken"
TECHNIEK = "techniek"


def _van_vroeger(dossier: object, bericht: Bericht) -> bool:
    """What was due that day is told of that day only: the next one tells what still holds."""
    return timezone.localdate(bericht.aangemaakt_op) < timezone.localdate()


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
    registreer_groep(
        Groep(
            naam=TECHNIEK,
            label="Technisch beheer",
            uitleg="Wat het portaal niet gedaan kreeg, hoogstens één mail per dag en nooit als alles lukte.",
            vast=Wijze.METEEN,
        )
    )
    registreer(
        SoortBericht(naam="storingen", label="Wat mislukte", groep=TECHNIEK, publiek=frozenset({Publiek.BEHEERDER})),
        SoortBericht(
            naam="herinnering",
            label="Herinnering aan een termijn",
            groep=HERINNERINGEN,
            publiek=IEDEREEN,
            termijn=True,
            achterhaald=_van_vroeger,
        ),
        SoortBericht(
            naam="dagmail",
            label="Dagelijkse mail",
            groep=HERINNERINGEN,
            publiek=IEDEREEN,
            termijn=True,
            postvak=False,
            achterhaald=_van_vroeger,
        ),
        SoortBericht(naam="nieuw_bericht", label="Nieuw bericht in een dossier", groep=GESPREKKEN, publiek=IEDEREEN),
    )
