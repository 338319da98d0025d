"""A lerende got another INSZ: claims, worked days and earlier premiums follow the person (rules.md §6)."""

from datetime import datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.diensten import noteer
from overeenkomsten.models import Lerende, Overeenkomst, Persoonsnummer
from overeenkomsten.toestanden import GETEKEND

from ..models import EerderePremie, Premie, Prestatie
from ..toestanden import TE_BEOORDELEN, Aanleiding
from .beoordelen import maak_premies, vraag_oordeel

AL_TWEE_KEER = (
    "Voor deze persoon zijn al twee premies van hetzelfde schooljaar doorgegeven. "
    "Bel EDUCAM: zij zetten het samen met jou recht."
)


def volg_persoon(*, lerende: Lerende, oud: int, op: datetime) -> None:
    """What is known of `lerende` under the former number becomes that of the person; part of the transaction of the change.

    The person may be known already: of one onderneming and schooljaar there is one claim (rules.md §6). Who has the former
    number is judged without them. Raises Geweigerd when the department has both.
    """
    nieuw = lerende.persoonsnummer_id
    assert nieuw is not None
    slot = Persoonsnummer.objects.select_for_update(of=("self",), no_key=True)
    list(slot.filter(pk__in=[oud, nieuw]).order_by("pk").values_list("pk"))
    getekend = Overeenkomst.objects.filter(toestand__in=GETEKEND).select_related("lerende", "vestiging")
    eigen = list(getekend.filter(lerende=lerende).order_by("pk"))
    premies = list(Premie.objects.filter(persoonsnummer=oud, overeenkomst__lerende=lerende).order_by("pk"))
    ondernemingen = {premie.onderneming_id for premie in premies}
    ondernemingen |= {een.vestiging.onderneming_id for een in eigen if een.vestiging}
    blijft = [_een_van_beide(premie, nieuw, op) for premie in premies]
    Premie.objects.filter(pk__in=[premie.pk for premie in blijft]).update(persoonsnummer=nieuw)
    alleen = not Lerende.objects.filter(persoonsnummer=oud).exists()
    for rij in Prestatie.objects.filter(persoonsnummer=oud, onderneming__in=ondernemingen):
        if alleen or any(_ligt_in(rij, een) for een in eigen):
            _volg_dagen(rij, nieuw)
    if alleen:
        _volg_eerdere(oud, nieuw)
    # One claim may have been made for the overeenkomsten of both: each has its own now.
    van_oud = getekend.filter(lerende__persoonsnummer=oud, vestiging__onderneming__in=ondernemingen).order_by("pk")
    for overeenkomst in (*eigen, *van_oud):
        if overeenkomst.geregistreerd_op:
            maak_premies(overeenkomst=overeenkomst, aanleiding=Aanleiding.OVEREENKOMST, op=op)
    vraag_oordeel(Premie.objects.filter(persoonsnummer=oud), aanleiding=Aanleiding.ANDERE_PREMIE, op=op)
    vraag_oordeel(
        Premie.objects.filter(persoonsnummer=nieuw, onderneming__in=ondernemingen),
        aanleiding=Aanleiding.OVEREENKOMST,
        op=op,
    )


def _een_van_beide(premie: Premie, nieuw: int, op: datetime) -> Premie:
    """The claim that stays, of this one and that of the person for the same onderneming and schooljaar."""
    zelfde = Premie.objects.filter(
        persoonsnummer=nieuw, onderneming=premie.onderneming_id, schooljaar=premie.schooljaar
    ).first()
    if zelfde is None:
        return premie
    weg, blijft = (premie, zelfde) if premie.toestand in TE_BEOORDELEN else (zelfde, premie)
    if weg.toestand not in TE_BEOORDELEN:
        raise Geweigerd(AL_TWEE_KEER)
    tekst = f"{weg.referentie} ging over dezelfde persoon: er is nog één premie."
    noteer(blijft, "premies_samengevoegd", door=None, op=op, tekst=tekst)
    weg.delete()
    return blijft


def _ligt_in(rij: Prestatie, overeenkomst: Overeenkomst) -> bool:
    """Whether these days are those of this overeenkomst: somebody else keeps the former number, and days of an own one."""
    vestiging, start, laatste = overeenkomst.vestiging, overeenkomst.start, overeenkomst.laatste_dag
    assert vestiging and start and laatste  # it was signed
    return vestiging.onderneming_id == rij.onderneming_id and start <= rij.van and rij.tot <= laatste


def _volg_dagen(rij: Prestatie, nieuw: int) -> None:
    zelfde = Prestatie.objects.filter(persoonsnummer=nieuw, onderneming=rij.onderneming_id, van=rij.van, tot=rij.tot)
    if zelfde.exists():
        rij.delete()
    else:
        Prestatie.objects.filter(pk=rij.pk).update(persoonsnummer=nieuw)


def _volg_eerdere(oud: int, nieuw: int) -> None:
    """Of what was noted twice for one place the most counts."""
    bekend = {rij.onderneming_id: rij for rij in EerderePremie.objects.filter(persoonsnummer=nieuw)}
    for rij in EerderePremie.objects.filter(persoonsnummer=oud):
        zelfde = bekend.get(rij.onderneming_id)
        if zelfde and zelfde.aantal >= rij.aantal:
            rij.delete()
            continue
        if zelfde:
            zelfde.delete()
        EerderePremie.objects.filter(pk=rij.pk).update(persoonsnummer=nieuw)
