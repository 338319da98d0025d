"""Begeleiding, schorsing, opheffing, uitsluiting, beroep and rechtzetten: who may, what follows (rules.md §3.2, §3.3)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten import codes
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import soort_termijn
from educam_portal.workflow import feiten as alle_feiten
from erkenning import feiten, rules
from erkenning.models import Aanvraag, Beroep, Brief, Erkenning, Maatregel
from erkenning.services import begeleiding, beroep, concept, indienen, maatregelen, rechtzetten, vestigingen
from erkenning.services.maatregelen import Gehoord
from erkenning.toestanden import Stand
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.dossiers import dossier, in_behandeling, klaar_om_te_beslissen, opleiding_met_checklist

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
GEHOORD = Gehoord(op=date(2026, 1, 5), hoe="Gesprek in de werkplaats.")


@pytest.fixture
def coordinator():
    return fabrieken.coordinator()


@pytest.fixture
def d():
    return klaar_om_te_beslissen().beslis()


@pytest.fixture
def gemeld(monkeypatch):
    """The facts that were told, in order."""
    namen: list[str] = []
    for naam in [feiten.ERKENNING_GESCHORST, feiten.ERKENNING_OPGEHEVEN, feiten.ERKENNING_HERSTELD]:
        monkeypatch.setitem(
            alle_feiten._verwerkers, naam, [lambda naam=naam, **_: namen.append(naam), *alle_feiten._verwerkers[naam]]
        )
    return namen


def erkenning() -> Erkenning:
    return Erkenning.objects.get()


def hef_op(d, door, **velden) -> Maatregel:
    standaard = {"redenen": "De werkplaats is gesloten.", "gehoord": GEHOORD, "op": timezone.now()}
    return maatregelen.opheffen(erkenning=erkenning(), door=door, **(standaard | velden))


# --- how it stands on a day --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "velden", "verwacht"),
    [
        (date(2026, 1, 9), {}, Stand.TOEKOMSTIG),
        (date(2026, 1, 10), {}, Stand.GELDIG),
        (date(2031, 1, 9), {}, Stand.GELDIG),
        (date(2031, 1, 10), {}, Stand.VERVALLEN),
        (date(2026, 3, 1), {"geschorst_van": date(2026, 3, 1), "geschorst_tot": date(2026, 3, 31)}, Stand.GESCHORST),
        (date(2026, 3, 31), {"geschorst_van": date(2026, 3, 1), "geschorst_tot": date(2026, 3, 31)}, Stand.GESCHORST),
        (date(2026, 4, 1), {"geschorst_van": date(2026, 3, 1), "geschorst_tot": date(2026, 3, 31)}, Stand.GELDIG),
        (date(2027, 1, 1), {"geschorst_van": date(2026, 3, 1)}, Stand.GESCHORST),
        (date(2026, 5, 4), {"toestand": "opgeheven", "beeindigd_op": date(2026, 5, 5)}, Stand.GELDIG),
        (date(2026, 5, 5), {"toestand": "opgeheven", "beeindigd_op": date(2026, 5, 5)}, Stand.OPGEHEVEN),
        (date(2026, 5, 5), {"toestand": "uitgesloten", "beeindigd_op": date(2026, 5, 5)}, Stand.UITGESLOTEN),
    ],
)
def test_how_an_erkenning_stands(op, velden, verwacht):
    basis = {"toestand": "lopend", "van": date(2026, 1, 10), "tot": date(2031, 1, 9)}
    assert rules.stand(op, **(basis | velden)) == verwacht


def test_the_stored_rows_and_the_rule_agree(d):
    """`geldig()` in the database and `stand` in Python answer the same, on every day that matters."""
    vandaag = timezone.localdate()
    rij = erkenning()
    rij.geschorst_van, rij.geschorst_tot = vandaag + 5 * DAG, vandaag + 9 * DAG
    rij.save()
    for n in (-1, 0, 4, 5, 9, 10):
        op = vandaag + n * DAG
        assert Erkenning.objects.geldig(op).exists() == (rij.stand(op).consulent == "Geldig"), n


# --- begeleiding -------------------------------------------------------------------------------------------------


def test_begeleiding_reminds_both_sides_and_then_the_consulent(d):
    nu, vandaag = timezone.now(), timezone.localdate()
    begeleiding.begeleiding_starten(
        erkenning=erkenning(), punten="Herstel de brug.", tegen=vandaag + 30 * DAG, door=d.consulent, op=nu
    )
    assert Bericht.objects.get(soort="begeleiding_gestart").adres == d.werkgever.email
    acties = [
        actie for n in range(40) for actie in verwerk(vandaag + n * DAG, droog=True) if actie.soort == "begeleiding"
    ]
    assert {(actie.moment, actie.ontvanger) for actie in acties} == {
        ("-7d", d.werkgever.email),
        ("-7d", d.consulent.email),
        ("+1d", d.consulent.email),
    }
    soort, lopend = soort_termijn("begeleiding"), Termijn.objects.get(soort="begeleiding")
    assert soort.url(lopend, d.consulent) == erkenning().consulent_url, "where it is closed"
    assert soort.url(lopend, d.werkgever) == d.aanvraag.get_absolute_url()
    with pytest.raises(Geweigerd, match="loopt al"):
        begeleiding.begeleiding_starten(
            erkenning=erkenning(), punten="Nog iets.", tegen=vandaag + 9 * DAG, door=d.consulent, op=nu
        )
    begeleiding.begeleiding_afronden(
        erkenning=erkenning(), in_orde=True, besluit="Nieuwe brug.", door=d.consulent, op=nu
    )
    assert not Termijn.objects.open().filter(soort="begeleiding").exists()
    assert "in orde" in Bericht.objects.get(soort="begeleiding_afgerond").titel


# --- schorsing ---------------------------------------------------------------------------------------------------


def test_a_schorsing_hides_it_for_its_days(d, coordinator, gemeld):
    vandaag = timezone.localdate()
    maatregelen.schorsen(
        erkenning=erkenning(), van=vandaag, tot=vandaag + 9 * DAG, redenen="Werken in de hal.", door=coordinator,
        op=timezone.now(),
    )  # fmt: skip
    assert not Erkenning.objects.geldig().exists()
    assert Erkenning.objects.geldig(vandaag + 10 * DAG).exists()
    assert gemeld == ["erkenning.geschorst"]
    brief = Brief.objects.get(soort="maatregel")
    assert brief.gegevens["redenen"] == "Werken in de hal." and brief.maatregel.soort == "schorsing"
    assert Bericht.objects.get(soort="maatregel_genomen").adres == d.werkgever.email
    assert not Termijn.objects.filter(soort="beroep_maatregel").exists()
    with pytest.raises(Geweigerd, match="al geschorst"):
        maatregelen.schorsen(
            erkenning=erkenning(), van=vandaag, tot=None, redenen="x", door=coordinator, op=timezone.now()
        )


def test_ended_early_it_counts_again_today(d, coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    maatregelen.schorsen(erkenning=erkenning(), van=vandaag, tot=None, redenen="Werken.", door=coordinator, op=nu)
    maatregelen.schorsing_beeindigen(erkenning=erkenning(), reden="De hal is klaar.", door=coordinator, op=nu + 5 * DAG)
    assert Erkenning.objects.geldig(vandaag + 5 * DAG).exists()
    assert not Erkenning.objects.geldig(vandaag + 4 * DAG).exists()
    assert "telt weer" in Bericht.objects.get(soort="schorsing_voorbij").titel


# --- opheffing ---------------------------------------------------------------------------------------------------


def test_an_opheffing_ends_what_hangs_on_it_and_opens_the_appeal(d, coordinator, gemeld):
    vandaag = timezone.localdate()
    maatregel = hef_op(d, coordinator)
    rij = erkenning()
    assert (rij.toestand, rij.opgeheven_op) == ("opgeheven", vandaag)
    assert not Erkenning.objects.geldig().exists()
    assert Aanduiding.objects.get().tot == vandaag
    open_ = set(Termijn.objects.open().values_list("soort", flat=True))
    assert "geldigheid" not in open_ and "mentoropleiding" not in open_
    assert termijnen.van(maatregel, "beroep_maatregel").vervalt_op == vandaag + 10 * DAG
    assert termijnen.van(d.aanvraag, "bewaring").vervalt_op.year == vandaag.year + 5
    assert gemeld == ["erkenning.opgeheven"]
    assert maatregel.brief.gegevens["beroep_dagen"] == 10


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"redenen": " "}, "redenen"),
        ({"gehoord": Gehoord()}, "gehoord of uitgenodigd"),
        ({"gehoord": Gehoord(op=date(2999, 1, 1))}, "moet nog komen"),
    ],
)
def test_not_without_reasons_and_not_unheard(d, coordinator, velden, zin):
    with pytest.raises(Geweigerd, match=zin):
        hef_op(d, coordinator, **velden)
    assert erkenning().toestand == "lopend" and not Maatregel.objects.exists()


def test_at_once_only_for_urgency_with_its_reason(d, coordinator):
    maatregel = hef_op(d, coordinator, gehoord=Gehoord(dringend_reden="Er is brandgevaar."))
    assert maatregel.brief.gegevens["dringend_reden"] == "Er is brandgevaar."


def test_only_a_coordinator_takes_a_measure(d):
    for door in (d.consulent, d.werkgever):
        with pytest.raises(Geweigerd):
            hef_op(d, door)


# --- uitsluiting -------------------------------------------------------------------------------------------------


def sluit_uit(wie, door, **velden) -> Maatregel:
    standaard = {"tot": None, "redenen": "Herhaald geen loon betaald.", "gehoord": GEHOORD, "op": timezone.now()}
    return maatregelen.uitsluiten(wie=wie, door=door, **(standaard | velden))


def test_an_excluded_onderneming_loses_all_and_asks_nothing_new(d, coordinator):
    onderneming = d.aanvraag.onderneming
    ander = in_behandeling(vestiging=fabrieken.VestigingFactory(onderneming=onderneming))
    half = dossier(vestiging=ander.aanvraag.vestiging).vul_in()
    sluit_uit(onderneming, coordinator)
    assert erkenning().toestand == "uitgesloten"
    assert Aanvraag.objects.get(pk=ander.aanvraag.pk).toestand == "zonder_gevolg"
    assert not Termijn.objects.open().filter(soort__in=["behandeling", "geldigheid", "mentoropleiding"]).exists()
    with pytest.raises(Geweigerd, match="voorgoed uitgesloten"):
        concept.nieuw(onderneming=onderneming, door=d.werkgever, op=timezone.now())
    with pytest.raises(Geweigerd, match="voorgoed uitgesloten"):
        indienen.indienen(aanvraag=half.aanvraag, door=half.werkgever, op=timezone.now(), engagementen=True)
    with pytest.raises(Geweigerd, match="al uitgesloten"):
        sluit_uit(onderneming, coordinator)


def test_an_excluded_vestiging_leaves_the_others_alone_and_comes_back(d, coordinator):
    vestiging = d.aanvraag.vestiging
    ander = fabrieken.ErkenningFactory(vestiging=fabrieken.VestigingFactory(onderneming=vestiging.onderneming))
    vandaag = timezone.localdate()
    sluit_uit(vestiging, coordinator, tot=vandaag + 30 * DAG)
    assert list(Erkenning.objects.geldig()) == [ander]
    assert concept.nieuw(onderneming=vestiging.onderneming, door=d.werkgever, op=timezone.now())
    assert Maatregel.objects.uitsluiting_van(vestiging.onderneming, vestiging, op=vandaag + 30 * DAG)
    assert not Maatregel.objects.uitsluiting_van(vestiging.onderneming, vestiging, op=vandaag + 31 * DAG)


def test_the_page_tells_of_the_chosen_vestiging_alone_before_it_is_excluded(client, d, coordinator):
    vestiging, vandaag = d.aanvraag.vestiging, timezone.localdate()
    ander = fabrieken.ErkenningFactory(vestiging=fabrieken.VestigingFactory(onderneming=vestiging.onderneming))
    client.force_login(coordinator)
    adres = f"/consulent/bedrijven/{vestiging.onderneming_id}/uitsluiten/"
    assert f"{ander}: eindigt vandaag" in " ".join(client.get(adres).content.decode().replace("</a>", "").split())
    keuze = {"wie": vestiging.pk, "gezien": "onderneming", "redenen": "Loon.", "gehoord_op": vandaag.isoformat()}
    antwoord = client.post(adres, keuze)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Lees eerst wat deze keuze raakt" in html
    assert str(d.mentoren[0]) in html and ander.consulent_url not in html
    assert not Maatregel.objects.exists()
    assert f'name="gezien" value="{vestiging.pk}"' in html
    brief = client.post(adres, keuze | {"gezien": vestiging.pk}).content.decode()
    assert "Je vestiging is uitgesloten" in brief and f'name="gezien" value="{vestiging.pk}"' in brief
    assert client.post(adres, keuze | {"gezien": vestiging.pk, "stap": "bevestig"}).status_code == 302
    assert Maatregel.objects.get().vestiging == vestiging and Erkenning.objects.get(pk=ander.pk).toestand == "lopend"


# --- beroep ------------------------------------------------------------------------------------------------------


def test_the_werkgever_finds_a_decision_on_the_overview_while_an_appeal_can_be_lodged(client, d, coordinator):
    client.force_login(d.werkgever)
    assert "Lees de beslissing" not in client.get("/werkgever/").content.decode()
    maatregel = hef_op(d, coordinator)
    lijst = client.get("/werkgever/aanvragen/").content.decode()
    assert "Opgeheven" in lijst and "Erkend" not in lijst
    pagina = client.get("/werkgever/").content.decode()
    assert "Lees de beslissing" in pagina and f'href="{maatregel.get_absolute_url()}"' in pagina
    vandaag, nu = timezone.localdate(), timezone.now()
    beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    assert "Lees de beslissing" not in client.get("/werkgever/").content.decode()


def test_a_ruling_against_a_measure_gives_back_what_it_ended(d, coordinator, gemeld):
    nu, vandaag = timezone.now(), timezone.localdate()
    voor = {t.soort: t.vervalt_op for t in Termijn.objects.open() if t.soort in ("geldigheid", "mentoropleiding")}
    maatregel = hef_op(d, coordinator)
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    assert not Termijn.objects.open().filter(soort="beroep_maatregel").exists()
    beroep.beroep_uitspraak(
        beroep=lopend,
        uitkomst="gegrond",
        uitspraak_op=vandaag,
        toelichting="De hal is in orde.",
        door=coordinator,
        op=nu,
    )
    rij = erkenning()
    assert (rij.toestand, rij.opgeheven_op) == ("lopend", None)
    assert Erkenning.objects.geldig().exists() and Aanduiding.objects.get().tot is None
    na = {t.soort: t.vervalt_op for t in Termijn.objects.open() if t.soort in ("geldigheid", "mentoropleiding")}
    assert na == voor
    assert gemeld == ["erkenning.opgeheven", "erkenning.hersteld"]
    with pytest.raises(Geweigerd, match="geen beroep"):
        beroep.beroep_registreren(over=lopend.maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)


def test_the_page_of_a_measure_offers_an_appeal_a_ruling_and_then_nothing(client, d, coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    maatregel = hef_op(d, coordinator)
    client.force_login(coordinator)

    def aanbod() -> list[str]:
        html = client.get(maatregel.consulent_url).content.decode()
        return [tekst for tekst in ("Beroep registreren", "Uitspraak invoeren") if tekst in html]

    assert aanbod() == ["Beroep registreren"]
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    assert aanbod() == ["Uitspraak invoeren"]
    beroep.beroep_uitspraak(
        beroep=lopend, uitkomst="gegrond", uitspraak_op=vandaag, toelichting="", door=coordinator, op=nu
    )
    assert aanbod() == []


def test_a_ruling_gives_nothing_back_at_a_vestiging_that_closed_meanwhile(d, coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    ander = fabrieken.ErkenningFactory(vestiging=fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming))
    maatregel = sluit_uit(d.aanvraag.onderneming, coordinator)
    vestigingen.sluiten(vestiging=d.aanvraag.vestiging, vanaf=vandaag, reden="Verkocht.", door=d.werkgever, op=nu)
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    beroep.beroep_uitspraak(
        beroep=lopend, uitkomst="gegrond", uitspraak_op=vandaag, toelichting="", door=coordinator, op=nu
    )
    assert list(Erkenning.objects.filter(toestand="lopend")) == [ander]
    assert not Aanduiding.objects.filter(tot=None).exists()


def test_a_ruling_against_a_refusal_recognises_from_its_date(coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    d = klaar_om_te_beslissen().beslis(weiger="Te klein.")
    from erkenning.services import beslissen

    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=nu)
    d.ververs()
    lopend = beroep.beroep_registreren(over=d.aanvraag, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    lijn = d.aanvraag.lijnen.get()
    uitspraak = {
        "beroep": lopend, "uitkomst": "gegrond", "uitspraak_op": vandaag, "toelichting": "", "door": coordinator, "op": nu
    }  # fmt: skip
    with pytest.raises(Geweigerd, match="welke opleidingen"):
        beroep.beroep_uitspraak(**uitspraak)
    with pytest.raises(Geweigerd, match="minstens één mentor"):
        beroep.beroep_uitspraak(**uitspraak, toegekend=[lijn], vanaf=vandaag)
    beroep.beroep_uitspraak(**uitspraak, toegekend=[lijn], vanaf=vandaag, mentoren=list(lijn.mentoren.all()))
    rij = erkenning()
    assert rij.geldig_van == vandaag
    assert rij.lijn.toestand == "erkend" and rij.lijn.redenen == ""
    assert Brief.objects.filter(soort="attest", erkenning=rij).exists()
    with pytest.raises(Geweigerd, match="staat er al"):
        beroep.beroep_uitspraak(**uitspraak, toegekend=[lijn], vanaf=vandaag)


def test_an_unfounded_appeal_changes_nothing(d, coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    maatregel = hef_op(d, coordinator)
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    beroep.beroep_uitspraak(
        beroep=lopend, uitkomst="ongegrond", uitspraak_op=vandaag, toelichting="", door=coordinator, op=nu
    )
    assert erkenning().toestand == "opgeheven"
    assert Beroep.objects.get().get_uitkomst_display() == "Ongegrond"


def test_appeals_out_of_order_are_refused(d, coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    maatregel = hef_op(d, coordinator)
    for ingediend_op, zin in [(vandaag + DAG, "moet nog komen"), (vandaag - DAG, "niet voor de beslissing")]:
        with pytest.raises(Geweigerd, match=zin):
            beroep.beroep_registreren(over=maatregel, ingediend_op=ingediend_op, notitie="", door=coordinator, op=nu)
    with pytest.raises(Geweigerd, match="coördinator"):
        beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=d.consulent, op=nu)


# --- rechtzetten -------------------------------------------------------------------------------------------------


def test_put_right_the_old_code_says_replaced(d, coordinator):
    oud = erkenning().code
    ander = opleiding_met_checklist()
    rechtzetten.rechtzetten(
        aanvraag=d.aanvraag,
        reden="De opleiding stond verkeerd.",
        door=coordinator,
        op=timezone.now(),
        correcties={erkenning().pk: rechtzetten.Correctie(opleiding=ander)},
        naam_vestiging="Garage Recht",
    )
    rij = erkenning()
    assert rij.opleiding == ander and rij.lijn.opleiding == ander and rij.vestiging.naam == "Garage Recht"
    assert codes.zoek(oud).kop == "Vervangen"
    assert codes.zoek(rij.code).geldig
    beslissing = Brief.objects.filter(soort="beslissing").latest("versie")
    assert beslissing.gegevens["versie"] == 2 and beslissing.gegevens["erkend"][0]["opleiding"] == str(ander)
    assert "De opleiding stond verkeerd." in Bericht.objects.get(soort="brief_rechtgezet").tekst


def test_another_date_moves_the_end_with_it(d, coordinator):
    van = timezone.localdate() - 3 * DAG
    rechtzetten.rechtzetten(
        aanvraag=d.aanvraag,
        reden="Verkeerde datum.",
        door=coordinator,
        op=timezone.now(),
        correcties={erkenning().pk: rechtzetten.Correctie(geldig_van=van)},
    )
    rij = erkenning()
    assert rij.geldig_van == van
    assert Termijn.objects.open().get(soort="geldigheid").vervalt_op == rij.geldig_tot


def test_a_correction_that_would_overlap_is_refused(d, coordinator):
    ander = fabrieken.ErkenningFactory(vestiging=d.aanvraag.vestiging)
    with pytest.raises(Geweigerd, match="samen met een andere"):
        rechtzetten.rechtzetten(
            aanvraag=d.aanvraag,
            reden="Fout.",
            door=coordinator,
            op=timezone.now(),
            correcties={d.aanvraag.lijnen.get().erkenning.pk: rechtzetten.Correctie(opleiding=ander.opleiding)},
        )


def test_the_year_of_the_mentor_follows_the_day_of_the_grant_that_is_put_right(d, coordinator):
    vandaag, m = timezone.localdate(), d.mentoren[0]
    rij = erkenning()
    later = vandaag + 5 * DAG
    termijnen.verleng(
        termijnen.van(m, "mentoropleiding"), tot=vandaag + 400 * DAG, reden="Ziek.", door=d.consulent, op=vandaag
    )

    def zet_recht(dag: date) -> None:
        rechtzetten.rechtzetten(
            aanvraag=d.aanvraag,
            reden="Verkeerde dag.",
            door=coordinator,
            op=timezone.now(),
            correcties={rij.pk: rechtzetten.Correctie(geldig_van=dag)},
        )

    zet_recht(later)
    termijn = termijnen.van(m, "mentoropleiding")
    assert (termijn.start, termijn.vervalt_op) == (later, vandaag + 400 * DAG)
    assert termijnen.van(rij, "geldigheid").vervalt_op == erkenning().geldig_tot
    elders = fabrieken.ErkenningFactory(geldig_van=vandaag + 2 * DAG, vestiging=d.aanvraag.vestiging)
    fabrieken.AanduidingFactory(mentor=m, vestiging=elders.vestiging, opleiding=elders.opleiding, van=vandaag)
    zet_recht(vandaag + 9 * DAG)
    assert termijnen.van(m, "mentoropleiding").start == vandaag + 2 * DAG, "de eerste erkenning telt"
    zet_recht(vandaag)
    assert termijnen.van(m, "mentoropleiding").start == vandaag + 2 * DAG


def test_after_an_appeal_the_year_counts_from_the_day_in_the_ruling(coordinator):
    nu, vandaag = timezone.now(), timezone.localdate()
    d = klaar_om_te_beslissen().beslis(weiger="Te klein.")
    from erkenning.services import beslissen

    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=nu)
    lijn = d.ververs().aanvraag.lijnen.get()
    assert termijnen.van(d.mentoren[0], "mentoropleiding") is None
    lopend = beroep.beroep_registreren(over=d.aanvraag, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    beroep.beroep_uitspraak(
        beroep=lopend, uitkomst="gegrond", uitspraak_op=vandaag, toelichting="", door=coordinator, op=nu,
        toegekend=[lijn], vanaf=vandaag + 3 * DAG, mentoren=list(lijn.mentoren.all()),
    )  # fmt: skip
    rij = erkenning()
    assert termijnen.van(d.mentoren[0], "mentoropleiding").start == rij.geldig_van == vandaag + 3 * DAG
    assert termijnen.van(rij, "geldigheid").vervalt_op == rij.geldig_tot
