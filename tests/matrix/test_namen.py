"""Lists, search and calendar name nobody outside one's reach, whatever is typed (rules.md §2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from .geheimen import te_veel
from .proef import probeer
from .rollen import AANGEMELD, BEHANDELAARS, DUBBEL

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
WERKLIJST = "consulent:werklijst"
BEDRIJVEN = "consulent:bedrijven"


def _weken() -> list[str]:
    """This week and the next, as the calendar writes them; the visits lie in one of them."""
    vandaag = timezone.localdate()
    return [f"{dag.isocalendar().year}-W{dag.isocalendar().week:02d}" for dag in (vandaag, vandaag + timedelta(days=7))]


def _vragen(w) -> list[tuple[str, dict[str, str]]]:
    """Everything that searches, with every way to ask for what is not one's own."""
    woorden = ("Zonnewijzer", "Maanlicht", "ERK", w.dossier.ref, w.onderneming.nummer, w.elders.onderneming.nummer[:5])
    return [
        *((naam, {"q": woord}) for naam in (WERKLIJST, BEDRIJVEN) for woord in woorden),
        *((WERKLIJST, {"tab": "alles", "regio": code}) for code in ("ovl", "bru")),
        (WERKLIJST, {"tab": "alles", "consulent": str(w.persoon.consulent.pk)}),
        (WERKLIJST, {"tab": "alles"}),
        *((BEDRIJVEN, {"groep": groep}) for groep in ("te_bevestigen", "erkend")),
        *(("consulent:kalender", {"week": week}) for week in _weken()),
        *(("termijnen:lijst", {"periode": periode}) for periode in ("maand", "stil")),
        ("berichten:lijst", {"toon": "ongelezen"}),
        ("organisatie:gebruikers", {"zoek": "Zonnekind"}),
    ]


# Who handles the dossiers sees the same lists; one of them shows that those keep another region out.
ZOEKERS = [rol for rol in AANGEMELD if rol not in {*BEHANDELAARS, *DUBBEL} - {"consulent"}]


@pytest.mark.parametrize("rol", ZOEKERS)
def test_no_list_shows_what_is_outside_reach(rol, wereld, clienten):
    for naam, vraag in _vragen(wereld):
        antwoord = probeer(clienten[rol], "get", reverse(naam), vraag)
        # A page repeats what was typed, and that alone.
        assert not te_veel(wereld, rol, antwoord.tekst) - set(vraag.values()), (naam, vraag)


def test_who_may_see_it_finds_it_by_the_same_words(wereld, clienten):
    """Empty pages would pass the test above too."""

    def gevonden(naam: str, vraag: dict[str, str]) -> set[str]:
        tekst = probeer(clienten["consulent"], "get", reverse(naam), vraag).tekst
        return {woord for woord in wereld.geheim if woord in tekst} - set(vraag.values())

    nummer = wereld.onderneming.nummer_weergave
    assert wereld.dossier.ref in gevonden(WERKLIJST, {"q": "Zonnewijzer"})
    assert wereld.dossier.ref in gevonden(WERKLIJST, {"tab": "alles", "regio": "ovl"})
    assert "Zonnewijzer" in gevonden(WERKLIJST, {"q": wereld.dossier.ref})
    assert nummer in gevonden(BEDRIJVEN, {"q": "Zonnewijzer"})
    assert "Zonnewijzer" in gevonden(BEDRIJVEN, {"q": wereld.onderneming.nummer})
    assert "Ochtendmist" in gevonden(BEDRIJVEN, {"groep": "te_bevestigen"})
    assert "Zonnewijzer" in gevonden("consulent:vandaag", {})


def test_the_calendar_shows_a_visit_to_who_goes_and_to_who_stands_in(wereld, clienten):
    for rol, gaat in {"consulent": True, "vervanger": True, "andere_consulent": False, "helper": False}.items():
        weken = [probeer(clienten[rol], "get", reverse("consulent:kalender"), {"week": week}) for week in _weken()]
        assert any(wereld.dossier.ref in week.tekst for week in weken) is gaat
