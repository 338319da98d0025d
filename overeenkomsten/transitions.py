"""The transition table of an overeenkomst, as rules.md §5 states it. Rows with `naar=None` change it, not its state."""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from . import guards
from .toestanden import BINDEND, Toestand, Wie

T = Toestand
BRON = "§5"
GETEKEND = (T.ONDERTEKEND, T.LOPEND)
SAMEN = (Wie.SCHOOL, Wie.WERKGEVER, Wie.MENTOR)

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
    Overgang("beeindigen", (T.LOPEND,), T.BEEINDIGD, (Wie.PORTAAL,), "Vroeger eindigen", bron=BRON),
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
        "addendum_voorstellen",
        GETEKEND,
        None,
        (Wie.SCHOOL,),
        "Bijlage opmaken",
        (guards.geen_open_addendum, guards.geen_einde_gevraagd),
        bron=BRON,
    ),
    Overgang("addendum_intrekken", GETEKEND, None, (Wie.SCHOOL,), "Bijlage intrekken", bron=BRON),
    Overgang(
        "addendum_ondertekenen",
        GETEKEND,
        None,
        (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL),
        "Bijlage ondertekenen",
        bron=BRON,
    ),
    Overgang("dag_ruilen", GETEKEND, None, SAMEN, "Een dag ruilen", bron=BRON),
    Overgang(
        "stoppen",
        (T.LOPEND,),
        None,
        (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL),
        "Overeenkomst stoppen",
        (guards.geen_einde_gevraagd,),
        bron=BRON,
    ),
    Overgang("stoppen_intrekken", (T.LOPEND,), None, (Wie.SCHOOL, Wie.WERKGEVER), "Toch niet stoppen", bron=BRON),
    Overgang(
        "einde_ondertekenen",
        (T.LOPEND,),
        (T.LOPEND, T.BEEINDIGD),
        (Wie.SCHOOL, Wie.WERKGEVER, Wie.PORTAAL),
        "Beëindiging ondertekenen",
        bron=BRON,
    ),
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
    Overgang("knelpunt_melden", (T.LOPEND,), None, (*SAMEN, Wie.PORTAAL), "Knelpunt melden", bron=BRON),
    Overgang("knelpunt_opvolgen", (T.LOPEND,), None, (Wie.SCHOOL, Wie.MENTOR), "Gesprek noteren", bron=BRON),
    Overgang("bevraging_beantwoorden", (T.LOPEND,), None, (*SAMEN, Wie.PORTAAL), "Dag 20 beantwoorden", bron=BRON),
    Overgang("vordering_noteren", (T.LOPEND,), None, (Wie.MENTOR, Wie.SCHOOL), "Competenties aanduiden", bron=BRON),
    Overgang("collega_noemen", GETEKEND, None, (Wie.MENTOR,), "Collega noemen die helpt", bron=BRON),
    Overgang("evaluatie_plannen", (T.CONCEPT, *GETEKEND), None, (Wie.SCHOOL,), "Evaluatie plannen", bron=BRON),
    Overgang(
        "evaluatie_noteren", (T.LOPEND, T.AFGELOPEN), None, (Wie.MENTOR, Wie.SCHOOL), "Evaluatie invullen", bron=BRON
    ),
    Overgang(
        "verplichting_afvinken",
        GETEKEND,
        None,
        (Wie.WERKGEVER, Wie.SECRETARIAAT, Wie.PORTAAL),
        "Verplichting afvinken",
        bron="§5.1",
    ),
    Overgang(
        "secretariaat_inschakelen",
        GETEKEND,
        None,
        (Wie.WERKGEVER,),
        "Doorgeven aan je sociaal secretariaat",
        bron="§5.1",
    ),
    Overgang("overdragen", (T.CONCEPT, *BINDEND), None, (Wie.SCHOOL,), "Aan een collega geven", bron=BRON),
)
