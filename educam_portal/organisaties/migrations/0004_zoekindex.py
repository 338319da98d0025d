from django.db import migrations, models

# `naam ILIKE %…%` on the public list: Django writes it as UPPER(naam) LIKE UPPER(…), which only this index can serve.
TRIGRAM = "CREATE INDEX vestiging_naam_trigram ON organisaties_vestiging USING gin (UPPER(naam) gin_trgm_ops)"


def maak(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(TRIGRAM)


def weg(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS vestiging_naam_trigram")


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0003_catalogus")]
    operations = [
        migrations.AddIndex(
            model_name="vestiging", index=models.Index(fields=["naam", "id"], name="vestiging_op_naam")
        ),
        migrations.RunPython(maak, weg),
    ]
