"""A world in which an overeenkomst can be made: a school, a recognised garage with a mentor, and a lerende."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.documenten.services import bewaar_bytes
from educam_portal.organisaties.models import School
from erkenning.models import Erkenning
from mentoren.models import Mentor
from overeenkomsten.documenten import STUK
from overeenkomsten.models import Lerende, Overeenkomst, Stuk, Tekenbevoegde
from overeenkomsten.services.concept import (
    Planregel,
    beantwoord_plan,
    begin,
    bewaar,
    bewaar_plan,
    leg_voor,
    plan_evaluaties,
)
from overeenkomsten.services.lerenden import nieuwe_lerende
from overeenkomsten.services.versturen import verstuur
from overeenkomsten.stukken import open_stuk
from overeenkomsten.toestanden import StukSoort
from overeenkomsten.uitnodigen import nodig_uit

from ..fabrieken import (
    AanduidingFactory,
    ErkenningFactory,
    MentorFactory,
    OpleidingFactory,
    SchoolFactory,
    VestigingFactory,
    mentor_met_account,
    trajectbegeleider,
    werkgever,
)

# 38 hours a week: three days at the garage (24 h), two at school (14 h).
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
PLAN = [Planregel("De lerende vervangt remmen."), Planregel("De lerende leest een storing uit.", "lessen")]
INSZ = "85073003328"


def insz(nummer: int) -> str:
    """A valid INSZ of its own per `nummer`."""
    basis = 850730000 + nummer
    return f"{basis:09d}{97 - basis % 97:02d}"


@dataclass
class Wereld:
    school: School
    begeleider: User
    werkgever: User
    mentor: Mentor
    erkenning: Erkenning
    start: date

    @property
    def mentor_user(self) -> User:
        assert self.mentor.persoon.user is not None
        return self.mentor.persoon.user

    def lerende(
        self,
        nummer: int = 1,
        *,
        minderjarig: bool = False,
        school: School | None = None,
        door: User | None = None,
        **velden: Any,
    ) -> Lerende:
        geboren = timezone.localdate() - timedelta(days=365 * (16 if minderjarig else 19))
        ouder = {"voornaam": "Karima", "naam": "Benali", "email": f"ouder{nummer}@example.be"} if minderjarig else None
        return nieuwe_lerende(
            school=school or self.school,
            velden={
                "voornaam": "Yassine", "naam": f"Benali{nummer}", "geboortedatum": geboren,
                "email": f"yassine{nummer}@example.be", "opleiding": self.erkenning.opleiding,
                "lessen_vanaf": self.start, **velden,
            },
            insz=insz(nummer), vertegenwoordiger=ouder, door=door or self.begeleider, op=timezone.now(),
        )  # fmt: skip

    def concept(self, lerende: Lerende | None = None, *, door: User | None = None, **velden: Any) -> Overeenkomst:
        """A complete draft whose plan the mentor answered."""
        door, op = door or self.begeleider, timezone.now()
        rij = begin(lerende=lerende or self.lerende(), door=door, op=op)
        alles = {
            "soort": "OAO", "vestiging": self.erkenning.vestiging, "mentor": self.mentor, "start": self.start,
            "einde": self.start + timedelta(days=280), "rooster": ROOSTER, "categorie": 2, "vergoeding": Decimal("700.80"),
            "evaluatievorm": "Elke maand een gesprek met mentor en school.", **velden,
        }  # fmt: skip
        rij = bewaar(overeenkomst=rij, velden=alles, versie=rij.versie, door=door, op=op)
        rij = bewaar_plan(overeenkomst=rij, regels=PLAN, versie=rij.versie, door=door, op=op)
        dagen = [self.start + timedelta(days=60), self.start + timedelta(days=250)]
        rij = plan_evaluaties(overeenkomst=rij, datums=dagen, versie=rij.versie, door=door, op=op)
        rij = leg_voor(overeenkomst=rij, door=door, op=op)
        return self.beantwoord(rij)

    def beantwoord(self, rij: Overeenkomst) -> Overeenkomst:
        antwoorden = {regel.pk: ("ja", "") for regel in rij.competenties.all()}
        return beantwoord_plan(overeenkomst=rij, antwoorden=antwoorden, door=self.mentor_user, op=timezone.now())

    def verstuurd(self, lerende: Lerende | None = None, **velden: Any) -> Overeenkomst:
        """Sent, with its document (that a worker would have made)."""
        rij = verstuur(overeenkomst=self.concept(lerende, **velden), door=self.begeleider, op=timezone.now())
        maak_document(rij)
        return rij


def wereld(*, start: date | None = None, plaatsen: int = 2) -> Wereld:
    """Everything but the lerende. `start` is the first day of the overeenkomsten, in ten days unless given."""
    vestiging, opleiding, school = VestigingFactory(), OpleidingFactory(), SchoolFactory()
    erkenning = ErkenningFactory(vestiging=vestiging, opleiding=opleiding, plaatsen=plaatsen)
    mentor = MentorFactory(onderneming=vestiging.onderneming)
    AanduidingFactory(vestiging=vestiging, mentor=mentor, opleiding=opleiding)
    mentor_met_account(mentor)
    baas = werkgever(vestiging.onderneming)
    Tekenbevoegde.objects.create(
        onderneming=vestiging.onderneming, user=baas, functie="Zaakvoerder", vastgelegd_door=baas
    )
    return Wereld(
        school=school,
        begeleider=trajectbegeleider(school),
        werkgever=baas,
        mentor=mentor,
        erkenning=erkenning,
        start=start or timezone.localdate() + timedelta(days=10),
    )


def maak_document(
    overeenkomst: Overeenkomst, *, soort: str = StukSoort.OVEREENKOMST, op: datetime | None = None
) -> Stuk:
    """The PDF of the open version as the worker leaves it, without printing one."""
    stuk = open_stuk(overeenkomst, soort)
    assert stuk is not None
    if stuk.document_id is None:
        inhoud = f"%PDF-1.7 {stuk.sha256}".encode()
        stuk.document = bewaar_bytes(
            inhoud=inhoud, bestandsnaam="overeenkomst.pdf", mime="application/pdf", soort=STUK, onderwerp=overeenkomst
        )
        stuk.toestand = Stuk.Toestand.KLAAR
        stuk.save()
        assert stuk.document.sha256 == hashlib.sha256(inhoud).hexdigest()
        nodig_uit(stuk, op=op or timezone.now())
    return stuk
