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
