"""A database that exists already gets the parameters that came since; the values it holds stay."""

from importlib import import_module

from django.db import migrations

laad = import_module("educam_portal.parameters.migrations.0002_beginwaarden").laad


class Migration(migrations.Migration):
    dependencies = [("parameters", "0010_groepswerk")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
