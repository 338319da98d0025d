"""One overeenkomst with the people around it, written straight into a state: for what comes after the signatures."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.documenten.maakwerk import leg_pdf_vast, vingerafdruk
from educam_portal.organisaties.models import Vestiging
from overeenkomsten import deadlines
from overeenkomsten.documenten import STUK
from overeenkomsten.models import Evaluatie, Lerende, Overeenkomst, Plancompetentie, Stuk
from overeenkomsten.services.lerenden import persoonsnummer
from overeenkomsten.services.verplichtingen import maak_verplichtingen
from overeenkomsten.toestanden import GETEKEND, StukStand, Toestand
from tests import fabrieken

from .fabriek import ROOSTER, insz


@dataclass
class Zaak:
    overeenkomst: Overeenkomst
    begeleider: User
    werkgever: User
    mentor: User
    secretariaat: User

    @property
    def lerende(self) -> Lerende:
        return self.overeenkomst.lerende


def getekend_stuk(overeenkomst: Overeenkomst) -> Stuk:
    """Its document, signed by all, before it is sealed."""
    gegevens = {"referentie": overeenkomst.referentie}
    stuk = Stuk.objects.create(overeenkomst=overeenkomst, gegevens=gegevens, sha256=vingerafdruk(gegevens))
    leg_pdf_vast(stuk, b"%PDF-1.7 getekend", bestandsnaam="overeenkomst.pdf", soort=STUK, onderwerp=overeenkomst)
    Stuk.objects.filter(pk=stuk.pk).update(stand=StukStand.ONDERTEKEND, ondertekend_op=timezone.now())
    stuk.refresh_from_db()
    return stuk


def zaak(
    toestand: str = Toestand.ONDERTEKEND,
    *,
    start: date | None = None,
    jaren: int = 16,
    nummer: int = 1,
    vestiging: Vestiging | None = None,
    **velden: Any,
) -> Zaak:
    """In `toestand` with its plan; once signed also with obligations, a planned evaluation and the terms that run."""
    nu, dag = timezone.now(), timezone.localdate()
    start = start or dag + timedelta(days=30)
    vestiging, opleiding = vestiging or fabrieken.VestigingFactory(), fabrieken.uit_catalogus()
    school = fabrieken.SchoolFactory()
    mentor = fabrieken.MentorFactory(onderneming=vestiging.onderneming)
    begeleider = fabrieken.trajectbegeleider(school)
    lerende = Lerende.objects.create(
        school=school,
        begeleider=begeleider,
        voornaam="Yassine",
        naam="Benali",
        geboortedatum=start.replace(year=start.year - jaren, month=1, day=10),
        email=f"yassine{nummer}@example.be",
        persoonsnummer=persoonsnummer(insz(700 + nummer)),
        opleiding=opleiding,
        lessen_vanaf=start,
    )
    getekend = toestand in GETEKEND
    verstuurd = toestand != Toestand.CONCEPT
    overeenkomst = Overeenkomst.objects.create(
        referentie=f"OVK-{dag.year}-{70_000 + nummer:05d}",
        school=school,
        begeleider=begeleider,
        lerende=lerende,
        opleiding=opleiding,
        aangemaakt_door=begeleider,
        toestand=toestand,
        **{
            "soort": "OAO",
            "vestiging": vestiging,
            "mentor": mentor,
            "start": start,
            "einde": start + timedelta(days=300),
            "vergoeding": Decimal("700.80"),
            "categorie": 2,
            "rooster": ROOSTER,
            "voorgelegd_op": nu,
            "verstuurd_op": nu if verstuurd else None,
            "ondertekend_op": nu if getekend else None,
            **velden,
        },
    )
    Plancompetentie.objects.bulk_create(
        Plancompetentie(overeenkomst=overeenkomst, volgorde=volgorde, omschrijving=tekst)
        for volgorde, tekst in enumerate(("Remmen vervangen", "Een storing uitlezen"), start=1)
    )
    Evaluatie.objects.create(overeenkomst=overeenkomst, gepland_op=start + timedelta(days=60))
    if verstuurd:
        deadlines.start_bij_versturen(overeenkomst, op=nu)
    if getekend:
        maak_verplichtingen(overeenkomst, op=nu)
        deadlines.start_bij_ondertekening(overeenkomst, op=nu)
    return Zaak(
        overeenkomst=overeenkomst,
        begeleider=begeleider,
        werkgever=fabrieken.werkgever(vestiging.onderneming),
        mentor=fabrieken.mentor_met_account(mentor),
        secretariaat=fabrieken.lid(vestiging.onderneming.organisatie, Rol.SECRETARIAAT),
    )
