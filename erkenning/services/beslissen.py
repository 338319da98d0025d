"""Deciding: per opleiding and per mentor, with confirmation of refusals (rules.md §3.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.services import coordinatoren
from educam_portal.documenten.maakwerk import vingerafdruk
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur, waarde
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import duid_aan
from mentoren.models import Mentor

from .. import feiten
from ..beslisbaar import bezwaren_tegen_erkennen, bezwaren_tegen_lijn, gevraagde_lijnen, mentor_oordelen
from ..bezetting import bezet_door
from ..brieven import leg_brieven_vast
from ..models import Aanvraag, AanvraagLijn, Erkenning, LijnMentor, Maatregel
from ..ontvangers import behandelaars, werkgevers
from ..rules import geldigheid
from ..toestanden import Toestand
from ..verlenging import vorige_tot
from .afsluiten import sluit_af
from .bezet import vergrendel_vestiging

# Per line (its id): erkennen or not, the reasons of a refusal, the accepted mentoren.
Voorstel = dict[int, tuple[bool, str, list[LijnMentor]]]


@dataclass(frozen=True)
class LijnBesluit:
    """What is decided for one opleiding. A refusal carries its reasons; `mentoren` are the accepted LijnMentor ids."""

    erkennen: bool
    redenen: str = ""
    mentoren: frozenset[int] = frozenset()


def beslissen(*, aanvraag: Aanvraag, door: User, op: datetime, besluiten: dict[int, LijnBesluit]) -> Aanvraag:
    """Grant or refuse every line (`besluiten`: id of AanvraagLijn → LijnBesluit).

    With a refusal, and while `weigering_bevestigen` is on, all lines wait for a coördinator other than `door`.
    Raises Geweigerd with everything that stands in the way. Source: rules.md §3.2.
    """
    dag = timezone.localdate(op)
    with perform(aanvraag, "beslissen", door=door, op=op) as dossier:
        lijnen = gevraagde_lijnen(dossier)
        if {lijn.pk for lijn in lijnen} != set(besluiten):
            raise Geweigerd(
                "De opleidingen in dit dossier zijn intussen gewijzigd. Herlaad de pagina en beslis opnieuw."
            )
        _controleer(dossier, lijnen, besluiten, dag)
        for lijn in lijnen:
            besluit = besluiten[lijn.pk]
            lijn.voorstel = "erkennen" if besluit.erkennen else "weigeren"
            lijn.redenen = "" if besluit.erkennen else besluit.redenen.strip()
            lijn._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
            lijn.save()
            for voorstel in lijn.mentoren.all():
                aanvaard = voorstel.pk in besluit.mentoren
                voorstel.oordeel = LijnMentor.Oordeel.AANVAARD if aanvaard else LijnMentor.Oordeel.NIET_AANVAARD
                voorstel.save()
        dossier.beslist_door = door
        geweigerd = any(not besluit.erkennen for besluit in besluiten.values())
        if geweigerd and waarde("weigering_bevestigen", dag):
            dossier.toestand = Toestand.TER_BEVESTIGING
            meldingen.stuur(
                "weigering_te_bevestigen",
                dossier=dossier,
                aan=[user for user in coordinatoren() if user != door],
                gegevens={"aanvraag": dossier, "door": door},
            )
        else:
            dossier.toestand = Toestand.BESLIST
            _voltrek(dossier, op=op)
    return dossier


def bevestigen(*, aanvraag: Aanvraag, door: User, op: datetime, gezien: str | None = None) -> Aanvraag:
    """A coördinator other than who decided confirms; the decision date is today (rules.md §3.2).

    `gezien` is the `merk` of the proposal whose letter was read: one that was sent back and came again in other words is
    not confirmed unread.
    """
    with perform(aanvraag, "bevestigen", door=door, op=op) as dossier:
        if dossier.beslist_door_id == door.pk:
            raise Geweigerd("Je nam deze beslissing zelf. Een andere coördinator moet ze bevestigen.")
        lijnen = gevraagde_lijnen(dossier)
        voorstel = voorgesteld(lijnen)
        if gezien is not None and gezien != merk(voorstel):
            raise Geweigerd("Het voorstel is intussen gewijzigd. Lees de nieuwe brief hieronder en bevestig die.")
        besluiten = {
            pk: LijnBesluit(erkennen, redenen, frozenset(mentor.pk for mentor in aanvaard))
            for pk, (erkennen, redenen, aanvaard) in voorstel.items()
        }
        _controleer(dossier, lijnen, besluiten, timezone.localdate(op))
        dossier.bevestigd_door = door
        dossier.toestand = Toestand.BESLIST
        _voltrek(dossier, op=op)
    return dossier


def voorgesteld(lijnen: list[AanvraagLijn]) -> Voorstel:
    """What was proposed for each line, as it waits for a coördinator: id → erkennen, redenen, accepted mentoren."""
    return {
        lijn.pk: (
            lijn.voorstel == "erkennen",
            lijn.redenen,
            [voorstel for voorstel in lijn.mentoren.all() if voorstel.oordeel == LijnMentor.Oordeel.AANVAARD],
        )
        for lijn in lijnen
    }


def merk(voorstel: Voorstel) -> str:
    """What tells one proposal from another."""
    return vingerafdruk(
        {
            str(pk): [erkennen, redenen, sorted(mentor.pk for mentor in aanvaard)]
            for pk, (erkennen, redenen, aanvaard) in voorstel.items()
        }
    )


def terugsturen(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str) -> Aanvraag:
    """Back to the consulent with a reason; nothing of the proposal is seen by the werkgever (rules.md §3.2)."""
    if not reden.strip():
        raise Geweigerd("Schrijf waarom je het dossier terugstuurt.")
    with perform(aanvraag, "terugsturen", door=door, op=op, reden=reden.strip()) as dossier:
        dossier.beslist_door = None
        meldingen.stuur(
            "weigering_teruggestuurd",
            dossier=dossier,
            aan=behandelaars(dossier),
            gegevens={"aanvraag": dossier, "door": door, "reden": reden.strip()},
        )
    return dossier


def bezwaren(
    dossier: Aanvraag, lijnen: list[AanvraagLijn], besluiten: dict[int, LijnBesluit], *, op: date
) -> list[str]:
    """Every sentence that stands in the way of these outcomes, each once; the screens ask before the letter is shown."""
    zinnen: list[str] = []
    if any(besluit.erkennen for besluit in besluiten.values()):
        zinnen += [bezwaar.zin for bezwaar in bezwaren_tegen_erkennen(dossier, op=op)]
    voorstellen = [v for lijn in lijnen for v in lijn.mentoren.all() if v.pk in besluiten[lijn.pk].mentoren]
    oordelen = mentor_oordelen(voorstellen, vandaag=op)
    bezet = bezet_door(dossier, lijnen, op=op)
    for lijn in lijnen:
        besluit = besluiten[lijn.pk]
        if besluit.erkennen:
            aanvaard = [oordeel for oordeel in oordelen if oordeel.voorstel.lijn_id == lijn.pk]
            zinnen += [bezwaar.zin for bezwaar in bezwaren_tegen_lijn(lijn, aanvaard, op=op, bezet=bezet)]
        elif not besluit.redenen.strip():
            zinnen.append(f"Schrijf waarom je {lijn.opleiding} weigert.")
    return list(dict.fromkeys(zinnen))


def _controleer(dossier: Aanvraag, lijnen: list[AanvraagLijn], besluiten: dict[int, LijnBesluit], op: date) -> None:
    """Raise Geweigerd with every sentence that stands in the way of these outcomes."""
    # Two decisions for one vestiging queue up here, so that periods cannot overlap (architecture.md §4).
    vergrendel_vestiging(dossier)
    if zinnen := bezwaren(dossier, lijnen, besluiten, op=op):
        raise Geweigerd(" ".join(zinnen))


def _voltrek(dossier: Aanvraag, *, op: datetime) -> None:
    """The decision takes effect today: erkenningen, designations, letters, terms and messages, in this transaction."""
    dag = timezone.localdate(op)
    dossier.beslist_op = dag
    lijnen = gevraagde_lijnen(dossier)
    vergrendel_mentoren(lijnen)
    erkenningen = [erken(lijn, dag, op=dag) for lijn in lijnen if lijn.voorstel == "erkennen"]
    geweigerd = [lijn for lijn in lijnen if lijn.voorstel == "weigeren"]
    for lijn in geweigerd:
        lijn.toestand, lijn.open = AanvraagLijn.Toestand.GEWEIGERD, False
        lijn.save()
    sluit_af(dossier, op=op, besloten=True)
    if geweigerd:
        termijnen.start(dossier, "beroep", op=dag)
    leg_brieven_vast(dossier, erkenningen, op=op)
    meldingen.stuur(
        "beslist_erkend" if erkenningen and not geweigerd else "beslist_deels" if erkenningen else "beslist_geweigerd",
        dossier=dossier,
        aan=werkgevers(dossier),
        gegevens={"aanvraag": dossier, "erkenningen": erkenningen, "geweigerd": geweigerd},
    )
    for erkenning in erkenningen:
        meld(feiten.ERKENNING_TOEGEKEND, erkenning=erkenning, op=dag)


def vergrendel_mentoren(lijnen: list[AanvraagLijn]) -> None:
    """Two dossiers with the same mentoren wait for each other, in one order: the training term starts once."""
    mentoren = {voorstel.mentor_id for lijn in lijnen for voorstel in lijn.mentoren.all()}
    list(Mentor.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=mentoren).order_by("pk"))


def erken(lijn: AanvraagLijn, dag: date, *, op: date) -> Erkenning:
    """Inside the transaction of a decision or a ruling on `op`: the line becomes an erkenning that counts from `dag`.

    A renewal counts from the day after the erkenning it follows, or from `dag` when that is later (rules.md §3.3).
    """
    lijn.toestand, lijn.open = AanvraagLijn.Toestand.ERKEND, False
    lijn.save()
    van, tot = geldigheid(dag, duur("geldigheid", dag), vorige_tot(lijn))
    assert lijn.vestiging is not None
    if uitsluiting := Maatregel.objects.uitsluiting_van(lijn.vestiging.onderneming, lijn.vestiging, op=dag):
        raise Geweigerd(uitsluiting.zin)
    erkenning = Erkenning.objects.create(
        lijn=lijn,
        vestiging=lijn.vestiging,
        opleiding=lijn.opleiding,
        plaatsen=lijn.plaatsen,
        geldig_van=van,
        geldig_tot=tot,
    )
    termijnen.start(erkenning, "geldigheid", op=dag, vast_op=tot, aangemaakt_op=op)
    for voorstel in lijn.mentoren.filter(oordeel=LijnMentor.Oordeel.AANVAARD).select_related("mentor__persoon"):
        duid_aan(
            mentor=voorstel.mentor,
            vestiging=lijn.vestiging,
            opleiding=lijn.opleiding,
            aangeduid_op=voorstel.voorgesteld_op or dag,
            erkend_op=dag,
            op=op,
        )
    return erkenning
