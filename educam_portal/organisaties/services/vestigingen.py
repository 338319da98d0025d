"""Add and change a location; gemeente and region follow from the postcode (rules.md §3.1, §10)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.accounts.tekst import een_regel
from educam_portal.workflow.diensten import noteer

from .. import nummers
from ..models import Gemeente, Onderneming, Regio, Vestiging
from ..regios import gemeenten_bij, regio_voor

# Where it is, and which one it is: what an aanvraag or an erkenning is about.
PLAATS = ("straat", "huisnummer", "bus", "postcode", "gemeente_id", "nummer")
VELDEN = ("naam", "straat", "huisnummer", "bus", "postcode", "contactpersoon", "telefoon", "email", "toon_contact")


Slot = Callable[[Vestiging], str]
_sloten: list[Slot] = []


def registreer_slot(slot: Slot) -> None:
    """Let a higher floor say why the place of a vestiging may not change now: a sentence, or "" when it may."""
    _sloten.append(slot)


def mag_wijzigen(user: User, onderneming: Onderneming, *, toevoegen: bool = False) -> bool:
    """Members, those with a machtiging to file aanvragen, and the EDUCAM people who follow the onderneming.

    A consulent who helps with a concept may add a vestiging to it, and change none.
    """
    eigen = {
        lid.organisatie_id
        for lid in user.lidmaatschappen_nu
        if lid.rol in WERKGEVERS
        and lid.bereik in (Bereik.ALLES, Bereik.AANVRAGEN)
        and (toevoegen or lid.bron != Bron.HULP)
    }
    return onderneming.organisatie_id in eigen or _volgt_op(user, onderneming)


def _volgt_op(user: User, onderneming: Onderneming) -> bool:
    return user.is_educam and eigen_regio(user, onderneming)


def eigen_regio(user: User, onderneming: Onderneming) -> bool:
    """Whether the user follows a vestiging of it for EDUCAM: in an own or replaced region, or as coördinator."""
    if user.is_coordinator:
        return True
    regios = user.organisaties_als(Rol.CONSULENT)
    return onderneming.vestigingen.filter(regio__organisatie__in=regios).exists()


def plaats(postcode: str, gemeente: Gemeente | None, op: datetime) -> tuple[Gemeente, Regio]:
    """Gemeente and region of a postcode. Raises Geweigerd outside Vlaanderen and Brussel, or when several fit."""
    dag = timezone.localdate(op)
    mogelijk = list(gemeenten_bij(postcode, dag))
    if not mogelijk:
        raise Geweigerd(
            f"Postcode {postcode} ligt niet in het Vlaams Gewest of in Brussel. EDUCAM erkent leerwerkplekken in "
            "Vlaanderen en Brussel; ligt je vestiging in Wallonië, vraag dan de erkenning bij de IFAPME aan."
        )
    if gemeente is None and len(mogelijk) > 1:
        namen = ", ".join(str(een) for een in mogelijk)
        raise Geweigerd(f"Postcode {postcode} hoort bij meer dan een gemeente. Kies er een: {namen}.")
    gekozen = gemeente or mogelijk[0]
    if gekozen not in mogelijk:
        raise Geweigerd(f"{gekozen} heeft postcode {postcode} niet. Kies een andere gemeente of wijzig de postcode.")
    regio = regio_voor(postcode, dag, gekozen)
    if regio is None:
        raise Geweigerd(f"We vinden geen sectorconsulent voor postcode {postcode}. Kijk de postcode na of bel EDUCAM.")
    return gekozen, regio


def vestigingsnummer(nummer: str | None) -> str | None:
    """Its ten digits, None for nothing. Raises Geweigerd for a number that cannot exist."""
    if not nummer or not nummer.strip():
        return None
    cijfers = nummers.schoon_vestiging(nummer)
    if cijfers is None:
        raise Geweigerd(
            "Dit vestigingsnummer klopt niet. Het heeft 10 cijfers en begint met 2 tot 8, bijvoorbeeld 2.123.456.791. "
            "Ken je het niet? Kies dan 'Dat weet ik niet'."
        )
    return cijfers


@transaction.atomic
def vestiging_maken(
    *,
    onderneming: Onderneming,
    door: User,
    op: datetime,
    nummer: str | None,
    gemeente: Gemeente | None = None,
    **velden,
) -> Vestiging:
    """A new location; `nummer` None when the werkgever does not know it. `velden`: see VELDEN.

    Raises Geweigerd for a wrong or known number, a postcode out of reach, or somebody who may not.
    """
    vestiging = Vestiging(onderneming=onderneming)
    return bewaar(vestiging, door=door, op=op, nummer=nummer, gemeente=gemeente, velden=velden, actie="toegevoegd")


@transaction.atomic
def vestiging_wijzigen(
    *, vestiging: Vestiging, door: User, op: datetime, nummer: str | None, gemeente: Gemeente | None = None, **velden
) -> Vestiging:
    """Change a location under lock; the region follows the address. Raises Geweigerd as `vestiging_maken` does."""
    vestiging = (
        Vestiging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("onderneming")
        .get(pk=vestiging.pk)
    )
    return bewaar(vestiging, door=door, op=op, nummer=nummer, gemeente=gemeente, velden=velden, actie="gewijzigd")


def bewaar(
    vestiging: Vestiging, *, door, op, nummer, gemeente, velden: dict, actie: str, op_slot: bool = True
) -> Vestiging:
    """Clean and save, with the gemeente and region that follow from the postcode. `op_slot`: a werkgever moves nothing
    that is asked for or recognised.
    """
    if not mag_wijzigen(door, vestiging.onderneming, toevoegen=vestiging.pk is None):
        raise Geweigerd("Je kan de vestigingen van deze onderneming niet wijzigen.")
    if onbekend := set(velden) - set(VELDEN):
        raise TypeError(f"Onbekende velden voor een vestiging: {sorted(onbekend)}")
    was = {veld: getattr(vestiging, veld) for veld in PLAATS}
    for veld, waarde in velden.items():
        setattr(vestiging, veld, een_regel(waarde) if isinstance(waarde, str) else waarde)
    vestiging.nummer = vestigingsnummer(nummer)
    vestiging.gemeente, vestiging.regio = plaats(vestiging.postcode, gemeente, op)
    if op_slot and vestiging.pk is not None and not _volgt_op(door, vestiging.onderneming):
        _niet_op_slot(vestiging, was)
    try:
        with transaction.atomic():
            vestiging.save()
    except IntegrityError as fout:
        raise Geweigerd(
            "Dit vestigingsnummer is al in gebruik. Kijk het na in de KBO of kies 'Dat weet ik niet'."
        ) from fout
    noteer(vestiging.onderneming, f"vestiging_{actie}", door=door, op=op, tekst=f"{vestiging.naam}, {vestiging.adres}")
    return vestiging


def _niet_op_slot(vestiging: Vestiging, was: dict[str, Any]) -> None:
    """The werkgever moves no vestiging that is asked for or recognised; a number that was not known may be added."""
    anders = {veld for veld, waarde in was.items() if getattr(vestiging, veld) != waarde}
    if was["nummer"] is None:
        anders.discard("nummer")
    if anders:
        for slot in _sloten:
            if zin := slot(vestiging):
                raise Geweigerd(zin)
