"""Premiums in the portal that runs: where their pages are, and four overeenkomsten of schooljaren that are over.

`druk_af()` runs inside the portal. What happened then cannot be pressed now: the rows are written as they stood, and the
facts are told as the services tell them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming
from educam_portal.workflow.feiten import meld
from mentoren.models import Persoon
from overeenkomsten.feiten import OVEREENKOMST_GEREGISTREERD
from overeenkomsten.models import Persoonsnummer
from overeenkomsten.services.lerenden import persoonsnummer
from premies.models import Levering, Premie, Prestatie, Toestemming
from premies.services.antwoorden import begin_antwoord, lees
from premies.services.beoordelen import beoordeel
from premies.services.leveren import maak
from premies.services.prestatielijsten import lees_in
from premies.services.toestemmen import geef_toestemming
from tests import fabrieken
from tests.browser.paginas import COORDINATOR, WERKGEVER
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import Zaak, zaak
from tests.premies.fabriek import antwoord_op, uittreksel

EERSTE, TWEEDE = "Garage De Smet", "Garage Aerts"
FABRIEKEN = (
    fabrieken.UserFactory, fabrieken.OrganisatieFactory, fabrieken.SchoolFactory, fabrieken.PersoonFactory,
)  # fmt: skip
IBAN = "BE68539007547034"
OPGELEID = date(2022, 5, 1)
# Who, where, first and last day, registered on: the first lerende goes to a second onderneming that registers too late,
# the second has three premiums when the fourth begins.
OVEREENKOMSTEN = (
    ("Noor", EERSTE, date(2023, 9, 4), date(2025, 6, 30), date(2023, 9, 5)),
    ("Noor", TWEEDE, date(2025, 9, 1), date(2026, 6, 30), date(2025, 12, 15)),
    ("Sam", EERSTE, date(2023, 9, 4), date(2025, 12, 31), date(2023, 9, 6)),
    ("Sam", TWEEDE, date(2026, 1, 5), date(2026, 6, 30), date(2026, 1, 6)),
)


def premies() -> dict[str, Any]:
    """Of WERKGEVER, whose onderneming gave consent: one that is still possible, and one that is not."""
    rijen = Premie.objects.te_beoordelen().filter(onderneming__naam="Garage De Smet")
    _beoordeel(rijen.values_list("persoonsnummer", flat=True))
    onderneming, door = rijen[0].onderneming, User.objects.get(email=WERKGEVER)
    if not onderneming.toestemmingen.filter(ingetrokken_op=None).exists():
        geef_toestemming(
            onderneming=onderneming, iban="BE68 5390 0754 7034", akkoord=True, door=door, op=timezone.now()
        )
    premie = rijen.exclude(recht="nee").earliest("pk")
    inhoud = uittreksel(premie, premie.start)
    lijst = lees_in(onderneming=onderneming, inhoud=inhoud, bron="dimona", door=door, op=timezone.now())
    return {
        "prestatielijst": lijst.pk,
        "premie": premie.referentie,
        "premie.niet": rijen.filter(recht="nee").earliest("pk").referentie,
        **_levering(),
    }


def _levering() -> dict[str, Any]:
    """A batch of an earlier schooljaar, the reply to it that was read, and one that was refused."""
    door, op = User.objects.get(email=COORDINATOR), timezone.now()
    levering = Levering.objects.create(
        referentie="PRL-2020-00001", schooljaar=op.year - 2, gemaakt_door=door, gemaakt_op=op
    )
    maak(levering.pk)
    levering.refresh_from_db()
    goed, kapot = (
        begin_antwoord(levering=levering, inhoud=inhoud, bestandsnaam="antwoord.json", door=door, op=op)
        for inhoud in (antwoord_op(levering), b"{")
    )
    for lezing in (goed, kapot):
        lees(lezing.pk)
    return {"levering": levering.referentie, "antwoord": goed.pk, "antwoord.fout": kapot.pk}


def druk_af() -> None:
    """Make them, and judge the claims that come of it."""
    for fabriek in FABRIEKEN:  # past what another test made in this portal
        fabriek.reset_sequence(9_000, force=True)
    personen = {naam: persoonsnummer(insz(980 + index)) for index, naam in enumerate(("Noor", "Sam"))}
    with transaction.atomic():
        for nummer, (naam, waar, start, einde, geregistreerd_op) in enumerate(OVEREENKOMSTEN):
            onderneming = Onderneming.objects.get(naam=waar)
            _stem_toe(onderneming)
            _maak(nummer, naam, personen[naam], onderneming, start, einde, geregistreerd_op)
    _beoordeel(persoon.pk for persoon in personen.values())


def _beoordeel(personen: Iterable[int]) -> None:
    """Now: a worker may be busy with them, and then a run of our own would leave it to that one."""
    for persoon in sorted(set(personen)):
        beoordeel(persoonsnummer=persoon, aanleiding=None, op=timezone.now())


def _stem_toe(onderneming: Onderneming) -> None:
    """Consent and account from before the first of them began."""
    sinds = {"gegeven_op": OPGELEID, "iban_op": OPGELEID, "iban": IBAN}
    if rij := Toestemming.objects.filter(onderneming=onderneming, ingetrokken_op=None).first():
        Toestemming.objects.filter(pk=rij.pk).update(gegeven_op=OPGELEID, iban_op=OPGELEID)
        return
    Toestemming.objects.create(
        onderneming=onderneming, gegeven_door=onderneming.organisatie.leden.earliest("pk"), **sinds
    )


def _maak(
    nummer: int,
    naam: str,
    persoon: Persoonsnummer,
    onderneming: Onderneming,
    start: date,
    einde: date,
    geregistreerd_op: date,
) -> Zaak:
    gemaakt = zaak(
        "afgelopen", nummer=900 + nummer, start=start, einde=einde, geregistreerd_op=geregistreerd_op,
        vestiging=onderneming.vestigingen.earliest("pk"),
    )  # fmt: skip
    lerende, mentor = gemaakt.lerende, gemaakt.overeenkomst.mentor
    lerende.voornaam, lerende.naam, lerende.persoonsnummer = naam, "Premieman", persoon
    lerende.save()
    assert mentor is not None
    Persoon.objects.filter(pk=mentor.persoon_id).update(mentoropleiding_op=OPGELEID)
    Prestatie.objects.create(
        persoonsnummer=persoon, onderneming=onderneming, van=start, tot=einde, bron="dimona",
        ingevoerd_door=gemaakt.begeleider,
    )  # fmt: skip
    meld(OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=geregistreerd_op)
    return gemaakt
