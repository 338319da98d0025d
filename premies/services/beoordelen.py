"""Making claims and judging them: the one place where a claim gets its outcome (rules.md §6).

All claims of a person are judged together, under one lock: they compete for the same places.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.organisaties.models import Onderneming
from educam_portal.workflow.diensten import perform, vergrendel
from educam_portal.workflow.nummering import volgende
from overeenkomsten.models import Overeenkomst, Persoonsnummer

from ..dossier import Dossier, dossier_van
from ..models import Beoordeling, Premie, PremieQuerySet, PremieTeller
from ..regels import heeft_premie, premieregels, telt_per_onderneming
from ..rules import (
    Feiten,
    Mededinger,
    Oordeel,
    Premieregels,
    Recht,
    Wachten,
    eerder_ontvangen,
    oordeel,
    schooljaar,
    schooljaar_van,
    verandert_op,
    wacht_op,
    zeker_ontvangen,
)
from ..rules.maanden import DAG
from ..toestanden import TE_BEOORDELEN, VASTE, ZEKERE, Aanleiding, Toestand

# More people than this are judged by a job: nobody waits for that in a request.
METEEN = 10
_RANG = {Recht.JA: 0, Recht.NOG_NIET: 1, Recht.NEE: 2}


def maak_premies(*, overeenkomst: Overeenkomst, aanleiding: Aanleiding, op: datetime) -> list[Premie]:
    """A claim for every schooljaar that a registered overeenkomst touches and that has none yet; to be judged.

    `overeenkomst` as it becomes: it need not be saved yet. May be called again.
    """
    persoon, start, laatste = overeenkomst.lerende.persoonsnummer_id, overeenkomst.start, overeenkomst.laatste_dag
    assert persoon is not None and start is not None and laatste is not None and overeenkomst.vestiging is not None
    with transaction.atomic():
        vergrendel(Persoonsnummer(pk=persoon))
        eigen = Premie.objects.filter(persoonsnummer=persoon, onderneming=overeenkomst.vestiging.onderneming_id)
        bestaat = set(eigen.values_list("schooljaar", flat=True))
        nieuw = [
            Premie.objects.create(
                referentie=volgende(PremieTeller, timezone.localdate(op).year, voorvoegsel="PRM"),
                persoonsnummer_id=persoon,
                onderneming_id=overeenkomst.vestiging.onderneming_id,
                schooljaar=jaar,
                overeenkomst=overeenkomst,
                start=start,
                aangemaakt_op=op,
            )
            for jaar in range(schooljaar_van(start), schooljaar_van(laatste) + 1)
            if jaar not in bestaat and heeft_premie(jaar)
        ]
        vraag_oordeel(eigen, aanleiding=aanleiding, op=op)
    return nieuw


def vraag_oordeel(premies: PremieQuerySet, *, aanleiding: Aanleiding, op: datetime) -> None:
    """Have these judged again as soon as the change that asks it is committed: until then its rows are not all saved.

    The other claims of the same people, who compete for the same places, are judged with them.
    """
    from ..tasks import herbekijk

    te_doen = premies.te_beoordelen().filter(persoonsnummer__isnull=False)
    # In the order of every judgement, so that two who want the same rows wait for each other.
    slot = te_doen.select_for_update(of=("self",), no_key=True).order_by("persoonsnummer", "pk")
    sleutels = list(slot.values_list("pk", flat=True))
    if sleutels:
        Premie.objects.filter(pk__in=sleutels).update(herbekijk_op=timezone.localdate(op), herbekijk_om=aanleiding)
        # A broker that is down must not undo the change: the sweep finds the rows again.
        transaction.on_commit(lambda: herbekijk.apply_async(retry=False), robust=True)


def beoordeel_personen(
    *, personen: Iterable[int], aanleiding: Aanleiding, op: datetime, onderneming: Onderneming | None = None
) -> None:
    """What was saved in this transaction shows at once for a few people; more of them are left to the job.

    `onderneming`: the one whose claims it is about; of others the history says only that another premie changed.
    """
    personen = sorted(set(personen))
    if len(personen) > METEEN:
        premies = Premie.objects.filter(persoonsnummer__in=personen)
        eigen = premies.filter(onderneming=onderneming) if onderneming else premies
        vraag_oordeel(eigen, aanleiding=aanleiding, op=op)
        return
    for persoon in personen:
        beoordeel(persoonsnummer=persoon, aanleiding=aanleiding, op=op, onderneming=onderneming)


def beoordeel(
    *,
    persoonsnummer: int,
    aanleiding: Aanleiding | None,
    op: datetime,
    onderneming: Onderneming | None = None,
    zo_nodig: bool = False,
) -> None:
    """Judge every claim of one person that the department does not have yet.

    `aanleiding` None: what was written down with the claims that wait, or else the passing of time. `onderneming` as above.
    `zo_nodig`: only when one of them is due; another run may have judged them since they were found.
    """
    vandaag = timezone.localdate(op)
    with transaction.atomic():
        vergrendel(Persoonsnummer(pk=persoonsnummer))
        # Locked before anything is read: a fact that is told meanwhile asks for another judgement, after this one.
        slot = Premie.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        premies = list(slot.filter(persoonsnummer=persoonsnummer).select_related("onderneming"))
        if zo_nodig and not any(premie.is_aan_de_beurt(vandaag) for premie in premies):
            return
        dossier = dossier_van(persoonsnummer, premies)
        zonder = Aanleiding.ANDERE_PREMIE if any(premie.herbekijk_om for premie in premies) else Aanleiding.TIJD
        for premie, uitspraak in _uitspraken(premies, dossier, vandaag):
            gevraagd = Aanleiding(premie.herbekijk_om) if premie.herbekijk_om else zonder
            if aanleiding and premie.beoordeeld_op:
                eigen = onderneming is None or onderneming.pk == premie.onderneming_id
                gevraagd = aanleiding if eigen else Aanleiding.ANDERE_PREMIE
            _leg_vast(premie, uitspraak, gevraagd, op)


class _Uitspraak:
    """One claim judged: on which overeenkomst it leans, what came of it, and when time may change that."""

    def __init__(
        self, overeenkomst: Overeenkomst, feiten: Feiten, regels: Premieregels, vandaag: date, *, zeker: int
    ) -> None:
        self.overeenkomst, self.feiten, self.regels, self.vandaag = overeenkomst, feiten, regels, vandaag
        self.oordeel: Oordeel = oordeel(feiten, regels, vandaag)
        self.wacht_op = wacht_op(self.oordeel, feiten, regels, vandaag, zeker=zeker)
        self.eerder = self.eerder_hier = 0
        self.start = feiten.start

    @property
    def toestand(self) -> Toestand:
        """After the schooljaar klaar or vervallen, as soon as nothing is open any more (rules.md §6)."""
        voorbij = self.vandaag > schooljaar(self.feiten.schooljaar).tot
        if not voorbij or self.oordeel.recht == Recht.NOG_NIET:
            return Toestand.IN_OPBOUW
        return Toestand.KLAAR if self.oordeel.recht == Recht.JA else Toestand.VERVALLEN

    @property
    def herbekijk_op(self) -> date | None:
        na_het_jaar = schooljaar(self.feiten.schooljaar).tot + DAG
        dagen = [
            verandert_op(self.feiten, self.regels, self.vandaag),
            na_het_jaar if na_het_jaar > self.vandaag else None,
            # What the department says of a claim that goes first has this one judged only when the place comes free.
            self.vandaag + DAG if self.wacht_op == Wachten.PLAATS else None,
        ]
        return min((dag for dag in dagen if dag), default=None)

    @property
    def voorwaarden(self) -> list[dict[str, str | None]]:
        return [
            {
                "code": een.code.value,
                "uitkomst": een.uitkomst.value,
                "uiterlijk": een.uiterlijk.isoformat() if een.uiterlijk else None,
            }
            for een in self.oordeel.voorwaarden
        ]


def _uitspraken(premies: list[Premie], dossier: Dossier, vandaag: date) -> Iterable[tuple[Premie, _Uitspraak]]:
    """The claims to judge, first come first: what the ones before may still take is taken for the ones behind."""
    gezien = [_mededinger(premie) for premie in premies if premie.toestand in VASTE]
    te_doen = [premie for premie in premies if premie.toestand in TE_BEOORDELEN]
    for premie in te_doen:
        premie.start = min(een.start for een in dossier.voor(premie) if een.start)
    for premie in sorted(te_doen, key=lambda een: _mededinger(een).rang):
        uitspraak = _beste(premie, dossier, gezien, vandaag)
        yield premie, uitspraak
        gezien.append(_mededinger(premie, kan=uitspraak.oordeel.recht != Recht.NEE))


def _beste(premie: Premie, dossier: Dossier, gezien: list[Mededinger], vandaag: date) -> _Uitspraak:
    """Of its overeenkomsten the one with the best outlook, the first to begin when they are equal."""
    overal, hier = dossier.stagebonussen(premie)
    zelf = _mededinger(premie)
    eigen = [een for een in gezien if een.onderneming == zelf.onderneming]
    eerder = eerder_ontvangen(zelf, gezien, stagebonussen=overal)
    eerder_hier = eerder_ontvangen(zelf, eigen, stagebonussen=hier)
    per_onderneming = telt_per_onderneming(premie.schooljaar)
    telt, bij, vroeger = (eerder_hier, eigen, hier) if per_onderneming else (eerder, gezien, overal)
    zeker = zeker_ontvangen(bij, stagebonussen=vroeger)
    overeenkomsten = dossier.voor(premie)
    uitspraken = [
        _Uitspraak(
            een,
            dossier.feiten(premie, een, eerder=telt),
            premieregels(premie.schooljaar, een.start or premie.start),
            vandaag,
            zeker=zeker,
        )
        for een in overeenkomsten
    ]
    beste = min(uitspraken, key=lambda een: (_RANG[een.oordeel.recht], een.wacht_op is None, een.feiten.start))
    beste.eerder, beste.eerder_hier = eerder, eerder_hier
    return beste


def _mededinger(premie: Premie, *, kan: bool = True) -> Mededinger:
    return Mededinger(
        premie.schooljaar, premie.start, premie.onderneming.nummer or "", vast=premie.toestand in VASTE, kan=kan,
        zeker=premie.toestand in ZEKERE,
    )  # fmt: skip


def _leg_vast(premie: Premie, uitspraak: _Uitspraak, aanleiding: Aanleiding, op: datetime) -> None:
    """Write it down; when it differs from what stood there, through the door, and in the history."""
    nieuw = {
        "toestand": uitspraak.toestand.value,
        "recht": uitspraak.oordeel.recht.value,
        "bedrag": uitspraak.oordeel.bedrag,
        "voorwaarden": uitspraak.voorwaarden,
        "wacht_op": uitspraak.wacht_op or "",
    }
    oud = {veld: getattr(premie, veld) for veld in nieuw}
    bij = {
        "overeenkomst": uitspraak.overeenkomst,
        "start": premie.start,
        "eerder": uitspraak.eerder,
        "eerder_hier": uitspraak.eerder_hier,
        "herbekijk_op": uitspraak.herbekijk_op,
        "herbekijk_om": "",
        "beoordeeld_op": op,
    }
    if nieuw == oud:
        Premie.objects.filter(pk=premie.pk).update(**bij)
        return
    with perform(premie, "beoordelen", door=None, op=op, reden=aanleiding.label) as vers:
        for veld, nieuwe_waarde in (bij | nieuw).items():
            setattr(vers, veld, nieuwe_waarde)
        Beoordeling.objects.create(premie=vers, op=op, aanleiding=aanleiding, **nieuw)
