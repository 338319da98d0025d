"""How the competences grow: noted by mentor and school apart, looked at side by side (rules.md §2, §5)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from overeenkomsten.models import Plancompetentie, Vordering
from overeenkomsten.rules.vordering import Waarneming, huidig, verloop
from overeenkomsten.services.vorderingen import noteer
from overeenkomsten.toestanden import Deel, Kunnen, Toestand
from overeenkomsten.vordering import beeld
from tests.overeenkomsten.getekend import Zaak, zaak
from tests.vragen import kost

GEZIEN = [
    Waarneming(1, "mentor", 2, date(2026, 12, 31)),
    Waarneming(1, "mentor", 1, date(2026, 10, 5)),
    Waarneming(2, "mentor", 0, date(2026, 10, 5)),
    Waarneming(1, "school", 2, date(2026, 11, 30)),
    # Written later, of the same day: it corrects.
    Waarneming(1, "school", 1, date(2026, 11, 30)),
]


def test_what_was_seen_stays_until_somebody_sees_otherwise():
    assert huidig(GEZIEN) == {(1, "mentor"): 2, (2, "mentor"): 0, (1, "school"): 1}
    assert huidig(GEZIEN, tot=date(2026, 12, 31)) == {(1, "mentor"): 1, (2, "mentor"): 0, (1, "school"): 1}
    maanden = verloop(GEZIEN, eerste=date(2026, 9, 21), laatste=date(2027, 1, 1), kanten=["mentor", "school"])
    assert [
        (str(maand.eerste), maand.zelfstandig["mentor"], maand.met_hulp["mentor"], maand.met_hulp["school"])
        for maand in maanden
    ] == [
        ("2026-09-01", 0, 0, 0),
        ("2026-10-01", 0, 1, 0),
        ("2026-11-01", 0, 1, 1),
        ("2026-12-01", 1, 0, 1),
        ("2027-01-01", 1, 0, 1),
    ]


@pytest.fixture
def z(db) -> Zaak:
    return zaak(Toestand.LOPEND, start=timezone.localdate() - timedelta(days=40))


def _noteer(z: Zaak, kant: Deel, door, niveaus: dict[int, int], dagen: int = 0) -> list[Vordering]:
    return noteer(
        overeenkomst=z.overeenkomst,
        kant=kant,
        op_dag=timezone.localdate() - timedelta(days=dagen),
        niveaus={pk: (niveau, "") for pk, niveau in niveaus.items()},
        door=door,
        op=timezone.now(),
    )


def test_side_by_side_and_where_they_differ(z):
    remmen, storing = Plancompetentie.objects.values_list("pk", flat=True)
    _noteer(z, Deel.MENTOR, z.mentor, {remmen: Kunnen.MET_HULP}, 30)
    _noteer(z, Deel.MENTOR, z.mentor, {remmen: Kunnen.ZELFSTANDIG, storing: Kunnen.NOG_NIET})
    _noteer(z, Deel.SCHOOL, z.begeleider, {remmen: Kunnen.MET_HULP}, 3)
    nu = beeld(z.overeenkomst, timezone.localdate())
    assert (nu.volgens_mentor, nu.volgens_school, nu.verschillen, len(nu.alles)) == (1, 0, 1, 4)
    assert [regel.verschilt for regel in nu.regels] == [True, False]
    assert nu.grafiek is not None
    # The mentor's last month: one of two alone, half the height of the panel.
    assert nu.grafiek.staven[len(nu.maanden) - 1].hoogte == 60.0
    leeg = beeld(zaak(Toestand.LOPEND, start=timezone.localdate(), nummer=2).overeenkomst, timezone.localdate())
    assert (leeg.grafiek, leeg.verschillen, len(leeg.regels)) == (None, 0, 2)


def test_what_is_not_noted(z):
    remmen = Plancompetentie.objects.earliest("pk").pk
    vreemd = zaak(Toestand.LOPEND, start=timezone.localdate(), nummer=2)
    ander = vreemd.overeenkomst.competenties.earliest("pk").pk
    for kant, door, niveaus, dagen, zin in (
        (Deel.SCHOOL, z.mentor, {remmen: 1}, 0, "mag je niet"),
        (Deel.MENTOR, z.werkgever, {remmen: 1}, 0, "mag je niet"),
        (Deel.MENTOR, vreemd.mentor, {remmen: 1}, 0, "mag je niet"),
        (Deel.MENTOR, z.mentor, {}, 0, "minstens één"),
        (Deel.MENTOR, z.mentor, {ander: 1}, 0, "plan is intussen veranderd"),
        (Deel.MENTOR, z.mentor, {remmen: 1}, -1, "moet nog komen"),
        (Deel.MENTOR, z.mentor, {remmen: 1}, 41, "toen liep de overeenkomst"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            _noteer(z, kant, door, niveaus, dagen)
    assert not Vordering.objects.exists()


def test_on_the_screen(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}leren/"
    remmen, storing = Plancompetentie.objects.values_list("pk", flat=True)
    client.force_login(z.mentor)
    dag = timezone.localdate().isoformat()
    los = {"op_dag": dag, f"opmerking_{storing}": "Bijna."}
    antwoord = client.post(f"{url}competenties/mentor/", los)
    assert antwoord.status_code == 422
    assert "Kies bij je opmerking ook hoe ver" in antwoord.content.decode()
    velden = {"op_dag": dag, f"niveau_{remmen}": "2", f"opmerking_{remmen}": "Ook achteraan."}
    assert client.post(f"{url}competenties/mentor/", velden).status_code == 302
    assert list(Vordering.objects.values_list("competentie", "kant", "niveau", "opmerking")) == [
        (remmen, "mentor", 2, "Ook achteraan.")
    ]
    for wie, ziet in ((z.mentor, True), (z.begeleider, True), (z.werkgever, False)):
        client.force_login(wie)
        assert ("Ook achteraan." in client.get(url).content.decode()) is ziet
    assert client.get(f"{url}competenties/mentor/").status_code == 404


def test_the_page_asks_the_same_whatever_was_noted(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}leren/"
    client.force_login(z.mentor)
    for plek in range(3, 9):
        Plancompetentie.objects.create(overeenkomst=z.overeenkomst, volgorde=plek, omschrijving=f"Competentie {plek}")
    for aantal in (1, 4):
        for pk in Plancompetentie.objects.values_list("pk", flat=True)[:aantal]:
            _noteer(z, Deel.MENTOR, z.mentor, {pk: Kunnen.MET_HULP}, aantal)
        with kost(8):
            assert client.get(url).status_code == 200
