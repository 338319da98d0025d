"""What stands on the page before a measure is taken is all that the measure ends (rules.md §3.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.workflow import impact
from erkenning.models import Bezoek, Erkenning
from erkenning.services import begeleiding, maatregelen, mentorwissel
from erkenning.services.maatregelen import Gehoord
from tests import fabrieken
from tests.erkenning.acties import gepland, over
from tests.erkenning.dossiers import in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db


def lijst(zaak) -> dict[str, list[str]]:
    return {soort: [f"{een.titel}: {een.zin}" for een in rijen] for soort, rijen in impact.van(zaak).items()}


def test_everything_that_hangs_on_an_erkenning_is_listed_and_ends():
    d, nu, vandaag = klaar_om_te_beslissen().beslis(), timezone.now(), timezone.localdate()
    erkenning, vestiging = Erkenning.objects.get(), d.aanvraag.vestiging
    ander = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    voorstel = mentorwissel.mentor_voorstellen(erkenning=erkenning, mentor=ander, door=d.werkgever, op=nu)
    punten = begeleiding.begeleiding_starten(
        erkenning=erkenning, punten="Een plan.", tegen=vandaag + timedelta(days=9), door=d.consulent, op=nu
    )
    verlenging = fabrieken.AanvraagFactory(toestand="in_behandeling", vestiging=vestiging, lijnen=0)
    fabrieken.AanvraagLijnFactory(aanvraag=verlenging, opleiding=erkenning.opleiding, verlengt=erkenning, open=True)
    mentor = f"is dan geen mentor meer voor {erkenning.opleiding}, {vestiging}"
    eindigt = {
        "Mentoren": [f"{d.mentoren[0]}: {mentor}"],
        "Voorstellen": [f"{ander}: het voorstel als mentor voor {erkenning} vervalt"],
        "Begeleiding": [f"{erkenning}: stopt"],
    }
    assert lijst(erkenning) == eindigt | {"Aanvragen": [f"{verlenging.ref}: vraagt de verlenging en loopt door"]}
    uitsluiting = lijst(d.aanvraag.onderneming)
    assert uitsluiting == eindigt | {
        "Erkenningen": [f"{erkenning}: eindigt vandaag"],
        "Aanvragen": [f"{verlenging.ref}: stopt zonder gevolg"],
    }
    maatregelen.opheffen(
        erkenning=erkenning,
        redenen="Geen brug.",
        gehoord=Gehoord(op=vandaag),
        door=fabrieken.coordinator(),
        op=nu,
    )
    for rij, veld, na in ((voorstel, "besluit", "vervallen"), (punten, "afloop", "vervallen")):
        rij.refresh_from_db()
        assert getattr(rij, veld) == na
    verlenging.refresh_from_db()
    assert verlenging.toestand == "in_behandeling"


def test_a_visit_of_an_aanvraag_that_stops_is_listed_and_cancelled():
    d = in_behandeling()
    gepland(d, over(3))
    (bezoeken,) = (rijen for soort, rijen in lijst(d.aanvraag.vestiging).items() if soort == "Bezoeken")
    assert len(bezoeken) == 1 and bezoeken[0].endswith("gaat niet door")
    maatregelen.uitsluiten(
        wie=d.aanvraag.vestiging,
        tot=None,
        redenen="Loon.",
        gehoord=Gehoord(op=timezone.localdate()),
        door=fabrieken.coordinator(),
        op=timezone.now(),
    )
    assert Bezoek.objects.get().toestand == Bezoek.Toestand.GEANNULEERD
    assert lijst(d.aanvraag.vestiging) == {}
