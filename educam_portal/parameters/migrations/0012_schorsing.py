"""From when a suspension is long enough to be reported (rules.md §5)."""

from importlib import import_module

from django.db import migrations

laad = import_module("educam_portal.parameters.migrations.0002_beginwaarden").laad


class Migration(migrations.Migration):
    dependencies = [("parameters", "0011_knelpunt")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
