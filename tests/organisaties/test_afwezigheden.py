"""Somebody of EDUCAM is away: who may say so, what the replacement may do meanwhile, and that nothing stays behind."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, User
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties import services
from educam_portal.organisaties.afwezigheden import leiding, stand, vervanging_voor, volgers_van, wie_volgt_op
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.workflow.models import Gebeurtenis
from tests import fabrieken

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def over(dagen: int) -> date:
    return timezone.localdate() + dagen * DAG


@pytest.fixture
def nele():
    """Consulent of Oost-Vlaanderen."""
    return fabrieken.consulent(fabrieken.regio("ovl"), user=fabrieken.UserFactory(naam="Nele Verstraete"))


@pytest.fixture
def mohamed():
    """Consulent of Antwerpen."""
    return fabrieken.consulent(fabrieken.regio("ant"), user=fabrieken.UserFactory(naam="Mohamed Aziz"))


@pytest.fixture
def lien():
    """Consulent of West-Vlaanderen."""
    return fabrieken.consulent(fabrieken.regio("wvl"), user=fabrieken.UserFactory(naam="Lien Verbrugge"))


@pytest.fixture
def inge():
    return fabrieken.coordinator(user=fabrieken.UserFactory(naam="Inge Coppens"))


def meld(user: User, vervanger: User | None = None, *, van: int = 0, tot: int = 10, door: User | None = None):
    return services.meld_afwezigheid(
        user=user, vervanger=vervanger, van=over(van), tot=over(tot), door=door or user, op=timezone.now()
    )


def wijzig(rij: Afwezigheid, *, van: int = 0, tot: int = 10, vervanger: User | None = None, door: User | None = None):
    return services.wijzig_afwezigheid(
        afwezigheid=rij, van=over(van), tot=over(tot), vervanger=vervanger, door=door or rij.user, op=timezone.now()
    )


def trek_in(rij: Afwezigheid, door: User | None = None):
    return services.trek_afwezigheid_in(afwezigheid=rij, door=door or rij.user, op=timezone.now())


def rechten(user: User) -> set[tuple[str, date, date | None]]:
    """What somebody may because he or she stands in: region, first and last day."""
    rijen = Lidmaatschap.objects.filter(user=user, bron=Bron.VERVANGING).select_related("organisatie")
    return {(rij.organisatie.sleutel, rij.van, rij.tot) for rij in rijen}


def mails(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


# --- the right to stand in -----------------------------------------------------------------------------------------


def test_the_replacement_gets_every_region_for_exactly_those_days(nele, mohamed):
    fabrieken.consulent(fabrieken.regio("lim"), user=nele)
    meld(nele, mohamed, van=3, tot=10)
    assert rechten(mohamed) == {("ovl", over(3), over(10)), ("lim", over(3), over(10))}
    assert all(rij.rol == Rol.CONSULENT for rij in Lidmaatschap.objects.filter(bron=Bron.VERVANGING))


def test_a_membership_that_ends_earlier_gives_no_more_than_it_had(nele, mohamed):
    fabrieken.consulent(fabrieken.regio("lim"), user=nele, tot=over(5))
    meld(nele, mohamed, van=3, tot=10)
    assert rechten(mohamed) == {("ovl", over(3), over(10)), ("lim", over(3), over(5))}


@pytest.mark.parametrize(("tot", "verwacht"), [(6, 6), (20, 20)])
def test_shortening_and_lengthening_move_the_right_along(nele, mohamed, tot, verwacht):
    wijzig(meld(nele, mohamed, van=0, tot=10), tot=tot, vervanger=mohamed)
    assert rechten(mohamed) == {("ovl", over(0), over(verwacht))}


def test_withdrawing_before_it_begins_leaves_nothing(nele, mohamed):
    rij = trek_in(meld(nele, mohamed, van=3))
    assert rechten(mohamed) == set()
    assert rij.ingetrokken_op and rij.ingetrokken_door == nele
    assert stand(over(4)).van(nele) is None


def test_coming_back_early_ends_it_the_day_before(nele, mohamed):
    rij = meld(nele, mohamed, van=0, tot=10)
    with time_machine.travel(timezone.now() + 4 * DAG, tick=False):
        gestopt = trek_in(rij)
        assert gestopt.ingetrokken_op is None and gestopt.tot == over(-1)
        assert rechten(mohamed) == {("ovl", over(-4), over(-1))}
        assert not User.objects.get(pk=mohamed.pk).organisaties_als(Rol.CONSULENT) & {
            fabrieken.regio("ovl").organisatie_id
        }
        with pytest.raises(Geweigerd, match="voorbij"):
            trek_in(rij)


def test_back_on_the_very_first_day(nele, mohamed):
    trek_in(meld(nele, mohamed))
    assert rechten(mohamed) == set()


def test_another_replacement_from_today_on(nele, mohamed, lien):
    rij = meld(nele, mohamed, van=0, tot=10)
    with time_machine.travel(timezone.now() + 2 * DAG, tick=False):
        wijzig(rij, van=-2, tot=8, vervanger=lien)
        assert rechten(mohamed) == {("ovl", over(-2), over(-1))}
        assert rechten(lien) == {("ovl", over(0), over(8))}
        wijzig(rij, van=-2, tot=8, vervanger=mohamed)
        assert rechten(lien) == set()
        assert rechten(mohamed) == {("ovl", over(-2), over(-1)), ("ovl", over(0), over(8))}


def test_nobody_any_more_takes_the_right_away(nele, mohamed):
    wijzig(meld(nele, mohamed, van=2), van=2, vervanger=None)
    assert rechten(mohamed) == set()


def test_two_colleagues_with_one_replacement_do_not_share_a_right(nele, mohamed):
    collega = fabrieken.consulent(fabrieken.regio("ovl"))
    eerste = meld(nele, mohamed, van=1, tot=8)
    meld(collega, mohamed, van=4, tot=12)
    trek_in(eerste)
    assert rechten(mohamed) == {("ovl", over(4), over(12))}


# --- when memberships change ---------------------------------------------------------------------------------------


def test_a_replacement_who_leaves_takes_no_right_along_and_the_work_is_seen(nele, mohamed, inge):
    rij = meld(nele, mohamed, van=0, tot=10)
    services.deactiveer_gebruiker(user=mohamed, door=inge, op=timezone.now())
    rij.refresh_from_db()
    assert rij.vervanger is None
    assert rechten(mohamed) == set()
    assert wie_volgt_op(nele, over(1)) == [inge]


def test_a_replacement_who_leaves_the_own_region_stands_in_no_more(nele, mohamed):
    rij = meld(nele, mohamed, van=2)
    services.verlaat(user=mohamed, organisatie=fabrieken.regio("ant").organisatie, op=timezone.now())
    rij.refresh_from_db()
    assert (rij.vervanger, rechten(mohamed)) == (None, set())


def test_who_leaves_is_not_away_any_more(nele, mohamed, inge):
    rij = meld(nele, mohamed, van=2)
    services.deactiveer_gebruiker(user=nele, door=inge, op=timezone.now())
    rij.refresh_from_db()
    assert rij.ingetrokken_op and rechten(mohamed) == set()
    assert mails("vervanging_gestopt") == {mohamed.email}


def test_a_region_that_is_left_is_left_by_the_replacement_too(nele, mohamed):
    fabrieken.consulent(fabrieken.regio("lim"), user=nele)
    meld(nele, mohamed, van=0, tot=10)
    services.verlaat(user=nele, organisatie=fabrieken.regio("ovl").organisatie, op=timezone.now())
    assert rechten(mohamed) == {("lim", over(0), over(10))}


def test_a_region_that_is_added_meanwhile_is_covered_too(nele, mohamed, inge):
    meld(nele, mohamed, van=0, tot=10)
    organisatie = fabrieken.regio("bru").organisatie
    uitnodiging = services.nodig_uit(
        organisatie=organisatie, email=nele.email, rol=Rol.CONSULENT, door=inge, op=timezone.now()
    )
    services.aanvaard_uitnodiging(uitnodiging=uitnodiging, user=nele, op=timezone.now())
    assert ("bru", over(0), over(10)) in rechten(mohamed)


# --- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [(-1, 4, "vanaf vandaag"), (5, 4, "vóór de eerste"), (400, 410, "binnen het jaar"), (1, 500, "hoogstens een jaar")],
)
def test_impossible_days_are_refused(nele, van, tot, zin):
    with pytest.raises(Geweigerd, match=zin):
        meld(nele, van=van, tot=tot)


@pytest.mark.parametrize(("van", "tot"), [(0, 3), (5, 20), (10, 10), (2, 4)])
def test_two_absences_of_one_person_do_not_overlap(nele, mohamed, van, tot):
    meld(nele, mohamed, van=3, tot=10)
    with pytest.raises(Geweigerd, match="al afwezig"):
        meld(nele, mohamed, van=van, tot=tot)


def test_they_may_touch(nele, mohamed):
    meld(nele, mohamed, van=0, tot=3)
    meld(nele, mohamed, van=4, tot=6)
    assert rechten(mohamed) == {("ovl", over(0), over(3)), ("ovl", over(4), over(6))}


def test_a_withdrawn_one_is_in_nobodys_way(nele, mohamed):
    trek_in(meld(nele, mohamed, van=3))
    assert meld(nele, mohamed, van=3)


def test_who_is_away_partly_stands_in_for_nobody(nele, mohamed):
    meld(mohamed, van=8, tot=9)
    with pytest.raises(Geweigerd, match="zelf afwezig"):
        meld(nele, mohamed, van=0, tot=10)
    assert meld(nele, mohamed, van=0, tot=7)


def test_a_chain_is_refused_from_both_ends(nele, mohamed, lien):
    meld(nele, mohamed, van=0, tot=10)
    with pytest.raises(Geweigerd, match="vervangt Nele Verstraete"):
        meld(mohamed, lien, van=10, tot=12)
    meld(lien, van=20, tot=22)
    with pytest.raises(Geweigerd, match="zelf afwezig"):
        meld(mohamed, lien, van=21, tot=25)
    assert meld(mohamed, lien, van=11, tot=12)


def test_lengthening_into_the_absence_of_the_replacement_is_refused(nele, mohamed):
    rij = meld(nele, mohamed, van=0, tot=5)
    meld(mohamed, van=8, tot=9)
    with pytest.raises(Geweigerd, match="zelf afwezig"):
        wijzig(rij, tot=8, vervanger=mohamed)


def test_nobody_replaces_oneself(nele):
    with pytest.raises(Geweigerd, match="niemand vervangt zichzelf"):
        meld(nele, nele)


def test_the_replacement_works_for_educam_all_those_days(nele, mohamed):
    with pytest.raises(Geweigerd, match="werkt niet al die dagen"):
        meld(nele, fabrieken.UserFactory())
    tijdelijk = fabrieken.consulent(fabrieken.regio("lim"), tot=over(5))
    with pytest.raises(Geweigerd, match="werkt niet al die dagen"):
        meld(nele, tijdelijk, tot=6)
    assert meld(nele, tijdelijk, tot=5)
    enkel_vervanger = fabrieken.vervanger(mohamed)
    Lidmaatschap.objects.filter(user=enkel_vervanger, bron=Bron.LID).delete()
    with pytest.raises(Geweigerd, match="werkt niet al die dagen"):
        meld(fabrieken.consulent(fabrieken.regio("bru")), enkel_vervanger, tot=0)


def test_only_a_coordinator_stands_in_for_a_coordinator(inge, mohamed):
    with pytest.raises(Geweigerd, match="andere coördinator"):
        meld(inge, mohamed)
    ander = fabrieken.coordinator()
    assert meld(inge, ander) and rechten(ander) == set()


def test_a_coordinator_may_stand_in_for_a_consulent(nele, inge):
    meld(nele, inge)
    assert rechten(inge) == {("ovl", over(0), over(10))}


def test_who_does_not_work_here_is_not_absent():
    with pytest.raises(Geweigerd, match="werkt dan niet"):
        meld(fabrieken.UserFactory())


def test_only_the_person_or_a_coordinator(nele, mohamed, inge):
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        meld(nele, door=mohamed)
    rij = meld(nele, mohamed, van=2, door=inge)
    for doe in (lambda: wijzig(rij, van=2, door=mohamed), lambda: trek_in(rij, mohamed)):
        with pytest.raises(Geweigerd, match="Alleen een coördinator"):
            doe()
    assert wijzig(rij, van=2, tot=4, vervanger=mohamed, door=inge).tot == over(4)


def test_what_is_past_does_not_change(nele, mohamed):
    rij = meld(nele, mohamed, van=0, tot=4)
    with time_machine.travel(timezone.now() + 2 * DAG, tick=False):
        with pytest.raises(Geweigerd, match="al voorbij en blijft"):
            wijzig(rij, van=1, tot=4, vervanger=mohamed)
        with pytest.raises(Geweigerd, match="Ben je al terug"):
            wijzig(rij, van=-2, tot=-1, vervanger=mohamed)
    with time_machine.travel(timezone.now() + 5 * DAG, tick=False), pytest.raises(Geweigerd, match="voorbij"):
        wijzig(rij, van=-5, tot=4)
    with pytest.raises(Geweigerd, match="vanaf vandaag"):
        wijzig(meld(nele, van=8), van=-1)


def test_a_withdrawn_one_stays_withdrawn(nele, mohamed):
    rij = trek_in(meld(nele, mohamed, van=3))
    for doe in (lambda: wijzig(rij, van=3), lambda: trek_in(rij)):
        with pytest.raises(Geweigerd, match="ingetrokken"):
            doe()


@pytest.mark.parametrize(
    "velden",
    [
        {"van": date(2026, 5, 2), "tot": date(2026, 5, 1)},
        {"vervanger": "zelf"},
        {"ingetrokken_op": timezone.now()},
    ],
)
def test_the_database_holds_what_a_row_can_say(nele, velden):
    if velden.get("vervanger") == "zelf":
        velden = velden | {"vervanger": nele}
    basis = {"user": nele, "van": over(0), "tot": over(1), "gemeld_door": nele, "gemeld_op": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Afwezigheid.objects.create(**basis | velden)


# --- who hears of it -----------------------------------------------------------------------------------------------


def test_both_hear_of_it_and_it_stands_in_the_log(nele, mohamed, inge):
    rij = meld(nele, mohamed, van=2, tot=5, door=inge)
    assert mails("afwezigheid_bevestigd") == {nele.email}
    assert mails("vervanging_gekregen") == {mohamed.email}
    gebeurtenis = Gebeurtenis.objects.get(actie="afwezigheid_gemeld")
    assert gebeurtenis.door == inge and gebeurtenis.intern and "Mohamed Aziz" in gebeurtenis.tekst
    assert rij.history.get().history_user == inge


def test_a_change_that_changes_nothing_mails_nobody(nele, mohamed):
    rij = meld(nele, mohamed, van=2, tot=5)
    Bericht.objects.all().delete()
    wijzig(rij, van=2, tot=5, vervanger=mohamed)
    assert not Bericht.objects.exists()


def test_who_stood_in_hears_that_somebody_else_does(nele, mohamed, lien):
    rij = meld(nele, mohamed, van=2)
    Bericht.objects.all().delete()
    wijzig(rij, van=2, vervanger=lien)
    assert mails("vervanging_gestopt") == {mohamed.email}
    assert mails("vervanging_gekregen") == {lien.email}
    assert "Lien Verbrugge doet dat nu" in Bericht.objects.get(soort="vervanging_gestopt").tekst


def test_without_a_replacement_the_coordinatoren_hear_how_much_work_waits(nele, inge):
    meld(nele, van=2)
    brief = Bericht.objects.get(soort="afwezig_zonder_vervanger")
    assert brief.aan == inge
    assert brief.titel == "Nele Verstraete is afwezig: 0 dossiers zonder opvolger"
    meld(nele, van=30, tot=31, door=inge)
    assert Bericht.objects.filter(soort="afwezig_zonder_vervanger").count() == 1


# --- the ladder ----------------------------------------------------------------------------------------------------


def test_owner_then_replacement_then_coordinator_day_by_day(nele, mohamed, inge):
    meld(nele, mohamed, van=3, tot=5)
    meld(nele, van=8, tot=9)
    verwacht = {2: nele, 3: mohamed, 5: mohamed, 6: nele, 8: inge, 9: inge, 10: nele}
    assert {dag: wie_volgt_op(nele, over(dag)) for dag in verwacht} == {dag: [wie] for dag, wie in verwacht.items()}


def test_a_coordinator_who_is_away_is_left_out_unless_all_are(inge):
    ander = fabrieken.coordinator()
    meld(inge, van=0, tot=3)
    assert leiding(over(1)) == [ander]
    meld(ander, van=1, tot=1)
    assert set(leiding(over(1))) == {inge, ander}


def test_a_whole_list_costs_one_query(nele, mohamed, lien, django_assert_num_queries):
    meld(nele, mohamed)
    with django_assert_num_queries(1):
        wie_weg = stand(over(0))
        gevonden = [wie_volgt_op(user, over(0), wie_weg) for user in (nele, mohamed, lien) * 20]
    assert gevonden == [[mohamed], [mohamed], [lien]] * 20


def test_a_region_is_followed_by_who_is_there(nele, mohamed, inge):
    collega, ovl = fabrieken.consulent(fabrieken.regio("ovl")), fabrieken.regio("ovl")
    meld(nele, mohamed)
    assert set(volgers_van([ovl], over(0))) == {mohamed, collega}
    assert vervanging_voor(ovl, over(0)) is None
    assert vervanging_voor(ovl, over(0), nele).vervanger == mohamed
    meld(collega)
    assert vervanging_voor(ovl, over(0)).vervanger == mohamed
    assert volgers_van([fabrieken.regio("lim")], over(0)) == [inge]


def test_everybody_sees_the_own_ones_and_a_coordinator_all(nele, mohamed, inge):
    rij = meld(nele, mohamed)
    zichtbaar = {user: set(Afwezigheid.objects.for_user(user)) for user in (nele, mohamed, inge)}
    assert zichtbaar == {nele: {rij}, mohamed: set(), inge: {rij}}
