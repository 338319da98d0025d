"""Ending before its time, on its own document (rules.md §5)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.overzicht.templatetags.portaal import nldatum
from educam_portal.termijnen.services import van
from mentoren.models import Aanduiding
from overeenkomsten.models import Tekenbevoegde, Vertegenwoordiger, Zegel
from overeenkomsten.rules.einde import Eindvoorstel, bezwaren, te_laat_getekend
from overeenkomsten.services.einde import stel_einde_voor, trek_einde_in
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.stukken import open_stuk
from overeenkomsten.tasks import nieuwe_dag

from .fabriek import maak_document, wereld
from .getekend import Zaak, zaak

EIND = "beeindiging"
START, EINDE, DAG_30 = date(2026, 9, 1), date(2027, 6, 30), date(2026, 9, 30)


def voorstel(wijze="onderling", laatste_dag=date(2026, 12, 1), **meer) -> Eindvoorstel:
    return Eindvoorstel(wijze, laatste_dag, START, EINDE, DAG_30, **meer)


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        (voorstel(), None),
        (voorstel(laatste_dag=date(2026, 11, 20)), None),
        (voorstel(laatste_dag=date(2026, 11, 19)), "Die dag is voorbij"),
        (voorstel(laatste_dag=date(2026, 8, 31)), "vóór de eerste dag"),
        (voorstel(laatste_dag=EINDE), "stopt vanzelf op 30/06/2027"),
        (voorstel("proefperiode", date(2026, 10, 7), door="lerende", overhandigd_op=DAG_30), None),
        (
            voorstel("proefperiode", date(2026, 10, 8), door="lerende", overhandigd_op=date(2026, 10, 1)),
            "tot en met 30/09",
        ),
        (
            voorstel("proefperiode", date(2026, 9, 7), door="lerende", overhandigd_op=date(2026, 8, 31)),
            "Stoppen zonder",
        ),
        (voorstel("proefperiode", date(2026, 10, 7), door="school", overhandigd_op=DAG_30), "Kies wie er stopt"),
        (voorstel("reden", date(2026, 10, 1), door="school", reden="Brand"), None),
        (voorstel("reden", date(2026, 10, 1), door="school", reden=" "), "Schrijf waarom"),
    ],
)
def test_which_end_may_be_asked(wat, zin):
    zinnen = bezwaren(wat, date(2026, 11, 20))
    assert len(zinnen) == (zin is not None)
    assert all(zin in een for een in zinnen)


def test_a_letter_is_signed_when_it_is_handed_over():
    assert (te_laat_getekend(DAG_30, DAG_30), te_laat_getekend(DAG_30, DAG_30 + timedelta(days=1))) == (False, True)


@pytest.fixture
def loopt(db) -> Zaak:
    """Runs since ten days; a minor, with a representative."""
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=10))
    Vertegenwoordiger.objects.create(lerende=z.lerende, voornaam="Karima", naam="Benali", email="karima@example.be")
    Tekenbevoegde.objects.create(
        onderneming=z.overeenkomst.vestiging.onderneming, user=z.werkgever, functie="Zaakvoerder",
        vastgelegd_door=z.werkgever,
    )  # fmt: skip
    return z


def vraag(z: Zaak, *, over: int = 20, door=None, **velden):
    velden = {"wijze": "onderling", "laatste_dag": timezone.localdate() + timedelta(days=over)} | velden
    rij = stel_einde_voor(overeenkomst=z.overeenkomst, door=door or z.werkgever, op=timezone.now(), **velden)
    maak_document(z.overeenkomst, soort=EIND)
    return rij


def teken(z: Zaak, *partijen: str) -> None:
    for partij in partijen:
        door = {"school": z.begeleider, "onderneming": z.werkgever}.get(partij)
        rij = open_stuk(z.overeenkomst, EIND).ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
        bewijs = Bewijs("aangemeld" if door else "link", partij)
        onderteken(ondertekenaar=rij, bewijs=bewijs, door=door, op=timezone.now())
    z.overeenkomst.refresh_from_db()


ALLEN = ("school", "onderneming", "lerende", "vertegenwoordiger")


def test_by_mutual_consent_it_ends_when_the_last_of_four_signs(loopt):
    rij = vraag(loopt, over=0)
    assert [o.partij for o in rij.stuk.ondertekenaars.order_by("pk")] == list(ALLEN)
    assert Bericht.objects.get(soort="einde_gevraagd").aan == loopt.begeleider
    teken(loopt, *ALLEN[:3])
    assert (loopt.overeenkomst.toestand, loopt.overeenkomst.einde_feitelijk) == ("lopend", None)
    teken(loopt, "vertegenwoordiger")
    rij.refresh_from_db()
    vandaag = timezone.localdate()
    assert (loopt.overeenkomst.toestand, loopt.overeenkomst.einde_feitelijk) == ("beeindigd", vandaag)
    assert (rij.van_kracht_op is not None, rij.stuk.stand, rij.stuk.versie) == (True, "ondertekend", 1)
    assert van(loopt.overeenkomst, "overeenkomst_einde").nietig_op == vandaag
    assert van(loopt.lerende, "nieuwe_werkplek").start == vandaag + timedelta(days=1)
    assert len(Zegel.objects.get(stuk=rij.stuk).gegevens["handtekeningen"]) == 4
    adressen = {b.adres for b in Bericht.objects.filter(soort="overeenkomst_beeindigd")}
    assert {loopt.lerende.email, "karima@example.be", loopt.begeleider.email, loopt.werkgever.email} <= adressen


def test_until_an_agreed_later_day_it_runs_on(loopt):
    vraag(loopt, over=20)
    teken(loopt, *ALLEN)
    laatste = timezone.localdate() + timedelta(days=20)
    assert (loopt.overeenkomst.toestand, loopt.overeenkomst.laatste_dag) == ("lopend", laatste)
    assert van(loopt.overeenkomst, "overeenkomst_einde").vervalt_op == laatste
    evaluatie = loopt.overeenkomst.evaluaties.get()
    assert evaluatie.gepland_op > laatste
    assert van(evaluatie, "evaluatie").nietig_op == timezone.localdate()
    with pytest.raises(Geweigerd, match="stopt al op"):
        vraag(loopt)
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        nieuwe_dag()
        loopt.overeenkomst.refresh_from_db()
        assert loopt.overeenkomst.toestand == "lopend"
    with time_machine.travel(timezone.now() + timedelta(days=21), tick=False):
        nieuwe_dag()
        loopt.overeenkomst.refresh_from_db()
        assert loopt.overeenkomst.toestand == "beeindigd"


def test_only_the_side_that_asked_takes_it_back_and_who_signed_hears_it(loopt):
    rij = vraag(loopt)
    teken(loopt, "lerende")
    with pytest.raises(Geweigerd, match="Alleen wie dit vroeg"):
        trek_einde_in(overeenkomst=loopt.overeenkomst, door=loopt.begeleider, op=timezone.now())
    with pytest.raises(Geweigerd, match="al een beëindiging"):
        vraag(loopt, door=loopt.begeleider)
    trek_einde_in(overeenkomst=loopt.overeenkomst, door=loopt.werkgever, op=timezone.now())
    rij.refresh_from_db()
    assert (rij.stuk.stand, rij.ingetrokken_op is not None) == ("vervallen", True)
    aan = {b.adres for b in Bericht.objects.filter(soort="einde_ingetrokken")}
    assert aan == {loopt.begeleider.email, loopt.lerende.email}
    assert vraag(loopt, door=loopt.begeleider).stuk.versie == 2


def test_a_notice_in_the_first_days_is_signed_by_who_stops_and_ends_after_the_notice_term(loopt):
    vandaag = timezone.localdate()
    with pytest.raises(Geweigerd, match="alleen voor de onderneming"):
        vraag(loopt, wijze="proefperiode", door_partij="lerende", overhandigd_op=vandaag)
    rij = vraag(loopt, wijze="proefperiode", door_partij="lerende", overhandigd_op=vandaag, door=loopt.begeleider)
    assert [o.partij for o in rij.stuk.ondertekenaars.order_by("pk")] == ["lerende", "vertegenwoordiger"]
    teken(loopt, "lerende", "vertegenwoordiger")
    assert loopt.overeenkomst.einde_feitelijk == vandaag + timedelta(days=7)


def test_a_letter_signed_after_it_was_handed_over_does_not_count(loopt):
    vraag(loopt, wijze="proefperiode", door_partij="onderneming", overhandigd_op=timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        with pytest.raises(Geweigerd, match="moest getekend zijn"):
            teken(loopt, "onderneming")
        loopt.overeenkomst.refresh_from_db()
        assert loopt.overeenkomst.einde_feitelijk is None
    assert Bericht.objects.filter(soort="laatste_handtekening_geweigerd", aan=loopt.begeleider).count() == 1


def test_with_a_reason_the_one_who_stops_signs(loopt):
    rij = vraag(loopt, over=0, wijze="reden", door_partij="school", reden_soort="opheffing", reden="Niet meer erkend.",
                door=loopt.begeleider)  # fmt: skip
    assert [o.partij for o in rij.stuk.ondertekenaars.all()] == ["school"]
    teken(loopt, "school")
    assert loopt.overeenkomst.toestand == "beeindigd"
    assert loopt.overeenkomst.reden == "Gestopt met een reden: de erkenning of de mentor valt weg. Niet meer erkend."


def test_the_pages_lead_from_a_talk_to_a_document_that_waits(loopt, client):
    ref = f"/overeenkomsten/{loopt.overeenkomst.referentie}/"
    client.force_login(loopt.werkgever)
    keuze = client.get(f"{ref}stoppen/").content.decode()
    assert keuze.index("Loopt het niet goed?") < keuze.index("Samen stoppen")
    laatste = timezone.localdate() + timedelta(days=3)
    antwoord = client.post(f"{ref}stoppen/samen/", {"laatste_dag": laatste.isoformat(), "reden": "Andere richting."})
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, f"{ref}wijzigingen/")
    maak_document(loopt.overeenkomst, soort=EIND)
    pagina = client.get(f"{ref}wijzigingen/").content.decode()
    assert f"Wacht op handtekeningen: 0 van 4, uiterlijk op {nldatum(laatste)}." in pagina
    assert "Andere richting." in pagina
    assert "Stop de overeenkomst" not in pagina
    keuze = client.get(f"{ref}stoppen/").content.decode()
    assert "Dit kan nu niet." in keuze and "Samen stoppen" not in keuze
    assert "Er is een beëindiging om te tekenen." in client.get(ref).content.decode()
    tekenen = client.get(
        f"/onderteken/aangemeld/{open_stuk(loopt.overeenkomst, EIND).ondertekenaars.get(partij='onderneming').pk}/lezen/"
    )
    assert "We stoppen de overeenkomst samen." in tekenen.content.decode()


def test_an_erkenning_or_mentor_that_falls_away_stands_on_the_page_with_what_to_do(client, db):
    w = wereld(start=timezone.localdate())
    rij = w.verstuurd()
    for partij, door in (("school", w.begeleider), ("onderneming", w.werkgever), ("lerende", None)):
        tekenaar = open_stuk(rij).ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
        bewijs = Bewijs("aangemeld" if door else "link", partij)
        onderteken(ondertekenaar=tekenaar, bewijs=bewijs, door=door, op=timezone.now())
    client.force_login(w.begeleider)
    adres = f"/overeenkomsten/{rij.referentie}/wijzigingen/"
    assert "melding--warning" not in client.get(adres).content.decode()
    w.erkenning.geldig_tot = timezone.localdate() - timedelta(days=1)
    w.erkenning.save()
    pagina = client.get(adres).content.decode()
    assert "De leerwerkplek is niet meer erkend" in pagina
    assert "De mentor valt weg" not in pagina
    gisteren = timezone.localdate() - timedelta(days=1)
    Aanduiding.objects.filter(mentor=w.mentor).update(van=gisteren, tot=gisteren)
    assert "De mentor valt weg" in client.get(adres).content.decode()
