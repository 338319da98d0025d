"""Rows for schools: the board, the lerenden, drafting an overeenkomst (rules.md §2, §5)."""

from .rij import bladzijde, knop

LERENDEN = [
    bladzijde("school:start", scholen=200),
    bladzijde("school:lerenden", scholen=200),
    bladzijde("school:lerende_nieuw", scholen=200),
    bladzijde("school:lerende", "lerende.pk", school=200),
    bladzijde("school:lerende", "elders.lerende.pk", andere_school=200),
]
CONCEPT = ("leerwerkplek", "mentor", "periode", "plan", "vergoeding", "evaluatie", "overeenkomst", "nakijken")
ALTIJD = ("voorleggen", "versturen", "annuleren", "overdragen", "kopieren", "verlengen", "klas_bewaren")
VERSTUURD = ("terugnemen", "herinneren")
OPMAKEN = [
    bladzijde("school:overeenkomst_nieuw", scholen=200),
    *(bladzijde(f"school:{naam}", "overeenkomst_concept.referentie", school=200) for naam in (*CONCEPT, *ALTIJD)),
    *(bladzijde(f"school:{naam}", "overeenkomst.referentie", school=200) for naam in VERSTUURD),
    bladzijde("school:papier", "tekent_school.stuk_id", school=200),
    # Not before everybody signed: back to the overeenkomst.
    bladzijde("school:registreren", "overeenkomst.referentie", school=302),
    bladzijde("school:overeenkomst", "overeenkomst.referentie", school=302),
]

KLAS = [
    bladzijde("school:klassen", scholen=200),
    bladzijde("school:klas_nieuw", scholen=200),
    *(
        bladzijde(f"school:{naam}", "klassjabloon.pk", school=200)
        for naam in ("klas", "klas_gegevens", "klas_rooster", "klas_plan", "klas_evaluatie", "klas_maken")
    ),
    bladzijde("school:inlezen", scholen=200),
    bladzijde("school:inlezen_voorbeeld", scholen=200),
    # Nothing to take over: a message on its page.
    knop("school:inlezen_overnemen", "groepswerk.pk", school=302),
    bladzijde("school:groepswerken", scholen=200),
    # Nothing was ticked: back to the board.
    bladzijde("school:groep_nieuw", scholen=302),
    bladzijde("school:groepswerk", "groepswerk.pk", school=200),
    knop("school:groepswerk_stoppen", "groepswerk.pk", school=302),
    knop("school:klas_verwijderen", "klassjabloon.pk", school=302),
]

TABEL = [*LERENDEN, *OPMAKEN, *KLAS]
