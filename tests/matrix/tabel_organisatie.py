"""Rows for organisations: who belongs to what, who lets whom in, and the files of all floors."""

from .rij import bestand, bladzijde, knop

EIGEN = [
    bladzijde("organisatie:mijn", aangemeld=200),
    bladzijde("organisatie:onderneming_nieuw", aangemeld=200),
    bladzijde("organisatie:doorgestuurd", aangemeld=200),
    knop("organisatie:wissel"),
    knop("organisatie:verlaat", "onderneming.organisatie.pk", leden=302, mentor=302),
    knop("organisatie:verlaat", "elders.onderneming.organisatie.pk", ander_werkgever=302),
    knop("organisatie:verlaat", "school.pk", school=302),
    knop("organisatie:stop_machtiging", "machtiging.pk", lezer=302),
    # Whoever holds the link of an invitation may look; only the invited address can accept (test_links.py).
    bladzijde("organisatie:uitnodiging", "uitnodiging.token", iedereen=200),
    bladzijde("organisatie:uitnodiging", "=onbekend", iedereen=404),
    knop("organisatie:uitnodiging_vernieuwen", "uitnodiging.token", iedereen=302),
    knop("organisatie:uitnodiging_vernieuwen", "=onbekend", iedereen=404),
]

# Screens of the onderneming one works for now: others who work for one see their own, never this one.
ONDERNEMING = [
    bladzijde("organisatie:beheer", leden=200, ander_werkgever=200, nieuwe_werkgever=200),
    knop("organisatie:lid", "lid.pk", werkgever=302),
    knop("organisatie:lid", "elders.lid.pk", ander_werkgever=302),
    knop("organisatie:uitnodiging_intrekken", "uitnodiging.pk", werkgever=302),
    knop("organisatie:verzoek", "verzoek.pk", werkgever=302),
    knop("organisatie:verzoek", "elders.verzoek.pk", ander_werkgever=302),
    bladzijde("organisatie:machtiging_nieuw", werkgever=200, ander_werkgever=200, nieuwe_werkgever=200),
    knop("organisatie:machtiging_intrekken", "machtiging.pk", werkgever=302),
    bladzijde("organisatie:vestigingen", lezers=200, ander_werkgever=200, nieuwe_werkgever=200, helper=200),
    bladzijde("organisatie:vestiging_nieuw", schrijvers=200, ander_werkgever=200, nieuwe_werkgever=200, helper=200),
    bladzijde("organisatie:vestiging", "vestiging.pk", schrijvers=200, helper=200),
    bladzijde("organisatie:vestiging", "elders.vestiging.pk", ander_werkgever=200),
]

EDUCAM = [
    bladzijde("organisatie:ondernemingen", educam=200),
    bladzijde("organisatie:bevestig", "nieuw.onderneming.pk", behandelaars=200),
    bladzijde("organisatie:bevestig", "elders.onderneming.pk", coordinatoren=200),
    knop("organisatie:educam_verzoek", "verzoek.pk", behandelaars=302, helper=302),
    knop("organisatie:educam_verzoek", "elders.verzoek.pk", coordinatoren=302),
    bladzijde("organisatie:gebruikers", coordinatoren=200),
    bladzijde("organisatie:schoolvakanties", coordinatoren=200),
    bladzijde("organisatie:schoolvakantie_nieuw", coordinatoren=200),
    bladzijde("organisatie:schoolvakantie", "vakantie.pk", coordinatoren=200),
    knop("organisatie:schoolvakantie_wissen", "vakantie.pk", coordinatoren=302),
    bladzijde("organisatie:aanbod", coordinatoren=200),
    bladzijde("organisatie:aanbod_nieuw", coordinatoren=200),
    bladzijde("organisatie:aanbod_een", "aanbod.pk", coordinatoren=200),
    knop("organisatie:aanbod_wissen", "aanbod.pk", coordinatoren=302),
    bladzijde("organisatie:contactkaarten", coordinatoren=200),
    bladzijde("organisatie:contactkaart", "=ovl", coordinatoren=200),
    bladzijde("organisatie:contactkaart", "=nergens"),
    knop("organisatie:contactkaart_intrekken", "kaart.pk", coordinatoren=302),
    bladzijde("organisatie:uitnodigen", coordinatoren=200),
    bladzijde("organisatie:gebruiker", "persoon.werkgever.pk", coordinatoren=200),
]

SCHOOL = [
    bladzijde("school:collegas", scholen=200),
    knop("school:lid_verwijderen", "schoollid.pk", school=302),
    knop("school:uitnodiging_intrekken", "schooluitnodiging.pk", school=302),
    bladzijde("mentor:start", mentor=200),
]

# Who may open which file (rules.md §2, §4); another one does not exist.
DOCUMENTEN = [
    bestand("bijlage.pk", lezers=200, behandelaars=200),
    bestand("bijlage_concept.pk", lezers=200, helper=200),
    bestand("foto.pk", behandelaars=200),
    bestand("draadbijlage.pk", lezers=200, behandelaars=200),
    # What came with an internal message stays with EDUCAM.
    bestand("draadbijlage_intern.pk", behandelaars=200),
    bestand("gespreksbijlage.pk", school=200, leden=200, lezer=200, gemachtigde=200),
    bestand("brief.pk", lezers=200, behandelaars=200),
    # A 596.2: who handles the dossier and who stands in; never the one who uploaded it.
    bestand("strafregister.pk", consulent=200, vervanger=200),
    bestand("strafregister_concept.pk"),
    bestand("strafregister_vermelding.pk", consulent=200, vervanger=200, coordinator=200),
    bestand("machtiging.document.pk", werkgever=200, lezer=200, behandelaars=200, helper=200),
]

# What the portal told somebody, and what is due: each sees the own, whoever else is told the same.
TERMIJNEN = [
    bladzijde("berichten:lijst", aangemeld=200),
    knop("berichten:alles_gelezen", aangemeld=302),
    bladzijde("berichten:voorkeuren", aangemeld=200),
    bladzijde("berichten:bericht", "bericht.pk", werkgever=200),
    bladzijde("berichten:bijlage", "bericht.pk =1", werkgever=200),
    bladzijde("berichten:bijlage", "bericht.pk =2"),
    bladzijde("termijnen:lijst", aangemeld=200),
    knop("termijnen:agenda_vernieuwen", aangemeld=302),
    # A calendar cannot log in: whoever has the address of the feed reads it (test_links.py).
    bladzijde("termijnen:agenda", "agenda.token", iedereen=200),
    bladzijde("termijnen:agenda", "=onbekend", iedereen=404),
    bladzijde("termijnen:verlengen", "termijn_vraag.pk", behandelaars=200),
    bladzijde("termijnen:verlengen", "termijn_behandeling.pk"),
]

# Which mail did not leave and why; what it says is for a coördinator alone.
UITGAAND = [
    bladzijde("uitgaand:lijst", coordinatoren=200, beheerders=200),
    bladzijde("uitgaand:bericht", "mislukt.pk", coordinatoren=200, beheerders=200),
    knop("uitgaand:opnieuw", "mislukt.pk", coordinatoren=302, beheerders=302),
]

TABEL = [*TERMIJNEN, *UITGAAND, *EIGEN, *ONDERNEMING, *EDUCAM, *SCHOOL, *DOCUMENTEN]
