"""What the department decided is told to the onderneming: one mail per reply, and none again for a replay (rules.md §6)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.models import Bereik, Bron, Rol
from educam_portal.meldingen.models import Bericht
from educam_portal.workflow.feiten import meld
from overeenkomsten.feiten import PERSOONSNUMMER_GEWIST
from premies.models import Premie
from premies.services import uitkomsten
from premies.services.antwoorden import verwerk_antwoord
from tests import fabrieken

from .fabriek import NA, antwoord_op, geleverd, klare_premie

pytestmark = pytest.mark.django_db
OKTOBER, NOVEMBER = "2027-10-01", "2027-11-01"


@pytest.fixture
def levering(werker):
    """Three claims of one onderneming and one of another, handed over."""
    with travel(NA, tick=False):
        premies = [klare_premie(nummer) for nummer in (1, 2, 3, 4)]
        for premie, naam in zip(premies, ("Amir", "Bo", "Cas", "Daan"), strict=True):
            lerende = premie.overeenkomst.lerende
            lerende.voornaam = naam
            lerende.save()
        gemaakt = geleverd(werker, fabrieken.coordinator())
        Premie.objects.filter(pk__in=[een.pk for een in premies[1:3]]).update(onderneming=premies[0].onderneming)
    with travel("2027-11-02 10:00", tick=False):
        yield gemaakt


def rij(nummer: int, uitkomst: str, **velden: str) -> dict[str, str]:
    return {"referentie": f"PRM-2027-{nummer:05d}", "uitkomst": uitkomst, "beslist_op": OKTOBER, **velden}


def verwerk(levering, *rijen, **kop) -> None:
    inhoud = antwoord_op(levering, *rijen, **kop)
    verwerk_antwoord(levering=levering, inhoud=inhoud, door=levering.gemaakt_door, op=timezone.now())


def gemeld() -> list[Bericht]:
    return list(Bericht.objects.filter(soort="premies_beslist").order_by("pk"))


ALLES = [
    rij(1, "uitbetaald", uitbetaald_op=NOVEMBER),
    rij(2, "toegekend"),
    rij(3, "geweigerd", reden="Geen Dimona gevonden"),
]
TEKST = """\
Het departement antwoordde op de premies van {onderneming} voor het schooljaar 2026-2027.

Uitbetaald op rekening BE•• •••• 7034:

- Amir B.: 1.000 euro op 1 november 2027

Toegekend, de betaling volgt:

- Bo B.: 1.000 euro

Geweigerd, met de reden van het departement:

- Cas B.: Geen Dimona gevonden

Klopt een reden niet?"""


def test_one_mail_per_onderneming_says_what_was_paid_granted_and_refused(levering):
    verwerk(levering, *ALLES, rij(4, "toegekend"))
    eerste, tweede = gemeld()
    onderneming = Premie.objects.earliest("pk").onderneming
    assert TEKST.format(onderneming=onderneming) in eerste.tekst
    assert "Bel dan EDUCAM: Ruben Janssens, 0498" in eerste.tekst
    assert eerste.tekst.endswith("/werkgever/premies/?schooljaar=2026")
    assert (eerste.titel, eerste.over) == ("Antwoord van het departement op je premies", "Premies 2026-2027")
    # To the other onderneming only its own, with a link to the one claim.
    assert "- Daan B.: 1.000 euro" in tweede.tekst
    assert "Amir" not in tweede.tekst
    assert tweede.tekst.endswith("/werkgever/premies/PRM-2027-00004/")
    assert eerste.aan != tweede.aan


def test_a_replay_sends_nothing_and_a_later_reply_only_what_is_new(levering):
    verwerk(levering, *ALLES)
    assert len(gemeld()) == 1
    verwerk(levering, *ALLES)
    verwerk(levering, *reversed(ALLES))
    assert len(gemeld()) == 1
    verwerk(levering, rij(2, "uitbetaald", uitbetaald_op=NOVEMBER), ALLES[0])
    betaald = gemeld()[-1]
    assert betaald.titel == "Het departement betaalde premie uit"
    assert "- Bo B.: 1.000 euro op 1 november 2027" in betaald.tekst
    assert "Amir" not in betaald.tekst
    assert "EDUCAM: " not in betaald.tekst


def test_who_follows_the_premiums_hears_it_and_a_failure_tells_nobody(levering, monkeypatch):
    onderneming = Premie.objects.earliest("pk").onderneming
    tot = date(2028, 6, 30)
    gemachtigde, lezer = (
        fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=bereik, bron=Bron.MACHTIGING, tot=tot)
        for bereik in (Bereik.PREMIES, Bereik.LEZEN)
    )
    with monkeypatch.context() as m:
        m.setattr(uitkomsten, "_regel", lambda premie: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            verwerk(levering, *ALLES)
    assert (gemeld(), Premie.objects.filter(toestand="doorgegeven").count()) == ([], 4)
    verwerk(levering, *ALLES)
    assert gemachtigde in {een.aan for een in gemeld()}
    assert lezer not in {een.aan for een in gemeld()}


def test_many_claims_are_not_all_named(levering, monkeypatch):
    monkeypatch.setattr(uitkomsten, "HOOGSTENS", 2)
    verwerk(levering, *(rij(nummer, "toegekend") for nummer in (1, 2, 3)))
    assert "- Amir B.: 1.000 euro\n- Bo B.: 1.000 euro\n- en nog 1 andere\n" in gemeld()[0].tekst


def test_erasing_a_person_erases_the_mails_that_name_the_person(levering):
    verwerk(levering, *ALLES)
    premie = Premie.objects.earliest("pk")
    meld(PERSOONSNUMMER_GEWIST, persoonsnummer=premie.persoonsnummer_id, op=timezone.localdate())
    assert {(een.titel, een.tekst) for een in gemeld()} == {("gewist", "")}
