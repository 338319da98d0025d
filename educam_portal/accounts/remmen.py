"""Slow down who does the same thing too often (quality.md, Security): per account, per address for a visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Grens:
    """At most `aantal` times in `seconden`; `zin` says what to do now."""

    aantal: int
    seconden: int
    zin: str


UUR = 3600
GRENZEN = {
    "opladen": Grens(60, UUR, "Je laadde veel bestanden op. Wacht een uur en laad dan de volgende op."),
    "bericht": Grens(30, UUR, "Je stuurde veel berichten. Ga terug, bewaar je tekst en stuur hem over een uur."),
    "aanvraag": Grens(30, UUR, "Je startte veel aanvragen. Wacht een uur, of werk een aanvraag af die al openstaat."),
    "inschrijven": Grens(60, UUR, "Je schreef vaak in en uit. Wacht een uur, of bel EDUCAM."),
    "mentor_vragen": Grens(20, UUR, "Je stuurde veel links. Wacht een uur en stuur dan de volgende."),
    "mentorlink_vernieuwen": Grens(
        5, UUR, "Je vroeg al een paar keer een nieuwe link. Kijk in je mailbox, ook bij ongewenste mail."
    ),
    "mentorlink_gegevens": Grens(30, UUR, "Je bewaarde je gegevens al vaak. Wacht een uur en kijk ze dan nog eens na."),
    # A class signs in one room, behind one address.
    "ondertekencode": Grens(120, UUR, "Er zijn veel codes gevraagd. Wacht een uur, of vraag de school om hulp."),
    # Each code may be guessed a few times: what one link may ask bounds the guesses, from however many addresses.
    "ondertekencode_per_link": Grens(
        20, 24 * UUR, "Er zijn veel codes gevraagd voor deze link. Wacht tot morgen, of vraag de school om hulp."
    ),
    "ondertekenen": Grens(
        240, UUR, "Er is veel geprobeerd vanaf deze plek. Wacht een uur, of vraag de school om hulp."
    ),
    "ondertekenlink_vernieuwen": Grens(
        20, UUR, "Je vroeg al vaak een nieuwe link. Kijk in je mailbox, ook bij ongewenste mail."
    ),
    "api_simulatie": Grens(600, UUR, "Je vroeg veel berekeningen. Wacht een uur en reken dan verder."),
    "api_leerwerkplekken": Grens(1200, UUR, "Je vroeg veel bladzijden. Wacht een uur en ga dan verder."),
    "kalender": Grens(60, UUR, "Je vroeg al veel kalenders. Wacht een uur en vraag dan de volgende."),
    "pakket": Grens(60, UUR, "Je maakte veel pakketten. Wacht een uur en maak dan het volgende."),
    "mentorhulp": Grens(120, UUR, "Er is veel geprobeerd vanaf deze plek. Wacht een uur en probeer dan opnieuw."),
    "deelnemer": Grens(120, UUR, "Er is veel geprobeerd vanaf deze plek. Wacht een uur en probeer dan opnieuw."),
    "secretariaat": Grens(120, UUR, "Er is veel geprobeerd vanaf deze plek. Wacht een uur en probeer dan opnieuw."),
    "secretariaatlink_vernieuwen": Grens(
        10, UUR, "Je vroeg al vaak een nieuwe link. Kijk in je mailbox, ook bij ongewenste mail."
    ),
    "hulp": Grens(10, UUR, "Je vroeg al vaak hulp. Bel je consulent, dat gaat sneller."),
    "uitnodigen": Grens(30, UUR, "Je nodigde veel mensen uit. Wacht een uur en nodig dan de volgende uit."),
    "uitnodiging_vernieuwen": Grens(
        5, UUR, "Je vroeg al een paar keer een nieuwe link. Kijk in je mailbox, ook bij ongewenste mail."
    ),
    "machtigen": Grens(10, UUR, "Je gaf veel machtigingen. Wacht een uur en geef dan de volgende."),
    "onderneming_registreren": Grens(10, UUR, "Je probeerde veel nummers. Wacht een uur, of bel je sectorconsulent."),
}


def te_vaak(request: HttpRequest, actie: str, *, aantal: int, seconden: int, wie: str = "") -> bool:
    """Whether this account or address did `actie` more than `aantal` times in this window; counts this time too.

    `wie` names something else to count for, whoever asks.
    """
    user = getattr(request, "user", None)
    if not wie:
        wie = f"u{user.pk}" if user is not None and user.is_authenticated else get_adapter().get_client_ip(request)
    # The window stands in the key: counting on gives a row a new end in some caches, and none may outlive its window.
    sleutel = f"rem.{actie}.{wie}.{int(time() // seconden)}"
    if cache.add(sleutel, 1, seconden):
        return aantal < 1
    try:
        keer = cache.incr(sleutel)
        cache.touch(sleutel, seconden)
    except ValueError:  # the row went between the two calls
        return False
    return keer > aantal


def geremd_voor(request: HttpRequest, actie: str, wie: str) -> HttpResponse | None:
    """The 429 of `actie` when it was done too often for `wie`, by whoever; None while it may. Counts this time too."""
    grens = GRENZEN[actie]
    if not te_vaak(request, actie, aantal=grens.aantal, seconden=grens.seconden, wie=wie):
        return None
    return render(request, "429.html", {"zin": grens.zin}, status=429)


def met_bestand(request: HttpRequest) -> bool:
    """Only count posts that bring a file: a form may also be saved without one."""
    return bool(request.FILES)


def rem(actie: str, *, als: Callable[[HttpRequest], bool] = lambda request: True) -> Callable[[View], View]:
    """Decorator: a POST beyond the limit of `actie` answers 429 with its sentence, before the view or its form runs."""

    def decorator(view: View) -> View:
        @wraps(view)
        def geremd(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            grens = GRENZEN[actie]
            telt = request.method == "POST" and als(request)
            if telt and te_vaak(request, actie, aantal=grens.aantal, seconden=grens.seconden):
                return render(request, "429.html", {"zin": grens.zin}, status=429)
            return view(request, *args, **kwargs)

        return geremd

    return decorator
