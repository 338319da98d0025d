"""Rows for what EDUCAM opens: own regions, those of a colleague who is replaced, all of them for a coördinator."""

from .rij import bladzijde, knop

# In this state of the dossier the button does not show, and its page sends back.
NU_NIET = {"behandelaars": 302}

LIJSTEN = [
    bladzijde("consulent:vandaag", educam=200),
    bladzijde("consulent:werklijst", educam=200),
    bladzijde("consulent:kalender", educam=200),
    bladzijde("consulent:bedrijven", educam=200),
    bladzijde("consulent:afwezigheid", educam=200),
    # The own one, or everybody's for a coördinator; who stands in does not read why.
    bladzijde("consulent:afwezigheid_een", "afwezigheid.pk", consulent=200, coordinatoren=200),
    knop("consulent:afwezigheid_stoppen", "afwezigheid.pk", consulent=302, coordinatoren=302),
    # The onderneming has a vestiging in the region of the helper too.
    bladzijde("consulent:bedrijf", "onderneming.pk", behandelaars=200, helper=200),
    bladzijde("consulent:bedrijf", "elders.onderneming.pk", coordinatoren=200),
    bladzijde("consulent:bedrijf_verloop", "onderneming.pk", behandelaars=200, helper=200),
    bladzijde("consulent:bedrijf_verloop", "elders.onderneming.pk", coordinatoren=200),
    bladzijde("consulent:bedrijf_bevestigen", "nieuw.onderneming.pk", **NU_NIET),
    bladzijde("consulent:bedrijf_bevestigen", "elders.onderneming.pk", coordinatoren=302),
    bladzijde("consulent:bedrijf_toegang", "onderneming.pk verzoek.pk", behandelaars=302, helper=302),
    bladzijde("consulent:bedrijf_toegang", "onderneming.pk elders.verzoek.pk"),
]

TABBLADEN = [
    bladzijde("consulent:dossier", "dossier.ref", behandelaars=200),
    bladzijde("consulent:dossier", "beslist.ref", behandelaars=200),
    # A concept is nobody's at EDUCAM; who helps fills it in on the screens of the werkgever.
    bladzijde("consulent:dossier", "concept.ref"),
    bladzijde("consulent:dossier", "elders.aanvraag.ref", coordinatoren=200),
    bladzijde("consulent:bezoek", "dossier.ref", behandelaars=200),
    bladzijde("consulent:documenten", "dossier.ref", behandelaars=200),
    bladzijde("consulent:notities", "dossier.ref", behandelaars=200),
    bladzijde("consulent:berichten", "dossier.ref", behandelaars=200),
    bladzijde("consulent:tijdlijn", "dossier.ref", behandelaars=200),
    knop("consulent:mail_opnieuw", "dossier.ref mislukt.pk", behandelaars=302),
    # A mail about another dossier.
    knop("consulent:mail_opnieuw", "beslist.ref mislukt.pk"),
]

ACTIES = [
    bladzijde("consulent:in_behandeling", "ingediend.ref", behandelaars=200),
    bladzijde("consulent:eerste_contact", "dossier.ref", behandelaars=200),
    bladzijde("consulent:toewijzen", "dossier.ref", behandelaars=200),
    bladzijde("consulent:vestigingsnummer", "dossier.ref", behandelaars=200),
    bladzijde("consulent:aanvulling", "dossier.ref", behandelaars=200),
    bladzijde("consulent:werkpunten", "dossier.ref", behandelaars=200),
    bladzijde("consulent:vraag_intrekken", "vraag.ref", behandelaars=200),
    bladzijde("consulent:vraag_intrekken", "dossier.ref", **NU_NIET),
    bladzijde("consulent:zonder_gevolg", "vraag.ref", behandelaars=200),
    bladzijde("consulent:bezoek_vastleggen", "dossier.ref", behandelaars=200),
    bladzijde("consulent:bezoek_voorstellen", "dossier.ref", behandelaars=200),
    bladzijde("consulent:geen_bezoek", "dossier.ref", behandelaars=200),
    bladzijde("consulent:sluiting", "dossier.ref", behandelaars=200),
    bladzijde("consulent:bezoek_verplaatsen", "dossier.ref bezoek.pk", behandelaars=200),
    bladzijde("consulent:bezoek_verplaatsen", "dossier.ref elders.bezoek.pk"),
    bladzijde("consulent:bezoek_overnemen", "dossier.ref bezoek.pk", behandelaars=200),
    bladzijde("consulent:bezoek_overnemen", "dossier.ref elders.bezoek.pk"),
    bladzijde("consulent:bezoek_annuleren", "dossier.ref bezoek.pk", behandelaars=200),
    bladzijde("consulent:bezoek_annuleren", "dossier.ref elders.bezoek.pk"),
    bladzijde("consulent:bezoek_uitgevoerd", "dossier.ref bezoek.pk", behandelaars=200),
    bladzijde("consulent:bezoek_uitgevoerd", "dossier.ref elders.bezoek.pk"),
    bladzijde("consulent:verslag", "dossier.ref", behandelaars=200),
    bladzijde("consulent:voorwaarden", "dossier.ref", behandelaars=200),
    bladzijde("consulent:beslissen", "dossier.ref", behandelaars=200),
]

COORDINATOR = [
    bladzijde("coordinator:overzicht", coordinatoren=200),
    bladzijde("instellingen:lijst", coordinatoren=200),
    bladzijde("instellingen:parameter", "=ggmmi", coordinatoren=200),
    bladzijde("instellingen:parameter", "=bestaat-niet"),
    bladzijde("instellingen:nieuw", "=ggmmi", coordinatoren=200),
    bladzijde("instellingen:nieuw", "=bestaat-niet"),
    knop("instellingen:intrekken", "versie.naam versie.pk", coordinatoren=302),
    knop("instellingen:intrekken", "=behandeltermijn versie.pk"),
    bladzijde("coordinator:afwezigheden", coordinatoren=200),
    bladzijde("coordinator:afwezigheid_nieuw", coordinatoren=200),
    bladzijde("coordinator:herverdelen", "persoon.consulent.pk", coordinatoren=200),
    bladzijde("coordinator:herverdelen", "=niemand", coordinatoren=200),
    bladzijde("coordinator:herverdelen", "persoon.werkgever.pk"),
    # A second pair of eyes: the consulent sees that it waits, and has no such button.
    bladzijde("consulent:bevestigen", "geweigerd.ref", behandelaars=302, coordinatoren=200),
    bladzijde("consulent:terugsturen", "geweigerd.ref", behandelaars=302, coordinatoren=200),
]

MENTOR = [
    bladzijde("consulent:uittreksel", "dossier.ref mentor.pk", behandelaars=200),
    bladzijde("consulent:uittreksel", "dossier.ref elders.mentor.pk"),
    bladzijde("consulent:vermelding", "vraag.ref mentor_vraag.pk", behandelaars=200),
    bladzijde("consulent:vermelding", "vraag.ref elders.mentor.pk"),
    # Consulent and coördinator judge together; the second one presses this button.
    bladzijde("consulent:uittreksel_beoordelen", "vraag.ref mentor_vraag.pk", behandelaars=302, coordinatoren=200),
    bladzijde("consulent:uittreksel_beoordelen", "vraag.ref elders.mentor.pk"),
    bladzijde("consulent:vrijstelling", "dossier.ref mentor.pk", behandelaars=200),
    bladzijde("consulent:vrijstelling", "dossier.ref elders.mentor.pk"),
]

ENKEL_COORDINATOR = {"behandelaars": 302, "coordinatoren": 200}

ERKENNING = [
    bladzijde("consulent:erkenning", "erkenning.pk", behandelaars=200),
    bladzijde("consulent:erkende_plaatsen", "erkenning.pk", behandelaars=200),
    bladzijde("consulent:vestiging_sluiten", "vestiging.pk", behandelaars=200),
    bladzijde("consulent:vestiging_sluiten", "elders.vestiging.pk", coordinatoren=200),
    bladzijde("consulent:vestiging_verhuizen", "vestiging.pk", behandelaars=200),
    bladzijde("consulent:vestiging_verhuizen", "elders.vestiging.pk", coordinatoren=200),
    bladzijde("consulent:nazicht", "nazicht.pk", behandelaars=200),
    bladzijde("consulent:begeleiding_starten", "erkenning.pk", behandelaars=200),
    bladzijde("consulent:begeleiding_afronden", "erkenning.pk", behandelaars=200),
    bladzijde("consulent:schorsen", "erkenning.pk", **ENKEL_COORDINATOR),
    bladzijde("consulent:schorsing_beeindigen", "erkenning.pk", **ENKEL_COORDINATOR),
    bladzijde("consulent:opheffen", "erkenning.pk", **ENKEL_COORDINATOR),
    bladzijde("consulent:uitsluiten", "onderneming.pk", coordinatoren=200),
    bladzijde("consulent:uitsluiten", "elders.onderneming.pk", coordinatoren=200),
    bladzijde("consulent:mentor_weren", "mentor.pk", coordinatoren=200),
    bladzijde("consulent:mentor_weren", "elders.mentor.pk", coordinatoren=200),
    bladzijde("consulent:maatregel", "maatregel.pk", behandelaars=200),
    bladzijde("consulent:maatregel_beroep", "maatregel.pk", coordinatoren=200),
    bladzijde("consulent:beroep", "beslist.ref", **ENKEL_COORDINATOR),
    bladzijde("consulent:uitspraak", "beslist.ref", **ENKEL_COORDINATOR),
    bladzijde("consulent:rechtzetten", "beslist.ref", **ENKEL_COORDINATOR),
    bladzijde("consulent:rechtzetten", "elders.aanvraag.ref", coordinatoren=302),
]

TABEL = [*ERKENNING, *LIJSTEN, *TABBLADEN, *ACTIES, *COORDINATOR, *MENTOR]
