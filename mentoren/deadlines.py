"""The year in which a designated mentor follows the mentoropleiding (rules.md §4, §7)."""

from collections.abc import Callable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from .aanbod import met_plaats
from .aanduiden import MENTOROPLEIDING
from .models import Mentor, Sessie
from .services.inschrijvingen import lopende_inschrijving
from .toestanden import Inschrijfstand

# Which consulenten follow a mentor is known one floor up; erkenning fills this in at start-up.
Volgers = Callable[[Mentor, date | None], list[User]]
_volgers: list[Volgers] = []


def registreer_volgers(functie: Volgers) -> None:
    """Let a higher floor say which consulenten hear that a mentor is late."""
    _volgers.append(functie)


def _ontvangers(termijn: Termijn, moment: str) -> list[User | str]:
    """The werkgevers and the mentor; after the due date the consulenten who follow the mentor."""
    mentor: Mentor = termijn.onderwerp
    if moment.startswith("+"):
        return [user for functie in _volgers for user in functie(mentor, termijn.bekeken_op)]
    ontvangers: list[User | str] = list(mentor.onderneming.werkgevers())
    eigen = mentor.persoon.user or mentor.email
    return [*ontvangers, eigen] if eigen else ontvangers


def _zin(termijn: Termijn, moment: str) -> str:
    dag = date_format(termijn.vervalt_op, "j F Y") if termijn.vervalt_op else ""
    if moment.startswith("+"):
        return f"De mentoropleiding is niet gevolgd voor {dag}."
    mentor: Mentor = termijn.onderwerp
    lopend = lopende_inschrijving(mentor.persoon)
    if lopend is not None and lopend.toestand == Inschrijfstand.INGESCHREVEN:
        return f"{mentor} is ingeschreven voor {_waar(lopend.sessie)}. De mentoropleiding moet klaar zijn op {dag}."
    opdracht = f"Volg de mentoropleiding, uiterlijk op {dag}."
    if lopend is not None:
        return f"{opdracht} {mentor} staat op de wachtlijst voor {_waar(lopend.sessie)}."
    volgende = next(iter(met_plaats(_wanneer(termijn))), None)
    return f"{opdracht} Er is nog plaats in {_waar(volgende)}." if volgende else opdracht


def _wanneer(termijn: Termijn) -> datetime:
    """The moment at which it is told: of the day for which it is looked at."""
    nu = timezone.localtime()
    return nu if termijn.bekeken_op is None else nu + (termijn.bekeken_op - nu.date())


def _waar(sessie: Sessie) -> str:
    return f"de sessie van {date_format(sessie.dag1.datum, 'j F Y')} in {sessie.gemeente}"


def _url(termijn: Termijn, wie: User | str) -> str:
    """Where one enrols: the own page of the mentor, the list of the werkgever, the onderneming as EDUCAM sees it."""
    mentor: Mentor = termijn.onderwerp
    if not isinstance(wie, User):
        return reverse("mentoropleiding:lijst")
    if mentor.persoon.user_id == wie.pk:
        return reverse("mentor:start")
    if wie.is_educam:
        return reverse("consulent:bedrijf", args=[mentor.onderneming_id]) + "#mentoren"
    return reverse("werkgever:mentoren_lijst")


def _klaar(termijn: Termijn) -> bool:
    mentor = termijn.onderwerp
    return mentor is None or mentor.persoon.mentoropleiding_op is not None or mentor.vertrokken_op is not None


def _partijen(mentor: Mentor) -> Partijen:
    """The region is that of the first designation that runs, the one the term runs for (rules.md §4)."""
    lopend = mentor.aanduidingen.filter(tot=None).select_related("vestiging__regio__organisatie")
    eerste = lopend.order_by("van", "pk").first()
    return Partijen(
        voor=mentor.onderneming.organisatie,
        bij=eerste.vestiging.regio.organisatie if eerste else None,
        persoon=mentor.persoon.user,
    )


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        SoortTermijn(
            naam=MENTOROPLEIDING,
            label="Mentoropleiding",
            parameter="mentoropleiding",
            ontvangers=_ontvangers,
            titel=lambda t: f"{t.onderwerp} – {t.onderwerp.onderneming}",
            url=_url,
            zin=_zin,
            wat=lambda t, moment: f"mentoropleiding van {t.onderwerp}",
            partijen=_partijen,
            aan_zet=AanZet.MENTOR,
            onderwerpen=lambda: Mentor.objects.select_related("persoon", "onderneming"),
            klaar=_klaar,
            verlengbaar=True,
        )
    )
