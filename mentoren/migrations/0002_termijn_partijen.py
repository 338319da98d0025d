"""Write on the terms of the mentoropleiding that already run whom they concern."""

from django.db import migrations


def vul_in(apps, schema_editor):
    Termijn = apps.get_model("termijnen", "Termijn")
    Mentor = apps.get_model("mentoren", "Mentor")
    soort = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="mentoren", model="mentor").first()
    if soort is None:
        return
    open_ = Termijn.objects.filter(onderwerp_type=soort, voldaan_op=None, nietig_op=None)
    for termijn in open_.iterator():
        mentor = Mentor.objects.select_related("onderneming", "persoon").filter(pk=termijn.onderwerp_id).first()
        if mentor is None:
            continue
        eerste = mentor.aanduidingen.select_related("vestiging__regio").order_by("van", "pk").first()
        termijn.voor_id = mentor.onderneming.organisatie_id
        termijn.bij_id = eerste.vestiging.regio.organisatie_id if eerste else None
        termijn.persoon_id = mentor.persoon.user_id
        termijn.save(update_fields=["voor", "bij", "persoon"])


class Migration(migrations.Migration):
    dependencies = [("mentoren", "0001_initial"), ("termijnen", "0002_partijen")]
    operations = [migrations.RunPython(vul_in, migrations.RunPython.noop, elidable=True)]
