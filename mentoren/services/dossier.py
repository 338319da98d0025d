"""What is done about a mentor: leaving, the exemption, and who follows lerenden at several vestigingen (rules.md §3.3, §4)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.tekst import een_regel
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Onderneming
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, perform
from educam_portal.workflow.feiten import meld

from ..aanduiden import MENTOROPLEIDING
from ..feiten import MENTOR_GEWEERD, MENTOR_VERTROKKEN
from ..identiteit import zelfde_naam
from ..models import Aanduiding, Inschrijving, Mentor, Persoon
from ..models.opleiding import rollen_bij_onderneming
from ..ontvangers import deelnemer
from ..toestanden import MentorToestand, Wie
from .inschrijvingen import geef_plaats_terug, vergrendel_met_sessie


def voeg_toe(
    *, onderneming: Onderneming, persoon: dict[str, Any], gegevens: dict[str, Any], door: User, op: datetime
) -> Mentor:
    """Add somebody who may become mentor later; `persoon` and `gegevens` hold the columns of Persoon and Mentor.

    Who was mentor here and left comes back as that same mentor. Raises Geweigerd for who was barred.
    """
    if Wie.WERKGEVER not in rollen_bij_onderneming(onderneming, door):
        raise Geweigerd("Alleen de werkgever voegt een mentor toe.")
    with transaction.atomic():
        mentor = neem_op(onderneming=onderneming, persoon=persoon, gegevens=gegevens, door=door, op=op)
        noteer(mentor, "toevoegen", door=door, op=op)
    return mentor


def neem_op(
    *, onderneming: Onderneming, persoon: dict[str, Any], gegevens: dict[str, Any], door: User, op: datetime
) -> Mentor:
    """The mentor to whom these data belong, saved: somebody new, or who left this onderneming and comes back.

    Only the own mentoren are looked through: equal names must not open another onderneming's data (rules.md §4).
    """
    gelijk = gelijken(onderneming, persoon)
    _weiger(gelijk)
    if not gelijk:
        mentor = Mentor(persoon=Persoon(), onderneming=onderneming)
        vul_in(mentor, persoon, gegevens)
        return mentor
    if Wie.WERKGEVER not in rollen_bij_onderneming(onderneming, door):
        raise Geweigerd(f"{gelijk[0].niet_meer} Alleen de werkgever meldt dat deze persoon terug is.")
    mentor = keer_terug(mentor=gelijk[0], door=door, op=op)
    # Name and day of birth stay those of the person who was checked and trained.
    vul_in(mentor, {}, gegevens)
    return mentor


def gelijken(onderneming: Onderneming, persoon: dict[str, Any], *, geweerd: bool = False) -> list[Mentor]:
    """Who is or was mentor here under this name and day of birth, however it is spelled (identiteit.py).

    Of who was barred (`geweerd`: this person is) the name is enough while one of both days is unknown: nobody comes
    back by leaving it out.
    """
    rijen = Mentor.objects.filter(onderneming=onderneming).select_related(*Mentor.LEEST_MEE).order_by("pk")
    naam = persoon["voornaam"], persoon["naam"]
    uit = []
    for rij in rijen:
        dagen = {rij.persoon.geboortedatum, persoon.get("geboortedatum")}
        los = None in dagen and (geweerd or rij.toestand == MentorToestand.GEWEERD)
        if (los or len(dagen) == 1) and zelfde_naam(naam, (rij.persoon.voornaam, rij.persoon.naam)):
            uit.append(rij)
    return uit


def _persoon(mentor: Mentor) -> dict[str, Any]:
    return {veld: getattr(mentor.persoon, veld) for veld in ("voornaam", "naam", "geboortedatum")}


def _dubbels(mentor: Mentor) -> list[Mentor]:
    """Other rows of this person at the onderneming."""
    geweerd = mentor.toestand == MentorToestand.GEWEERD
    return [rij for rij in gelijken(mentor.onderneming, _persoon(mentor), geweerd=geweerd) if rij.pk != mentor.pk]


def controleer_gelijken(mentor: Mentor, persoon: dict[str, Any]) -> None:
    """Before `mentor` gets these columns of Persoon: raises Geweigerd when that is somebody who was barred here, or who
    has a row already.
    """
    straks = _persoon(mentor) | persoon
    gelijk = [rij for rij in gelijken(mentor.onderneming, straks) if rij.pk != mentor.pk]
    if straks == _persoon(mentor):
        gelijk = [rij for rij in gelijk if rij.toestand == MentorToestand.GEWEERD]
    _weiger(gelijk)


def _weiger(gelijk: list[Mentor]) -> None:
    """Raises Geweigerd when one of them was barred, for that person comes in by no other row, or is mentor here now."""
    for mentor in gelijk:
        if mentor.toestand == MentorToestand.GEWEERD:
            raise Geweigerd(mentor.niet_meer)
    for mentor in gelijk:
        if mentor.toestand == MentorToestand.ACTIEF:
            raise Geweigerd(f"{mentor} staat al bij de mentoren van {mentor.onderneming}.")


def keer_terug(*, mentor: Mentor, door: User, op: datetime) -> Mentor:
    """Somebody who left this onderneming works there again; a designation follows a new proposal, as for anybody else.

    Raises Geweigerd when another row of the same person was barred, or is mentor here.
    """
    _weiger(_dubbels(mentor))
    with perform(mentor, "terugkeren", door=door, op=op) as rij:
        rij.vertrokken_op, rij.waarnemer = None, ""
    return rij


def vul_in(mentor: Mentor, persoon: dict[str, Any], gegevens: dict[str, Any]) -> None:
    """Fill in what the werkgever knows of a mentor, and save it.

    A new mentor always gets a Persoon of its own, see `neem_op`.
    """
    for veld, waarde in persoon.items():
        setattr(mentor.persoon, veld, een_regel(waarde) if veld in ("voornaam", "naam") else waarde)
    for veld, waarde in gegevens.items():
        setattr(mentor, veld, waarde)
    mentor.persoon.save()
    mentor.persoon = mentor.persoon
    mentor.save()


def vertrek(*, mentor: Mentor, per: date, waarnemer: str, door: User, op: datetime) -> Mentor:
    """This person is no longer mentor of the onderneming, the last day being `per`; a named colleague stands in.

    The designations end, the year of the mentoropleiding stops, and a seat that this onderneming took is given back.
    Higher floors hear of it first, while the designations still run, because an erkenning is locked before its designations.
    Raises Geweigerd for a day to come, and without a name while somebody must be followed. Source: rules.md §3.3.
    """
    vandaag, naam = timezone.localdate(op), een_regel(waarnemer)
    if per > vandaag:
        raise Geweigerd("Kies de laatste dag als mentor. Die kan niet in de toekomst liggen.")
    with transaction.atomic():
        _, lopend = vergrendel_met_sessie(mentor.persoon)
        with perform(mentor, "vertrekken", door=door, op=op, reden=f"Voorlopig: {naam}" if naam else "") as rij:
            if not naam and Aanduiding.objects.filter(mentor=rij, tot=None).exists():
                raise Geweigerd("Schrijf wie de lerende voorlopig begeleidt.")
            rij.vertrokken_op, rij.waarnemer = per, naam
            meld(MENTOR_VERTROKKEN, mentor=rij, op=per, door=door, moment=op)
            _beeindig(rij, op=vandaag)
        _geef_plaats_terug(lopend, rij, op)
    return rij


def weer(*, mentor: Mentor, waarnemer: str, door: User, op: datetime) -> Mentor:
    """A coördinator bars this person as mentor of the onderneming, from today on; part of the measure that says why.

    Ends what `vertrek` ends; another row of the same person leaves, and cannot return. Source: rules.md §3.3.
    """
    vandaag, naam = timezone.localdate(op), een_regel(waarnemer)
    with transaction.atomic():
        _, lopend = vergrendel_met_sessie(mentor.persoon)
        with perform(mentor, "weren", door=door, op=op, reden=f"Voorlopig: {naam}" if naam else "") as rij:
            rij.vertrokken_op, rij.waarnemer = vandaag, naam
            meld(MENTOR_GEWEERD, mentor=rij, op=vandaag, door=door, moment=op)
            _beeindig(rij, op=vandaag)
            meldingen.stuur(
                "mentorschap_voorbij", dossier=rij, aan=deelnemer(rij), gegevens={"mentor": rij, "door": door}
            )
        _geef_plaats_terug(lopend, rij, op)
        for dubbel in _dubbels(rij):
            if dubbel.toestand == MentorToestand.ACTIEF:
                vertrek(mentor=dubbel, per=vandaag, waarnemer=waarnemer, door=door, op=op)
    return rij


def herstel(*, mentor: Mentor, door: User, op: datetime) -> Mentor:
    """A ruling undid the barring: from now on this person can be mentor here again, by a new proposal (ADR 21).

    What ended meanwhile stays ended: another mentor may have come, and who follows a lerende is not switched unseen.
    """
    with perform(mentor, "herstellen", door=door, op=op) as rij:
        rij.vertrokken_op, rij.waarnemer = None, ""
    return rij


def _beeindig(rij: Mentor, *, op: date) -> None:
    """What ends with the last day as mentor: the designations, and the year of the course."""
    assert rij.vertrokken_op is not None
    for aanduiding in Aanduiding.objects.filter(mentor=rij, tot=None).order_by("pk"):
        aanduiding.tot = max(rij.vertrokken_op, aanduiding.van)
        aanduiding.save()
    termijnen.nietig(rij, MENTOROPLEIDING, op=op)


def _geef_plaats_terug(lopend: Inschrijving | None, mentor: Mentor, op: datetime) -> None:
    """A seat that another onderneming took for the same person stays."""
    if lopend is not None and lopend.mentor_id == mentor.pk:
        geef_plaats_terug(lopend, reden=f"Is geen mentor meer bij {mentor.onderneming}.", op=op)


def geef_vrijstelling(*, mentor: Mentor, reden: str, door: User, op: datetime) -> Mentor:
    """Record the exemption at 23 and of experience, with its proof of prior education (rules.md §4, facts.md §2)."""
    with perform(mentor, "vrijstelling_geven", door=door, op=op, reden=reden.strip()) as rij:
        leg_vrijstelling_vast(rij, reden=reden, door=door, op=op)
    return rij


def leg_vrijstelling_vast(mentor: Mentor, *, reden: str, door: User, op: datetime) -> None:
    """Fill in the exemption on a locked mentor; saving it is up to the caller. Raises Geweigerd without a proof."""
    if not reden.strip():
        raise Geweigerd("Schrijf op welk bewijs van vooropleiding de vrijstelling steunt.")
    mentor.vrijstelling_reden, mentor.vrijstelling_door = reden.strip(), door
    mentor.vrijstelling_op = timezone.localdate(op)


def regel_vestigingen(*, mentor: Mentor, hoe: str, door: User, op: datetime) -> Mentor:
    """Write down how somebody can follow lerenden at several vestigingen; a later designation flags it again."""
    if not hoe.strip():
        raise Geweigerd("Schrijf hoe de mentor op elke vestiging genoeg aanwezig is.")
    with perform(mentor, "vestigingen_regelen", door=door, op=op, reden=hoe.strip()) as rij:
        rij.vestigingen_geregeld, rij.vestigingen_door = hoe.strip(), door
        rij.vestigingen_op = timezone.localdate(op)
    return rij
