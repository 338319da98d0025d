"""Who hears about a dossier (rules.md §2, §3.2)."""

from django.db.models import Count

from educam_portal.accounts.models import Rol, User
from educam_portal.accounts.services import coordinatoren
from educam_portal.organisaties.regios import consulenten_van
from mentoren.models import Mentor

from .models import Aanvraag
from .toestanden import LOPEND


def behandelaars(aanvraag: Aanvraag) -> list[User]:
    """Who handles it: its consulent while that person still works here, otherwise the coördinatoren (rules.md §3.2)."""
    consulent = aanvraag.consulent
    if consulent and consulent.is_active and consulent.heeft_rol(Rol.CONSULENT, Rol.COORDINATOR):
        return [consulent]
    return coordinatoren()


def werkgevers(aanvraag: Aanvraag) -> list[User]:
    """The people of the onderneming who follow its aanvragen."""
    return list(aanvraag.onderneming.werkgevers())


def volgers_van(mentor: Mentor) -> list[User]:
    """Who follows a mentor for EDUCAM: the handlers of the aanvragen through which he or she was designated."""
    aanvragen = (
        Aanvraag.objects.filter(lijnen__mentoren__mentor=mentor, lijnen__mentoren__oordeel="aanvaard")
        .select_related("consulent")
        .distinct()
    )
    return list({user.pk: user for aanvraag in aanvragen.order_by("pk") for user in behandelaars(aanvraag)}.values())


def kies_consulent(aanvraag: Aanvraag) -> User | None:
    """The consulent of the region with the fewest running dossiers; None leaves it to the coördinator (rules.md §3.2)."""
    assert aanvraag.vestiging is not None
    kandidaten = consulenten_van(aanvraag.vestiging.regio)
    if not kandidaten:
        return None
    lopend = dict(
        Aanvraag.objects.filter(consulent__in=kandidaten, toestand__in=LOPEND)
        .order_by()
        .values_list("consulent")
        .annotate(Count("pk"))
    )
    return min(kandidaten, key=lambda user: (lopend.get(user.pk, 0), user.pk))
