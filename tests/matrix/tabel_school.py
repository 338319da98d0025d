"""Rows for schools: the board, the lerenden, drafting an overeenkomst (rules.md §2, §5)."""

from .rij import bladzijde

LERENDEN = [
    bladzijde("school:start", scholen=200),
    bladzijde("school:lerenden", scholen=200),
    bladzijde("school:lerende_nieuw", scholen=200),
    bladzijde("school:lerende", "lerende.pk", school=200),
    bladzijde("school:lerende", "elders.lerende.pk", andere_school=200),
]
CONCEPT = ("leerwerkplek", "mentor", "periode", "plan", "vergoeding", "evaluatie", "overeenkomst", "nakijken")
ALTIJD = ("voorleggen", "versturen", "annuleren", "overdragen", "kopieren", "verlengen")
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

TABEL = [*LERENDEN, *OPMAKEN]
