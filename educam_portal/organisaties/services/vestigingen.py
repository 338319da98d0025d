"""Add and change a location; gemeente and region follow from the postcode (rules.md §3.1, §10)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import WERKGEVERS, Bereik, User
from educam_portal.accounts.tekst import een_regel
from educam_portal.workflow.diensten import noteer

from .. import nummers
from ..models import Gemeente, Onderneming, Regio, Vestiging
from ..regios import gemeenten_bij, regio_voor

VELDEN = ("naam", "straat", "huisnummer", "bus", "postcode", "contactpersoon", "telefoon", "email", "toon_contact")


def mag_wijzigen(user: User, onderneming: Onderneming) -> bool:
    """Members, those with a machtiging to file aanvragen, and the EDUCAM people who follow the onderneming."""
    eigen = user.organisaties_als(*WERKGEVERS, bereik=(Bereik.ALLES, Bereik.AANVRAGEN))
    return onderneming.organisatie_id in eigen or (
        user.is_educam and Onderneming.objects.for_user(user).filter(pk=onderneming.pk).exists()
    )


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


def _nummer(nummer: str | None) -> str | None:
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
    return _bewaar(vestiging, door=door, op=op, nummer=nummer, gemeente=gemeente, velden=velden, actie="toegevoegd")


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
    return _bewaar(vestiging, door=door, op=op, nummer=nummer, gemeente=gemeente, velden=velden, actie="gewijzigd")


def _bewaar(vestiging: Vestiging, *, door, op, nummer, gemeente, velden: dict, actie: str) -> Vestiging:
    if not mag_wijzigen(door, vestiging.onderneming):
        raise Geweigerd("Je kan de vestigingen van deze onderneming niet wijzigen.")
    if onbekend := set(velden) - set(VELDEN):
        raise TypeError(f"Onbekende velden voor een vestiging: {sorted(onbekend)}")
    for veld, waarde in velden.items():
        setattr(vestiging, veld, een_regel(waarde) if isinstance(waarde, str) else waarde)
    vestiging.nummer = _nummer(nummer)
    vestiging.gemeente, vestiging.regio = plaats(vestiging.postcode, gemeente, op)
    try:
        with transaction.atomic():
            vestiging.save()
    except IntegrityError as fout:
        raise Geweigerd(
            "Dit vestigingsnummer is al in gebruik. Kijk het na in de KBO of kies 'Dat weet ik niet'."
        ) from fout
    noteer(vestiging.onderneming, f"vestiging_{actie}", door=door, op=op, tekst=f"{vestiging.naam}, {vestiging.adres}")
    return vestiging
