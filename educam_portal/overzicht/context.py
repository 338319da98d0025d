"""What every template may use: `portaal` (navigation, organisation, audience, demo flag).

Costs no query beyond `user.lidmaatschappen_nu`, which a request reads once anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from educam_portal.accounts.actief import organisaties
from educam_portal.accounts.models import Organisatie, User
from educam_portal.accounts.publiek import publieken
from educam_portal.meldingen.postvak import toon_aantal

NAV: dict[str, tuple[tuple[str, str], ...]] = {
    "werkgever": (
        ("Overzicht", "werkgever:overzicht"),
        ("Aanvragen", "werkgever:aanvragen"),
        ("Mentoren", "werkgever:mentoren_lijst"),
        ("Overeenkomsten", "overeenkomst:lijst"),
        ("Premies", "premie:lijst"),
        ("Termijnen", "termijnen:lijst"),
        ("Vestigingen", "organisatie:vestigingen"),
        ("Collega's en machtigingen", "organisatie:beheer"),
    ),
    "consulent": (
        ("Vandaag", "consulent:vandaag"),
        ("Werklijst", "consulent:werklijst"),
        ("Termijnen", "termijnen:lijst"),
        ("Kalender", "consulent:kalender"),
        ("Bedrijven", "consulent:bedrijven"),
        ("Overeenkomsten", "overeenkomst:educam"),
        ("Afwezigheid", "consulent:afwezigheid"),
        ("Nieuwe ondernemingen", "organisatie:ondernemingen"),
    ),
    "coordinator": (
        ("Overzicht", "coordinator:overzicht"),
        ("Dossiers", "consulent:werklijst"),
        ("Termijnen", "termijnen:lijst"),
        ("Mentoropleiding", "mentoropleiding:sessies"),
        ("Premies", "premiebeheer:overzicht"),
        ("Afwezigheden", "coordinator:afwezigheden"),
        ("Instellingen", "instellingen:lijst"),
        ("Gebruikers", "organisatie:gebruikers"),
        ("Nieuwe ondernemingen", "organisatie:ondernemingen"),
    ),
    "beheerder": (
        ("Technisch beheer", "admin:index"),
        ("Uitgaande mails", "uitgaand:lijst"),
    ),
    "school": (
        ("Overzicht", "school:start"),
        ("Lerenden", "school:lerenden"),
        ("Leerwerkplekken", "publiek:leerwerkplekken"),
        ("Termijnen", "termijnen:lijst"),
        ("Collega's", "school:collegas"),
    ),
    "mentor": (
        ("Overzicht", "mentor:start"),
        ("Mijn leerlingen", "overeenkomst:leerlingen"),
        ("Mentoropleiding", "mentoropleiding:lijst"),
        ("Termijnen", "termijnen:lijst"),
    ),
    "bezoeker": (
        ("Hoe werkt het?", "publiek:hoe_werkt_het"),
        ("Doe de check", "publiek:check"),
        ("Dit heb je nodig", "publiek:voorbereiden"),
        ("Leerwerkplekken", "publiek:leerwerkplekken"),
        ("Sectorconsulenten", "publiek:consulenten"),
    ),
}
HOOGSTENS = 5
# Pages that belong to a place in the menu without standing under its address.
HOORT_BIJ = {
    "consulent:werklijst": ("/consulent/dossiers/",),
    "consulent:bedrijven": (
        "/consulent/erkenningen/",
        "/consulent/maatregelen/",
        "/consulent/mentoren/",
        "/consulent/mentoropleiding/",
        "/consulent/vestigingen/",
    ),
    "werkgever:aanvragen": ("/werkgever/bezoek/",),
    "overeenkomst:lijst": ("/overeenkomsten/", "/werkgever/tekenbevoegden/"),
}

_tellers: list[Callable[[User], int]] = []


def registreer_ongelezen(teller: Callable[[User], int]) -> None:
    """Let the menu show how many messages `teller(user)` says are unread; it runs once a page."""
    _tellers.append(teller)


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    actief: bool


@lru_cache(maxsize=256)
def adres(naam: str) -> str:
    """The address of a URL name; empty when that part of the portal is not installed."""
    try:
        return reverse(naam)
    except NoReverseMatch:
        return ""


class Portaal:
    """The shell of one page; everything is worked out only when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.demo: bool = settings.DEMO
        self.portal_url: str = settings.PORTAL_URL

    @cached_property
    def user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def organisatie(self) -> Organisatie | None:
        """The organisation somebody works for now; the only one when the request does not say."""
        gekozen = getattr(self._request, "organisatie", None)
        if gekozen is None and len(self.organisaties) == 1:
            return self.organisaties[0]
        return gekozen

    @cached_property
    def organisaties(self) -> list[Organisatie]:
        """The organisations to choose from, in order of name."""
        return organisaties(self.user) if self.user else []

    @cached_property
    def publieken(self) -> list[str]:
        """The audiences somebody belongs to, within the active organisation when there is one."""
        if self.user is None:
            return []
        actief = getattr(self._request, "organisatie", None)
        leden = [lid for lid in self.user.lidmaatschappen_nu if actief is None or lid.organisatie_id == actief.pk]
        return [*map(str, publieken(leden or self.user.lidmaatschappen_nu))]

    @cached_property
    def publiek(self) -> str:
        """The audience this page is for: the part of the portal one is in, else the first of one's roles."""
        deel = self._request.path.split("/")[1]
        if deel in self.publieken:
            return deel
        return self.publieken[0] if self.publieken else "bezoeker"

    @cached_property
    def _items(self) -> list[NavItem]:
        items = [(label, naam, adres(naam)) for label, naam in NAV[self.publiek]]
        pad = self._request.path
        # How much of the address each place covers: the longest is where one is.
        passend = {
            naam: max((len(begin) for begin in (url, *HOORT_BIJ.get(naam, ())) if pad.startswith(begin)), default=0)
            for _, naam, url in items
            if url
        }
        hier = max((naam for naam, lengte in passend.items() if lengte), key=lambda naam: passend[naam], default="")
        return [NavItem(label, url, naam == hier) for label, naam, url in items if url]

    @property
    def nav(self) -> list[NavItem]:
        """At most five places to go to."""
        return self._items[:HOOGSTENS]

    @property
    def meer(self) -> list[NavItem]:
        """What did not fit, for the account menu."""
        return self._items[HOOGSTENS:]

    @cached_property
    def ongelezen(self) -> int:
        return sum(teller(self.user) for teller in _tellers) if self.user else 0

    @property
    def ongelezen_tekst(self) -> str:
        """The number beside "Berichten", in words where counting stopped."""
        return toon_aantal(self.ongelezen)


def portaal(request: HttpRequest) -> dict:
    """The context processor."""
    return {"portaal": Portaal(request)}
