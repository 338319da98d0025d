"""Named facts of this floor; higher floors listen with `@bij` (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

GEBRUIKER_GEDEACTIVEERD = benoem(
    "gebruiker.gedeactiveerd",
    "Het account van iemand is gesloten (user, rollen: lijst van (rol, organisatie-id), door, op).",
)
LID_TOEGETREDEN = benoem(
    "lid.toegetreden",
    "Iemand aanvaardde een uitnodiging (user, organisatie, rol, op).",
)
