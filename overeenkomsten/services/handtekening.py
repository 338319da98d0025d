"""What every way of signing shares: the open version under lock, one signature, and what follows from the last (rules.md §5)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.documenten.models import Document
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform

from .. import niveaus
from ..models import Ondertekenaar, Overeenkomst, Stuk, Tekenbevoegde, Zegel
from ..stukken import bewijsblad, open_stuk
from ..toestanden import Partij, StukSoort, StukStand, Wijze
from ..transitions import tekenactie
from ..uitnodigen import stuur_link
from . import tekenbevoegden
from .afloop import AFLOOP

GEWIJZIGD = "Dit document is intussen gewijzigd of ingetrokken. Vraag de school hoe het verder gaat."
NIET_ZO = "Op deze manier kan je dit document niet tekenen. Vraag de school hoe het wel kan."


@dataclass(frozen=True)
class Bewijs:
    """How somebody signed: everything the evidence page says beside who, when and what."""

    wijze: str
    getypte_naam: str
    ip: str | None = None
    toestel: str = ""
    identiteit_door: User | None = None
    document: Document | None = None


class NietMeerErkend(Geweigerd):
    """What the document rests on fell away between sending and the last signature: erkenning, mentor, a day."""


@contextmanager
def ondertekening(
    stuk: Stuk, actie: str, *, door: User | None, op: datetime, wie: str = ""
) -> Iterator[tuple[Overeenkomst, Stuk]]:
    """The overeenkomst, locked, with the version that is open: `stuk`, or Geweigerd. NietMeerErkend reaches the school.

    `wie` is who did it without an account, for the timeline.
    """
    try:
        gegevens = {"wie": wie} if wie else None
        with perform(stuk.overeenkomst, tekenactie(stuk.soort, actie), door=door, op=op, gegevens=gegevens) as vers:
            nu_open = open_stuk(vers, stuk.soort)
            if nu_open is None or nu_open.pk != stuk.pk:
                raise Geweigerd(GEWIJZIGD)
            if not nu_open.te_tekenen:
                raise Geweigerd("Het document wordt nog gemaakt. Probeer het over een minuut opnieuw.")
            yield vers, nu_open
    except NietMeerErkend as fout:
        meldingen.stuur(
            "laatste_handtekening_geweigerd",
            dossier=stuk.overeenkomst,
            aan=[stuk.overeenkomst.begeleider],
            gegevens={"overeenkomst": stuk.overeenkomst, "stuk": stuk, "reden": str(fout)},
        )
        raise


def zonder_account(rij: Ondertekenaar, getuige: User | None) -> str:
    """Who acted, for the timeline: by personal link, or on the device of the school with somebody of the school beside it."""
    return f"{rij.naam}, op het toestel van de school, met {getuige} erbij" if getuige else f"{rij.naam}, via de link"


def controleer_wijze(stuk: Stuk, wijze: str) -> None:
    """Raises Geweigerd when this way of signing is not allowed for this document."""
    if not niveaus.toegelaten(Wijze(wijze), stuk):
        raise Geweigerd(NIET_ZO)


def tekenbevoegdheid(overeenkomst: Overeenkomst, user: User) -> Tekenbevoegde | None:
    """What says that `user` may bind the onderneming of this overeenkomst (rules.md §5)."""
    assert overeenkomst.vestiging is not None
    return tekenbevoegden.geldig(overeenkomst.vestiging.onderneming_id).filter(user=user).first()


def zet(rij: Ondertekenaar, stuk: Stuk, bewijs: Bewijs, op: datetime) -> None:
    """Write this signature on the row of its party, with the hash of exactly the open version; it replaces a refusal."""
    assert stuk.document is not None  # te_tekenen
    rij.getekend_op, rij.wijze, rij.getypte_naam = op, bewijs.wijze, bewijs.getypte_naam.strip()
    rij.sha256 = stuk.document.sha256
    rij.geweigerd_op, rij.geweigerd_reden, rij.geweigerd_getuige = None, "", None
    rij.ip, rij.toestel = bewijs.ip, bewijs.toestel[:250]
    rij.identiteit_door, rij.bewijs = bewijs.identiteit_door, bewijs.document
    # The code served; nobody signs twice with it.
    rij.code_hash, rij.code_tot = "", None
    rij.save()


def daarna(
    overeenkomst: Overeenkomst, stuk: Stuk, gezet: Sequence[Ondertekenaar], *, door: User | None, op: datetime
) -> None:
    """Ask the representative once the lerende signed; close when nobody is left. `gezet` are the rows signed just now."""
    rest = [rij for rij in stuk.ondertekenaars.all() if not rij.getekend]
    if not rest:
        _voltooi(overeenkomst, stuk, op)
        return
    for rij in rest:
        ouder = rij.partij == Partij.VERTEGENWOORDIGER and rij.email
        if ouder and any(een.partij == Partij.LERENDE for een in gezet):
            stuur_link(rij, op=op)
    if overeenkomst.begeleider != door:
        meldingen.stuur(
            "handtekening_gezet",
            dossier=overeenkomst,
            aan=[overeenkomst.begeleider],
            gegevens={
                "overeenkomst": overeenkomst,
                "stuk": stuk,
                "namen": [rij.naam for rij in gezet],
                "nog": len(rest),
            },
        )


def _voltooi(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """Everybody signed: the document counts, is sealed, and does what it says (rules.md §5)."""
    afloop = AFLOOP[StukSoort(stuk.soort)]
    if bezwaren := afloop.bezwaren(overeenkomst, stuk, op):
        raise NietMeerErkend(" ".join(bezwaar.volledig for bezwaar in bezwaren))
    stuk.stand, stuk.ondertekend_op = StukStand.ONDERTEKEND, op
    stuk.save(update_fields=["stand", "ondertekend_op"])
    _verzegel(stuk, op)
    afloop.voltooi(overeenkomst, stuk, op)


def _verzegel(stuk: Stuk, op: datetime) -> None:
    """Store the evidence; a Celery job adds it to the document and seals that."""
    from ..tasks import maak_zegel

    zegel = Zegel(stuk=stuk, aangemaakt_op=op)
    zegel.gegevens = bewijsblad(stuk, zegel.code)
    zegel.sha256 = vingerafdruk(zegel.gegevens)
    zegel.save()
    maak_na_commit(maak_zegel, zegel)
