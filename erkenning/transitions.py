"""The transition tables of an aanvraag and of an erkenning, as rules.md §3.2 and §3.3 state them.

One row per button. Rows with `naar=None` are events: they change the dossier, not its state.
"""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from . import guards
from .toestanden import LOPEND, ErkenningToestand, Toestand, Wie

T = Toestand
STAF = (Wie.CONSULENT, Wie.COORDINATOR)
IN_HANDEN = (T.INGEDIEND, T.IN_BEHANDELING, T.AANVULLING_GEVRAAGD)

AANVRAAG = Overgangen(
    Overgang(
        "indienen",
        (T.CONCEPT,),
        T.INGEDIEND,
        (Wie.WERKGEVER,),
        "Aanvraag indienen",
        (guards.niet_uitgesloten, guards.niet_gesloten, guards.is_volledig),
    ),
    Overgang("in_behandeling_nemen", (T.INGEDIEND,), T.IN_BEHANDELING, STAF, "In behandeling nemen"),
    Overgang(
        "aanvulling_vragen",
        (T.INGEDIEND, T.IN_BEHANDELING),
        T.AANVULLING_GEVRAAGD,
        STAF,
        "Aanvulling vragen",
    ),
    Overgang(
        "werkpunten_opleggen",
        (T.IN_BEHANDELING,),
        T.AANVULLING_GEVRAAGD,
        STAF,
        "Werkpunten opleggen",
        (guards.verslag_ingediend,),
    ),
    Overgang("aanvullen", (T.AANVULLING_GEVRAAGD,), T.IN_BEHANDELING, (Wie.WERKGEVER,), "Aanvulling indienen"),
    Overgang(
        "vraag_intrekken", (T.AANVULLING_GEVRAAGD,), T.IN_BEHANDELING, STAF, "Vraag intrekken (telefonisch beantwoord)"
    ),
    Overgang(
        "zonder_gevolg_stellen",
        (T.AANVULLING_GEVRAAGD,),
        T.ZONDER_GEVOLG,
        STAF,
        "Zonder gevolg stellen",
        (guards.aanvulling_verlopen,),
    ),
    Overgang(
        "beslissen",
        (T.IN_BEHANDELING,),
        (T.BESLIST, T.TER_BEVESTIGING),
        STAF,
        "Beslissen",
        (guards.klaar_om_te_beslissen,),
        # A proposal that waits for a coördinator is not yet a decision for the werkgever.
        intern_naar=(T.TER_BEVESTIGING,),
    ),
    Overgang("bevestigen", (T.TER_BEVESTIGING,), T.BESLIST, (Wie.COORDINATOR,), "Weigering bevestigen"),
    Overgang("terugsturen", (T.TER_BEVESTIGING,), T.IN_BEHANDELING, (Wie.COORDINATOR,), "Terugsturen", intern=True),
    Overgang(
        "opleiding_schrappen",
        (T.CONCEPT, *IN_HANDEN),
        None,
        (Wie.WERKGEVER,),
        "Opleiding schrappen",
        (guards.minstens_twee_lijnen,),
    ),
    Overgang(
        "intrekken",
        (T.CONCEPT, *IN_HANDEN, T.TER_BEVESTIGING),
        T.INGETROKKEN,
        (Wie.WERKGEVER,),
        "Aanvraag intrekken",
    ),
    Overgang(
        "uitsluiten", LOPEND, T.ZONDER_GEVOLG, (Wie.COORDINATOR,), "Zonder gevolg door een uitsluiting", bron="§3.2"
    ),
    Overgang(
        "sluiten",
        LOPEND,
        T.ZONDER_GEVOLG,
        (Wie.WERKGEVER, *STAF),
        "Zonder gevolg door de sluiting van de vestiging",
        bron="§3.3",
    ),
    Overgang(
        "beroep_registreren", (T.BESLIST,), None, (Wie.COORDINATOR,), "Beroep registreren", (guards.is_geweigerd,)
    ),
    Overgang("beroep_uitspraak", (T.BESLIST,), None, (Wie.COORDINATOR,), "Uitspraak invoeren", (guards.beroep_loopt,)),
    Overgang("rechtzetten", (T.BESLIST,), None, (Wie.COORDINATOR,), "Fout in de brief rechtzetten"),
    # Events on the dossier.
    Overgang("hulp_vragen", (T.CONCEPT,), None, (Wie.WERKGEVER,), "Hulp vragen aan je consulent", bron="§3.1"),
    Overgang("hulp_stoppen", (T.CONCEPT,), None, (Wie.WERKGEVER,), "Hulp stoppen", bron="§3.1"),
    Overgang(
        "wijzigen",
        (T.CONCEPT, T.AANVULLING_GEVRAAGD),
        None,
        (Wie.WERKGEVER, Wie.HELPER),
        "Gegevens aanpassen",
        bron="§3.1",
    ),
    Overgang("eerste_contact", IN_HANDEN, None, STAF, "Eerste contact noteren"),
    Overgang("toewijzen", LOPEND, None, STAF, "Toewijzen", intern=True),
    Overgang(
        "notitie", (*LOPEND, T.BESLIST, T.INGETROKKEN, T.ZONDER_GEVOLG), None, STAF, "Interne notitie", intern=True
    ),
    Overgang("bezoek_voorstellen", IN_HANDEN, None, STAF, "Momenten voorstellen"),
    Overgang("bezoek_vastleggen", IN_HANDEN, None, STAF, "Bezoek vastleggen"),
    Overgang("bezoek_kiezen", IN_HANDEN, None, (Wie.WERKGEVER,), "Moment kiezen"),
    Overgang("sluiting_melden", IN_HANDEN, None, (Wie.WERKGEVER, *STAF), "Sluitingsperiode melden"),
    Overgang("bezoek_verplaatsen", IN_HANDEN, None, STAF, "Bezoek verplaatsen"),
    Overgang("bezoek_overnemen", IN_HANDEN, None, STAF, "Bezoek overnemen", bron="§10"),
    Overgang("bezoek_annuleren", IN_HANDEN, None, STAF, "Bezoek annuleren"),
    Overgang("bezoek_uitvoeren", IN_HANDEN, None, STAF, "Bezoek is gebeurd"),
    Overgang("geen_bezoek_nodig", IN_HANDEN, None, STAF, "Geen bezoek nodig", intern=True),
    Overgang("verslag_bewaren", IN_HANDEN, None, STAF, "Verslag bewaren", intern=True),
    Overgang(
        "verslag_indienen", (T.IN_BEHANDELING, T.AANVULLING_GEVRAAGD), None, STAF, "Verslag indienen", intern=True
    ),
    Overgang("oordeel_bewaren", IN_HANDEN, None, STAF, "Voorwaarden beoordelen", intern=True),
    Overgang("uittreksel_nakijken", IN_HANDEN, None, STAF, "596.2 nakijken", intern=True, bron="§4"),
    Overgang(
        "uittreksel_beoordelen", IN_HANDEN, None, (Wie.COORDINATOR,), "Vermelding beoordelen", intern=True, bron="§4"
    ),
    Overgang("vrijstelling_geven", IN_HANDEN, None, STAF, "Vrijstelling noteren", intern=True, bron="§4"),
    Overgang("vestiging_aanvullen", IN_HANDEN, None, STAF, "Vestigingsnummer invullen", bron="§3.1"),
)

E = ErkenningToestand
BEEINDIGD = (E.OPGEHEVEN, E.UITGESLOTEN)

ERKENNING = Overgangen(
    Overgang(
        "verlengen", (E.LOPEND,), None, (Wie.WERKGEVER,), "Erkenning verlengen", (guards.verlengbaar,), bron="§3.3"
    ),
    Overgang("plaatsen_wijzigen", (E.LOPEND,), None, (Wie.WERKGEVER, *STAF), "Aantal plaatsen wijzigen", bron="§3.1"),
    Overgang("begeleiding_starten", (E.LOPEND,), None, STAF, "Begeleiding afspreken", bron="§3.3"),
    Overgang("begeleiding_afronden", (E.LOPEND,), None, STAF, "Begeleiding afronden", bron="§3.3"),
    Overgang("schorsen", (E.LOPEND,), None, (Wie.COORDINATOR,), "Schorsen", (guards.niet_geschorst,), bron="§3.3"),
    Overgang(
        "schorsing_beeindigen",
        (E.LOPEND,),
        None,
        (Wie.COORDINATOR,),
        "Schorsing beëindigen",
        (guards.geschorst,),
        bron="§3.3",
    ),
    Overgang(
        "mentor_voorstellen",
        (E.LOPEND,),
        None,
        (Wie.WERKGEVER,),
        "Andere mentor voorstellen",
        (guards.nog_niet_voorbij,),
        bron="§3.1",
    ),
    Overgang("uittreksel_nakijken", (E.LOPEND,), None, STAF, "596.2 nakijken", intern=True, bron="§4"),
    Overgang(
        "uittreksel_beoordelen", (E.LOPEND,), None, (Wie.COORDINATOR,), "Vermelding beoordelen", intern=True, bron="§4"
    ),
    Overgang("mentor_beoordelen", (E.LOPEND,), None, STAF, "Voorgestelde mentor beoordelen", bron="§3.3"),
    Overgang("opheffen", (E.LOPEND,), E.OPGEHEVEN, (Wie.COORDINATOR,), "Opheffen", bron="§3.3"),
    Overgang("uitsluiten", (E.LOPEND,), E.UITGESLOTEN, (Wie.COORDINATOR,), "Uitsluiten", bron="§3.3"),
    Overgang("sluiten", (E.LOPEND,), E.GESLOTEN, (Wie.WERKGEVER, *STAF), "Vestiging sluiten", bron="§3.3"),
    Overgang("herstellen", BEEINDIGD, E.LOPEND, (Wie.COORDINATOR,), "Herstellen na beroep", bron="§3.2"),
    Overgang("verlopen", (E.LOPEND,), E.VERVALLEN, (Wie.PORTAAL,), "Geldigheid voorbij", bron="§3.3"),
)
