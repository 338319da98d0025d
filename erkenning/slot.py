"""A vestiging that is asked for or recognised stays where the consulent saw it (rules.md §3.2, §3.3)."""

from educam_portal.organisaties.models import Vestiging

from .models import Aanvraag, Aanvulling, Erkenning
from .toestanden import ErkenningToestand, Onderdeel

VRAAG_HET = (
    "Het adres en het nummer wijzig je daarom niet hier. Ben je verhuisd? Meld dat in de lijst van je vestigingen."
)


def plaats_staat_vast(vestiging: Vestiging) -> str:
    """Why its address and number may not change now; "" when they may, also while the consulent asked to mend them."""
    if Erkenning.objects.filter(vestiging=vestiging, toestand=ErkenningToestand.LOPEND).exists():
        return f"{vestiging.naam} is erkend als leerwerkplek. {VRAAG_HET}"
    for aanvraag in Aanvraag.objects.open().filter(vestiging=vestiging):
        vraag = aanvraag.aanvullingen.filter(afloop=Aanvulling.Afloop.OPEN).first()
        if vraag is None or Onderdeel.VESTIGING not in vraag.onderdelen:
            return f"Voor {vestiging.naam} loopt een aanvraag. {VRAAG_HET}"
    return ""
