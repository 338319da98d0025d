"""The coördinator's first screen and the page that hands work over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from erkenning.models import Aanvraag
from erkenning.services import behandeling
from tests import fabrieken
from tests.erkenning.dossiers import dossier, in_behandeling, klaar_om_te_beslissen
from tests.erkenning.test_uittreksel import beoordeel, kijk_na
from tests.vragen import kost

pytestmark = pytest.mark.django_db
OVERZICHT = "/coordinator/"


@pytest.fixture
def coordinator(client):
    user = fabrieken.coordinator()
    client.force_login(user)
    return user


def laat(vestiging, dagen: int, **velden) -> Aanvraag:
    """A dossier that is `dagen` past its due date."""
    return fabrieken.AanvraagFactory(
        toestand="in_behandeling",
        vestiging=vestiging,
        vervalt_op=timezone.localdate() - timedelta(days=dagen),
        **velden,
    )


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_overview_costs_the_same_for_any_number(client, coordinator, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        vestiging = fabrieken.VestigingFactory(postcode=("9300", "3500", "2800")[nummer])
        consulent = fabrieken.consulent(vestiging.regio)
        laat(vestiging, 2, consulent=consulent, lijnen=1)
        laat(vestiging, 3)
        klaar_om_te_beslissen(vestiging=vestiging).beslis(weiger="Te klein.")
    with django_assert_num_queries(10):
        antwoord = client.get(OVERZICHT)
    assert len(antwoord.context["te_laat"]) == 2 * aantal


def test_all_regions_the_latest_first(client, coordinator):
    gent, hasselt = fabrieken.VestigingFactory(), fabrieken.VestigingFactory(postcode="3500")
    minst, meest = laat(gent, 1), laat(hasselt, 8)
    op_tijd = fabrieken.AanvraagFactory(toestand="ingediend", vestiging=gent)
    antwoord = client.get(OVERZICHT)
    assert list(antwoord.context["te_laat"]) == [meest, minst]
    assert op_tijd.ref not in antwoord.content.decode()


def test_figures_lead_to_lists_that_hold_as_many(client, coordinator):
    vestiging = fabrieken.VestigingFactory()
    consulent = fabrieken.consulent(vestiging.regio)
    laat(vestiging, 1, consulent=consulent)
    laat(vestiging, 2)
    klaar_om_te_beslissen(vestiging=vestiging).beslis(weiger="Te klein.")
    fabrieken.AanvraagFactory(toestand="beslist", vestiging=vestiging)
    tegels = client.get(OVERZICHT).context["tegels"]
    assert {tegel["sleutel"]: tegel["aantal"] for tegel in tegels} == {
        "te_laat": "2",
        "bevestigen": "1",
        "vermeldingen": "0",
        "niet_toegewezen": "1",
        "mails": "0",
        "open": "3",
    }
    for tegel in (tegel for tegel in tegels if tegel["sleutel"] not in ("mails", "vermeldingen")):
        assert client.get(tegel["url"]).context["pagina"].paginator.count == int(tegel["aantal"]), tegel


def test_the_load_names_who_left_and_what_nobody_has(client, coordinator):
    vestiging = fabrieken.VestigingFactory()
    fabrieken.consulent(vestiging.regio, user=fabrieken.UserFactory(naam="An Claes"))
    weg = fabrieken.UserFactory(naam="Zoë Vertrokken", is_active=False)
    laat(vestiging, 1, consulent=weg)
    laat(vestiging, 1)
    lasten = client.get(OVERZICHT).context["lasten"]
    assert [(str(last.user), last.open, last.te_laat) for last in lasten] == [
        ("An Claes", 0, 0),
        ("Zoë Vertrokken", 1, 1),
        ("None", 1, 1),
    ]


def test_nothing_to_do_says_so(client, coordinator):
    inhoud = client.get(OVERZICHT).content.decode()
    assert "Geen enkel dossier is te laat." in inhoud
    assert "Er wacht geen weigering op jou." in inhoud


# --- handing over ------------------------------------------------------------------------------------------------


def herverdeel(client, van, **velden):
    return client.post(reverse("coordinator:herverdelen", args=[van]), velden)


def test_a_pile_goes_over_with_one_mail_a_person(client, coordinator):
    vestiging = fabrieken.VestigingFactory()
    van, naar = (fabrieken.consulent(vestiging.regio) for _ in range(2))
    dossiers = [laat(vestiging, 1, consulent=van) for _ in range(3)]
    with zeal_ignore():  # each dossier goes through the one door by itself; a page holds fifty at most
        antwoord = herverdeel(client, van.pk, alles="on", aan=naar.pk, reden="Nele is met verlof.")
    assert antwoord.status_code == 302
    assert set(Aanvraag.objects.filter(consulent=naar)) == set(dossiers)
    mails = Bericht.objects.filter(soort="dossiers_herverdeeld")
    assert sorted(mail.adres for mail in mails) == sorted([van.email, naar.email])
    assert all(
        dossier.ref in mail.tekst and "Nele is met verlof." in mail.tekst for dossier in dossiers for mail in mails
    )


def test_only_the_ticked_ones_go(client, coordinator):
    vestiging = fabrieken.VestigingFactory()
    van, naar = (fabrieken.consulent(vestiging.regio) for _ in range(2))
    weg, blijft = (laat(vestiging, 1, consulent=van) for _ in range(2))
    herverdeel(client, van.pk, dossiers=[weg.pk], aan=naar.pk)
    assert set(Aanvraag.objects.filter(consulent=naar)) == {weg}
    assert set(Aanvraag.objects.filter(consulent=van)) == {blijft}


def test_nobodys_dossiers_can_be_given(client, coordinator):
    vestiging = fabrieken.VestigingFactory()
    naar = fabrieken.consulent(vestiging.regio)
    dossier = laat(vestiging, 1)
    herverdeel(client, "niemand", dossiers=[dossier.pk], aan=naar.pk)
    assert Aanvraag.objects.get().consulent == naar


def test_all_or_none_when_a_colleague_does_not_work_there(client, coordinator):
    gent, hasselt = fabrieken.VestigingFactory(), fabrieken.VestigingFactory(postcode="3500")
    van, elders = fabrieken.consulent(gent.regio), fabrieken.consulent(hasselt.regio)
    dossiers = [laat(gent, 1, consulent=van), laat(hasselt, 1, consulent=van)]
    antwoord = herverdeel(client, van.pk, alles="on", aan=elders.pk, reden="Een drukke maand")
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert f"{dossiers[0].ref}: {elders} werkt niet voor {gent.regio}" in inhoud
    assert "Een drukke maand" in inhoud
    assert not Aanvraag.objects.filter(consulent=elders).exists()


def test_what_was_closed_meanwhile_is_named(coordinator):
    vestiging = fabrieken.VestigingFactory()
    naar = fabrieken.consulent(vestiging.regio)
    open_, dicht = laat(vestiging, 1), fabrieken.AanvraagFactory(toestand="ingetrokken", vestiging=vestiging)
    with pytest.raises(Geweigerd, match=dicht.ref):
        behandeling.herverdelen(aanvragen=[open_, dicht], consulent=naar, door=coordinator, op=timezone.now())
    open_.refresh_from_db()
    assert open_.consulent is None


@pytest.mark.parametrize("velden", [{}, {"dossiers": ["999999"]}, {"dossiers": ["x"]}, {"alles": "on"}])
def test_an_incomplete_form_says_what_to_do(client, coordinator, velden):
    laat(fabrieken.VestigingFactory(), 1)
    antwoord = herverdeel(client, "niemand", **velden)
    assert antwoord.status_code == 422
    assert "Er is een probleem" in antwoord.content.decode()


@pytest.mark.parametrize("van", ["x", "0", "99999999999999999999", "-1"])
def test_nobody_by_that_name(client, coordinator, van):
    assert client.get(reverse("coordinator:herverdelen", args=[van])).status_code == 404


def test_a_consulent_does_not_hand_over_for_others(client):
    d = in_behandeling()
    client.force_login(d.consulent)
    assert client.get(OVERZICHT).status_code == 404
    assert herverdeel(client, d.consulent.pk, alles="on").status_code == 404


def tegels(client) -> list[dict]:
    return client.get(OVERZICHT).context["tegels"]


def test_vandaag_says_what_waits_for_a_coordinator(client, coordinator):
    vandaag = reverse("consulent:vandaag")
    assert "Alles bij" in client.get(vandaag).content.decode()
    voorstel = klaar_om_te_beslissen().beslis(weiger="Te klein.")
    d = dossier().vul_in().dien_in().neem_in()
    kijk_na(d, "vermelding", getoond=True)
    laat(d.aanvraag.vestiging, 2, consulent=d.consulent)
    assert [tegel["aantal"] for tegel in tegels(client)] == ["1", "1", "1", "0", "0", "3"]
    with kost(10):
        wacht = client.get(vandaag).content.decode()
    assert "Alles bij" not in wacht
    assert "Bevestig een weigering" in wacht
    assert reverse("consulent:uittreksel_beoordelen", args=[d.aanvraag.ref, d.mentoren[0].pk]) in wacht
    assert "1 dossier is te laat" in wacht
    client.force_login(d.consulent)
    assert "Wacht op jou als coördinator" not in client.get(vandaag).content.decode()
    beoordeel(d, "aanvaard", coordinator)
    Aanvraag.objects.filter(pk=voorstel.aanvraag.pk).update(beslist_door=coordinator)
    client.force_login(coordinator)
    rest = client.get(vandaag).content.decode()
    assert "Bevestig een weigering" not in rest and "Beoordeel de vermelding" not in rest
    assert [tegel["aantal"] for tegel in tegels(client) if tegel["sleutel"] == "vermeldingen"] == ["0"]
