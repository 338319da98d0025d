"""What stands in the daily message of a consulent because it happens that day: the visits (ux.md §3.4)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen.dagmail import Dagdeel, Regel, registreer_dagdeel
from educam_portal.organisaties.afwezigheden import stand, wie_volgt_op

from .daglijst import bezoeken, tussen
from .models import Bezoek


def _wie(op: date) -> list[User]:
    """Whose visits these are, or who follows the work of whoever is away (rules.md §7)."""
    wie_weg = stand(op)
    gepland = Bezoek.objects.filter(tussen(op, op), toestand=Bezoek.Toestand.VASTGELEGD).order_by()
    eigen = User.objects.filter(pk__in=gepland.values("consulent"), is_active=True).order_by("pk")
    return list({volger.pk: volger for user in eigen for volger in wie_volgt_op(user, op, wie_weg)}.values())


def _regels(user: User, op: date) -> list[Regel]:
    """The visits that still have to be made on `op`, in order of the hour; none for who is away."""
    wie_weg = stand(op)
    if not user.is_educam or wie_weg.van(user):
        return []
    gepland = [b for b in bezoeken(user, op, op, wie_weg) if b.toestand == Bezoek.Toestand.VASTGELEGD]
    url = reverse("consulent:vandaag")
    return [Regel("Bezoeken", _zin(bezoek, user), url, knop="Bekijk je dag") for bezoek in gepland]


def _zin(bezoek: Bezoek, user: User) -> str:
    assert bezoek.begint_op is not None  # a fixed visit has its moment
    begint = timezone.localtime(bezoek.begint_op)
    zin = f"{begint.hour}.{begint.minute:02d} uur: {bezoek.vestiging}, {bezoek.vestiging.adres}"
    return zin if bezoek.consulent_id == user.pk else f"{zin} (van {bezoek.consulent})"


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer_dagdeel(
        Dagdeel(naam="bezoek", telwoord=("bezoek", "bezoeken"), ontvangers=_wie, regels=_regels),
    )
