from django.db import migrations

from educam_portal.parameters.beginwaarden import BEGINWAARDEN


def laad(apps, schema_editor):
    parameter = apps.get_model("parameters", "Parameter")
    for naam, geldig_vanaf, waarde, bron, afgeleid, opmerking in BEGINWAARDEN:
        parameter.objects.get_or_create(
            naam=naam,
            geldig_vanaf=geldig_vanaf,
            defaults={"waarde": waarde, "bron": bron, "afgeleid": afgeleid, "opmerking": opmerking},
        )


class Migration(migrations.Migration):
    dependencies = [("parameters", "0001_initial")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
