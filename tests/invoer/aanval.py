"""Sending something hostile through a door, and judging the answer (quality.md, "Bad input")."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.formulier import Formulier, formulieren

from .deuren import Deur
from .waarden import SCRIPT
from .wereld import Wereld

GEWEIGERD = 422
DOORGESTUURD = (302, 303)
# What may be said to a browser that sends nonsense no person can type: not found, no form at all, too often.
KORTAF = (400, 404, 415, 429)
# What a person types, and must find back; a password is asked again.
GETYPT = ("text", "textarea", "email", "tel", "number", "date", "time", "search", "url")
# Words of Django and allauth that no person should read: English, the stiff Dutch of their translations, and "u".
VREEMDE_WOORDEN = re.compile(
    r"This field|Ensure |Enter a|Select a|Null characters|is not |"
    r"Dit veld is|Zorg ervoor|Selecteer een|Voer een|Null-tekens|Geef een|Deze waarde|Waarde ‘|is geen (geldige|van)|"
    r"\buw\b|\bu\b",
    re.IGNORECASE,
)


class _Overzicht(HTMLParser):
    """The sentences of the error summary, or of the bar above a letter, which is a page of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.zinnen: list[str] = []
        self._in, self._li = False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in |= ("id", "foutenoverzicht") in attrs or ("class", "bevestig-fout") in attrs
        if self._in and tag in ("li", "p"):
            self._li = True
            self.zinnen.append("")

    def handle_data(self, data: str) -> None:
        if self._li:
            self.zinnen[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._li &= tag not in ("li", "p")
        self._in &= tag != "div"


def zinnen(antwoord: HttpResponse) -> list[str]:
    lezer = _Overzicht()
    lezer.feed(antwoord.content.decode())
    return [zin.strip() for zin in lezer.zinnen]


def formulier(client: Client, deur: Deur, w: Wereld) -> Formulier:
    """The form as the page holds it, with valid values typed over."""
    doel, pagina = deur.adres(w), deur.op(w)
    if not pagina:
        return Formulier(doel, {naam: _lijst(waarde) for naam, waarde in deur.geldig(w).items()})
    antwoord = client.get(pagina)
    assert antwoord.status_code == 200, f"{pagina}: {antwoord.status_code} {antwoord.get('Location', '')}"
    op_pagina = [form for form in formulieren(antwoord, pagina) if form.actie == doel]
    assert op_pagina, f"{pagina} heeft geen formulier naar {doel}"
    form = next((een for een in op_pagina if set(deur.geldig(w)) & set(een.velden)), op_pagina[0])
    form.velden |= {naam: _lijst(waarde) for naam, waarde in deur.geldig(w).items()}
    return form


def _lijst(waarde: Any) -> list[str]:
    rij = waarde if isinstance(waarde, list) else [waarde]
    return [een if isinstance(een, File) else str(een) for een in rij]


def stuur(
    client: Client, form: Formulier, velden: dict[str, Any], *, gezien: Collection[str] = (), **extra: Any
) -> Iterator[HttpResponse]:
    """The answer, and the page it leads to unless it is `gezien`; whatever was changed is undone afterwards."""
    cache.clear()
    koekjes = deepcopy(client.cookies)
    for waarde in velden.values() if isinstance(velden, dict) else ():
        if isinstance(waarde[0], File):
            waarde[0].seek(0)
    with transaction.atomic():
        antwoord = client.post(form.actie, velden, **extra)
        yield antwoord
        if antwoord.status_code in DOORGESTUURD and antwoord["Location"] not in gezien:
            yield client.get(antwoord["Location"])
        transaction.set_rollback(True)
    client.cookies = koekjes


def beoordeel(
    antwoord: HttpResponse, deur: Deur, form: Formulier, velden: dict[str, Any], wat: str, *, zinnen_minstens: int
) -> None:
    """Fails unless the answer is one a person can go on with, and a refusal says so many things at least."""
    status = antwoord.status_code
    goed = {*DOORGESTUURD, GEWEIGERD, *KORTAF} | ({200} if deur.kijkt else set())
    assert status in goed, f"{deur.naam} {wat}: status {status}"
    if antwoord.get("Content-Type", "").startswith("text/html"):
        assert SCRIPT not in antwoord.content.decode(), f"{deur.naam} {wat}: script staat onbeschermd in de pagina"
    if status == GEWEIGERD:
        gelezen = zinnen(antwoord)
        assert gelezen and all(gelezen), f"{deur.naam} {wat}: geen zin in het foutenoverzicht"
        assert len(gelezen) >= zinnen_minstens, f"{deur.naam} {wat}: niet elk veld heeft zijn zin: {gelezen}"
        for zin in gelezen:
            assert not VREEMDE_WOORDEN.search(zin), f"{deur.naam} {wat}: “{zin}”"
        _staat_er_nog(antwoord, form, velden, f"{deur.naam} {wat}")


def _staat_er_nog(antwoord: HttpResponse, form: Formulier, velden: dict[str, Any], wat: str) -> None:
    """What was typed in a field that the page shows again stands there again, whatever was wrong with it."""
    opnieuw = [een for een in formulieren(antwoord, form.actie) if een.actie == form.actie]
    assert opnieuw, f"{wat}: het formulier is weg"
    getypte_velden = {naam for naam, soort in form.soorten.items() if soort in GETYPT}
    for naam in getypte_velden & set(velden):
        waarden = [waarde for een in opnieuw if naam in een.velden for waarde in een.velden[naam]]
        getypt = velden[naam][-1]
        if "\0" in getypt or not waarden:
            continue
        assert getypt.strip() in [waarde.strip() for waarde in waarden], f"{wat}: “{getypt[:40]}” is weg uit {naam}"
