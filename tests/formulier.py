"""A form as a browser would send it: read from the page, with its token, its hidden fields and what is filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client


@dataclass
class Formulier:
    """`velden` is what would be sent now; `soorten` names every field there is with its kind (`text`, `select`, …)."""

    actie: str
    velden: dict[str, list[str]] = field(default_factory=dict)
    soorten: dict[str, str] = field(default_factory=dict)

    def stuur(self, client: Client, **waarden) -> HttpResponse:
        """Send it as it stands, with `waarden` typed over; a name with a dash goes in as a key of `**{…}`."""
        return client.post(self.actie, self.velden | waarden)


class _Lezer(HTMLParser):
    def __init__(self, adres: str) -> None:
        super().__init__()
        self.adres = adres
        self.formulieren: list[Formulier] = []
        self._open: Formulier | None = None
        self._keuze = self._tekst = self._inhoud = ""
        self._eerste: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        gegeven = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form" and gegeven.get("method", "get").lower() == "post":
            self._open = Formulier(urljoin(self.adres, gegeven.get("action", "")))
            self.formulieren.append(self._open)
        naam = gegeven.get("name", "")
        if self._open is None:
            return
        if tag == "input" and naam:
            soort = gegeven.get("type", "text")
            self._open.soorten[naam] = soort
            if soort in ("checkbox", "radio"):
                if "checked" in gegeven:
                    self._vul(naam, gegeven.get("value", "on"))
            elif soort not in ("file", "submit"):
                self._vul(naam, gegeven.get("value", ""))
        elif tag in ("textarea", "select"):
            self._open.soorten[naam] = tag
            if tag == "textarea":
                self._tekst, self._inhoud = naam, ""
            else:
                self._keuze, self._eerste = naam, None
        elif tag == "option" and self._keuze:
            if self._eerste is None:
                self._eerste = gegeven.get("value", "")
            if "selected" in gegeven:
                self._vul(self._keuze, gegeven.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._tekst:
            self._inhoud += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._tekst:
            self._vul(self._tekst, self._inhoud.strip())
            self._tekst = ""
        elif tag == "select" and self._keuze and self._open is not None:
            if self._keuze not in self._open.velden and self._eerste is not None:
                # A browser sends the first option when none is marked.
                self._vul(self._keuze, self._eerste)
            self._keuze = ""

    def _vul(self, naam: str, waarde: str) -> None:
        assert self._open is not None
        self._open.velden.setdefault(naam, []).append(waarde)


def formulieren(antwoord: HttpResponse, adres: str) -> list[Formulier]:
    """Every form that posts on a page, in its order."""
    lezer = _Lezer(adres)
    lezer.feed(antwoord.content.decode())
    return lezer.formulieren


def open_formulier(client: Client, adres: str, actie: str = "") -> Formulier:
    """Open a page and give its form to `actie` (the page itself by default); a redirect is followed."""
    antwoord = client.get(adres, follow=True)
    if antwoord.redirect_chain:
        adres = antwoord.redirect_chain[-1][0]
    doel = actie or adres
    return next(form for form in formulieren(antwoord, adres) if form.actie == doel)
