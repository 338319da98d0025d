"""How long a lerende without overeenkomst stays: until 31 October after the schooljaar (rules.md §11)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Bereik
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from .deadlines import BEWARING_LERENDE
from .models import Lerende
from .termijnsoorten import datum, niemand


def _lerende_wissen(termijn: Termijn, op: date) -> None:
    """The lerende is erased, unless an overeenkomst or a draft came since."""
    from .services.wissen import wis_lerende

    wis_lerende(lerende=termijn.onderwerp, op=timezone.now())  # type: ignore[arg-type]


def _titel(termijn: Termijn) -> str:
    lerende: Lerende = termijn.onderwerp  # type: ignore[assignment]
    return f"Gegevens van {lerende.initialen}"


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        SoortTermijn(
            naam=BEWARING_LERENDE,
            label="Einde van de bewaartermijn van een lerende zonder overeenkomst",
            parameter=None,
            herinneringen="herinneringen_bewaring",
            ontvangers=niemand,
            titel=_titel,
            url=lambda t, wie: reverse("school:lerende", args=[t.onderwerp_id]),
            zin=lambda t, moment: f"De gegevens worden gewist op {datum(t)}.",
            partijen=lambda rij: Partijen(voor=rij.school.organisatie),
            aan_zet=AanZet.NIEMAND,
            onderwerpen=Lerende.objects.all,
            bereik=Bereik.OVEREENKOMSTEN,
            bij_verval=_lerende_wissen,
            op_vraag=True,
        )
    )
