"""Every field of every form, with everything that breaks programs: a sentence, and what was typed (quality.md)."""

import json

import pytest

from .aanval import DOORGESTUURD, beoordeel, formulier, stuur
from .bundel import Bundel, eigen_fouten
from .deuren import BESTANDEN, DEUREN, KNOPPEN, LEZEN, STAPPEN
from .waarden import DATABANK, KEUZE, REGEL, TEKST

# Without it pytest-django makes no test database when this package runs by itself.
pytestmark = pytest.mark.django_db
NIET_TYPBAAR = ("select", "radio", "checkbox", "hidden", "submit")
# Says what the page is about or which button was pressed: the rest of the form may not even be looked at.
NIET_TE_ZIEN = ("hidden", "submit")
# Searches a list on the page: no part of what is saved, so that it is not shown again with what was wrong elsewhere.
ZOEKT = "zoekterm"
ZONDER = "zonder"


def _soortgelijk(namen) -> list[str]:
    """One field of every kind: of `bevinding-3`, `bevinding-4` … only the first."""
    uniek: dict[str, str] = {}
    for naam in namen:
        uniek.setdefault("".join("#" if teken.isdigit() else teken for teken in naam), naam)
    return list(uniek.values())


@pytest.mark.eenmaal
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
    form = formulier(clienten[deur.wie], deur, wereld)
    velden = _soortgelijk(sorted({*form.velden, *form.soorten} - {"csrfmiddlewaretoken"}))
    aanvallen = {veld: _aanvallen(form, veld, wereld, op_postgres) for veld in velden}
    typbaar = {veld for veld in velden if form.soorten.get(veld, "text") not in NIET_TYPBAAR}
    gezien: set[str] = set()
    bundel = Bundel(lambda waarden: _val_aan(clienten[deur.wie], deur, form, waarden, typbaar, gezien))
    if not op_postgres:
        for veld in velden:
            bundel.alleen(veld, ZONDER, [])
    apart = {veld for veld in velden if form.soorten.get(veld) in NIET_TE_ZIEN or veld == ZOEKT}
    for veld in sorted(apart):
        for wat, waarde in aanvallen[veld].items():
            bundel.alleen(veld, wat, waarde)
    samen = {veld: aanvallen[veld] for veld in velden if veld not in apart}
    bundel.samen(samen, typbaar & samen.keys())
    alle = {(veld, wat) for veld in velden for wat in (*aanvallen[veld], *([] if op_postgres else [ZONDER]))}
    assert bundel.gekeurd == alle


def _aanvallen(form, veld, wereld, op_postgres) -> dict[str, list]:
    soort = form.soorten.get(veld, "text")
    proeven = KEUZE if soort in NIET_TYPBAAR else TEKST if soort == "textarea" else REGEL
    if op_postgres:
        return {wat: [waarde] for wat, waarde in proeven.items() if wat in DATABANK}
    aanvallen = {wat: [waarde] for wat, waarde in proeven.items()}
    if proeven is not KEUZE:
        return aanvallen
    # What stands for a row: another one beside it, and rows of somebody else. In a line of text both are only text.
    return aanvallen | {
        "dubbel": [*form.velden.get(veld, ["1"]), "iets anders"],
        "van een ander": [str(wereld.vreemd.aanvraag.pk), str(wereld.vreemd.werkgever.pk)],
    }


def _val_aan(client, deur, form, waarden, typbaar, gezien) -> tuple[bool, set[str]]:
    """Send them over what is right, and judge the answer and where it leads.

    Only what was typed is shown on the next page: after another choice the page that was `gezien` is not asked again.
    """
    velden = form.velden | {veld: waarde for veld, (_, waarde) in waarden.items()}
    velden = {veld: waarde for veld, waarde in velden.items() if waarde}
    wat = ", ".join(f"{veld}: {wat}" for veld, (wat, _) in waarden.items())
    with eigen_fouten() as namen:
        eerste, *vervolg = stuur(client, form, velden, gezien=gezien if typbaar.isdisjoint(waarden) else ())
    if eerste.status_code in DOORGESTUURD:
        gezien.add(eerste["Location"])
    geweigerd = namen & waarden.keys()
    beoordeel(eerste, deur, form, velden, wat, zinnen_minstens=len(geweigerd))
    assert all(antwoord.status_code in (200, 302, 404) for antwoord in vervolg), f"{deur.naam} {wat}: daarna {vervolg}"
    return eerste.status_code in (*DOORGESTUURD, 200), geweigerd


@pytest.mark.eenmaal
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
