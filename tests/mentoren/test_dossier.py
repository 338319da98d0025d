"""The file of a mentor: who may do what, leaving, several vestigingen, and what each side reads (rules.md §3.3, §4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen import services as termijnen
from mentoren.models import Inschrijving, Uittreksel
from mentoren.services import dossier
from mentoren.services.vragen import vraag_mentor
from mentoren.toestanden import Wie
from mentoren.transitions import MENTOR
from tests import fabrieken

from .cursus import gemaild, html_van, mentor, met_termijn, schrijf_in, werkgever
from .test_overgangen import mensen, probeer

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
EDUCAM = {Wie.CONSULENT, Wie.COORDINATOR}
RULES = {
    # action: (from, to, who)
    "vertrekken": ("actief", "vertrokken", {Wie.WERKGEVER} | EDUCAM),
    "terugkeren": ("vertrokken", "actief", {Wie.WERKGEVER}),
    "weren": ("actief", "geweerd", {Wie.COORDINATOR}),
    "herstellen": ("geweerd", "actief", {Wie.COORDINATOR}),
    "vrijstelling_geven": ("actief", "", EDUCAM),
    "vestigingen_regelen": ("actief", "", EDUCAM),
    "zelf_laten_invullen": ("actief", "", {Wie.WERKGEVER}),
}


def vertrek(m, *, door=None, per=None, waarnemer="Jan Maes"):
    per = per or timezone.localdate()
    return dossier.vertrek(mentor=m, per=per, waarnemer=waarnemer, door=door or werkgever(m), op=timezone.now())


def aangeduid(m, aantal: int = 1):
    for _ in range(aantal - m.onderneming.vestigingen.count()):
        fabrieken.VestigingFactory(onderneming=m.onderneming)
    for vestiging in m.onderneming.vestigingen.all()[:aantal]:
        fabrieken.AanduidingFactory(mentor=m, vestiging=vestiging)
    return m


def test_the_table_says_what_rules_md_says():
    assert {rij.actie: (" ".join(rij.van), rij.naar or "", set(rij.wie)) for rij in MENTOR} == RULES


def test_every_cell_of_a_mentor():
    m = aangeduid(mentor(), 2)
    weg, geweerd = aangeduid(mentor(), 2), aangeduid(mentor(), 2)
    vertrek(weg)
    dossier.weer(mentor=geweerd, waarnemer="", door=fabrieken.coordinator(), op=timezone.now())
    diensten = {
        "terugkeren": lambda rij, door: dossier.keer_terug(mentor=rij, door=door, op=timezone.now()),
        "weren": lambda rij, door: dossier.weer(mentor=rij, waarnemer="", door=door, op=timezone.now()),
        "herstellen": lambda rij, door: dossier.herstel(mentor=rij, door=door, op=timezone.now()),
        "vertrekken": lambda rij, door: vertrek(rij, door=door),
        "vrijstelling_geven": lambda rij, door: dossier.geef_vrijstelling(
            mentor=rij, reden="Diploma.", door=door, op=timezone.now()
        ),
        "zelf_laten_invullen": lambda rij, door: vraag_mentor(
            mentor=rij, email="marc@example.be", door=door, op=timezone.now()
        ),
        "vestigingen_regelen": lambda rij, door: dossier.regel_vestigingen(
            mentor=rij, hoe="Beurtelings.", door=door, op=timezone.now()
        ),
    }
    assert set(diensten) == set(RULES)
    fouten = []
    for rij in (m, weg, geweerd):
        rij.refresh_from_db()
        iedereen = mensen(rij)
        for actie, druk in diensten.items():
            for wie, (door, rollen) in iedereen.items():
                mag = rij.toestand == RULES[actie][0] and bool(rollen & RULES[actie][2])
                fouten += probeer(rij, MENTOR[actie], lambda d=door, r=rij, p=druk: p(r, d), wie, door, mag=mag)
    assert not fouten, "\n".join(fouten)


def test_leaving_ends_designations_the_year_and_the_seat_that_this_onderneming_took():
    m = met_termijn(aangeduid(mentor(email="mentor@example.be")))
    sessie = fabrieken.SessieFactory(capaciteit=1)
    schrijf_in(sessie, m)
    wacht = schrijf_in(sessie, mentor())
    vertrek(m, per=timezone.localdate() - 3 * DAG)
    m.refresh_from_db()
    assert (m.toestand, m.waarnemer) == ("vertrokken", "Jan Maes")
    assert m.aanduidingen.get().tot == timezone.localdate()  # it began today: an end never lies before a begin
    assert termijnen.van(m, "mentoropleiding").nietig_op == timezone.localdate()
    assert Inschrijving.objects.get(persoon=m.persoon).toestand == "geannuleerd"
    wacht.refresh_from_db()
    assert wacht.toestand == "ingeschreven"
    assert "mentor@example.be" in gemaild("opleiding_uitgeschreven")
    with pytest.raises(Geweigerd, match="geen mentor meer"):
        schrijf_in(fabrieken.SessieFactory(), m)


def test_a_seat_that_another_onderneming_took_stays():
    m = mentor()
    elders = mentor(persoon=m.persoon)
    schrijf_in(fabrieken.SessieFactory(), elders)
    vertrek(m, waarnemer="")
    assert Inschrijving.objects.get().toestand == "ingeschreven"


def test_leaving_needs_a_day_that_was_and_somebody_who_stands_in():
    m = aangeduid(mentor())
    with pytest.raises(Geweigerd, match="toekomst"):
        vertrek(m, per=timezone.localdate() + DAG)
    with pytest.raises(Geweigerd, match="wie de lerende"):
        vertrek(m, waarnemer=" ")
    m.refresh_from_db()
    assert m.vertrokken_op is None


def gegevens_van(m) -> dict:
    """What the werkgever types to add this person, with other capitals and a new function."""
    persoon = {"voornaam": m.persoon.voornaam.upper(), "naam": m.persoon.naam, "geboortedatum": m.persoon.geboortedatum}
    return {"onderneming": m.onderneming, "persoon": persoon, "gegevens": {"functie": "Chef"}, "op": timezone.now()}


def test_who_comes_back_is_the_same_mentor_and_designated_nowhere(client):
    m = met_termijn(aangeduid(mentor()))
    naam, elders = str(m.persoon), mentor(persoon=m.persoon)
    vertrek(m)
    terug = dossier.voeg_toe(**gegevens_van(m), door=werkgever(m))
    assert terug.pk == m.pk
    m = type(m).objects.get(pk=m.pk)
    assert (m.toestand, m.vertrokken_op, m.waarnemer, m.functie) == ("actief", None, "", "Chef")
    assert str(m.persoon) == naam, "wie nagekeken is, blijft die persoon"
    assert not m.aanduidingen.filter(tot=None).exists() and not termijnen.van(m, "mentoropleiding").is_open
    vertrek(m, waarnemer="")
    client.force_login(werkgever(m))
    adres = f"/werkgever/mentoren/{m.pk}/"
    assert "Meld dat deze mentor terug is" in html_van(client, adres)
    assert client.post(f"{adres}terugkeren/").status_code == 302
    pagina = html_van(client, adres)
    assert "Geen mentor meer" not in pagina and str(elders.onderneming) not in pagina
    assert "#erkenningen" in pagina, "wie terug is, moet nog voorgesteld worden"
    assert client.get(f"{adres}terugkeren/").status_code == 302, "wie mentor is, komt niet terug"


def test_equal_names_elsewhere_and_who_was_barred_never_come_back():
    m = mentor()
    vertrek(m, waarnemer="")
    nieuw = dossier.voeg_toe(
        **(gegevens_van(m) | {"onderneming": (ander := mentor()).onderneming}), door=werkgever(ander)
    )
    assert nieuw.persoon_id != m.persoon_id
    naamgenoot = gegevens_van(m)
    del naamgenoot["persoon"]["geboortedatum"]
    onbekend = dossier.voeg_toe(**naamgenoot, door=werkgever(m))
    assert onbekend.persoon_id != m.persoon_id, "zonder geboortedatum is een naam niet genoeg"
    geweerd = dossier.weer(mentor=mentor(), waarnemer="", door=fabrieken.coordinator(), op=timezone.now())
    baas = werkgever(geweerd)
    with pytest.raises(Geweigerd, match="geweerd als mentor"):
        dossier.voeg_toe(**gegevens_van(geweerd), door=baas)
    with pytest.raises(Geweigerd, match="staat intussen op “Geweerd”"):
        dossier.keer_terug(mentor=geweerd, door=baas, op=timezone.now())


def test_several_vestigingen_are_flagged_until_written_down_and_again_after_the_next_designation(client):
    m, consulent = aangeduid(mentor(), 2), fabrieken.consulent(fabrieken.regio("ovl"))
    adres = f"/consulent/mentoren/{m.pk}/"
    client.force_login(consulent)
    assert "Op meer dan één vestiging" in html_van(client, adres)
    assert client.post(f"{adres}vestigingen/", {"hoe": "Elk een halve week."}).status_code == 302
    html = html_van(client, adres)
    assert "Op meer dan één vestiging" not in html and "Elk een halve week." in html
    m.refresh_from_db()
    m.vestigingen_op -= DAG
    m.save()
    assert "Op meer dan één vestiging" in html_van(client, adres)


def test_each_side_reads_the_conditions_and_a_vermelding_only_educam(client):
    m = aangeduid(mentor())
    Uittreksel.objects.create(
        mentor=m,
        uitkomst="vermelding",
        uitgegeven_op=timezone.localdate(),
        gecontroleerd_op=timezone.now(),
        gecontroleerd_door=fabrieken.UserFactory(),
    )
    client.force_login(werkgever(m))
    html = html_van(client, f"/werkgever/mentoren/{m.pk}/")
    assert all(woord in html for woord in ("Leeftijd", "Ervaring", "596.2", "Mentoropleiding", "Decreet"))
    assert "Nog niet nagekeken" in html and "beoordeel" not in html.lower().replace("beoordeeld op de dag", "")
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    assert "Wordt beoordeeld" in html_van(client, f"/consulent/mentoren/{m.pk}/")


def test_the_exemption_is_noted_with_its_proof_on_the_file(client):
    m = mentor(beroep_sinds=timezone.localdate() - 300 * DAG)
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    adres = f"/consulent/mentoren/{m.pk}/"
    assert "Noteer een vrijstelling" in html_van(client, adres)
    client.post(f"{adres}vrijstelling/", {"reden": "Diploma gezien."})
    html = html_van(client, adres)
    assert "Diploma gezien." in html and "Noteer een vrijstelling" not in html


def test_the_page_before_leaving_says_what_it_touches(client):
    m = aangeduid(mentor())
    schrijf_in(fabrieken.SessieFactory(), m)
    client.force_login(werkgever(m))
    html = html_van(client, f"/werkgever/mentoren/{m.pk}/vertrekken/")
    assert "Dit raakt het" in html and str(m.aanduidingen.get().opleiding) in html and "Ingeschreven" in html
    vandaag = timezone.localdate().isoformat()
    client.post(f"/werkgever/mentoren/{m.pk}/vertrekken/", {"per": vandaag, "waarnemer": "Jan Maes"})
    assert "Geen mentor meer" in html_van(client, f"/werkgever/mentoren/{m.pk}/")
    assert "Geen mentor meer" in html_van(client, "/werkgever/mentoren/")
