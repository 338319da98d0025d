"""Rows for the pages of an overeenkomst: its school, and who acts for the onderneming (rules.md §2)."""

from .rij import bladzijde

BETROKKEN = {"school": 200, "leden": 200, "lezer": 200, "gemachtigde": 200, "secretariaat": 200}

TABEL = [bladzijde("overeenkomst:detail", "overeenkomst.referentie", **BETROKKEN)]
