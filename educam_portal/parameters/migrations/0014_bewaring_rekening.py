"""How long the number of an account is kept that is no longer used (rules.md §11)."""

from importlib import import_module

from django.db import migrations

laad = import_module("educam_portal.parameters.migrations.0002_beginwaarden").laad


class Migration(migrations.Migration):
    dependencies = [("parameters", "0013_bewaring_lerende")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
