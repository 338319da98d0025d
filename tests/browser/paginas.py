"""Every page of the portal, each with its owner in the demo world, and the URL names that are no page.

`PAGINAS`, `VERSTUURD` and `GEEN_PAGINA` together name every URL of the portal: `test_paginalijst.py` holds that.
A value that starts with `@` is one of the facts of `demofeiten.py`.
"""

from dataclasses import dataclass, field

from django.urls import reverse

BEZOEKER = ""
NIEUW = "nieuw.account@example.be"
LEEG = "lege.onderneming@example.be"
STARTER = "eerste.concept@example.be"
WERKGEVER = "werkgever@example.be"
WERKGEVER2 = "werkgever2@example.be"
MEDEWERKER = "medewerker@example.be"
BEVEILIGD = "veilig.account@example.be"
ZONDER_WACHTWOORD = "zonder.wachtwoord@example.be"
MENTOR = "mentor@example.be"
SCHOOL = "school@example.be"
SECRETARIAAT = "secretariaat@example.be"
OVL = "consulent.ovl@example.be"
ANT = "consulent.ant@example.be"
LIM = "consulent.lim@example.be"
BRU = "consulent.bru@example.be"
COORDINATOR = "coordinator@example.be"
BEHEERDER = "beheerder@example.be"


@dataclass(frozen=True)
class Pagina:
    """One page in one state. `staat` tells states of the same page apart, `vraag` is the query string."""

    naam: str
    argumenten: dict[str, str] = field(default_factory=dict)
    staat: str = ""
    vraag: str = ""
    status: int = 200

    def pad(self, feiten: dict[str, str]) -> str:
        waarden = {naam: feiten[w[1:]] if w.startswith("@") else w for naam, w in self.argumenten.items()}
        return reverse(self.naam, kwargs=waarden) + self.vraag

    def __str__(self) -> str:
        return f"{self.naam} ({self.staat})" if self.staat else self.naam


P = Pagina


def _dossier(ruimte: str, ref: str, *namen: str, **argumenten: str) -> list[Pagina]:
    """Pages of one dossier, in the state it has in the demo world."""
    return [P(f"{ruimte}:{naam}", {"ref": f"@{ref}", **argumenten}, staat=ref) for naam in namen]


CHECK = "?leeftijd={}&ervaring=ja&veroordelingen=ja&aanwezig={}&uitrusting=weet_niet"
STAPPEN = ("vestiging", "opleidingen", "plaatsen", "mentoren", "voorwaarden", "documenten", "nakijken")

PAGINAS: dict[str, list[Pagina]] = {
    BEZOEKER: [
        P("publiek:start"),
        P("publiek:check"),
        P("publiek:check", staat="uitkomst", vraag=CHECK.format("bijna", "ja")),
        P("publiek:check", staat="niet", vraag=CHECK.format("nee", "nee")),
        P("publiek:check", staat="half", vraag="?leeftijd=ja", status=422),
        P("publiek:voorbereiden"),
        P("publiek:leerwerkplekken"),
        P("publiek:leerwerkplekken", staat="gezocht", vraag="?bij=Aalst"),
        P("publiek:leerwerkplekken", staat="niets", vraag="?q=Heuvelland"),
        P("publiek:leerwerkplekken", staat="onbekend", vraag="?bij=Atlantis", status=422),
        P("publiek:leerwerkplek", {"pk": "@plek"}),
        P("publiek:wie_zoek_je"),
        P("publiek:kosten"),
        P(
            "publiek:kosten",
            staat="raming",
            vraag="?soort=OAO&categorie=2&geboortejaar=2008&start=2026-09-01&maanden=12",
        ),
        P("publiek:kosten", staat="onvolledig", vraag="?soort=ODOS&maanden=400", status=422),
        P("publiek:consulenten"),
        P("publiek:consulenten", staat="gevonden", vraag="?postcode=9300"),
        P("publiek:consulenten", staat="onbekend", vraag="?postcode=75000", status=422),
        P("mentoropleiding:lijst"),
        P("mentoropleiding:lijst", staat="dichtbij", vraag="?postcode=9300"),
        P("mentoropleiding:lijst", staat="onbekend", vraag="?postcode=75000", status=422),
        P("mentoropleiding:sessie", {"pk": "@sessie"}),
        P("mentoropleiding:sessie", {"pk": "@sessie.weg"}, staat="gaat niet door"),
        P("publiek:controleer"),
        P("publiek:controleer", staat="leeg", vraag="?code=", status=422),
        P("publiek:controle", {"code": "@code"}),
        P("publiek:controle", {"code": "@attest"}, staat="mentorattest"),
        P("publiek:controle", {"code": "bestaat-niet"}, staat="onbekend", status=404),
        P("publiek:hoe_werkt_het"),
        P("publiek:opleidingen"),
        P("publiek:opleidingen", staat="niets", vraag="?q=bakker"),
        P("publiek:privacy"),
        P("publiek:toegankelijkheid"),
        P("publiek:contact"),
        P("publiek:nieuw"),
        P("account_login"),
        P("account_request_login_code"),
        P("account_signup"),
        P("account_reset_password"),
        P("account_reset_password_done"),
        P("account_reset_password_from_key", {"uidb36": "1", "key": "bestaat-niet"}, staat="vervallen"),
        P("account_reset_password_from_key_done"),
        P("account_inactive"),
        P("organisatie:uitnodiging", {"token": "@uitnodiging"}),
        P("organisatie:uitnodiging", {"token": "bestaat-niet"}, staat="onbekend", status=404),
        P("eigen:link", {"token": "@mentorvraag"}),
        P("eigen:link_gegevens", {"token": "@mentorvraag"}),
        P("eigen:link_uittreksel", {"token": "@mentorvraag"}),
        P("postbus:lijst"),
        P("postbus:lijst", staat="niets", vraag="?zoek=niemand"),
        P("postbus:brief", {"naam": "@mail"}),
        P("vormgids"),
        P("vormgids", staat="fout", vraag="?fout=1", status=422),
    ],
    NIEUW: [
        P("organisatie:mijn", staat="zonder organisatie"),
        P("organisatie:onderneming_nieuw"),
        P("organisatie:doorgestuurd"),
        P("organisatie:uitnodiging", {"token": "@uitnodiging"}, staat="ander adres"),
        P("accounts:profiel"),
        P("account_email"),
        P("account_change_password"),
        P("account_logout"),
        P("account_reauthenticate"),
        P("mfa_index"),
        P("mfa_list_webauthn"),
    ],
    LEEG: [
        P("werkgever:overzicht", staat="leeg"),
        P("werkgever:aanvragen", staat="leeg"),
        P("werkgever:aanvraag_nieuw", staat="leeg"),
        P("termijnen:lijst", staat="leeg"),
        P("berichten:lijst", staat="leeg"),
        P("werkgever:mentoren_lijst", staat="leeg"),
        P("organisatie:beheer", staat="leeg"),
        P("organisatie:vestigingen", staat="leeg"),
    ],
    STARTER: [
        P("werkgever:overzicht", staat="een concept"),
        *_dossier("werkgever", "leeg", "aanvraag", "vestiging_nieuw", "opleidingen", "documenten", "nakijken"),
        *_dossier("werkgever", "leeg", "intrekken"),
    ],
    WERKGEVER: [
        P("werkgever:overzicht"),
        P("werkgever:aanvragen"),
        P("werkgever:aanvraag_nieuw"),
        P("werkgever:mentoren_lijst"),
        P("mentoropleiding:sessie", {"pk": "@sessie"}, staat="werkgever"),
        P("mentoren:mentor", {"pk": "@mentor"}),
        P("mentoren:vragen", {"pk": "@mentor"}),
        P("mentoren:vertrekken", {"pk": "@mentor"}),
        P("werkgever:mentor_toevoegen"),
        P("mentoropleiding:sessie", {"pk": "@sessie.vol"}, staat="volzet"),
        P("termijnen:lijst"),
        P("berichten:lijst"),
        P("berichten:lijst", staat="ongelezen", vraag="?toon=ongelezen"),
        P("berichten:bericht", {"pk": "@bericht"}),
        P("berichten:voorkeuren"),
        P("organisatie:beheer"),
        P("organisatie:machtiging_nieuw"),
        P("organisatie:vestigingen"),
        P("organisatie:vestiging_nieuw"),
        P("organisatie:vestiging", {"pk": "@vestiging"}),
        P("organisatie:mijn"),
        *_dossier("werkgever", "begonnen", "aanvraag", "nakijken"),
        *_dossier("werkgever", "vraag", "aanvraag", "aanvullen", "mentoren", "documenten", "mentor_nieuw"),
        *_dossier("werkgever", "vraag", "mentor", pk="@vraag.mentor"),
        *_dossier("werkgever", "gepland", "aanvraag", "bericht", "sluiting", "intrekken", "kopieren"),
        *_dossier("werkgever", "gepland", "lijn_schrappen", lijn="@gepland.lijn"),
        *_dossier("werkgever", "erkend", "aanvraag"),
    ],
    WERKGEVER2: [
        *_dossier("werkgever", "vol", "aanvraag", *STAPPEN, "vestiging_nieuw", "mentor_nieuw"),
        *_dossier("werkgever", "vol", "activiteiten_lijn", lijn="@vol.lijn"),
        *_dossier("werkgever", "vol", "mentor", pk="@vol.mentor"),
        *_dossier("werkgever", "ingediend", "ingediend", "aanvraag"),
        *_dossier("werkgever", "deels", "aanvraag"),
    ],
    "dubois@example.be": [
        P("werkgever:mentoren_lijst", staat="een vertrokken"),
        P("mentoren:terugkeren", {"pk": "@vertrokken"}),
        P("werkgever:mentor_voorstellen", {"pk": "@zonder_mentor"}),
    ],
    "moons@example.be": [
        *_dossier("werkgever", "voorstel", "aanvraag"),
        P("werkgever:bezoek", {"token": "@voorstel.token"}),
    ],
    "jans@example.be": _dossier("werkgever", "bevestigen", "aanvraag"),
    "thijs@example.be": [P("werkgever:overzicht", staat="geweigerd"), *_dossier("werkgever", "geweigerd", "aanvraag")],
    "verbeeck@example.be": _dossier("werkgever", "ingetrokken", "aanvraag"),
    "janssen@example.be": _dossier("werkgever", "zonder_gevolg", "aanvraag", "kopieren"),
    "claes@example.be": [
        P("werkgever:overzicht", staat="bijna voorbij"),
        P("werkgever:verlengen", {"pk": "@eindigend"}),
        P("werkgever:erkende_plaatsen", {"pk": "@eindigend"}),
        P("werkgever:vestiging_sluiten", {"pk": "@eindigend.vestiging"}),
        P("werkgever:vestiging_verhuizen", {"pk": "@eindigend.vestiging"}),
    ],
    "vandamme@example.be": [
        P("werkgever:mentoren_lijst", staat="op de wachtlijst"),
        P("mentoropleiding:sessie", {"pk": "@sessie.vol"}, staat="op de wachtlijst"),
        P("mentoropleiding:annuleren", {"pk": "@wacht"}),
        P("werkgever:overzicht", staat="verlenging"),
        *_dossier("werkgever", "verlenging", "aanvraag"),
        P("werkgever:verlengen", {"pk": "@verlengd"}, staat="al gevraagd"),
    ],
    "goethals@example.be": [
        P("werkgever:maatregel", {"pk": "@opheffing"}),
        P("werkgever:maatregel", {"pk": "@wering"}, staat="mentor geweerd"),
    ],
    MENTOR: [P("mentor:start"), P("eigen:start", {"pk": "@mentor.zelf"})],
    SCHOOL: [P("school:start")],
    SECRETARIAAT: [P("organisatie:mijn", staat="secretariaat"), P("werkgever:overzicht", staat="machtiging")],
    OVL: [
        P("consulent:vandaag"),
        P("consulent:werklijst"),
        P("consulent:werklijst", staat="gefilterd", vraag="?tab=alles&te_laat=on"),
        P("consulent:werklijst", staat="niets", vraag="?q=bestaat-niet"),
        P("termijnen:lijst", staat="consulent"),
        P("berichten:lijst", staat="consulent"),
        P("berichten:voorkeuren", staat="consulent"),
        P("termijnen:verlengen", {"pk": "@termijn"}),
        P("consulent:kalender"),
        P("consulent:kalender", staat="lege week", vraag="?week=2020-W10"),
        P("consulent:bedrijven"),
        P("consulent:bedrijven", staat="niets", vraag="?q=bestaat-niet"),
        P("consulent:bedrijf", {"pk": "@bedrijf"}),
        P("consulent:bedrijf", {"pk": "@onbevestigd"}, staat="te bevestigen"),
        P("consulent:bedrijf_verloop", {"pk": "@bedrijf"}),
        P("consulent:bedrijf_verloop", {"pk": "@onbevestigd"}, staat="leeg"),
        P("mentoropleiding:extern_attest", {"pk": "@mentor"}),
        P("mentoren:dossier", {"pk": "@mentor"}),
        P("mentoren:educam_vertrekken", {"pk": "@mentor"}),
        P("mentoren:vrijstelling", {"pk": "@mentor"}),
        P("organisatie:ondernemingen"),
        P("organisatie:bevestig", {"pk": "@onbevestigd"}),
        *_dossier("consulent", "nieuw", "dossier", "in_behandeling"),
        *_dossier("consulent", "laat", "dossier", "bezoek_vastleggen", "bezoek_voorstellen", "geen_bezoek"),
        *_dossier("consulent", "vraag", "dossier", "vraag_intrekken", "zonder_gevolg"),
        *_dossier("consulent", "gepland", "dossier", "bezoek", "documenten", "notities", "berichten", "tijdlijn"),
        *_dossier("consulent", "gepland", "eerste_contact", "toewijzen", "aanvulling", "sluiting", "verslag"),
        *_dossier("consulent", "gepland", "voorwaarden", "beslissen"),
        *_dossier("consulent", "gepland", "bezoek_verplaatsen", "bezoek_annuleren", pk="@gepland.bezoek"),
        *_dossier("consulent", "gepland", "uittreksel", "vrijstelling", pk="@gepland.mentor"),
        *_dossier("consulent", "erkend", "dossier", "documenten"),
        P("consulent:afwezigheid"),
    ],
    ANT: [
        P("consulent:vandaag", staat="afwezig, bezoek vandaag"),
        P("consulent:afwezigheid", staat="gemeld"),
        P("consulent:afwezigheid_een", {"pk": "@afwezig"}),
        *_dossier("consulent", "vandaag", "dossier", "bezoek", "verslag", "vestigingsnummer"),
        *_dossier("consulent", "vandaag", "bezoek_uitgevoerd", pk="@vandaag.bezoek"),
        *_dossier("consulent", "beslisbaar", "dossier", "bezoek", "beslissen", "werkpunten"),
        P("consulent:erkenning", {"pk": "@begeleid"}, staat="begeleid"),
        P("consulent:begeleiding_afronden", {"pk": "@begeleid"}),
        P("consulent:erkende_plaatsen", {"pk": "@begeleid"}),
        P("consulent:vestiging_sluiten", {"pk": "@begeleid.vestiging"}),
        P("consulent:vestiging_verhuizen", {"pk": "@begeleid.vestiging"}),
        *_dossier("consulent", "deels", "dossier", "tijdlijn"),
        *_dossier("consulent", "ingetrokken", "dossier"),
    ],
    LIM: [
        P("consulent:vandaag", staat="vervangt"),
        *_dossier("consulent", "vandaag", "dossier"),
        *_dossier("consulent", "vandaag", "bezoek_overnemen", pk="@vandaag.bezoek"),
        *_dossier("consulent", "voorstel", "dossier", "bezoek"),
        *_dossier("consulent", "bevestigen", "dossier"),
        *_dossier("consulent", "geweigerd", "dossier"),
    ],
    "consulent.wvl@example.be": [
        *_dossier("consulent", "verlenging", "dossier"),
        P("consulent:erkenning", {"pk": "@verlengd"}, staat="verlenging gevraagd"),
        P("consulent:vandaag", staat="verhuisd"),
        P("consulent:nazicht", {"pk": "@nazicht"}),
    ],
    BRU: [
        P("consulent:erkenning", {"pk": "@zonder_mentor"}, staat="zonder mentor"),
        P("consulent:mentorvoorstel", {"pk": "@zonder_mentor", "voorstel": "@mentorvoorstel"}),
        P("consulent:voorstel_uittreksel", {"pk": "@zonder_mentor", "voorstel": "@mentorvoorstel"}),
        P("consulent:bedrijf", {"pk": "@gevraagd"}, staat="toegang gevraagd"),
        *_dossier("consulent", "vermelding", "dossier"),
        *_dossier("consulent", "vermelding", "uittreksel", "vermelding", pk="@vermelding.mentor"),
    ],
    COORDINATOR: [
        P("coordinator:overzicht"),
        P("coordinator:herverdelen", {"van": "@consulent"}),
        P("coordinator:afwezigheden"),
        P("coordinator:afwezigheid_nieuw"),
        P("instellingen:lijst"),
        P("instellingen:parameter", {"naam": "ggmmi"}),
        P("instellingen:nieuw", {"naam": "behandeltermijn"}),
        P("instellingen:nieuw", {"naam": "herinneringen_aanvulling"}, staat="momenten"),
        P("organisatie:contactkaarten"),
        P("organisatie:contactkaart", {"code": "ovl"}),
        P("consulent:afwezigheid_een", {"pk": "@zonder_vervanger"}, staat="zonder vervanger"),
        P("mentoropleiding:sessies"),
        P("mentoropleiding:sessies", staat="afgerond", vraag="?tab=afgerond"),
        P("mentoropleiding:sessie_nieuw"),
        P("mentoropleiding:sessie_beheer", {"pk": "@sessie.nu"}),
        P("mentoropleiding:sessie_beheer", {"pk": "@sessie.voorbij"}, staat="afgerond"),
        P("mentoropleiding:sessie_wijzigen", {"pk": "@sessie"}),
        P("mentoropleiding:sessie_annuleren", {"pk": "@sessie.vol"}),
        P("mentoropleiding:aanwezigheidslijst", {"pk": "@sessie.nu"}),
        P("mentoropleiding:aanwezigheid", {"pk": "@sessie.nu", "nummer": "1"}),
        P("mentoropleiding:sessie_afronden", {"pk": "@sessie.nu"}, staat="kan nog niet"),
        P("mentoropleiding:rechtzetten", {"pk": "@gemist"}),
        P("consulent:vandaag", staat="coördinator"),
        P("consulent:werklijst", staat="coördinator", vraag="?tab=bevestiging"),
        *_dossier("consulent", "bevestigen", "dossier", "toewijzen", "bevestigen", "terugsturen"),
        P("consulent:erkenning", {"pk": "@geschorst"}, staat="geschorst"),
        P("consulent:schorsing_beeindigen", {"pk": "@geschorst"}),
        P("consulent:begeleiding_starten", {"pk": "@geschorst"}),
        P("consulent:opheffen", {"pk": "@geschorst"}),
        P("consulent:schorsen", {"pk": "@begeleid"}),
        P("consulent:mentor_weren", {"pk": "@mentor"}),
        P("consulent:maatregel", {"pk": "@wering"}, staat="mentor geweerd"),
        P("mentoren:dossier", {"pk": "@geweerd"}, staat="geweerd"),
        P("consulent:maatregel", {"pk": "@opheffing"}),
        P("consulent:maatregel_beroep", {"pk": "@opheffing"}, staat="uitspraak"),
        P("consulent:uitsluiten", {"pk": "@bedrijf"}),
        *_dossier("consulent", "geweigerd", "beroep"),
        *_dossier("consulent", "deels", "rechtzetten"),
        *_dossier("consulent", "vermelding", "uittreksel_beoordelen", pk="@vermelding.mentor"),
        P("organisatie:gebruikers"),
        P("organisatie:gebruikers", staat="niets", vraag="?zoek=bestaat-niet"),
        P("organisatie:gebruiker", {"pk": "@gebruiker"}),
        P("organisatie:uitnodigen"),
        P("uitgaand:lijst", staat="alles", vraag="?toestand=alles"),
        P("uitgaand:bericht", {"pk": "@teruggekomen"}),
        *_dossier("consulent", "onbereikbaar", "dossier"),
    ],
    BEHEERDER: [
        P("accounts:profiel", staat="beheerder"),
        P("mfa_index", staat="beheerder"),
        P("uitgaand:lijst", staat="beheerder"),
        P("uitgaand:lijst", staat="beheerder, wacht", vraag="?toestand=wacht"),
        P("uitgaand:lijst", staat="beheerder, niets", vraag="?adres=niemand"),
        P("uitgaand:bericht", {"pk": "@teruggekomen"}, staat="beheerder"),
    ],
}

# Forms that are sent empty: the page of PAGINAS, as `str` shows it, and the button to press.
LEEG_VERSTUURD: dict[str, dict[str, str]] = {
    BEZOEKER: {
        "account_login": "Meld aan",
        "account_request_login_code": "Mail me een code",
        "account_signup": "Maak mijn account",
        "account_reset_password": "Mail me een link",
        "eigen:link_gegevens": "Mijn gegevens kloppen",
        "eigen:link_uittreksel": "Laad op",
    },
    NIEUW: {
        "organisatie:onderneming_nieuw": "Voeg de onderneming toe",
        "accounts:profiel": "Bewaar",
        "account_email": "Bewaar dit adres",
        "account_change_password": "Bewaar mijn wachtwoord",
        "account_reauthenticate": "Bevestig",
    },
    STARTER: {"werkgever:vestiging_nieuw (leeg)": "Verder", "werkgever:opleidingen (leeg)": "Verder"},
    WERKGEVER: {
        "organisatie:beheer": "Verstuur de uitnodiging",
        "organisatie:machtiging_nieuw": "Geef de machtiging",
        "mentoren:vertrekken": "Meld het vertrek",
        "werkgever:mentor_toevoegen": "Bewaar de mentor",
        "organisatie:vestiging_nieuw": "Bewaar de vestiging",
        "werkgever:aanvullen (vraag)": "Aanvulling indienen",
        "werkgever:documenten (vraag)": "Laad op",
        "werkgever:bericht (gepland)": "Verstuur",
        "werkgever:sluiting (gepland)": "Laat het weten",
    },
    WERKGEVER2: {
        "werkgever:plaatsen (vol)": "Verder",
        "werkgever:mentoren (vol)": "Verder",
        "werkgever:mentor_nieuw (vol)": "Verder",
        "werkgever:voorwaarden (vol)": "Verder",
        "werkgever:nakijken (vol)": "Aanvraag indienen",
    },
    "moons@example.be": {"werkgever:bezoek": "Kies dit moment"},
    SCHOOL: {"school:start": "Verstuur de uitnodiging"},
    OVL: {
        "termijnen:verlengen": "Verleng",
        "consulent:bedrijf (te bevestigen)": "Bevestig",
        "organisatie:bevestig": "Bevestig de onderneming",
        "consulent:bezoek_vastleggen (laat)": "Leg het bezoek vast",
        "consulent:bezoek_voorstellen (laat)": "Stuur je voorstel",
        "consulent:geen_bezoek (laat)": "Bewaar de reden",
        "consulent:notities (gepland)": "Bewaar je notitie",
        "consulent:berichten (gepland)": "Stuur je bericht",
        "consulent:toewijzen (gepland)": "Wijs toe",
        "consulent:aanvulling (gepland)": "Stuur de vraag",
        "consulent:sluiting (gepland)": "Bewaar de sluiting",
        "consulent:bezoek_annuleren (gepland)": "Annuleer het bezoek",
        "consulent:uittreksel (gepland)": "Bewaar wat je zag",
        "consulent:vrijstelling (gepland)": "Bewaar de vrijstelling",
        "consulent:afwezigheid": "Meld je afwezigheid",
        "mentoropleiding:extern_attest": "Aanvaard het attest",
        "mentoren:vrijstelling": "Bewaar de vrijstelling",
    },
    ANT: {
        "consulent:vestigingsnummer (vandaag)": "Bewaar het nummer",
        "consulent:beslissen (beslisbaar)": "Bekijk de brief",
        "consulent:werkpunten (beslisbaar)": "Stuur de werkpunten",
    },
    BRU: {
        "consulent:mentorvoorstel": "Bewaar je besluit",
        "consulent:vermelding (vermelding)": "Vraag deze coördinator",
    },
    COORDINATOR: {
        "consulent:uittreksel_beoordelen (vermelding)": "Bewaar het oordeel",
        "consulent:terugsturen (bevestigen)": "Stuur terug",
        "consulent:begeleiding_starten": "Bewaar de afspraken",
        "consulent:opheffen": "Bekijk de brief",
        "consulent:schorsen": "Bekijk de brief",
        "consulent:mentor_weren": "Bekijk de brief",
        "consulent:maatregel_beroep (uitspraak)": "Bewaar de uitspraak",
        "consulent:uitsluiten": "Bekijk de brief",
        "consulent:beroep (geweigerd)": "Registreer",
        "consulent:rechtzetten (deels)": "Maak een nieuwe brief",
        "coordinator:herverdelen": "Geef deze dossiers",
        "coordinator:afwezigheid_nieuw": "Meld de afwezigheid",
        "instellingen:nieuw": "Bekijk wat er verandert",
        "organisatie:contactkaart": "Bewaar de kaart",
        "organisatie:gebruiker": "Sluit het account",
        "organisatie:uitnodigen": "Verstuur de uitnodiging",
        "mentoropleiding:sessie_nieuw": "Plan de sessie",
        "mentoropleiding:sessie_annuleren": "Annuleer de sessie",
        "mentoropleiding:rechtzetten": "Zet recht en geef het attest",
    },
}

# Pages that one only reaches by doing something first; the tests of `test_paginas_na_een_stap.py` do.
NA_EEN_STAP = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reset_password_from_key",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "organisatie:uitnodiging_vernieuwen",
    "eigen:link_vernieuwen",
}
_KNOP = "a button: by GET it leads back to the page it stands on, or is refused"
_BESTAND = "a file"
GEEN_PAGINA = {
    "consulent:uitspraak": "needs an appeal against a refusal; its form is that of a ruling against a measure",
    "accounts:start": "leads to the first screen of the role",
    "doorsturen": "leads to the dossier on the reader's own side",
    "werkgever:activiteiten": "leads to the first opleiding that is not complete",
    "gezond": "JSON",
    "levend": "JSON",
    "consulent:voorstel_vermelding": "needs a vermelding; its form is that of consulent:uittreksel_beoordelen",
    "eigen:gegevens": "the page of eigen:link_gegevens, logged in",
    "eigen:uittreksel": "the page of eigen:link_uittreksel, logged in",
    "mentoren:vestigingen": "needs a mentor at two vestigingen; its form is one text",
    "publiek:robots": _BESTAND,
    "documenten:bestand": _BESTAND,
    "postbus:eml": _BESTAND,
    "termijnen:agenda": _BESTAND,
    "berichten:bijlage": _BESTAND,
    "mfa_download_recovery_codes": _BESTAND,
    "mfa_login_webauthn": "JSON for the button of the log-in page",
    "consulent:afwezigheid_stoppen": _KNOP,
    "mentoropleiding:inschrijven": _KNOP,
    "consulent:bedrijf_bevestigen": _KNOP,
    "instellingen:intrekken": _KNOP,
    "organisatie:contactkaart_intrekken": _KNOP,
    "consulent:bedrijf_toegang": _KNOP,
    "organisatie:educam_verzoek": _KNOP,
    "organisatie:lid": _KNOP,
    "organisatie:machtiging_intrekken": _KNOP,
    "organisatie:stop_machtiging": _KNOP,
    "organisatie:uitnodiging_intrekken": _KNOP,
    "organisatie:verlaat": _KNOP,
    "organisatie:verzoek": _KNOP,
    "organisatie:wissel": _KNOP,
    "school:lid_verwijderen": _KNOP,
    "school:uitnodiging_intrekken": _KNOP,
    "termijnen:agenda_vernieuwen": _KNOP,
    "berichten:alles_gelezen": _KNOP,
    "uitgaand:opnieuw": _KNOP,
    "consulent:mail_opnieuw": _KNOP,
    "werkgever:hulp": _KNOP,
    "werkgever:opladen": _KNOP,
}
