"""What a mentor still has to do in person: the own data and the own 596.2 (rules.md §4, ux.md §3.3)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from mentoren.models import Mentor, Uittreksel
from mentoren.toestanden import MentorToestand

from .models import Aanvraag, AanvraagLijn, Aanvulling, LijnMentor, Mentorvoorstel
from .toestanden import LOPEND, Onderdeel, Toestand

MEE = (Toestand.CONCEPT, *LOPEND)


class Uittrekselstand(StrEnum):
    """Where the 596.2 is, as the mentor may read it: never what stands on it."""

    GEVRAAGD = "gevraagd"
    ONTVANGEN = "ontvangen"
    NAGEKEKEN = "nagekeken"
    NIET_NODIG = "niet_nodig"


@dataclass(frozen=True)
class EigenDeel:
    """`dossiers` are the aanvragen that name the mentor and still wait for something, `voorstellen` the later proposals."""

    mentor: Mentor
    dossiers: list[Aanvraag]
    voorstellen: list[Mentorvoorstel]
    gegevens_open: bool
    uittreksel: Uittrekselstand

    @property
    def uittreksel_open(self) -> bool:
        return self.uittreksel in (Uittrekselstand.GEVRAAGD, Uittrekselstand.ONTVANGEN)

    @property
    def klaar(self) -> bool:
        """Nothing is asked of the mentor now."""
        gegevens = not self.gegevens_open or self.mentor.zelf_ingevuld_op is not None
        return gegevens and self.uittreksel != Uittrekselstand.GEVRAAGD


def dossiers_van(mentor: Mentor):
    """The aanvragen, filed or not, in which this mentor is put forward and nothing is decided."""
    lijnen = AanvraagLijn.objects.filter(mentoren__mentor=mentor).exclude(toestand=AanvraagLijn.Toestand.GESCHRAPT)
    return Aanvraag.objects.filter(pk__in=lijnen.order_by().values("aanvraag"), toestand__in=MEE).order_by("pk")


def eigen_deel(mentor: Mentor, op: date, dossiers: list[Aanvraag] | None = None) -> EigenDeel:
    """What this mentor may do on `op`; `dossiers` are those of `dossiers_van`, when the caller holds them locked."""
    van_mentor = None if dossiers is None else {mentor.pk: dossiers}
    return eigen_delen([mentor], op, van_mentor)[0]


def eigen_delen(
    mentoren: Sequence[Mentor], op: date, dossiers: Mapping[int, list[Aanvraag]] | None = None
) -> list[EigenDeel]:
    """As `eigen_deel` for each, in a number of queries that does not grow with them (but for their aanduidingen)."""
    dossiers = _dossiers_per_mentor(mentoren) if dossiers is None else dossiers
    voorstellen: dict[int, list[Mentorvoorstel]] = defaultdict(list)
    wacht = Mentorvoorstel.objects.filter(mentor__in=mentoren, besluit="")
    for voorstel in wacht.select_related("erkenning__lijn__aanvraag__consulent"):
        voorstellen[voorstel.mentor_id].append(voorstel)
    uittreksels: dict[int, Uittreksel] = {}
    gevraagd = {*dossiers, *voorstellen}
    for rij in Uittreksel.objects.filter(mentor__in=gevraagd).select_related("document") if gevraagd else []:
        uittreksels.setdefault(rij.mentor_id, rij)
    alle = {dossier.pk: dossier for rijen in dossiers.values() for dossier in rijen}
    dicht = _dicht(list(alle.values()))
    return [
        _deel(mentor, op, dossiers.get(mentor.pk, []), voorstellen[mentor.pk], uittreksels.get(mentor.pk), dicht)
        for mentor in mentoren
    ]


def _deel(
    mentor: Mentor,
    op: date,
    dossiers: list[Aanvraag],
    voorstellen: list[Mentorvoorstel],
    uittreksel: Uittreksel | None,
    dicht: set[int],
) -> EigenDeel:
    actief = mentor.toestand == MentorToestand.ACTIEF
    vast = bool(voorstellen) or any(dossier.pk in dicht for dossier in dossiers)
    aangeduid = any(rij.tot is None for rij in mentor.aanduidingen.all())
    return EigenDeel(
        mentor=mentor,
        dossiers=dossiers,
        voorstellen=voorstellen,
        gegevens_open=actief and not vast and not aangeduid,
        uittreksel=_uittreksel(uittreksel, op, gevraagd=actief and bool(dossiers or voorstellen)),
    )


def _dossiers_per_mentor(mentoren: Sequence[Mentor]) -> dict[int, list[Aanvraag]]:
    uit: dict[int, list[Aanvraag]] = defaultdict(list)
    rijen = LijnMentor.objects.filter(mentor__in=mentoren, lijn__aanvraag__toestand__in=MEE)
    for rij in rijen.exclude(lijn__toestand=AanvraagLijn.Toestand.GESCHRAPT).select_related("lijn__aanvraag"):
        if rij.lijn.aanvraag not in uit[rij.mentor_id]:
            uit[rij.mentor_id].append(rij.lijn.aanvraag)
    return uit


def _dicht(dossiers: list[Aanvraag]) -> set[int]:
    """Those (by id) that are filed, and of which the consulent asked nothing about the mentoren."""
    ingediend = {dossier.pk for dossier in dossiers if dossier.toestand != Toestand.CONCEPT}
    vragen = Aanvulling.objects.filter(aanvraag__in=ingediend, afloop="") if ingediend else []
    return ingediend - {vraag.aanvraag_id for vraag in vragen if Onderdeel.MENTOREN in vraag.onderdelen}


def _uittreksel(laatste: Uittreksel | None, op: date, *, gevraagd: bool) -> Uittrekselstand:
    """A 596.2 counts once: asked again only when the checked one is too old by now (rules.md §4)."""
    if not gevraagd:
        return Uittrekselstand.NIET_NODIG
    if laatste is None:
        return Uittrekselstand.GEVRAAGD
    if laatste.gecontroleerd_op is None:
        ligt_er = laatste.document is not None and laatste.document.gewist_op is None
        return Uittrekselstand.ONTVANGEN if ligt_er else Uittrekselstand.GEVRAAGD
    duurt = duur("uittreksel_max_oud", op)
    te_oud = laatste.uitgegeven_op is not None and na_termijn(laatste.uitgegeven_op, duurt) < op
    if te_oud and laatste.oordeel != Uittreksel.Oordeel.NIET_AANVAARD:
        return Uittrekselstand.GEVRAAGD
    return Uittrekselstand.NAGEKEKEN
