from django.db import migrations

from educam_portal.organisaties.schoolvakanties import BEGINJAREN, BRON, officieel


def laad(apps, schema_editor):
    """The holidays of the schooljaren 2022-2023 to 2027-2028; what a coördinator keeps afterwards stays."""
    schoolvakantie = apps.get_model("organisaties", "Schoolvakantie")
    for jaar in BEGINJAREN:
        for naam, van, tot in officieel(jaar):
            schoolvakantie.objects.get_or_create(van=van, defaults={"naam": naam, "tot": tot, "bron": BRON})


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0008_schoolvakanties")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
