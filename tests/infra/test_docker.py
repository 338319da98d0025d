"""docker-compose.yml and Dockerfile, read as text: no Docker engine is needed to see that they keep their promises."""

import re

import pytest
import yaml

from tests.architecture.boom import WORTEL

COMPOSE = yaml.safe_load((WORTEL / "docker-compose.yml").read_text())
DOCKERFILE = (WORTEL / "Dockerfile").read_text()
VOORBEELD = set(re.findall(r"^([A-Z_]+)=", (WORTEL / ".env.example").read_text(), re.MULTILINE))
# Runs once and ends: there is no health to ask for.
EENMALIG = {"voorbereiding"}


def test_all_parts_are_there():
    eigen = {"voorbereiding", "web", "worker", "worker-zwaar", "beat"}
    assert set(COMPOSE["services"]) == eigen | {"databank", "redis", "mail", "clamav"}


@pytest.mark.parametrize("naam", sorted(set(COMPOSE["services"]) - EENMALIG))
def test_service_has_a_health_check(naam):
    controle = COMPOSE["services"][naam]["healthcheck"]
    assert controle["test"]
    assert controle["interval"]
    assert controle["timeout"]


@pytest.mark.parametrize("naam", sorted(COMPOSE["services"]))
def test_image_is_pinned_to_a_version(naam):
    assert re.search(r":v?\d+\.\d+\.?\d*", COMPOSE["services"][naam]["image"])


def test_base_images_are_pinned_and_the_process_is_not_root():
    basis = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert basis
    assert all(re.search(r":\d+\.\d+\.\d+", image) for image in basis)
    gebruikers = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert gebruikers
    assert gebruikers[-1] not in ("root", "0")
    assert re.search(r"^HEALTHCHECK ", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE


def test_every_variable_stands_in_the_example():
    gevraagd = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", (WORTEL / "docker-compose.yml").read_text()))
    gelezen = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', (WORTEL / "educam_portal/settings.py").read_text()))
    gegeven = set(COMPOSE["x-portaal"]["environment"])
    assert gevraagd | gelezen | gegeven <= VOORBEELD
    assert gelezen - {"PORT"} <= gegeven, "docker-compose.yml geeft een variabele van settings.py niet door"
    assert gevraagd | gelezen >= VOORBEELD, ".env.example noemt een variabele die niemand leest"


def test_no_secret_has_a_default():
    sleutels = ("SECRET_KEY", "DOCUMENT_SLEUTELS", "PERSOON_SLEUTELS", "PERSOON_HASH_SLEUTEL")
    geheim = (*sleutels, "ZEGEL_SLEUTEL", "ZEGEL_WACHTWOORD")
    assert all(":?" in COMPOSE["x-portaal"]["environment"][naam] for naam in geheim)
