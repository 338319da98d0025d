"""Overeenkomsten for the measurement: one per dossier, at its vestiging, with what belongs to it.

A hundred lerenden per school, whatever the number of overeenkomsten: a portal that grows gets more schools. The first
sixty stand at one onderneming, so that its list is a full page.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from educam_portal.accounts.models import Lidmaatschap, Organisatie, Rol, User
from educam_portal.organisaties.models import Opleiding, School, Vestiging
from educam_portal.termijnen.models import Termijn
from mentoren.models import Mentor, Persoon
from overeenkomsten.models import (
    Evaluatie,
    Lerende,
    Ondertekenaar,
    Overeenkomst,
    Plancompetentie,
    Stuk,
    Verplichting,
)
from overeenkomsten.rules.verplichtingen import plichten
from overeenkomsten.toestanden import GETEKEND, Partij, Toestand

from . import premies

PER_SCHOOL = 100
BIJ_EEN_WERKGEVER = 60
ROOSTER = {
    "weken": 1,
    "blokken": [
        *({"week": 1, "dag": dag, "plek": "les", "van": "08:30", "tot": "16:30", "pauze": 60} for dag in (1, 2)),
        *(
            {"week": 1, "dag": dag, "plek": "werkplek", "van": "08:00", "tot": "16:30", "pauze": 30}
            for dag in (3, 4, 5)
        ),
    ],
}
# Of twenty: drafts, to sign, signed, running, over.
VERDELING = (
    *[Toestand.CONCEPT] * 2,
    *[Toestand.TER_ONDERTEKENING] * 2,
    *[Toestand.ONDERTEKEND] * 2,
    *[Toestand.LOPEND] * 10,
    *[Toestand.AFGELOPEN] * 4,
)
COMPETENTIES = ("Remmen vervangen", "Olie en filters verversen", "Een storing uitlezen", "Banden monteren")


class Overeenkomsten:
    """Adds a batch at a time; `vestigingen` are those of the same numbers."""

    def __init__(self, nu: datetime, maker: User) -> None:
        self.nu, self.vandaag, self.maker = nu, timezone.localdate(nu), maker
        self.soort = ContentType.objects.get_for_model(Overeenkomst)
        self.begeleiders: dict[int, tuple[School, User]] = {}
        self.eerste: Vestiging | None = None

    def voeg_toe(self, nummers: range, vestigingen: Sequence[Vestiging], opleidingen: Sequence[Opleiding]) -> None:
        if self.eerste is None:
            eerste = Overeenkomst.objects.order_by("pk").first()
            self.eerste = eerste.vestiging if eerste else vestigingen[0]
        assert self.eerste is not None
        plekken = [self.eerste if n < BIJ_EEN_WERKGEVER else plek for n, plek in zip(nummers, vestigingen, strict=True)]
        mentoren = self._mentoren(nummers, plekken)
        lerenden = Lerende.objects.bulk_create(
            self._lerende(n, opleiding) for n, opleiding in zip(nummers, opleidingen, strict=True)
        )
        rijen = Overeenkomst.objects.bulk_create(
            self._overeenkomst(n, lerende, plek, mentor)
            for n, lerende, plek, mentor in zip(nummers, lerenden, plekken, mentoren, strict=True)
        )
        Plancompetentie.objects.bulk_create(
            Plancompetentie(overeenkomst=rij, volgorde=volgorde, omschrijving=wat)
            for rij in rijen
            for volgorde, wat in enumerate(COMPETENTIES, start=1)
        )
        Evaluatie.objects.bulk_create(
            Evaluatie(overeenkomst=rij, gepland_op=rij.start + timedelta(days=60)) for rij in rijen if rij.start
        )
        Verplichting.objects.bulk_create(
            verplichting for rij in rijen if rij.toestand in GETEKEND for verplichting in self._verplichtingen(rij)
        )
        self._stukken([rij for rij in rijen if rij.toestand == Toestand.TER_ONDERTEKENING])
        Termijn.objects.bulk_create(termijn for rij in rijen for termijn in self._termijnen(rij))
        premies.voeg_toe(rijen)

    def _school(self, n: int) -> tuple[School, User]:
        nummer = n // PER_SCHOOL
        if nummer not in self.begeleiders:
            naam = f"Technisch Instituut {nummer}"
            organisatie, _ = Organisatie.objects.get_or_create(
                soort="school", sleutel=f"B{nummer}", defaults={"naam": naam}
            )
            school, _ = School.objects.get_or_create(
                organisatie=organisatie,
                defaults={"instellingsnummer": f"B{nummer}", "naam": naam, "soort": School.Soort.SECUNDAIR},
            )
            user, _ = User.objects.get_or_create(
                email=f"bench.school{nummer}@example.be", defaults={"naam": f"Begeleider {nummer}"}
            )
            Lidmaatschap.objects.get_or_create(user=user, organisatie=organisatie, rol=Rol.TRAJECTBEGELEIDER)
            self.begeleiders[nummer] = school, user
        return self.begeleiders[nummer]

    def _mentoren(self, nummers: range, plekken: Sequence[Vestiging]) -> list[Mentor]:
        personen = Persoon.objects.bulk_create(Persoon(voornaam="Marc", naam=f"Mentor {n}") for n in nummers)
        return Mentor.objects.bulk_create(
            Mentor(persoon=persoon, onderneming=plek.onderneming)
            for persoon, plek in zip(personen, plekken, strict=True)
        )

    def _lerende(self, n: int, opleiding: Opleiding) -> Lerende:
        school, begeleider = self._school(n)
        return Lerende(
            school=school, begeleider=begeleider, voornaam="Yassine", naam=f"Lerende {n}", opleiding=opleiding,
            geboortedatum=date(self.vandaag.year - 17, 1 + n % 12, 1 + n % 28), lessen_vanaf=self._start(n),
            email=f"lerende{n}@example.be", klas="6 auto",
        )  # fmt: skip

    def _start(self, n: int) -> date:
        komt = VERDELING[n % len(VERDELING)] in (Toestand.CONCEPT, Toestand.TER_ONDERTEKENING, Toestand.ONDERTEKEND)
        voorbij = VERDELING[n % len(VERDELING)] == Toestand.AFGELOPEN
        return self.vandaag + timedelta(days=10 + n % 30 if komt else -(400 + n % 300) if voorbij else -(n % 90))

    def _overeenkomst(self, n: int, lerende: Lerende, plek: Vestiging, mentor: Mentor) -> Overeenkomst:
        toestand, start = VERDELING[n % len(VERDELING)], lerende.lessen_vanaf
        verstuurd = toestand != Toestand.CONCEPT
        getekend = toestand in GETEKEND
        return Overeenkomst(
            referentie=f"OVK-{self.vandaag.year}-B{n:06d}", school=lerende.school, begeleider=lerende.begeleider,
            toestand=toestand, soort="OAO", lerende=lerende, opleiding=lerende.opleiding, vestiging=plek, mentor=mentor,
            start=start, einde=start + timedelta(days=300), rooster=ROOSTER, categorie=2, vergoeding=Decimal("700.80"),
            aangemaakt_door=lerende.begeleider, voorgelegd_op=self.nu, plan_beantwoord_op=self.nu,
            verstuurd_op=self.nu if verstuurd else None, ondertekend_op=self.nu if getekend else None,
            # One in ten was signed and has yet to be registered: what EDUCAM looks for.
            geregistreerd_op=self.vandaag if getekend and n % 10 != 7 else None,
        )  # fmt: skip

    def _verplichtingen(self, rij: Overeenkomst) -> Iterator[Verplichting]:
        assert rij.start is not None
        klaar = rij.toestand != Toestand.ONDERTEKEND
        for plicht in plichten(rij.soort, rij.start, minderjarig=True):
            yield Verplichting(
                overeenkomst=rij, soort=plicht.soort, vervalt_op=plicht.vervalt_op, nodig=plicht.nodig,
                gedaan_op=rij.start if klaar else None, gedaan_naam="An Claes" if klaar else "",
                genoteerd_op=self.nu if klaar else None, geschikt=True if klaar and plicht.soort == "medisch" else None,
            )  # fmt: skip

    def _stukken(self, rijen: Sequence[Overeenkomst]) -> None:
        stukken = Stuk.objects.bulk_create(Stuk(overeenkomst=rij, gegevens={}, sha256="0" * 64) for rij in rijen)
        Ondertekenaar.objects.bulk_create(
            Ondertekenaar(stuk=stuk, partij=partij, naam=str(partij.label))
            for stuk in stukken
            for partij in (Partij.SCHOOL, Partij.ONDERNEMING, Partij.LERENDE)
        )

    def _termijnen(self, rij: Overeenkomst) -> Iterator[Termijn]:
        """What runs for it, nothing of it to look at today."""
        assert rij.start is not None and rij.einde is not None and rij.vestiging is not None
        soorten: dict[str, date] = {}
        if rij.geregistreerd_op is None and rij.toestand != Toestand.CONCEPT:
            soorten["registratie"] = rij.start + timedelta(days=90)
        if rij.toestand == Toestand.ONDERTEKEND:
            soorten["startklaar"] = rij.start
        if rij.toestand in (Toestand.ONDERTEKEND, Toestand.LOPEND):
            soorten["overeenkomst_einde"] = rij.einde
        if rij.toestand == Toestand.TER_ONDERTEKENING:
            soorten["ondertekening"] = rij.start
        for soort, dag in soorten.items():
            voor = rij.vestiging.onderneming.organisatie if soort == "startklaar" else rij.school.organisatie
            yield Termijn(
                soort=soort, onderwerp_type=self.soort, onderwerp_id=str(rij.pk), voor=voor, persoon=rij.begeleider,
                bij=rij.vestiging.regio.organisatie, start=self.vandaag, vast_op=dag, aangemaakt_op=self.vandaag,
                vervalt_op=dag, volgende_op=self.vandaag + timedelta(days=30),
            )  # fmt: skip
