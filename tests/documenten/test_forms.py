import pytest
from django import forms

from educam_portal.documenten import bewaar
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.documenten.forms import DocumentVeld
from educam_portal.documenten.soorten import FOTOS
from educam_portal.parameters.models import Parameter

from .bestanden import foto, opgeladen, pdf

pytestmark = pytest.mark.django_db


class Formulier(forms.Form):
    uittreksel = DocumentVeld()
    foto = DocumentVeld(typen=FOTOS, required=False)


def test_it_says_its_limits_before_somebody_chooses():
    formulier = Formulier()
    assert formulier["uittreksel"].help_text == "PDF, JPG of PNG, hoogstens 15 MB."
    assert formulier["foto"].help_text == "JPG of PNG, hoogstens 15 MB."
    assert 'accept="application/pdf,image/jpeg,image/png"' in str(formulier["uittreksel"])


def test_the_limit_is_a_parameter():
    Parameter.objects.create(naam="upload_max_mb", waarde=3, geldig_vanaf="2026-01-01", bron="test")
    assert "hoogstens 3 MB" in Formulier()["uittreksel"].help_text


def test_a_good_file_is_cleaned_once_and_ready_to_keep(user, monkeypatch):
    formulier = Formulier({}, {"uittreksel": opgeladen("a.pdf", pdf())})
    assert formulier.is_valid(), formulier.errors
    assert isinstance(formulier.cleaned_data["uittreksel"], GekeurdBestand)
    assert formulier.cleaned_data["foto"] is None
    monkeypatch.setattr("educam_portal.documenten.afgezonderd.zuiver", None)
    document = bewaar(bestand=formulier.cleaned_data["uittreksel"], soort="test", door=user, onderwerp=None)
    assert document.mime == "application/pdf"


@pytest.mark.parametrize(
    ("bestanden", "veld", "code"),
    [
        ({}, "uittreksel", "required"),
        ({"uittreksel": opgeladen("a.pdf", b"")}, "uittreksel", "leeg"),
        ({"uittreksel": opgeladen("a.exe", b"MZ")}, "uittreksel", "type"),
        ({"uittreksel": opgeladen("a" * 400, b"x")}, "uittreksel", "naam"),
        ({"foto": opgeladen("a.pdf", pdf())}, "foto", "type"),
        ({"foto": opgeladen("a.jpg", foto("PNG"))}, "foto", "extensie"),
    ],
)
def test_a_refusal_stands_at_its_field(bestanden, veld, code):
    fouten = Formulier({}, bestanden).errors.as_data()[veld]
    assert [fout.code for fout in fouten] == [code]
