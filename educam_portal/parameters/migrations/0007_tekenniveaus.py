"""The levels for the other documents of an overeenkomst, and `gekwalificeerd` where nobody chose the levels yet."""

from importlib import import_module

from django.db import migrations

from educam_portal.parameters.beginwaarden import BEGINWAARDEN

laad = import_module("educam_portal.parameters.migrations.0002_beginwaarden").laad
NAAM = "tekenniveaus_overeenkomst"


def ook_gekwalificeerd(apps, schema_editor):
    _, vanaf, waarde, bron, *_ = next(rij for rij in BEGINWAARDEN if rij[0] == NAAM)
    rijen = apps.get_model("parameters", "Parameter").objects.filter(naam=NAAM, geldig_vanaf=vanaf, bron=bron)
    rijen.filter(waarde=["eenvoudig", "papier"]).update(waarde=waarde)


class Migration(migrations.Migration):
    dependencies = [("parameters", "0006_ondertekenen")]
    operations = [
        migrations.RunPython(laad, migrations.RunPython.noop),
        migrations.RunPython(ook_gekwalificeerd, migrations.RunPython.noop),
    ]
