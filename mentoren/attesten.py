"""The attest of the mentoropleiding: what it says, as a snapshot, and what its public code tells (rules.md §4)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.documenten.codes import Uitkomst, nieuwe_code
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.documenten.momentopname import met_datums, qr

from .models import Attest, Inschrijving

SJABLOON = "mentoren/brieven/attest.html"
DATUMS = {"datum", "geboortedatum", "dag_1", "dag_2"}


def leg_attest_vast(inschrijving: Inschrijving, *, op: datetime) -> Attest:
    """Store what the attest says; a Celery job makes the PDF after commit."""
    from .tasks import maak_attest

    code = nieuwe_code()
    gegevens = attest_gegevens(inschrijving, code, op=op)
    attest = Attest.objects.create(
        persoon=inschrijving.persoon,
        inschrijving=inschrijving,
        voltooid_op=inschrijving.sessie.dag2.datum,
        code=code,
        gegevens=gegevens,
        sha256=vingerafdruk(gegevens),
        aangemaakt_op=op,
    )
    maak_na_commit(maak_attest, attest)
    return attest


def attest_gegevens(inschrijving: Inschrijving, code: str, *, op: datetime) -> dict[str, Any]:
    """The person, the course, where and when; no onderneming, for it counts at every one (rules.md §4)."""
    sessie, persoon = inschrijving.sessie, inschrijving.persoon
    return {
        "code": code,
        "controle_url": settings.PORTAL_URL + reverse("publiek:controle", args=[code]),
        "datum": timezone.localdate(op).isoformat(),
        "naam": str(persoon),
        **({"geboortedatum": persoon.geboortedatum.isoformat()} if persoon.geboortedatum else {}),
        "titel": sessie.titel,
        "dag_1": sessie.dag1.datum.isoformat(),
        "dag_2": sessie.dag2.datum.isoformat(),
        "plaats": f"{sessie.locatie}, {sessie.gemeente}",
        "trainer": sessie.trainer,
        "versie": 1,
    }


def context(gegevens: dict[str, Any]) -> dict[str, Any]:
    """Template context: dates as dates, and the QR as inline SVG."""
    return {"brief": met_datums(gegevens, DATUMS), "qr": qr(gegevens["controle_url"])}


def code_uitkomst(code: str) -> Uitkomst | None:
    """The resolver of public codes: that such an attest exists and when the course was completed, never whose it is."""
    attest = Attest.objects.filter(code=code).first()
    if attest is None:
        return None
    dag = date_format(attest.voltooid_op, "j F Y")
    return Uitkomst(
        "Dit attest is geldig",
        True,
        "De code hoort bij een attest van de tweedaagse mentoropleiding van EDUCAM. Kijk of de datum dezelfde is.",
        (("Mentoropleiding voltooid op", dag),),
    )
