"""What an onderneming has to do for its premiums, for the start page of a werkgever (rules.md §6, ux.md §3.2)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming
from erkenning.acties import Actie

from .models import Premie, Prestatie
from .models.premie import wie_bij
from .rules import Voorwaarde, Voorwaardecode, schooljaar, schooljaar_van
from .tonen import te_doen

HOOGSTENS = 100
Paar = tuple[Premie, Voorwaarde]


def voor_werkgever(onderneming: Onderneming, user: User) -> list[Actie]:
    """Consent that is still missing, and the days of who worked a month and of whom none are known.

    Who may only read is asked nothing.
    """
    if not wie_bij(user, onderneming.organisatie_id):
        return []
    rijen = list(
        Premie.objects.mogelijk()
        .filter(onderneming=onderneming)
        .exclude(recht="ja")
        .select_related("overeenkomst__lerende")
        .order_by("start", "schooljaar", "pk")[:HOOGSTENS]
    )
    toestemming = _open(rijen, Voorwaardecode.TOESTEMMING)
    dagen = _zonder_dagen(_open(rijen, Voorwaardecode.VIER_MAANDEN), onderneming)
    acties: list[Actie] = []
    if toestemming:
        url = reverse("premie:toestemming")
        acties.append(
            Actie("Geef toestemming voor de premie", _wie(toestemming), "Geef toestemming", url, _dag(toestemming))
        )
    if dagen:
        url = dagen[0][0].get_absolute_url() + "#dagen" if len(dagen) == 1 else reverse("premie:lijst")
        acties.append(Actie("Vul de gewerkte dagen in", _wie(dagen), "Vul de dagen in", url, _dag(dagen)))
    return acties


def _open(rijen: list[Premie], code: Voorwaardecode) -> list[Paar]:
    """The claims of which this condition asks something, with it."""
    return [(rij, een) for rij in rijen for een in te_doen(rij) if een.code == code]


def _zonder_dagen(paren: list[Paar], onderneming: Onderneming) -> list[Paar]:
    """Those who worked on a day before this month, in that schooljaar, while nothing is known of it."""
    deze_maand = timezone.localdate().replace(day=1)
    begonnen = [paar for paar in paren if max(paar[0].start, schooljaar(paar[0].schooljaar).van) < deze_maand]
    if not begonnen:
        return []
    rijen = Prestatie.objects.filter(
        onderneming=onderneming, persoonsnummer__in=[rij.persoonsnummer_id for rij, _ in begonnen]
    )
    bekend = {
        (persoon, jaar)
        for persoon, van, tot in rijen.values_list("persoonsnummer", "van", "tot")
        for jaar in range(schooljaar_van(van), schooljaar_van(tot) + 1)
    }
    return [paar for paar in begonnen if (paar[0].persoonsnummer_id, paar[0].schooljaar) not in bekend]


def _wie(paren: list[Paar]) -> str:
    lerenden = {rij.overeenkomst.lerende_id: str(rij.overeenkomst.lerende) for rij, _ in paren}
    return f"Voor {next(iter(lerenden.values()))}" if len(lerenden) == 1 else f"Voor {len(lerenden)} lerenden"


def _dag(paren: list[Paar]) -> date | None:
    """The first last day of them all."""
    return min((een.uiterlijk for _, een in paren if een.uiterlijk), default=None)
