"""Saving the lines of an aanvraag together: as many queries for one opleiding as for ten, history included."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Activiteit, Opleiding, Vestiging
from mentoren.models import Mentor

from ..models import Aanvraag, AanvraagLijn, LijnActiviteit, LijnMentor
from ..toestanden import Toestand
from ..volledigheid import lijnen_van
from .bezet import weiger_als_bezet

VELDEN = ["plaatsen", "vestiging", "toestand", "open"]


def maak_gelijk(dossier: Aanvraag, plaatsen: Mapping[Opleiding, int | None], *, door: User, op: datetime) -> None:
    """Make the lines equal to `plaatsen` (None: as many as it had, or one): a new line gets its checklist, what stays
    keeps its answers. A concept loses the lines that are left out, a filed aanvraag keeps them as geschrapt.
    """
    ingediend = dossier.toestand != Toestand.CONCEPT
    bestaand = {lijn.opleiding_id: lijn for lijn in dossier.lijnen.select_related("opleiding")}
    blijven = {opleiding: bestaand.pop(opleiding.pk) for opleiding in plaatsen if opleiding.pk in bestaand}
    nieuw = [
        AanvraagLijn(
            aanvraag=dossier,
            vestiging_id=dossier.vestiging_id,
            opleiding=opleiding,
            plaatsen=aantal or 1,
            open=ingediend,
        )
        for opleiding, aantal in plaatsen.items()
        if opleiding not in blijven
    ]
    if ingediend:
        weiger_als_bezet(dossier, [*blijven.values(), *nieuw], op)
    gewijzigd = _schrap(list(bestaand.values()), ingediend)
    for opleiding, lijn in blijven.items():
        oud = _stand(lijn)
        lijn.plaatsen = plaatsen[opleiding] or lijn.plaatsen
        lijn.vestiging_id, lijn.toestand, lijn.open = dossier.vestiging_id, AanvraagLijn.Toestand.GEVRAAGD, ingediend
        gewijzigd += [lijn] if _stand(lijn) != oud else []
    _wijzig(gewijzigd, door)
    if nieuw:
        bulk_create_with_history(nieuw, AanvraagLijn, default_user=door)
        vul_checklists(nieuw, timezone.localdate(op))


def _schrap(lijnen: list[AanvraagLijn], ingediend: bool) -> list[AanvraagLijn]:
    """Take lines away from a concept; those of a filed aanvraag change, and are still to be saved."""
    if not ingediend:
        for lijn in lijnen:
            lijn.delete()
        return []
    geschrapt = [lijn for lijn in lijnen if lijn.toestand == AanvraagLijn.Toestand.GEVRAAGD]
    for lijn in geschrapt:
        lijn.toestand, lijn.open = AanvraagLijn.Toestand.GESCHRAPT, False
    return geschrapt


def _stand(lijn: AanvraagLijn) -> tuple:
    return lijn.plaatsen, lijn.vestiging_id, lijn.toestand, lijn.open


def verhuis(dossier: Aanvraag, vestiging: Vestiging, *, door: User, op: datetime) -> None:
    """Let the lines that still count follow to another vestiging. Raises Geweigerd when a place there is taken."""
    lijnen = list(dossier.lijnen.filter(toestand=AanvraagLijn.Toestand.GEVRAAGD).select_related("opleiding"))
    if any(lijn.open for lijn in lijnen):
        weiger_als_bezet(dossier, lijnen, op)
    for lijn in lijnen:
        lijn.vestiging = vestiging
    _wijzig(lijnen, door)


def kopieer(bron: Aanvraag, kopie: Aanvraag, *, door: User, op: datetime) -> None:
    """Give a fresh concept the opleidingen, answers and mentoren of another aanvraag; who left does not come along."""
    bronnen = lijnen_van(bron)
    nieuw = {
        rij.opleiding_id: AanvraagLijn(
            aanvraag=kopie, vestiging=kopie.vestiging, opleiding=rij.opleiding, plaatsen=rij.plaatsen
        )
        for rij in bronnen
    }
    if not nieuw:
        return
    bulk_create_with_history(list(nieuw.values()), AanvraagLijn, default_user=door)
    antwoorden = {(rij.opleiding_id, a.activiteit_id): a.antwoord for rij in bronnen for a in rij.activiteiten.all()}
    vul_checklists(nieuw.values(), timezone.localdate(op), antwoorden)
    LijnMentor.objects.bulk_create(
        LijnMentor(lijn=nieuw[rij.opleiding_id], mentor=voorstel.mentor)
        for rij in bronnen
        for voorstel in rij.mentoren.all()
        if voorstel.mentor.vertrokken_op is None
    )


def _wijzig(lijnen: list[AanvraagLijn], door: User) -> None:
    if lijnen:
        bulk_update_with_history(lijnen, AanvraagLijn, VELDEN, default_user=door)


def open_ze(dossier: Aanvraag, *, door: User, op: datetime) -> None:
    """The aanvraag is filed: from now on its lines keep their vestiging × opleiding for themselves.

    Raises Geweigerd when somebody has one of these places already.
    """
    lijnen = list(dossier.lijnen.filter(toestand=AanvraagLijn.Toestand.GEVRAAGD).select_related("opleiding"))
    weiger_als_bezet(dossier, lijnen, op)
    for lijn in lijnen:
        lijn.vestiging, lijn.open = dossier.vestiging, True
    _wijzig(lijnen, door)


def vul_checklists(
    lijnen: Iterable[AanvraagLijn], op: date, antwoorden: Mapping[tuple[int, int], str] | None = None
) -> None:
    """Give new lines the checklist of their opleiding in force on `op`.

    `antwoorden`: what a row starts with, by opleiding and activiteit.
    """
    rijen = list(lijnen)
    per_opleiding: dict[int, list[Activiteit]] = {}
    for activiteit in Activiteit.objects.geldig(op).filter(opleiding__in={lijn.opleiding_id for lijn in rijen}):
        per_opleiding.setdefault(activiteit.opleiding_id, []).append(activiteit)
    LijnActiviteit.objects.bulk_create(
        LijnActiviteit(
            lijn=lijn, activiteit=activiteit, antwoord=(antwoorden or {}).get((lijn.opleiding_id, activiteit.pk), "")
        )
        for lijn in rijen
        for activiteit in per_opleiding.get(lijn.opleiding_id, [])
    )


def zet_mentoren(keuze: Mapping[AanvraagLijn, Iterable[Mentor]]) -> None:
    """Put exactly these mentoren forward for each line; one that stays keeps the day of designation."""
    gekozen = {(lijn.pk, mentor.pk) for lijn, mentoren in keuze.items() for mentor in mentoren}
    bestaand = {(rij.lijn_id, rij.mentor_id): rij.pk for rij in LijnMentor.objects.filter(lijn__in=keuze)}
    if weg := [pk for paar, pk in bestaand.items() if paar not in gekozen]:
        LijnMentor.objects.filter(pk__in=weg).delete()
    LijnMentor.objects.bulk_create(
        LijnMentor(lijn_id=lijn, mentor_id=mentor) for lijn, mentor in sorted(gekozen - bestaand.keys())
    )
