"""The transition table of an overeenkomst, as rules.md §5 states it. Rows with `naar=None` change it, not its state."""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from . import guards
from .toestanden import BINDEND, VAN_KRACHT, StukSoort, Toestand, Wie

T = Toestand
BRON = "§5"
# The lerende worked there: the learning is written down until after the end.
BEGONNEN = (T.LOPEND, T.AFGELOPEN, T.BEEINDIGD)
# As long as that is kept.
NIET_GEWIST = (guards.leren_niet_gewist,)

# What stands before the actions of signing, per kind of document.
VOORVOEGSEL = {StukSoort.OVEREENKOMST: "", StukSoort.ADDENDUM: "bijlage_", StukSoort.BEEINDIGING: "einde_"}


def tekenactie(soort: str, actie: str) -> str:
    """The row of the table for something that is done to sign a document of this kind."""
    return f"{VOORVOEGSEL[StukSoort(soort)]}{actie}"


def _tekenrijen(soort: StukSoort, van: tuple[str, ...], naar: tuple[str, ...] | None) -> list[Overgang]:
    """Signing a document, saying why not, asking again, and signed on paper: the same for every kind (rules.md §5)."""
    partijen, wat = (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL), soort.label.lower()
    return [
        Overgang(tekenactie(soort, "ondertekenen"), van, naar, partijen, f"De {wat} ondertekenen", bron=BRON),
        Overgang(tekenactie(soort, "niet_ondertekenen"), van, None, partijen, f"De {wat} niet ondertekenen", bron=BRON),
        Overgang(tekenactie(soort, "herinneren"), van, None, (Wie.SCHOOL,), "Herinnering sturen", bron=BRON),
        Overgang(
            tekenactie(soort, "papier_opladen"), van, naar, (Wie.SCHOOL,), "Ondertekende kopie opladen", bron=BRON
        ),
    ]


OVEREENKOMST = Overgangen(
    # --- the draft
    Overgang("wijzigen", (T.CONCEPT,), None, (Wie.SCHOOL,), "Concept aanpassen", bron=BRON),
    Overgang(
        "voorleggen",
        (T.CONCEPT,),
        None,
        (Wie.SCHOOL,),
        "Plan voorleggen aan de mentor",
        (guards.plan_voor_te_leggen,),
        bron=BRON,
    ),
    Overgang(
        "plan_beantwoorden",
        (T.CONCEPT,),
        None,
        (Wie.MENTOR, Wie.WERKGEVER),
        "Plan beantwoorden",
        (guards.is_voorgelegd,),
        bron=BRON,
    ),
    Overgang(
        "versturen",
        (T.CONCEPT,),
        T.TER_ONDERTEKENING,
        (Wie.SCHOOL,),
        "Ter ondertekening sturen",
        (guards.mag_verstuurd,),
        bron=BRON,
    ),
    # --- signing
    Overgang("terugnemen", (T.TER_ONDERTEKENING,), T.CONCEPT, (Wie.SCHOOL,), "Terugnemen om aan te passen", bron=BRON),
    *_tekenrijen(StukSoort.OVEREENKOMST, (T.TER_ONDERTEKENING,), (T.TER_ONDERTEKENING, T.ONDERTEKEND, T.LOPEND)),
    Overgang(
        "annuleren",
        (T.CONCEPT, T.TER_ONDERTEKENING, T.ONDERTEKEND),
        T.GEANNULEERD,
        (Wie.SCHOOL,),
        "Annuleren",
        (guards.nog_niet_begonnen,),
        bron=BRON,
    ),
    # --- while it runs
    Overgang("starten", (T.ONDERTEKEND,), T.LOPEND, (Wie.PORTAAL,), "Starten op de eerste dag", bron=BRON),
    Overgang("afsluiten", (T.LOPEND,), T.AFGELOPEN, (Wie.PORTAAL,), "Afsluiten na de laatste dag", bron=BRON),
    Overgang(
        "addendum_voorstellen",
        VAN_KRACHT,
        None,
        (Wie.SCHOOL,),
        "Bijlage opmaken",
        (guards.geen_open_addendum, guards.geen_einde_gevraagd),
        bron=BRON,
    ),
    Overgang("addendum_intrekken", VAN_KRACHT, None, (Wie.SCHOOL,), "Bijlage intrekken", bron=BRON),
    *_tekenrijen(StukSoort.ADDENDUM, VAN_KRACHT, None),
    Overgang("addendum_toepassen", VAN_KRACHT, None, (Wie.PORTAAL,), "Wijziging laten ingaan", bron=BRON),
    Overgang(
        "schorsen",
        (T.LOPEND,),
        None,
        (Wie.SCHOOL, Wie.WERKGEVER),
        "Schorsing melden",
        (guards.niet_geschorst,),
        bron=BRON,
    ),
    Overgang("hervatten", (T.LOPEND,), None, (Wie.SCHOOL, Wie.WERKGEVER), "Schorsing afsluiten", bron=BRON),
    # --- ending before its time
    Overgang(
        "beeindiging_voorstellen",
        (T.LOPEND,),
        None,
        (Wie.SCHOOL, Wie.WERKGEVER),
        "Overeenkomst stoppen",
        (guards.geen_einde_gevraagd,),
        bron=BRON,
    ),
    Overgang("beeindiging_intrekken", (T.LOPEND,), None, (Wie.SCHOOL, Wie.WERKGEVER), "Toch niet stoppen", bron=BRON),
    *_tekenrijen(StukSoort.BEEINDIGING, (T.LOPEND,), (T.LOPEND, T.BEEINDIGD)),
    Overgang("beeindigen", (T.LOPEND,), T.BEEINDIGD, (Wie.PORTAAL,), "Vroeger eindigen, na de laatste dag", bron=BRON),
    Overgang(
        "registreren",
        (T.ONDERTEKEND, T.LOPEND, T.AFGELOPEN, T.BEEINDIGD),
        None,
        (Wie.SCHOOL,),
        "Registratie noteren",
        (guards.elders_te_registreren,),
        bron=BRON,
    ),
    Overgang(
        "verplichting_afvinken",
        VAN_KRACHT,
        None,
        (Wie.WERKGEVER, Wie.SECRETARIAAT, Wie.PORTAAL),
        "Verplichting afvinken",
        bron="§5.1",
    ),
    *(
        Overgang(actie, VAN_KRACHT, None, wie, label, bron="§5.1")
        for actie, wie, label in (
            (
                "pakket_maken",
                (Wie.WERKGEVER, Wie.SECRETARIAAT, Wie.PORTAAL),
                "Pakket maken voor je sociaal secretariaat",
            ),
            ("pakket_intrekken", (Wie.WERKGEVER, Wie.SECRETARIAAT), "Pakket intrekken"),
        )
    ),
    Overgang(
        "knelpunt_melden", VAN_KRACHT, None, (Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER), "Een knelpunt melden", bron=BRON
    ),
    # The own words of the lerende are the school's: the onderneming sees nothing of it before the talk.
    Overgang(
        "knelpunt_melden_met_link", VAN_KRACHT, None, (Wie.PORTAAL,), "Een knelpunt melden", intern=True, bron=BRON
    ),
    Overgang(
        "bevraging_beantwoorden",
        (T.LOPEND,),
        None,
        (Wie.SCHOOL, Wie.MENTOR, Wie.PORTAAL),
        "Zeggen hoe het gaat",
        bron=BRON,
    ),
    Overgang("knelpunt_gesprek", VAN_KRACHT, None, (Wie.SCHOOL,), "Gesprek over een knelpunt noteren", bron=BRON),
    Overgang(
        "knelpunt_sluiten",
        (*VAN_KRACHT, T.AFGELOPEN, T.BEEINDIGD),
        None,
        (Wie.SCHOOL,),
        "Knelpunt afsluiten",
        bron=BRON,
    ),
    Overgang(
        "ruil_voorstellen", VAN_KRACHT, None, (Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER), "Een dag ruilen", bron=BRON
    ),
    Overgang(
        "ruil_beantwoorden",
        VAN_KRACHT,
        None,
        (Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER),
        "Antwoorden op een ruil",
        bron=BRON,
    ),
    # --- the learning
    Overgang(
        "vordering_mentor", BEGONNEN, None, (Wie.MENTOR,), "Competenties aanduiden als mentor", NIET_GEWIST, bron=BRON
    ),
    Overgang(
        "vordering_school", BEGONNEN, None, (Wie.SCHOOL,), "Competenties aanduiden als school", NIET_GEWIST, bron=BRON
    ),
    Overgang("collega_noemen", (T.LOPEND,), None, (Wie.MENTOR,), "Collega laten meehelpen", bron=BRON),
    Overgang("collega_stoppen", BEGONNEN, None, (Wie.MENTOR,), "Collega helpt niet meer", bron=BRON),
    Overgang("vordering_voorstellen", (T.LOPEND,), None, (Wie.PORTAAL,), "Competenties voorstellen", bron=BRON),
    Overgang(
        "voorstel_beslissen", BEGONNEN, None, (Wie.MENTOR,), "Bevestigen wat een collega zag", NIET_GEWIST, bron=BRON
    ),
    Overgang("leren_delen", BEGONNEN, None, (Wie.SCHOOL,), "De lerende laten meelezen", NIET_GEWIST, bron="§2"),
    Overgang("evaluatie_plannen", VAN_KRACHT, None, (Wie.SCHOOL,), "Extra evaluatie plannen", bron=BRON),
    Overgang("evaluatie_verplaatsen", VAN_KRACHT, None, (Wie.SCHOOL,), "Evaluatie verplaatsen", bron=BRON),
    Overgang("evaluatie_mentor", BEGONNEN, None, (Wie.MENTOR,), "Deel van de mentor invullen", NIET_GEWIST, bron=BRON),
    Overgang("evaluatie_school", BEGONNEN, None, (Wie.SCHOOL,), "Deel van de school invullen", NIET_GEWIST, bron=BRON),
    Overgang(
        "klassenraad_delen",
        (*VAN_KRACHT, T.AFGELOPEN),
        None,
        (Wie.SCHOOL,),
        "Klassenraad delen",
        NIET_GEWIST,
        bron=BRON,
    ),
    Overgang("klassenraad_vragen", BEGONNEN, None, (Wie.MENTOR,), "Vragen voor de klassenraad", NIET_GEWIST, bron=BRON),
    Overgang("overdragen", (T.CONCEPT, *BINDEND), None, (Wie.SCHOOL,), "Aan een collega geven", bron=BRON),
)
