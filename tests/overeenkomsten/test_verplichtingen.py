"""The obligations of rules.md §5.1: which rows, who ticks them, when the start is in order, who hears what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.accounts.fouten import Geweigerd
from overeenkomsten.models import Verplichting
from overeenkomsten.rules.verplichtingen import Stand, plichten, school_hoort_van, startklaar
from overeenkomsten.services.verplichtingen import (
    dimona_type,
    mist_voor_school,
    ontvink,
    sluit_lopende,
    vink_af,
    zet_medisch_nodig,
)
from overeenkomsten.toestanden import LOPENDE_VERPLICHTINGEN, START_VERPLICHTINGEN, Toestand, Verplichtingsoort
from tests.overeenkomsten.getekend import zaak

START = date(2026, 9, 1)


def test_the_rows_of_a_minor_of_an_adult_and_without_pay():
    minderjarig = {rij.soort: rij for rij in plichten("OAO", START, minderjarig=True)}
    assert list(minderjarig) == [*START_VERPLICHTINGEN, *LOPENDE_VERPLICHTINGEN] == list(Verplichtingsoort)
    assert minderjarig["medisch"].nodig
    assert {rij.vervalt_op for soort, rij in minderjarig.items() if soort in START_VERPLICHTINGEN} == {START}
    assert {rij.vervalt_op for soort, rij in minderjarig.items() if soort in LOPENDE_VERPLICHTINGEN} == {None}
    assert not {rij.soort: rij for rij in plichten("ODOS", START, minderjarig=False)}["medisch"].nodig
    assert {"loonbrief", "rekening", "kwartaal"}.isdisjoint(
        rij.soort for rij in plichten("SAO", START, minderjarig=True)
    )


def test_the_start_is_in_order_when_everything_due_that_day_is():
    alles = [Stand(soort, True, True, geschikt=soort == "medisch" or None) for soort in START_VERPLICHTINGEN]
    assert startklaar([*alles, Stand("loonbrief", True, False)])
    zonder = [stand for stand in alles if stand.soort != "medisch"]
    assert not startklaar([*zonder, Stand("medisch", True, True, geschikt=False)])
    assert startklaar([*zonder, Stand("medisch", False, False)])
    mist = [Stand("dimona", True, False), Stand("werkkledij", True, False), Stand("medisch", True, False)]
    assert school_hoort_van(mist) == ["dimona", "medisch"]


def _rij(z, soort: str) -> Verplichting:
    return Verplichting.objects.select_related("overeenkomst").get(overeenkomst=z.overeenkomst, soort=soort)


def _vink(z, soort: str, **meer):
    velden = {"gedaan_op": timezone.localdate(), "naam": "An Claes", "door": z.werkgever, "op": timezone.now(), **meer}
    return vink_af(verplichting=_rij(z, soort), **velden)


@pytest.mark.django_db
def test_ticking_everything_meets_the_term_and_taking_one_back_lets_it_run():
    z = zaak()
    assert dimona_type(z.overeenkomst) == "ALT"
    for soort in START_VERPLICHTINGEN:
        _vink(z, soort, geschikt=True if soort == "medisch" else None)
    assert termijnen.van(z.overeenkomst, "startklaar").voldaan_op == timezone.localdate()
    assert mist_voor_school(z.overeenkomst) == []
    ontvink(verplichting=_rij(z, "dimona"), door=z.secretariaat, op=timezone.now())
    assert termijnen.van(z.overeenkomst, "startklaar").is_open
    assert mist_voor_school(z.overeenkomst) == ["Dimona-aangifte"]
    assert _rij(z, "dimona").gedaan_naam == ""


@pytest.mark.django_db
def test_what_a_tick_refuses():
    z = zaak()
    morgen = timezone.localdate() + timedelta(days=1)
    for soort, meer, zin in (
        ("dimona", {"gedaan_op": morgen}, "nog komen"),
        ("dimona", {"naam": " "}, "wie dit in orde bracht"),
        ("medisch", {}, "geschikt"),
        ("dimona", {"door": z.begeleider}, "mag je niet"),
        ("dimona", {"door": z.mentor}, "mag je niet"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            _vink(z, soort, **meer)
    assert not Verplichting.objects.exclude(gedaan_op=None).exists()


@pytest.mark.django_db
def test_an_adult_is_examined_only_when_the_risk_analysis_asks_it():
    z = zaak(jaren=20)
    assert not _rij(z, "medisch").nodig
    zet_medisch_nodig(overeenkomst=z.overeenkomst, nodig=True, door=z.werkgever, op=timezone.now())
    assert _rij(z, "medisch").nodig
    jong = zaak(nummer=2)
    with pytest.raises(Geweigerd, match="altijd verplicht"):
        zet_medisch_nodig(overeenkomst=jong.overeenkomst, nodig=False, door=jong.werkgever, op=timezone.now())


@pytest.mark.django_db
def test_the_secretariaat_closes_what_runs_once():
    z = zaak(Toestand.LOPEND, start=timezone.localdate())
    vandaag = timezone.localdate()
    sluit_lopende(
        overeenkomst=z.overeenkomst, naam="Sociaal Bureau", gedaan_op=vandaag, door=z.secretariaat, op=timezone.now()
    )
    gedaan = Verplichting.objects.exclude(gedaan_op=None).values_list("soort", "gedaan_naam")
    assert set(gedaan) == {(soort.value, "Sociaal Bureau") for soort in LOPENDE_VERPLICHTINGEN}
