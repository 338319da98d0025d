"""Rows for mentoren and the mentoropleiding: the file of a mentor, public sessions, enrolling, the screens of the coördinator."""

from .rij import bestand, bladzijde, knop, openbaar

INSCHRIJVERS = {"schrijvers": 200, "behandelaars": 200, "helper": 200, "lezer": 302}

EIGEN = {"schrijvers": 200, "helper": 200}
EDUCAM = {"behandelaars": 200, "helper": 200}

TABEL = [
    bladzijde("mentoren:mentor", "mentor.pk", **EIGEN),
    bladzijde("mentoren:mentor", "elders.mentor.pk", ander_werkgever=200),
    bladzijde("mentoren:vragen", "mentor.pk", schrijvers=200, helper=302),
    bladzijde("mentoren:vragen", "elders.mentor.pk", ander_werkgever=200),
    bladzijde("eigen:start", "mentor_zelf.pk", mentor=200),
    bladzijde("eigen:start", "mentor.pk"),
    bladzijde("eigen:gegevens", "mentor_zelf.pk", mentor=200),
    bladzijde("eigen:gegevens", "mentor_concept.pk"),
    bladzijde("eigen:uittreksel", "mentor_zelf.pk", mentor=302),
    bladzijde("eigen:uittreksel", "mentor_concept.pk"),
    openbaar("eigen:link", "mentorvraag.token", iedereen=200),
    openbaar("eigen:link_gegevens", "mentorvraag.token", iedereen=200),
    openbaar("eigen:link_uittreksel", "mentorvraag.token", iedereen=200),
    knop("eigen:link_vernieuwen", "mentorvraag.token", iedereen=302),
    bladzijde("mentoren:vertrekken", "mentor.pk", **EIGEN),
    bladzijde("mentoren:terugkeren", "mentor.pk", schrijvers=302, helper=302),
    bladzijde("mentoren:dossier", "mentor.pk", **EDUCAM),
    bladzijde("mentoren:dossier", "elders.mentor.pk", coordinatoren=200),
    bladzijde("mentoren:educam_vertrekken", "mentor.pk", **EDUCAM),
    bladzijde("mentoren:vrijstelling", "mentor.pk", **EDUCAM),
    bladzijde("mentoren:vestigingen", "mentor.pk", **EDUCAM),
    bladzijde("werkgever:mentor_toevoegen", schrijvers=200, ander_werkgever=200, nieuwe_werkgever=200),
    bladzijde("werkgever:mentor_voorstellen", "erkenning.pk", schrijvers=200),
    bladzijde("consulent:mentorvoorstel", "erkenning.pk mentorvoorstel.pk", behandelaars=200),
    bladzijde("consulent:voorstel_uittreksel", "erkenning.pk mentorvoorstel.pk", behandelaars=200),
    bladzijde("consulent:voorstel_vermelding", "erkenning.pk mentorvoorstel.pk", behandelaars=302, coordinatoren=200),
    openbaar("mentoropleiding:lijst", iedereen=200),
    openbaar("mentoropleiding:sessie", "sessie.pk", iedereen=200),
    # Without a mentor there is nobody to enrol; who may for whom stands in tests/mentoren/test_schermen.py.
    knop("mentoropleiding:inschrijven", "sessie.pk", anoniem=302),
    bladzijde("mentoropleiding:annuleren", "inschrijving.pk", **INSCHRIJVERS),
    bladzijde("mentoropleiding:annuleren", "elders.inschrijving.pk", ander_werkgever=200, coordinatoren=200),
    bladzijde("mentoropleiding:extern_attest", "mentor.pk", behandelaars=200, helper=200),
    bladzijde("mentoropleiding:extern_attest", "elders.mentor.pk", coordinatoren=200),
    bladzijde("mentoropleiding:sessies", coordinatoren=200),
    bladzijde("mentoropleiding:sessie_nieuw", coordinatoren=200),
    bladzijde("mentoropleiding:sessie_beheer", "sessie.pk", coordinatoren=200),
    bladzijde("mentoropleiding:sessie_wijzigen", "sessie.pk", coordinatoren=200),
    bladzijde("mentoropleiding:sessie_annuleren", "sessie.pk", coordinatoren=200),
    bladzijde("mentoropleiding:aanwezigheidslijst", "sessie.pk", coordinatoren=200),
    bladzijde("mentoropleiding:aanwezigheid", "sessie_nu.pk =1", coordinatoren=200),
    bladzijde("mentoropleiding:aanwezigheid", "sessie_nu.pk =3"),
    bladzijde("mentoropleiding:sessie_afronden", "sessie_nu.pk", coordinatoren=200),
    bladzijde("mentoropleiding:sessie_afronden", "sessie_voorbij.pk", coordinatoren=302),
    bladzijde("mentoropleiding:rechtzetten", "gemist.pk", coordinatoren=200),
    # The attest is for whoever works with the mentor; a file of another school for the mentor and EDUCAM.
    bestand("attest.pk", lezers=200, behandelaars=200, helper=200),
    bestand("extern_attest.pk", behandelaars=200, helper=200),
]
