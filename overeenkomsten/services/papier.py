"""A copy signed on paper, uploaded by the school (rules.md §5)."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.core.files.base import File
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User

from ..documenten import PAPIER
from ..models import Ondertekenaar, Overeenkomst, Stuk, Tekenbevoegde
from ..toestanden import Partij, Wijze
from .handtekening import Bewijs, controleer_wijze, daarna, ondertekening, tekenbevoegdheid, zet


def op_papier(
    *,
    stuk: Stuk,
    bestand: File,
    getekend_op: date,
    partijen: Collection[str],
    naam_school: str,
    bevoegde: Tekenbevoegde | None,
    door: User,
    op: datetime,
) -> Overeenkomst:
    """`partijen` signed this version on paper, on the day `getekend_op` that stands on it; `bestand` is the copy.

    For the onderneming signed `bevoegde`, for the school somebody called `naam_school`. Raises Geweigerd when paper is not
    allowed, for a day on which this version was not there or that has not come, and for a party that may not sign yet;
    OngeldigBestand for the file.
    """
    with ondertekening(stuk, "papier_opladen", door=door, op=op) as (vers, open_):
        controleer_wijze(open_, Wijze.PAPIER)
        _controleer_dag(open_, getekend_op, timezone.localdate(op))
        rijen = _rijen(open_, partijen)
        moment = timezone.make_aware(datetime.combine(getekend_op, time(12)))
        document = documenten.bewaar(bestand=bestand, soort=PAPIER, door=door, onderwerp=vers, gevoelig=True)
        for rij in rijen:
            naam = rij.naam
            if rij.partij == Partij.ONDERNEMING:
                naam = _bevoegd(rij, vers, bevoegde)
            elif rij.partij == Partij.SCHOOL:
                naam = naam_school.strip() or str(door)
            zet(rij, open_, Bewijs(Wijze.PAPIER, naam, document=document), moment)
        daarna(vers, open_, rijen, door=door, op=op)
    return vers


def _controleer_dag(stuk: Stuk, dag: date, vandaag: date) -> None:
    gemaakt = timezone.localdate(stuk.aangemaakt_op)
    if dag > vandaag:
        raise Geweigerd("De dag van de handtekeningen ligt in de toekomst. Vul de dag in die op het papier staat.")
    if dag < gemaakt:
        raise Geweigerd(
            f"Deze versie bestaat pas sinds {gemaakt:%d/%m/%Y}. Is het papier ouder, dan staat er iets anders op: "
            "druk deze versie af en laat ze tekenen."
        )


def _rijen(stuk: Stuk, partijen: Collection[str]) -> list[Ondertekenaar]:
    """The rows of these parties, none of whom signed yet; whoever refused may have changed their mind on paper."""
    alle = {rij.partij: rij for rij in stuk.ondertekenaars.select_related("user")}
    rijen = [rij for partij, rij in alle.items() if partij in partijen]
    if not rijen:
        raise Geweigerd("Vink aan wie op het papier getekend heeft.")
    if al := [rij.naam for rij in rijen if rij.getekend]:
        raise Geweigerd(f"{al[0]} heeft deze versie al getekend. Vink alleen aan wie nog moest tekenen.")
    ouder = Partij.VERTEGENWOORDIGER in partijen
    if ouder and Partij.LERENDE not in partijen and not alle[Partij.LERENDE].getekend:
        raise Geweigerd("De lerende tekent eerst, of samen met de vertegenwoordiger. Laat de lerende ook tekenen.")
    return rijen


def _bevoegd(rij: Ondertekenaar, overeenkomst: Overeenkomst, bevoegde: Tekenbevoegde | None) -> str:
    """On paper too somebody recorded as authorised signs for the onderneming; answers that name."""
    nu = tekenbevoegdheid(overeenkomst, bevoegde.user) if bevoegde else None
    if nu is None:
        raise Geweigerd(
            "Kies wie voor de onderneming tekende. Staat die persoon niet in de lijst? Vraag de onderneming om in het "
            "portaal te noteren dat die persoon mag tekenen."
        )
    rij.user, rij.hoedanigheid = nu.user, nu.functie
    return str(nu.user)
