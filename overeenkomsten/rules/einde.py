"""Whether an end before time may be asked for (rules.md §5): facts in, sentences out. No database, no clock, no request."""

from dataclasses import dataclass
from datetime import date

ONDERLING, PROEFPERIODE, REDEN = "onderling", "proefperiode", "reden"
# Who may stop by which way; `onderling` is of everybody.
DOOR = {ONDERLING: (), PROEFPERIODE: ("onderneming", "lerende"), REDEN: ("onderneming", "lerende", "school")}


@dataclass(frozen=True)
class Eindvoorstel:
    """What is asked, and the overeenkomst it is about; `proef_tot` is the last day to stop without reason."""

    wijze: str
    laatste_dag: date
    start: date
    einde: date
    proef_tot: date
    door: str = ""
    overhandigd_op: date | None = None
    reden: str = ""


def bezwaren(voorstel: Eindvoorstel, vandaag: date) -> list[str]:
    """The sentences that stand in the way; none = it may be asked."""
    zinnen = []
    if voorstel.laatste_dag < voorstel.start:
        zinnen.append(f"De laatste dag ligt vóór de eerste dag, {voorstel.start:%d/%m/%Y}.")
    elif voorstel.laatste_dag >= voorstel.einde:
        zinnen.append(f"De overeenkomst stopt vanzelf op {voorstel.einde:%d/%m/%Y}. Kies een vroegere laatste dag.")
    elif voorstel.wijze == ONDERLING and voorstel.laatste_dag < vandaag:
        zinnen.append("Die dag is voorbij. Kies vandaag of een latere dag als laatste dag.")
    if DOOR[voorstel.wijze] and voorstel.door not in DOOR[voorstel.wijze]:
        zinnen.append("Kies wie er stopt.")
    if voorstel.wijze == REDEN and not voorstel.reden.strip():
        zinnen.append("Schrijf waarom de overeenkomst stopt.")
    if voorstel.wijze == PROEFPERIODE:
        zinnen += _overhandigd(voorstel)
    return zinnen


def _overhandigd(voorstel: Eindvoorstel) -> list[str]:
    """The notice is handed over while the first days last (rules.md §5)."""
    dag = voorstel.overhandigd_op
    if dag is not None and voorstel.start <= dag <= voorstel.proef_tot:
        return []
    return [
        f"Stoppen zonder reden kan van {voorstel.start:%d/%m/%Y} tot en met {voorstel.proef_tot:%d/%m/%Y}: "
        "ten laatste op die dag wordt de brief overhandigd. Daarna stop je samen, of met een reden."
    ]


def te_laat_getekend(overhandigd_op: date, laatst_getekend: date) -> bool:
    """Whether a letter that is handed over on a day was signed only after it."""
    return laatst_getekend > overhandigd_op
