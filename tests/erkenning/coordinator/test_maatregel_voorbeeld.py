"""The letter of a measure is read before the press that sends it (rules.md §3.3, ux.md §3.4)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from erkenning.models import Brief, Erkenning, Maatregel
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen
from tests.formulier import formulieren

pytestmark = pytest.mark.django_db
REDEN = "De werkplaats is gesloten."


def velden(naam: str, dag: str) -> dict[str, str]:
    gehoord = {"redenen": REDEN, "gehoord_op": dag, "gehoord_hoe": "Gesprek."}
    keuze = {"wie": "onderneming", "gezien": "onderneming"} if naam == "uitsluiten" else {}
    return {"van": dag, "redenen": REDEN} if naam == "schorsen" else gehoord | keuze


@pytest.mark.parametrize(
    ("naam", "kop"),
    [
        ("schorsen", "Je erkenning is geschorst"),
        ("opheffen", "Je erkenning is opgeheven"),
        ("uitsluiten", "Je onderneming is uitgesloten"),
    ],
)
def test_nothing_happens_before_the_letter_was_read(client, naam, kop):
    d = klaar_om_te_beslissen().beslis()
    erkenning = Erkenning.objects.get()
    client.force_login(fabrieken.coordinator())
    adres = reverse(f"consulent:{naam}", args=[d.aanvraag.onderneming_id if naam == "uitsluiten" else erkenning.pk])
    berichten = Bericht.objects.count()
    leeg = client.post(adres, velden(naam, timezone.localdate().isoformat()) | {"redenen": ""})
    assert leeg.status_code == 422
    brief = client.post(adres, velden(naam, timezone.localdate().isoformat()))
    inhoud = brief.content.decode()
    assert brief.status_code == 200 and kop in inhoud and REDEN in inhoud and "Er is nog niets beslist" in inhoud
    assert not Maatregel.objects.exists() and Bericht.objects.count() == berichten
    assert Erkenning.objects.get().opgeheven_op is None and Erkenning.objects.get().geschorst_van is None
    form = formulieren(brief, adres)[0]
    terug = form.stuur(client, stap="wijzig")
    assert terug.status_code == 200 and REDEN in terug.content.decode() and not Maatregel.objects.exists()
    assert form.stuur(client, stap="bevestig").status_code == 302
    assert Brief.objects.get(soort="maatregel").gegevens["redenen"] == REDEN
