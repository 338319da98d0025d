"""How long a lerende without overeenkomst is kept (rules.md §11)."""

from importlib import import_module

from django.db import migrations

laad = import_module("educam_portal.parameters.migrations.0002_beginwaarden").laad


class Migration(migrations.Migration):
    dependencies = [("parameters", "0012_schorsing")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
