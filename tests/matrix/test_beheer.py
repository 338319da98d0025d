"""The technical administration: for the beheerder alone, and there too never what a dossier says (rules.md §2)."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from educam_portal.documenten.models import Document

from .adressen import patronen
from .geheimen import INHOUD
from .proef import Antwoord, probeer
from .rollen import ROLLEN

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# The last pattern of each model and of the site send on to a page that is in this list.
BEHEER = {naam: patroon for naam, patroon in patronen("admin:").items() if not naam.endswith("None")}
VAST = {"admin:app_list": ["organisaties"], "admin:view_on_site": [1, 1]}
# Nobody below the beheerder has more rights than a coördinator.
BUITEN = ("anoniem", "coordinator")


def _adres(naam: str, wereld) -> str:
    """The address of one page, of a row that exists where it asks for one."""
    delen = BEHEER[naam].pattern.regex.groups
    if naam in VAST or not delen:
        return reverse(naam, args=VAST.get(naam))
    model = next(m for m in admin.site._registry if naam.startswith(f"admin:{m._meta.label_lower.replace('.', '_')}_"))
    # A file whose name tells something; what the world made last of everything else.
    rij = wereld.bijlage if model is Document else model._default_manager.latest("pk")
    return reverse(naam, args=[rij.pk, *([rij.history.latest().pk] if delen == 2 else [])])


def _einde(client, antwoord: Antwoord) -> Antwoord:
    """The page after the redirects within /beheer/."""
    while antwoord.naar.startswith("/beheer/"):
        antwoord = probeer(client, "get", antwoord.naar)
    return antwoord


@pytest.mark.parametrize("naam", sorted(BEHEER))
def test_the_beheerder_reads_no_contents_and_others_find_nothing(naam, wereld, clienten):
    adres = _adres(naam, wereld)
    for rol in BUITEN:
        for methode in ("get", "post"):
            antwoord = probeer(clienten[rol], methode, adres)
            assert not antwoord.geschreven
            einde = _einde(clienten[rol], antwoord)
            assert einde.vraagt_aanmelden if rol == "anoniem" else einde.code == 404, (rol, methode, einde)
    antwoord = probeer(clienten["beheerder"], "get", adres)
    assert antwoord.code in (200, 302, 403, 404), antwoord.code
    assert not [woord for woord in INHOUD if woord in antwoord.tekst]


def test_only_the_beheerder_reads_the_first_page(wereld, clienten):
    codes = {rol: probeer(clienten[rol], "get", reverse("admin:index")).code for rol in ROLLEN}
    assert {rol for rol, code in codes.items() if code == 200} == {"beheerder", "superuser"}


def test_nothing_of_a_mentor_or_a_dossier_has_a_page():
    verboden = {model for app in ("mentoren", "erkenning") for model in apps.get_app_config(app).get_models()}
    # Two that the portal prints: which one failed and why, never what it says.
    assert {model.__name__ for model in verboden & set(admin.site._registry)} == {"Brief", "Attest"}
