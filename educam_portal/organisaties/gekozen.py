"""The onderneming for which somebody acts or reads on a page, within the scopes that the page asks (rules.md §2)."""

from collections.abc import Collection

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

    A form changes the one it names (`onderneming`) and no other: who works now for one that is out of reach, and names
    none, finds no such page.
    """
    eigen = set(rollen_bij(request.user, bereik))
    rijen = Onderneming.objects.filter(organisatie__in=eigen)
    if request.organisatie and request.organisatie.pk in eigen:
        rijen = rijen.filter(organisatie=request.organisatie.pk)
    elif request.method == "POST":
        genoemd = request.POST.get("onderneming", "")
        rijen = rijen.filter(pk=int(genoemd)) if genoemd.isascii() and genoemd.isdigit() else rijen.none()
    rij = rijen.select_related("organisatie").order_by("pk").first()
    if rij is None:
        raise Http404
    return rij
