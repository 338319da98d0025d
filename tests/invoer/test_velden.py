"""Every field of every form, with everything that breaks programs: a sentence, and what was typed (quality.md)."""

import json

import pytest

from .aanval import beoordeel, formulier, stuur
from .deuren import BESTANDEN, DEUREN, KNOPPEN, LEZEN, STAPPEN
from .waarden import DATABANK, KEUZE, REGEL, TEKST

# Without it pytest-django makes no test database when this package runs by itself.
pytestmark = pytest.mark.django_db
NIET_TYPBAAR = ("select", "radio", "checkbox", "hidden", "submit")


def _soortgelijk(namen) -> list[str]:
    """One field of every kind: of `bevinding-3`, `bevinding-4` … only the first."""
    uniek: dict[str, str] = {}
    for naam in namen:
        uniek.setdefault("".join("#" if teken.isdigit() else teken for teken in naam), naam)
    return list(uniek.values())


@pytest.mark.parametrize("naam", DEUREN)
def test_what_is_right_is_accepted(wereld, clienten, naam):
    """Without this the attacks would bounce on something else than the field they try."""
    deur = DEUREN[naam]
    client = clienten[deur.wie]
    form = formulier(client, deur, wereld)
    eerste, *vervolg = stuur(client, form, form.velden)
    assert eerste.status_code in ({200, 302} if deur.kijkt else {302}), eerste.context and eerste.context["form"].errors
    assert all(antwoord.status_code in (200, 302) for antwoord in vervolg)


@pytest.mark.parametrize("naam", DEUREN)
def test_no_field_breaks_a_form(wereld, clienten, naam, op_postgres):
    """Everything on SQLite, the faster of the two; on PostgreSQL what a database itself may stumble over."""
    deur = DEUREN[naam]
    client = clienten[deur.wie]
    form = formulier(client, deur, wereld)
    velden = [veld for veld in {*form.velden, *form.soorten} if veld != "csrfmiddlewaretoken"]
    for veld in _soortgelijk(sorted(velden)):
        soort = form.soorten.get(veld, "text")
        proeven = KEUZE if soort in NIET_TYPBAAR else TEKST if soort == "textarea" else REGEL
        aanvallen = {wat: [waarde] for wat, waarde in proeven.items() if wat in DATABANK or not op_postgres}
        if not op_postgres:
            aanvallen["dubbel"] = [*form.velden.get(veld, ["1"]), "iets anders"]
            aanvallen["van een ander"] = [str(wereld.vreemd.aanvraag.pk), str(wereld.vreemd.werkgever.pk)]
        for wat, waarden in aanvallen.items():
            _val_aan(client, deur, form, form.velden | {veld: waarden}, f"{veld}: {wat}")
        if not op_postgres:
            _val_aan(client, deur, form, {n: w for n, w in form.velden.items() if n != veld}, f"zonder {veld}")


def _val_aan(client, deur, form, velden, wat):
    for nummer, antwoord in enumerate(stuur(client, form, velden)):
        if nummer:
            assert antwoord.status_code in (200, 302, 404), f"{deur.naam} {wat}: daarna {antwoord.status_code}"
            continue
        beoordeel(antwoord, deur, form, velden, wat)


@pytest.mark.parametrize("naam", DEUREN)
def test_something_else_than_a_form(wereld, clienten, naam):
    deur = DEUREN[naam]
    client = clienten[deur.wie]
    form = formulier(client, deur, wereld)
    for soort, inhoud in (
        ("application/json", json.dumps({naam: str(waarde) for naam, waarde in form.velden.items()})),
        ("text/plain", "geen formulier"),
        ("multipart/form-data; boundary=x", "kapot"),
        ("application/x-www-form-urlencoded", "%" * 500 + "=%ff&&&=" + "a=1&" * 900),
    ):
        for antwoord in stuur(client, form, inhoud, content_type=soort):
            assert antwoord.status_code in (200, 302, 400, 404, 415, 422), f"{soort}: {antwoord.status_code}"


def test_every_door_is_named(alle_namen):
    """A new address takes a row in `DEUREN`, or a place among what takes nothing that a person types."""
    bekend = {*DEUREN, *LEZEN, *KNOPPEN, *STAPPEN, *BESTANDEN}
    assert alle_namen == bekend
