"""The onderneming for which somebody acts or reads on a page, within the scopes that the page asks (rules.md §2)."""

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404

from educam_portal.accounts.models import WERKGEVERS, Bron, Organisatie, Rol, User
from educam_portal.accounts.toegang import Verzoek

from .models import Onderneming


def rollen_bij(user: User, bereik: Collection[str]) -> dict[int, set[str]]:
    """Per organisatie of an onderneming the roles that reach this far; who only helps with an aanvraag has none."""
    rollen: dict[int, set[str]] = {}
    for lid in user.lidmaatschappen_nu:
        telt = lid.organisatie.soort == Organisatie.Soort.ONDERNEMING and lid.rol in {*WERKGEVERS, Rol.SECRETARIAAT}
        if telt and lid.bereik in bereik and lid.bron != Bron.HULP:
            rollen.setdefault(lid.organisatie_id, set()).add(lid.rol)
    return rollen


def gekozen_onderneming(request: Verzoek, bereik: Collection[str]) -> Onderneming:
    """The one that somebody works for now, when the scopes reach it; to look, else the first of those they reach; or 404.

    A form changes the one it names (`onderneming`) and no other, as `was_een_ander` asks: who works now for one that is out
    of reach, and names none, finds no such page.
    """
    eigen = set(rollen_bij(request.user, bereik))
    rijen = Onderneming.objects.filter(organisatie__in=eigen)
    if request.organisatie and request.organisatie.pk in eigen:
        rijen = rijen.filter(organisatie=request.organisatie.pk)
    elif request.method == "POST":
        genoemd = request.POST.get("onderneming", "")
        # A longer one is no key, and Python reads no number of thousands of digits.
        is_sleutel = genoemd.isascii() and genoemd.isdigit() and len(genoemd) < 19
        rijen = rijen.filter(pk=int(genoemd)) if is_sleutel else rijen.none()
    rij = rijen.select_related("organisatie").order_by("pk").first()
    if rij is None:
        raise Http404
    return rij


def was_een_ander(request: Verzoek, onderneming: Onderneming) -> bool:
    """The form was opened for another onderneming than the one worked for now: in another tab somebody switched."""
    if request.method != "POST" or request.POST.get("onderneming") == str(onderneming.pk):
        return False
    messages.error(request, f"Je werkt intussen voor {onderneming}. Er is niets bewaard. Kijk na en probeer opnieuw.")
    return True
