"""Colleagues who help the mentor: named, asked by mail, what they tick confirmed by the mentor (rules.md §5)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad
from educam_portal.accounts.models import User, UserManager
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..mentorhulp import GEHEIM, token
from ..models import Mentorhulp, Overeenkomst, Vordering, Vorderingsvoorstel
from ..ontvangers import lerende, mentor
from ..toestanden import Deel
from .vorderingen import Niveaus, controleer

GESTOPT = "De mentor vraagt geen hulp meer, of de overeenkomst loopt niet meer."


def noem(*, overeenkomst: Overeenkomst, naam: str, email: str, door: User, op: datetime) -> Mentorhulp:
    """Mail a colleague a personal link; named again at the same address, the link is replaced.

    Raises Geweigerd for an address of the lerende's own side: nobody ticks for themselves.
    """
    email = UserManager.normaliseer(email)
    with perform(overeenkomst, "collega_noemen", door=door, op=op) as vers:
        if email in {str(adres).lower() for adres in lerende(vers, timezone.localdate(op))}:
            raise Geweigerd("Dit is het adres van de lerende of de ouder. Vul het adres van je collega in.")
        hulp = vers.mentorhulpen.filter(email=email, gestopt_op=None).first() or Mentorhulp(
            overeenkomst=vers, email=email, genoemd_op=op
        )
        hulp.naam, hulp.genoemd_door, hulp.overeenkomst = naam.strip(), door, vers
        _verstuur(hulp, op=op)
    return hulp


def stop(*, hulp: Mentorhulp, door: User, op: datetime) -> None:
    """The link works no more; what was proposed can still be confirmed."""
    with perform(hulp.overeenkomst, "collega_stoppen", door=door, op=op) as vers:
        vers.mentorhulpen.filter(pk=hulp.pk, gestopt_op=None).update(gestopt_op=op)


@transaction.atomic
def vernieuw(*, hulp: Mentorhulp, op: datetime) -> Mentorhulp:
    """A new link to the address that had the old one. Raises Geweigerd when no help is asked any more."""
    mee = [f"overeenkomst__{veld}" for veld in Overeenkomst.LEEST_MEE]
    rijen = Mentorhulp.objects.select_for_update(of=("self",), no_key=True).select_related("genoemd_door", *mee)
    vers = rijen.get(pk=hulp.pk)
    if not vers.helpt:
        raise Geweigerd(GESTOPT)
    _verstuur(vers, op=op)
    return vers


def stel_voor(*, hulp: Mentorhulp, op_dag: date, niveaus: Niveaus, op: datetime) -> list[Vorderingsvoorstel]:
    """What the colleague saw, for the mentor to confirm; a newer proposal takes the place of one that still waits."""
    with perform(
        hulp.overeenkomst, "vordering_voorstellen", door=None, op=op, gegevens={"aantal": len(niveaus)}
    ) as vers:
        rij = vers.mentorhulpen.get(pk=hulp.pk)
        if rij.gestopt_op is not None or rij.verlopen(op):
            raise Geweigerd(GESTOPT)
        controleer(vers, op_dag, niveaus, op)
        rij.voorstellen.filter(beslist_op=None, competentie__in=niveaus).delete()
        voorstellen = Vorderingsvoorstel.objects.bulk_create(
            Vorderingsvoorstel(
                hulp=rij,
                competentie_id=pk,
                niveau=niveau,
                op=op_dag,
                opmerking=opmerking.strip(),
                voorgesteld_op=op,
            )
            for pk, (niveau, opmerking) in niveaus.items()
        )
        meldingen.stuur(
            "collega_stelt_voor",
            dossier=vers,
            aan=mentor(vers),
            gegevens={"overeenkomst": vers, "hulp": rij, "aantal": len(voorstellen)},
        )
    return voorstellen


def beslis(*, overeenkomst: Overeenkomst, besluiten: Mapping[int, bool], door: User, op: datetime) -> int:
    """The mentor confirms what colleagues saw, or not; answers how many count now. What was decided stays."""
    with perform(overeenkomst, "voorstel_beslissen", door=door, op=op) as vers:
        open_ = Vorderingsvoorstel.objects.filter(hulp__overeenkomst=vers, beslist_op=None, pk__in=besluiten)
        rijen = list(open_.select_related("hulp"))
        for rij in rijen:
            rij.klopt, rij.beslist_op = besluiten[rij.pk], op
        Vorderingsvoorstel.objects.bulk_update(rijen, ["klopt", "beslist_op"])
        bevestigd = Vordering.objects.bulk_create(
            Vordering(
                competentie_id=rij.competentie_id,
                kant=Deel.MENTOR,
                niveau=rij.niveau,
                op=rij.op,
                opmerking=rij.opmerking,
                door=door,
                gezien_door=rij.hulp.naam,
                genoteerd_op=op,
            )
            for rij in rijen
            if rij.klopt
        )
    return len(bevestigd)


def _verstuur(hulp: Mentorhulp, *, op: datetime) -> None:
    hulp.zaad = nieuw_zaad()
    hulp.token_hash = hash_van(token(hulp))
    # To the end of its last day, so that the mail can name a day.
    laatste = na_termijn(timezone.localdate(op), duur("mentorlink", timezone.localdate(op)))
    hulp.vervalt_op = timezone.make_aware(datetime.combine(laatste + timedelta(days=1), datetime.min.time()))
    hulp.save()
    meldingen.stuur(
        "collega_helpt",
        dossier=hulp.overeenkomst,
        aan=[hulp.email],
        gegevens={
            "overeenkomst": hulp.overeenkomst,
            "hulp": hulp,
            "laatste_dag": date_format(laatste, "j F Y"),
            "geheim": {"soort": GEHEIM, "id": hulp.token_hash},
        },
    )
