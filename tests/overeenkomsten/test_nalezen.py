"""What everybody signed stays readable for who has no account: the lerende, and who represents a minor (rules.md §2)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen.bezorging import lever
from educam_portal.meldingen.models import Bericht
from overeenkomsten import deelnemers, uitnodigen
from overeenkomsten.models import Deelnemerlink, Lerende, Ondertekenaar, Overeenkomst, Vertegenwoordiger
from overeenkomsten.services import mailcode
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.stukken import leg_zegel_vast
from overeenkomsten.services.wissen import wis_overeenkomst
from overeenkomsten.stukken import open_stuk, token
from overeenkomsten.toestanden import Deelnemer, Toestand

from .fabriek import wereld

pytestmark = pytest.mark.django_db
VERZEGELD = b"%PDF-1.7 verzegeld"


@pytest.fixture
def z(monkeypatch) -> SimpleNamespace:
    """Of a minor, signed by all: the representative by the link, as the last; sealed."""
    monkeypatch.setattr(mailcode.secrets, "randbelow", lambda _: 42)
    w = wereld()
    rij = w.verstuurd(w.lerende(minderjarig=True))
    stuk = open_stuk(rij)
    for partij, wijze, door in (
        ("school", "aangemeld", w.begeleider), ("onderneming", "aangemeld", w.werkgever),
        ("lerende", "tablet", w.begeleider), ("vertegenwoordiger", "link", None),
    ):  # fmt: skip
        ander = stuk.ondertekenaars.get(partij=partij)
        bewijs = Bewijs(wijze, ander.naam, identiteit_door=door if wijze == "tablet" else None)
        onderteken(ondertekenaar=ander, bewijs=bewijs, door=door, op=timezone.now())
    stuk.refresh_from_db()
    leg_zegel_vast(stuk.zegel, VERZEGELD)
    return SimpleNamespace(
        w=w, rij=Overeenkomst.objects.get(pk=rij.pk), stuk=stuk, pagina=_pagina(rij), ouder=_ouder(stuk)
    )


def _pagina(rij: Overeenkomst) -> str:
    return f"/mijn-overeenkomst/{deelnemers.token(Deelnemerlink.objects.get(overeenkomst=rij, deelnemer='lerende'))}/"


def _ouder(stuk) -> str:
    return f"/onderteken/{token(stuk.ondertekenaars.get(partij='vertegenwoordiger'))}/"


def _met_code(client, pagina: str, naar: str) -> None:
    client.post(f"{pagina}code/", {"naar": naar})
    client.post(f"{pagina}openen/", {"naar": naar, "code": "000042"})


def _getekend() -> dict[str, Bericht]:
    return {bericht.adres: bericht for bericht in Bericht.objects.filter(soort="getekend_met_link")}


def test_each_without_account_is_led_to_what_was_signed(z, mailoutbox):
    mails, ouder = _getekend(), z.stuk.ondertekenaars.get(partij="vertegenwoordiger")
    assert {z.rij.lerende.email, ouder.email} == mails.keys()
    for adres, pad in ((z.rij.lerende.email, z.pagina), (ouder.email, z.ouder)):
        assert pad not in mails[adres].tekst
        lever(mails[adres].pk)
        assert pad in mailoutbox[-1].body
    gewoon = Bericht.objects.filter(soort="overeenkomst_ondertekend").values_list("adres", flat=True)
    assert set(gewoon) == {z.w.begeleider.email, z.w.werkgever.email, z.w.mentor.persoon.user.email}


def test_the_lerende_opens_it_on_the_own_page_after_the_code(z, client):
    adres = f"{z.pagina}document/{z.stuk.pk}/"
    html = client.get(z.pagina).content.decode()
    assert adres in html and "door iedereen getekend op" in html
    openen = f"{z.pagina}openen/?naar={z.stuk.pk}"
    assert client.get(adres).headers["Location"] == openen
    assert "Dan open je de overeenkomst als PDF." in client.get(openen).content.decode()
    assert client.post(f"{z.pagina}code/", {"naar": z.stuk.pk}).headers["Location"] == openen
    assert Bericht.objects.get(soort="ondertekencode").adres == z.rij.lerende.email
    assert client.post(openen, {"code": "999999"}).status_code == 422
    assert client.get(adres).status_code == 302
    assert client.post(openen, {"code": "000042"}).headers["Location"] == adres
    assert client.get(adres).content == VERZEGELD
    ander = z.w.verstuurd(z.w.lerende(2))
    assert client.get(f"{z.pagina}document/{open_stuk(ander).pk}/").status_code == 404


def test_it_stays_when_the_overeenkomst_is_over_and_nothing_else_does(z, client):
    Overeenkomst.objects.filter(pk=z.rij.pk).update(toestand=Toestand.AFGELOPEN)
    html = client.get(z.pagina).content.decode()
    assert "Je overeenkomst is voorbij" in html and z.rij.lerende.naam not in html
    _met_code(client, z.pagina, str(z.stuk.pk))
    assert client.get(f"{z.pagina}document/{z.stuk.pk}/").content == VERZEGELD
    for weg in ("kalender/", "leren/", "knelpunt/", "hoe-gaat-het/"):
        assert client.get(f"{z.pagina}{weg}").status_code == 404
    wis_overeenkomst(overeenkomst=z.rij, op=timezone.now())
    assert client.get(z.pagina).status_code == 404
    assert client.get(z.ouder).status_code == 404


def test_a_mentor_without_account_never_opens_it(z, client):
    """It holds the pay and the rijksregisternummer of the lerende."""
    mentor = z.rij.mentor
    mentor.persoon.user = None
    mentor.persoon.save()
    type(mentor).objects.update(email="mentor@example.be")
    link = deelnemers.link_van(Overeenkomst.objects.get(pk=z.rij.pk), Deelnemer.MENTOR, op=timezone.now())
    pagina = f"/mijn-overeenkomst/{deelnemers.token(link)}/"
    assert "document/" not in client.get(pagina).content.decode()
    for weg in (f"document/{z.stuk.pk}/", "openen/"):
        assert client.get(f"{pagina}{weg}").status_code == 404
    assert client.post(f"{pagina}code/").status_code == 404


def test_the_link_of_who_signed_opens_it_and_is_renewed_to_the_same_address(z, client):
    html = client.get(z.ouder).content.decode()
    assert "Iedereen heeft getekend" in html
    assert client.get(f"{z.ouder}pdf/").status_code == 302
    _met_code(client, z.ouder, "pdf")
    assert client.get(f"{z.ouder}pdf/").content == VERZEGELD
    Ondertekenaar.objects.update(vervalt_op=timezone.now() - timedelta(days=1))
    assert "Vraag een nieuwe link" in client.get(z.ouder).content.decode()
    Bericht.objects.all().delete()
    assert "onderweg" in client.post(f"{z.ouder}vernieuwen/").content.decode()
    assert list(_getekend()) == [z.stuk.ondertekenaars.get(partij="vertegenwoordiger").email]
    nieuw = _ouder(z.stuk)
    assert nieuw != z.ouder and client.get(z.ouder).status_code == 404
    assert client.get(f"{nieuw}pdf/").status_code == 302, "the code of the old link opens no new one"
    _met_code(client, nieuw, "pdf")
    assert client.get(f"{nieuw}pdf/").content == VERZEGELD


@pytest.mark.parametrize("wat", ["18 jaar", "een andere mailbox"])
def test_it_ends_for_who_represents_no_more_or_left_that_mailbox(z, client, wat):
    """A representative reads until the lerende is 18 (rules.md §2)."""
    _met_code(client, z.ouder, "pdf")
    if wat == "18 jaar":
        Lerende.objects.update(geboortedatum=timezone.localdate() - timedelta(days=7000))
    else:
        Vertegenwoordiger.objects.update(email="nieuw@example.be")
    for adres in (z.ouder, f"{z.ouder}pdf/"):
        html = client.get(adres).content.decode()
        assert "Deze link werkt niet meer" in html and "Vraag een nieuwe link" not in html
    aantal = Bericht.objects.count()
    client.post(f"{z.ouder}vernieuwen/")
    assert Bericht.objects.count() == aantal
    with pytest.raises(GeheimVervallen):
        uitnodigen.geheim_getekend(z.stuk.ondertekenaars.get(partij="vertegenwoordiger").token_hash)
