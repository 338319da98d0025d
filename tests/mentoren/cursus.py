"""Sessions and people of the mentoropleiding for tests; the tests themselves say what they promise."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from mentoren.aanduiden import MENTOROPLEIDING
from mentoren.models import Inschrijving, Mentor, Sessie
from mentoren.rules import Dag
from mentoren.services import inschrijvingen, voltooien
from mentoren.services.sessies import VELDEN, Planning
from tests import fabrieken

DAG = timedelta(days=1)


def mentor(**velden) -> Mentor:
    """A mentor in Aalst whose werkgever follows the aanvragen; `email` is the mentor's own."""
    rij = fabrieken.MentorFactory(**velden)
    fabrieken.VestigingFactory(onderneming=rij.onderneming)
    fabrieken.werkgever(rij.onderneming)
    return rij


def werkgever(rij: Mentor) -> User:
    return rij.onderneming.werkgevers()[0]


def met_termijn(rij: Mentor, *, sinds: int = 100) -> Mentor:
    """The year to follow the course has been running for so many days."""
    termijnen.start(rij, MENTOROPLEIDING, op=timezone.localdate() - sinds * DAG)
    return rij


def schrijf_in(sessie: Sessie, rij: Mentor, *, door: User | None = None, op: datetime | None = None) -> Inschrijving:
    return inschrijvingen.schrijf_in(sessie=sessie, mentor=rij, door=door or werkgever(rij), op=op or timezone.now())


def vol(**velden) -> Sessie:
    """A session of one place, taken."""
    sessie = fabrieken.SessieFactory(capaciteit=1, **velden)
    schrijf_in(sessie, mentor())
    return sessie


def planning(sessie: Sessie | None = None, *, over: int = 30, **velden) -> Planning:
    """What a coördinator fills in; of an existing session everything as it is, but for what is given."""
    gegevens = {veld: getattr(sessie or fabrieken.SessieFactory.build(), veld) for veld in VELDEN}
    if sessie:
        dagen = tuple(Dag(dag.datum, dag.van, dag.tot) for dag in sessie.dagen.all())
    else:
        vandaag = timezone.localdate()
        dagen = tuple(Dag(vandaag + na * DAG, time(9), time(17)) for na in (over, over + 7))
    return Planning(**{**gegevens, "dagen": dagen, **velden})


def voorbij(aantal: int = 2, **velden) -> tuple[Sessie, list[Inschrijving]]:
    """A session of which both days are over, with so many people enrolled; presence is not noted yet."""
    sessie = fabrieken.SessieFactory(over=-10, **velden)
    wie = [fabrieken.InschrijvingFactory(sessie=sessie, mentor=mentor()) for _ in range(aantal)]
    return sessie, wie


def noteer(sessie: Sessie, aanwezig: dict[Inschrijving, tuple[bool, bool]], door: User) -> None:
    """Presence of both days: enrolment → (day 1, day 2)."""
    for dag in sessie.dagen.all():
        voltooien.noteer_aanwezigheid(
            sessie=sessie,
            dag=dag,
            aanwezig={wie.pk: beide[dag.nummer - 1] for wie, beide in aanwezig.items()},
            door=door,
            op=timezone.now(),
        )


def gemaild(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def html_van(client, adres: str, status: int = 200) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == status, (adres, antwoord.status_code)
    return antwoord.content.decode()


def tik(client, sessie: Sessie, wie, **velden):
    return client.post(f"/mentoropleiding/{sessie.pk}/inschrijven/", {"mentor": getattr(wie, "pk", wie), **velden})
