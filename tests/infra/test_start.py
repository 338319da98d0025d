"""The portal refuses to start unsafely, and is clean under `check --deploy` as it runs in production."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from educam_portal.veilige_start import controleer_start, controleer_zegel
from scripts import setup, zegel
from tests.architecture.boom import WORTEL

GEHEIMEN = {"SECRET_KEY": "a", "DOCUMENT_SLEUTELS": "b"}


def test_missing_secret_stops_the_start_and_is_named():
    with pytest.raises(ImproperlyConfigured, match="DOCUMENT_SLEUTELS"):
        controleer_start(demo=True, portal_url="http://localhost:8000", geheimen=GEHEIMEN | {"DOCUMENT_SLEUTELS": ""})


def test_plain_http_is_for_demo_mode_only():
    with pytest.raises(ImproperlyConfigured, match="https"):
        controleer_start(demo=False, portal_url="http://portaal.example.be", geheimen=GEHEIMEN)
    controleer_start(demo=True, portal_url="http://localhost:8000", geheimen=GEHEIMEN)
    controleer_start(demo=False, portal_url="https://portaal.example.be", geheimen=GEHEIMEN)


def test_a_missing_seal_stops_the_start_outside_demo_mode():
    controleer_zegel(demo=True, sleutel="", wachtwoord="", vertrouwd="")
    with pytest.raises(ImproperlyConfigured, match="ZEGEL_SLEUTEL en ZEGEL_WACHTWOORD in de omgeving"):
        controleer_zegel(demo=False, sleutel="", wachtwoord="", vertrouwd="")


def test_a_seal_that_does_not_open_stops_the_start():
    sleutel, wachtwoord = zegel.maak()
    controleer_zegel(demo=False, sleutel=sleutel, wachtwoord=wachtwoord, vertrouwd="")
    for verkeerd in ({"wachtwoord": "fout"}, {"sleutel": "geen base64"}, {"sleutel": "bm90aGluZw=="}):
        with pytest.raises(ImproperlyConfigured, match=r"PKCS#12-bestand in base64"):
            controleer_zegel(demo=True, vertrouwd="", **{"sleutel": sleutel, "wachtwoord": wachtwoord} | verkeerd)


def test_a_trust_list_without_certificates_stops_the_start(tmp_path):
    leeg = tmp_path / "leeg.pem"
    leeg.write_text("geen certificaat")
    for pad in (leeg, tmp_path / "bestaat-niet.pem"):
        with pytest.raises(ImproperlyConfigured, match="VERTROUWDE_CERTIFICATEN"):
            controleer_zegel(demo=True, sleutel="", wachtwoord="", vertrouwd=str(pad))


def test_setup_gives_a_demo_of_before_the_seal_one_and_leaves_a_server_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "WORTEL", tmp_path)
    monkeypatch.setattr(setup.subprocess, "run", lambda *a, **k: SimpleNamespace(stdout="ZEGEL_SLEUTEL=x\n"))
    omgeving = tmp_path / ".env"
    for voor, na in [
        ("DEMO=1\nSECRET_KEY=a\n", "DEMO=1\nSECRET_KEY=a\nZEGEL_SLEUTEL=x\n"),
        ("DEMO=1\nZEGEL_SLEUTEL=y\n", "DEMO=1\nZEGEL_SLEUTEL=y\n"),
        ("DEMO=0\n", "DEMO=0\n"),
    ]:
        omgeving.write_text(voor)
        setup.omgeving()
        assert omgeving.read_text() == na


def test_check_deploy_is_clean_in_production(tmp_path):
    productie = os.environ | {
        "DJANGO_SETTINGS_MODULE": "educam_portal.settings",
        "DEMO": "0",
        "TWEEDE_FACTOR_VERPLICHT": "1",
        "PORTAL_URL": "https://portaal.example.be",
        "CSRF_TRUSTED_ORIGINS": "https://portaal.example.be",
        "ALLOWED_HOSTS": "portaal.example.be",
        "SECRET_KEY": "k7!d" * 4 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'p.sqlite3'}",
    }
    klaar = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=WORTEL,
        env=productie,
        capture_output=True,
        text=True,
    )
    assert klaar.returncode == 0, klaar.stderr
    assert "no issues" in klaar.stdout or "geen problemen" in klaar.stdout.lower()


def test_make_alone_lists_every_command():
    uit = subprocess.run(
        ["make", "--no-print-directory"], cwd=WORTEL, capture_output=True, text=True, check=True
    ).stdout
    for opdracht in ("setup", "run", "test", "lint", "format", "lock"):
        assert f"make {opdracht} " in uit
