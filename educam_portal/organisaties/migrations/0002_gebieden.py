from datetime import date

from django.db import migrations

from educam_portal.organisaties import gebieden


def laad(apps, schema_editor):
    organisatie = apps.get_model("accounts", "Organisatie")
    regio_model = apps.get_model("organisaties", "Regio")
    gemeente = apps.get_model("organisaties", "Gemeente")
    postcode = apps.get_model("organisaties", "Postcode")
    kaart = apps.get_model("organisaties", "ContactKaart")

    organisatie.objects.get_or_create(soort="educam", sleutel="educam", defaults={"naam": "EDUCAM"})
    regios = {}
    for volgorde, (code, naam) in enumerate(gebieden.REGIOS, start=1):
        eigenaar, _ = organisatie.objects.get_or_create(soort="regio", sleutel=code, defaults={"naam": naam})
        regios[code], _ = regio_model.objects.get_or_create(
            code=code, defaults={"naam": naam, "organisatie": eigenaar, "volgorde": volgorde}
        )
    for code, naam, email, telefoon in gebieden.CONSULENTEN:
        kaart.objects.get_or_create(
            regio=regios[code],
            geldig_van=date(2020, 1, 1),
            defaults={"naam": naam, "email": email, "telefoon": telefoon},
        )
    gemeente.objects.bulk_create(
        [
            gemeente(nis=rij["nis"], naam=rij["gemeente"], gebied=rij["gebied"], lat=rij["lat"], lon=rij["lon"])
            for rij in gebieden.lees("gemeenten.csv")
        ],
        ignore_conflicts=True,
    )
    if not postcode.objects.exists():
        postcode.objects.bulk_create(
            [
                postcode(
                    postcode=rij.postcode,
                    gemeente_id=rij.nis,
                    regio=regios[rij.regio],
                    geldig_van=rij.geldig_van,
                    geldig_tot=rij.geldig_tot,
                )
                for rij in gebieden.postcodes()
            ]
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("organisaties", "0001_initial")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
