"""Every form on the main road sent twice, and from two tabs: one effect, one mail, a redirect or a sentence.

`druk` opens the page in two tabs, sends the first tab twice (nothing may be written the second time) and then the second
tab: that is a new press, which the service refuses with a sentence, or which may happen again (`mag_weer`).
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht, Draadbericht
from educam_portal.organisaties.models import Onderneming, Vestiging
from erkenning.models import Aanvraag, Bezoek, Brief, Erkenning
from erkenning.toestanden import Toestand
from mentoren.models import Mentor, Uittreksel
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen, pdf
from tests.erkenning.acties import in_toestand, over
from tests.erkenning.dossiers import dossier, opleiding_met_checklist
from tests.formulier import open_formulier
from tests.guards.leesvraag import schrijft

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
PDF, FOTO = (pdf(), "application/pdf"), (foto("PNG"), "image/png")
Bestanden = dict[str, tuple[bytes, str]]  # field → content and MIME type
ZIN = re.compile(r'id="foutenoverzicht"|role="alert"')


class Portaal:
    """Somebody at a browser who presses everything twice."""

    def __init__(self, user: User) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(user)

    def druk(
        self, adres: str, *, actie: str = "", mag_weer: bool = False, bestand: Bestanden | None = None, **velden
    ) -> HttpResponse:
        def met_bestand() -> dict:
            return velden | {
                naam: opgeladen(f"{naam}.{inhoud[1][-3:]}", *inhoud) for naam, inhoud in (bestand or {}).items()
            }

        tab, andere_tab = (open_formulier(self.client, adres, actie) for _ in range(2))
        een = tab.stuur(self.client, **met_bestand())
        assert een.status_code == 302, self._uitleg(een)
        with CaptureQueriesContext(connection) as vragen:
            twee = tab.stuur(self.client, **met_bestand())
        assert (twee.status_code, twee["Location"]) == (302, een["Location"])
        assert [tabel for vraag in vragen if (tabel := schrijft(vraag["sql"]))] == []
        mails = Bericht.objects.count()
        drie = andere_tab.stuur(self.client, **met_bestand())
        assert drie.status_code in (302, 404, 422), self._uitleg(drie)
        if not mag_weer:
            assert Bericht.objects.count() == mails
        if drie.status_code == 422:
            assert ZIN.search(drie.content.decode())
        return een

    @staticmethod
    def _uitleg(antwoord: HttpResponse) -> str:
        return f"{antwoord.status_code}: {' '.join(re.sub(r'<[^>]+>', ' ', antwoord.content.decode()).split())[:1500]}"


def adres(naam: str, aanvraag: Aanvraag, *extra) -> str:
    return reverse(naam, args=[aanvraag.ref, *extra])


def mails(soort: str) -> int:
    return Bericht.objects.filter(soort=soort).count()


def test_the_road_of_a_werkgever():
    regio = fabrieken.regio("ovl")
    consulent = fabrieken.consulent(regio)
    werkgever = fabrieken.UserFactory()
    portaal = Portaal(werkgever)
    druk = portaal.druk
    opleidingen = [opleiding_met_checklist() for _ in range(2)]

    druk(reverse("organisatie:onderneming_nieuw"), nummer="0203.430.576", naam="Garage Peeters")
    assert Onderneming.objects.get().organisatie.lidmaatschappen.get().user == werkgever
    druk(reverse("werkgever:aanvraag_nieuw"), mag_weer=True)
    aanvraag = Aanvraag.objects.order_by("pk").first()
    assert Aanvraag.objects.count() == 2  # one per tab, none per press
    w = lambda naam, *extra: adres(f"werkgever:{naam}", aanvraag, *extra)  # noqa: E731

    plek = {"naam": "Garage", "straat": "Kerkstraat", "huisnummer": "1", "postcode": "9300"}
    druk(w("vestiging_nieuw"), nummer="2.123.456.791", **plek)
    vestiging = Vestiging.objects.get()
    druk(w("vestiging"), vestiging=vestiging.pk)
    druk(w("opleidingen"), opleidingen=[opleiding.pk for opleiding in opleidingen])
    eerste, tweede = aanvraag.lijnen.all()
    druk(w("plaatsen"), **{f"plaatsen_{lijn.pk}": "2" for lijn in (eerste, tweede)})
    for lijn in (eerste, tweede):
        antwoorden = {f"activiteit_{rij.pk}": "ja" for rij in lijn.activiteiten.all()}
        druk(w("activiteiten_lijn", lijn.pk), **antwoorden)
    persoon = {"voornaam": "Bart", "naam": "Goossens", "geboortedatum": "15/06/1985"}
    druk(w("mentor_nieuw"), **persoon, beroep_sinds="01/09/2008", voldoende_aanwezig="ja")
    mentor = Mentor.objects.get()
    druk(w("mentoren"), **{f"mentoren_{lijn.pk}": [mentor.pk] for lijn in (eerste, tweede)})
    druk(w("voorwaarden"), **dict.fromkeys(["uitrusting_ok", "draagkracht_ok", "veroordelingen_ok"], "ja"))
    for vak, inhoud in ((f"strafregister-{mentor.pk}", PDF), ("fotos_werkplaats", FOTO)):
        druk(w("documenten"), actie=w("opladen", vak), bestand={vak: inhoud})
    assert Uittreksel.objects.count() == 2 and Document.objects.filter(gewist_op=None).count() == 3
    druk(w("aanvraag"), actie=w("hulp"))
    assert mails("hulp_gevraagd") == 1
    druk(w("lijn_schrappen", tweede.pk))
    assert aanvraag.lijnen.get() == eerste
    akkoord = dict.fromkeys(["leeropportuniteit", "begeleider", "bepalingen", "communicatie"], "on")
    druk(w("nakijken"), **akkoord)
    aanvraag.refresh_from_db()
    assert aanvraag.referentie.endswith("-00001")
    assert (mails("aanvraag_ingediend"), mails("nieuwe_aanvraag")) == (1, 1)

    druk(w("bericht"), tekst="Kan het bezoek in de voormiddag?", mag_weer=True)
    assert Draadbericht.objects.count() == mails("nieuw_bericht") == 2  # one per tab
    druk(w("kopieren"), mag_weer=True)
    assert aanvraag.kopieen.count() == 2
    druk(w("sluiting"), tot=(timezone.localdate() + timedelta(days=5)).isoformat())
    assert mails("sluiting_gemeld") == 1
    druk(w("intrekken"), reden="Te druk.")
    assert (mails("intrekking_bevestigd"), mails("aanvraag_ingetrokken")) == (1, 1)
    assert consulent.berichten.filter(soort="aanvraag_ingetrokken").count() == 1


def test_the_road_of_a_consulent():
    d = dossier().vul_in().dien_in()
    aanvraag, mentor = d.aanvraag, d.mentoren[0]
    consulent, werkgever = Portaal(d.consulent).druk, Portaal(d.werkgever).druk
    c = lambda naam, *extra: adres(f"consulent:{naam}", aanvraag, *extra)  # noqa: E731
    w = lambda naam, *extra: adres(f"werkgever:{naam}", aanvraag, *extra)  # noqa: E731
    dag = lambda n: (timezone.localdate() + timedelta(days=n)).strftime("%Y-%m-%d")  # noqa: E731

    consulent(c("dossier"), actie=c("in_behandeling"))
    consulent(c("eerste_contact"), notitie="Gebeld, bezoek volgt.")
    consulent(c("notities"), tekst="Vriendelijk onthaal.")
    consulent(c("berichten"), tekst="Past donderdag?", mag_weer=True)
    assert Draadbericht.objects.count() == 2
    consulent(c("aanvulling"), onderdelen=["documenten"], vraag="Het uittreksel ontbreekt.")
    werkgever(w("aanvullen"), antwoord="Klaar.", alles="on")
    consulent(c("aanvulling"), onderdelen=["documenten"], vraag="Nog een foto graag.")
    consulent(c("vraag_intrekken"), reden="Aan de telefoon beantwoord.")
    assert (mails("aanvulling_gevraagd"), mails("aanvulling_binnen"), mails("vraag_ingetrokken")) == (2, 1, 1)

    consulent(c("bezoek_voorstellen"), dag_1=dag(3), uur_1="10:00", dag_2=dag(5), uur_2="10:00")
    voorstel = Bezoek.objects.get()
    werkgever(reverse("werkgever:bezoek", args=[voorstel.token]), moment=voorstel.momenten.first().pk)
    consulent(c("bezoek_verplaatsen", voorstel.pk), dag=dag(4), uur="11:00")
    assert mails("bezoek_verplaatst") == 2
    consulent(c("bezoek_annuleren", voorstel.pk), reden="Ziek.")
    consulent(c("bezoek_vastleggen"), dag=dag(6), uur="09:00")
    bezoek = Bezoek.objects.exclude(pk=voorstel.pk).get()
    assert (mails("bezoek_vastgelegd"), mails("bezoek_geannuleerd")) == (4, 2)
    Bezoek.objects.filter(pk=bezoek.pk).update(begint_op=over(-1))
    consulent(c("bezoek"), actie=c("bezoek_uitgevoerd", bezoek.pk))

    bevindingen = {f"bevinding-{rij.pk}": "ok" for lijn in aanvraag.lijnen.all() for rij in lijn.activiteiten.all()}
    oordelen = {f"oordeel-{v}": "voldaan" for v in ("uitrusting", "draagkracht", "veroordelingen", "mentor")}
    verslag = bevindingen | oordelen | {"tekst": "Ruime werkplaats."}
    consulent(c("verslag"), **verslag, knop="foto", bestand={"foto": FOTO})
    consulent(c("verslag"), **verslag, knop="indienen")
    consulent(c("uittreksel", mentor.pk), uitgegeven_op=dag(-20), uitkomst="blanco", getoond="on")
    assert Uittreksel.objects.count() == 1

    lijn = aanvraag.lijnen.get()
    keuze = {f"besluit-{lijn.pk}": "erkennen", f"mentoren-{lijn.pk}": [lijn.mentoren.get().pk]}
    consulent(c("beslissen"), **keuze, stap="bevestig")
    assert d.ververs().aanvraag.toestand == Toestand.BESLIST
    assert (Erkenning.objects.count(), Brief.objects.count(), mails("beslist_erkend")) == (1, 2, 1)


def test_the_road_of_a_coordinator():
    d = in_toestand(Toestand.TER_BEVESTIGING)
    druk = Portaal(fabrieken.coordinator()).druk
    c = lambda naam: adres(f"consulent:{naam}", d.aanvraag)  # noqa: E731
    druk(c("terugsturen"), reden="De reden is te vaag.")
    assert mails("weigering_teruggestuurd") == 1
    collega = fabrieken.consulent(d.aanvraag.regio)
    druk(c("toewijzen"), consulent=collega.pk)
    assert mails("dossier_toegewezen") == 2  # who had it and who has it now
    terug = reverse("coordinator:herverdelen", args=[collega.pk])
    druk(terug, dossiers=[d.aanvraag.pk], aan=d.consulent.pk, reden="Met vakantie.")
    assert mails("dossiers_herverdeeld") == 2
    d.ververs().beslis(weiger="De hefbrug is niet gekeurd.")
    druk(c("bevestigen"))
    assert mails("beslist_geweigerd") == 1


def test_people_who_join():
    onderneming = fabrieken.VestigingFactory(onderneming__status="te_bevestigen").onderneming
    consulent = fabrieken.consulent(onderneming.vestigingen.get().regio)
    baas, nieuw, vrager = fabrieken.werkgever(onderneming), fabrieken.UserFactory(), fabrieken.UserFactory()
    Portaal(consulent).druk(reverse("organisatie:bevestig", args=[onderneming.pk]), reden="Gebeld met de zaakvoerder.")
    assert mails("onderneming_bevestigd") == 1
    druk = Portaal(baas).druk
    druk(reverse("organisatie:beheer"), email=nieuw.email, rol="medewerker", mag_weer=True)
    assert mails("uitnodiging") == 2  # asked again from another tab, the link is renewed
    Portaal(vrager).druk(reverse("organisatie:onderneming_nieuw"), nummer=onderneming.nummer, naam="Garage")
    assert mails("toegang_gevraagd") == 1
    machtiging = {"email": "kantoor@example.be", "naam": "Kompas", "scopes": ["aanvragen"]}
    tot = (timezone.localdate() + timedelta(days=90)).isoformat()
    druk(reverse("organisatie:machtiging_nieuw"), **machtiging, tot=tot, bestand={"document": PDF})
    assert mails("machtiging_gegeven") == 1
    assert User.objects.get(email="kantoor@example.be").lidmaatschappen.count() == 1
