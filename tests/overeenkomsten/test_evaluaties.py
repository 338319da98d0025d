"""Evaluations count with both parts only; the klassenraad is shared with the mentor (rules.md §5)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.workflow.diensten import perform
from overeenkomsten import ics
from overeenkomsten.models import Evaluatie, Overeenkomst, Vordering
from overeenkomsten.rules.evaluatie import VRAGEN, bezwaar_tegen_dag, stand
from overeenkomsten.services import evaluaties
from overeenkomsten.tasks import nieuwe_dag
from overeenkomsten.toestanden import Deel, Toestand
from overeenkomsten.transitions import OVEREENKOMST
from tests.overeenkomsten.getekend import Zaak, zaak

VANDAAG = date(2026, 11, 3)


def test_it_counts_with_both_parts_only():
    for mentor, school, dag, verwacht in (
        (False, False, VANDAAG, "gepland"),
        (False, False, VANDAAG - timedelta(days=1), "te_laat"),
        (True, False, VANDAAG - timedelta(days=1), "onvolledig"),
        (False, True, VANDAAG, "onvolledig"),
        (True, True, VANDAAG - timedelta(days=1), "volledig"),
    ):
        assert stand(mentor=mentor, school=school, gepland_op=dag, vandaag=VANDAAG) == verwacht


def test_on_which_days_it_can_be():
    van, tot, bezet = date(2026, 9, 1), date(2027, 6, 30), {date(2026, 12, 1)}
    zinnen = {
        dag: bezwaar_tegen_dag(dag, eerste=van, laatste=tot, vandaag=VANDAAG, bezet=bezet)
        for dag in (VANDAAG, tot, VANDAAG - timedelta(days=1), tot + timedelta(days=1), date(2026, 12, 1))
    }
    assert [zin.split(".")[0] for zin in zinnen.values()] == [
        "",
        "",
        "Die dag is voorbij",
        "Kies een dag tussen 01/09/2026 en 30/06/2027: dan loopt de overeenkomst",
        "Op die dag staat al een evaluatie",
    ]


@pytest.fixture
def z(db) -> Zaak:
    return zaak(Toestand.LOPEND, start=timezone.localdate() - timedelta(days=20))


def _evaluatie() -> Evaluatie:
    return Evaluatie.objects.select_related("overeenkomst").order_by("pk")[0]


def _vul(z: Zaak, deel: Deel, door, tekst: str = "Het gaat vlot.") -> Evaluatie:
    return evaluaties.vul_in(evaluatie=_evaluatie(), deel=deel, tekst=tekst, door=door, op=timezone.now())


def _mails(soort: str) -> list[tuple[str, str]]:
    return list(Bericht.objects.filter(soort=soort).order_by("pk").values_list("adres", "titel"))


def test_one_part_leaves_the_term_running_and_both_meet_it(z):
    _vul(z, Deel.MENTOR, z.mentor)
    assert termijnen.van(_evaluatie(), "evaluatie").is_open
    ref = z.overeenkomst.referentie
    assert _mails("evaluatie_ingevuld") == [(z.begeleider.email, f"Evaluatie wacht op jouw deel ({ref})")]
    _vul(z, Deel.MENTOR, z.mentor, "Toch nog dit.")
    _vul(z, Deel.SCHOOL, z.begeleider)
    assert _evaluatie().deel_mentor == "Toch nog dit."
    assert termijnen.van(_evaluatie(), "evaluatie").voldaan_op == timezone.localdate()
    assert _mails("evaluatie_ingevuld")[2] == (z.mentor.email, f"Evaluatie volledig ({ref})")
    with pytest.raises(Geweigerd, match="al volledig"):
        _vul(z, Deel.SCHOOL, z.begeleider, "Nog iets.")


def test_each_writes_the_own_part_and_once_it_began(z):
    for deel, door in (
        (Deel.MENTOR, z.begeleider),
        (Deel.SCHOOL, z.mentor),
        (Deel.MENTOR, z.werkgever),
        (Deel.SCHOOL, zaak(Toestand.LOPEND, start=timezone.localdate(), nummer=2).begeleider),
    ):
        with pytest.raises(Geweigerd, match="mag je niet"):
            _vul(z, deel, door)
    Overeenkomst.objects.filter(pk=z.overeenkomst.pk).update(toestand=Toestand.ONDERTEKEND)
    with pytest.raises(Geweigerd, match="Ondertekend"):
        _vul(z, Deel.MENTOR, z.mentor)
    assert _evaluatie().deel_mentor == ""


def test_an_extra_moment_and_another_day(z):
    nu, dag = timezone.now(), timezone.localdate()
    eerste = _evaluatie()
    extra = evaluaties.plan(overeenkomst=z.overeenkomst, gepland_op=dag + timedelta(days=9), door=z.begeleider, op=nu)
    assert (extra.soort, _evaluatie().soort) == ("tussentijds", "eind")
    assert termijnen.van(extra, "evaluatie").vervalt_op == dag + timedelta(days=9)
    evaluaties.verplaats(evaluatie=extra, gepland_op=dag + timedelta(days=90), door=z.begeleider, op=nu)
    extra.refresh_from_db()
    assert (extra.soort, _evaluatie().soort) == ("eind", "tussentijds")
    assert termijnen.van(extra, "evaluatie").vervalt_op == dag + timedelta(days=90)
    assert [adres for adres, _ in _mails("evaluatie_gepland")] == [z.mentor.email] * 2
    with pytest.raises(Geweigerd, match="staat al een evaluatie"):
        evaluaties.verplaats(evaluatie=extra, gepland_op=eerste.gepland_op, door=z.begeleider, op=nu)
    with pytest.raises(Geweigerd, match="van deze evaluatie is voorbij"):
        later = timezone.now() + timedelta(days=45)
        evaluaties.verplaats(evaluatie=eerste, gepland_op=dag + timedelta(days=99), door=z.begeleider, op=later)


def test_the_klassenraad_reaches_the_mentor_and_the_five_answers_the_school(z):
    nu = timezone.now()
    van = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=30), datetime.min.time()))
    van, tot = van + timedelta(hours=16), van + timedelta(hours=17)
    for _ in range(2):
        evaluaties.deel_klassenraad(
            evaluatie=_evaluatie(), van=van, tot=tot, plaats="Lokaal 3", door=z.begeleider, op=nu
        )
    mails = list(Bericht.objects.filter(soort="klassenraad_gedeeld").order_by("pk"))
    assert [mail.adres for mail in mails] == [z.mentor.email] * 2
    tekst = mails[1].bijlagen[0]["inhoud"]
    assert "SEQUENCE:1" in tekst
    assert f"SUMMARY:Klassenraad {z.overeenkomst.referentie}" in tekst
    assert "Yassine" not in tekst
    for wie, aantal in ((z.mentor, 1), (z.begeleider, 1), (z.werkgever, 0)):
        assert len(list(ics.agenda(wie, timezone.localdate()))) == aantal
    with pytest.raises(Geweigerd, match="Beantwoord de vijf"):
        evaluaties.beantwoord_vragen(evaluatie=_evaluatie(), antwoorden=["Ja"] * 4 + [" "], door=z.mentor, op=nu)
    evaluaties.beantwoord_vragen(evaluatie=_evaluatie(), antwoorden=["Ja"] * len(VRAGEN), door=z.mentor, op=nu)
    assert _evaluatie().vragen == ["Ja", "Ja", "Ja", "Ja", "Ja"]
    assert [adres for adres, _ in _mails("klassenraad_beantwoord")] == [z.begeleider.email]
    with pytest.raises(Geweigerd, match="klassenraad is voorbij"):
        evaluaties.beantwoord_vragen(
            evaluatie=_evaluatie(), antwoorden=["Ja"] * len(VRAGEN), door=z.mentor, op=tot + timedelta(minutes=1)
        )


def _blad(client, user, url: str, status: int = 200) -> str:
    client.force_login(user)
    antwoord = client.get(url)
    assert antwoord.status_code == status, url
    return antwoord.content.decode()


def test_the_tab_shows_each_reader_what_is_theirs(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}leren/"
    _vul(z, Deel.MENTOR, z.mentor, "Werkt netjes, vraagt veel.")
    assert "Het deel van de school ontbreekt nog." in _blad(client, z.begeleider, url)
    ziet = {wie: "Werkt netjes" in _blad(client, getattr(z, wie), url) for wie in ("begeleider", "werkgever", "mentor")}
    assert ziet == {"begeleider": True, "werkgever": False, "mentor": True}
    _blad(client, z.secretariaat, url, 404)
    _vul(z, Deel.SCHOOL, z.begeleider)
    html = _blad(client, z.werkgever, url)
    assert "Werkt netjes" in html
    assert "Vul jouw deel in" not in html
    deel = f"{url}evaluaties/{_evaluatie().pk}/"
    for wie, pad in ((z.werkgever, "mentor/"), (z.mentor, "school/"), (z.begeleider, "vragen/")):
        _blad(client, wie, deel + pad, 404)
    ander = zaak(Toestand.LOPEND, start=timezone.localdate(), nummer=2)
    for buiten in (ander.begeleider, ander.mentor):
        _blad(client, buiten, url, 404)
        _blad(client, buiten, f"{deel}{'school' if buiten == ander.begeleider else 'mentor'}/", 404)


@pytest.mark.django_db
def test_what_was_written_is_erased_a_year_after_the_opleiding_and_the_rest_stays():
    nu = timezone.now()
    dag = timezone.localdate(nu)
    oud, jong, gaat_door = (zaak(Toestand.LOPEND, start=dag - timedelta(days=400), nummer=nr) for nr in (1, 2, 3))
    zaken = (oud, jong, gaat_door)
    for een, einde in zip(zaken, (370, 360, 370), strict=True):
        rij = Overeenkomst.objects.filter(pk=een.overeenkomst.pk)
        rij.update(toestand=Toestand.AFGELOPEN, einde=dag - timedelta(days=einde))
        Vordering.objects.create(
            competentie=een.overeenkomst.competenties.first(), kant=Deel.MENTOR, niveau=1, op=dag, door=een.mentor
        )
    volgende = zaak(Toestand.LOPEND, start=dag - timedelta(days=5), nummer=4).overeenkomst
    Overeenkomst.objects.filter(pk=volgende.pk).update(
        lerende=gaat_door.lerende, opleiding=gaat_door.overeenkomst.opleiding_id
    )
    for _ in range(2):
        nieuwe_dag()
    over = [
        (
            een.overeenkomst.evaluaties.exists(),
            Vordering.objects.filter(competentie__overeenkomst=een.overeenkomst).exists(),
        )
        for een in zaken
    ]
    assert over == [(False, False), (True, True), (True, True)]
    assert oud.overeenkomst.competenties.exists()
    sleutels = [een.overeenkomst.pk for een in zaken]
    gewist = Overeenkomst.objects.filter(pk__in=sleutels).order_by("pk").values_list("evaluaties_gewist_op", flat=True)
    assert list(gewist) == [dag, None, None]


def test_nothing_is_written_any_more_once_it_was_erased(client, z):
    """The job looks once: what came after it would be kept four years too long."""
    dag = date(2026, 11, 2)
    Overeenkomst.objects.update(toestand=Toestand.AFGELOPEN, evaluaties_gewist_op=dag)
    zin = "De vorderingen en evaluaties zijn gewist op 02/11/2026: de opleiding is al lang voorbij. Er komt niets meer bij."
    kan = {
        "vordering_mentor": z.mentor, "vordering_school": z.begeleider, "voorstel_beslissen": z.mentor,
        "leren_delen": z.begeleider, "evaluatie_mentor": z.mentor, "evaluatie_school": z.begeleider,
        "klassenraad_delen": z.begeleider, "klassenraad_vragen": z.mentor,
    }  # fmt: skip
    for actie, wie in kan.items():
        with pytest.raises(Geweigerd) as fout, perform(z.overeenkomst, actie, door=wie, op=timezone.now()):
            pytest.fail(actie)
        assert fout.value.zin == zin
    nog = {rij.actie for rij in OVEREENKOMST if "afgelopen" in rij.van} - set(kan)
    for wie in (z.mentor, z.begeleider):
        client.force_login(wie)
        html = client.get(f"{z.overeenkomst.get_absolute_url()}leren/").content.decode()
        assert zin in html
        assert "Vul jouw deel in" not in html
        assert "competenties/" not in html
    # The others write nothing of how the lerende did.
    assert nog == {"registreren", "knelpunt_sluiten", "collega_stoppen"}
