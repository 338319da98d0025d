"""Rows for the premiums of an onderneming: who acts for it with the scope premies, and who may read (rules.md §2, §6)."""

from .rij import bestand, bladzijde, knop

HANDELT = {"leden": 200, "gemachtigde": 200, "secretariaat": 200}
LEEST = {**HANDELT, "lezer": 200}
ELDERS = {"ander_werkgever": 200, "nieuwe_werkgever": 200}
# Where consent was given there is nothing to give; where it was not, nothing to change.
GEGEVEN = {**dict.fromkeys(HANDELT, 302), **ELDERS}
NIET_GEGEVEN = {**HANDELT, **dict.fromkeys(ELDERS, 302)}

TABEL = [
    bladzijde("premie:lijst", **LEEST, **ELDERS),
    bladzijde("premie:detail", "premie.referentie", **LEEST),
    bladzijde("premie:detail", "elders.premie.referentie", ander_werkgever=200),
    bladzijde("premie:toestemming", **GEGEVEN),
    bladzijde("premie:rekening", **NIET_GEGEVEN),
    bladzijde("premie:intrekken", **NIET_GEGEVEN),
    bladzijde("premie:dagen", "premie.referentie", **HANDELT),
    bladzijde("premie:dagen", "elders.premie.referentie", ander_werkgever=200),
    knop("premie:dagen_wissen", "premie.referentie prestatie.pk", **dict.fromkeys(HANDELT, 302)),
    bladzijde("premie:inlezen", **HANDELT, **ELDERS),
    bladzijde("premie:inlezing", "prestatielijst.pk", **HANDELT),
    knop("premie:overnemen", "prestatielijst.pk", **dict.fromkeys(HANDELT, 302)),
    knop("premie:dagen_wissen", "elders.premie.referentie prestatie.pk"),
    bladzijde("premiebeheer:overzicht", coordinatoren=200),
    bladzijde("premiebeheer:lijst", coordinatoren=200),
    bladzijde("premiebeheer:csv", coordinatoren=200),
    bladzijde("premiebeheer:premie", "premie.referentie", coordinatoren=200),
    bladzijde("premiebeheer:levering", "levering.referentie", coordinatoren=200),
    bladzijde("premiebeheer:antwoord", "lezing.pk", coordinatoren=200),
    knop("premiebeheer:levering_maken", coordinatoren=302),
    # The files with INSZ and IBAN, and what the department answered.
    bestand("levering.json.pk", coordinatoren=200),
    bestand("levering.xlsx.pk", coordinatoren=200),
    bestand("lezing.document.pk", coordinatoren=200),
]
