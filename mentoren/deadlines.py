"""The year in which a designated mentor follows the mentoropleiding (rules.md §4, §7)."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from .aanduiden import MENTOROPLEIDING
from .models import Mentor

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
    return f"Volg de mentoropleiding, uiterlijk op {dag}."


def _klaar(termijn: Termijn) -> bool:
    mentor = termijn.onderwerp
    return mentor is None or mentor.persoon.mentoropleiding_op is not None or mentor.vertrokken_op is not None


def _partijen(mentor: Mentor) -> Partijen:
    """The region is that of the first designation, the one the term runs for (rules.md §4)."""
    eerste = mentor.aanduidingen.select_related("vestiging__regio__organisatie").order_by("van", "pk").first()
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
            url=lambda t, wie: "/start/",
            zin=_zin,
            partijen=_partijen,
            aan_zet=AanZet.MENTOR,
            onderwerpen=lambda: Mentor.objects.select_related("persoon", "onderneming"),
            klaar=_klaar,
            verlengbaar=True,
        )
    )
