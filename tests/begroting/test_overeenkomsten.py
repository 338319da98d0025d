"""An overeenkomst costs the same whatever hangs on it, its lists whatever they hold (quality.md, Budgets)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from overeenkomsten.jaarkalender import token as kalendertoken
from overeenkomsten.models import Agendadag, Evaluatie, Overeenkomst, Plancompetentie
from overeenkomsten.pakket import token as pakkettoken
from overeenkomsten.services.einde import stel_einde_voor
from overeenkomsten.services.kalender import vernieuw_link
from overeenkomsten.services.pakketten import maak_pakket
from overeenkomsten.services.schorsen import schors
from overeenkomsten.services.wijzigen import stel_addendum_voor, trek_addendum_in
from overeenkomsten.tasks import nieuwe_dag, veeg
from overeenkomsten.toestanden import Toestand
from tests import fabrieken
from tests.overeenkomsten.fabriek import ROOSTER, maak_document
from tests.overeenkomsten.getekend import Zaak, zaak
from tests.vragen import kost, kost_hoogstens

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
LIJST, BLAD, NACHT = 10, 15, 20
# What each reader pays for each page of one overeenkomst; a number is literal.
BLADEN = {
    "": {"begeleider": 10, "werkgever": 11, "mentor": 11, "secretariaat": 8},
    "kalender/": {"begeleider": 7, "werkgever": 7, "mentor": 7, "secretariaat": 7},
    "eerste-dag/": {"begeleider": 5, "werkgever": 5, "mentor": 4},
    "secretariaat/": {"werkgever": 5, "secretariaat": 4},
    "verplichtingen/dimona/": {"werkgever": 4, "secretariaat": 4},
    "lopende-verplichtingen/": {"werkgever": 3, "secretariaat": 3},
}


def _met(aantal: int) -> Zaak:
    """Running since today, with `aantal` of whatever may hang on it besides its obligations."""
    z = zaak(Toestand.LOPEND, start=timezone.localdate(), rooster=ROOSTER)
    rij, nu = z.overeenkomst, timezone.now()
    for n in range(aantal):
        dag = rij.start + timedelta(days=20 + n)
        Agendadag.objects.create(overeenkomst=rij, datum=dag, soort="vrij", reden="Ruil", genoteerd_door=z.begeleider)
        Evaluatie.objects.create(overeenkomst=rij, gepland_op=dag)
        Plancompetentie.objects.create(overeenkomst=rij, volgorde=10 + n, omschrijving=f"Werk {n}")
    maak_pakket(overeenkomst=rij, naam="Loonwijs", email="", door=z.werkgever, op=nu)
    vernieuw_link(overeenkomst=rij, op=nu)
    return z


@pytest.mark.parametrize("aantal", [1, 3])
def test_each_page_for_each_reader(client, aantal):
    z = _met(aantal)
    url = z.overeenkomst.get_absolute_url()
    for pagina, lezers in BLADEN.items():
        for wie, verwacht in lezers.items():
            assert verwacht <= BLAD
            client.force_login(getattr(z, wie))
            client.get(f"{url}{pagina}")  # what waits in the inbox about it, and the holidays, are read once
            with kost(verwacht):
                assert client.get(f"{url}{pagina}").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_without_account(client, aantal):
    z = _met(aantal)
    pakket = z.overeenkomst.pakketten.get()
    with kost(3):
        client.get(f"/secretariaat/{pakkettoken(pakket)}/")
    geheim = kalendertoken(z.overeenkomst.kalenderlink)
    for pad, verwacht in ((f"/jaarkalender/{geheim}/", 3), (f"/jaarkalender/{geheim}.ics", 3)):
        client.get(pad)  # the holidays
        with kost(verwacht):
            assert client.get(pad).status_code == 200
    velden = {"soorten": ["dimona", "loonbrief", "kledij"][:aantal], "naam": "An", "gedaan_op": timezone.localdate()}
    with kost(19):
        assert client.post(f"/secretariaat/{pakkettoken(pakket)}/", velden).status_code == 302


@pytest.mark.parametrize("aantal", [1, 3])
def test_what_changed_stood_still_and_ends(client, aantal):
    """With `aantal` bijlagen and suspensions on it, and an ending that waits for signatures."""
    z = zaak(Toestand.LOPEND, start=timezone.localdate(), jaren=19)
    rij, wie = z.overeenkomst, {"door": z.begeleider, "op": timezone.now()}
    for n in range(aantal):
        dag = timezone.localdate() + timedelta(days=n)
        schors(overeenkomst=rij, grond="anders", toelichting="", van=dag, tot=dag, **wie)
        if n:
            trek_addendum_in(overeenkomst=rij, **wie)
        bijlage = {"wat": "vergoeding", "velden": {"vergoeding": Decimal(900 + n)}, "reden": ""}
        stel_addendum_voor(overeenkomst=rij, **bijlage, **wie)
        maak_document(rij, soort="addendum")
    stel_einde_voor(overeenkomst=rij, wijze="onderling", laatste_dag=dag + timedelta(days=9), **wie)
    maak_document(rij, soort="beeindiging")
    for wie_leest, verwacht in {"begeleider": 13, "werkgever": 13, "mentor": 13}.items():
        assert verwacht <= BLAD
        client.force_login(getattr(z, wie_leest))
        client.get(f"{rij.get_absolute_url()}wijzigingen/")
        with kost(verwacht):
            html = client.get(f"{rij.get_absolute_url()}wijzigingen/").content.decode()
        assert html.count("Bijlage: een andere leervergoeding") == aantal == html.count("<strong>Andere reden</strong>")
        assert html.count("Einde: samen beslist") == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_lists(client, aantal):
    vestiging = fabrieken.VestigingFactory()
    zaken = [zaak(Toestand.LOPEND, nummer=n, vestiging=vestiging, start=timezone.localdate()) for n in range(aantal)]
    mentor = zaken[0].overeenkomst.mentor
    Overeenkomst.objects.update(mentor=mentor)
    for user, pad, verwacht in (
        (zaken[0].werkgever, "/werkgever/overeenkomsten/", 9),
        (zaken[0].mentor, "/mentor/leerlingen/", 3),
        (fabrieken.consulent(vestiging.regio), "/consulent/overeenkomsten/", 8),
    ):
        assert verwacht <= LIJST
        client.force_login(user)
        with kost(verwacht):
            html = client.get(pad).content.decode()
        assert html.count("/overeenkomsten/OVK-") >= aantal or html.count("Y. B.") >= aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_nightly_jobs_with_nothing_to_do(aantal):
    for n in range(aantal):
        zaak(Toestand.LOPEND, nummer=n, start=timezone.localdate())
    with kost_hoogstens(NACHT):
        nieuwe_dag()
        veeg()
    assert list(Overeenkomst.objects.values_list("toestand", flat=True)) == [Toestand.LOPEND] * aantal
