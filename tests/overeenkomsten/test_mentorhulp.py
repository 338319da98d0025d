"""Colleagues of the mentor tick by a personal link; it counts once the mentor confirms it (rules.md §5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen.models import Bericht
from overeenkomsten import mentorhulp
from overeenkomsten.models import Mentorhulp, Plancompetentie, Vordering, Vorderingsvoorstel
from overeenkomsten.services import mentorhulp as diensten
from overeenkomsten.toestanden import Toestand
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def z() -> Zaak:
    return zaak(Toestand.LOPEND, start=timezone.localdate() - timedelta(days=40))


def _noem(z: Zaak, email: str = "Tom@example.be", door=None) -> Mentorhulp:
    return diensten.noem(
        overeenkomst=z.overeenkomst, naam="Tom Wouters", email=email, door=door or z.mentor, op=timezone.now()
    )


def _velden(niveau: str = "2") -> dict[str, str]:
    remmen = Plancompetentie.objects.earliest("pk").pk
    return {"op_dag": timezone.localdate().isoformat(), f"niveau_{remmen}": niveau, f"opmerking_{remmen}": "Vlot."}


def test_from_the_mail_to_what_counts(client, z):
    hulp = _noem(z)
    mail = Bericht.objects.get(soort="collega_helpt")
    assert (mail.adres, mail.postvak) == ("tom@example.be", False)
    url = f"/helpen/{mentorhulp.token(hulp)}/"
    for _ in range(2):
        assert "Wat kan Yassine al?" in client.get(url).content.decode()
    assert "Benali" not in client.get(url).content.decode()
    for niveau in ("1", "2"):
        assert client.post(url, _velden(niveau)).status_code == 302
    voorstel = Vorderingsvoorstel.objects.get()
    assert (voorstel.niveau, Vordering.objects.count()) == (2, 0)
    assert set(Bericht.objects.filter(soort="collega_stelt_voor").values_list("adres", flat=True)) == {z.mentor.email}
    client.force_login(z.mentor)
    leren = f"{z.overeenkomst.get_absolute_url()}leren/"
    assert "Er wacht 1 competentie." in client.get(leren).content.decode()
    assert client.post(f"{leren}collegas/voorstellen/", {f"klopt_{voorstel.pk}": "ja"}).status_code == 302
    assert list(Vordering.objects.values_list("kant", "niveau", "door", "gezien_door", "opmerking")) == [
        ("mentor", 2, z.mentor.pk, "Tom Wouters", "Vlot.")
    ]
    html = client.get(leren).content.decode()
    assert "bevestigd door" in html
    assert "Er wacht 1" not in html


def test_what_the_mentor_denies_does_not_count_and_stays_decided(z):
    hulp, remmen = _noem(z), Plancompetentie.objects.earliest("pk").pk
    vandaag, nu = timezone.localdate(), timezone.now()
    (voorstel,) = diensten.stel_voor(hulp=hulp, op_dag=vandaag, niveaus={remmen: (2, "")}, op=nu)
    for klopt, telt in ((False, 0), (True, 0)):
        besluiten = {voorstel.pk: klopt}
        assert diensten.beslis(overeenkomst=z.overeenkomst, besluiten=besluiten, door=z.mentor, op=nu) == telt
    voorstel.refresh_from_db()
    assert voorstel.klopt is False
    ander = zaak(Toestand.LOPEND, start=vandaag, nummer=2)
    (wacht,) = diensten.stel_voor(hulp=hulp, op_dag=vandaag, niveaus={remmen: (1, "")}, op=nu)
    assert diensten.beslis(overeenkomst=ander.overeenkomst, besluiten={wacht.pk: True}, door=ander.mentor, op=nu) == 0
    assert not Vordering.objects.exists()


def test_who_may_name_whom(z):
    for door in (z.begeleider, z.werkgever):
        with pytest.raises(Geweigerd, match="mag je niet"):
            _noem(z, door=door)
    with pytest.raises(Geweigerd, match="adres van de lerende"):
        _noem(z, email="YASSINE1@example.be")
    assert not Mentorhulp.objects.exists()


def test_a_link_that_ran_out_is_renewed_at_the_same_address(client, z):
    hulp = _noem(z)
    oud = mentorhulp.token(hulp)
    assert client.post(f"/helpen/{oud}/vernieuwen/").status_code == 302
    Mentorhulp.objects.update(vervalt_op=timezone.now() - timedelta(days=1))
    html = client.get(f"/helpen/{oud}/").content.decode()
    assert "Stuur me een nieuwe link" in html
    assert "Yassine" not in html
    assert client.post(f"/helpen/{oud}/", _velden()).status_code == 200
    assert client.post(f"/helpen/{oud}/vernieuwen/").status_code == 200
    assert Bericht.objects.filter(soort="collega_helpt", adres="tom@example.be").count() == 2
    assert client.get(f"/helpen/{oud}/").status_code == 404
    nieuw = mentorhulp.token(Mentorhulp.objects.get())
    assert client.get(f"/helpen/{nieuw}/").status_code == 200
    assert not Vorderingsvoorstel.objects.exists()


def test_stopped_it_works_no_more(client, z):
    hulp = _noem(z)
    url = f"/helpen/{mentorhulp.token(hulp)}/"
    knop = f"{z.overeenkomst.get_absolute_url()}leren/collegas/{hulp.pk}/stoppen/"
    client.force_login(z.begeleider)
    assert client.post(knop).status_code == 404
    client.force_login(z.mentor)
    assert client.post(knop).status_code == 302
    html = client.get(url).content.decode()
    assert "Deze link werkt niet meer" in html
    assert "Stuur me een nieuwe link" not in html
    assert client.post(f"{url}vernieuwen/").status_code == 422
    with pytest.raises(GeheimVervallen):
        mentorhulp.geheim_van(hulp.token_hash)
    with pytest.raises(Geweigerd, match="vraagt geen hulp meer"):
        diensten.stel_voor(hulp=hulp, op_dag=timezone.localdate(), niveaus={1: (1, "")}, op=timezone.now())
