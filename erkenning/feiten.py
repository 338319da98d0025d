"""The facts this floor tells; higher floors listen (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

AANVRAAG_INGEDIEND = benoem("aanvraag.ingediend", "Een werkgever diende een aanvraag in.")
AANVRAAG_AFGESLOTEN = benoem("aanvraag.afgesloten", "Een aanvraag is beslist, ingetrokken of zonder gevolg.")
ERKENNING_TOEGEKEND = benoem("erkenning.toegekend", "Een vestiging is erkend voor een opleiding.")
ERKENNING_VERVALLEN = benoem("erkenning.vervallen", "De geldigheid van een erkenning is voorbij.")
