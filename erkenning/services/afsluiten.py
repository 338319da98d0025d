"""Ways an aanvraag ends without a decision, and dropping one opleiding (rules.md §3.2)."""

from datetime import datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import feiten
from ..models import Aanvraag, AanvraagLijn, Aanvulling, Bezoek
from ..ontvangers import behandelaars, werkgevers
from ..toestanden import Toestand
from .bewaring import bewaren_tot
from .hulp import beeindig_hulp
from .uittreksels import laat_vervallen


def intrekken(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """The werkgever withdraws; the term ends, a planned visit is cancelled (rules.md §3.2)."""
    with perform(aanvraag, "intrekken", door=door, op=op, reden=reden) as dossier:
        was_concept = dossier.toestand == Toestand.CONCEPT
        sluit_af(dossier, op=op)
        if not was_concept:
            gegevens = {"aanvraag": dossier, "reden": reden, "door": door}
            meldingen.stuur("aanvraag_ingetrokken", dossier=dossier, aan=behandelaars(dossier), gegevens=gegevens)
            meldingen.stuur("intrekking_bevestigd", dossier=dossier, aan=werkgevers(dossier), gegevens=gegevens)
    return dossier


def zonder_gevolg_stellen(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """No answer after the term of the question and a reminder; a new aanvraag can be copied from it (rules.md §3.2)."""
    with perform(aanvraag, "zonder_gevolg_stellen", door=door, op=op, reden=reden) as dossier:
        aanvulling = dossier.aanvullingen.get(afloop=Aanvulling.Afloop.OPEN)
        aanvulling.afloop, aanvulling.afgesloten_op = Aanvulling.Afloop.STILTE, op
        aanvulling.save()
        termijnen.nietig(aanvulling, "aanvulling", op=timezone.localdate(op))
        sluit_af(dossier, op=op)
        meldingen.stuur(
            "zonder_gevolg", dossier=dossier, aan=werkgevers(dossier), gegevens={"aanvraag": dossier, "reden": reden}
        )
    return dossier


def stop_door_uitsluiting(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """The onderneming or vestiging was excluded: its open aanvraag closes without effect (rules.md §3.2).

    Called by `maatregelen.uitsluiten`, whose letter tells the werkgever; no mail of its own.
    """
    with perform(aanvraag, "uitsluiten", door=door, op=op, reden=reden) as dossier:
        sluit_af(dossier, op=op)
    return dossier


def stop_door_sluiting(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """The vestiging closes: its open aanvraag stops; the mail about the closing tells it (rules.md §3.3)."""
    with perform(aanvraag, "sluiten", door=door, op=op, reden=reden) as dossier:
        sluit_af(dossier, op=op)
    return dossier


def opleiding_schrappen(*, aanvraag: Aanvraag, lijn: AanvraagLijn, door: User, op: datetime) -> Aanvraag:
    """Drop one opleiding; at least one stays (rules.md §3.2)."""
    gegevens = {"opleiding": str(lijn.opleiding)}
    with perform(aanvraag, "opleiding_schrappen", door=door, op=op, gegevens=gegevens) as dossier:
        geraakt = dossier.lijnen.filter(pk=lijn.pk, toestand=AanvraagLijn.Toestand.GEVRAAGD).first()
        if geraakt is None:
            raise Geweigerd("Deze opleiding staat niet meer in je aanvraag.")
        if dossier.toestand == Toestand.CONCEPT:
            geraakt.delete()
            return dossier
        geraakt.toestand, geraakt.open = AanvraagLijn.Toestand.GESCHRAPT, False
        geraakt._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        geraakt.save()
        meldingen.stuur(
            "opleiding_geschrapt",
            dossier=dossier,
            aan=behandelaars(dossier),
            gegevens={"aanvraag": dossier, "opleiding": lijn.opleiding},
        )
    return dossier


def sluit_af(dossier: Aanvraag, *, op: datetime, besloten: bool = False) -> None:
    """What every ending has in common: lines close, terms end, an open question or visit falls away.

    Called inside `perform`; `besloten` says that the lines already carry their own outcome.
    """
    dag = timezone.localdate(op)
    dossier.afgesloten_op = op
    if not besloten:
        for lijn in dossier.lijnen.filter(toestand=AanvraagLijn.Toestand.GEVRAAGD):
            lijn.toestand, lijn.open = AanvraagLijn.Toestand.VERVALLEN, False
            lijn.save()
    einde = termijnen.voldaan if besloten else termijnen.nietig
    einde(dossier, "behandeling", op=dag)
    termijnen.nietig(dossier, "eerste_contact", op=dag)
    termijnen.nietig(dossier, "concept", op=dag)
    beeindig_hulp(dossier, op=op)
    for aanvulling in dossier.aanvullingen.filter(afloop=Aanvulling.Afloop.OPEN):
        aanvulling.afloop, aanvulling.afgesloten_op = Aanvulling.Afloop.VERVALLEN, op
        aanvulling.save()
        termijnen.nietig(aanvulling, "aanvulling", op=dag)
    if not besloten:
        _annuleer_bezoeken(dossier, op)
    laat_vervallen(dossier, op=dag)
    termijnen.start(dossier, "bewaring", op=dag, vast_op=bewaren_tot(dossier, dag))
    dossier.vervalt_op = None
    meld(feiten.AANVRAAG_AFGESLOTEN, aanvraag=dossier, op=dag)


def _annuleer_bezoeken(dossier: Aanvraag, op: datetime) -> None:
    """Cancel a coming visit that serves this aanvraag alone; one that serves others too goes on without it."""
    from .bezoek import annuleer

    komend = dossier.bezoeken.filter(toestand__in=[Bezoek.Toestand.VOORGESTELD, Bezoek.Toestand.VASTGELEGD])
    for bezoek in komend:
        if bezoek.aanvragen.exclude(pk=dossier.pk).exists():
            bezoek.aanvragen.remove(dossier)
        else:
            annuleer(bezoek, op=op, reden="De aanvraag is afgesloten.")
