"""Batches of before keep the account that is known last: what a file written later would have said then."""

from django.db import migrations


def vul(apps, schema_editor):
    Premie = apps.get_model("premies", "Premie")
    Toestemming = apps.get_model("premies", "Toestemming")
    Leveringsrekening = apps.get_model("premies", "Leveringsrekening")
    paren = Premie.objects.exclude(levering=None).order_by().values_list("levering", "onderneming").distinct()
    for levering, onderneming in paren:
        laatste = Toestemming.objects.filter(onderneming=onderneming).order_by("pk").last()
        if laatste is not None:
            Leveringsrekening.objects.get_or_create(
                levering_id=levering, onderneming_id=onderneming, defaults={"iban": laatste.iban}
            )


class Migration(migrations.Migration):
    dependencies = [("premies", "0006_rekeningen")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
