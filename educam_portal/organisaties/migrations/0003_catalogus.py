import json

from django.db import migrations

from educam_portal.organisaties.gebieden import GEGEVENS


def laad(apps, schema_editor):
    opleiding_model = apps.get_model("organisaties", "Opleiding")
    activiteit = apps.get_model("organisaties", "Activiteit")
    lijst = json.loads((GEGEVENS / "opleidingen.json").read_text(encoding="utf-8"))
    for rij in lijst:
        opvolger, activiteiten = rij.pop("vervangen_door"), rij.pop("activiteiten")
        if opvolger:
            rij["vervangen_door"] = opleiding_model.objects.get(code=opvolger)
        opleiding, nieuw = opleiding_model.objects.get_or_create(code=rij.pop("code"), defaults=rij)
        if nieuw:
            activiteit.objects.bulk_create(
                activiteit(opleiding=opleiding, volgorde=volgorde, omschrijving=tekst, geldig_van=opleiding.geldig_van)
                for volgorde, tekst in enumerate(activiteiten, start=1)
            )


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0002_gebieden")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
