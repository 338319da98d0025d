"""The mentoropleiding in the demo world: sessions that were followed, one that runs, and those to choose from."""

from dataclasses import dataclass
from datetime import date, time

from educam_portal.accounts.models import User
from educam_portal.organisaties.regios import gemeenten_bij
from mentoren.models import Inschrijving, Mentor, Persoon, Sessie
from mentoren.rules import Dag
from mentoren.services import inschrijvingen, sessies, voltooien
from mentoren.toestanden import Inschrijfstand

from .dossiers import Dossier
from .tijd import Verhaal
from .wereld import Wereld

PROGRAMMA = (
    "Dag 1: je rol als mentor, een goed onthaal, uitleggen en voordoen, feedback geven.\n\n"
    "Dag 2: motiveren en bijsturen, competenties opvolgen, samen evalueren met de school."
)
# Postcode → name of the place, street and number, trainer.
PLEKKEN = {
    "9160": ("Opleidingscentrum De Spil", "Industriepark", "4", "Griet Aerts"),
    "8500": ("Leerhuis De Kaai", "Handelskaai", "21", "Bert Callebaut"),
    "1800": ("Vormingscentrum Zenne", "Luchthavenlaan", "10", "Griet Aerts"),
    "3500": ("Campus De Motor", "Kunstlaan", "3", "Sofie Nijs"),
    "2060": ("Opleidingshuis Noord", "Sint-Jansplein", "7", "Bert Callebaut"),
}


@dataclass
class Cursus:
    """One session. `dag_1` and `dag_2` are its days; everything else waits for its own day."""

    wereld: Wereld
    dag_1: date
    dag_2: date
    postcode: str = "9160"
    capaciteit: int = 12
    rij: Sessie | None = None

    @property
    def coordinator(self) -> User:
        return self.wereld.users["coordinator@example.be"]

    @property
    def sessie(self) -> Sessie:
        assert self.rij is not None
        return self.rij

    def gepland(self, dag: int) -> Verhaal:
        op = yield self.wereld.kalender.op(dag, "10.40")
        locatie, straat, huisnummer, trainer = PLEKKEN[self.postcode]
        een, twee = (Dag(datum, time(9), time(16, 30)) for datum in (self.dag_1, self.dag_2))
        planning = sessies.Planning(
            titel="Mentorschap",
            locatie=locatie,
            straat=straat,
            huisnummer=huisnummer,
            postcode=self.postcode,
            gemeente=gemeenten_bij(self.postcode, self.wereld.kalender.vandaag)[0],
            capaciteit=self.capaciteit,
            trainer=trainer,
            programma=PROGRAMMA,
            dagen=(een, twee),
        )
        self.rij = sessies.plan(planning=planning, door=self.coordinator, op=op)

    def schrijft_in(self, d: Dossier, dag: int, nummer: int = 0) -> Verhaal:
        """The werkgever of a dossier enrols a mentor."""
        op = yield d.op(dag, "12.25")
        mentor = Mentor.objects.get(pk=d.bedrijf.mentoren[nummer].pk)
        inschrijvingen.schrijf_in(sessie=self.sessie, mentor=mentor, door=d.werkgever, op=op)

    def aanwezig(self, dag: int, nummer: int, *, zonder: Dossier | None = None) -> Verhaal:
        """Everybody is there on day `nummer`, but for the mentor of `zonder`."""
        op = yield self.wereld.kalender.op(dag, "16.40")
        wie = Inschrijving.objects.filter(sessie=self.sessie, toestand=Inschrijfstand.INGESCHREVEN)
        voltooien.noteer_aanwezigheid(
            sessie=self.sessie,
            dag=self.sessie.dagen.get(nummer=nummer),
            aanwezig={rij.pk: zonder is None or rij.mentor_id != zonder.bedrijf.mentoren[0].pk for rij in wie},
            door=self.coordinator,
            op=op,
        )

    def gaat_niet_door(self, dag: int, reden: str) -> Verhaal:
        op = yield self.wereld.kalender.op(dag, "9.50")
        sessies.annuleer(sessie=self.sessie, reden=reden, door=self.coordinator, op=op)


def volgt_mentoropleiding(d: Dossier, dag: int, nummer: int = 0, gemist: Dossier | None = None) -> Verhaal:
    """A designated mentor follows a session of which the second day was `dag` days ago, and gets an attest.

    The mentor of `gemist` was ill on that second day, and has to come back another time.
    """
    kalender = d.wereld.kalender
    cursus = Cursus(d.wereld, kalender.dag(dag + 7), kalender.dag(dag))
    yield from cursus.gepland(dag + 50)
    yield from cursus.schrijft_in(d, dag + 20, nummer)
    if gemist:
        yield from cursus.schrijft_in(gemist, dag + 18)
    yield from cursus.aanwezig(dag + 7, 1)
    yield from cursus.aanwezig(dag, 2, zonder=gemist)
    op = yield kalender.op(dag, "17.10")
    voltooien.afronden(sessie=cursus.sessie, door=cursus.coordinator, op=op)
    d.bedrijf.mentoren[nummer].persoon = Persoon.objects.get(pk=d.bedrijf.mentoren[nummer].persoon_id)


def komende(wereld: Wereld, dossiers: dict[str, Dossier]) -> list[Verhaal]:
    """A session of which today is the first day, one that is full, two with seats, one that does not take place."""
    kalender = wereld.kalender

    def cursus(over: int, postcode: str, capaciteit: int = 12) -> Cursus:
        dag_1 = kalender.vandaag if over == 0 else kalender.komende_werkdag(over)
        return Cursus(wereld, dag_1, kalender.komende_werkdag(over + 7), postcode, capaciteit)

    nu, vol, vrij, later, weg = (
        cursus(0, "9160", 8),
        cursus(20, "8500", 2),
        cursus(48, "1800"),
        cursus(80, "3500"),
        cursus(33, "2060"),
    )
    verhalen = [een.gepland(70) for een in (nu, vol, vrij, later, weg)]
    for sleutel, dag in (("baert", 40), ("wauters", 12), ("willems", 4)):
        verhalen.append(nu.schrijft_in(dossiers[sleutel], dag))
    for sleutel, dag, nummer in (("stevens", 20, 0), ("goethals", 15, 0), ("vandamme", 6, 1)):
        verhalen.append(vol.schrijft_in(dossiers[sleutel], dag, nummer))
    verhalen.append(vrij.schrijft_in(dossiers["segers"], 2))
    verhalen.append(weg.schrijft_in(dossiers["janssen"], 30))
    verhalen.append(weg.gaat_niet_door(2, "Er zijn te weinig inschrijvingen voor deze sessie."))
    return verhalen
