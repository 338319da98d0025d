"""The messages of this floor: who belongs to an organisation, who may act for it, and the way in."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import EDUCAM, IEDEREEN, Groep, SoortBericht, registreer, registreer_groep

from .models import Onderneming, Toegangsverzoek

ORGANISATIE = "organisatie"
AFWEZIGHEID = "afwezigheid"


def _beantwoord(onderneming: Onderneming, bericht: Bericht) -> bool:
    """Nobody waits for an answer any more to work for this onderneming."""
    vragen = onderneming.toegangsverzoeken.filter(status=Toegangsverzoek.Status.OPEN)
    return not vragen.exists()


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_groep(
        Groep(
            naam=ORGANISATIE,
            label="Organisaties en machtigingen",
            uitleg="Iemand wil meewerken, een machtiging begint of stopt, een onderneming is bevestigd.",
        )
    )
    registreer_groep(
        Groep(
            naam=AFWEZIGHEID,
            label="Afwezigheid en vervanging",
            uitleg="Jij of een collega is afwezig, en wie het werk dan overneemt.",
            dringend=True,
        )
    )
    werkgever = frozenset({Publiek.WERKGEVER})
    registreer(
        SoortBericht(
            naam="machtiging_gegeven",
            label="Machtiging gekregen",
            groep=ORGANISATIE,
            publiek=werkgever | {Publiek.SCHOOL},
        ),
        SoortBericht(
            naam="machtiging_gestopt",
            label="Machtiging gestopt",
            groep=ORGANISATIE,
            publiek=werkgever | {Publiek.SCHOOL},
        ),
        SoortBericht(naam="onderneming_bevestigd", label="Onderneming bevestigd", groep=ORGANISATIE, publiek=werkgever),
        SoortBericht(
            naam="toegang_gevraagd",
            label="Iemand wil meewerken",
            groep=ORGANISATIE,
            publiek=werkgever | EDUCAM,
            achterhaald=_beantwoord,
        ),
        SoortBericht(naam="toegang_beslist", label="Antwoord op je vraag", groep=ORGANISATIE, publiek=werkgever),
        SoortBericht(naam="uitnodiging", label="Uitnodiging", groep=ACCOUNT, publiek=IEDEREEN, postvak=False),
        SoortBericht(naam="tweede_factor_gewist", label="Tweede stap gewist", groep=ACCOUNT, publiek=IEDEREEN),
    )
    registreer(
        SoortBericht(naam="afwezigheid_bevestigd", label="Afwezigheid gemeld", groep=AFWEZIGHEID, publiek=EDUCAM),
        SoortBericht(naam="afwezigheid_gestopt", label="Afwezigheid gestopt", groep=AFWEZIGHEID, publiek=EDUCAM),
        SoortBericht(
            naam="vervanging_gekregen", label="Je vervangt iemand", groep=AFWEZIGHEID, publiek=EDUCAM, termijn=True
        ),
        SoortBericht(
            naam="vervanging_gestopt", label="Je vervangt niemand meer", groep=AFWEZIGHEID, publiek=EDUCAM, termijn=True
        ),
    )
