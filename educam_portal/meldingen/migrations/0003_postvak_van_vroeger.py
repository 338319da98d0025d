from django.db import migrations
from django.db.models.functions import Coalesce


def vul_postvak(apps, schema_editor):
    """What went to somebody with an account stands in the inbox from now on; what was mailed counts as read."""
    bericht = apps.get_model("meldingen", "Bericht")
    rijen = bericht.objects.filter(aan__isnull=False).exclude(soort="uitnodiging").exclude(soort__startswith="account_")
    rijen.exclude(gegevens__has_key="geheim").update(postvak=True, gelezen_op=Coalesce("gelezen_op", "verzonden_op"))


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0002_postvak")]
    operations = [migrations.RunPython(vul_postvak, migrations.RunPython.noop)]
