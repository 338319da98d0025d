"""The messages of this floor, per group that people choose about (rules.md §3.2, ux.md §3.2, §3.4)."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.register import EDUCAM, Groep, SoortBericht, registreer, registreer_groep

WERKGEVER = frozenset({Publiek.WERKGEVER})
AANVRAAG = "aanvraag"
BEZOEKEN = "bezoeken"
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
    soorten = [
        ("aanvraag_bewaard", "Aanvraag bewaard", False),
        ("aanvraag_ingediend", "Aanvraag ontvangen", True),
        ("aanvulling_gevraagd", "Vraag over je aanvraag", True),
        ("werkpunten_opgelegd", "Werkpunten na het bezoek", True),
        ("vraag_ingetrokken", "Vraag beantwoord", False),
        ("beslist_erkend", "Beslissing: erkend", True),
        ("beslist_deels", "Beslissing: deels erkend", True),
        ("beslist_geweigerd", "Beslissing: niet erkend", True),
        ("intrekking_bevestigd", "Aanvraag ingetrokken", False),
        ("zonder_gevolg", "Aanvraag gestopt", False),
    ]
    return [
        SoortBericht(naam=naam, label=label, groep=AANVRAAG, publiek=WERKGEVER, termijn=termijn)
        for naam, label, termijn in soorten
    ]


def _bezoeken() -> list[SoortBericht]:
    beide = WERKGEVER | EDUCAM
    return [
        SoortBericht(
            naam="bezoek_voorgesteld", label="Kies een moment", groep=BEZOEKEN, publiek=WERKGEVER, termijn=True
        ),
        SoortBericht(naam="bezoek_vastgelegd", label="Bezoek vastgelegd", groep=BEZOEKEN, publiek=beide),
        SoortBericht(naam="bezoek_verplaatst", label="Bezoek verplaatst", groep=BEZOEKEN, publiek=beide),
        SoortBericht(naam="bezoek_overgenomen", label="Iemand anders komt langs", groep=BEZOEKEN, publiek=beide),
        SoortBericht(naam="bezoek_geannuleerd", label="Bezoek afgezegd", groep=BEZOEKEN, publiek=beide),
    ]


def _voor_educam() -> list[SoortBericht]:
    """What who handles a dossier reads; new work runs against the handling term."""

    def soort(naam: str, label: str, groep: str, *, termijn: bool = False, **meer) -> SoortBericht:
        return SoortBericht(naam=naam, label=label, groep=groep, publiek=EDUCAM, termijn=termijn, **meer)

    return [
        soort("nieuwe_aanvraag", "Nieuwe aanvraag", DOSSIERS, termijn=True, telwoord=DOSSIER),
        soort("aanvulling_binnen", "Aanvulling binnen", DOSSIERS, termijn=True),
        soort("hulp_gevraagd", "Hulp gevraagd", DOSSIERS),
        soort("vermelding_te_beoordelen", "Uittreksel te beoordelen", DOSSIERS),
        soort("vermelding_beoordeeld", "Uittreksel beoordeeld", DOSSIERS),
        soort("dossier_toegewezen", "Dossier toegewezen", OVERDRACHT, termijn=True, telwoord=DOSSIER),
        soort("dossiers_herverdeeld", "Dossiers herverdeeld", OVERDRACHT, termijn=True),
        soort("afwezig_zonder_vervanger", "Een collega is afwezig", OVERDRACHT, termijn=True),
        soort("weigering_te_bevestigen", "Weigering te bevestigen", OVERDRACHT, termijn=True),
        soort("weigering_teruggestuurd", "Weigering teruggestuurd", OVERDRACHT, termijn=True),
        soort("aanvraag_ingetrokken", "Aanvraag ingetrokken", DOSSIERNIEUWS),
        soort("opleiding_geschrapt", "Opleiding geschrapt", DOSSIERNIEUWS),
        soort("sluiting_gemeld", "Sluiting gemeld", DOSSIERNIEUWS),
    ]


def _over_erkenningen() -> list[SoortBericht]:
    """What the werkgever reads about an erkenning that runs. A measure and points to mend have their day."""
    soorten = [
        ("begeleiding_gestart", "Afspraken over je leerwerkplek", True),
        ("begeleiding_afgerond", "Afspraken nagekeken", False),
        ("maatregel_genomen", "Schorsing, opheffing of uitsluiting", True),
        ("schorsing_voorbij", "Schorsing voorbij", False),
        ("beroep_geregistreerd", "Beroep geregistreerd", False),
        ("beroep_uitspraak", "Uitspraak over een beroep", False),
        ("brief_rechtgezet", "Brief rechtgezet", False),
    ]
    return [
        SoortBericht(naam=naam, label=label, groep=ERKENNING, publiek=WERKGEVER, termijn=termijn)
        for naam, label, termijn in soorten
    ]
