"""The facts this floor tells; higher floors listen (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

OVEREENKOMST_ONDERTEKEND = benoem(
    "overeenkomst.ondertekend", "Iedereen tekende een overeenkomst; ze bindt vanaf nu (overeenkomst, op)."
)
OVEREENKOMST_BEEINDIGD = benoem(
    "overeenkomst.beeindigd",
    "Een overeenkomst stopt vroeger dan afgesproken; haar laatste dag ligt vast (overeenkomst, op).",
)
OVEREENKOMST_GEREGISTREERD = benoem(
    "overeenkomst.geregistreerd", "Een overeenkomst is geregistreerd bij het bevoegde loket (overeenkomst, op)."
)
OVEREENKOMST_GEWIJZIGD = benoem(
    "overeenkomst.gewijzigd", "Een ondertekende bijlage geldt vanaf nu: de overeenkomst is anders (overeenkomst, op)."
)
OVEREENKOMST_GEANNULEERD = benoem(
    "overeenkomst.geannuleerd", "De school annuleerde een overeenkomst vóór de eerste dag (overeenkomst, op)."
)
PERSOONSNUMMER_GEWIST = benoem(
    "persoonsnummer.gewist", "Geen school kent deze persoon nog: het nummer wordt gewist (persoonsnummer: id, op)."
)
PERSOONSNUMMER_VERVANGEN = benoem(
    "persoonsnummer.vervangen", "Een lerende kreeg een ander rijksregisternummer (lerende, oud: id van het vorige, op)."
)
