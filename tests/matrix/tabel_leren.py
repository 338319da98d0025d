"""Rows for the learning of an overeenkomst: school and mentor follow it, the onderneming reads along (rules.md §2)."""

from .rij import bladzijde, knop, openbaar

LEEST = {"school": 200, "leden": 200, "lezer": 200, "gemachtigde": 200}

TABEL = [
    bladzijde("overeenkomst:leren", "volgt.referentie", mentor=200, **LEEST),
    bladzijde("overeenkomst:leren", "getekend.referentie", **LEEST),
    # Nobody signed it yet.
    bladzijde("overeenkomst:leren", "voorgelegd.referentie"),
    bladzijde("overeenkomst:competenties_mentor", "volgt.referentie", mentor=200),
    bladzijde("overeenkomst:competenties_school", "volgt.referentie", school=200),
    *(bladzijde(f"overeenkomst:{naam}", "volgt.referentie", mentor=200) for naam in ("collega_noemen", "voorstellen")),
    knop("overeenkomst:collega_stoppen", "volgt.referentie hulp.pk", mentor=302),
    bladzijde("overeenkomst:meelezen", "volgt.referentie", school=200),
    openbaar("mijnleren:start", "leeslink.token", iedereen=200),
    knop("mijnleren:vernieuwen", "leeslink.token", iedereen=302),
    openbaar("helpen:start", "hulplink.token", iedereen=200),
    knop("helpen:vernieuwen", "hulplink.token", iedereen=302),
    bladzijde("overeenkomst:evaluatie_nieuw", "volgt.referentie", school=200),
    *(
        bladzijde(f"overeenkomst:{naam}", "volgt.referentie evaluatie.pk", school=200)
        for naam in ("evaluatie_verplaatsen", "evaluatie_school", "klassenraad")
    ),
    *(
        bladzijde(f"overeenkomst:{naam}", "volgt.referentie evaluatie.pk", mentor=200)
        for naam in ("evaluatie_mentor", "klassenraad_vragen")
    ),
]
