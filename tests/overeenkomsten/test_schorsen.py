"""Standing still for a while, confirmed by a letter, and told of when it lasts (rules.md §5)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils import timezone
from icalendar import Calendar

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.momentopname import met_datums
from educam_portal.meldingen.models import Bericht
from overeenkomsten.jaarkalender import SJABLOON, context, feed, momentopname
from overeenkomsten.models import Agendadag, Overeenkomst, Schorsing
from overeenkomsten.services.gesprek import stel_ruil_voor
from overeenkomsten.services.schorsen import hervat, schors
from overeenkomsten.tasks import nieuwe_dag
from tests import fabrieken

from .fabriek import ROOSTER
from .getekend import Zaak, zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def loopt() -> Zaak:
    return zaak("lopend", start=timezone.localdate() - timedelta(days=20))


def meld(z: Zaak, van: int = 0, tot: int | None = None, **meer):
    dag = timezone.localdate()
    velden = {"grond": "ziekte", "toelichting": "", "door": z.werkgever, "op": timezone.now()} | meer
    einde = None if tot is None else dag + timedelta(days=tot)
    return schors(overeenkomst=z.overeenkomst, van=dag + timedelta(days=van), tot=einde, **velden)


def test_everybody_hears_it_and_the_letter_confirms_it_without_signatures(loopt):
    rij = meld(loopt, tot=5, toelichting="Attest volgt.")
    adressen = {bericht.adres for bericht in Bericht.objects.filter(soort="schorsing_gemeld")}
    assert {loopt.begeleider.email, loopt.mentor.email, loopt.lerende.email} <= adressen
    assert loopt.werkgever.email not in adressen
    assert not any("Ziekte" in bericht.tekst for bericht in Bericht.objects.filter(soort="schorsing_gemeld"))
    ovk = met_datums(rij.gegevens, {"start", "einde", "geboortedatum", "van", "tot", "gemeld_op"})
    brief = render_to_string("overeenkomsten/stukken/schorsing.html", {"ovk": ovk})
    assert "De reden is: ziekte of ongeval. Attest volgt." in brief
    assert Bericht.objects.filter(soort="schorsing_lang").count() == 0


@pytest.mark.parametrize(("tot", "keer"), [(13, 0), (14, 1)])
def test_longer_than_fourteen_days_reaches_the_trajectbegeleider_at_once(loopt, tot, keer):
    meld(loopt, tot=tot)
    assert Bericht.objects.filter(soort="schorsing_lang", aan=loopt.begeleider).count() == keer


def test_one_without_an_end_is_told_of_once_when_it_becomes_long(loopt):
    meld(loopt)
    for dagen, keer in ((13, 0), (14, 1), (15, 1)):
        with time_machine.travel(timezone.now() + timedelta(days=dagen), tick=False):
            nieuwe_dag()
        assert Bericht.objects.filter(soort="schorsing_lang").count() == keer
    loopt.overeenkomst.refresh_from_db()
    assert loopt.overeenkomst.toestand == "lopend"


def test_one_at_a_time_within_the_overeenkomst_and_closed_by_its_last_day(loopt):
    with pytest.raises(Geweigerd, match="Kies dagen van"):
        meld(loopt, van=-21, tot=1)
    meld(loopt)
    with pytest.raises(Geweigerd, match="loopt nog"):
        meld(loopt, van=3)
    rij = hervat(overeenkomst=loopt.overeenkomst, tot=timezone.localdate(), door=loopt.begeleider, op=timezone.now())
    assert rij.tot == timezone.localdate()
    with pytest.raises(Geweigerd, match="al een schorsing in deze dagen"):
        meld(loopt, tot=2)
    with pytest.raises(Geweigerd, match="geen schorsing meer"):
        hervat(overeenkomst=loopt.overeenkomst, tot=rij.tot, door=loopt.werkgever, op=timezone.now())


def test_it_stands_on_the_page_with_the_way_to_close_it(loopt, client):
    meld(loopt, grond="werkloosheid")
    client.force_login(loopt.werkgever)
    pagina = client.get(f"/overeenkomsten/{loopt.overeenkomst.referentie}/wijzigingen/").content.decode()
    assert "Tijdelijke werkloosheid" in pagina
    assert "Sluit de schorsing af" in pagina


def test_it_is_over_when_the_overeenkomst_is(loopt):
    rij = meld(loopt)
    loopt.overeenkomst.refresh_from_db()
    einde = loopt.overeenkomst.einde
    with time_machine.travel(timezone.now() + (einde - timezone.localdate()) + timedelta(days=1), tick=False):
        nieuwe_dag()
    rij.refresh_from_db()
    loopt.overeenkomst.refresh_from_db()
    assert (loopt.overeenkomst.toestand, rij.tot) == ("afgelopen", einde)


def test_it_reads_geschorst_on_its_days_wherever_its_state_stands(loopt, client):
    rij = loopt.overeenkomst
    meld(loopt, tot=5)
    consulent = fabrieken.consulent(rij.vestiging.regio)
    lezers = {
        loopt.begeleider: (rij.get_absolute_url(), "/school/", "/school/?toestand=geschorst"),
        loopt.werkgever: (f"{rij.get_absolute_url()}kalender/", "/werkgever/overeenkomsten/"),
        loopt.mentor: ("/mentor/leerlingen/",),
        consulent: ("/consulent/overeenkomsten/",),
    }
    for dagen, geschorst in ((-1, False), (5, True), (6, False)):
        with time_machine.travel(timezone.now() + timedelta(days=dagen), tick=False):
            for lezer, paden in lezers.items():
                client.force_login(lezer)
                for pad in paden:
                    html = client.get(pad).content.decode()
                    assert ("<span>Geschorst</span></span>" in html) == geschorst, (dagen, pad)
                    assert ("<span>Loopt</span></span>" in html) == (not geschorst and "geschorst" not in pad)
                    assert "Ziekte" not in html
    assert Overeenkomst.objects.get(pk=rij.pk).toestand == "lopend"
    # One that does not stand still reads as before, beside it.
    zaak("lopend", nummer=2, vestiging=rij.vestiging, start=timezone.localdate())
    client.force_login(consulent)
    html = client.get("/consulent/overeenkomsten/").content.decode()
    assert [html.count(f"<span>{woord}</span></span>") for woord in ("Geschorst", "Loopt")] == [1, 1]


@pytest.fixture
def november(db) -> Zaak:
    """Lessons on Monday and Tuesday; suspended from Monday 9 up to and including Sunday 22 November 2026."""
    z = zaak("lopend", start=date(2026, 9, 1), einde=date(2027, 6, 30), rooster=ROOSTER)
    Schorsing.objects.create(
        overeenkomst=z.overeenkomst, grond="ziekte", van=date(2026, 11, 9), tot=date(2026, 11, 22), gegevens={},
        sha256="a" * 64, gemeld_door=z.begeleider, aangemaakt_op=timezone.now(),
    )  # fmt: skip
    Agendadag.objects.create(
        overeenkomst=z.overeenkomst, datum=date(2026, 11, 18), soort="vrij", reden="Recup", genoteerd_door=z.begeleider
    )
    return z


def test_its_days_are_no_days_on_the_workplace_on_page_and_paper(november):
    blad = momentopname(november.overeenkomst, 2026)
    op = {vak["dag"]: vak for week in blad["maanden"][2]["weken"] for vak in week if vak}
    letters = {dag: op[dag]["letter"] for dag in (9, 11, 12, 13, 15, 18, 19, 25)}
    # A public holiday and a recuperation stay free; the lessons are the school's own.
    assert letters == {9: "S", 11: "V", 12: "G", 13: "G", 15: "", 18: "V", 19: "G", 25: "W"}
    assert ["G", "geschorst", 4] in blad["tellers"]
    assert blad["schorsingen"] == [{"van": "2026-11-09", "tot": "2026-11-22"}]
    assert momentopname(november.overeenkomst, 2025)["schorsingen"] == []
    papier = render_to_string(SJABLOON, context(blad))
    assert "9 november tot en met 22 november. De lerende gaat dan niet naar de werkplek." in papier
    assert "iekte" not in papier


def test_while_nobody_knows_its_end_every_day_on_the_workplace_falls_away(november):
    november.overeenkomst.schorsingen.update(tot=None)
    blad = momentopname(november.overeenkomst, 2026)
    assert [teken for teken in blad["tellers"] if teken[0] == "W"] == [["W", "op de werkplek", 27]]
    assert "vanaf 9 november, nog niet afgesloten" in render_to_string(SJABLOON, context(blad))


def test_the_feed_names_them_and_they_cannot_be_swapped(november):
    dag = timezone.make_aware(timezone.datetime(2026, 11, 2, 9))
    kalender = Calendar.from_ical(feed(november.overeenkomst, dag))
    op = {event["dtstart"].dt: str(event["summary"]) for event in kalender.walk("VEVENT")}
    assert op[date(2026, 11, 12)] == "Geschorst: niet op de werkplek"
    assert op[timezone.make_aware(timezone.datetime(2026, 11, 9, 8, 30))].startswith("School: ")
    assert not [moment for moment in op if "Werkplek" in op[moment] and f"{moment:%m%d}" in ("1112", "1113", "1119")]
    with pytest.raises(Geweigerd, match="Op 12/11/2026 is de overeenkomst geschorst"):
        stel_ruil_voor(
            overeenkomst=november.overeenkomst, dag=date(2026, 11, 24), met=date(2026, 11, 12), reden="Feest",
            door=november.mentor, op=dag,
        )  # fmt: skip
