"""The performed periods of a lerende at an onderneming, as the werkgever or an export tells them (rules.md §6)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import noteer, vergrendel
from overeenkomsten.models import Persoonsnummer

from ..bevoegd import eis_bevoegd
from ..models import Premie, Prestatie
from ..rules import schooljaar, schooljaar_van
from ..toestanden import TE_BEOORDELEN, Aanleiding, Prestatiebron
from .beoordelen import beoordeel


def voeg_prestatie_toe(*, premie: Premie, van: date, tot: date, door: User, op: datetime) -> Prestatie:
    """One period, both days included; the same one twice is there once. Raises Geweigerd, also for who may not.

    It lies in the days of the claim's schooljaar and not after today: what is still to come is not performed.
    """
    eis_bevoegd(premie.onderneming, door)
    jaar, vandaag = schooljaar(premie.schooljaar), timezone.localdate(op)
    if tot < van:
        raise Geweigerd("De laatste dag ligt vóór de eerste. Draai ze om.", "tot")
    if tot > vandaag:
        raise Geweigerd("Vul alleen dagen in die al voorbij zijn, tot en met vandaag.", "tot")
    if van < jaar.van or tot > jaar.tot:
        zin = f"Kies dagen van {jaar.van:%d/%m/%Y} tot en met {jaar.tot:%d/%m/%Y}, dit schooljaar."
        raise Geweigerd(zin, "van" if van < jaar.van else "tot")
    with transaction.atomic():
        vers, persoon = _vergrendeld(premie)
        rij, nieuw = Prestatie.objects.get_or_create(
            persoonsnummer_id=persoon, onderneming_id=vers.onderneming_id, van=van, tot=tot,
            defaults={"bron": Prestatiebron.WERKGEVER, "ingevoerd_door": door, "ingevoerd_op": op},
        )  # fmt: skip
        if nieuw:
            noteer(vers, "prestatie_toegevoegd", door=door, op=op, tekst=f"Gewerkte dagen toegevoegd: {rij}.")
            beoordeel(persoonsnummer=persoon, aanleiding=Aanleiding.PRESTATIES, op=op, onderneming=vers.onderneming)
    return rij


def wis_prestatie(*, premie: Premie, prestatie: Prestatie, door: User, op: datetime) -> None:
    """A period that is not right. Raises Geweigerd when it is not one of this claim, or was wiped meanwhile."""
    eis_bevoegd(premie.onderneming, door)
    with transaction.atomic():
        vers, persoon = _vergrendeld(premie)
        eigen = Prestatie.objects.filter(persoonsnummer=persoon, onderneming=vers.onderneming_id)
        rij = eigen.filter(pk=prestatie.pk).first()
        if rij is None:
            raise Geweigerd("Deze dagen staan er niet meer. Herlaad de pagina.")
        if raakt_doorgegeven(persoon, vers.onderneming_id, rij.van, rij.tot):
            raise Geweigerd("Deze dagen horen ook bij een premie die al doorgegeven is. Er verandert niets meer aan.")
        rij.delete()
        noteer(vers, "prestatie_gewist", door=door, op=op, tekst=f"Gewerkte dagen gewist: {prestatie}.")
        beoordeel(persoonsnummer=persoon, aanleiding=Aanleiding.PRESTATIES, op=op, onderneming=vers.onderneming)


def _vergrendeld(premie: Premie) -> tuple[Premie, int]:
    """The person first, as every judgement does, then the claim; the fresh row, and the id of the person."""
    vergrendel(Persoonsnummer(pk=premie.persoonsnummer_id))
    vers = vergrendel(premie)
    if vers.toestand not in TE_BEOORDELEN or vers.persoonsnummer_id is None:
        raise Geweigerd("Deze premie is al doorgegeven aan het departement. Er verandert niets meer aan.")
    return vers, vers.persoonsnummer_id


def raakt_doorgegeven(persoon: int, onderneming: int, van: date, tot: date) -> bool:
    """Whether these days belong to a claim that the department has: it was judged by them."""
    jaren = range(schooljaar_van(van), schooljaar_van(tot) + 1)
    eigen = Premie.objects.filter(persoonsnummer=persoon, onderneming=onderneming, schooljaar__in=jaren)
    return eigen.exclude(toestand__in=TE_BEOORDELEN).exists()
