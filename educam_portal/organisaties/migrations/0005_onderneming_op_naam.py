from django.db import migrations, models

# As for a vestiging: `naam__icontains` is UPPER(naam) LIKE UPPER(…), which only this index can serve.
TRIGRAM = "CREATE INDEX onderneming_naam_trigram ON organisaties_onderneming USING gin (UPPER(naam) gin_trgm_ops)"


def maak(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TRIGRAM)


def weg(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS onderneming_naam_trigram")


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0004_zoekindex")]
    operations = [
        migrations.AddIndex(
            model_name="onderneming", index=models.Index(fields=["naam", "id"], name="onderneming_op_naam")
        ),
        migrations.RunPython(maak, weg),
    ]
