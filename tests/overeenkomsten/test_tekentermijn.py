"""The term `ondertekening` of a bijlage and of an ending that several must sign (rules.md §7)."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import verwerk
from educam_portal.termijnen.services import termijnen_bij
from overeenkomsten.models import Addendum, Beeindiging
from overeenkomsten.services.einde import stel_einde_voor, trek_einde_in
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.wijzigen import stel_addendum_voor, trek_addendum_in
from overeenkomsten.stukken import open_stuk
from overeenkomsten.tekentermijn import uiterlijk

from .fabriek import maak_document
from .getekend import Zaak, zaak

BIJLAGE, EINDE = "addendum", "beeindiging"
OKTOBER = date(2026, 10, 5)


def op(dag: date):
    return time_machine.travel(datetime(dag.year, dag.month, dag.day, 9, tzinfo=timezone.get_current_timezone()))


@pytest.mark.parametrize(
    ("soort", "rij", "dag"),
    [
        (BIJLAGE, Addendum(wat="mentor", vanaf=date(2026, 11, 2), wijzigingen={}), date(2026, 11, 2)),
        (BIJLAGE, Addendum(wat="einde", vanaf=OKTOBER, wijzigingen={"einde": "2027-08-31"}), date(2027, 6, 30)),
        (BIJLAGE, Addendum(wat="einde", vanaf=OKTOBER, wijzigingen={"einde": "2027-03-31"}), date(2027, 3, 31)),
        (
            BIJLAGE,
            Addendum(
                wat="vakantie", vanaf=OKTOBER, wijzigingen={"dagen": [{"dag": "2026-11-03", "vrij": "2026-10-28"}]}
            ),
            date(2026, 10, 28),
        ),
        (EINDE, Beeindiging(laatste_dag=date(2026, 12, 1)), date(2026, 12, 1)),
        (EINDE, Beeindiging(laatste_dag=date(2026, 10, 12), overhandigd_op=OKTOBER), OKTOBER),
    ],
)
def test_by_when_everybody_signs(soort, rij, dag):
    stuk = SimpleNamespace(soort=soort, **{soort: rij})
    assert uiterlijk(stuk, SimpleNamespace(laatste_dag=date(2027, 6, 30))) == dag


@pytest.fixture
def z(db) -> Zaak:
    """Runs since 1 September 2026; today is Monday 5 October."""
    with op(OKTOBER):
        yield zaak("lopend", start=date(2026, 9, 1), einde=date(2027, 6, 30), jaren=19)


def bijlage(z: Zaak) -> None:
    """More pay from Tuesday 20 October on."""
    stel_addendum_voor(
        overeenkomst=z.overeenkomst, wat="vergoeding", velden={"vergoeding": Decimal("900.00")}, reden="",
        vanaf=date(2026, 10, 20), door=z.begeleider, op=timezone.now(),
    )  # fmt: skip
    maak_document(z.overeenkomst, soort=BIJLAGE)


def stopt(z: Zaak, **velden) -> None:
    stel_einde_voor(overeenkomst=z.overeenkomst, door=z.begeleider, op=timezone.now(), **velden)
    maak_document(z.overeenkomst, soort=EINDE)


def teken(z: Zaak, soort: str, *partijen: str) -> None:
    """At the table of the school."""
    for partij in partijen:
        rij = open_stuk(z.overeenkomst, soort).ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
        bewijs = Bewijs("tablet", rij.naam, identiteit_door=z.begeleider)
        onderteken(ondertekenaar=rij, bewijs=bewijs, door=z.begeleider, op=timezone.now())


def termijnen(z: Zaak) -> list[tuple[date, str]]:
    """Due when, and how it stands, in order; the one of the overeenkomst itself was met before."""
    rijen = list(termijnen_bij(z.overeenkomst, "ondertekening").order_by("pk"))[1:]
    stand = {(False, False): "open", (True, False): "voldaan", (False, True): "nietig"}
    return [(rij.vervalt_op, stand[bool(rij.voldaan_op), bool(rij.nietig_op)]) for rij in rijen]


def herinnerd(zin: str) -> dict[str, str]:
    """Who read this sentence in a reminder, and the whole of it."""
    rijen = Bericht.objects.filter(soort="herinnering", tekst__contains=zin).order_by("pk")
    assert len({rij.adres for rij in rijen}) == len(rijen)  # nobody twice
    return {rij.adres: rij.tekst for rij in rijen}


def test_who_did_not_sign_a_bijlage_is_reminded_until_its_first_day_then_school_and_werkgever(z):
    bijlage(z)
    assert termijnen(z) == [(date(2026, 10, 20), "open")]
    teken(z, BIJLAGE, "school")
    with op(date(2026, 10, 13)):
        for _ in range(2):
            list(verwerk(timezone.localdate()))
        gelezen = herinnerd("Teken de bijlage, uiterlijk op 20 oktober 2026.")
        assert set(gelezen) == {z.werkgever.email, z.lerende.email}
        assert f"/overeenkomsten/{z.overeenkomst.referentie}/wijzigingen/" in gelezen[z.werkgever.email]
    teken(z, BIJLAGE, "onderneming")
    with op(date(2026, 10, 20)):
        list(verwerk(timezone.localdate()))
        zin = "Niet iedereen heeft de bijlage getekend. Tot de laatste handtekening er is, verandert er niets"
        assert set(herinnerd(zin)) == {z.werkgever.email, z.begeleider.email}
    teken(z, BIJLAGE, "lerende")
    assert termijnen(z) == [(date(2026, 10, 20), "voldaan")]


def test_taken_back_nobody_is_reminded(z):
    bijlage(z)
    trek_addendum_in(overeenkomst=z.overeenkomst, door=z.begeleider, op=timezone.now())
    assert termijnen(z) == [(date(2026, 10, 20), "nietig")]
    with op(date(2026, 10, 13)):
        list(verwerk(timezone.localdate()))
    assert herinnerd("Teken de bijlage") == {}


def test_an_ending_beside_a_bijlage_is_due_by_the_nearest_day(z):
    bijlage(z)
    stopt(z, wijze="onderling", laatste_dag=date(2026, 10, 16))
    assert termijnen(z) == [(date(2026, 10, 16), "open")]
    trek_einde_in(overeenkomst=z.overeenkomst, door=z.begeleider, op=timezone.now())
    assert termijnen(z) == [(date(2026, 10, 20), "open")]
    stopt(z, wijze="onderling", laatste_dag=date(2026, 10, 16))
    teken(z, EINDE, "school", "onderneming", "lerende")
    # The bijlage fell away with it.
    assert termijnen(z) == [(date(2026, 10, 20), "nietig")]
    z.overeenkomst.refresh_from_db()
    assert (z.overeenkomst.toestand, z.overeenkomst.einde_feitelijk) == ("lopend", date(2026, 10, 16))


def test_who_signs_alone_waits_for_nobody(z):
    stopt(z, wijze="reden", door_partij="onderneming", reden_soort="overmacht", reden="Brand", laatste_dag=OKTOBER)
    assert termijnen(z) == []
    trek_einde_in(overeenkomst=z.overeenkomst, door=z.begeleider, op=timezone.now())
    stopt(z, wijze="onderling", laatste_dag=date(2026, 10, 16))
    teken(z, EINDE, "school", "onderneming", "lerende")
    assert termijnen(z) == [(date(2026, 10, 16), "voldaan")]
