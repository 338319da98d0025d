"""Rows for the pages of an overeenkomst: its school, its mentor, and who acts for the onderneming (rules.md §2)."""

from .rij import bestand, bladzijde, knop, openbaar

LEEST = {"leden": 200, "lezer": 200, "gemachtigde": 200, "secretariaat": 200}
BETROKKEN = {"school": 200, **LEEST}
# Everybody around it but the sociaal secretariaat (rules.md §2).
GESPREK = {"school": 200, "leden": 200, "lezer": 200, "gemachtigde": 200}
AFVINKEN = {"leden": 200, "gemachtigde": 200, "secretariaat": 200}
PARTIJEN = {"school": 200, "leden": 200, "gemachtigde": 200}
AFGEVINKT = dict.fromkeys(AFVINKEN, 302)
ELDERS = {"ander_werkgever": 200, "nieuwe_werkgever": 200}

TABEL = [
    bladzijde("overeenkomst:detail", "overeenkomst.referentie", **BETROKKEN),
    bladzijde("overeenkomst:detail", "getekend.referentie", **BETROKKEN),
    bladzijde("overeenkomst:kosten", "overeenkomst.referentie", **BETROKKEN),
    # Laid before the mentor; the werkgever may answer as well.
    bladzijde("overeenkomst:plan", "voorgelegd.referentie", leden=200, gemachtigde=200),
    bladzijde("overeenkomst:plan", "overeenkomst.referentie", leden=302, gemachtigde=302),
    bladzijde("overeenkomst:afvinken", "getekend.referentie =dimona", **AFVINKEN),
    bladzijde("overeenkomst:lopende", "getekend.referentie", **AFVINKEN),
    bladzijde("overeenkomst:eerste_dag", "getekend.referentie", school=200, leden=200, lezer=200, gemachtigde=200),
    bladzijde("overeenkomst:kalender", "getekend.referentie", **BETROKKEN),
    *(
        knop(f"overeenkomst:kalender_{naam}", "getekend.referentie", school=302, **AFGEVINKT)
        for naam in ("afdrukken", "adres", "mailen")
    ),
    *(openbaar(f"kalender:{naam}", "kalenderlink.token", iedereen=200) for naam in ("pagina", "feed")),
    bladzijde("overeenkomst:pakket", "getekend.referentie", **AFVINKEN),
    knop("overeenkomst:pakket_intrekken", "getekend.referentie", **AFGEVINKT),
    bestand("pakket.document.pk", **AFVINKEN),
    bestand("pakket.csv.pk", **AFVINKEN),
    *(
        openbaar(f"deelnemer:{naam}", "deelnemerlink.token", iedereen=200)
        for naam in ("start", "kalender", "leren", "knelpunt", "hoe_gaat_het")
    ),
    openbaar("deelnemer:openen", "deelnemerlink.token", iedereen=200),
    # The code of the link comes first.
    openbaar("deelnemer:document", "deelnemerlink.token deelnemerlink.stuk", iedereen=302),
    knop("deelnemer:code", "deelnemerlink.token", iedereen=302),
    bladzijde("overeenkomst:hoe_gaat_het", "loopt.referentie", school=200),
    *(openbaar(f"secretariaat:{naam}", "pakketlink.token", iedereen=200) for naam in ("start", "openen")),
    # The code of the link comes first.
    *(openbaar(f"secretariaat:{naam}", "pakketlink.token", iedereen=302) for naam in ("pdf", "csv")),
    *(knop(f"secretariaat:{naam}", "pakketlink.token", iedereen=302) for naam in ("code", "vernieuwen")),
    knop("overeenkomst:ontvinken", "getekend.referentie =dimona", **AFGEVINKT),
    knop("overeenkomst:medisch", "getekend.referentie", **AFGEVINKT),
    bladzijde("overeenkomst:gesprek", "voorgelegd.referentie", **GESPREK),
    bladzijde("overeenkomst:gesprek", "getekend.referentie", **GESPREK),
    bladzijde("overeenkomst:knelpunt_melden", "getekend.referentie", school=200, leden=200, gemachtigde=200),
    bladzijde("overeenkomst:knelpunt_gesprek", "getekend.referentie knelpunt.pk", school=200),
    bladzijde("overeenkomst:knelpunt_sluiten", "getekend.referentie knelpunt.pk", school=200),
    # The mentor has an account, so the werkgever swaps no day.
    bladzijde("overeenkomst:ruil", "getekend.referentie", school=200),
    knop("overeenkomst:ruil_antwoord", "getekend.referentie dagruil.pk", school=302),
    # Ending before its time: school and werkgever; a mentor and who may read see how it stands.
    bladzijde("overeenkomst:verloop", "stopt.referentie", school=200, leden=200, lezer=200, gemachtigde=200),
    bladzijde("overeenkomst:verloop", "voorgelegd.referentie"),
    *(
        bladzijde(f"overeenkomst:{naam}", "loopt.referentie", **PARTIJEN)
        for naam in ("stoppen", "stoppen_samen", "stoppen_proefperiode", "stoppen_reden")
    ),
    bladzijde("overeenkomst:einde_intrekken", "stopt.referentie", **PARTIJEN),
    bladzijde("overeenkomst:einde_herinneren", "stopt.referentie", school=200),
    *(bladzijde(f"overeenkomst:{naam}", "loopt.referentie", **PARTIJEN) for naam in ("schorsen", "hervatten")),
    # Changing what was signed is the school's work.
    *(
        bladzijde(f"overeenkomst:{naam}", "loopt.referentie", school=200)
        for naam in (
            "wijzigen",
            "wijzig_einde",
            "wijzig_mentor",
            "wijzig_vergoeding",
            "wijzig_uren",
            "wijzig_vakantie",
            "addendum_intrekken",
            "addendum_herinneren",
        )
    ),
    bladzijde("overeenkomst:lijst", **LEEST, **ELDERS),
    bladzijde("overeenkomst:tekenbevoegden", werkgever=200, **ELDERS),
    knop("overeenkomst:tekenbevoegde_intrekken", "tekenbevoegde.pk", werkgever=302),
    bladzijde("overeenkomst:leerlingen", mentor=200),
    bladzijde("overeenkomst:educam", educam=200),
]
