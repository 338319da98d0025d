import pytest
from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile

from educam_portal.documenten import ontvangst
from educam_portal.documenten.forms import DocumentVeld

from .bestanden import opgeladen, pdf

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


class Formulier(forms.Form):
    bestand = DocumentVeld()


@pytest.fixture
def geschreven(monkeypatch):
    """How many bytes reached the disk."""
    lengtes = []

    def write(self, inhoud):
        lengtes.append(len(inhoud))
        return self.file.write(inhoud)

    monkeypatch.setattr(TemporaryUploadedFile, "write", write)
    return lengtes


@pytest.fixture
def verstuur(rf, monkeypatch):
    """The form as it arrives when somebody sends `inhoud` as an upload, with a limit of 3 MB."""
    monkeypatch.setattr(ontvangst, "limiet_mb", lambda: 3)
    monkeypatch.setattr("educam_portal.documenten.controle.limiet_mb", lambda: 3)

    def _verstuur(inhoud: bytes) -> Formulier:
        verzoek = rf.post("/", {"bestand": opgeladen("scan.pdf", inhoud), "naam": "Jan"})
        assert verzoek.POST["naam"] == "Jan"
        formulier = Formulier(verzoek.POST, verzoek.FILES)
        formulier.is_valid()
        verzoek.close()
        return formulier

    return _verstuur


def test_what_is_too_large_is_told_so_and_never_filled_the_disk(verstuur, geschreven):
    formulier = verstuur(b"%PDF-" + b"0" * 9 * MB)
    assert [fout.code for fout in formulier.errors.as_data()["bestand"]] == ["te_groot"]
    assert sum(geschreven) <= 3 * MB


def test_what_fits_arrives_whole(verstuur):
    assert verstuur(pdf()).is_valid()


def test_a_file_over_the_memory_limit_but_within_ours_goes_by_disk(verstuur, geschreven):
    formulier = verstuur(b"%PDF-" + b"0" * (2 * MB + 500_000))
    assert [fout.code for fout in formulier.errors.as_data()["bestand"]] == ["beschadigd"]
    assert sum(geschreven) == 2 * MB + 500_005
