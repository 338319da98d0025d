"""What people do with organisations. Every function is keyword-only, one transaction, and refuses with `Geweigerd`."""

from educam_portal.accounts.fouten import Geweigerd

from .afwezigheden import meld_afwezigheid, trek_afwezigheid_in, wijzig_afwezigheid
from .contactkaarten import trek_contactkaart_in, zet_contactkaart
from .gebruikers import deactiveer_gebruiker, reset_tweede_factor
from .leden import verlaat, verwijder_lid, wijzig_rol
from .machtigingen import geef_machtiging, trek_machtiging_in
from .ondernemingen import beslis_toegangsverzoek, bevestig_onderneming, registreer_onderneming
from .onderwijs import wis_aanbod, wis_schoolvakantie, zet_aanbod, zet_schoolvakantie
from .uitnodigingen import (
    UITNODIGING_GELDIG,
    aanvaard_uitnodiging,
    nodig_uit,
    trek_uitnodiging_in,
    vernieuw_uitnodiging,
)
from .verhuis import vestiging_sluiten, vestiging_verhuizen
from .vestigingen import vestiging_maken, vestiging_wijzigen

__all__ = [
    "UITNODIGING_GELDIG",
    "Geweigerd",
    "aanvaard_uitnodiging",
    "beslis_toegangsverzoek",
    "bevestig_onderneming",
    "deactiveer_gebruiker",
    "geef_machtiging",
    "meld_afwezigheid",
    "nodig_uit",
    "registreer_onderneming",
    "reset_tweede_factor",
    "trek_afwezigheid_in",
    "trek_contactkaart_in",
    "trek_machtiging_in",
    "trek_uitnodiging_in",
    "verlaat",
    "vernieuw_uitnodiging",
    "verwijder_lid",
    "vestiging_maken",
    "vestiging_sluiten",
    "vestiging_verhuizen",
    "vestiging_wijzigen",
    "wijzig_afwezigheid",
    "wijzig_rol",
    "wis_aanbod",
    "wis_schoolvakantie",
    "zet_aanbod",
    "zet_contactkaart",
    "zet_schoolvakantie",
]
