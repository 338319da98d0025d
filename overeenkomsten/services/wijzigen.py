"""Changing an overeenkomst that everybody signed, by an addendum that everybody signs (rules.md §5)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import deadlines, feiten
from ..deelnemers import stuur_link
from ..models import Addendum, Agendadag, Overeenkomst, Stuk
from ..ontvangers import begeleiders, betrokkenen, werkgevers
from ..stukgegevens import van_addendum
from ..stukken import IEDEREEN, laat_vervallen, maak_versie
from ..toestanden import VAN_KRACHT, Deelnemer, StukSoort, StukStand, Toestand, Wijziging
from ..voorwaarden import Bezwaar
from ..wijzigingen import DAGEN, dagen_van, oordeel, opslag, velden_van
from .plaatsen import vergrendel_persoon_en_plek
from .verplichtingen import maak_verplichtingen


def stel_addendum_voor(
    *,
    overeenkomst: Overeenkomst,
    wat: str,
    velden: Mapping[str, Any],
    reden: str,
    door: User,
    op: datetime,
    vanaf: date | None = None,
) -> Addendum:
    """A document with the change, for everybody to sign. Raises Geweigerd with every refusal and its way out.

    `vanaf` is the first day of the new values, today or later; without one they hold once everybody signed.
    """
    with perform(overeenkomst, "addendum_voorstellen", door=door, op=op, reden=reden) as vers:
        assert vers.start is not None and vers.laatste_dag is not None
        vergrendel_persoon_en_plek(vers, op)
        dag = max(timezone.localdate(op), vers.start)
        vanaf = vanaf or dag
        if not dag <= vanaf <= vers.laatste_dag:
            raise Geweigerd(f"Kies een eerste dag van {dag:%d/%m/%Y} tot en met {vers.laatste_dag:%d/%m/%Y}.")
        anders = {veld: waarde for veld, waarde in velden.items() if veld == DAGEN or getattr(vers, veld) != waarde}
        if not anders:
            raise Geweigerd("Er verandert niets. Pas eerst iets aan.")
        rij = Addendum(
            overeenkomst=vers, wat=wat, vanaf=vanaf, wijzigingen=opslag(anders), reden=reden.strip(),
            voorgesteld_door=door, voorgesteld_op=op,
        )  # fmt: skip
        if bezwaren := oordeel(rij, op):
            raise Geweigerd(" ".join(bezwaar.volledig for bezwaar in bezwaren))
        rij.stuk = maak_versie(vers, StukSoort.ADDENDUM, van_addendum(rij), IEDEREEN, door=door, op=op)
        rij.save()
        deadlines.volg_ondertekening(vers, op=op)
    return rij


def open_addendum(overeenkomst: Overeenkomst) -> Addendum | None:
    """The change that still waits for signatures."""
    return overeenkomst.addenda.filter(stuk__stand=StukStand.OPEN).first()


def trek_addendum_in(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> Overeenkomst:
    """Not after all: until the last signature, by the school. Who signed, and the werkgever, hear it. Raises Geweigerd."""
    with perform(overeenkomst, "addendum_intrekken", door=door, op=op) as vers:
        rij = open_addendum(vers)
        if rij is None:
            raise Geweigerd(
                "Intrekken kan niet meer: iedereen tekende intussen, of iemand trok ze al in. Herlaad de pagina."
            )
        getekend = _laat_vallen(vers, rij, reden=f"{door} trok ze in.", op=op)
        mensen = {wie: None for wie in [*begeleiders(vers), *werkgevers(vers), *getekend] if wie and wie != door}
        gegevens = {"overeenkomst": vers, "addendum": rij, "door": door}
        meldingen.stuur("addendum_ingetrokken", dossier=vers, aan=list(mensen), gegevens=gegevens)
    return vers


def _laat_vallen(overeenkomst: Overeenkomst, rij: Addendum, *, reden: str, op: datetime) -> list[User | str]:
    rij.ingetrokken_op = op
    rij.save(update_fields=["ingetrokken_op"])
    getekend = laat_vervallen(overeenkomst, soort=StukSoort.ADDENDUM, reden=reden, op=op)
    deadlines.volg_ondertekening(overeenkomst, op=op)
    return [ander.user or ander.email for ander in getekend]


def laat_open_addendum_vallen(overeenkomst: Overeenkomst, *, reden: str, op: datetime) -> None:
    """The overeenkomst ends or never starts: there is nothing left to change."""
    if (rij := open_addendum(overeenkomst)) is not None:
        _laat_vallen(overeenkomst, rij, reden=reden, op=op)


def bezwaren_tegen_addendum(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> list[Bezwaar]:
    """Looked at again at the last signature: somebody else may have taken the place or the days meanwhile."""
    vergrendel_persoon_en_plek(overeenkomst, op)
    rij = stuk.addendum
    rij.overeenkomst = overeenkomst
    return oordeel(rij, op)


def voltooi_addendum(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """Everybody signed: the overeenkomst takes the new values, on their first day at the earliest."""
    rij = stuk.addendum
    deadlines.volg_ondertekening(overeenkomst, op=op, getekend=True)
    if rij.meteen or rij.vanaf <= timezone.localdate(op):
        _pas_toe(overeenkomst, rij, op)
    meldingen.stuur(
        "addendum_getekend",
        dossier=overeenkomst,
        aan=betrokkenen(overeenkomst),
        gegevens={"overeenkomst": overeenkomst, "addendum": rij},
    )


def toe_te_passen(op: date) -> QuerySet[Addendum]:
    """Signed by everybody, of one that still binds, and the first day is there."""
    klaar = Addendum.objects.filter(toegepast_op=None, ingetrokken_op=None, vanaf__lte=op)
    return klaar.filter(stuk__stand=StukStand.ONDERTEKEND, overeenkomst__toestand__in=VAN_KRACHT).order_by("pk")


def pas_toe(*, addendum: Addendum, op: datetime) -> Overeenkomst:
    """The first day of the new values has come."""
    with perform(addendum.overeenkomst, "addendum_toepassen", door=None, op=op) as vers:
        rij = vers.addenda.get(pk=addendum.pk)
        if rij.toegepast_op is None:
            _pas_toe(vers, rij, op)
    return vers


def _pas_toe(overeenkomst: Overeenkomst, rij: Addendum, op: datetime) -> None:
    for veld, waarde in velden_van(rij).items():
        setattr(overeenkomst, veld, waarde)
    Agendadag.objects.bulk_create(
        Agendadag(
            overeenkomst=overeenkomst, datum=dag, soort=soort, reden=reden, genoteerd_door=rij.voorgesteld_door,
            genoteerd_op=op,
        )
        for paar in dagen_van(rij)
        for dag, soort, reden in (
            (paar.dag, Agendadag.Soort.WERKPLEK, f"Werken in de vakantie, vrij op {paar.vrij:%d/%m/%Y}"),
            (paar.vrij, Agendadag.Soort.VRIJ, f"Vrij voor het werk op {paar.dag:%d/%m/%Y}"),
        )
    )  # fmt: skip
    rij.toegepast_op = op
    rij.save(update_fields=["toegepast_op"])
    if rij.wat == Wijziging.EINDE:
        deadlines.ander_einde(overeenkomst, op=op)
    elif rij.wat == Wijziging.ROOSTER:
        # Another soort may bring pay, with its obligations and full RSZ, or take it away (rules.md §5, §5.1).
        maak_verplichtingen(overeenkomst, op=op)
        deadlines.plan_rsz(overeenkomst, op=op)
    elif rij.wat == Wijziging.MENTOR:
        deadlines.andere_mensen(overeenkomst)
    meld(feiten.OVEREENKOMST_GEWIJZIGD, overeenkomst=overeenkomst, op=timezone.localdate(op))
    if rij.wat == Wijziging.MENTOR and overeenkomst.toestand == Toestand.LOPEND:
        # The page of the mentor before ended with this; on the first day everybody gets one.
        stuur_link(overeenkomst, Deelnemer.MENTOR, "start", op=op)
