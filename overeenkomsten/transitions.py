"""The transition table of an overeenkomst, as rules.md §5 states it. Rows with `naar=None` change it, not its state."""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from . import guards
from .toestanden import BINDEND, Toestand, Wie

T = Toestand
BRON = "§5"
GETEKEND = (T.ONDERTEKEND, T.LOPEND)
# The lerende worked there: the learning is written down until after the end.
BEGONNEN = (T.LOPEND, T.AFGELOPEN, T.BEEINDIGD)

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
    Overgang(
        "ondertekenen",
        (T.TER_ONDERTEKENING,),
        (T.TER_ONDERTEKENING, T.ONDERTEKEND, T.LOPEND),
        (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL),
        "Ondertekenen",
        bron=BRON,
    ),
    Overgang(
        "niet_ondertekenen",
        (T.TER_ONDERTEKENING,),
        None,
        (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL),
        "Niet ondertekenen",
        bron=BRON,
    ),
    Overgang("herinneren", (T.TER_ONDERTEKENING,), None, (Wie.SCHOOL,), "Herinnering sturen", bron=BRON),
    Overgang(
        "papier_opladen",
        (T.TER_ONDERTEKENING,),
        (T.TER_ONDERTEKENING, T.ONDERTEKEND, T.LOPEND),
        (Wie.SCHOOL,),
        "Ondertekende kopie opladen",
        bron=BRON,
    ),
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
        GETEKEND,
        None,
        (Wie.WERKGEVER, Wie.SECRETARIAAT, Wie.PORTAAL),
        "Verplichting afvinken",
        bron="§5.1",
    ),
    *(
        Overgang(actie, GETEKEND, None, wie, label, bron="§5.1")
        for actie, wie, label in (
            (
                "pakket_maken",
                (Wie.WERKGEVER, Wie.SECRETARIAAT, Wie.PORTAAL),
                "Pakket maken voor je sociaal secretariaat",
            ),
            ("pakket_intrekken", (Wie.WERKGEVER, Wie.SECRETARIAAT), "Pakket intrekken"),
        )
    ),
    Overgang("ruil_voorstellen", GETEKEND, None, (Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER), "Een dag ruilen", bron=BRON),
    Overgang(
        "ruil_beantwoorden",
        GETEKEND,
        None,
        (Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER),
        "Antwoorden op een ruil",
        bron=BRON,
    ),
    # --- the learning
    Overgang("evaluatie_plannen", GETEKEND, None, (Wie.SCHOOL,), "Extra evaluatie plannen", bron=BRON),
    Overgang("evaluatie_verplaatsen", GETEKEND, None, (Wie.SCHOOL,), "Evaluatie verplaatsen", bron=BRON),
    Overgang("evaluatie_mentor", BEGONNEN, None, (Wie.MENTOR,), "Deel van de mentor invullen", bron=BRON),
    Overgang("evaluatie_school", BEGONNEN, None, (Wie.SCHOOL,), "Deel van de school invullen", bron=BRON),
    Overgang("klassenraad_delen", (*GETEKEND, T.AFGELOPEN), None, (Wie.SCHOOL,), "Klassenraad delen", bron=BRON),
    Overgang("klassenraad_vragen", BEGONNEN, None, (Wie.MENTOR,), "Vragen voor de klassenraad", bron=BRON),
    Overgang("overdragen", (T.CONCEPT, *BINDEND), None, (Wie.SCHOOL,), "Aan een collega geven", bron=BRON),
)
