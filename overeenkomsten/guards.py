"""What must be true before a transition may go ahead; each answers with the sentences that stand in the way (rules.md §5)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from educam_portal.parameters import waarde

from .models import Overeenkomst
from .oordeel import weigeringen
from .toestanden import Toestand


def plan_voor_te_leggen(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """There is a mentor to ask, and a plan to answer."""
    bezwaren = []
    if overeenkomst.mentor is None:
        bezwaren.append("Kies eerst de mentor.")
    if not overeenkomst.competenties.exists():
        bezwaren.append("Vul eerst het opleidingsplan in.")
    return bezwaren


def is_voorgelegd(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """The school laid it before the mentor."""
    return [] if overeenkomst.voorgelegd_op else ["De school legde dit plan nog niet voor."]


def mag_verstuurd(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """Everything rules.md §5 refuses when an overeenkomst is sent for signature, each with its way out."""
    return [bezwaar.volledig for bezwaar in weigeringen(overeenkomst, op)]


def nog_niet_begonnen(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """What was signed can be cancelled until its first day; afterwards it ends instead."""
    begonnen = overeenkomst.start is not None and overeenkomst.start <= timezone.localdate(op)
    if overeenkomst.toestand == Toestand.ONDERTEKEND and begonnen:
        return ["De eerste dag is voorbij. Gebruik “Overeenkomst stoppen”."]
    return []


def geen_open_addendum(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """One change at a time: until everybody signed it and its first day is there."""
    rij = overeenkomst.addenda.filter(toegepast_op=None, ingetrokken_op=None).select_related("stuk").first()
    if rij is None:
        return []
    if rij.stuk.ondertekend_op:
        return [f"De vorige bijlage gaat pas in op {rij.vanaf:%d/%m/%Y}. Wacht tot dan."]
    return ["Er wacht al een bijlage op handtekeningen. Trek die eerst in."]


def niet_geschorst(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """The one that goes on is closed first."""
    open_ = overeenkomst.schorsingen.filter(tot=None).first()
    return [f"De schorsing vanaf {open_.van:%d/%m/%Y} loopt nog. Sluit die eerst af."] if open_ else []


def geen_einde_gevraagd(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """One end at a time: the one that waits for signatures is taken back first, the one that is fixed stays."""
    einde = overeenkomst.beeindigingen.filter(ingetrokken_op=None).first()
    if einde is None:
        return []
    if einde.van_kracht_op:
        return [f"Deze overeenkomst stopt al op {einde.laatste_dag:%d/%m/%Y}."]
    return ["Er wacht al een beëindiging op handtekeningen. Trek die eerst in."]


def leren_niet_gewist(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """The learning was not erased yet: what is written after that would stay as long as the overeenkomst (rules.md §11)."""
    if overeenkomst.evaluaties_gewist_op is None:
        return []
    gewist = f"{overeenkomst.evaluaties_gewist_op:%d/%m/%Y}"
    return [
        f"De vorderingen en evaluaties zijn gewist op {gewist}: de opleiding is al lang voorbij. Er komt niets meer bij."
    ]


def elders_te_registreren(overeenkomst: Overeenkomst, op: datetime) -> Sequence[str]:
    """Only where another desk than this portal counts, and once."""
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    if waarde("bevoegd_loket", overeenkomst.start) == "portaal":
        return ["Dit portaal is het loket: de registratie gebeurt vanzelf bij de laatste handtekening."]
    if overeenkomst.geregistreerd_op:
        return [f"Deze overeenkomst is al geregistreerd op {overeenkomst.geregistreerd_op:%d/%m/%Y}."]
    return []
