"""The line of years on the page of an onderneming (erkenning/tijdbalk.py), and what stands beside it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from erkenning.tijdbalk import BREED, Deel, tijdbalk
from tests import fabrieken

VANDAAG = date(2026, 7, 2)


def erkend(van: date, tot: date, **velden: date) -> SimpleNamespace:
    leeg = {"geschorst_van": None, "geschorst_tot": None, "opgeheven_op": None}
    return SimpleNamespace(geldig_van=van, geldig_tot=tot, **(leeg | velden))


def delen(een: SimpleNamespace) -> tuple[Deel, ...]:
    return tijdbalk([een], VANDAAG).rijen[0].delen


def test_the_line_holds_whole_years_and_today():
    balk = tijdbalk([erkend(date(2022, 3, 1), date(2027, 2, 28))], VANDAAG)
    assert (balk.van, balk.tot, len(balk.streepjes)) == (2022, 2027, 5)
    assert 0 < balk.streepjes[0] < balk.streepjes[-1] < BREED
    assert balk.streepjes[3] < balk.nu < balk.streepjes[4]
    leeg = tijdbalk([], VANDAAG)
    assert (leeg.van, leeg.tot, leeg.rijen) == (2026, 2026, ())


@pytest.mark.parametrize(
    ("een", "soorten"),
    [
        (erkend(date(2022, 1, 1), date(2026, 7, 2)), ["geldig"]),
        (erkend(date(2021, 7, 2), date(2026, 7, 1)), ["voorbij"]),
        (erkend(date(2026, 7, 3), date(2031, 7, 2)), ["toekomst"]),
        (erkend(date(2022, 1, 1), date(2026, 12, 31), opgeheven_op=date(2026, 7, 2)), ["voorbij"]),
        (erkend(date(2022, 1, 1), date(2026, 12, 31), opgeheven_op=date(2026, 7, 3)), ["geldig"]),
        (erkend(date(2026, 8, 1), date(2031, 7, 31), opgeheven_op=date(2026, 8, 1)), []),
        (erkend(date(2022, 1, 1), date(2026, 12, 31), geschorst_van=date(2026, 6, 1)), ["geldig", "geschorst"]),
    ],
)
def test_how_a_bar_counts(een, soorten):
    assert [deel.soort for deel in delen(een)] == soorten


def test_a_bar_of_the_whole_line_and_one_too_short_to_see():
    assert delen(erkend(date(2026, 1, 1), date(2026, 12, 31))) == (Deel(0, BREED, "geldig"),)
    kort = erkend(date(2020, 1, 1), date(2029, 12, 31), opgeheven_op=date(2020, 1, 2))
    assert delen(kort)[0].breedte == 4


@pytest.mark.django_db
def test_an_onderneming_through_the_years(client):
    vestiging = fabrieken.VestigingFactory()
    elders = fabrieken.VestigingFactory(onderneming=vestiging.onderneming, postcode="2000", naam="Werf Antwerpen")
    hier, daar = (fabrieken.ErkenningFactory(vestiging=een) for een in (vestiging, elders))
    mentor = fabrieken.AanduidingFactory(vestiging=vestiging, opleiding=hier.opleiding).mentor
    client.force_login(fabrieken.consulent(vestiging.regio))
    pagina = client.get(reverse("consulent:bedrijf", args=[vestiging.onderneming_id])).content.decode()
    # The whole onderneming is seen; only what one follows has a link.
    assert "Werf Antwerpen" in pagina and str(daar.opleiding) in pagina
    assert hier.consulent_url in pagina and daar.consulent_url not in pagina
    verloop = client.get(reverse("consulent:bedrijf_verloop", args=[vestiging.onderneming_id])).content.decode()
    assert "Er was nog geen bezoek" in verloop
    # One place says who is mentor, for what, and who was.
    assert str(mentor) not in verloop
    aangeduid = f"{hier.opleiding}, {vestiging}, sinds"
    assert str(mentor) in pagina and aangeduid in pagina and "Niet meer mentor" not in pagina
    mentor.toestand, mentor.vertrokken_op = "vertrokken", timezone.localdate()
    mentor.save()
    pagina = client.get(reverse("consulent:bedrijf", args=[vestiging.onderneming_id])).content.decode()
    assert "vertrokken op" in pagina and str(mentor) in pagina and "Er zijn nu geen mentoren." in pagina
