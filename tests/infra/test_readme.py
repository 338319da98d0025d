"""What the README promises is there: its commands, its pictures, its demo log-ins (links: tests/overzicht/test_docs.py)."""

import re

import pytest
from PIL import Image

from scripts.schermafbeeldingen import BEELDEN, DOEL
from tests.architecture.boom import WORTEL

README = (WORTEL / "README.md").read_text(encoding="utf-8")
BEELDMAP = DOEL.relative_to(WORTEL)


def test_every_make_target_exists_and_every_target_is_told():
    doelen = set(re.findall(r"^([a-z]+):", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    genoemd = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"run", "test"} <= genoemd
    assert genoemd == doelen - {"help"}


def test_the_makefile_declares_its_targets_as_phony():
    makefile = (WORTEL / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert set(phony.split()) == set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_it_shows_the_pictures_that_are_made_each_with_words():
    beelden = re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]+)">', README)
    assert [src for src, _ in beelden] == [f"{BEELDMAP}/{naam}.png" for naam in BEELDEN]
    assert len(beelden) == README.count("<img") == 8


@pytest.mark.parametrize("naam", BEELDEN)
def test_a_picture_is_sharp_and_small(naam):
    bestand = DOEL / f"{naam}.png"
    assert bestand.stat().st_size < 150_000
    with Image.open(bestand) as beeld:
        assert beeld.format == "PNG"
        assert min(beeld.size) >= 700


def test_variables_that_it_names_stand_in_the_example():
    voorbeeld = set(re.findall(r"^([A-Z_]+)=", (WORTEL / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    genoemd = set(re.findall(r"`([A-Z][A-Z_]+)(?:=\w+)?`", README)) - {"LICENSE"}
    assert genoemd
    assert genoemd <= voorbeeld
