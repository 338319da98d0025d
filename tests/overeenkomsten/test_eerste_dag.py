"""The list for the first day, and the proof of an obligation: who sees them (rules.md §2, §5.1)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.beleid import mag_lezen
from educam_portal.documenten.controle import GekeurdBestand
from overeenkomsten.eerste_dag import punten
from overeenkomsten.models import Verplichting
from overeenkomsten.services.verplichtingen import vink_af
from overeenkomsten.toestanden import Toestand
from tests.overeenkomsten.getekend import Zaak, zaak

from .fabriek import ROOSTER

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def z() -> Zaak:
    """Starts on a Wednesday, a day on the workplace."""
    return zaak(start=date(2026, 9, 2), rooster=ROOSTER)


def test_the_list_knows_what_is_still_open_and_when_the_day_begins(z):
    teksten = [[punt.tekst for punt in deel] for _, deel in punten(z.overeenkomst, met_verplichtingen=True)]
    vooraf, dag, daarna = teksten
    assert vooraf[0] == "Regel: Dimona-aangifte."
    assert len([tekst for tekst in vooraf if tekst.startswith("Regel: ")]) == 8
    assert dag[0].endswith(f" ontvangt Yassine om 8.00 uur op {z.overeenkomst.vestiging.adres}.")
    assert "Tot en met 01/10/2026" in daarna[0]
    assert f"Zet de eerste evaluatie in je agenda: {date(2026, 11, 1):%d/%m/%Y}." in daarna
    dimona = Verplichting.objects.get(soort="dimona")
    vink_af(verplichting=dimona, gedaan_op=date(2026, 9, 1), naam="An", door=z.werkgever, op=timezone.now())
    z.overeenkomst.refresh_from_db()
    assert punten(z.overeenkomst, met_verplichtingen=True)[0][1][0].tekst != "Regel: Dimona-aangifte."


def test_who_prints_the_list(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}eerste-dag/"
    for wie, verplichtingen in (("werkgever", True), ("mentor", False), ("begeleider", True)):
        client.force_login(getattr(z, wie))
        html = client.get(url).content.decode()
        assert "Op de eerste dag" in html and ("Regel: Dimona" in html) is verplichtingen
    for buiten in (z.secretariaat, zaak(nummer=2).werkgever):
        client.force_login(buiten)
        assert client.get(url).status_code == 404
    concept = zaak(Toestand.CONCEPT, nummer=3)
    client.force_login(concept.begeleider)
    assert client.get(f"{concept.overeenkomst.get_absolute_url()}eerste-dag/").status_code == 404


def test_a_proof_is_for_the_werkgever_and_its_secretariaat_and_goes_with_the_tick(client, z):
    url = z.overeenkomst.get_absolute_url()
    client.force_login(z.werkgever)
    velden = {"gedaan_op": "2026-09-01", "naam": "An"}
    bestand = SimpleUploadedFile("polis.png", PNG, "image/png")
    assert client.post(f"{url}verplichtingen/dimona/", {**velden, "bestand": bestand}).status_code == 302
    document = Verplichting.objects.get(soort="dimona").bewijs
    assert "polis.png" in client.get(url).content.decode()
    mag = {wie for wie in ("werkgever", "secretariaat", "begeleider", "mentor") if mag_lezen(document, getattr(z, wie))}
    assert mag == {"werkgever", "secretariaat"}
    assert not mag_lezen(document, zaak(nummer=2).werkgever)
    client.force_login(z.begeleider)
    assert "polis.png" not in client.get(url).content.decode()
    client.force_login(z.werkgever)
    assert client.post(f"{url}verplichtingen/dimona/terug/").status_code == 302
    document.refresh_from_db()
    assert document.gewist_op is not None


def test_of_the_medisch_onderzoek_no_paper_is_kept(client, z):
    client.force_login(z.werkgever)
    url = f"{z.overeenkomst.get_absolute_url()}verplichtingen/medisch/"
    assert 'type="file"' not in client.get(url).content.decode()
    bestand = SimpleUploadedFile("attest.png", PNG, "image/png")
    velden = {"gedaan_op": "2026-09-01", "naam": "An", "geschikt": "ja", "bestand": bestand}
    assert client.post(url, velden).status_code == 302
    rij = Verplichting.objects.select_related("overeenkomst").get(soort="medisch")
    assert (rij.geschikt, rij.bewijs) == (True, None)
    with pytest.raises(Geweigerd, match="geen document"):
        vink_af(
            verplichting=rij, gedaan_op=date(2026, 9, 1), naam="An", door=z.werkgever, op=timezone.now(),
            geschikt=True, bestand=GekeurdBestand("attest.png", PNG, "image/png"),
        )  # fmt: skip
