"""The kind of term of this floor: who is reminded to give consent, and when nobody is any more (rules.md §7)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from educam_portal.accounts.models import WERKGEVERS, Bereik, User
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer
from overeenkomsten.models import Overeenkomst
from overeenkomsten.ontvangers import leden
from overeenkomsten.termijnsoorten import dag_van, datum, titel
from overeenkomsten.toestanden import GETEKEND

from .deadlines import TOESTEMMING
from .models import Toestemming
from .models.premie import SCOPES, wie_bij


def _zaak(termijn: Termijn) -> Any:
    """The overeenkomst; of no other model does a term of this kind speak."""
    return termijn.onderwerp


def _onderneming(overeenkomst: Overeenkomst) -> Partijen:
    assert overeenkomst.vestiging is not None
    return Partijen(voor=overeenkomst.vestiging.onderneming.organisatie)


def _ontvangers(termijn: Termijn, moment: str) -> list[User]:
    """The werkgevers, and who holds a machtiging for premiums."""
    return leden(_zaak(termijn).vestiging.onderneming, WERKGEVERS, dag_van(termijn), bereik=SCOPES)


def _adres(termijn: Termijn, wie: User | str) -> str:
    """The page to give consent; who may only read finds no such page, and reads what waits for it (rules.md §2)."""
    geeft = isinstance(wie, User) and termijn.voor_id and wie_bij(wie, termijn.voor_id)
    return reverse("premie:toestemming" if geeft else "premie:lijst")


def _zin(termijn: Termijn, moment: str) -> str:
    return (
        f"Geef toestemming voor de premie en vul je rekeningnummer in, uiterlijk op {datum(termijn)}. "
        "Later is er voor deze overeenkomst geen premie. Je doet het één keer voor je hele onderneming."
    )


def _klaar(termijn: Termijn) -> bool:
    """Consent is there, or it is too late, or no premie can come of it any more."""
    rij: Overeenkomst | None = _zaak(termijn)
    if rij is None or rij.vestiging is None or rij.toestand not in GETEKEND:
        return True
    if termijn.vervalt_op is not None and termijn.vervalt_op < dag_van(termijn):
        return True
    gegeven = Toestemming.objects.filter(onderneming=rij.vestiging.onderneming_id, ingetrokken_op=None)
    return gegeven.exists() or not rij.premies.mogelijk().exists()


def _overeenkomsten() -> QuerySet[Overeenkomst]:
    return Overeenkomst.objects.select_related("lerende", "vestiging")


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        SoortTermijn(
            naam=TOESTEMMING,
            label="Toestemming voor de premie",
            parameter=TOESTEMMING,
            ontvangers=_ontvangers,
            titel=lambda t: titel(_zaak(t)),
            url=_adres,
            zin=_zin,
            wat=lambda t, moment: f"toestemming premie bij {_zaak(t).referentie}",
            partijen=_onderneming,
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_overeenkomsten,
            bereik=Bereik.PREMIES,
            klaar=_klaar,
        )
    )
