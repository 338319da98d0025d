"""Begeleiding comes first when conditions are no longer met: agreed points, and a day (rules.md §3.3)."""

from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform

from ..models import Begeleiding, Erkenning


def begeleiding_starten(*, erkenning: Erkenning, punten: str, tegen: date, door: User, op: datetime) -> Begeleiding:
    """Agree on points that must be right by `tegen`; werkgever and consulent are reminded. One at a time.

    Raises Geweigerd without points, for a day that is not ahead, or while one runs.
    """
    dag = timezone.localdate(op)
    if not punten.strip():
        raise Geweigerd("Schrijf op wat je met de werkgever afspreekt.")
    if tegen <= dag:
        raise Geweigerd("Kies een dag die nog moet komen.")
    with perform(erkenning, "begeleiding_starten", door=door, op=op, reden=punten.strip()) as rij:
        if rij.begeleidingen.filter(afloop=Begeleiding.Afloop.OPEN).exists():
            raise Geweigerd("Er loopt al een begeleiding. Rond die eerst af.")
        begeleiding = Begeleiding.objects.create(
            erkenning=rij, punten=punten.strip(), afgesproken_op=dag, tegen=tegen, door=door
        )
        termijnen.start(begeleiding, "begeleiding", op=dag, vast_op=tegen)
        meldingen.stuur(
            "begeleiding_gestart",
            dossier=rij.lijn.aanvraag,
            aan=rij.vestiging.onderneming.werkgevers(),
            gegevens={"erkenning": rij, "begeleiding": begeleiding, "door": door},
        )
    return begeleiding


def sluit_begeleiding(erkenning: Erkenning, *, op: date) -> None:
    """The erkenning ended: what was agreed for it no longer matters, and nobody is reminded of it."""
    for begeleiding in erkenning.begeleidingen.filter(afloop=Begeleiding.Afloop.OPEN):
        begeleiding.afloop, begeleiding.afgesloten_op = Begeleiding.Afloop.VERVALLEN, op
        begeleiding.save()
        termijnen.nietig(begeleiding, "begeleiding", op=op)


def begeleiding_afronden(*, erkenning: Erkenning, in_orde: bool, besluit: str, door: User, op: datetime) -> Begeleiding:
    """Say how it ended. Not right: the coördinator may take a measure; nothing happens by itself (rules.md §3.3)."""
    dag = timezone.localdate(op)
    if not besluit.strip():
        raise Geweigerd("Schrijf op wat er bleek.")
    with perform(erkenning, "begeleiding_afronden", door=door, op=op, reden=besluit.strip()) as rij:
        begeleiding = rij.begeleidingen.filter(afloop=Begeleiding.Afloop.OPEN).first()
        if begeleiding is None:
            raise Geweigerd("Er loopt geen begeleiding.")
        begeleiding.afloop = Begeleiding.Afloop.IN_ORDE if in_orde else Begeleiding.Afloop.NIET_IN_ORDE
        begeleiding.afgesloten_op, begeleiding.besluit = dag, besluit.strip()
        begeleiding.save()
        termijnen.voldaan(begeleiding, "begeleiding", op=dag)
        meldingen.stuur(
            "begeleiding_afgerond",
            dossier=rij.lijn.aanvraag,
            aan=rij.vestiging.onderneming.werkgevers(),
            gegevens={"erkenning": rij, "begeleiding": begeleiding, "door": door},
        )
    return begeleiding
