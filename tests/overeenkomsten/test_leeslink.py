"""A lerende reads the own progress by a personal link, who represents them until 18 (rules.md §2)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen.models import Bericht
from overeenkomsten import leeslink
from overeenkomsten.models import Leeslink, Lerende, Plancompetentie, Vertegenwoordiger
from overeenkomsten.services import evaluaties, vorderingen
from overeenkomsten.services.leeslinks import geef_toegang
from overeenkomsten.toestanden import Deel, Toestand
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def z() -> Zaak:
    gemaakt = zaak(Toestand.LOPEND, start=timezone.localdate() - timedelta(days=40))
    Vertegenwoordiger.objects.create(
        lerende=gemaakt.lerende, voornaam="Karima", naam="Benali", email="karima@example.be"
    )
    return gemaakt


def _geef(z: Zaak, door=None) -> list[Leeslink]:
    return geef_toegang(overeenkomst=z.overeenkomst, door=door or z.begeleider, op=timezone.now())


def _url(link: Leeslink) -> str:
    return f"/mijn-leren/{leeslink.token(link)}/"


def test_both_read_what_is_joint(client, z):
    remmen = Plancompetentie.objects.earliest("pk").pk
    nu, vandaag = timezone.now(), timezone.localdate()
    vorderingen.noteer(
        overeenkomst=z.overeenkomst, kant=Deel.MENTOR, op_dag=vandaag, niveaus={remmen: (2, "Ook achteraan.")},
        door=z.mentor, op=nu,
    )  # fmt: skip
    evaluatie = z.overeenkomst.evaluaties.get()
    evaluaties.vul_in(evaluatie=evaluatie, deel=Deel.MENTOR, tekst="Werkt netjes.", door=z.mentor, op=nu)
    links = _geef(z)
    assert {mail.adres for mail in Bericht.objects.filter(soort="leren_gedeeld")} == {
        "yassine1@example.be", "karima@example.be",
    }  # fmt: skip
    for link in links:
        html = client.get(_url(link)).content.decode()
        assert "Ook achteraan." in html
        assert "Werkt netjes." not in html
        assert "Benali" not in html
    evaluaties.vul_in(evaluatie=evaluatie, deel=Deel.SCHOOL, tekst="Haalt de doelen.", door=z.begeleider, op=nu)
    html = client.get(_url(links[0])).content.decode()
    assert "Werkt netjes." in html
    assert 'class="btn' not in html.split("<main")[1].split("</main")[0]


def test_a_representative_reads_until_eighteen(client, z):
    eigen, ouder = sorted(_geef(z), key=lambda link: link.partij)
    Lerende.objects.update(geboortedatum=timezone.localdate() - timedelta(days=19 * 366))
    assert "Hoe ver staat Yassine?" in client.get(_url(eigen)).content.decode()
    html = client.get(_url(ouder)).content.decode()
    assert "Deze link werkt niet meer" in html
    assert "Stuur me een nieuwe link" not in html
    with pytest.raises(GeheimVervallen):
        leeslink.geheim_van(ouder.token_hash)
    assert [link.partij for link in _geef(z)] == ["lerende"]


def test_a_link_that_ran_out_is_renewed_and_another_address_ends_it(client, z):
    eigen, _ = sorted(_geef(z), key=lambda link: link.partij)
    oud = _url(eigen)
    assert client.post(f"{oud}vernieuwen/").status_code == 302
    Leeslink.objects.update(vervalt_op=timezone.now() - timedelta(days=1))
    html = client.get(oud).content.decode()
    assert "Stuur me een nieuwe link" in html
    assert "Yassine" not in html
    assert client.post(f"{oud}vernieuwen/").status_code == 200
    assert client.get(oud).status_code == 404
    nieuw = _url(Leeslink.objects.get(partij="lerende"))
    assert client.get(nieuw).status_code == 200
    Lerende.objects.update(email="ander@example.be")
    assert "Hoe ver staat" not in client.get(nieuw).content.decode()


def test_the_school_gives_it(client, z):
    with pytest.raises(Geweigerd, match="mag je niet"):
        _geef(z, door=z.mentor)
    url = f"{z.overeenkomst.get_absolute_url()}leren/meelezen/"
    client.force_login(z.begeleider)
    assert client.post(url).status_code == 302
    assert "link gestuurd op" in client.get(f"{z.overeenkomst.get_absolute_url()}leren/").content.decode()
    Vertegenwoordiger.objects.all().delete()
    Lerende.objects.update(email="")
    with pytest.raises(Geweigerd, match="geen e-mailadres"):
        _geef(z)
