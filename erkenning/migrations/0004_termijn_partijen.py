"""Write on the terms that already run whom they concern (educam_portal/termijnen/register.py, Partijen)."""

from django.db import migrations

# Model → the road to the onderneming's organisatie, to the region's, and the kinds that only EDUCAM sees.
WEGEN = {
    "aanvraag": ("onderneming__organisatie", "regio__organisatie"),
    "aanvulling": ("aanvraag__onderneming__organisatie", "aanvraag__regio__organisatie"),
    "bezoek": ("vestiging__onderneming__organisatie", "vestiging__regio__organisatie"),
    "erkenning": ("vestiging__onderneming__organisatie", "vestiging__regio__organisatie"),
}
ENKEL_EDUCAM = {"eerste_contact", "bewaring"}


def vul_in(apps, schema_editor):
    Termijn = apps.get_model("termijnen", "Termijn")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for naam, (naar_onderneming, naar_regio) in WEGEN.items():
        soort = ContentType.objects.filter(app_label="erkenning", model=naam).first()
        if soort is None:
            continue
        open_ = Termijn.objects.filter(onderwerp_type=soort, voldaan_op=None, nietig_op=None)
        for termijn in open_.iterator():
            onderwerp = apps.get_model("erkenning", naam).objects.filter(pk=termijn.onderwerp_id)
            partijen = onderwerp.values_list(f"{naar_onderneming}_id", f"{naar_regio}_id").first()
            if partijen is not None:
                voor, bij = partijen
                termijn.voor_id = None if termijn.soort in ENKEL_EDUCAM else voor
                termijn.bij_id = bij
                termijn.save(update_fields=["voor", "bij"])


class Migration(migrations.Migration):
    dependencies = [("erkenning", "0003_beslist_op"), ("termijnen", "0002_partijen")]
    operations = [migrations.RunPython(vul_in, migrations.RunPython.noop, elidable=True)]
