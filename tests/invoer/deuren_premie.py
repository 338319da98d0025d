"""The forms about the premie, for the werkgever."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.premies.fabriek import uittreksel

from .deur import Deur, dag, vast

REKENING = "BE68 5390 0754 7034"

EERDER = vast(aantal="1", waar="elders", bron="Mail van het departement")

DEUREN = [
    Deur("premie:toestemming", "werkgever", geldig=vast(iban=REKENING, akkoord="on")),
    Deur("premie:rekening", "rekeninghouder", geldig=vast(iban=REKENING)),
    Deur(
        "premie:inlezen",
        "werkgever",
        geldig=lambda w: {
            "bron": "dimona",
            "bestand": SimpleUploadedFile("lijst.csv", uittreksel(w.premie, timezone.localdate())),
        },
    ),
    Deur("premie:dagen", "werkgever", args=lambda w: [w.premie.referentie], geldig=vast(van=dag(-1), tot=dag(0))),
    Deur("premiebeheer:premie", "coordinator", args=lambda w: [w.premie.referentie], geldig=EERDER),
]
LEZEN = {
    "premie:lijst", "premie:detail", "premie:inlezing", "premiebeheer:overzicht", "premiebeheer:lijst", "premiebeheer:csv",
    "premiebeheer:antwoord",
}  # fmt: skip
KNOPPEN = {"premie:intrekken", "premie:dagen_wissen", "premie:overnemen", "premiebeheer:levering_maken"}
