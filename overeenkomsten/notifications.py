"""The messages of this floor (rules.md §5, §7; ux.md §3.2, §3.3, §3.6). No subject names a lerende in full."""

from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import IEDEREEN, Groep, SoortBericht, registreer, registreer_groep

from .models import Overeenkomst
from .toestanden import StukStand, Toestand

OVEREENKOMSTEN = "overeenkomsten"
SCHOOL = frozenset({Publiek.SCHOOL})
BEDRIJF = frozenset({Publiek.WERKGEVER, Publiek.MENTOR})
MENTOR = frozenset({Publiek.MENTOR})
ALLEN = SCHOOL | BEDRIJF


def _plan_beantwoord(overeenkomst: Overeenkomst, bericht: Bericht) -> bool:
    """The plan was answered meanwhile, or is no longer asked."""
    vraagt = overeenkomst.toestand == Toestand.CONCEPT and overeenkomst.voorgelegd_op is not None
    return not vraagt or overeenkomst.plan_beantwoord_op is not None


def _niets_te_tekenen(overeenkomst: Overeenkomst, bericht: Bericht) -> bool:
    return not overeenkomst.stukken.filter(stand=StukStand.OPEN).exists()


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_groep(
        Groep(
            naam=OVEREENKOMSTEN,
            label="Overeenkomsten",
            uitleg="Een plan om te beantwoorden, een overeenkomst om te tekenen, wat er verandert aan een overeenkomst.",
            dringend=True,
        )
    )
    registreer(
        _soort("plan_voorgelegd", "Opleidingsplan te beantwoorden", BEDRIJF, achterhaald=_plan_beantwoord),
        _soort("plan_beantwoord", "Opleidingsplan beantwoord", SCHOOL),
        _soort("ondertekenen", "Iets te ondertekenen", ALLEN, termijn=True, achterhaald=_niets_te_tekenen),
        _soort("handtekening_gezet", "Iemand tekende", SCHOOL, achterhaald=_niets_te_tekenen),
        _soort("handtekening_vervallen", "Je handtekening vervalt", ALLEN),
        _soort("niet_ondertekend", "Iemand tekent niet", SCHOOL),
        _soort("bestand_geweigerd", "Getekend bestand niet aanvaard", SCHOOL | frozenset({Publiek.WERKGEVER})),
        _soort("laatste_handtekening_geweigerd", "Laatste handtekening geweigerd", SCHOOL),
        _soort("overeenkomst_ondertekend", "Door iedereen ondertekend", ALLEN, termijn=True),
        _soort("overeenkomst_geannuleerd", "Overeenkomst geannuleerd", ALLEN),
        _soort("secretariaat_geregeld", "Je sociaal secretariaat regelde iets", frozenset({Publiek.WERKGEVER})),
        _soort("addendum_getekend", "Een bijlage is door iedereen ondertekend", ALLEN, termijn=True),
        _soort("addendum_ingetrokken", "Een bijlage is ingetrokken", ALLEN),
        _soort("schorsing_gemeld", "Een overeenkomst staat stil", ALLEN),
        _soort("schorsing_lang", "Een schorsing duurt lang", SCHOOL, termijn=True),
        _soort("einde_gevraagd", "Iemand wil een overeenkomst stoppen", SCHOOL, termijn=True),
        _soort("einde_ingetrokken", "Een overeenkomst stopt toch niet", ALLEN),
        _soort("overeenkomst_beeindigd", "Een overeenkomst stopt vroeger", ALLEN, termijn=True),
        _soort("leervergoeding_verandert", "Ander minimum voor de leervergoeding", frozenset({Publiek.WERKGEVER})),
        _soort("erkenning_valt_weg", "Een erkenning valt weg", SCHOOL, termijn=True),
        _soort("erkenning_hersteld", "Een erkenning telt weer", SCHOOL),
        _soort("mentor_valt_weg", "Een mentor valt weg", SCHOOL, termijn=True),
        _soort("overgedragen", "Een collega geeft je lerenden door", SCHOOL),
        _soort("knelpunt_gemeld", "Een knelpunt gemeld", ALLEN, termijn=True),
        _soort("knelpunt_afspraken", "Afspraken over een knelpunt", ALLEN),
        _soort("knelpunt_gesloten", "Een knelpunt afgesloten", ALLEN),
        _soort("dag20_niet_goed", "Iets loopt niet goed rond dag 20", SCHOOL),
        # To the lerende, who reads no inbox.
        _soort("dag_geruild", "Twee dagen zijn geruild", ALLEN),
        _soort("evaluatie_gepland", "Evaluatie gepland of verplaatst", MENTOR, termijn=True),
        _soort("evaluatie_ingevuld", "Deel van een evaluatie ingevuld", SCHOOL | MENTOR),
        _soort("klassenraad_gedeeld", "Moment van de klassenraad", MENTOR, termijn=True),
        _soort("collega_stelt_voor", "Een collega duidde competenties aan", MENTOR),
        _soort("klassenraad_beantwoord", "Vragen voor de klassenraad beantwoord", SCHOOL),
        # What carries a link or a code leaves at once and stands in no inbox.
        *(
            SoortBericht(naam=naam, label=label, groep=ACCOUNT, publiek=IEDEREEN, postvak=False)
            for naam, label in (
                ("ondertekenen_met_link", "Persoonlijke link om te ondertekenen"),
                ("getekend_met_link", "Persoonlijke link naar wat getekend is"),
                ("deelnemerlink", "Eigen pagina bij een overeenkomst"),
                ("ondertekencode", "Code om te ondertekenen"),
                ("leren_gedeeld", "Persoonlijke link om je vorderingen te lezen"),
                ("collega_helpt", "Persoonlijke link om een mentor te helpen"),
                ("kalender_lerende", "Jaarkalender van de lerende"),
                ("secretariaat_pakket", "Pakket voor een sociaal secretariaat"),
                ("bestand_geweigerd_met_link", "Getekend bestand niet aanvaard"),
            )
        ),
    )


def _soort(naam: str, label: str, publiek: frozenset[Publiek], **meer) -> SoortBericht:
    return SoortBericht(naam=naam, label=label, groep=OVEREENKOMSTEN, publiek=publiek, **meer)
