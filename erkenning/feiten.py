"""The facts this floor tells; higher floors listen (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

AANVRAAG_INGEDIEND = benoem("aanvraag.ingediend", "Een werkgever diende een aanvraag in.")
AANVRAAG_AFGESLOTEN = benoem("aanvraag.afgesloten", "Een aanvraag is beslist, ingetrokken of zonder gevolg.")
ERKENNING_TOEGEKEND = benoem("erkenning.toegekend", "Een vestiging is erkend voor een opleiding.")
ERKENNING_VERVALLEN = benoem("erkenning.vervallen", "De geldigheid van een erkenning is voorbij.")
ERKENNING_GESCHORST = benoem(
    "erkenning.geschorst", "Een erkenning telt een tijd niet: geen nieuwe overeenkomsten (erkenning, maatregel, op)."
)
ERKENNING_SCHORSING_VOORBIJ = benoem(
    "erkenning.schorsing_voorbij", "Een schorsing is vroeger beëindigd dan voorzien (erkenning, op)."
)
ERKENNING_OPGEHEVEN = benoem(
    "erkenning.opgeheven", "Een erkenning is opgeheven of valt onder een uitsluiting (erkenning, maatregel, op)."
)
ERKENNING_HERSTELD = benoem(
    "erkenning.hersteld", "Een beroep maakte een opheffing of uitsluiting ongedaan (erkenning, op)."
)
ONDERNEMING_UITGESLOTEN = benoem(
    "onderneming.uitgesloten", "Een vestiging of onderneming is uitgesloten (maatregel, op)."
)
