"""Where somebody who reads and signs by a personal link is asked for the code of that link (rules.md §5, ux.md §3.6).

The PDF holds the rijksregisternummer, and an answer binds: whoever was forwarded a mail must not get at either.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from educam_portal.accounts.remmen import rem

from ..toestanden import StukSoort, StukStand
from .mailcode import Codedeur, mail_code, mail_code_om_te_openen, vul_code_in
from .toegang_onderteken import Toegang, met_link

NUMMER = "In het PDF-bestand staat een rijksregisternummer."
GEGEVENS = "In het PDF-bestand staan persoonlijke gegevens."


def codedeur(toegang: Toegang) -> Codedeur | None:
    """None for who has an account or sits at the table of the school."""
    return _deur(toegang) if toegang.geheim else None


def _deur(toegang: Toegang) -> Codedeur:
    stuk = toegang.rij.stuk
    waarom = f"{NUMMER if stuk.soort == StukSoort.OVEREENKOMST else GEGEVENS} Daarom vragen we eerst een code."
    return Codedeur(
        link=toegang.rij,
        adres=toegang.adres,
        naar={
            "start": waarom,
            "pdf": f"{waarom} Dan open je de {stuk.woord} als PDF.",
            "elders": f"{waarom} Dan kan je de {stuk.woord} bewaren om ze elders te tekenen.",
            "niet": "Je laat de school weten dat je niet tekent. We vragen eerst een code: zo weten we dat jij het bent.",
        },
        boventitel=f"{stuk.get_soort_display()} {stuk.gegevens['referentie']}",
    )


@rem("ondertekenen")
@met_link
def openen(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    return vul_code_in(request, _deur(toegang))


@require_POST
@rem("ondertekencode")
@met_link
def code(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """A code to the address of the link; to sign, or to open the PDF, also afterwards."""
    rij, deur = toegang.rij, _deur(toegang)
    if request.POST.get("naar", "") in deur.naar:
        return mail_code_om_te_openen(request, deur)
    if rij.getekend or rij.geweigerd_op or rij.stuk.stand != StukStand.OPEN:
        return redirect(toegang.adres("start"))
    return mail_code(request, deur, toegang.adres("tekenen"))
