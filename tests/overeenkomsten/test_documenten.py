"""The documents as they really are: printed, signed, sealed, and checked by another program (rules.md §5)."""

import hashlib
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.documenten.fouten import GeenToegang
from educam_portal.organisaties.nummers import toon_insz
from overeenkomsten.models import Overeenkomst, Zegel
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.versturen import verstuur
from overeenkomsten.stukken import open_stuk
from overeenkomsten.tasks import maak_stuk, maak_zegel, veeg
from tests.fabrieken import SchoolFactory, trajectbegeleider, werkgever

from .fabriek import Wereld, insz, wereld

pytestmark = pytest.mark.django_db


def tekst_van(pdf: bytes, map_) -> str:
    bestand = map_ / "stuk.pdf"
    bestand.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", bestand, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def getekend() -> tuple[Wereld, Overeenkomst]:
    """Drafted, printed by the task of the worker, and signed by all three."""
    w = wereld()
    rij = verstuur(overeenkomst=w.concept(), door=w.begeleider, op=timezone.now())
    maak_stuk(open_stuk(rij).pk)
    for partij, door in (("school", w.begeleider), ("onderneming", w.werkgever), ("lerende", None)):
        stuk = open_stuk(rij)
        ondertekenaar = stuk.ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
        bewijs = Bewijs("aangemeld" if door else "link", f"Naam {partij}", ip="192.0.2.7")
        rij = onderteken(ondertekenaar=ondertekenaar, bewijs=bewijs, door=door, op=timezone.now())
    return w, rij


def test_the_sealed_document_holds_what_was_signed_and_who_did(getekend, tmp_path):
    w, rij = getekend
    zegel = Zegel.objects.get(stuk__overeenkomst=rij)
    maak_zegel(zegel.pk)
    zegel.refresh_from_db()
    stuk = zegel.stuk
    verzegeld = documenten.lees(zegel.document, door=w.begeleider)
    bestand = tmp_path / "verzegeld.pdf"
    bestand.write_bytes(verzegeld)
    uitslag = subprocess.run(["pdfsig", "-nocert", bestand], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in uitslag
    with pikepdf.open(BytesIO(verzegeld)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        (bijlage,) = pdf.attachments.values()
        assert hashlib.sha256(bijlage.get_file().read_bytes()).hexdigest() == stuk.document.sha256
    tekst = tekst_van(verzegeld, tmp_path)
    assert toon_insz(insz(1)) in tekst
    assert all(f"Naam {partij}" in tekst for partij in ("school", "onderneming", "lerende"))
    assert stuk.document.sha256[:32] in tekst.replace("\n", "")
    assert "Gewone elektronische handtekening" in " ".join(tekst.split())


def test_the_public_code_confirms_it_without_names(getekend):
    _, rij = getekend
    zegel = Zegel.objects.get(stuk__overeenkomst=rij)
    pagina = Client().get(reverse("publiek:controle", args=[zegel.code])).content.decode()
    assert "door iedereen ondertekend" in pagina
    assert zegel.gegevens["sha256"] in pagina
    assert not [naam for naam in ("Benali", rij.vestiging.naam, rij.school.naam, rij.referentie) if naam in pagina]


def test_only_the_parties_open_the_document(getekend):
    w, rij = getekend
    document = rij.stukken.get().document
    for user in (w.begeleider, w.werkgever):
        assert documenten.lees(document, door=user).startswith(b"%PDF")
    # The mentor follows the lerende without pay or INSZ (rules.md §2).
    for user in (
        w.mentor_user,
        trajectbegeleider(SchoolFactory()),
        werkgever(wereld().erkenning.vestiging.onderneming),
    ):
        with pytest.raises(GeenToegang):
            documenten.lees(document, door=user)


def test_a_document_whose_worker_died_is_made_by_the_sweep(monkeypatch):
    monkeypatch.setattr(maak_stuk, "delay", maak_stuk)
    w = wereld()
    rij = verstuur(overeenkomst=w.concept(), door=w.begeleider, op=timezone.now())
    stuk = open_stuk(rij)
    type(stuk).objects.filter(pk=stuk.pk).update(aangemaakt_op=timezone.now() - timedelta(minutes=5))
    veeg()
    stuk.refresh_from_db()
    assert stuk.te_tekenen
