"""Saving the lines of an aanvraag together: as many queries for one opleiding as for ten, history included."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Activiteit, Opleiding, Vestiging
from mentoren.models import Aanduiding, Mentor

from ..bezetting import koppel_verlenging
from ..models import Aanvraag, AanvraagLijn, Erkenning, LijnActiviteit, LijnMentor
from ..toestanden import Toestand
from ..volledigheid import lijnen_van
from .bezet import weiger_als_bezet

VELDEN = ["plaatsen", "vestiging", "toestand", "open", "verlengt"]


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
        koppel_verlenging(nieuw)
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
    return lijn.plaatsen, lijn.vestiging_id, lijn.toestand, lijn.open, lijn.verlengt_id


def verhuis(dossier: Aanvraag, vestiging: Vestiging, *, door: User, op: datetime) -> None:
    """Let the lines that still count follow to another vestiging. Raises Geweigerd when a place there is taken."""
    lijnen = list(dossier.lijnen.filter(toestand=AanvraagLijn.Toestand.GEVRAAGD).select_related("opleiding"))
    if any(lijn.open for lijn in lijnen):
        weiger_als_bezet(dossier, lijnen, op)
        koppel_verlenging(lijnen)
    los = [lijn for lijn in lijnen if lijn.verlengt_id and not lijn.open and lijn.vestiging_id != vestiging.pk]
    for lijn in los:
        lijn.verlengt = None
    for lijn in lijnen:
        lijn.vestiging = vestiging
    _wijzig(lijnen, door)
    if los:
        LijnMentor.objects.filter(lijn__in=los).update(voorgesteld_op=None)


def kopieer(bron: Aanvraag, kopie: Aanvraag, *, door: User, op: datetime) -> None:
    """Give a fresh concept the opleidingen, answers and mentoren of another aanvraag; who left does not come along."""
    _neem_over(kopie, {rij: AanvraagLijn(plaatsen=rij.plaatsen) for rij in lijnen_van(bron)}, door=door, op=op)


def verleng(kopie: Aanvraag, erkenningen: Iterable[Erkenning], *, door: User, op: datetime) -> None:
    """Give a fresh concept a line per erkenning that it renews: the places of today, the answers of the dossier that
    granted it, and the mentoren who are designated still, since the day that began.
    """
    bronnen = {
        erkenning.lijn: AanvraagLijn(plaatsen=erkenning.plaatsen, verlengt=erkenning) for erkenning in erkenningen
    }
    prefetch_related_objects(list(bronnen), "activiteiten")
    _neem_over(kopie, bronnen, door=door, op=op, mentoren=False)
    nieuw = {lijn.opleiding_id: lijn for lijn in bronnen.values()}
    aanduidingen = Aanduiding.objects.filter(
        vestiging=kopie.vestiging, opleiding__in=nieuw, tot=None, mentor__vertrokken_op=None
    )
    LijnMentor.objects.bulk_create(
        LijnMentor(lijn=nieuw[rij.opleiding_id], mentor_id=rij.mentor_id, voorgesteld_op=rij.van)
        for rij in aanduidingen.order_by("pk")
    )


def _neem_over(
    kopie: Aanvraag,
    bronnen: Mapping[AanvraagLijn, AanvraagLijn],
    *,
    door: User,
    op: datetime,
    mentoren: bool = True,
) -> None:
    """Save the new line of each source with its answers, and its mentoren who are still there."""
    if not bronnen:
        return
    for bron, lijn in bronnen.items():
        lijn.aanvraag, lijn.vestiging, lijn.opleiding = kopie, kopie.vestiging, bron.opleiding
    bulk_create_with_history(list(bronnen.values()), AanvraagLijn, default_user=door)
    antwoorden = {(rij.opleiding_id, a.activiteit_id): a.antwoord for rij in bronnen for a in rij.activiteiten.all()}
    vul_checklists(bronnen.values(), timezone.localdate(op), antwoorden)
    if mentoren:
        LijnMentor.objects.bulk_create(
            LijnMentor(lijn=lijn, mentor=voorstel.mentor)
            for bron, lijn in bronnen.items()
            for voorstel in bron.mentoren.all()
            if voorstel.mentor.vertrokken_op is None
        )


def _wijzig(lijnen: list[AanvraagLijn], door: User) -> None:
    if lijnen:
        bulk_update_with_history(lijnen, AanvraagLijn, VELDEN, default_user=door)


def open_ze(dossier: Aanvraag, *, door: User, op: datetime) -> None:
    """The aanvraag is filed: from now on its lines keep their vestiging × opleiding for themselves.

    A line whose erkenning ends soon becomes its renewal; who is mentor there stays so since the day of designation.
    Raises Geweigerd when somebody has one of these places already.
    """
    lijnen = list(dossier.lijnen.filter(toestand=AanvraagLijn.Toestand.GEVRAAGD).select_related("opleiding"))
    weiger_als_bezet(dossier, lijnen, op)
    koppel_verlenging(lijnen)
    for lijn in lijnen:
        lijn.vestiging, lijn.open = dossier.vestiging, True
    _wijzig(lijnen, door)
    if verlengd := [lijn for lijn in lijnen if lijn.verlengt_id]:
        _houd_aanduidingen(verlengd)


def _houd_aanduidingen(lijnen: list[AanvraagLijn]) -> None:
    """A renewal designates nobody anew: who is mentor there counts from the day that began (rules.md §3.1, §4)."""
    sinds = {
        (rij.mentor_id, rij.opleiding_id): rij.van
        for rij in Aanduiding.objects.filter(vestiging=lijnen[0].vestiging_id, tot=None)
    }
    voorstellen = list(LijnMentor.objects.filter(lijn__in=lijnen).select_related("lijn"))
    for voorstel in voorstellen:
        voorstel.voorgesteld_op = sinds.get((voorstel.mentor_id, voorstel.lijn.opleiding_id))
    LijnMentor.objects.bulk_update(voorstellen, ["voorgesteld_op"])


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


def zet_mentoren(keuze: Mapping[AanvraagLijn, Iterable[Mentor]]) -> set[int]:
    """Put exactly these mentoren forward for each line; one that stays keeps the day of designation.

    Gives who was taken away somewhere (ids).
    """
    gekozen = {(lijn.pk, mentor.pk) for lijn, mentoren in keuze.items() for mentor in mentoren}
    bestaand = {(rij.lijn_id, rij.mentor_id): rij.pk for rij in LijnMentor.objects.filter(lijn__in=keuze)}
    if weg := [pk for paar, pk in bestaand.items() if paar not in gekozen]:
        LijnMentor.objects.filter(pk__in=weg).delete()
    LijnMentor.objects.bulk_create(
        LijnMentor(lijn_id=lijn, mentor_id=mentor) for lijn, mentor in sorted(gekozen - bestaand.keys())
    )
    return {mentor for _, mentor in bestaand.keys() - gekozen}
