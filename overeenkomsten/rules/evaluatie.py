"""When an evaluation counts, and what the klassenraad asks the mentor (rules.md §5)."""

from datetime import date
from enum import StrEnum

# The mentor is a member of the klassenraad, follows how the competences grow and helps to decide whether the lerende
# succeeds (brochure, "Rol van de mentor" and "Evaluatie van de lerende"). The answers are kept in this order.
VRAGEN = (
    "Wat kan de lerende al zelfstandig?",
    "Wat lukt nog niet, of alleen met hulp?",
    "Hoe is de houding op het werk: op tijd, veilig, samen met collega's?",
    "Wat heeft de lerende nog nodig, van jullie of van de school?",
    "Is de lerende volgens jou op weg om te slagen? Waarom wel of niet?",
)
BRON = "Brochure “Duaal leren in de automotive”: de rol van de mentor, en de evaluatie van de lerende."


class Stand(StrEnum):
    GEPLAND = "gepland"
    ONVOLLEDIG = "onvolledig"
    TE_LAAT = "te_laat"
    VOLLEDIG = "volledig"


def stand(*, mentor: bool, school: bool, gepland_op: date, vandaag: date) -> Stand:
    """Complete only with both parts; one alone stays `onvolledig`, also when its day has passed."""
    if mentor and school:
        return Stand.VOLLEDIG
    if mentor or school:
        return Stand.ONVOLLEDIG
    return Stand.TE_LAAT if gepland_op < vandaag else Stand.GEPLAND


def bezwaar_tegen_dag(dag: date, *, eerste: date, laatste: date, vandaag: date, bezet: set[date]) -> str:
    """Why no evaluation can be planned on `dag`; empty when it can. `bezet` are the days of the others."""
    if dag < vandaag:
        return "Die dag is voorbij. Kies een dag die nog komt."
    if not eerste <= dag <= laatste:
        return f"Kies een dag tussen {eerste:%d/%m/%Y} en {laatste:%d/%m/%Y}: dan loopt de overeenkomst."
    if dag in bezet:
        return "Op die dag staat al een evaluatie. Kies een andere dag."
    return ""
