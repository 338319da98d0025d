"""Every form of the portal: who fills it in, where it stands, and what it accepts."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import fabrieken
from tests.documenten.bestanden import pdf

from . import deuren_leren, deuren_mentoren, deuren_ondertekenen, deuren_overeenkomst, deuren_premie, deuren_school
from .deur import MENTOR, Deur, Velden, dag, los, pk, ref, vast
from .wereld import WACHTWOORD, Wereld

ADRES = {"naam": "Garage Zuid", "straat": "Kerkstraat", "huisnummer": "1", "postcode": "9300", "telefoon": "0470123456"}
VESTIGING = vast(
    nummer=fabrieken.met_controle(29_123_456), bus="2", contactpersoon="An Claes", email="zuid@example.be", **ADRES
)
JA = dict.fromkeys(("uitrusting_ok", "draagkracht_ok", "veroordelingen_ok"), "ja")
VRAAG = vast(onderdelen=["documenten"], vraag="Het uittreksel ontbreekt.")


def eerste_lijn(dossier: str) -> Callable[[Wereld], int]:
    return lambda w: getattr(w, dossier).aanvraag.lijnen.order_by("pk").first().pk


def eerste_mentor(dossier: str) -> Callable[[Wereld], int]:
    return lambda w: getattr(w, dossier).mentoren[0].pk


def _plaatsen(w: Wereld) -> Velden:
    return {f"plaatsen_{lijn.pk}": "2" for lijn in w.concept.aanvraag.lijnen.all()}


def _besluiten(w: Wereld) -> Velden:
    lijnen = w.klaar.aanvraag.lijnen.all()
    return {f"besluit-{lijn.pk}": "weigeren" for lijn in lijnen} | {
        f"redenen-{lijn.pk}": "De werkplaats is te klein." for lijn in lijnen
    }


def _verslag(w: Wereld) -> Velden:
    return {"tekst": "Ruime werkplaats."}


def _moment(w: Wereld) -> Velden:
    return {"moment": w.voorstel.momenten.first().pk}


def _wissel(w: Wereld) -> Velden:
    return {"organisatie": w.concept.aanvraag.onderneming.organisatie_id, "volgende": "/werkgever/"}


VAKANTIE = vast(naam="Krokusvakantie", van="2033-02-21", tot="2033-02-27", bron="Omzendbrief")


def _aanbod(w: Wereld) -> Velden:
    return {
        "school": w.aanbod.school_id,
        "opleiding": w.aanbod.opleiding_id,
        "geldig_van": "2033-09-01",
        "geldig_tot": "",
    }


def _papier() -> SimpleUploadedFile:
    return SimpleUploadedFile("machtiging.pdf", pdf(), "application/pdf")


ACCOUNTS = [
    Deur("account_login", "bezoeker", geldig=vast(login="werkgever@example.be", password=WACHTWOORD)),
    Deur("account_signup", "bezoeker", geldig=vast(email="anders@example.be", password1="nog-een-lang-wachtwoord-7")),
    Deur("account_request_login_code", "bezoeker", geldig=vast(email="werkgever@example.be")),
    Deur("account_reset_password", "bezoeker", geldig=vast(email="werkgever@example.be")),
    Deur("account_reauthenticate", "werkgever", geldig=vast(password=WACHTWOORD)),
    Deur(
        "account_change_password",
        "werkgever",
        geldig=vast(
            oldpassword=WACHTWOORD,
            password1="nog-een-lang-wachtwoord-7",
            password2="nog-een-lang-wachtwoord-7",
        ),
    ),
    Deur("account_email", "werkgever", geldig=vast(email="anders@example.be", action_add="")),
    Deur("accounts:profiel", "werkgever", geldig=vast(naam="Kim Werkgever", telefoon="0470123456")),
    Deur("organisatie:wissel", "werkgever", pagina=los, geldig=_wissel),
]
ORGANISATIES = [
    Deur(
        "organisatie:onderneming_nieuw",
        "nieuw",
        geldig=vast(
            jouw_naam="Kim Nieuw",
            nummer=fabrieken.met_controle(4_321_987),
            naam="Garage Nieuw",
            paritair_comite="112",
            straat="Kerkstraat",
            huisnummer="1",
            postcode="9300",
            gemeente="Aalst",
        ),
    ),
    Deur("organisatie:beheer", "werkgever", geldig=vast(email="collega2@example.be", rol="medewerker")),
    Deur(
        "organisatie:lid",
        "werkgever",
        args=lambda w: [w.mensen["collega"].lidmaatschappen.get().pk],
        pagina=lambda w: reverse("organisatie:beheer"),
        geldig=vast(rol="verantwoordelijke"),
    ),
    Deur(
        "organisatie:verzoek",
        "werkgever",
        args=lambda w: [w.verzoek.pk],
        pagina=lambda w: reverse("organisatie:beheer"),
        geldig=vast(besluit="toelaten"),
    ),
    Deur(
        "organisatie:machtiging_nieuw",
        "werkgever",
        geldig=lambda w: {
            "naam": "Sociaal kantoor",
            "email": "kantoor@example.be",
            "scopes": ["aanvragen"],
            "tot": dag(200),
            "document": _papier(),
        },
    ),
    Deur("organisatie:vestiging_nieuw", "werkgever", geldig=VESTIGING),
    Deur(
        "organisatie:vestiging",
        "werkgever",
        args=lambda w: [w.concept.aanvraag.vestiging_id],
        geldig=vast(naam="Garage Zuid", telefoon="0470123456"),  # the address is fixed while it is recognised
    ),
    Deur(
        "organisatie:bevestig",
        "consulent",
        args=lambda w: [w.nieuwe_onderneming.pk],
        geldig=vast(reden="Gebeld met de zaakvoerder."),
    ),
    Deur(
        "organisatie:educam_verzoek",
        "consulent",
        args=lambda w: [w.verzoek.pk],
        pagina=lambda w: reverse("organisatie:ondernemingen"),
        geldig=vast(besluit="medewerker"),
    ),
    Deur("organisatie:uitnodigen", "coordinator", geldig=vast(email="staf@example.be", plek="educam:coordinator")),
    Deur(
        "organisatie:gebruiker",
        "coordinator",
        args=lambda w: [w.mensen["collega"].pk],
        geldig=vast(reden="Werkt hier niet meer.", actie="sluiten"),
    ),
    Deur("organisatie:uitnodiging", "nieuw", args=lambda w: [w.uitnodiging]),
    Deur("berichten:alles_gelezen", "werkgever", pagina=lambda w: reverse("berichten:lijst")),
    Deur("berichten:voorkeuren", "werkgever", geldig=vast(gesprekken="dagmail")),
    Deur(
        "termijnen:verlengen",
        "consulent",
        args=lambda w: [w.termijn.pk],
        geldig=lambda w: {"tot": dag(600), "reden": "De cursus was volzet."},
    ),
]
WERKGEVER = [
    Deur(
        "werkgever:vestiging",
        "werkgever",
        args=ref("concept"),
        geldig=lambda w: {"vestiging": w.concept.aanvraag.vestiging_id},
    ),
    Deur("werkgever:vestiging_nieuw", "werkgever", args=ref("concept"), geldig=VESTIGING),
    Deur("werkgever:opleidingen", "werkgever", args=ref("concept"), geldig=vast(zoekterm="")),
    Deur("werkgever:plaatsen", "werkgever", args=ref("concept"), geldig=_plaatsen),
    Deur("werkgever:lijn_schrappen", "werkgever", args=ref("concept", eerste_lijn("concept")), geldig=vast(reden="")),
    Deur("werkgever:activiteiten_lijn", "werkgever", args=ref("concept", eerste_lijn("concept"))),
    Deur("werkgever:mentoren", "werkgever", args=ref("concept")),
    Deur("werkgever:mentor_nieuw", "werkgever", args=ref("concept"), geldig=MENTOR),
    Deur("werkgever:mentor", "werkgever", args=ref("concept", eerste_mentor("concept")), geldig=MENTOR),
    Deur(
        "werkgever:voorwaarden",
        "werkgever",
        args=ref("concept"),
        geldig=lambda w: JA | {"geplande_start": dag(30), "opmerking": "Bel na 17 uur."},
    ),
    Deur(
        "werkgever:nakijken",
        "werkgever",
        args=ref("concept"),
        geldig=vast(**dict.fromkeys(("leeropportuniteit", "begeleider", "bepalingen", "communicatie"), "on")),
    ),
    Deur("werkgever:kopieren", "werkgever", args=ref("ingediend"), geldig=vast(vestiging="")),
    Deur("werkgever:intrekken", "werkgever", args=ref("ingediend"), geldig=vast(reden="Te druk.")),
    Deur("werkgever:bericht", "werkgever", args=ref("ingediend"), geldig=vast(tekst="Wanneer kom je?")),
    Deur("werkgever:sluiting", "werkgever", args=ref("ingediend"), geldig=lambda w: {"tot": dag(20)}),
    Deur(
        "werkgever:hulp",
        "werkgever",
        args=ref("concept"),
        pagina=lambda w: w.concept.aanvraag.get_absolute_url(),
        geldig=vast(stop=""),
    ),
    Deur("werkgever:aanvullen", "werkgever", args=ref("aanvulling"), geldig=vast(antwoord="Zie bijlage.", alles="on")),
    Deur("werkgever:bezoek", "werkgever", args=lambda w: [w.voorstel.token], geldig=_moment),
]
CONSULENT = [
    Deur("consulent:in_behandeling", "consulent", args=ref("ingediend")),
    Deur("consulent:eerste_contact", "consulent", args=ref("ingediend"), geldig=vast(notitie="Gebeld.")),
    Deur(
        "consulent:toewijzen",
        "consulent",
        args=ref("ingediend"),
        geldig=lambda w: {"consulent": w.mensen["coordinator"].pk, "reden": "Vakantie."},
    ),
    Deur(
        "consulent:vestigingsnummer",
        "consulent",
        args=ref("ingediend"),
        geldig=vast(nummer=fabrieken.met_controle(29_123_457)),
    ),
    Deur("consulent:aanvulling", "consulent", args=ref("ingediend"), geldig=VRAAG, kijkt=True),
    Deur(
        "consulent:werkpunten",
        "consulent",
        args=ref("klaar"),
        geldig=lambda w: VRAAG(w) | {"uiterlijk": dag(30)},
        kijkt=True,
    ),
    Deur("consulent:vraag_intrekken", "consulent", args=ref("aanvulling"), geldig=vast(reden="Gebeld.")),
    Deur("consulent:zonder_gevolg", "consulent", args=ref("stil"), geldig=vast(reden="Geen antwoord.")),
    Deur(
        "consulent:bezoek_vastleggen",
        "consulent",
        args=ref("ingediend"),
        geldig=lambda w: {"dag": dag(6), "uur": "14:00", "duur": "60", "opmerking": "Parkeer achteraan."},
    ),
    Deur(
        "consulent:bezoek_voorstellen",
        "consulent",
        args=ref("ingediend"),
        geldig=lambda w: {
            "dag_1": dag(6),
            "uur_1": "14:00",
            "dag_2": dag(7),
            "uur_2": "10:00",
            "duur": "60",
            "opmerking": "Tot dan.",
        },
    ),
    Deur("consulent:geen_bezoek", "consulent", args=ref("ingediend"), geldig=vast(reden="Bezocht in maart.")),
    Deur("consulent:sluiting", "consulent", args=ref("ingediend"), geldig=lambda w: {"tot": dag(20)}),
    Deur(
        "consulent:bezoek_verplaatsen",
        "consulent",
        args=ref("werkpunten", lambda w: w.afspraak.pk),
        geldig=lambda w: {"dag": dag(7), "uur": "11:00"},
    ),
    Deur(
        "consulent:bezoek_annuleren",
        "consulent",
        args=ref("werkpunten", lambda w: w.afspraak.pk),
        geldig=vast(reden="Ziek."),
    ),
    Deur("consulent:bezoek_uitgevoerd", "consulent", args=ref("werkpunten", lambda w: w.gebeurd.pk)),
    Deur("consulent:verslag", "consulent", args=ref("werkpunten"), geldig=_verslag),
    Deur("consulent:voorwaarden", "consulent", args=ref("klaar")),
    Deur("consulent:beslissen", "consulent", args=ref("klaar"), geldig=_besluiten, kijkt=True),
    Deur(
        "consulent:bevestigen",
        "coordinator",
        args=ref("ter_bevestiging"),
    ),
    Deur("consulent:terugsturen", "coordinator", args=ref("ter_bevestiging"), geldig=vast(reden="Te kort.")),
    Deur(
        "consulent:uittreksel",
        "consulent",
        args=ref("in_behandeling", eerste_mentor("in_behandeling")),
        geldig=lambda w: {"uitgegeven_op": dag(-20), "uitkomst": "blanco", "getoond": "on"},
    ),
    Deur(
        "consulent:vermelding",
        "consulent",
        args=ref("klaar", lambda w: w.vermelding.pk),
        geldig=lambda w: {"coordinator": w.mensen["coordinator"].pk},
    ),
    Deur(
        "consulent:uittreksel_beoordelen",
        "coordinator",
        args=ref("klaar", lambda w: w.vermelding.pk),
        geldig=vast(oordeel="aanvaard"),
    ),
    Deur(
        "consulent:vrijstelling",
        "consulent",
        args=ref("klaar", eerste_mentor("klaar")),
        geldig=vast(reden="Diploma gezien."),
    ),
    Deur("consulent:notities", "consulent", args=ref("klaar"), geldig=vast(tekst="Nog bellen.")),
    Deur("consulent:berichten", "consulent", args=ref("klaar"), geldig=vast(tekst="We komen langs.")),
    Deur(
        "consulent:bedrijf_bevestigen",
        "consulent",
        args=lambda w: [w.nieuwe_onderneming.pk],
        pagina=lambda w: reverse("consulent:bedrijf", args=[w.nieuwe_onderneming.pk]),
        geldig=vast(reden="Gebeld met de zaakvoerder."),
    ),
    Deur(
        "consulent:bedrijf_toegang",
        "consulent",
        args=lambda w: [w.verzoek.onderneming_id, w.verzoek.pk],
        pagina=lambda w: reverse("consulent:bedrijf", args=[w.verzoek.onderneming_id]),
        geldig=lambda w: {f"verzoek-{w.verzoek.pk}-besluit": "medewerker"},
    ),
    Deur(
        "coordinator:herverdelen",
        "coordinator",
        args=lambda w: [w.mensen["consulent"].pk],
        geldig=lambda w: {"aan": w.mensen["coordinator"].pk, "alles": "on", "reden": "Vakantie."},
    ),
    Deur("consulent:afwezigheid", "consulent", geldig=vast(van=dag(200), tot=dag(201), reden="Vakantie")),
    Deur("consulent:afwezigheid_een", "consulent", args=lambda w: [w.afwezigheid.pk], geldig=vast(tot=dag(103))),
    Deur(
        "coordinator:afwezigheid_nieuw",
        "coordinator",
        geldig=lambda w: {"user": w.mensen["consulent"].pk, "van": dag(300), "tot": dag(301)},
    ),
    Deur(
        "instellingen:nieuw",
        "coordinator",
        args=lambda w: ["herinneringen_aanvulling"],
        geldig=vast(geldig_vanaf=dag(200), bron="Overleg van EDUCAM", aantal_1="3", wanneer_1="-d"),
        kijkt=True,
    ),
    Deur(
        "organisatie:contactkaart",
        "coordinator",
        args=lambda w: ["ovl"],
        geldig=vast(naam="An Claes", email="an@example.be", telefoon="0470123456", vanaf=dag(200)),
    ),
    Deur("organisatie:schoolvakantie_nieuw", "coordinator", geldig=VAKANTIE),
    Deur("organisatie:schoolvakantie", "coordinator", args=pk("vakantie"), geldig=VAKANTIE),
    Deur("organisatie:aanbod_nieuw", "coordinator", geldig=_aanbod),
    Deur("organisatie:aanbod_een", "coordinator", args=pk("aanbod"), geldig=_aanbod),
]
GEHOORD = {"redenen": "De werkplaats sloot.", "gehoord_op": dag(-1), "gehoord_hoe": "Gesprek.", "dringend_reden": ""}

SLUITING = vast(vanaf=dag(10), reden="De zaak stopt.")
VERHUIS = vast(
    sinds=dag(0),
    straat="Nieuwstraat",
    huisnummer="7",
    bus="2",
    postcode="9300",
    nummer=fabrieken.met_controle(29_123_459),
    reden="Groter pand.",
)
MAATREGELEN = [
    *(
        Deur(f"{ruimte}:vestiging_{wat}", wie, args=pk("vestiging"), geldig=geldig)
        for ruimte, wie in (("werkgever", "werkgever"), ("consulent", "consulent"))
        for wat, geldig in (("sluiten", SLUITING), ("verhuizen", VERHUIS))
    ),
    Deur(
        "consulent:nazicht", "consulent", args=pk("nazicht"), geldig=vast(gezien_op=dag(0), besluit="Ruim en veilig.")
    ),
    Deur("werkgever:verlengen", "werkgever", args=pk("eindigend")),
    Deur("werkgever:erkende_plaatsen", "werkgever", args=pk("erkend"), geldig=vast(plaatsen="2")),
    Deur("consulent:erkende_plaatsen", "consulent", args=pk("erkend"), geldig=vast(plaatsen="2")),
    Deur(
        "consulent:begeleiding_starten",
        "consulent",
        args=pk("erkend"),
        geldig=vast(punten="Ruim de werkplaats op.", tegen=dag(20)),
    ),
    Deur(
        "consulent:begeleiding_afronden",
        "consulent",
        args=pk("begeleid"),
        geldig=vast(in_orde="ja", besluit="Alles is in orde."),
    ),
    Deur(
        "consulent:schorsen",
        "coordinator",
        args=pk("erkend"),
        geldig=vast(van=dag(0), tot=dag(9), redenen="Brand."),
        kijkt=True,
    ),
    Deur("consulent:schorsing_beeindigen", "coordinator", args=pk("geschorst"), geldig=vast(reden="Hersteld.")),
    Deur("consulent:opheffen", "coordinator", args=pk("erkend"), geldig=vast(**GEHOORD), kijkt=True),
    Deur(
        "consulent:uitsluiten",
        "coordinator",
        args=lambda w: [w.erkend.vestiging.onderneming_id],
        geldig=vast(wie="onderneming", gezien="onderneming", tot=dag(90), **GEHOORD),
        kijkt=True,
    ),
    Deur(
        "consulent:mentor_weren",
        "coordinator",
        args=lambda w: [w.klaar.mentoren[0].pk],
        geldig=vast(uittreksel="nee", waarnemer="Jan Maes", **GEHOORD),
        kijkt=True,
    ),
    Deur(
        "consulent:maatregel_beroep",
        "coordinator",
        args=pk("opheffing"),
        geldig=vast(ingediend_op=dag(0), notitie="Per brief."),
    ),
    Deur(
        "consulent:beroep",
        "coordinator",
        args=ref("geweigerd"),
        geldig=vast(ingediend_op=dag(0), notitie="Per brief."),
    ),
    Deur(
        "consulent:uitspraak",
        "coordinator",
        args=ref("in_beroep"),
        geldig=vast(uitkomst="ongegrond", uitspraak_op=dag(0), toelichting="Blijft geweigerd.", vanaf=""),
    ),
    Deur(
        "consulent:rechtzetten",
        "coordinator",
        args=lambda w: [w.erkend.lijn.aanvraag.ref],
        geldig=vast(reden="Naam fout.", naam_vestiging="Garage De Smet Zuid"),
    ),
]
ALLE = (
    *ACCOUNTS, *ORGANISATIES, *WERKGEVER, *CONSULENT, *MAATREGELEN, *deuren_mentoren.DEUREN, *deuren_ondertekenen.DEUREN,
    *deuren_overeenkomst.DEUREN, *deuren_school.DEUREN, *deuren_leren.DEUREN,
    *deuren_premie.DEUREN,
)  # fmt: skip
DEUREN = {deur.naam: deur for deur in ALLE}

# Names that take nothing a person types: pages to read, buttons without a field, files, and what is tried elsewhere.
LEZEN = {
    "account_inactive", "account_reset_password_done", "account_reset_password_from_key_done", "mfa_index",
    "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "accounts:start", "organisatie:mijn",
    "organisatie:doorgestuurd", "organisatie:vestigingen", "organisatie:ondernemingen", "organisatie:gebruikers",
    "mentor:start", "documenten:bestand", "berichten:lijst", "berichten:bericht", "berichten:bijlage", "uitgaand:lijst",
    "uitgaand:bericht", "postbus:lijst",
    "postbus:brief", "postbus:eml", "termijnen:lijst", "termijnen:agenda", "vormgids", "doorsturen",
    "werkgever:overzicht", "werkgever:aanvragen", "werkgever:aanvraag", "werkgever:activiteiten", "werkgever:ingediend",
    "werkgever:mentoren_lijst", "consulent:vandaag", "consulent:werklijst", "consulent:kalender", "consulent:bedrijven",
    "consulent:bedrijf", "consulent:bedrijf_verloop", "consulent:dossier", "consulent:bezoek", "consulent:documenten",
    "consulent:tijdlijn",
    "coordinator:overzicht", "coordinator:afwezigheden", "werkgever:maatregel", "consulent:erkenning", "consulent:maatregel",
    "instellingen:lijst", "instellingen:parameter", "organisatie:contactkaarten",
    "organisatie:schoolvakanties", "organisatie:aanbod",
    "publiek:start", "publiek:check", "publiek:voorbereiden", "publiek:leerwerkplekken",
    "publiek:leerwerkplek", "publiek:consulenten", "publiek:controleer", "publiek:controle", "publiek:hoe_werkt_het",
    "publiek:opleidingen", "publiek:aanbieders", "publiek:wie_zoek_je", "publiek:kosten", "publiek:premie",
    "publiek:privacy", "publiek:toegankelijkheid", "publiek:contact", "publiek:nieuw",
    "publiek:robots", "publiek:api", "api:api-root", "api:openapi-json", "api:leerwerkplekken", "api:premie", "api:kosten",
    "gezond", "levend", *deuren_mentoren.LEZEN,
    *deuren_ondertekenen.LEZEN,
    *deuren_overeenkomst.LEZEN, *deuren_school.LEZEN, *deuren_leren.LEZEN, *deuren_premie.LEZEN,
}  # fmt: skip
KNOPPEN = {
    "account_logout", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_remove_webauthn", "organisatie:verlaat",
    "organisatie:stop_machtiging", "organisatie:uitnodiging_vernieuwen", "organisatie:uitnodiging_intrekken",
    "organisatie:machtiging_intrekken", "school:lid_verwijderen", "school:uitnodiging_intrekken",
    "uitgaand:opnieuw",
    "termijnen:agenda_vernieuwen", "werkgever:aanvraag_nieuw", "consulent:afwezigheid_stoppen",
    "consulent:bezoek_overnemen", "consulent:mail_opnieuw", "instellingen:intrekken", "organisatie:contactkaart_intrekken",
    "organisatie:schoolvakantie_wissen", "organisatie:aanbod_wissen",
    *deuren_mentoren.KNOPPEN, *deuren_ondertekenen.KNOPPEN, *deuren_school.KNOPPEN,
    *deuren_overeenkomst.KNOPPEN, *deuren_leren.KNOPPEN, *deuren_premie.KNOPPEN,
}  # fmt: skip
# Each asks for a state of the session that only allauth sets; it is tried in test_accounts.py.
STAPPEN = {
    "account_confirm_login_code", "account_email_verification_sent", "account_set_password",
    "account_reset_password_from_key", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn",
}  # fmt: skip
# Files: tests/browser/test_opladen.py, tests/premies/test_coordinator.py and tests/erkenning/test_eigen_deel.py.
BESTANDEN = {
    "premiebeheer:levering",
    "werkgever:opladen",
    "werkgever:documenten",
    "eigen:uittreksel",
    "eigen:link_uittreksel",
}
