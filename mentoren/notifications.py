"""The messages of this floor: about the mentoropleiding (rules.md §4, ux.md §3.3)."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import Groep, SoortBericht, registreer, registreer_groep

MENTOROPLEIDING = "mentoropleiding"
SOORTEN = (
    ("opleiding_ingeschreven", "Ingeschreven voor de mentoropleiding"),
    ("opleiding_wachtlijst", "Op de wachtlijst"),
    ("opleiding_plaats_vrij", "Een plaats kwam vrij"),
    ("opleiding_verplaatst", "Sessie verplaatst"),
    ("opleiding_uitgeschreven", "Inschrijving geannuleerd"),
    ("opleiding_gaat_niet_door", "Sessie geannuleerd"),
    ("opleiding_geen_plaats", "Geen plaats vrijgekomen"),
    ("opleiding_voltooid", "Mentoropleiding voltooid"),
    ("opleiding_niet_voltooid", "Mentoropleiding niet voltooid"),
    ("extern_attest_aanvaard", "Attest van elders aanvaard"),
)


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_groep(
        Groep(
            naam=MENTOROPLEIDING,
            label="De mentoropleiding",
            uitleg="Je inschrijving, een plaats die vrijkomt, een sessie die verandert, je attest, en of je nog mentor bent.",
            # A seat that came free, or a day that moved, must reach people before they leave for it.
            dringend=True,
        )
    )
    registreer(
        SoortBericht(
            naam="mentorschap_voorbij",
            label="Geen mentor meer",
            groep=MENTOROPLEIDING,
            publiek=frozenset({Publiek.MENTOR}),
            termijn=True,
        ),
        *(
            SoortBericht(
                naam=naam,
                label=label,
                groep=MENTOROPLEIDING,
                publiek=frozenset({Publiek.WERKGEVER, Publiek.MENTOR}),
                termijn=True,
            )
            for naam, label in SOORTEN
        ),
    )
    registreer(
        SoortBericht(
            naam="mentor_gevraagd",
            label="Vraag om je gegevens als mentor",
            groep=ACCOUNT,
            publiek=frozenset({Publiek.MENTOR}),
            postvak=False,
        )
    )
