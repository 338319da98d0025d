"""A PDF signed elsewhere with a qualified signature: taking it in, and what the verdict on it changes (rules.md §5)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.meldingen import services as meldingen

from ..documenten import ELDERS
from ..gekwalificeerd import Handtekening, Uitslag, valideer, vertrouwde_uitgevers
from ..models import GetekendBestand, Ondertekenaar, Overeenkomst, Stuk, Tekenbevoegde
from ..niveaus import elders_te_tekenen
from ..ontvangers import collegas
from ..rules.namen import is_dezelfde
from ..stukken import open_stuk
from ..toestanden import Partij, Tijdbron, Wie, Wijze
from ..uitnodigen import GEHEIM
from . import tekenbevoegden
from .handtekening import GEWIJZIGD, NIET_ZO, Bewijs, controleer_wijze, daarna, ondertekening, zet
from .ondertekenen import ROL

BEZIG = "We kijken het vorige bestand nog na. Dat duurt hoogstens een paar minuten."


def neem_in(*, ondertekenaar: Ondertekenaar, bestand: File, door: User | None, op: datetime) -> GetekendBestand:
    """Keep the file as it came and let a worker look at it. `door` None = through the personal link.

    Raises Geweigerd when there is nothing to sign any more, this level is not allowed, `door` does not act for this party,
    or a file of this party still waits.
    """
    from ..tasks import keur_bestand

    stuk, overeenkomst = ondertekenaar.stuk, ondertekenaar.stuk.overeenkomst
    if not elders_te_tekenen(stuk):
        raise Geweigerd(NIET_ZO)
    _controleer_wie_brengt(ondertekenaar, door)
    with transaction.atomic():
        rij = Ondertekenaar.objects.select_for_update(of=("self",), no_key=True).get(pk=ondertekenaar.pk)
        nu_open = open_stuk(overeenkomst, stuk.soort)
        if rij.getekend or nu_open is None or nu_open.pk != stuk.pk or nu_open.document is None:
            raise Geweigerd(f"{rij.naam} heeft deze versie al getekend." if rij.getekend else GEWIJZIGD)
        document = documenten.bewaar(bestand=bestand, soort=ELDERS, door=door, onderwerp=overeenkomst)
        gegevens = {"grootte": nu_open.document.grootte, "sha256": nu_open.document.sha256, "op": op.isoformat()}
        try:
            with transaction.atomic():
                gemaakt = GetekendBestand.objects.create(
                    ondertekenaar=rij, document=document, door=door, gegevens=gegevens,
                    sha256=vingerafdruk(gegevens), aangemaakt_op=op,
                )  # fmt: skip
        except IntegrityError as fout:
            raise Geweigerd(BEZIG) from fout
        maak_na_commit(keur_bestand, gemaakt)
    return gemaakt


def _controleer_wie_brengt(rij: Ondertekenaar, door: User | None) -> None:
    """A name is not enough to know somebody by: the file comes from the party itself (rules.md §5).

    By its personal link, or logged in for it; at the table of the school for the lerende only, whom the number in the
    certificate must confirm.
    """
    partij = Partij(rij.partij)
    rollen = rij.stuk.overeenkomst.rollen_van(door) if door else set()
    zelf = ROL[partij] in rollen if partij in ROL else door is None
    if not zelf and not (partij == Partij.LERENDE and Wie.SCHOOL in rollen):
        raise Geweigerd(f"Dit bestand moet van {rij.naam} zelf komen: aangemeld, of met de link uit de mail.")


def keur(bestand: GetekendBestand) -> Uitslag:
    """The verdict on the file; for the worker only, it takes seconds."""
    assert bestand.document is not None
    inhoud = documenten.inhoud_voor_portaal(bestand.document)
    gegevens, persoon = bestand.gegevens, bestand.ondertekenaar.stuk.overeenkomst.lerende.persoonsnummer
    return valideer(
        inhoud,
        grootte=gegevens["grootte"],
        sha256=gegevens["sha256"],
        op=datetime.fromisoformat(gegevens["op"]),
        vertrouwd=vertrouwde_uitgevers(),
        insz=str(persoon.nummer) if persoon else "",
    )


def leg_uitslag_vast(bestand: GetekendBestand, uitslag: Uitslag) -> None:
    """Put the signatures under the version, or say why not; a second worker that comes later changes nothing."""
    redenen = list(uitslag.redenen)
    if not redenen:
        try:
            _zet_handtekeningen(bestand, uitslag.handtekeningen)
            return
        except _AlBeoordeeld:
            return
        except Geweigerd as fout:
            redenen = [fout.zin]
    _weiger(bestand, redenen)


class _AlBeoordeeld(Exception):
    """Another worker was first: undo what this one began."""


def _zet_handtekeningen(bestand: GetekendBestand, gevonden: tuple[Handtekening, ...]) -> None:
    op = bestand.aangemaakt_op
    wie = f"{bestand.ondertekenaar.naam}, met een bestand dat elders getekend is"
    with ondertekening(bestand.ondertekenaar.stuk, "ondertekenen", door=None, op=op, wie=wie) as (vers, stuk):
        rij = _wachtend(bestand)
        if rij is None:
            raise _AlBeoordeeld
        controleer_wijze(stuk, Wijze.GEKWALIFICEERD)
        gezet = list(_wie_tekende(vers, stuk, rij, gevonden))
        rij.handtekeningen = []
        for ondertekenaar, handtekening in gezet:
            moment, tijd = _moment(handtekening, stuk, op)
            zet(ondertekenaar, stuk, Bewijs(Wijze.GEKWALIFICEERD, handtekening.naam, document=rij.document), moment)
            rij.handtekeningen.append({"partij": ondertekenaar.partij, "naam": handtekening.naam, "tijd": tijd})
        _sluit_af(rij)
        daarna(vers, stuk, [een for een, _ in gezet], door=None, op=timezone.now())


def _wachtend(bestand: GetekendBestand) -> GetekendBestand | None:
    """The row under lock, while nobody judged it."""
    rijen = GetekendBestand.objects.select_for_update(of=("self",), no_key=True).select_related("document")
    return rijen.filter(pk=bestand.pk, toestand=GetekendBestand.Toestand.WACHT).first()


def _sluit_af(rij: GetekendBestand) -> None:
    rij.toestand, rij.fout, rij.lease_tot = GetekendBestand.Toestand.KLAAR, "", None
    rij.save()


def _moment(handtekening: Handtekening, stuk: Stuk, op: datetime) -> tuple[datetime, Tijdbron]:
    """The moment of its time-stamp, when that can be true; else when the file came in, so that nothing is backdated."""
    stempel = handtekening.op
    if stempel is not None and stuk.aangemaakt_op <= stempel <= op:
        return stempel, Tijdbron.TIJDSTEMPEL
    return op, Tijdbron.ONTVANGST


def _wie_tekende(
    overeenkomst: Overeenkomst, stuk: Stuk, bestand: GetekendBestand, gevonden: tuple[Handtekening, ...]
) -> Iterator[tuple[Ondertekenaar, Handtekening]]:
    """The party that uploaded with the signature that names it, and the lerende when its number is on another one.

    A name alone counts only for who uploaded the file: of anybody else we cannot be sure.
    """
    eigen = bestand.ondertekenaar_id
    nog = {rij.pk: rij for rij in stuk.ondertekenaars.select_related("user") if not rij.getekend}
    namen = {pk: _namen(rij, overeenkomst) for pk, rij in nog.items()}
    passend = {pk: [een for een in gevonden if _past(een, rij, namen[pk])] for pk, rij in nog.items()}
    if not passend.get(eigen):
        wie = "deze partij" if eigen not in nog else nog[eigen].naam
        op_het_bestand = ", ".join(sorted({een.naam for een in gevonden if een.naam})) or "iemand zonder naam"
        ander_nummer = any(is_dezelfde(naam, een.naam) for een in gevonden for naam in namen.get(eigen, ()))
        nummer = " Het rijksregisternummer op het certificaat is een ander." if ander_nummer else ""
        raise Geweigerd(
            f"Op het bestand staat de handtekening van {op_het_bestand}. Die hoort niet bij {wie}.{nummer} "
            "Teken met de eID of itsme van wie in de overeenkomst staat."
        )
    aan_de_tafel = nog[eigen].partij == Partij.LERENDE and bestand.door_id is not None
    if aan_de_tafel and not any(een.lerende for een in passend[eigen]):
        raise Geweigerd(
            f"Op het certificaat van {nog[eigen].naam} staat geen rijksregisternummer. Dan laadt {nog[eigen].naam} het "
            "bestand zelf op, met de link uit de mail."
        )
    gezet = {eigen: passend[eigen][0]}
    for pk, handtekeningen in passend.items():
        met_nummer = [een for een in handtekeningen if een.lerende]
        if met_nummer:
            gezet[pk] = met_nummer[0]
    _controleer_volgorde(stuk, {nog[pk].partij for pk in gezet})
    for pk, handtekening in gezet.items():
        if nog[pk].partij in (Partij.SCHOOL, Partij.ONDERNEMING):
            _noteer_wie(nog[pk], namen[pk], handtekening)
        yield nog[pk], handtekening


def _past(handtekening: Handtekening, rij: Ondertekenaar, namen: Iterable[str]) -> bool:
    """By name; and the number in the certificate, when it carries one, tells the lerende from who is called the same."""
    anders = rij.partij != Partij.LERENDE
    return handtekening.lerende is not anders and any(is_dezelfde(naam, handtekening.naam) for naam in namen)


def _namen(rij: Ondertekenaar, overeenkomst: Overeenkomst) -> dict[str, User | Tekenbevoegde | None]:
    """Who may sign for this party, by name: for the onderneming only who is recorded as authorised (rules.md §5)."""
    if rij.partij == Partij.SCHOOL:
        return {str(user): user for user in collegas(overeenkomst.school)}
    if rij.partij == Partij.ONDERNEMING:
        assert overeenkomst.vestiging is not None
        rijen = tekenbevoegden.geldig(overeenkomst.vestiging.onderneming_id)
        return {str(een.user): een for een in rijen.select_related("user")}
    return {rij.naam: None}


def _noteer_wie(rij: Ondertekenaar, namen: dict[str, User | Tekenbevoegde | None], gezet: Handtekening) -> None:
    wie = next(wie for naam, wie in namen.items() if is_dezelfde(naam, gezet.naam))
    if isinstance(wie, Tekenbevoegde):
        rij.user, rij.hoedanigheid = wie.user, wie.functie
    else:
        rij.user = wie


def _controleer_volgorde(stuk: Stuk, nu: set[str]) -> None:
    lerende = stuk.ondertekenaars.get(partij=Partij.LERENDE)
    if Partij.VERTEGENWOORDIGER in nu and not lerende.getekend and Partij.LERENDE not in nu:
        raise Geweigerd("De lerende tekent eerst. Laad dit bestand daarna opnieuw op.")


def _weiger(bestand: GetekendBestand, redenen: list[str]) -> None:
    """The file goes; who uploaded it hears why, and what would make it right."""
    with transaction.atomic():
        rij = _wachtend(bestand)
        if rij is None:
            return
        rij.redenen = redenen
        _sluit_af(rij)
        assert rij.document is not None
        documenten.wis(rij.document, reden="geen geldige handtekening")
        ondertekenaar = bestand.ondertekenaar
        overeenkomst = ondertekenaar.stuk.overeenkomst
        gegevens = {"overeenkomst": overeenkomst, "naam": ondertekenaar.naam, "redenen": redenen}
        if rij.door is not None:
            meldingen.stuur("bestand_geweigerd", dossier=overeenkomst, aan=[rij.door], gegevens=gegevens)
        elif ondertekenaar.token_hash:
            meldingen.stuur(
                "bestand_geweigerd_met_link",
                dossier=overeenkomst,
                aan=[ondertekenaar.email],
                gegevens=gegevens,
                geheim={"soort": GEHEIM, "id": ondertekenaar.token_hash},
            )
