from django.db import migrations

from educam_portal.parameters.beginwaarden import BEGINWAARDEN


def laad(apps, schema_editor):
    """For who began before this parameter; a new database has it from 0002."""
    parameter = apps.get_model("parameters", "Parameter")
    for naam, geldig_vanaf, waarde, bron, afgeleid, opmerking in BEGINWAARDEN:
        if naam == "sluiting_max":
            parameter.objects.get_or_create(
                naam=naam,
                geldig_vanaf=geldig_vanaf,
                defaults={"waarde": waarde, "bron": bron, "afgeleid": afgeleid, "opmerking": opmerking},
            )


class Migration(migrations.Migration):
    dependencies = [("parameters", "0002_beginwaarden")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
