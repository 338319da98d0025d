"""From a postcode to the gemeente, the region and the people of that region (rules.md §10)."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from educam_portal import parameters
from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, User

from .models import ContactKaart, Gemeente, Postcode, Regio


class GemeenteNodig(ValueError):
    """The postcode lies in gemeenten of different regions: the gemeente decides. `str()` is a Dutch sentence."""

    def __init__(self, postcode: str, gemeenten: list[Gemeente]) -> None:
        namen = " of ".join(sorted(gemeente.naam for gemeente in gemeenten))
        super().__init__(f"Postcode {postcode} ligt in meer dan één gemeente. Kies de gemeente: {namen}.")
        self.gemeenten = gemeenten


def gemeenten_bij(postcode: str, op: date) -> list[Gemeente]:
    """The gemeenten with that postcode on `op`, by name; empty outside Vlaanderen and Brussel. One query."""
    return list(Gemeente.objects.filter(postcodes__in=_rijen(postcode, op)).distinct().order_by("naam"))


def regio_voor(postcode: str, op: date, gemeente: Gemeente | str | None = None) -> Regio | None:
    """The region that serves a vestiging in `postcode` on `op`; None outside Vlaanderen and Brussel. One query.

    `gemeente` (object or name) decides only where a postcode lies in two regions (1804).
    Raises GemeenteNodig when such a postcode comes without gemeente, or with one that does not have it.
    """
    rijen = list(_rijen(postcode, op).select_related("regio", "gemeente"))
    if len({rij.regio_id for rij in rijen}) > 1:
        naam = _gewoon(gemeente.naam if isinstance(gemeente, Gemeente) else gemeente or "")
        gekozen = [rij for rij in rijen if _gewoon(rij.gemeente.naam) == naam]
        if not gekozen:
            raise GemeenteNodig(postcode, [rij.gemeente for rij in rijen])
        rijen = gekozen
    return rijen[0].regio if rijen else None


def contactkaart(regio: Regio, op: date) -> ContactKaart | None:
    """Who to call in `regio` on `op`: the newest card in force, None when the coördinator ended them all."""
    kaarten = parameters.kopie("contactkaarten", _kaarten)
    return next((kaart for kaart in kaarten if kaart.regio_id == regio.pk and kaart.geldt(op)), None)


def _kaarten() -> list[ContactKaart]:
    return list(ContactKaart.objects.select_related("regio").order_by("-geldig_van", "-pk"))


def consulenten_van(regio: Regio, op: date | None = None) -> list[User]:
    """The consulenten of `regio` on `op` (today by default), also who is away; who only stands in is not one of them."""
    leden = (
        Lidmaatschap.objects.geldig(op or timezone.localdate())
        .filter(organisatie_id=regio.organisatie_id, rol=Rol.CONSULENT, bron=Bron.LID)
        .select_related("user")
        .order_by("van", "pk")
    )
    return list({lid.user_id: lid.user for lid in leden}.values())


def alle_consulenten(op: date | None = None, regios: Iterable[Regio] | None = None) -> list[User]:
    """The consulenten of `regios` (of every region when None) on `op` (today by default), by name."""
    leden = Lidmaatschap.objects.geldig(op or timezone.localdate()).filter(rol=Rol.CONSULENT, bron=Bron.LID)
    if regios is not None:
        leden = leden.filter(organisatie__in=[regio.organisatie_id for regio in regios])
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("naam", "pk"))


def behandelaars(op: date | None = None) -> list[User]:
    """Everybody who can handle dossiers on `op` (today by default): consulenten and coördinatoren, by name."""
    leden = Lidmaatschap.objects.geldig(op or timezone.localdate()).filter(
        rol__in=[Rol.CONSULENT, Rol.COORDINATOR], bron=Bron.LID
    )
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("naam", "pk"))


def _rijen(postcode: str, op: date):
    return Postcode.objects.geldig(op).filter(postcode=postcode).order_by("gemeente__naam")


def _gewoon(naam: str) -> str:
    """A name as people type it, to compare: without accents, capitals, dashes and outer spaces."""
    letters = unicodedata.normalize("NFKD", naam).casefold().replace("-", " ")
    return " ".join("".join(t for t in letters if not unicodedata.combining(t)).split())
