"""The dated list of documents asked for with an aanvraag (rules.md §3.1)."""

from datetime import date

from django.db import migrations

SINDS = date(2019, 9, 1)  # since then the 596.2 comes with the aanvraag (facts.md §2)
DOCUMENTEN = [
    {
        "soort": "strafregister",
        "titel": "Uittreksel strafregister (model 596.2)",
        "uitleg": (
            "Je mentor vraagt dit zelf aan bij zijn of haar gemeente. Het mag niet ouder zijn dan een jaar. "
            "Heb je het nog niet? Dien gerust al in, of toon het bij het bezoek."
        ),
        "niveau": "aangeraden",
        "per": "mentor",
        "volgorde": 1,
    },
    {
        "soort": "verklaring_op_eer",
        "titel": "Verklaring op eer van de werkgever",
        "uitleg": "Je dient in voor iemand anders. De werkgever tekent daarom een verklaring op eer voor deze aanvraag.",
        "niveau": "verplicht",
        "per": "machtiging",
        "volgorde": 2,
    },
    {
        "soort": "fotos_werkplaats",
        "titel": "Foto van je werkplaats",
        "uitleg": "Een foto helpt ons om het bezoek voor te bereiden. Zorg dat er niemand herkenbaar op staat.",
        "niveau": "vrij",
        "per": "aanvraag",
        "volgorde": 3,
    },
]


def installeer(apps, schema_editor):
    gevraagd = apps.get_model("erkenning", "GevraagdDocument")
    for document in DOCUMENTEN:
        gevraagd.objects.create(geldig_van=SINDS, **document)


def verwijder(apps, schema_editor):
    apps.get_model("erkenning", "GevraagdDocument").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("erkenning", "0001_initial")]
    operations = [migrations.RunPython(installeer, verwijder)]
