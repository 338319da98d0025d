"""The check in two minutes: pure outcomes, and a page that keeps nothing."""

import itertools

import pytest

from educam_portal.overzicht.check import VRAGEN, Antwoord, Uitkomst, beoordeel, samen
from educam_portal.parameters import Duur
from mentoren.voorwaarden import Drempels

D = Drempels(25, 23, Duur(5, "jaren"), Duur(1, "jaren"))
GOED = dict.fromkeys(VRAGEN, Antwoord.JA)


def uitkomst_van(**anders):
    oordelen = {oordeel.vraag: oordeel for oordeel in beoordeel(GOED | anders, D)}
    return [oordelen[vraag] for vraag in anders]


def test_all_yes_is_good_on_every_question():
    oordelen = beoordeel(GOED, D)
    assert [o.vraag for o in oordelen] == list(VRAGEN)
    assert {o.uitkomst for o in oordelen} == {Uitkomst.GOED}
    assert samen(oordelen) == Uitkomst.GOED


def test_between_23_and_25_the_exemption_is_explained():
    (oordeel,) = uitkomst_van(leeftijd="bijna")
    assert oordeel.uitkomst == Uitkomst.REGELEN
    assert "23" in oordeel.waarom and "vrijstelling" in oordeel.oplossing


def test_younger_than_23_cannot():
    (oordeel,) = uitkomst_van(leeftijd="nee")
    assert oordeel.uitkomst == Uitkomst.NIET
    assert oordeel.oplossing


@pytest.mark.parametrize(("vraag", "antwoord"), list(itertools.product(VRAGEN, Antwoord)))
def test_every_answer_says_why_and_where_it_is_written(vraag, antwoord):
    if antwoord == Antwoord.BIJNA and vraag != "leeftijd":
        with pytest.raises(ValueError, match="geen antwoord"):
            uitkomst_van(**{vraag: antwoord})
        return
    (oordeel,) = uitkomst_van(**{vraag: antwoord})
    assert oordeel.waarom and oordeel.bron
    assert oordeel.oplossing or oordeel.uitkomst == Uitkomst.GOED


def test_the_weakest_answer_decides():
    assert samen(beoordeel(GOED | {"aanwezig": "weet_niet"}, D)) == Uitkomst.OPEN
    assert samen(beoordeel(GOED | {"aanwezig": "weet_niet", "ervaring": "nee"}, D)) == Uitkomst.REGELEN
    assert samen(beoordeel(GOED | {"leeftijd": "nee", "ervaring": "nee"}, D)) == Uitkomst.NIET


@pytest.mark.django_db
class TestPagina:
    def test_the_thresholds_come_from_the_parameters(self, client):
        from educam_portal.parameters.models import Parameter

        Parameter.objects.filter(naam="mentor_min_leeftijd").update(waarde=27)
        Parameter.objects.filter(naam="mentor_min_ervaring").update(waarde={"aantal": 4, "eenheid": "jaren"})
        html = client.get("/check/").content.decode()
        assert "27 jaar of ouder" in html
        assert "minstens 4 jaar ervaring" in html

    def test_a_missing_answer_is_asked_for_and_the_others_stay(self, client):
        answer = client.get("/check/", {"leeftijd": "ja", "ervaring": "misschien"})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "<title>Fout: " in html
        assert "Kies een antwoord op de vraag" in html
        assert "Kies een van de antwoorden" in html
        assert 'value="ja" class="form-check-input' in html or "checked" in html

    def test_the_result_explains_and_leads_back_with_the_answers(self, client):
        answer = client.get("/check/", GOED | {"leeftijd": "bijna"})
        assert answer.status_code == 200
        assert answer.context["uitkomst"] == Uitkomst.REGELEN
        assert "Vanaf 23 jaar kan een vrijstelling" in answer.content.decode()
        terug = client.get(answer.context["terug"])
        assert terug.context["form"]["leeftijd"].value() == "bijna"
        assert not terug.context["form"].errors

    def test_the_result_is_not_indexed(self, client):
        assert '<meta name="robots" content="noindex">' in client.get("/check/", GOED).content.decode()
