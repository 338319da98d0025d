"""Signing one version of an overeenkomst, and what follows when everybody did (rules.md §5)."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van
from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.meldingen import bewaar_kort
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import waarde
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import deadlines, feiten
from ..models import Ondertekenaar, Overeenkomst, Stuk, Tekenbevoegde, Zegel
from ..ontvangers import betrokkenen
from ..oordeel import bij_laatste_handtekening
from ..stukken import bewijsblad, open_stuk
from ..toestanden import Niveau, Partij, StukStand, Toestand, Wie, Wijze
from ..uitnodigen import aan_de_beurt, stuur_link
from .verplichtingen import maak_verplichtingen

CODE_GELDIG = timedelta(minutes=15)
CODE_POGINGEN = 5
PAPIER = "overeenkomst_papier"
GEWIJZIGD = "De overeenkomst is intussen gewijzigd. Vraag de school om de nieuwe versie."
NIVEAU = {
    Wijze.LINK: Niveau.EENVOUDIG,
    Wijze.AANGEMELD: Niveau.EENVOUDIG,
    Wijze.TABLET: Niveau.EENVOUDIG,
    Wijze.PAPIER: Niveau.PAPIER,
}
# Which role of the table an account signs in for which party.
ROL = {Partij.SCHOOL: Wie.SCHOOL, Partij.ONDERNEMING: Wie.WERKGEVER}


@dataclass(frozen=True)
class Bewijs:
    """How somebody signed: everything the evidence page says beside who, when and what."""

    wijze: str
    getypte_naam: str
    ip: str | None = None
    toestel: str = ""
    identiteit_door: User | None = None


def stuur_code(*, ondertekenaar: Ondertekenaar, op: datetime) -> None:
    """Mail a code to the address of the link; it works for a quarter of an hour and replaces an earlier one."""
    with transaction.atomic():
        rij = Ondertekenaar.objects.select_for_update(of=("self",), no_key=True).get(pk=ondertekenaar.pk)
        code = f"{secrets.randbelow(10**6):06d}"
        rij.code_hash, rij.code_tot, rij.code_pogingen = _code_hash(rij, code), op + CODE_GELDIG, 0
        rij.save(update_fields=["code_hash", "code_tot", "code_pogingen"])
        meldingen.stuur(
            "ondertekencode",
            dossier=None,
            aan=[rij.email],
            gegevens={"naam": rij.naam},
            geheim=bewaar_kort({"code": code}),
        )


def _code_hash(ondertekenaar: Ondertekenaar, code: str) -> str:
    return hash_van(f"{ondertekenaar.zaad}:{code}")


def controleer_code(*, ondertekenaar: Ondertekenaar, code: str, op: datetime) -> None:
    """Raises Geweigerd with a sentence when the code is wrong, too old or tried too often. A wrong try is counted."""
    with transaction.atomic():
        rij = Ondertekenaar.objects.select_for_update(of=("self",), no_key=True).get(pk=ondertekenaar.pk)
        if not rij.code_hash or rij.code_tot is None or rij.code_tot < op or rij.code_pogingen >= CODE_POGINGEN:
            fout = "Deze code werkt niet meer. Vraag een nieuwe."
        elif not hmac.compare_digest(rij.code_hash, _code_hash(rij, code.strip())):
            rij.code_pogingen += 1
            rij.save(update_fields=["code_pogingen"])
            over = CODE_POGINGEN - rij.code_pogingen
            fout = f"Deze code klopt niet. Je kan nog {over} keer proberen." if over else "Vraag een nieuwe code."
        else:
            return
    # Outside the transaction: the count of tries must stay.
    raise Geweigerd(fout)


def onderteken(*, ondertekenaar: Ondertekenaar, bewijs: Bewijs, door: User | None, op: datetime) -> Overeenkomst:
    """Put one signature under exactly the version that is open; the last one makes the overeenkomst signed.

    `door` None = through a personal link, whose code the caller checked. Raises Geweigerd when the document changed, when
    this party signed or may not yet, when `door` may not sign for it, when the level is not allowed, and at the last
    signature when the erkenning or the mentor no longer holds (rules.md §5); the school hears of that last one.
    """
    try:
        with _ondertekening(ondertekenaar.stuk, "ondertekenen", door=door, op=op) as (vers, stuk):
            rij = _vrij(stuk, ondertekenaar.pk)
            _mag_tekenen(rij, vers, bewijs, door)
            _zet(rij, stuk, bewijs, door, op)
            _daarna(vers, stuk, rij, op)
    except NietMeerErkend as fout:
        meldingen.stuur(
            "laatste_handtekening_geweigerd",
            dossier=ondertekenaar.stuk.overeenkomst,
            aan=[ondertekenaar.stuk.overeenkomst.begeleider],
            gegevens={"overeenkomst": ondertekenaar.stuk.overeenkomst, "reden": str(fout)},
        )
        raise
    return vers


class NietMeerErkend(Geweigerd):
    """Erkenning or mentor fell away between sending and the last signature."""


@contextmanager
def _ondertekening(stuk: Stuk, actie: str, *, door: User | None, op: datetime) -> Iterator[tuple[Overeenkomst, Stuk]]:
    """The overeenkomst, locked, with the version that is open: `stuk`, or Geweigerd."""
    with perform(stuk.overeenkomst, actie, door=door, op=op) as vers:
        nu_open = open_stuk(vers)
        if nu_open is None or nu_open.pk != stuk.pk:
            raise Geweigerd(GEWIJZIGD)
        if not nu_open.te_tekenen:
            raise Geweigerd("Het document wordt nog gemaakt. Probeer het over een minuut opnieuw.")
        yield vers, nu_open


def _vrij(stuk: Stuk, pk: int) -> Ondertekenaar:
    """The row of this party when it may sign now. Raises Geweigerd."""
    rij = stuk.ondertekenaars.select_related("user").get(pk=pk)
    if rij.getekend:
        raise Geweigerd(f"{rij.naam} heeft deze versie al getekend.")
    if rij.pk not in {beurt.pk for beurt in aan_de_beurt(stuk)}:
        raise Geweigerd("De lerende tekent eerst. Daarna krijg je een bericht.")
    return rij


def _mag_tekenen(rij: Ondertekenaar, overeenkomst: Overeenkomst, bewijs: Bewijs, door: User | None) -> None:
    """Raises Geweigerd when the level is not allowed, or when this account does not sign for this party."""
    assert overeenkomst.start is not None
    if NIVEAU[Wijze(bewijs.wijze)] not in cast(list[str], waarde("tekenniveaus_overeenkomst", overeenkomst.start)):
        raise Geweigerd("Op deze manier kan je deze overeenkomst niet tekenen. Vraag de school hoe het wel kan.")
    rollen = overeenkomst.rollen_van(door) if door else set()
    if bewijs.wijze == Wijze.AANGEMELD and ROL.get(Partij(rij.partij)) not in rollen:
        raise Geweigerd("Je kan niet tekenen voor deze partij.")
    if bewijs.wijze == Wijze.TABLET and Wie.SCHOOL not in rollen:
        raise Geweigerd("Alleen de school laat op haar toestel tekenen.")
    if rij.partij == Partij.ONDERNEMING and bewijs.wijze == Wijze.AANGEMELD:
        assert door is not None
        bevoegd = tekenbevoegdheid(overeenkomst, door)
        if bevoegd is None:
            raise Geweigerd("Je bent niet genoteerd als iemand die voor de onderneming mag tekenen.")
        rij.user, rij.hoedanigheid = door, bevoegd.functie
    elif rij.partij == Partij.SCHOOL and bewijs.wijze == Wijze.AANGEMELD:
        rij.user = door


def tekenbevoegdheid(overeenkomst: Overeenkomst, user: User) -> Tekenbevoegde | None:
    """What says that `user` may bind the onderneming of this overeenkomst (rules.md §5)."""
    assert overeenkomst.vestiging is not None
    return Tekenbevoegde.objects.filter(
        onderneming=overeenkomst.vestiging.onderneming_id, user=user, ingetrokken_op=None
    ).first()


def _zet(rij: Ondertekenaar, stuk: Stuk, bewijs: Bewijs, door: User | None, op: datetime) -> None:
    assert stuk.document is not None  # te_tekenen
    rij.getekend_op, rij.wijze, rij.getypte_naam = op, bewijs.wijze, bewijs.getypte_naam.strip()
    rij.sha256 = stuk.document.sha256
    rij.ip, rij.toestel = bewijs.ip, bewijs.toestel[:250]
    rij.identiteit_door = bewijs.identiteit_door
    # The code served; nobody signs twice with it.
    rij.code_hash, rij.code_tot = "", None
    rij.save()


def _daarna(overeenkomst: Overeenkomst, stuk: Stuk, rij: Ondertekenaar, op: datetime) -> None:
    """Ask the representative once the lerende signed; close when nobody is left."""
    rest = [ander for ander in stuk.ondertekenaars.all() if not ander.getekend]
    if rest:
        for ander in rest:
            if rij.partij == Partij.LERENDE and ander.partij == Partij.VERTEGENWOORDIGER and ander.email:
                stuur_link(ander, op=op)
        meldingen.stuur(
            "handtekening_gezet",
            dossier=overeenkomst,
            aan=[overeenkomst.begeleider],
            gegevens={"overeenkomst": overeenkomst, "naam": rij.naam, "partij": rij.partij, "nog": len(rest)},
        )
        return
    _voltooi(overeenkomst, stuk, op)


def _voltooi(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """Everybody signed: it binds, is registered where this portal is the desk, and is sealed (rules.md §5)."""
    dag = timezone.localdate(op)
    if bezwaren := bij_laatste_handtekening(overeenkomst, op):
        raise NietMeerErkend(" ".join(bezwaar.volledig for bezwaar in bezwaren))
    assert overeenkomst.start is not None
    stuk.stand, stuk.ondertekend_op = StukStand.ONDERTEKEND, op
    stuk.save(update_fields=["stand", "ondertekend_op"])
    overeenkomst.ondertekend_op = op
    overeenkomst.toestand = Toestand.LOPEND if overeenkomst.start <= dag else Toestand.ONDERTEKEND
    if waarde("bevoegd_loket", overeenkomst.start) == "portaal":
        overeenkomst.geregistreerd_op = dag
    maak_verplichtingen(overeenkomst, op=op)
    deadlines.start_bij_ondertekening(overeenkomst, op=op)
    _verzegel(stuk, op)
    meldingen.stuur(
        "overeenkomst_ondertekend",
        dossier=overeenkomst,
        aan=betrokkenen(overeenkomst),
        gegevens={"overeenkomst": overeenkomst},
    )
    meld(feiten.OVEREENKOMST_ONDERTEKEND, overeenkomst=overeenkomst, op=dag)
    if overeenkomst.geregistreerd_op:
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=overeenkomst, op=dag)


def _verzegel(stuk: Stuk, op: datetime) -> None:
    """Store the evidence; a Celery job adds it to the document and seals that."""
    from ..tasks import maak_zegel

    zegel = Zegel(stuk=stuk, aangemaakt_op=op)
    zegel.gegevens = bewijsblad(stuk, zegel.code)
    zegel.sha256 = vingerafdruk(zegel.gegevens)
    zegel.save()
    maak_na_commit(maak_zegel, zegel)


def weiger(*, ondertekenaar: Ondertekenaar, reden: str, door: User | None, op: datetime) -> None:
    """This party does not sign, and says why; the school hears it and decides what to do. Raises Geweigerd."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf waarom je niet tekent. De school leest dat.")
    with _ondertekening(ondertekenaar.stuk, "niet_ondertekenen", door=door, op=op) as (vers, stuk):
        rij = _vrij(stuk, ondertekenaar.pk)
        if door is not None and ROL.get(Partij(rij.partij)) not in vers.rollen_van(door):
            raise Geweigerd("Je kan niet antwoorden voor deze partij.")
        rij.geweigerd_op, rij.geweigerd_reden = op, reden
        rij.save(update_fields=["geweigerd_op", "geweigerd_reden"])
        meldingen.stuur(
            "niet_ondertekend",
            dossier=vers,
            aan=[vers.begeleider],
            gegevens={"overeenkomst": vers, "naam": rij.naam, "partij": rij.partij, "reden": reden},
        )


def op_papier(
    *, overeenkomst: Overeenkomst, bestand: File, getekend_op: date, door: User, op: datetime
) -> Overeenkomst:
    """A copy signed on paper by everybody who had not signed yet; `getekend_op` is the day on the paper.

    Raises Geweigerd when paper is not allowed, or for a day that has not come; OngeldigBestand for the file.
    """
    if getekend_op > timezone.localdate(op):
        raise Geweigerd("De dag van de handtekeningen ligt in de toekomst.")
    stuk = open_stuk(overeenkomst)
    if stuk is None:
        raise Geweigerd(GEWIJZIGD)
    with _ondertekening(stuk, "papier_opladen", door=door, op=op) as (vers, stuk):
        document = documenten.bewaar(bestand=bestand, soort=PAPIER, door=door, onderwerp=vers, gevoelig=True)
        laatste = None
        for rij in stuk.ondertekenaars.all():
            if rij.getekend:
                continue
            bewijs = Bewijs(Wijze.PAPIER, rij.naam)
            _mag_tekenen(rij, vers, bewijs, door)
            rij.bewijs, rij.geweigerd_op, rij.geweigerd_reden = document, None, ""
            _zet(rij, stuk, bewijs, door, timezone.make_aware(datetime.combine(getekend_op, time(12))))
            laatste = rij
        assert laatste is not None  # an open version always waits for somebody
        _daarna(vers, stuk, laatste, op)
    return vers


def vernieuw_link(*, ondertekenaar: Ondertekenaar, op: datetime) -> None:
    """Mail a new link to the address that had the old one, asked for from the page of an expired link."""
    with transaction.atomic():
        rij = (
            Ondertekenaar.objects.select_for_update(of=("self",), no_key=True)
            .select_related("stuk__overeenkomst")
            .get(pk=ondertekenaar.pk)
        )
        if rij.getekend or rij.stuk.stand != StukStand.OPEN or not rij.email:
            raise Geweigerd("Deze link is niet meer nodig.")
        stuur_link(rij, op=op)
