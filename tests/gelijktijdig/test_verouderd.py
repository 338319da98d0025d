"""A page that was open too long: two tabs on one step, or a part that closed meanwhile. Nothing typed is lost (quality.md)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from erkenning.models import Aanvraag, Bezoekverslag
from erkenning.services import behandeling, bezoek
from erkenning.toestanden import Toestand
from tests import fabrieken
from tests.erkenning.acties import in_toestand, over
from tests.erkenning.dossiers import Dossier, dossier, in_behandeling, opleiding_met_checklist
from tests.formulier import Formulier, formulieren, open_formulier
from tests.gelijktijdig.test_uittreksel import laad_op

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
INTUSSEN = "Je aanvraag is intussen op een andere plaats aangepast"
GESLOTEN = "dit dossier staat intussen op"


@dataclass
class Stap:
    """One step with two different answers, and how to read which of them was saved."""

    naam: str
    een: dict[str, Any]
    twee: dict[str, Any]
    stand: Any
    extra: tuple[int, ...] = ()


def stap(naam: str, d: Dossier) -> Stap:
    aanvraag = d.aanvraag
    lijn = aanvraag.lijnen.first()
    match naam:
        case "vestiging":
            keuzes = [fabrieken.VestigingFactory(onderneming=aanvraag.onderneming) for _ in range(2)]
            een, twee = ({"vestiging": [str(v.pk)]} for v in keuzes)
            return Stap(naam, een, twee, lambda a: {"vestiging": [str(a.vestiging_id)]})
        case "opleidingen":
            een, twee = ({"opleidingen": [str(opleiding_met_checklist().pk)]} for _ in range(2))
            return Stap(naam, een, twee, lambda a: {"opleidingen": [str(a.lijnen.get().opleiding_id)]})
        case "plaatsen":
            veld = f"plaatsen_{lijn.pk}"
            return Stap(naam, {veld: ["3"]}, {veld: ["7"]}, lambda a: {veld: [str(a.lijnen.get().plaatsen)]})
        case "activiteiten_lijn":
            rijen = list(lijn.activiteiten.all())
            een, twee = ({f"activiteit_{rij.pk}": [antwoord] for rij in rijen} for antwoord in ("ja", "nee"))
            return Stap(
                naam,
                een,
                twee,
                lambda a: {f"activiteit_{rij.pk}": [rij.antwoord] for rij in a.lijnen.get().activiteiten.all()},
                (lijn.pk,),
            )
        case "mentoren":
            fabrieken.MentorFactory(onderneming=aanvraag.onderneming)
            veld = f"mentoren_{lijn.pk}"
            een, twee = ({veld: [str(mentor.pk)]} for mentor in aanvraag.onderneming.mentoren.order_by("pk"))
            return Stap(
                naam,
                een,
                twee,
                lambda a: {veld: [str(pk) for pk in a.lijnen.get().mentoren.values_list("mentor", flat=True)]},
            )
        case "mentor":
            mentor = d.mentoren[0]
            een, twee = {"functie": ["Werkplaatsleider"]}, {"functie": ["Zaakvoerder sinds jaren"]}
            return Stap(
                naam,
                een,
                twee,
                lambda a: {"functie": [a.onderneming.mentoren.get(pk=mentor.pk).functie]},
                (mentor.pk,),
            )
        case _:
            een, twee = {"opmerking": ["Bel na 17 uur."]}, {"opmerking": ["Bel me liever in de voormiddag."]}
            return Stap(naam, een, twee, lambda a: {"opmerking": [a.opmerking]})


def getypt(form: Formulier, waarden: dict[str, Any]) -> dict[str, Any]:
    return {naam: form.velden.get(naam) for naam in waarden}


@pytest.mark.parametrize(
    "naam", ["vestiging", "opleidingen", "plaatsen", "activiteiten_lijn", "mentoren", "mentor", "voorwaarden"]
)
def test_two_tabs_on_one_step(naam):
    d = dossier().vul_in()
    deze = stap(naam, d)
    client = Client(enforce_csrf_checks=True)
    client.force_login(d.werkgever)
    adres = reverse(f"werkgever:{naam}", args=[d.aanvraag.ref, *deze.extra])
    eerste, tweede = (open_formulier(client, adres) for _ in range(2))
    assert eerste.stuur(client, **deze.een).status_code == 302
    geweigerd = tweede.stuur(client, **deze.twee)
    assert geweigerd.status_code == 422
    assert INTUSSEN in geweigerd.content.decode()
    assert deze.stand(Aanvraag.objects.get(pk=d.aanvraag.pk)) == deze.een
    # What was typed stands in the page, and the next press counts.
    opnieuw = next(form for form in formulieren(geweigerd, adres) if form.actie == adres)
    assert getypt(opnieuw, deze.twee) == deze.twee
    assert opnieuw.stuur(client).status_code == 302
    assert deze.stand(Aanvraag.objects.get(pk=d.aanvraag.pk)) == deze.twee


def aangemeld(d: Dossier) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(d.werkgever)
    return client


def test_a_step_that_closes_while_it_is_filled_in():
    d = in_behandeling()
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=["voorwaarden"], vraag="Wanneer?"
    )
    client = aangemeld(d)
    adres = reverse("werkgever:voorwaarden", args=[d.aanvraag.referentie])
    form = open_formulier(client, adres)
    behandeling.vraag_intrekken(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    antwoord = form.stuur(client, opmerking="Bel me liever in de voormiddag.")
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert GESLOTEN in inhoud and "Bel me liever in de voormiddag." in inhoud
    assert client.get(adres).status_code == 302


@pytest.mark.parametrize(
    ("naam", "velden", "zin"),
    [
        ("aanvullen", {"antwoord": "Het uittreksel ligt bij de gemeente.", "alles": "on"}, "ligt bij de gemeente"),
        ("intrekken", {"reden": "We verhuizen naar Aalst."}, "We verhuizen naar Aalst."),
        ("sluiting", {"tot": ""}, "Kies een datum."),
    ],
)
def test_a_button_that_just_went_says_so_and_keeps_the_text(naam, velden, zin):
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    client = aangemeld(d)
    adres = reverse(f"werkgever:{naam}", args=[d.aanvraag.referentie])
    form = open_formulier(client, adres)
    behandeling.vraag_intrekken(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    d.ververs().beslis()
    antwoord = form.stuur(client, **velden)
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert zin in inhoud and (GESLOTEN in inhoud or naam == "sluiting")
    assert client.get(adres).status_code == 302


def test_a_slot_that_went_while_somebody_looked_at_it():
    d = in_behandeling()
    voorstel = bezoek.bezoek_voorstellen(
        aanvraag=d.aanvraag, momenten=[over(3), over(5)], door=d.consulent, op=timezone.now()
    )
    client = aangemeld(d)
    form = open_formulier(client, reverse("werkgever:bezoek", args=[voorstel.token]))
    eerste, tweede = voorstel.momenten.all()
    bezoek.bezoek_kiezen(aanvraag=d.aanvraag, moment=eerste, door=d.werkgever, op=timezone.now())
    antwoord = form.stuur(client, moment=tweede.pk)
    assert antwoord["Location"] == d.aanvraag.get_absolute_url()
    assert "Dit voorstel staat niet meer open" in client.get(antwoord["Location"]).content.decode()


def aan_het_verslag() -> tuple[Dossier, Client, str]:
    d = in_behandeling()
    bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(3), door=d.consulent, op=timezone.now())
    client = Client(enforce_csrf_checks=True)
    client.force_login(d.consulent)
    return d, client, reverse("consulent:verslag", args=[d.aanvraag.referentie])


def test_a_report_written_on_two_devices():
    _, client, adres = aan_het_verslag()
    telefoon, laptop = (open_formulier(client, adres) for _ in range(2))
    assert telefoon.stuur(client, tekst="Ruime werkplaats met twee bruggen.", knop="bewaar").status_code == 302
    geweigerd = laptop.stuur(client, tekst="Nog na te kijken.", knop="bewaar")
    assert geweigerd.status_code == 422
    inhoud = geweigerd.content.decode()
    assert "Dit is intussen aangepast" in inhoud and "Nog na te kijken." in inhoud
    assert Bezoekverslag.objects.get().tekst == "Ruime werkplaats met twee bruggen."
    opnieuw = next(form for form in formulieren(geweigerd, adres) if form.actie == adres)
    assert opnieuw.stuur(client, knop="bewaar").status_code == 302
    assert Bezoekverslag.objects.get().tekst == "Nog na te kijken."


def test_a_report_that_saves_itself_hands_out_what_the_next_save_starts_from():
    _, client, adres = aan_het_verslag()
    form = open_formulier(client, adres)
    for tekst in ("Ruime", "Ruime werkplaats"):
        antwoord = client.post(form.actie, form.velden | {"tekst": tekst}, headers={"x-autosave": "1"})
        assert antwoord.status_code == 200
        form.velden["versie"] = antwoord.json()["versie"]
    assert form.stuur(client, tekst="Ruime werkplaats.", knop="bewaar").status_code == 302
    assert client.post(form.actie, form.velden | {"tekst": "Oud"}, headers={"x-autosave": "1"}).status_code == 422


def test_conditions_judged_by_two_colleagues():
    d, client, _ = aan_het_verslag()
    adres = reverse("consulent:voorwaarden", args=[d.aanvraag.referentie])
    eerste, tweede = (open_formulier(client, adres) for _ in range(2))
    assert eerste.stuur(client, **{"oordeel-draagkracht": "voldaan"}).status_code == 302
    geweigerd = tweede.stuur(
        client, **{"oordeel-draagkracht": "niet_voldaan", "notitie-draagkracht": "Zie jaarrekening."}
    )
    assert geweigerd.status_code == 422 and "Zie jaarrekening." in geweigerd.content.decode()
    assert d.aanvraag.oordelen.get(voorwaarde="draagkracht").antwoord == "voldaan"


def test_a_596_2_that_is_replaced_while_the_consulent_reads_it():
    d = dossier().vul_in()
    laad_op(d)()
    d.dien_in().neem_in().vraag_aanvulling()
    client = Client(enforce_csrf_checks=True)
    client.force_login(d.consulent)
    adres = reverse("consulent:uittreksel", args=[d.aanvraag.referentie, d.mentoren[0].pk])
    form = open_formulier(client, adres)
    nieuw = laad_op(d, "nieuw.pdf")()
    gezien = {"uitgegeven_op": (timezone.localdate() - timedelta(days=9)).isoformat(), "uitkomst": "blanco"}
    antwoord = form.stuur(client, **gezien)
    assert antwoord.status_code == 422
    assert "Het uittreksel is intussen vervangen" in antwoord.content.decode()
    nieuw.refresh_from_db()
    assert nieuw.gecontroleerd_op is None and nieuw.document.gewist_op is None
    assert open_formulier(client, adres).stuur(client, **gezien).status_code == 302
