"""The year of a lerende on screen, on one A4 and as a feed (rules.md §5): what stands in it, who sees it, who does not."""

import subprocess
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone
from icalendar import Calendar

from educam_portal import documenten
from educam_portal.documenten.fouten import GeenToegang
from educam_portal.meldingen.models import Bericht
from overeenkomsten.jaarkalender import feed, momentopname
from overeenkomsten.models import Agendadag, Kalenderblad, Kalenderlink, Lerende, Overeenkomst
from overeenkomsten.rules.jaar import MAANDEN, grenzen, maanden, schooljaren
from overeenkomsten.rules.kalender import Kalenderdag
from overeenkomsten.services.kalender import leg_blad_vast, maak_blad, stuur_link
from overeenkomsten.tasks import maak_kalender
from overeenkomsten.toestanden import Toestand
from tests.overeenkomsten.getekend import Zaak, zaak

from .fabriek import ROOSTER

START, EINDE = date(2026, 9, 1), date(2027, 6, 30)


def test_a_schooljaar_is_twelve_months_of_whole_weeks():
    van, tot = grenzen(2026)
    assert (van, tot) == (date(2026, 9, 1), date(2027, 8, 31))
    dagen = [Kalenderdag(van + timedelta(days=n), "vrij") for n in range((tot - van).days + 1)]
    blad = list(maanden(2026, dagen))
    assert [maand.eerste.month for maand in blad] == list(MAANDEN)
    assert {len(week) for maand in blad for week in maand.weken} == {7}
    gezien = [dag.datum for maand in blad for week in maand.weken for dag in week if dag]
    assert gezien == [dag.datum for dag in dagen]
    assert list(schooljaren(date(2026, 8, 31), date(2027, 9, 1))) == [2025, 2026, 2027]


@pytest.fixture
def z(db) -> Zaak:
    """From 1 September 2026 to 30 June 2027: lessons on Monday and Tuesday; two days were agreed otherwise."""
    gemaakt = zaak(Toestand.LOPEND, start=START, einde=EINDE, rooster=ROOSTER)
    for dag, soort, reden in (
        (date(2026, 11, 3), "garage", "Leerkans in de herfstvakantie"),
        (date(2026, 11, 18), "vrij", "Terug voor 3 november"),
    ):
        Agendadag.objects.create(
            overeenkomst=gemaakt.overeenkomst, datum=dag, soort=soort, reden=reden, genoteerd_door=gemaakt.begeleider
        )
    return gemaakt


def test_every_square_says_where_the_lerende_is(z):
    blad = momentopname(z.overeenkomst, 2026)
    november = blad["maanden"][2]
    op = {vak["dag"]: vak for week in november["weken"] for vak in week if vak}
    assert [op[dag]["letter"] for dag in (2, 3, 9, 11, 12, 14, 18)] == ["V", "W", "S", "V", "W", "", "V"]
    assert (op[11]["waarom"], op[2]["waarom"]) == ("Feestdag", "Herfstvakantie")
    assert [dag for dag, vak in op.items() if vak["anders"]] == [3, 18]
    assert blad["anders"][1] == {"op": "2026-11-18", "wat": "vrij", "waarom": "Terug voor 3 november"}
    assert blad["vakantiedagen"] == "15"
    assert [maand["eerste"] for maand in blad["maanden"]][-1] == "2027-06-01"  # July lies after the last day
    assert [(letter, aantal) for letter, _, aantal in blad["tellers"]] == [("W", 110), ("S", 74), ("V", 33)]


@pytest.mark.django_db
def test_it_fits_on_one_page_with_tags_and_is_made_again_only_when_it_changed(z, tmp_path):
    nu = timezone.now()
    blad = maak_blad(overeenkomst=z.overeenkomst, jaar=2026, op=nu)
    maak_kalender(blad.pk)
    blad.refresh_from_db()
    inhoud = documenten.lees(blad.document, door=z.mentor)
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        assert (len(pdf.pages), bool(pdf.Root.MarkInfo.Marked)) == (1, True)
    bestand = tmp_path / "kalender.pdf"
    bestand.write_bytes(inhoud)
    tekst = subprocess.run(["pdftotext", bestand, "-"], capture_output=True, text=True, check=True).stdout
    tekst = " ".join(tekst.split())
    assert "Yassine B.: schooljaar 2026–2027" in tekst and "18 november vrij (Terug voor 3 november)" in tekst
    assert "Hoogstens 15 vakantiedagen" in tekst and "700,80" not in tekst
    assert maak_blad(overeenkomst=z.overeenkomst, jaar=2026, op=nu) == blad
    Agendadag.objects.all().delete()
    nieuw = maak_blad(overeenkomst=z.overeenkomst, jaar=2026, op=nu)
    assert nieuw.pk != blad.pk
    blad.document.refresh_from_db()
    assert blad.document.gewist_op is not None
    for buiten in (zaak(nummer=2).werkgever, zaak(nummer=3).mentor):
        with pytest.raises(GeenToegang):
            documenten.lees(leg_blad_vast(nieuw, b"%PDF-1.7").document, door=buiten)


@pytest.mark.django_db
def test_the_feed_says_where_and_when_and_never_who(z):
    dag = timezone.make_aware(timezone.datetime(2026, 11, 2, 9))
    kalender = Calendar.from_ical(feed(z.overeenkomst, dag))
    op: dict[date, list] = {}
    for event in kalender.walk("VEVENT"):
        begin = event["dtstart"].dt
        op.setdefault(getattr(begin, "date", lambda b=begin: b)(), []).append(event)
    (les,) = op[date(2026, 11, 9)]
    assert str(les["summary"]) == f"School: {z.overeenkomst.school}"
    assert f"{les['dtstart'].dt:%H:%M}-{les['dtend'].dt:%H:%M}" == "08:30-16:30"
    assert str(op[date(2026, 11, 2)][0]["summary"]) == "Vrij: Herfstvakantie"
    assert str(op[date(2026, 11, 3)][0]["summary"]) == "Op de werkplek: Leerkans in de herfstvakantie"
    assert min(op) == date(2026, 10, 2) and max(op) == EINDE
    assert not [woord for woord in ("Yassine", "Benali") if woord in kalender.to_ical().decode()]


@pytest.mark.django_db
def test_the_private_address_is_made_mailed_renewed_and_ends(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}kalender/"
    client.force_login(z.mentor)
    assert client.post(f"{url}mail/").status_code == 302
    link = Kalenderlink.objects.get()
    (mail,) = Bericht.objects.filter(soort="kalender_lerende", adres="yassine1@example.be")
    html = client.get(url).content.decode()
    adres = html.split('<a class="breek" href="')[1].split('"')[0]
    pad = "/jaarkalender/" + adres.split("/jaarkalender/")[1]
    assert pad not in mail.tekst
    client.logout()
    pagina = client.get(f"{pad}?jaar=2026").content.decode()
    assert "Je jaar 2026–2027" in pagina and "Herfstvakantie" in pagina and "Benali" not in pagina
    assert client.get(f"{pad[:-1]}.ics").headers["Content-Type"] == "text/calendar; charset=utf-8"
    client.force_login(z.begeleider)
    assert client.post(f"{url}adres/").status_code == 302
    assert Kalenderlink.objects.get().zaad != link.zaad
    assert client.get(pad).status_code == 404
    assert client.get(f"{pad[:-1]}.ics").status_code == 404
    Overeenkomst.objects.update(toestand="geannuleerd", geannuleerd_op=timezone.now(), reden="x")
    nieuw = client.get(url).content.decode().split('<a class="breek" href="')[1].split('"')[0]
    assert client.get("/jaarkalender/" + nieuw.split("/jaarkalender/")[1]).status_code == 404


@pytest.mark.django_db
def test_who_sees_the_year(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}kalender/"
    for binnen in (z.begeleider, z.werkgever, z.mentor, z.secretariaat):
        client.force_login(binnen)
        html = client.get(f"{url}?jaar=2026").content.decode()
        assert "Terug voor 3 november" in html and 'aria-current="page">Jaarkalender' in html
    ander = zaak(nummer=2)
    for buiten in (ander.begeleider, ander.werkgever, ander.mentor):
        client.force_login(buiten)
        for deel in ("", "pdf/", "adres/", "mail/"):
            vraag = client.post if deel else client.get
            assert vraag(f"{url}{deel}").status_code == 404
    assert not Kalenderblad.objects.exists() and not Kalenderlink.objects.exists()
    # Without a timetable there is no year yet.
    Overeenkomst.objects.filter(pk=ander.overeenkomst.pk).update(rooster={})
    client.force_login(ander.begeleider)
    assert client.get(f"{ander.overeenkomst.get_absolute_url()}kalender/").status_code == 404


@pytest.mark.django_db
def test_without_an_address_the_school_is_told_so(z):
    Lerende.objects.update(email="")
    z.overeenkomst.refresh_from_db()
    with pytest.raises(Exception, match="kent geen e-mailadres"):
        stuur_link(overeenkomst=z.overeenkomst, op=timezone.now())
    assert not Kalenderlink.objects.exists()
