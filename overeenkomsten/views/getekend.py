"""What was signed, for the lerende: behind the link of the own page, after the code of that link (rules.md §2).

The PDF holds the rijksregisternummer. It stays there when the overeenkomst is over, as long as it is kept.
"""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.remmen import rem
from educam_portal.documenten.antwoord import als_bestand
from educam_portal.documenten.services import inhoud_voor_portaal

from ..deelnemers import zoek_van_lerende
from ..models import Deelnemerlink
from ..stukken import getekende_stukken, te_lezen
from .deelnemer import met_link
from .mailcode import Codedeur, mail_code_om_te_openen, ontgrendeld, vul_code_in
from .tekencode import NUMMER

WAAROM = f"{NUMMER} Daarom vragen we eerst een code."
van_lerende = partial(met_link, zoek=zoek_van_lerende)


def _deur(link: Deelnemerlink, token: str) -> Codedeur:
    """Each document that was signed is a place to go to, by its number."""

    def adres(naam: str) -> str:
        if naam.isdigit():
            return reverse("deelnemer:document", args=[token, int(naam)])
        return reverse(f"deelnemer:{naam}", args=[token])

    stukken = getekende_stukken(link.overeenkomst)
    return Codedeur(
        link=link,
        adres=adres,
        naar={"start": WAAROM} | {str(rij.pk): f"{WAAROM} Dan open je de {rij.woord} als PDF." for rij in stukken},
        boventitel=f"Overeenkomst {link.overeenkomst.referentie}",
        titel="Vul je code in voor wat getekend is",
    )


@require_safe
@van_lerende
def document(request: HttpRequest, link: Deelnemerlink, token: str, *, pk: int) -> HttpResponse:
    """The sealed document, or exactly the bytes that were signed while the seal is being made."""
    stuk = get_object_or_404(getekende_stukken(link.overeenkomst), pk=pk)
    if not ontgrendeld(request, link):
        return redirect(_deur(link, token).openadres(str(pk)))
    bestand = te_lezen(stuk)
    return als_bestand(bestand, inhoud_voor_portaal(bestand), tonen=False)


@rem("ondertekenen")
@van_lerende
def openen(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    return vul_code_in(request, _deur(link, token))


@require_POST
@rem("ondertekencode")
@van_lerende
def code(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """A code to the address of the link."""
    return mail_code_om_te_openen(request, _deur(link, token))
