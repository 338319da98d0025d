"""The facts behind the judgement of a draft, fetched; the judgement itself is pure (voorwaarden.py, rules.md §5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.utils import timezone

from educam_portal.parameters import duur, waarde
from educam_portal.termijnen.services import van
from erkenning.models import Erkenning
from erkenning.toestanden import ErkenningToestand
from mentoren.aanduiden import MENTOROPLEIDING
from mentoren.models import Aanduiding, Mentor

from .kosten import minimum, vakanties
from .models import Klassjabloon, Lerende, Overeenkomst
from .rules.namen import zelfde_postvak
from .rules.rooster import Rooster, weekgemiddelde
from .rules.roosterkeuring import VANAF_GRENS, getal, opmerkingen, past_bij_soort
from .rules.vergoeding import ONBETAALD
from .toestanden import Toestand
from .voorwaarden import Bezwaar, Erkend, Feiten, Periode, waarschuw, weiger

EEUWIG = date(9999, 12, 31)
# What must be filled in before anything can be judged: the field, and what it is called.
NODIG = {
    "soort": "de soort overeenkomst",
    "vestiging_id": "de leerwerkplek",
    "mentor_id": "de mentor",
    "start": "de eerste dag",
    "einde": "de laatste dag",
    "evaluatievorm": "hoe jullie evalueren",
}
# Which refusals a changed field of a signed one can bring.
RAAKT = {
    "einde": ("periode", "duur", "overlap", "plaatsen", "erkenning"),
    "mentor": ("mentor", "mentor_opleiding"),
    "soort": ("uren", "vergoeding"),
    "rooster": ("uren",),
    "vergoeding": ("vergoeding",),
    "categorie": ("vergoeding",),
}


@dataclass(frozen=True)
class Oordeel:
    """What stops it from being sent now, most basic first, and what is shown beside it and recorded when it is sent."""

    weigeringen: list[Bezwaar]
    waarschuwingen: list[Bezwaar]


def beoordeel(overeenkomst: Overeenkomst, op: datetime) -> Oordeel:
    """Both at once: the facts behind them are fetched once."""
    ontbreekt = list(_onvolledig(overeenkomst))
    if not _te_beoordelen(overeenkomst):
        return Oordeel(ontbreekt, [])
    feiten = feiten_van(overeenkomst, timezone.localdate(op))
    return Oordeel(
        [*ontbreekt, *weiger(feiten), *_uren(overeenkomst), *_vergoeding(overeenkomst)],
        [*waarschuw(feiten), *_over_het_rooster(overeenkomst)],
    )


def weigeringen(overeenkomst: Overeenkomst, op: datetime) -> list[Bezwaar]:
    """Everything that stops it from being sent now."""
    return beoordeel(overeenkomst, op).weigeringen


def waarschuwingen(overeenkomst: Overeenkomst, op: datetime) -> list[Bezwaar]:
    """What is shown beside it."""
    return beoordeel(overeenkomst, op).waarschuwingen


def bij_laatste_handtekening(overeenkomst: Overeenkomst, op: datetime) -> list[Bezwaar]:
    """Erkenning and mentor are looked at again when the last party signs (rules.md §5, States)."""
    feiten = feiten_van(overeenkomst, timezone.localdate(op))
    return [bezwaar for bezwaar in weiger(feiten) if bezwaar.code in ("erkenning", "mentor", "mentor_opleiding")]


def wankelt(overeenkomst: Overeenkomst, op: datetime) -> list[Bezwaar]:
    """What fell away under one that everybody signed: its mentor, or its erkenning; a running one goes on while that is
    suspended (rules.md §3.3)."""
    dag = timezone.localdate(op)
    feiten = feiten_van(overeenkomst, dag)
    gevonden = [bezwaar for bezwaar in weiger(feiten) if bezwaar.code in ("erkenning", "mentor")]
    if overeenkomst.toestand != Toestand.LOPEND or not any(rij.geldig.bevat(dag) for rij in feiten.erkenningen):
        return gevonden
    return [bezwaar for bezwaar in gevonden if bezwaar.code != "erkenning"]


def bij_wijziging(overeenkomst: Overeenkomst, velden: Iterable[str], dag: date) -> list[Bezwaar]:
    """An overeenkomst that was signed, as it would become on `dag`: only what the changed fields touch can stop them."""
    codes = {code for veld in velden for code in RAAKT.get(veld, ())}
    alles = [*weiger(feiten_van(overeenkomst, dag)), *_uren(overeenkomst), *_vergoeding(overeenkomst, dag)]
    return [bezwaar for bezwaar in alles if bezwaar.code in codes]


def _te_beoordelen(overeenkomst: Overeenkomst) -> bool:
    return all([overeenkomst.vestiging, overeenkomst.mentor, overeenkomst.start, overeenkomst.einde])


def _onvolledig(overeenkomst: Overeenkomst) -> Iterator[Bezwaar]:
    for veld, naam in NODIG.items():
        if not getattr(overeenkomst, veld):
            yield Bezwaar("onvolledig", f"Vul {naam} in.")
    lerende = overeenkomst.lerende
    if lerende.persoonsnummer_id is None:
        yield Bezwaar("onvolledig", "Vul het rijksregisternummer van de lerende in.")
    met_plan = overeenkomst.competenties.exists()
    if not met_plan:
        yield Bezwaar("onvolledig", "Vul het opleidingsplan in.")
    if not overeenkomst.rooster.get("blokken"):
        yield Bezwaar("onvolledig", "Vul het uurrooster in.")
    if lerende.minderjarig(timezone.localdate()):
        yield from _vertegenwoordiger(lerende)
    if met_plan and overeenkomst.plan_beantwoord_op is None:
        yield Bezwaar(
            "plan",
            "De mentor heeft het opleidingsplan nog niet beantwoord.",
            "Leg het voor, of herinner de mentor eraan.",
        )


def _vertegenwoordiger(lerende: Lerende) -> Iterator[Bezwaar]:
    """Somebody signs for a minor, and not from the mailbox of that minor (rules.md §5)."""
    wie = getattr(lerende, "vertegenwoordiger", None)
    if wie is None:
        yield Bezwaar("onvolledig", "De lerende is minderjarig: vul de wettelijke vertegenwoordiger in.")
    elif zelfde_postvak(wie.email, lerende.email):
        yield Bezwaar(
            "vertegenwoordiger",
            "De vertegenwoordiger heeft hetzelfde e-mailadres als de lerende, en tekent zo niet zelf.",
            "Vul een eigen adres van de vertegenwoordiger in, of geen: dan tekent die op jullie toestel of op papier.",
        )


def _vergoeding(overeenkomst: Overeenkomst, dag: date | None = None) -> Iterator[Bezwaar]:
    """The agreed pay is at least the minimum on the first day, or on the `dag` from which it changes (rules.md §5.2)."""
    if not overeenkomst.soort or overeenkomst.soort in ONBETAALD:
        return
    dag = dag or overeenkomst.start
    assert dag is not None
    minstens = minimum(overeenkomst.soort, overeenkomst.categorie, dag)
    if overeenkomst.vergoeding is None:
        yield Bezwaar("vergoeding", "Vul de leervergoeding in.")
    elif overeenkomst.vergoeding < minstens:
        yield Bezwaar(
            "vergoeding",
            f"De leervergoeding is minder dan het minimum op {dag:%d/%m/%Y}.",
            f"Spreek minstens {minstens:.2f} euro af.".replace(".", ",", 1),
        )


def _uren(overeenkomst: Overeenkomst) -> Iterator[Bezwaar]:
    """The weekly average on the workplace fits the soort (rules.md §5)."""
    gemiddelde = gemiddelde_uren(overeenkomst)
    if gemiddelde is None or not overeenkomst.soort:
        return
    assert overeenkomst.start is not None
    grens = cast(int, waarde("overeenkomst_uren_grens", overeenkomst.start))
    if not past_bij_soort(overeenkomst.soort, gemiddelde, grens):
        hoeveel = f"Gemiddeld {getal(gemiddelde)} uur per week op de werkplek past niet bij een {overeenkomst.soort}"
        minstens = overeenkomst.soort in VANAF_GRENS
        yield Bezwaar(
            "uren",
            f"{hoeveel}: dat is {'minstens' if minstens else 'minder dan'} {grens} uur.",
            "Pas het uurrooster aan, of kies een andere soort overeenkomst.",
        )


def gemiddelde_uren(overeenkomst: Overeenkomst | Klassjabloon) -> Decimal | None:
    """The weekly average of workplace hours; None while there is nothing to average."""
    start, einde = overeenkomst.start, overeenkomst.einde
    if start is None or einde is None or einde < start or not overeenkomst.rooster.get("blokken"):
        return None
    return weekgemiddelde(
        Rooster.van_json(overeenkomst.rooster), start, einde, [(rij.van, rij.tot) for rij in vakanties(start, einde)]
    )


def _over_het_rooster(overeenkomst: Overeenkomst) -> Iterator[Bezwaar]:
    start = overeenkomst.start
    if start is None or not overeenkomst.soort or not overeenkomst.rooster.get("blokken"):
        return
    for opmerking in opmerkingen(
        Rooster.van_json(overeenkomst.rooster),
        overeenkomst.soort,
        voltijds=overeenkomst.voltijds_uren,
        sao_minimum=cast(int, waarde("sao_min_uren", start)),
        minderjarig=overeenkomst.lerende.minderjarig(start),
    ):
        yield Bezwaar("rooster", opmerking.zin)


def feiten_van(overeenkomst: Overeenkomst, vandaag: date) -> Feiten:
    """What the judgement looks at. The draft has a vestiging, a mentor and dates."""
    vestiging, mentor = overeenkomst.vestiging, overeenkomst.mentor
    start, einde = overeenkomst.start, overeenkomst.einde
    assert vestiging is not None and mentor is not None and start is not None and einde is not None
    erkenningen = list(erkenningen_van(overeenkomst, vandaag))
    return Feiten(
        vandaag=vandaag,
        soort=overeenkomst.soort,
        start=start,
        einde=einde,
        opleiding=str(overeenkomst.opleiding),
        vestiging=str(vestiging),
        erkenningen=[_erkend(rij) for rij in erkenningen],
        mentor=str(mentor),
        mentor_aangeduid=_aangeduid(overeenkomst, max(vandaag, start)),
        mentor_niet_meer=mentor.niet_meer,
        mentor_te_laat=_te_laat(mentor, vandaag),
        mentor_lerenden=_andere(overeenkomst).filter(mentor=mentor).raakt(start, einde).count(),
        mentor_grens=cast(int, waarde("lerenden_per_mentor", start)),
        max_duur=duur("overeenkomst_max_duur", start),
        registratie=duur("registratie", start),
        geboortedatum=overeenkomst.lerende.geboortedatum,
        leeftijd_bevestigd=overeenkomst.leeftijd_bevestigd,
        overlappend=overlap(overeenkomst),
        plaatsen=max((rij.plaatsen for rij in erkenningen), default=0),
        bezet=bezet(overeenkomst, start, einde) if einde >= start else 0,
    )


def erkenningen_van(overeenkomst: Overeenkomst, vandaag: date):
    """The erkenningen of its vestiging × opleiding that may count on that day or on the start date."""
    assert overeenkomst.start is not None
    eerste, laatste = sorted((vandaag, overeenkomst.start))
    return Erkenning.objects.filter(
        vestiging=overeenkomst.vestiging_id,
        opleiding=overeenkomst.opleiding_id,
        geldig_tot__gte=eerste,
        geldig_van__lte=laatste,
    ).order_by("geldig_van", "pk")


def _erkend(erkenning: Erkenning) -> Erkend:
    geschorst = None
    if erkenning.geschorst_van:
        geschorst = Periode(erkenning.geschorst_van, erkenning.geschorst_tot or EEUWIG)
    return Erkend(Periode(erkenning.geldig_van, _telt_tot(erkenning)), geschorst)


def _telt_tot(erkenning: Erkenning) -> date:
    """Its last day; one that ended by an event counts no more from then on."""
    return erkenning.geldig_tot if erkenning.toestand == ErkenningToestand.LOPEND else erkenning.laatste_dag


def _aangeduid(overeenkomst: Overeenkomst, dag: date) -> Periode | None:
    """The designation of the mentor for this vestiging × opleiding that holds on `dag`."""
    rij = (
        Aanduiding.objects.filter(
            mentor=overeenkomst.mentor_id, vestiging=overeenkomst.vestiging_id, opleiding=overeenkomst.opleiding_id
        )
        .lopend(dag)
        .first()
    )
    return Periode(rij.van, rij.tot or EEUWIG) if rij else None


def _te_laat(mentor: Mentor, vandaag: date) -> date | None:
    """The last day of the mentoropleiding, for who did not follow it in time: no valid mentor any more (rules.md §4)."""
    if mentor.persoon.mentoropleiding_op is not None:
        return None
    termijn = van(mentor, MENTOROPLEIDING)
    uiterlijk = termijn.vervalt_op if termijn is not None and termijn.is_open else None
    return uiterlijk if uiterlijk is not None and uiterlijk < vandaag else None


def _andere(overeenkomst: Overeenkomst):
    return Overeenkomst.objects.exclude(pk=overeenkomst.pk)


def overlap(overeenkomst: Overeenkomst) -> Periode | None:
    """When the same person, at whatever school, is already bound in this period; never which school it is."""
    start, einde = overeenkomst.start, overeenkomst.einde
    persoon = overeenkomst.lerende.persoonsnummer_id
    if persoon is None or start is None or einde is None or einde < start:
        return None
    rij = _andere(overeenkomst).filter(lerende__persoonsnummer=persoon).raakt(start, einde).order_by("start").first()
    return Periode(cast(date, rij.start), rij.laatste) if rij else None


def bezet(overeenkomst: Overeenkomst, start: date, einde: date) -> int:
    """How many places of its vestiging × opleiding are taken at the busiest moment of its period."""
    rijen = (
        _andere(overeenkomst)
        .filter(vestiging=overeenkomst.vestiging_id, opleiding=overeenkomst.opleiding_id)
        .raakt(start, einde)
    )
    periodes = [Periode(van, tot) for van, tot in rijen.values_list("start", "laatste")]
    # The busiest day is a first day of one of them, or our own.
    dagen = {start, *(periode.van for periode in periodes if periode.van >= start)}
    return max(sum(periode.bevat(dag) for periode in periodes) for dag in dagen)
