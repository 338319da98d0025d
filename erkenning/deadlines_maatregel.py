"""The terms of a measure: until when the onderneming may appeal, and how long what was written is kept (rules.md §3.3, §11)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from .models import Maatregel


def _datum(termijn: Termijn) -> str:
    return date_format(termijn.vervalt_op, "j F Y") if termijn.vervalt_op else ""


def _maatregel_partijen(maatregel: Maatregel) -> Partijen:
    """The onderneming may appeal; the region of the vestiging follows, for a whole onderneming that of its oldest one."""
    vestiging = maatregel.plek
    if vestiging is None:
        vestiging = maatregel.van_onderneming.vestigingen.select_related("regio__organisatie").order_by("pk").first()
    return Partijen(voor=maatregel.van_onderneming.organisatie, bij=vestiging.regio.organisatie if vestiging else None)


def _maatregelen() -> QuerySet[Maatregel]:
    return Maatregel.objects.met_onderwerp()


def maatregel_url(maatregel: Maatregel, ontvanger: User | str) -> str:
    """The page of the measure for this reader."""
    educam = isinstance(ontvanger, User) and ontvanger.is_educam
    return maatregel.consulent_url if educam else maatregel.get_absolute_url()


def _maatregel_wissen(termijn: Termijn, op: date) -> None:
    """What was written about it is erased (rules.md §11)."""
    from .services.bewaring import wis_maatregel

    wis_maatregel(maatregel=termijn.onderwerp, op=timezone.now())


def _maatregel_educam(maatregel: Maatregel) -> Partijen:
    """Only EDUCAM: how long something is kept asks nothing of the onderneming."""
    return Partijen(bij=_maatregel_partijen(maatregel).bij)


def niemand(termijn: Termijn, moment: str) -> list[User]:
    """Shown on screens and day lists; nobody is mailed (rules.md §7)."""
    return []


def beroep_voorbij(termijn: Termijn, op: date) -> None:
    """The term is over; the dossier stays as it is."""
    termijnen.nietig(termijn.onderwerp, termijn.soort, op=op)


def _van_maatregel(**eigen: Any) -> SoortTermijn:
    """A kind of term about a measure: no mail reminds of it, and every measure may have one."""
    return SoortTermijn(
        ontvangers=niemand,
        titel=lambda t: str(t.onderwerp),
        url=lambda t, wie: maatregel_url(t.onderwerp, wie),
        onderwerpen=_maatregelen,
        dossier=lambda t: None,
        **eigen,
    )


def registreer_maatregelen() -> None:
    """Called once at start-up, with the other terms of this floor."""
    registreer(
        _van_maatregel(
            naam="beroep_maatregel",
            label="Beroep tegen een maatregel",
            parameter="beroep",
            herinneringen="herinneringen_beroep",
            zin=lambda t, moment: f"Beroep kan tot en met {_datum(t)}.",
            partijen=_maatregel_partijen,
            aan_zet=AanZet.WERKGEVER,
            bij_verval=beroep_voorbij,
        )
    )
    registreer(
        _van_maatregel(
            naam="bewaring_maatregel",
            label="Einde van de bewaartermijn van een maatregel",
            parameter=None,
            herinneringen="herinneringen_bewaring",
            zin=lambda t, moment: f"De gegevens worden gewist op {_datum(t)}.",
            partijen=_maatregel_educam,
            aan_zet=AanZet.NIEMAND,
            bij_verval=_maatregel_wissen,
            op_vraag=True,
        )
    )
