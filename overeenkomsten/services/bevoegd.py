"""Who may do something for a school that is not about one overeenkomst (rules.md §2)."""

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Rol, User
from educam_portal.organisaties.models import School


def eis_trajectbegeleider(school: School, door: User) -> None:
    """Raises Geweigerd for who is no trajectbegeleider of this school."""
    if school.organisatie_id not in door.organisaties_als(Rol.TRAJECTBEGELEIDER):
        raise Geweigerd("Dit mag alleen een trajectbegeleider van de school zelf.")
