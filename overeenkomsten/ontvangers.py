"""Who hears about an overeenkomst (rules.md §2, §5, §7)."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from educam_portal.accounts.models import WERKGEVERS, Bron, Lidmaatschap, Rol, User
from educam_portal.organisaties.models import Onderneming, School

from .models import Ondertekenaar, Overeenkomst
from .models.overeenkomst import SCOPES
from .toestanden import Partij, StukStand


def collegas(school: School, op: date | None = None) -> list[User]:
    """Every trajectbegeleider of the school. The portal knows no direction of a school apart from them."""
    leden = Lidmaatschap.objects.geldig(op).filter(organisatie=school.organisatie_id, rol=Rol.TRAJECTBEGELEIDER)
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("pk"))


def begeleiders(overeenkomst: Overeenkomst, op: date | None = None) -> list[User]:
    """Who follows it for the school; the colleagues when that person no longer works there."""
    return volgers(overeenkomst.begeleider, overeenkomst.school, op)


def volgers(begeleider: User, school: School, op: date | None = None) -> list[User]:
    """`begeleider` while a trajectbegeleider of `school`, else the colleagues."""
    mensen = collegas(school, op)
    return [begeleider] if begeleider in mensen else mensen


def leden(
    onderneming: Onderneming, rollen: frozenset[Rol], op: date | None = None, *, bereik: Collection[str] = SCOPES
) -> list[User]:
    """Who has one of these roles there and may see to its overeenkomsten, or to what `bereik` says; who helps does not."""
    rijen = Lidmaatschap.objects.geldig(op).filter(
        organisatie=onderneming.organisatie_id, rol__in=rollen, bereik__in=bereik
    )
    return list(User.objects.filter(pk__in=rijen.exclude(bron=Bron.HULP).values("user")).order_by("pk"))


def _van_onderneming(overeenkomst: Overeenkomst, rollen: frozenset[Rol], op: date | None) -> list[User]:
    return leden(overeenkomst.vestiging.onderneming, rollen, op) if overeenkomst.vestiging else []


def werkgevers(overeenkomst: Overeenkomst, op: date | None = None) -> list[User]:
    """The people of the onderneming, and who holds a machtiging for its overeenkomsten."""
    return _van_onderneming(overeenkomst, WERKGEVERS, op)


def secretariaat(overeenkomst: Overeenkomst, op: date | None = None) -> list[User]:
    """The sociaal secretariaat that keeps its obligations."""
    return _van_onderneming(overeenkomst, frozenset({Rol.SECRETARIAAT}), op)


def mentor(overeenkomst: Overeenkomst) -> list[User | str]:
    """The mentor in person, by account or by the address the werkgever gave; nobody when there is neither."""
    if overeenkomst.mentor is None:
        return []
    eigen = overeenkomst.mentor.persoon.user or overeenkomst.mentor.email
    return [eigen] if eigen else []


def gesprekspartners(overeenkomst: Overeenkomst, op: date | None = None) -> list[User]:
    """Who takes part in the thread: school, werkgever and mentor (rules.md §5), as far as they can log in to read it."""
    mensen = [*begeleiders(overeenkomst, op), *werkgevers(overeenkomst, op), *mentor(overeenkomst)]
    return [wie for wie in mensen if isinstance(wie, User)]


def lerende(overeenkomst: Overeenkomst, op: date | None = None) -> list[User | str]:
    """The lerende, and who represents a minor (until 18, rules.md §2)."""
    rij = overeenkomst.lerende
    vertegenwoordiger = getattr(rij, "vertegenwoordiger", None)
    adressen = [rij.email]
    if vertegenwoordiger is not None and rij.minderjarig(op or timezone.localdate()):
        adressen.append(vertegenwoordiger.email)
    return [adres for adres in adressen if adres]


def betrokkenen(overeenkomst: Overeenkomst, op: date | None = None) -> list[User | str]:
    """Everybody whom it concerns: school, werkgever and mentor; the lerende's side as soon as it was asked to sign."""
    mensen = school_en_bedrijf(overeenkomst, op)
    return [*mensen, *lerende(overeenkomst, op)] if overeenkomst.verstuurd_op else mensen


def school_en_bedrijf(overeenkomst: Overeenkomst, op: date | None = None) -> list[User | str]:
    """School, werkgever and mentor."""
    return [*begeleiders(overeenkomst, op), *werkgevers(overeenkomst, op), *mentor(overeenkomst)]


def wie_nog_tekent(overeenkomst: Overeenkomst) -> list[User | str]:
    """Who was asked to sign the version that is open, and has neither signed nor refused.

    The representative of a minor is asked once the lerende signed (ux.md §3.6).
    """
    rijen = Ondertekenaar.objects.filter(
        stuk__overeenkomst=overeenkomst, stuk__stand=StukStand.OPEN, getekend_op=None, geweigerd_op=None
    )
    nog = {rij.partij: rij for rij in rijen.select_related("user")}
    mensen: list[User | str] = []
    for partij, rij in nog.items():
        if partij == Partij.SCHOOL:
            mensen += begeleiders(overeenkomst)
        elif partij == Partij.ONDERNEMING:
            mensen += werkgevers(overeenkomst)
        elif rij.email and (partij == Partij.LERENDE or Partij.LERENDE not in nog):
            mensen.append(rij.email)
    return mensen
