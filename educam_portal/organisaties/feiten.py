"""Named facts of this floor; higher floors listen with `@bij` (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

GEBRUIKER_GEDEACTIVEERD = benoem(
    "gebruiker.gedeactiveerd",
    "Het account van iemand is gesloten (user, rollen: lijst van (rol, organisatie-id), door, op).",
)
AFWEZIGHEID_GEWIJZIGD = benoem(
    "afwezigheid.gewijzigd",
    "De dagen of de vervanger van een afwezigheid zijn anders (afwezigheid, vervangers: van voor en na, door, op).",
)
AFWEZIG_ZONDER_VERVANGER = benoem(
    "afwezigheid.zonder_vervanger",
    "Iemand van EDUCAM is afwezig en niemand vervangt die persoon (afwezigheid, door).",
)
VESTIGING_GESLOTEN = benoem(
    "vestiging.gesloten",
    "Een vestiging sluit vanaf een dag; haar erkenningen eindigen dan (vestiging, vanaf, reden, door, op).",
)
VESTIGING_VERHUISD = benoem(
    "vestiging.verhuisd",
    "Een vestiging heeft een ander adres (vestiging, vorige_regio, sinds, door, op).",
)
LID_TOEGETREDEN = benoem(
    "lid.toegetreden",
    "Iemand aanvaardde een uitnodiging (user, organisatie, rol, op).",
)
