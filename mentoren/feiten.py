"""The facts this floor tells (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

MENTOR_AANGEDUID = benoem("mentor.aangeduid", "Een mentor is aangeduid voor een opleiding op een vestiging.")
MENTOR_VERTROKKEN = benoem(
    "mentor.vertrokken", "Iemand is geen mentor meer bij een onderneming: de aanduidingen eindigen (mentor, op, door)."
)
MENTOR_GEWEERD = benoem(
    "mentor.geweerd", "Een coördinator weerde iemand als mentor: de aanduidingen eindigen (mentor, op, door, moment)."
)
MENTOROPLEIDING_VOLTOOID = benoem(
    "mentoropleiding.voltooid", "Iemand voltooide de mentoropleiding en heeft ze voor het leven, bij elke onderneming."
)
