"""While a consulent is away the replacement gets the work, and afterwards it is back by itself (rules.md §3.2, §7, §10)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, User
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties import services as organisaties
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.termijnen.job import verwerk
from erkenning import daglijst
from erkenning.models import Aanvraag, Bezoek
from erkenning.ontvangers import behandelaars, behandelaars_van, kies_consulent
from erkenning.services import behandeling, bezoek, hulp
from erkenning.werklijst import behandelbaar, mijn
from tests import fabrieken

from .acties import gepland, over
from .dossiers import Dossier, dossier, in_behandeling
from .test_uittreksel import met_upload

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def vers(user: User) -> User:
    """The user as the next request sees it."""
    return User.objects.get(pk=user.pk)


def op_dag(dagen: int):
    """Time travel, in days from now; at noon, so that no day is missed."""
    return time_machine.travel(timezone.localtime().replace(hour=12) + dagen * DAG, tick=False)


@pytest.fixture
def d() -> Dossier:
    return in_behandeling()


@pytest.fixture
def inge() -> User:
    return fabrieken.coordinator(user=fabrieken.UserFactory(naam="Inge Coppens"))


@pytest.fixture
def mohamed() -> User:
    """Consulent of another region."""
    return fabrieken.consulent(fabrieken.regio("ant"), user=fabrieken.UserFactory(naam="Mohamed Aziz"))


# --- handed over and back, day by day ------------------------------------------------------------------------------


@pytest.mark.parametrize(("dag", "vervangt"), [(1, False), (2, True), (4, True), (5, False)])
def test_the_day_before_the_first_the_last_and_the_day_after(d, mohamed, client, dag, vervangt):
    fabrieken.afwezig(d.consulent, van=2, tot=4, vervanger=mohamed)
    with op_dag(dag):
        nele, invaller = vers(d.consulent), vers(mohamed)
        assert behandelaars(d.aanvraag) == [invaller if vervangt else nele]
        assert behandelbaar(invaller).filter(pk=d.aanvraag.pk).exists() == vervangt
        client.force_login(invaller)
        assert client.get(d.aanvraag.consulent_url).status_code == (200 if vervangt else 404)
        vandaag = client.get("/consulent/").content.decode()
        assert (d.aanvraag.ref in vandaag) == vervangt
        assert (f"van {d.consulent.get_short_name()}, afwezig t/m" in vandaag) == vervangt
        client.force_login(nele)
        eigen = client.get("/consulent/").content.decode()
        assert d.aanvraag.ref in eigen
        assert ("Mohamed Aziz vervangt je" in eigen) == vervangt
    d.ververs()
    assert d.aanvraag.consulent == d.consulent


def test_reminders_reach_whoever_is_there_on_the_day_itself():
    """Filed on a Thursday, due the Thursday after next; reminders 7, 3 and 1 days before, all of them working days."""
    donderdag = datetime(2026, 11, 26, 11, tzinfo=UTC)
    with time_machine.travel(donderdag, tick=False):
        d = in_behandeling()
        mohamed = fabrieken.consulent(fabrieken.regio("ant"))
        fabrieken.afwezig(d.consulent, van=1, tot=7, vervanger=mohamed)
        fabrieken.afwezig(d.consulent, van=8, tot=11)
        coordinatoren = {user.email for user in accounts.coordinatoren()}
    for n in range(15):
        with time_machine.travel(donderdag + n * DAG, tick=False):
            list(verwerk(timezone.localdate()))
    gestuurd: dict[str, set[str]] = {}
    for bericht in Bericht.objects.filter(soort="herinnering").select_related("dagmail"):
        gestuurd.setdefault(bericht.dagmail.gegevens["op"], set()).add(bericht.adres)
    assert gestuurd == {
        "2026-12-03": {mohamed.email},
        "2026-12-07": coordinatoren,
        "2026-12-09": {d.consulent.email},
    }


def test_the_dry_run_of_a_later_day_knows_who_is_there_then(d, mohamed):
    fabrieken.afwezig(d.consulent, van=0, tot=1, vervanger=mohamed)
    acties = [a for n in range(15) for a in verwerk(timezone.localdate() + n * DAG, droog=True)]
    adressen = {a.ontvanger for a in acties if a.soort == "behandeling" and not a.moment.startswith("+")}
    assert adressen == {d.consulent.email}


def test_a_message_of_the_werkgever_reaches_the_replacement(d, mohamed, client):
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    client.force_login(d.werkgever)
    client.post(reverse("werkgever:bericht", args=[d.aanvraag.ref]), {"tekst": "Wanneer komen jullie?"})
    assert Bericht.objects.get(soort="nieuw_bericht").aan == mohamed


def test_many_dossiers_ask_once_who_is_away(mohamed, django_assert_max_num_queries):
    eerste = in_behandeling()
    dossiers = [eerste.aanvraag, *(in_behandeling().aanvraag for _ in range(2))]
    fabrieken.afwezig(eerste.consulent, vervanger=mohamed)
    rijen = Aanvraag.objects.filter(pk__in=[a.pk for a in dossiers]).select_related("consulent").order_by("pk")
    with django_assert_max_num_queries(
        2 + len(dossiers)
    ):  # the absences, the dossiers, the memberships of each consulent
        gevonden = behandelaars_van(rijen)
    assert gevonden[0] == mohamed and len(gevonden) == len(dossiers)


# --- new dossiers --------------------------------------------------------------------------------------------------


def test_a_new_dossier_goes_to_who_is_away_and_the_mail_to_the_replacement(mohamed, client):
    d = dossier().vul_in()
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    d.dien_in()
    assert d.aanvraag.consulent == d.consulent
    assert Bericht.objects.get(soort="nieuwe_aanvraag").aan == mohamed
    brief = Bericht.objects.get(soort="aanvraag_ingediend")
    assert "Mohamed Aziz neemt over tot en met" in brief.tekst
    client.force_login(d.werkgever)
    bevestiging = client.get(reverse("werkgever:ingediend", args=[d.aanvraag.ref])).content.decode()
    assert "Mohamed Aziz belt je" in bevestiging


def test_a_colleague_who_is_there_comes_first(mohamed):
    d = dossier().vul_in()
    collega = fabrieken.consulent(d.aanvraag.vestiging.regio)
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    for _ in range(2):
        fabrieken.AanvraagFactory(toestand="in_behandeling", vestiging=d.aanvraag.vestiging, consulent=collega)
    assert kies_consulent(d.aanvraag, timezone.localdate()) == collega


def test_with_everybody_away_and_nobody_standing_in_the_coordinator_has_it(inge):
    d = dossier().vul_in()
    fabrieken.afwezig(d.consulent)
    d.dien_in()
    assert d.aanvraag.consulent is None
    assert inge in {b.aan for b in Bericht.objects.filter(soort="nieuwe_aanvraag").select_related("aan")}


def test_the_replacement_never_owns_a_dossier(d, mohamed):
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    invaller = vers(mohamed)
    with pytest.raises(Geweigerd, match="vervangt in Oost-Vlaanderen een collega"):
        behandeling.toewijzen(aanvraag=d.aanvraag, consulent=invaller, door=d.consulent, op=timezone.now())
    nieuw = dossier(vestiging=fabrieken.VestigingFactory()).vul_in().dien_in()
    Aanvraag.objects.filter(pk=nieuw.aanvraag.pk).update(consulent=None)
    genomen = behandeling.in_behandeling_nemen(aanvraag=nieuw.aanvraag, door=invaller, op=timezone.now())
    assert genomen.consulent == d.consulent


def test_who_takes_in_an_unassigned_dossier_of_the_own_region_has_it(d):
    nieuw = dossier().vul_in().dien_in()
    Aanvraag.objects.filter(pk=nieuw.aanvraag.pk).update(consulent=None)
    genomen = behandeling.in_behandeling_nemen(aanvraag=nieuw.aanvraag, door=nieuw.consulent, op=timezone.now())
    assert genomen.consulent == nieuw.consulent


def test_who_stands_in_hears_what_the_absent_one_is_given(d, mohamed, inge):
    ander = fabrieken.consulent(d.aanvraag.regio)
    fabrieken.afwezig(ander, vervanger=mohamed)
    Bericht.objects.all().delete()
    behandeling.toewijzen(aanvraag=d.aanvraag, consulent=ander, door=inge, op=timezone.now())
    aan = {b.aan for b in Bericht.objects.filter(soort="dossier_toegewezen").select_related("aan")}
    assert aan == {d.consulent, ander, mohamed}


# --- what the replacement sees -------------------------------------------------------------------------------------


def test_a_colleague_of_the_region_who_is_there_keeps_the_own_work_to_oneself(d, mohamed):
    collega = fabrieken.consulent(d.aanvraag.regio)
    van_collega = fabrieken.AanvraagFactory(
        toestand="in_behandeling", vestiging=d.aanvraag.vestiging, regio=d.aanvraag.regio, consulent=collega
    )
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    lijst = set(mijn(vers(mohamed), stand(timezone.localdate())))
    assert d.aanvraag in lijst and van_collega not in lijst


def test_the_596_2_opens_for_the_replacement_of_who_handles_it_alone(mohamed):
    d, document = met_upload()
    collega = fabrieken.consulent(d.aanvraag.regio)
    van_collega = fabrieken.consulent(fabrieken.regio("lim"))
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    fabrieken.afwezig(collega, tot=3, vervanger=van_collega)
    assert documenten.mag_lezen(document, vers(mohamed))
    assert not documenten.mag_lezen(document, vers(van_collega))
    with op_dag(4):
        assert not documenten.mag_lezen(document, vers(mohamed))


@pytest.mark.parametrize("pad", ["/consulent/", "/consulent/werklijst/", "/termijnen/"])
def test_every_list_says_whose_work_it_is(d, mohamed, client, pad):
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    client.force_login(vers(mohamed))
    assert f"van {d.consulent.get_short_name()}, afwezig t/m" in client.get(pad).content.decode()


def test_the_dossier_says_to_each_whose_work_it_is(d, mohamed, inge, client):
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    client.force_login(inge)
    assert "Mohamed vervangt" in client.get(d.aanvraag.consulent_url).content.decode()
    client.force_login(vers(mohamed))
    assert f"van {d.consulent.get_short_name()}, afwezig" in client.get(d.aanvraag.consulent_url).content.decode()


def test_the_werkgever_reads_whom_to_call(d, mohamed, client):
    mohamed.telefoon = "+32470000009"
    mohamed.save()
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    client.force_login(d.werkgever)
    for pad in (d.aanvraag.get_absolute_url(), reverse("werkgever:overzicht")):
        pagina = client.get(pad).content.decode()
        assert "Ruben Janssens" in pagina, "the card of the region stays"
        assert "<strong>Mohamed Aziz</strong> over." in pagina and "tel:+32470000009" in pagina
    with op_dag(4):
        assert "</strong> over." not in client.get(d.aanvraag.get_absolute_url()).content.decode()


def test_without_a_phone_the_werkgever_gets_an_address(d, mohamed, client):
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    client.force_login(d.werkgever)
    assert f"mailto:{mohamed.email}" in client.get(d.aanvraag.get_absolute_url()).content.decode()


# --- help with a concept -------------------------------------------------------------------------------------------


def test_help_comes_from_the_replacement_until_the_consulent_is_back(mohamed):
    d = dossier().vul_in()
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    helper = hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    assert helper == mohamed
    assert Bericht.objects.get(soort="hulp_gevraagd").aan == mohamed
    einde = {lid.user: lid.tot for lid in Lidmaatschap.objects.filter(bron=Bron.HULP).select_related("user")}
    assert einde[mohamed] == timezone.localdate() + 3 * DAG < einde[d.consulent]
    assert hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now()) == mohamed
    assert Bericht.objects.filter(soort="hulp_gevraagd").count() == 1


def test_who_helped_and_is_away_now_is_helped_out(mohamed):
    d = dossier().vul_in()
    assert hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now()) == d.consulent
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    assert hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now()) == mohamed


# --- visits --------------------------------------------------------------------------------------------------------


def test_no_visit_is_planned_for_who_is_away(d, mohamed):
    fabrieken.afwezig(d.consulent, van=2, tot=4, vervanger=mohamed)
    for doe in (
        lambda: bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(3), door=d.consulent, op=timezone.now()),
        lambda: bezoek.bezoek_voorstellen(
            aanvraag=d.aanvraag, momenten=[over(1), over(4)], door=d.consulent, op=timezone.now()
        ),
    ):
        with pytest.raises(Geweigerd, match="is dan afwezig"):
            doe()
    assert bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(5), door=d.consulent, op=timezone.now())


def test_a_slot_of_who_is_away_by_then_cannot_be_chosen(d, mohamed):
    voorstel = bezoek.bezoek_voorstellen(
        aanvraag=d.aanvraag, momenten=[over(3), over(6)], door=d.consulent, op=timezone.now()
    )
    fabrieken.afwezig(d.consulent, van=2, tot=4, vervanger=mohamed)
    eerste, tweede = voorstel.momenten.order_by("begint_op")
    with pytest.raises(Geweigerd, match="is dan afwezig"):
        bezoek.bezoek_kiezen(aanvraag=d.aanvraag, moment=eerste, door=d.werkgever, op=timezone.now())
    assert bezoek.bezoek_kiezen(aanvraag=d.aanvraag, moment=tweede, door=d.werkgever, op=timezone.now())


def test_the_replacement_visits_while_standing_in_and_the_owner_afterwards(d, mohamed):
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    invaller, nu = vers(mohamed), timezone.now()
    binnen = bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(2), door=invaller, op=nu)
    assert binnen.consulent == mohamed
    later = bezoek.bezoek_verplaatsen(
        aanvraag=d.aanvraag, bezoek=binnen, begint_op=over(5), op_vraag_werkgever=False, door=invaller, op=nu
    )
    assert later.consulent == d.consulent


def test_slots_on_both_sides_of_the_last_day_are_refused(d, mohamed):
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    with pytest.raises(Geweigerd, match="dezelfde persoon"):
        bezoek.bezoek_voorstellen(
            aanvraag=d.aanvraag, momenten=[over(2), over(5)], door=vers(mohamed), op=timezone.now()
        )


def test_the_agenda_of_the_replacement_holds_the_visits_of_those_days(d, mohamed):
    tijdens, erna = gepland(d, over(2)), gepland(d, over(6))
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    vandaag = timezone.localdate()
    gezien = daglijst.bezoeken(vers(mohamed), vandaag, vandaag + 10 * DAG, stand(vandaag))
    assert tijdens in gezien and erna not in gezien
    assert daglijst.bezoeken(d.consulent, vandaag, vandaag + 10 * DAG, stand(vandaag)) == [tijdens, erna]


def test_taking_a_visit_over_updates_the_one_invitation(d, mohamed):
    b = gepland(d, over(2))
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    Bericht.objects.all().delete()
    genomen = bezoek.bezoek_overnemen(aanvraag=d.aanvraag, bezoek=b, door=vers(mohamed), op=timezone.now())
    assert (genomen.consulent, genomen.begint_op, genomen.uid, genomen.volgnummer) == (mohamed, over(2), b.uid, 1)
    brieven = Bericht.objects.filter(soort="bezoek_overgenomen")
    assert {brief.adres for brief in brieven} == {d.werkgever.email, d.consulent.email, mohamed.email}
    assert "SEQUENCE:1" in brieven[0].bijlagen[0]["inhoud"]
    with pytest.raises(Geweigerd, match="al in jouw agenda"):
        bezoek.bezoek_overnemen(aanvraag=d.aanvraag, bezoek=b, door=vers(mohamed), op=timezone.now())


def test_taking_over_needs_a_free_hour_and_a_day_one_still_stands_in(d, mohamed):
    laat, vol = gepland(d, over(6)), gepland(d, over(2))
    ander = in_behandeling()
    Bezoek.objects.filter(pk=gepland(ander, over(2)).pk).update(consulent=mohamed)
    fabrieken.afwezig(d.consulent, tot=3, vervanger=mohamed)
    invaller, nu = vers(mohamed), timezone.now()
    with pytest.raises(Geweigerd, match="vervang je niet meer"):
        bezoek.bezoek_overnemen(aanvraag=d.aanvraag, bezoek=laat, door=invaller, op=nu)
    with pytest.raises(Geweigerd, match="al een bezoek in de agenda"):
        bezoek.bezoek_overnemen(aanvraag=d.aanvraag, bezoek=vol, door=invaller, op=nu)
    with pytest.raises(Geweigerd, match="al voorbij"):
        bezoek.bezoek_overnemen(aanvraag=d.aanvraag, bezoek=vol, door=invaller, op=nu + 3 * DAG)


def test_back_early_the_visits_of_the_replacement_come_back_too(d, mohamed):
    rij = fabrieken.afwezig(d.consulent, tot=6, vervanger=mohamed)
    nu = timezone.now()
    vast = bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(4), door=vers(mohamed), op=nu)
    Bericht.objects.all().delete()
    organisaties.wijzig_afwezigheid(
        afwezigheid=rij, van=rij.van, tot=rij.van + 4 * DAG, vervanger=mohamed, door=d.consulent, op=nu
    )
    vast.refresh_from_db()
    assert vast.consulent == mohamed, "still covered"
    organisaties.trek_afwezigheid_in(afwezigheid=rij, door=d.consulent, op=nu)
    vast.refresh_from_db()
    assert (vast.consulent, vast.volgnummer) == (d.consulent, 1)
    assert {b.adres for b in Bericht.objects.filter(soort="bezoek_overgenomen")} == {
        d.werkgever.email,
        d.consulent.email,
        mohamed.email,
    }


def test_another_replacement_takes_visits_and_slots_along(d, mohamed):
    rij = fabrieken.afwezig(d.consulent, tot=6, vervanger=mohamed)
    nu, invaller = timezone.now(), vers(mohamed)
    voorstel = bezoek.bezoek_voorstellen(aanvraag=d.aanvraag, momenten=[over(3), over(4)], door=invaller, op=nu)
    lien = fabrieken.consulent(fabrieken.regio("wvl"))
    organisaties.wijzig_afwezigheid(afwezigheid=rij, van=rij.van, tot=rij.tot, vervanger=lien, door=d.consulent, op=nu)
    voorstel.refresh_from_db()
    assert voorstel.consulent == lien
    assert not Bericht.objects.filter(soort="bezoek_overgenomen").exists(), "nothing was agreed yet"


def test_a_visit_in_the_past_stays_with_who_made_it(d, mohamed):
    rij = fabrieken.afwezig(d.consulent, tot=6, vervanger=mohamed)
    gedaan = gepland(d, timezone.now() - timedelta(hours=2))
    Bezoek.objects.filter(pk=gedaan.pk).update(consulent=mohamed)
    organisaties.trek_afwezigheid_in(afwezigheid=rij, door=d.consulent, op=timezone.now())
    gedaan.refresh_from_db()
    assert gedaan.consulent == mohamed


def test_a_closing_is_told_to_who_stands_in(d, mohamed):
    fabrieken.afwezig(d.consulent, vervanger=mohamed)
    bezoek.sluiting_melden(aanvraag=d.aanvraag, tot=timezone.localdate() + 5 * DAG, door=d.werkgever, op=timezone.now())
    assert Bericht.objects.get(soort="sluiting_gemeld").aan == mohamed


def test_the_absent_one_who_leaves_keeps_nothing_waiting(d, mohamed, inge):
    fabrieken.afwezig(d.consulent, tot=6, vervanger=mohamed)
    organisaties.deactiveer_gebruiker(user=d.consulent, door=inge, op=timezone.now())
    d.ververs()
    assert d.aanvraag.consulent is None
    assert not behandelbaar(vers(mohamed)).exists()
    assert Afwezigheid.objects.get().ingetrokken_op
