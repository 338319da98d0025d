"""What a werkgever sees and does for the premiums: reasons, dates, consent, days; who may only read (rules.md §2, §6)."""

import re
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.models import Bereik, Bron, Rol
from educam_portal.parameters.models import Parameter
from educam_portal.workflow.models import Gebeurtenis
from premies.models import EerderePremie, Premie, Prestatie, Toestemming
from premies.services.beoordelen import beoordeel
from premies.services.toestemmen import geef_toestemming, wijzig_iban
from premies.toestanden import Aanleiding
from tests import fabrieken

from .test_beoordelen import IBAN, de_premie, geregistreerd, voltooid

pytestmark = pytest.mark.django_db
LIJST, TOESTEMMING = "/werkgever/premies/", "/werkgever/premies/toestemming/"
OP = "2026-10-15 10:00"
# What is written of an account number anywhere but in the field where one types it.
REKENING, MASKER, VOLUIT = "BE71 0961 2345 6769", "BE•• •••• 6769", "0961"


def lezer(onderneming):
    tot = timezone.localdate() + timedelta(days=90)
    return fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING, tot=tot)


@pytest.fixture
def gemaakt(werker):
    """One paid lerende since 1 September, registered on that day; nothing else done."""
    with travel(OP, tick=False):
        yield geregistreerd(werker)


def lees(client, user, pad: str) -> str:
    client.force_login(user)
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_the_list_says_what_to_do_first_and_the_page_why(client, gemaakt):
    premie = de_premie(gemaakt)
    html = lees(client, gemaakt.werkgever, LIJST)
    assert "Geef toestemming en vul je rekeningnummer in" in html
    assert "1 dec." in html
    assert "Actie nodig" in html
    html = lees(client, gemaakt.werkgever, premie.get_absolute_url())
    assert 'Je kan <strong class="nobr">1.000 euro</strong> krijgen.' in html
    assert "Laat de mentor de mentoropleiding volgen.</strong> Dan blijft 1.000 euro mogelijk." in html
    assert "De overeenkomst werd geregistreerd op 1 september 2026, binnen 3 maanden na de start." in html
    assert "Dit is premie 1 van hoogstens 3 voor deze lerende, over alle ondernemingen samen" in html
    assert "De overeenkomst is geregistreerd." in html
    assert "Volg je premies" in lees(client, gemaakt.werkgever, gemaakt.overeenkomst.get_absolute_url())
    assert "Er zijn nog geen dagen ingevuld. Voor de premie zijn er 4 maanden nodig." in html
    assert html.count('class="maandbalk-vak"') == 4
    assert "maandbalk-vol" not in html


def test_only_the_schooljaar_that_was_asked(client, werker):
    with travel(OP, tick=False):
        gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
        html = lees(client, gemaakt.werkgever, f"{LIJST}?schooljaar=2027")
        assert html.count("/werkgever/premies/PRM-") == 1
        assert html.count('aria-current="page">2027-2028') == 1
        assert lees(client, gemaakt.werkgever, f"{LIJST}?schooljaar=onzin").count("/werkgever/premies/PRM-") == 2


def voor(gemaakt) -> dict[str, int]:
    """The onderneming for which a form was opened."""
    return {"onderneming": gemaakt.overeenkomst.vestiging.onderneming_id}


def test_without_overeenkomst_the_list_says_so(client):
    onderneming = fabrieken.OndernemingFactory()
    html = lees(client, fabrieken.werkgever(onderneming), LIJST)
    assert "Nog geen overeenkomst, dus nog geen premie" in html


def test_consent_is_given_changed_and_withdrawn_and_the_number_never_read_whole(client, gemaakt):
    premie = de_premie(gemaakt)
    client.force_login(gemaakt.werkgever)
    antwoord = client.post(TOESTEMMING, {"iban": IBAN, **voor(gemaakt)})
    assert antwoord.status_code == 422
    assert "Vink aan dat je toestemming geeft." in antwoord.content.decode()
    assert client.post(TOESTEMMING, {"iban": REKENING, "akkoord": "on", **voor(gemaakt)})["Location"] == LIJST
    html = lees(client, gemaakt.werkgever, LIJST)
    assert MASKER in html
    assert VOLUIT not in html
    assert "Je gaf toestemming en je rekeningnummer op 15 oktober 2026." in lees(
        client, gemaakt.werkgever, premie.get_absolute_url()
    )
    assert client.get(TOESTEMMING)["Location"] == LIJST
    html = lees(client, gemaakt.werkgever, "/werkgever/premies/rekening/")
    assert MASKER in html
    assert VOLUIT not in html
    assert client.post("/werkgever/premies/rekening/", {"iban": IBAN, **voor(gemaakt)})["Location"] == LIJST
    assert Toestemming.objects.get().iban == "BE68539007547034"
    html = lees(client, gemaakt.werkgever, f"{TOESTEMMING}intrekken/")
    assert "Er is nu 1 premie die nog niet doorgegeven is." in html
    assert client.post(f"{TOESTEMMING}intrekken/", voor(gemaakt))["Location"] == LIJST
    assert Toestemming.objects.get().ingetrokken_op == date(2026, 10, 15)
    assert client.get("/werkgever/premies/rekening/")["Location"] == TOESTEMMING


def test_days_are_proposed_told_and_wiped(client, gemaakt):
    url = de_premie(gemaakt).get_absolute_url()
    html = lees(client, gemaakt.werkgever, url)
    assert "Vul dan in één keer 1 september 2026 tot en met 15 oktober 2026 in." in html
    antwoord = client.post(f"{url}dagen/", {"van": "2026-09-01", "tot": "2026-10-16"})
    assert antwoord.status_code == 422
    # At the field, so that the summary links to it.
    assert antwoord.context["form"].errors == {"tot": ["Vul alleen dagen in die al voorbij zijn, tot en met vandaag."]}
    client.post(f"{url}dagen/", {"van": "2026-09-01", "tot": "2026-10-15"})
    html = lees(client, gemaakt.werkgever, url)
    assert "1 maand en 15 dagen</strong> van de 4 maanden" in html
    # The first of the four months is full, the second half.
    assert [re.search(r'width="(\d+)"', vak)[1] for vak in html.split('class="maandbalk-vol"')[1:]] == ["29", "15"]
    assert "Vul dan in één keer" not in html
    client.post(f"{url}dagen/{Prestatie.objects.get().pk}/wissen/")
    assert not Prestatie.objects.exists()


def test_a_form_that_was_opened_for_another_onderneming_saves_nothing(client, gemaakt):
    """Who works for several may have switched in another tab: no account of the one for the other."""
    client.force_login(gemaakt.werkgever)
    elders = fabrieken.OndernemingFactory().pk
    for deur in (TOESTEMMING, "/werkgever/premies/inlezen/"):
        antwoord = client.post(deur, {"iban": IBAN, "akkoord": "on", "onderneming": elders}, follow=True)
        assert "Er is niets bewaard. Kijk na en probeer opnieuw." in antwoord.content.decode()
    assert not Toestemming.objects.exists()


def test_a_form_never_changes_another_onderneming_than_the_one_it_names(client, gemaakt):
    """Who works now for one whose premiums are out of reach acts for the one that stands in the form, or for none."""
    deze = gemaakt.overeenkomst.vestiging.onderneming
    user = fabrieken.werkgever(
        fabrieken.OndernemingFactory(), Rol.MEDEWERKER, bereik=Bereik.AANVRAGEN, bron=Bron.MACHTIGING
    )
    nu = user.lidmaatschappen.get().organisatie
    tot = timezone.localdate() + timedelta(days=90)
    fabrieken.werkgever(deze, Rol.MEDEWERKER, user=user, bereik=Bereik.PREMIES, bron=Bron.MACHTIGING, tot=tot)
    client.force_login(user)
    client.post("/organisatie/wissel/", {"organisatie": nu.pk})
    vreemd = fabrieken.OndernemingFactory()
    geen_sleutel = ({"onderneming": "x"}, {"onderneming": "9" * 5000})
    for genoemd in ({}, {"onderneming": vreemd.pk}, {"onderneming": nu.onderneming.pk}, *geen_sleutel):
        assert client.post(TOESTEMMING, {"iban": IBAN, "akkoord": "on", **genoemd}).status_code == 404
    assert not Toestemming.objects.exists()
    html = lees(client, user, TOESTEMMING)
    assert f'<p class="boventitel">{deze}</p>' in html
    assert client.post(TOESTEMMING, {"iban": IBAN, "akkoord": "on", "onderneming": deze.pk}).status_code == 302
    assert Toestemming.objects.get().onderneming == deze


def test_the_card_says_who_answers_while_the_consulent_is_away(client, gemaakt):
    premie, collega = de_premie(gemaakt), fabrieken.coordinator()
    regio = premie.overeenkomst.vestiging.regio
    fabrieken.afwezig(fabrieken.consulent(regio), tot=5, vervanger=collega)
    for pad in (LIJST, premie.get_absolute_url()):
        html = lees(client, gemaakt.werkgever, pad)
        assert f"Tot en met 20 oktober 2026 neemt <strong>{collega}</strong> over." in html


def test_an_account_that_no_key_opens_is_not_shown_as_a_number(client, gemaakt, settings):
    onderneming = gemaakt.overeenkomst.vestiging.onderneming
    wie = {"onderneming": onderneming, "door": gemaakt.werkgever, "op": timezone.now()}
    geef_toestemming(iban=IBAN, akkoord=True, **wie)
    settings.PERSOON_SLEUTELS = [Fernet.generate_key().decode()]
    assert "Het rekeningnummer kan nu niet getoond worden." in lees(client, gemaakt.werkgever, LIJST)
    wijzig_iban(iban=REKENING, **wie)
    tekst = f"Ander rekeningnummer voor de premie: onleesbaar werd {MASKER}."
    assert Gebeurtenis.objects.filter(tekst=tekst).exists()


def test_who_may_only_read_sees_it_and_acts_on_nothing(client, gemaakt):
    premie = de_premie(gemaakt)
    user = lezer(premie.onderneming)
    html = lees(client, user, premie.get_absolute_url())
    assert "Vul de hele periode in" not in html
    assert f'href="{TOESTEMMING}"' not in html + lees(client, user, LIJST)
    dagen = f"{premie.get_absolute_url()}dagen/"
    deuren = (TOESTEMMING, "/werkgever/premies/rekening/", f"{TOESTEMMING}intrekken/", dagen)
    assert [client.post(deur, {"iban": IBAN, "akkoord": "on"}).status_code for deur in deuren] == [404] * 4
    assert not Toestemming.objects.exists()


def test_the_secretariaat_with_premies_acts_and_others_find_nothing(client, gemaakt):
    premie = de_premie(gemaakt)
    tot = timezone.localdate() + timedelta(days=90)
    kantoor = fabrieken.lid(
        premie.onderneming.organisatie, Rol.SECRETARIAAT, bereik=Bereik.PREMIES, bron=Bron.MACHTIGING, tot=tot
    )
    # The overeenkomst itself is beyond that scope: its number is no link.
    assert f'href="{gemaakt.overeenkomst.get_absolute_url()}"' not in lees(client, kantoor, premie.get_absolute_url())
    assert client.post(TOESTEMMING, {"iban": IBAN, "akkoord": "on", **voor(gemaakt)}).status_code == 302
    vreemd = fabrieken.werkgever(fabrieken.OndernemingFactory())
    for user in (vreemd, gemaakt.begeleider, gemaakt.mentor, fabrieken.coordinator()):
        client.force_login(user)
        assert client.get(premie.get_absolute_url()).status_code == 404
    client.force_login(vreemd)
    assert (
        client.post(f"{premie.get_absolute_url()}dagen/", {"van": "2026-09-01", "tot": "2026-09-30"}).status_code == 404
    )


def test_what_has_no_right_says_why_and_how_it_came_about(client, werker):
    with travel(OP, tick=False):
        gemaakt = geregistreerd(werker, vestiging=fabrieken.VestigingFactory(postcode="1000"))
        html = lees(client, gemaakt.werkgever, LIJST)
        assert "De vestiging ligt niet in het Vlaams Gewest" in html
        assert "Niet mogelijk" in html
        html = lees(client, gemaakt.werkgever, de_premie(gemaakt).get_absolute_url())
    assert "Deze premie is niet mogelijk." in html
    assert "De premie bestaat alleen voor een vestiging in het Vlaams Gewest, niet in Brussel." in html
    assert "Vestiging in het Vlaams Gewest: niet in orde" in html


def test_the_history_tells_what_each_judgement_changed(client, gemaakt):
    premie = de_premie(gemaakt)
    client.force_login(gemaakt.werkgever)
    client.post(TOESTEMMING, {"iban": IBAN, "akkoord": "on", **voor(gemaakt)})
    html = lees(client, gemaakt.werkgever, premie.get_absolute_url())
    eerst, daarna = html.index("De werkgever gaf toestemming"), html.index("De overeenkomst is geregistreerd.")
    assert eerst < daarna
    assert "Toestemming en rekeningnummer: in orde" in html[eerst:daarna]


def test_the_sessions_of_the_mentoropleiding_stand_on_the_page_until_it_is_followed(client, gemaakt):
    fabrieken.SessieFactory(over=30)
    premie = de_premie(gemaakt)
    assert "Plan de mentoropleiding" in lees(client, gemaakt.werkgever, premie.get_absolute_url())
    voltooid(gemaakt, date(2026, 10, 1))
    Premie.objects.filter(pk=premie.pk).update(
        voorwaarden=[een | {"uitkomst": "voldaan", "uiterlijk": None} for een in premie.voorwaarden]
    )
    assert "Plan de mentoropleiding" not in lees(client, gemaakt.werkgever, premie.get_absolute_url())


def test_both_counts_of_the_premiums_of_a_lerende(client, gemaakt):
    """Two before this one, of which one here."""
    premie = de_premie(gemaakt)
    Premie.objects.filter(pk=premie.pk).update(eerder=2, eerder_hier=1)
    html = lees(client, gemaakt.werkgever, premie.get_absolute_url())
    assert "Dit is premie 3 van hoogstens 3 voor deze lerende, over alle ondernemingen samen" in html
    assert "Bij jou is het premie 2" in html


@pytest.mark.parametrize(
    ("per", "zinnen"),
    [
        (
            "lerende",
            ("Het maximum van 3 voor deze lerende is bereikt, over alle ondernemingen samen", "4 andere premies"),
        ),
        (
            "onderneming",
            (
                "Dit is premie 2 van hoogstens 3 voor deze lerende, bij jou",
                "Over alle ondernemingen samen is het premie 5",
            ),
        ),
    ],
)
def test_the_maximum_counts_as_the_parameter_says(client, gemaakt, per, zinnen):
    parameter = Parameter.objects.get(naam="premie_max_per")
    parameter.waarde = per
    parameter.save()
    premie = de_premie(gemaakt)
    for hier, aantal in ((True, 1), (False, 3)):
        EerderePremie.objects.create(
            persoonsnummer=premie.persoonsnummer, aantal=aantal, bron="Brief", ingevoerd_door=gemaakt.werkgever,
            onderneming=premie.onderneming if hier else fabrieken.OndernemingFactory(),
        )  # fmt: skip
    beoordeel(persoonsnummer=premie.persoonsnummer_id, aanleiding=Aanleiding.EERDER, op=timezone.now())
    html = lees(client, gemaakt.werkgever, premie.get_absolute_url())
    assert all(zin in html for zin in zinnen)


def test_on_course_when_only_the_months_have_yet_to_be_worked(client, gemaakt):
    """Nothing asks for an action but going on."""
    premie = de_premie(gemaakt)
    voltooid(gemaakt, date(2026, 10, 1))
    client.force_login(gemaakt.werkgever)
    client.post(TOESTEMMING, {"iban": IBAN, "akkoord": "on", **voor(gemaakt)})
    premie.refresh_from_db()
    assert (premie.recht, premie.status.label) == ("nog_niet", "Op koers")
    assert "Op koers" in lees(client, gemaakt.werkgever, LIJST)
    html = lees(client, gemaakt.werkgever, premie.get_absolute_url())
    assert 'Je bent op koers voor <strong class="nobr">1.000 euro</strong>.' in html
    assert "Vul de gewerkte dagen in, uiterlijk op" in html
