"""Who lives in the demo world: log-ins, EDUCAM people, schools, ondernemingen with their vestigingen and mentoren."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from educam_portal.accounts import services as accounts
from educam_portal.accounts.models import Organisatie, Rol, User
from educam_portal.organisaties import services as organisaties
from educam_portal.organisaties.models import Aanbod, Gemeente, Onderneming, Opleiding, Regio, School, Vestiging
from educam_portal.organisaties.regios import gemeenten_bij

from .tijd import Kalender, Verhaal

GEGEVENS = Path(__file__).parent / "gegevens"
WACHTWOORD = "duaal"
# Numbers with a valid check that nobody has: the register does not give these series out.
ONDERNEMINGEN_VANAF = 9_990_000
VESTIGINGEN_VANAF = 80_000_000
CONSULENTEN = {
    "wvl": "Lien Verbrugge",
    "ovl": "Nele Verstraete",
    "lim": "Jelle Vrancken",
    "ant": "Mohamed Aziz",
    "bru": "Claire Peeters",
}
# Who logs in for which onderneming; the others get an address made from their name.
AANMELDING = {"desmet": "werkgever@example.be", "aerts": "werkgever2@example.be"}
SCHOLEN = [
    (
        "Technisch Instituut De Spaak",
        School.Soort.SECUNDAIR,
        "Aalst",
        ["school@example.be", "school.collega@example.be"],
    ),
    ("VTI De Bougie", School.Soort.SECUNDAIR, "Kortrijk", ["trajectbegeleider.bougie@example.be"]),
    ("Technische School Zuidpoort", School.Soort.SECUNDAIR, "Hasselt", ["trajectbegeleider.zuidpoort@example.be"]),
    ("Syntra Leerplein", School.Soort.SYNTRA, "Antwerpen", ["trajectbegeleider.leerplein@example.be"]),
    ("CVO De Drijfas", School.Soort.CVO, "Gent", ["school2@example.be"]),
]
NAMEN_SCHOOL = ["Leen Baeten", "Tom Michiels", "Griet Deleu", "Hakim Saidi", "Veerle Nelissen", "An Roels"]


def met_controle(basis: int) -> str:
    """Ten digits: eight of `basis` and the check of KBO and vestigingsnummers (rules.md §9)."""
    return f"{basis:08d}{97 - basis % 97:02d}"


def telefoon(volgnummer: int) -> str:
    return f"+3247000{volgnummer:04d}"


@dataclass
class Bedrijf:
    """An onderneming of the demo world with the people of its stories."""

    gegevens: dict[str, Any]
    nummer: int
    onderneming: Onderneming | None = None
    werkgever: User | None = None
    vestigingen: list[Vestiging] = field(default_factory=list)
    mentoren: dict[int, Any] = field(default_factory=dict)

    @property
    def adres(self) -> str:
        return AANMELDING.get(self.gegevens["sleutel"]) or f"{self.gegevens['sleutel']}@example.be"


class Wereld:
    """Everybody, by name; filled while the stories run."""

    def __init__(self, kalender: Kalender) -> None:
        self.kalender = kalender
        self.wachtwoord = make_password(WACHTWOORD)
        self.teller = 0
        self.users: dict[str, User] = {}
        rijen = json.loads((GEGEVENS / "ondernemingen.json").read_text(encoding="utf-8"))
        self.bedrijven = {rij["sleutel"]: Bedrijf(rij, nummer) for nummer, rij in enumerate(rijen)}

    def mens(self, email: str, naam: str) -> User:
        """An account with a confirmed address and the password of the demo."""
        self.teller += 1
        user = accounts.maak_gebruiker(email=email, naam=naam, telefoon=telefoon(self.teller))
        user.password = self.wachtwoord
        user.save(update_fields=["password"])
        self.users[email] = user
        return user

    def bouw_educam(self, sinds: date) -> None:
        """Consulenten, coördinatoren and the beheerder, members since `sinds`."""
        for regio in Regio.objects.select_related("organisatie").order_by("volgorde"):
            user = self.mens(f"consulent.{regio.code}@example.be", CONSULENTEN[regio.code])
            accounts.geef_lidmaatschap(user=user, organisatie=regio.organisatie, rol=Rol.CONSULENT, van=sinds)
        educam = accounts.educam()
        for email, naam, rol in (
            ("coordinator@example.be", "Inge Coppens", Rol.COORDINATOR),
            ("coordinator2@example.be", "Johan Pauwels", Rol.COORDINATOR),
            ("beheerder@example.be", "Robin Smits", Rol.BEHEERDER),
        ):
            accounts.geef_lidmaatschap(user=self.mens(email, naam), organisatie=educam, rol=rol, van=sinds)

    def bouw_scholen(self, sinds: date) -> None:
        namen = iter(NAMEN_SCHOOL)
        for plaats, (naam, soort, gemeente, adressen) in enumerate(SCHOLEN):
            nummer = f"{990_001 + plaats}"
            organisatie = Organisatie.objects.create(soort=Organisatie.Soort.SCHOOL, naam=naam, sleutel=nummer)
            school = School.objects.create(
                organisatie=organisatie,
                instellingsnummer=nummer,
                naam=naam,
                soort=soort,
                straat="Schoolstraat",
                huisnummer=str(plaats + 1),
                gemeente=Gemeente.objects.get(naam=gemeente),
            )
            volwassenen = soort == School.Soort.CVO
            for opleiding in Opleiding.objects.geldig().order_by("titel"):
                past = (opleiding.graad == Opleiding.Graad.VOLWASSENEN) == volwassenen
                if past and (opleiding.pk + plaats) % 3:  # not every school offers everything
                    Aanbod.objects.create(school=school, opleiding=opleiding, geldig_van=sinds)
            for email in adressen:
                user = self.mens(email, next(namen))
                accounts.geef_lidmaatschap(user=user, organisatie=organisatie, rol=Rol.TRAJECTBEGELEIDER, van=sinds)

    def bouw_secretariaat(self, sinds: date) -> None:
        organisatie = Organisatie.objects.create(
            soort=Organisatie.Soort.SECRETARIAAT,
            naam="Sociaal Secretariaat Kompas",
            sleutel=met_controle(ONDERNEMINGEN_VANAF - 1),
        )
        user = self.mens("secretariaat@example.be", "Lotte Daems")
        for rol in (Rol.VERANTWOORDELIJKE, Rol.SECRETARIAAT):
            accounts.geef_lidmaatschap(user=user, organisatie=organisatie, rol=rol, van=sinds)

    def consulent(self, vestiging: Vestiging) -> User:
        return self.users[f"consulent.{vestiging.regio.code}@example.be"]

    # --- ondernemingen ----------------------------------------------------------------------------------------------

    def komt_erbij(self, sleutel: str, dagen_geleden: int, *, bevestigd: bool = True, nummers: bool = True) -> Verhaal:
        """An onderneming registers, adds its vestigingen and is confirmed by the consulent two days later."""
        bedrijf = self.bedrijven[sleutel]
        op = yield self.kalender.op(dagen_geleden, "10.20")
        bedrijf.werkgever = self.mens(bedrijf.adres, bedrijf.gegevens["wie"])
        bedrijf.onderneming = self._registreer(bedrijf, op)
        op = yield op + timedelta(minutes=10)
        bedrijf.vestigingen = list(self._vestigingen(bedrijf, op, nummers))
        if bevestigd:
            op = yield self.kalender.op(dagen_geleden - 2, "11.00")
            organisaties.bevestig_onderneming(
                onderneming=bedrijf.onderneming,
                door=self.consulent(bedrijf.vestigingen[0]),
                op=op,
                reden="Gebeld met de zaakvoerder, mandaat nagekeken in de KBO",
            )
            bedrijf.onderneming.refresh_from_db()

    def _registreer(self, bedrijf: Bedrijf, op: datetime) -> Onderneming:
        eerste = bedrijf.gegevens["vestigingen"][0]
        assert bedrijf.werkgever is not None
        onderneming = organisaties.registreer_onderneming(
            user=bedrijf.werkgever,
            nummer=met_controle(ONDERNEMINGEN_VANAF + bedrijf.nummer),
            naam=bedrijf.gegevens["naam"],
            op=op,
            rechtsvorm=bedrijf.gegevens["rechtsvorm"],
            paritair_comite=bedrijf.gegevens["pc"],
            straat=eerste["straat"],
            huisnummer=eerste["huisnummer"],
            postcode=eerste["postcode"],
            gemeente=gemeenten_bij(eerste["postcode"], self.kalender.vandaag)[0].naam,
        )
        assert isinstance(onderneming, Onderneming)
        accounts.vergeet_lidmaatschappen(bedrijf.werkgever)
        return onderneming

    def _vestigingen(self, bedrijf: Bedrijf, op: datetime, nummers: bool) -> Iterator[Vestiging]:
        assert bedrijf.onderneming is not None and bedrijf.werkgever is not None
        for plaats, rij in enumerate(bedrijf.gegevens["vestigingen"]):
            yield organisaties.vestiging_maken(
                onderneming=bedrijf.onderneming,
                door=bedrijf.werkgever,
                op=op,
                nummer=met_controle(VESTIGINGEN_VANAF + 10 * bedrijf.nummer + plaats) if nummers else None,
                contactpersoon=bedrijf.gegevens["wie"],
                telefoon=telefoon(500 + 10 * bedrijf.nummer + plaats),
                email=f"werkplaats.{bedrijf.gegevens['sleutel']}@example.be",
                **rij,
            )
