"""Rows for what a werkgever opens. `dossier` is handled, `vraag` waits for an answer, `concept` is being filled in."""

from .rij import bladzijde, knop

# The onderneming that somebody works for now; who has none yet goes and adds one.
OVERZICHT = {"lezers": 200, "ander_werkgever": 200, "nieuwe_werkgever": 200, "helper": 200}
EERST_EEN_ONDERNEMING = {"niemand": 302, "aanvrager": 302, "oud_lid": 302, "gemachtigde": 302, "secretariaat": 302}
# A concept is also open for the consulent who was asked to help fill it in.
INVULLEN = {"schrijvers": 200, "helper": 200, "lezer": 302}
INVULLEN_VERDER = {"schrijvers": 302, "helper": 302, "lezer": 302}

ONDERNEMING = [
    bladzijde("werkgever:overzicht", **OVERZICHT, **EERST_EEN_ONDERNEMING),
    bladzijde("werkgever:aanvragen", **OVERZICHT),
    bladzijde("werkgever:aanvraag_nieuw", **OVERZICHT, **EERST_EEN_ONDERNEMING),
    bladzijde("werkgever:mentoren_lijst", **OVERZICHT),
]

CONCEPT = [
    bladzijde("werkgever:aanvraag", "concept.ref", lezers=200, helper=200),
    bladzijde("werkgever:vestiging", "concept.ref", **INVULLEN),
    bladzijde("werkgever:vestiging_nieuw", "concept.ref", **INVULLEN),
    bladzijde("werkgever:opleidingen", "concept.ref", **INVULLEN),
    bladzijde("werkgever:plaatsen", "concept.ref", **INVULLEN),
    bladzijde("werkgever:activiteiten", "concept.ref", **INVULLEN_VERDER),
    bladzijde("werkgever:activiteiten_lijn", "concept.ref lijn_concept.pk", **INVULLEN),
    bladzijde("werkgever:activiteiten_lijn", "concept.ref elders.lijn.pk", lezer=302),
    bladzijde("werkgever:mentoren", "concept.ref", **INVULLEN),
    bladzijde("werkgever:mentor_nieuw", "concept.ref", **INVULLEN),
    bladzijde("werkgever:mentor", "concept.ref mentor_concept.pk", **INVULLEN),
    bladzijde("werkgever:mentor", "concept.ref elders.mentor.pk", lezer=302),
    bladzijde("werkgever:voorwaarden", "concept.ref", **INVULLEN),
    bladzijde("werkgever:documenten", "concept.ref", **INVULLEN),
    bladzijde("werkgever:opladen", "concept.ref =fotos_werkplaats", **INVULLEN_VERDER),
    bladzijde("werkgever:nakijken", "concept.ref", lezers=200, helper=200),
    knop("werkgever:hulp", "concept.ref", lezers=302, helper=302),
]

DOSSIER = [
    bladzijde("werkgever:aanvraag", "dossier.ref", lezers=200),
    bladzijde("werkgever:aanvraag", "vraag.ref", lezers=200),
    bladzijde("werkgever:aanvraag", "ingediend.ref", lezers=200),
    bladzijde("werkgever:aanvraag", "geweigerd.ref", lezers=200),
    bladzijde("werkgever:aanvraag", "beslist.ref", lezers=200),
    bladzijde("werkgever:aanvraag", "elders.aanvraag.ref", ander_werkgever=200),
    bladzijde("werkgever:ingediend", "ingediend.ref", lezers=200),
    bladzijde("werkgever:vestiging", "vraag.ref", schrijvers=200, lezer=302),
    bladzijde("werkgever:aanvullen", "vraag.ref", schrijvers=200, lezer=302),
    bladzijde("werkgever:bericht", "dossier.ref", schrijvers=200),
    bladzijde("werkgever:intrekken", "dossier.ref", schrijvers=200, lezer=302),
    bladzijde("werkgever:lijn_schrappen", "dossier.ref lijn_dossier.pk", schrijvers=200, lezer=302),
    bladzijde("werkgever:lijn_schrappen", "dossier.ref elders.lijn.pk"),
    bladzijde("werkgever:kopieren", "beslist.ref", schrijvers=200),
    bladzijde("werkgever:sluiting", "dossier.ref", schrijvers=200, lezer=302),
    bladzijde("werkgever:bezoek", "voorstel.token", schrijvers=200, lezer=302),
    bladzijde("werkgever:bezoek", "=onbekend"),
    bladzijde("werkgever:maatregel", "maatregel.pk", lezers=200),
    bladzijde("werkgever:verlengen", "erkenning.pk", schrijvers=200),
    bladzijde("werkgever:erkende_plaatsen", "erkenning.pk", schrijvers=200),
    bladzijde("werkgever:vestiging_sluiten", "vestiging.pk", schrijvers=200),
    bladzijde("werkgever:vestiging_sluiten", "elders.vestiging.pk", ander_werkgever=200),
    bladzijde("werkgever:vestiging_verhuizen", "vestiging.pk", schrijvers=200),
    bladzijde("werkgever:vestiging_verhuizen", "elders.vestiging.pk", ander_werkgever=200),
    # One address for mails to both sides.
    bladzijde("doorsturen", "dossier.ref", lezers=302, behandelaars=302),
    bladzijde("doorsturen", "concept.ref", lezers=302, helper=302),
    bladzijde("doorsturen", "elders.aanvraag.ref", ander_werkgever=302, coordinatoren=302),
]

TABEL = [*ONDERNEMING, *CONCEPT, *DOSSIER]
