"""The messages of this floor, per group that people choose about (rules.md §3.2, ux.md §3.2, §3.4)."""

from typing import Any

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.register import EDUCAM, Groep, SoortBericht, registreer, registreer_groep

from .achterhaald import (
    bij_een_ander,
    geen_bezoek,
    geen_mentor_te_beoordelen,
    geen_uittreksel_na_te_kijken,
    geen_vermelding_open,
    niet_meer,
)
from .models import Bezoek
from .toestanden import Toestand

WERKGEVER = frozenset({Publiek.WERKGEVER})
AANVRAAG = "aanvraag"
BEZOEKEN = "bezoeken"
MENTORSCHAP = "mentorschap"
OVERDRACHT = "overdracht"
DOSSIERS = "dossiers"
DOSSIERNIEUWS = "dossiernieuws"
DOSSIER = ("nieuw dossier", "nieuwe dossiers")


ERKENNING = "erkenning"


def registreer_alles() -> None:
    """Called once at start-up."""
    for groep in _groepen():
        registreer_groep(groep)
    registreer(*_voor_werkgever(), *_bezoeken(), *_voor_educam(), *_over_erkenningen())


def _groepen() -> list[Groep]:
    return [
        Groep(
            naam=AANVRAAG,
            label="Je aanvragen",
            uitleg="We kregen je aanvraag, we hebben een vraag, we beslisten. Er hangt vaak een datum aan vast.",
        ),
        Groep(
            naam=BEZOEKEN,
            label="Bezoeken",
            uitleg="Een bezoek is voorgesteld, vastgelegd, verplaatst of afgezegd, met de uitnodiging voor je agenda.",
            dringend=True,
        ),
        Groep(
            naam=ERKENNING,
            label="Je erkenningen",
            uitleg="Afspraken over je leerwerkplek, een schorsing, een opheffing, een beroep.",
            dringend=True,
        ),
        Groep(
            naam=MENTORSCHAP,
            label="Jij als mentor",
            uitleg="EDUCAM heeft je uittreksel nagekeken.",
        ),
        Groep(
            naam=OVERDRACHT,
            label="Werk dat vandaag op je wacht",
            uitleg="Je krijgt een dossier van een collega, of een weigering wacht op jou. De termijn loopt door.",
            dringend=True,
        ),
        Groep(
            naam=DOSSIERS,
            label="Nieuw werk in je dossiers",
            uitleg="Een nieuwe aanvraag, een aanvulling, een vraag om hulp, een uittreksel om te beoordelen.",
        ),
        Groep(
            naam=DOSSIERNIEUWS,
            label="Nieuws in je dossiers",
            uitleg="De werkgever trok iets in, schrapte een opleiding of meldde dat de garage gesloten is.",
        ),
    ]


def _voor_werkgever() -> list[SoortBericht]:
    """What the werkgever reads about his aanvraag. A decision starts the term for an appeal."""

    def soort(naam: str, label: str, *, termijn: bool = False, **meer: Any) -> SoortBericht:
        return SoortBericht(naam=naam, label=label, groep=AANVRAAG, publiek=WERKGEVER, termijn=termijn, **meer)

    beantwoord = niet_meer(Toestand.AANVULLING_GEVRAAGD)
    return [
        soort("aanvraag_bewaard", "Aanvraag bewaard", achterhaald=niet_meer(Toestand.CONCEPT)),
        soort("aanvraag_ingediend", "Aanvraag ontvangen", termijn=True),
        soort("aanvulling_gevraagd", "Vraag over je aanvraag", termijn=True, achterhaald=beantwoord),
        soort("werkpunten_opgelegd", "Werkpunten na het bezoek", termijn=True, achterhaald=beantwoord),
        soort("vraag_ingetrokken", "Vraag beantwoord"),
        soort("beslist_erkend", "Beslissing: erkend", termijn=True),
        soort("beslist_deels", "Beslissing: deels erkend", termijn=True),
        soort("beslist_geweigerd", "Beslissing: niet erkend", termijn=True),
        soort("intrekking_bevestigd", "Aanvraag ingetrokken"),
        soort("zonder_gevolg", "Aanvraag gestopt"),
        soort("mentor_ingevuld", "Mentor vulde zijn deel in"),
        SoortBericht(
            naam="uittreksel_nagekeken",
            label="Uittreksel nagekeken",
            groep=MENTORSCHAP,
            publiek=frozenset({Publiek.MENTOR}),
        ),
    ]


def _bezoeken() -> list[SoortBericht]:
    """The invitation for the calendar goes along, so these go at once to both sides."""

    def soort(naam: str, label: str, publiek: frozenset[Publiek], **meer: Any) -> SoortBericht:
        return SoortBericht(naam=naam, label=label, groep=BEZOEKEN, publiek=publiek, **meer)

    beide = WERKGEVER | EDUCAM
    gekozen, voorbij = geen_bezoek(Bezoek.Toestand.VOORGESTELD), geen_bezoek(Bezoek.Toestand.VASTGELEGD)
    return [
        soort("bezoek_voorgesteld", "Kies een moment", WERKGEVER, termijn=True, achterhaald=gekozen),
        soort("bezoek_vastgelegd", "Bezoek vastgelegd", beide, achterhaald=voorbij),
        soort("bezoek_verplaatst", "Bezoek verplaatst", beide, achterhaald=voorbij),
        soort("bezoek_overgenomen", "Iemand anders komt langs", beide, achterhaald=voorbij),
        soort("bezoek_geannuleerd", "Bezoek afgezegd", beide),
    ]


def _voor_educam() -> list[SoortBericht]:
    """What who handles a dossier reads; new work runs against the handling term."""

    def soort(naam: str, label: str, groep: str, termijn: bool = False, **meer: Any) -> SoortBericht:
        return SoortBericht(naam=naam, label=label, groep=groep, publiek=EDUCAM, termijn=termijn, **meer)

    genomen, lopend = niet_meer(Toestand.INGEDIEND), niet_meer(Toestand.IN_BEHANDELING)
    te_bevestigen = niet_meer(Toestand.TER_BEVESTIGING)
    return [
        soort("nieuwe_aanvraag", "Nieuwe aanvraag", DOSSIERS, True, telwoord=DOSSIER, achterhaald=genomen),
        soort("aanvulling_binnen", "Aanvulling binnen", DOSSIERS, True, achterhaald=lopend),
        soort("hulp_gevraagd", "Hulp gevraagd", DOSSIERS, achterhaald=niet_meer(Toestand.CONCEPT)),
        soort("vermelding_te_beoordelen", "Uittreksel te beoordelen", DOSSIERS, achterhaald=geen_vermelding_open),
        soort("vermelding_beoordeeld", "Uittreksel beoordeeld", DOSSIERS),
        soort("uittreksel_binnen", "Uittreksel binnen", DOSSIERS, achterhaald=geen_uittreksel_na_te_kijken),
        soort("mentor_voorgesteld", "Mentor te beoordelen", DOSSIERS, True, achterhaald=geen_mentor_te_beoordelen),
        soort(
            "dossier_toegewezen", "Dossier toegewezen", OVERDRACHT, True, telwoord=DOSSIER, achterhaald=bij_een_ander
        ),
        soort("dossiers_herverdeeld", "Dossiers herverdeeld", OVERDRACHT, True),
        soort("afwezig_zonder_vervanger", "Een collega is afwezig", OVERDRACHT, True),
        soort("weigering_te_bevestigen", "Weigering te bevestigen", OVERDRACHT, True, achterhaald=te_bevestigen),
        soort("weigering_teruggestuurd", "Weigering teruggestuurd", OVERDRACHT, True, achterhaald=lopend),
        soort("aanvraag_ingetrokken", "Aanvraag ingetrokken", DOSSIERNIEUWS),
        soort("opleiding_geschrapt", "Opleiding geschrapt", DOSSIERNIEUWS),
        soort("sluiting_gemeld", "Sluiting gemeld", DOSSIERNIEUWS),
        soort("vestiging_gesloten_educam", "Vestiging gesloten", DOSSIERNIEUWS),
        soort("vestiging_verhuisd_educam", "Vestiging verhuisd", DOSSIERNIEUWS),
    ]


def _over_erkenningen() -> list[SoortBericht]:
    """What the werkgever reads about an erkenning that runs. A measure and points to mend have their day."""
    soorten = [
        ("begeleiding_gestart", "Afspraken over je leerwerkplek", True),
        ("begeleiding_afgerond", "Afspraken nagekeken", False),
        ("maatregel_genomen", "Schorsing, opheffing of uitsluiting", True),
        ("mentor_geweerd", "Mentor geweerd", True),
        ("schorsing_voorbij", "Schorsing voorbij", False),
        ("beroep_geregistreerd", "Beroep geregistreerd", False),
        ("beroep_uitspraak", "Uitspraak over een beroep", False),
        ("brief_rechtgezet", "Brief rechtgezet", False),
        ("mentor_beoordeeld", "Voorgestelde mentor beoordeeld", True),
        ("vestiging_gesloten", "Vestiging gesloten", False),
        ("vestiging_verhuisd", "Vestiging verhuisd", False),
    ]
    beide = SoortBericht(
        naam="mentor_vertrokken",
        label="Erkenning zonder mentor",
        groep=ERKENNING,
        publiek=WERKGEVER | EDUCAM,
        termijn=True,
    )
    return [
        beide,
        *_gewone(soorten),
    ]


def _gewone(soorten: list[tuple[str, str, bool]]) -> list[SoortBericht]:
    return [
        SoortBericht(naam=naam, label=label, groep=ERKENNING, publiek=WERKGEVER, termijn=termijn)
        for naam, label, termijn in soorten
    ]
