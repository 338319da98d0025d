"""`manage.py demo`: a believable world, complete, safe to load, and fresh again whenever asked."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from educam_portal.accounts.models import Rol, Uitnodiging, User
from educam_portal.documenten.models import Document
from educam_portal.documenten.rekenblad import MIME_XLSX
from educam_portal.meldingen.models import Bericht, Draadbericht, Voorkeur
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Onderneming, Opleiding, School, Toegangsverzoek, Vestiging
from educam_portal.overzicht.demo import doorgegeven, laden
from educam_portal.overzicht.demo.wereld import WACHTWOORD
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Taakloop, Termijn
from educam_portal.termijnen.rules import is_werkdag
from educam_portal.termijnen.vooruitblik import kalender
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvraag, AanvraagLijn, Bezoek, Brief, Erkenning
from erkenning.toestanden import Toestand
from mentoren.models import Mentor, Uittreksel
from overeenkomsten.models import Addendum, Overeenkomst, Verplichting
from premies.models import Levering, Premie, Toestemming
from tests.architecture.boom import WORTEL

AANMELDINGEN = [
    "werkgever",
    "werkgever2",
    "mentor",
    "school",
    "school2",
    "secretariaat",
    *(f"consulent.{regio}" for regio in ("wvl", "ovl", "lim", "ant", "bru")),
    "coordinator",
    "coordinator2",
    "beheerder",
]
pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]


@pytest.fixture(scope="module")
def geladen(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo world, loaded once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demo(geladen, db):
    """Every test looks at the loaded world, inside a transaction of its own."""


@pytest.mark.parametrize("naam", AANMELDINGEN)
def test_elke_aanmelding_werkt(client, naam):
    assert client.login(username=f"{naam}@example.be", password=WACHTWOORD)
    user = User.objects.get(email=f"{naam}@example.be")
    assert user.lidmaatschappen_nu
    assert user.emailaddress_set.get().verified


def test_de_readme_noemt_elke_aanmelding():
    """`.ovl` beside `consulent.wvl@example.be` stands for the same address of another region."""
    readme = (WORTEL / "README.md").read_text(encoding="utf-8")
    genoemd = set(re.findall(r"`([\w.]+)@example\.be`", readme))
    (consulenten,) = re.findall(r"^\| `consulent.*$", readme, re.MULTILINE)
    genoemd |= {f"consulent{regio}" for regio in re.findall(r"`(\.[a-z]{3})`", consulenten)}
    assert genoemd == set(AANMELDINGEN)


def test_elke_toestand_komt_voor():
    assert set(Aanvraag.objects.values_list("toestand", flat=True)) == set(Toestand.values)
    uitkomsten = set(AanvraagLijn.objects.filter(aanvraag__toestand="beslist").values_list("toestand", flat=True))
    assert uitkomsten == {"erkend", "geweigerd"}


def test_elke_werkvoorraad_van_de_consulent_is_gevuld():
    vandaag = timezone.localdate()
    assert Aanvraag.objects.open().filter(vervalt_op__lt=vandaag).exists(), "te laat"
    assert Termijn.objects.open().filter(soort="behandeling", vervalt_op=None).exists(), "gepauzeerd"
    assert Bezoek.objects.filter(toestand="vastgelegd", begint_op__date=vandaag).exists(), "bezoek vandaag"
    assert Bezoek.objects.filter(toestand="voorgesteld", momenten__begint_op__gt=timezone.now()).exists(), "momenten"
    assert Aanvraag.objects.filter(toestand="in_behandeling", verslag__ingediend_op__isnull=False).exists(), "klaar"
    assert Onderneming.objects.filter(status="te_bevestigen").exists()
    assert Toegangsverzoek.objects.filter(status="open").exists()
    assert Aanvraag.objects.open().filter(vestiging__nummer=None).exists(), "vestigingsnummer onbekend"
    assert Uittreksel.objects.filter(uitkomst="vermelding", oordeel="").exists()
    assert Draadbericht.objects.exists()


def test_erkenningen_vullen_de_kaart_in_elke_regio():
    vandaag = timezone.localdate()
    geldig = Erkenning.objects.geldig()
    assert geldig.count() >= 15
    assert geldig.values("vestiging__regio").distinct().count() == 5
    assert geldig.filter(geldig_tot__lte=vandaag + timedelta(days=61)).exists()
    assert Erkenning.objects.filter(geldig_tot__lt=vandaag).exists()
    assert School.objects.values("soort").distinct().count() == 3


def test_mentoren_met_en_zonder_opleiding_en_een_die_bijna_moet():
    termijnen = Termijn.objects.filter(soort="mentoropleiding")
    assert termijnen.filter(voldaan_op__isnull=False).exists()
    assert termijnen.open().filter(vervalt_op__lt=timezone.localdate() + timedelta(days=61)).exists()
    assert Mentor.objects.exclude(persoon__mentoropleiding_op=None).exists()
    assert termijnen.open().filter(persoon__email="mentor@example.be").count() == 1, "de mentor leest de eigen termijn"


def test_de_werkgever_heeft_een_rijk_overzicht():
    user = User.objects.get(email="werkgever@example.be")
    eigen = Aanvraag.objects.for_user(user)
    assert {"concept", "in_behandeling", "aanvulling_gevraagd", "beslist"} == set(
        eigen.values_list("toestand", flat=True)
    )
    lopend = eigen.get(toestand="in_behandeling")
    assert lopend.consulent.email == "consulent.ovl@example.be"
    assert Erkenning.objects.geldig().filter(vestiging__in=Vestiging.objects.for_user(user)).exists()


def test_een_overeenkomst_veranderde_een_staat_stil_en_een_stopte_en_niemand_blijft_achter():
    vandaag = timezone.localdate()
    (bijlage,) = Addendum.objects.all()
    assert (bijlage.overeenkomst.lerende.voornaam, bijlage.toegepast_op is not None) == ("Yassine", True)
    stil = Overeenkomst.objects.get(toestand="lopend", schorsingen__van__lte=vandaag, schorsingen__tot__gte=vandaag)
    assert (stil.lerende.voornaam, stil.status.label) == ("Ilias", "Geschorst")
    gestopt = Overeenkomst.objects.get(toestand="beeindigd")
    einde = gestopt.beeindigingen.get()
    getekend = einde.stuk.ondertekenaars.exclude(getekend_op=None).order_by("pk").values_list("partij", flat=True)
    assert (einde.wijze, list(getekend)) == ("onderling", ["school", "onderneming", "lerende", "vertegenwoordiger"])
    laat = Verplichting.objects.filter(overeenkomst__toestand="lopend", vervalt_op__lt=vandaag, gedaan_op=None)
    assert list(laat) == []


def test_een_premie_is_op_koers_een_vraagt_iets_en_een_is_niet_mogelijk():
    premies = list(Premie.objects.all())
    assert {een.status.label for een in premies} >= {"Op koers", "Actie nodig", "Niet mogelijk"}
    assert all(een.beoordeeld_op for een in premies)
    assert Toestemming.objects.count() == 2
    op_koers = Premie.objects.get(overeenkomst__lerende__voornaam="Robbe")
    assert (op_koers.status.label, op_koers.onderneming.toestemmingen.count()) == ("Op koers", 1)


def test_een_vorig_schooljaar_is_doorgegeven_en_beantwoord(client):
    """Handed on in one batch, decided and paid in two replies; the werkgever and the coördinator read it."""
    levering = Levering.objects.get()
    assert (levering.totaal, levering.gedaan, levering.klaar_op) == (3, 3, levering.gemaakt_op)
    premies = {een.overeenkomst.lerende.voornaam: een for een in levering.premies.all()}
    assert {naam: een.toestand for naam, een in premies.items()} == {
        "Jonas": "uitbetaald", "Aya": "toegekend", "Tibo": "geweigerd",
    }  # fmt: skip
    waarom = ["geregistreerd", "toestemming", "prestaties", "tijd"]
    assert all([stap.aanleiding for stap in een.beoordelingen.all()] == waarom for een in premies.values())
    assert all(een.beoordelingen.latest("op").op < levering.gemaakt_op for een in premies.values())
    antwoorden = list(levering.antwoorden.order_by("pk").values_list("toegekend", "geweigerd", "uitbetaald"))
    assert antwoorden == [(2, 1, 0), (0, 0, 1)]
    assert Bericht.objects.filter(soort="premies_beslist", aan__email="werkgever@example.be").count() == 2
    for naam, pad in (("werkgever", "/werkgever/premies/"), ("coordinator", "/coordinator/premies/lijst/")):
        client.force_login(User.objects.get(email=f"{naam}@example.be"))
        html = client.get(f"{pad}?schooljaar={levering.schooljaar}").content.decode()
        assert all(woord in html for woord in ("Uitbetaald", "Toegekend", "Geweigerd")), pad


@pytest.mark.parametrize(
    ("vandaag", "jaar"), [("2026-10-30", 2024), ("2026-10-31", 2025), ("2027-08-31", 2025), ("2028-02-29", 2026)]
)
def test_het_vorige_schooljaar_is_lang_genoeg_voorbij_om_een_antwoord_te_hebben(vandaag, jaar):
    dag = date.fromisoformat(vandaag)
    assert doorgegeven.voorbij(dag) == jaar
    assert date(jaar + 1, *doorgegeven.BETAALD) <= dag


def test_nummers_en_telefoons_kloppen_en_niemand_bestaat_echt():
    for onderneming in Onderneming.objects.all():
        assert nummers.schoon_onderneming(onderneming.nummer) == onderneming.nummer
    for vestiging in Vestiging.objects.all():
        assert vestiging.nummer is None or nummers.schoon_vestiging(vestiging.nummer) == vestiging.nummer
        assert nummers.schoon_telefoon(vestiging.telefoon) == vestiging.telefoon
    for user in User.objects.all():
        assert nummers.schoon_telefoon(user.telefoon) == user.telefoon
    adressen = [
        *User.objects.values_list("email", flat=True),
        *Bericht.objects.values_list("adres", flat=True),
        *Uitnodiging.objects.values_list("email", flat=True),
        *Mentor.objects.values_list("email", flat=True),
        *Vestiging.objects.values_list("email", flat=True),
    ]
    assert adressen
    assert not [adres for adres in adressen if not adres.endswith("@example.be")]


def test_documenten_zijn_echt_en_het_uittreksel_is_versleuteld():
    mimes = {"application/pdf", "image/png", "text/csv", "application/json", MIME_XLSX}
    assert set(Document.objects.values_list("mime", flat=True)) == mimes
    assert Document.objects.filter(soort="strafregister", gevoelig=True, gewist_op=None).exclude(sleutel="").exists()


def test_de_geschiedenis_staat_in_de_tijd_waarin_ze_gebeurde():
    nu, vandaag = timezone.now(), timezone.localdate()
    assert not Gebeurtenis.objects.filter(op__gt=nu).exists()
    aanvraag = Aanvraag.objects.filter(toestand="beslist").earliest("ingediend_op")
    assert aanvraag.ingediend_op < nu - timedelta(days=1800)
    assert aanvraag.history.earliest().history_date < nu - timedelta(days=1800)
    assert {bericht.aangemaakt_op.year for bericht in Bericht.objects.filter(soort="nieuwe_aanvraag")} > {vandaag.year}
    assert Brief.objects.filter(aangemaakt_op__date=aanvraag.beslist_op).exists()
    assert not Taakloop.objects.exclude(fouten=0).exists()


def test_enkel_de_mails_van_vandaag_wachten_en_de_job_stuurt_er_een_handvol():
    wachtend = Bericht.objects.filter(toestand="wacht")
    assert 0 < wachtend.count() <= 15
    assert set(wachtend.values_list("aangemaakt_op__date", flat=True)) <= {
        timezone.localdate(),
        timezone.localdate() - timedelta(days=1),  # loaded just after midnight
    }
    assert not [rij for rij in connection.run_on_commit if rij[1].__module__ == "educam_portal.meldingen.services"]
    for _ in verwerk(timezone.localdate()):
        pass
    assert Bericht.objects.filter(soort="dagmail", toestand="wacht").count() <= 15


def test_de_berichten_van_de_voorbije_dagen_zijn_nog_te_lezen():
    for naam in ("werkgever", "consulent.ovl", "consulent.ant"):
        user = User.objects.get(email=f"{naam}@example.be")
        ongelezen = Bericht.objects.for_user(user).ongelezen()
        assert 0 < ongelezen.count() <= 4, naam
        assert Bericht.objects.for_user(user).exclude(gelezen_op=None).count() > ongelezen.count(), naam
    assert Voorkeur.objects.exists()


def test_de_dagmail_van_de_laatste_ochtend_ligt_klaar_voor_de_postbus():
    mails = Bericht.objects.filter(soort="dagmail", toestand="wacht")
    consulenten = mails.filter(aan__email__startswith="consulent.")
    assert consulenten
    assert all(mail.titel.startswith("Vandaag: ") for mail in consulenten)
    assert {timezone.localtime(mail.aangemaakt_op).time() for mail in mails} == {settings.DAGMAIL_VANAF}
    dagen = Bericht.objects.filter(soort="dagmail").values_list("adres", "gegevens__op")
    assert len(set(dagen)) == dagen.count(), "hoogstens één per persoon per dag"


def test_twee_jaar_mails_zijn_te_lezen_en_nooit_meer_dan_een_per_dag():
    """Of everybody, so of the werkgevers too; and no reminder before its day on a weekend or a holiday (rules.md §7)."""
    vandaag = timezone.localdate()
    dagen = list(kalender(vandaag, vandaag + timedelta(days=730), voor=timezone.now()))
    assert len(dagen) > 20
    werkgevers = set(User.objects.filter(lidmaatschappen__rol=Rol.VERANTWOORDELIJKE).values_list("email", flat=True))
    for dag in dagen:
        adressen = [mail.aan for mail in dag.mails]
        assert len(set(adressen)) == len(adressen), dag.op
        assert all(mail.secties and all(sectie.zinnen for sectie in mail.secties) for mail in dag.mails)
        vooraf = [actie for mail in dag.mails for actie in mail.acties if actie.moment.startswith("-")]
        # What was due before today goes today, whatever day it is.
        assert dag.op == vandaag or not vooraf or is_werkdag(dag.op)
    assert werkgevers & {mail.aan for dag in dagen for mail in dag.mails}


def test_de_kalender_in_de_documentatie_geeft_niemand_twee_mails_op_een_dag():
    dagen = (WORTEL / "docs" / "kalender.md").read_text(encoding="utf-8").split("\n### ")[1:]
    assert len(dagen) > 20
    for dag in dagen:
        adressen = re.findall(r"^- (\S+@example\.be): \*\*", dag, re.MULTILINE)
        assert len(set(adressen)) == len(adressen), dag


def test_een_tweede_keer_laden_verandert_niets():
    voor = Aanvraag.objects.count(), Bericht.objects.count()
    uit = StringIO()
    call_command("demo", stdout=uit)
    assert "zijn er al" in uit.getvalue()
    assert (Aanvraag.objects.count(), Bericht.objects.count()) == voor


def test_vernieuwen_wist_en_bouwt_opnieuw_zonder_de_gegevens_van_de_migraties_te_raken():
    blijft = Opleiding.objects.count(), Parameter.objects.count()
    aantal = Aanvraag.objects.count()
    User.objects.create_user("bezoeker@example.be", "geheim")
    call_command("demo", "--vernieuw", stdout=StringIO())
    assert Aanvraag.objects.count() == aantal
    assert not User.objects.filter(email="bezoeker@example.be").exists()
    assert (Opleiding.objects.count(), Parameter.objects.count()) == blijft
    connection.check_constraints()


@pytest.mark.parametrize("opties", [[], ["--vernieuw"]])
def test_buiten_demomodus_gebeurt_er_niets(settings, opties):
    settings.DEMO = False
    laden_kan = pytest.raises(CommandError, match="demomodus")
    User.objects.filter(email=laden.HERKENNING).update(email="ander@example.be")
    with laden_kan:
        call_command("demo", *opties, stdout=StringIO())
    assert Aanvraag.objects.exists()
