"""Floors: imports, foreign keys and migrations all point down (architecture.md §1)."""

import ast
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.boom import VLOEREN, WORTEL, bestanden, relatief


def _hoogte(label: str) -> int:
    """0 for a package's app, which everybody may use; else the floor, counted from 1."""
    return VLOEREN.index(label) + 1 if label in VLOEREN else 0


def test_every_app_of_ours_has_a_floor():
    ons = {config.label for config in apps.get_app_configs() if Path(config.path).is_relative_to(WORTEL)}
    ons = {label for label in ons if ".venv" not in apps.get_app_config(label).path}
    assert ons == set(VLOEREN)


def test_imports_point_down():
    lint = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=WORTEL, capture_output=True, text=True
    )
    assert lint.returncode == 0, lint.stdout


def test_foreign_keys_point_down():
    omhoog = [
        f"{model._meta.label}.{veld.name} → {veld.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if _hoogte(model._meta.app_label)
        for veld in [*model._meta.get_fields(include_parents=False)]
        if veld.is_relation and not veld.auto_created and isinstance(veld.related_model, type)
        if _hoogte(veld.related_model._meta.app_label) > _hoogte(model._meta.app_label)
    ]
    assert not omhoog


def test_migrations_depend_on_lower_floors_only():
    migraties = MigrationLoader(None).disk_migrations
    omhoog = [
        f"{app}.{naam} → {ander}.{wat}"
        for (app, naam), migratie in migraties.items()
        if _hoogte(app)
        for ander, wat in [*migratie.dependencies, *getattr(migratie, "run_before", [])]
        if _hoogte(ander) > _hoogte(app)
    ]
    assert not omhoog


def test_models_and_migrations_agree(db):
    uit = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=uit, verbosity=1)
    assert "No changes detected" in uit.getvalue() or "Geen wijzigingen" in uit.getvalue()


def test_rules_are_pure():
    """rules.py knows no database, no request and no clock (architecture.md §2)."""
    fouten = []
    for bestand in (b for b in bestanden(".py") if b.name == "rules.py" or b.parent.name == "rules"):
        for knoop in ast.walk(ast.parse(bestand.read_text())):
            if isinstance(knoop, ast.Import):
                fouten += [f"{relatief(bestand)}: {n.name}" for n in knoop.names if n.name.split(".")[0] == "django"]
            if isinstance(knoop, ast.ImportFrom) and (knoop.module or "").split(".")[0] == "django":
                fouten.append(f"{relatief(bestand)}: {knoop.module}")
            aanroep = knoop.func if isinstance(knoop, ast.Call) else None
            if isinstance(aanroep, ast.Attribute) and aanroep.attr in ("today", "now", "localdate"):
                fouten.append(f"{relatief(bestand)}:{knoop.lineno} kijkt op de klok")
    assert not fouten
