"""The daily message of who handles dossiers and of the werkgever: the visits of today, and nothing that was done."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.accounts.services import vergeet_lidmaatschappen
from educam_portal.meldingen import dagmail
from educam_portal.meldingen.models import Bericht, Voorkeur
from educam_portal.termijnen import bundels, verwerk
from educam_portal.termijnen.models import Herinnering, Termijn
from educam_portal.termijnen.register import SOORTEN
from erkenning import dagdelen
from erkenning.services import afsluiten, behandeling, bezoek, hulp
from tests import fabrieken
from tests.erkenning.dossiers import dossier, klaar_om_te_beslissen
from tests.erkenning.test_uittreksel import beoordeel, kijk_na, met_upload

pytestmark = pytest.mark.django_db


def straks() -> datetime:
    return timezone.now() + timedelta(minutes=1)


def nieuws(user: User) -> set[str]:
    """The kinds that the daily message would tell now."""
    return {bericht.soort for bericht in dagmail.voorspel(user, [], op=timezone.localdate(), voor=straks()).berichten}


def alles_in_dagmail(user: User, *groepen: str) -> None:
    Voorkeur.objects.bulk_create(Voorkeur(user=user, groep=groep, wijze="dagmail") for groep in groepen)


def test_new_work_is_told_until_somebody_takes_it():
    d = dossier().vul_in().dien_in()
    assert nieuws(d.consulent) == {"nieuwe_aanvraag"}
    assert not Bericht.objects.filter(aan=d.consulent, toestand="wacht").exists()
    assert Bericht.objects.filter(aan=d.werkgever, soort="aanvraag_ingediend", toestand="wacht").exists()
    d.neem_in()
    assert nieuws(d.consulent) == set()


def test_an_answer_is_told_until_the_dossier_is_closed():
    d = dossier().vul_in().dien_in().neem_in().vraag_aanvulling()
    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now(), antwoord="In bijlage.")
    assert nieuws(d.consulent) == {"aanvulling_binnen"}
    afsluiten.intrekken(aanvraag=d.ververs().aanvraag, door=d.werkgever, op=timezone.now(), reden="Verbouwing")
    assert nieuws(d.consulent) == {"aanvraag_ingetrokken"}


def test_the_werkgever_who_reads_once_a_day_is_not_asked_what_is_answered():
    d = dossier().vul_in()
    alles_in_dagmail(d.werkgever, "aanvraag", "bezoeken")
    d.dien_in().neem_in().vraag_aanvulling()
    assert nieuws(d.werkgever) == {"aanvulling_gevraagd"}, "wie zelf indiende, hoeft het niet te lezen"
    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now(), antwoord="In bijlage.")
    assert nieuws(d.werkgever) == set()
    morgen = timezone.now() + timedelta(days=3)
    bezoek.bezoek_voorstellen(
        aanvraag=d.ververs().aanvraag, momenten=[morgen], door=d.consulent, op=timezone.now(), opmerking=""
    )
    assert nieuws(d.werkgever) == {"bezoek_voorgesteld"}
    voorstel = d.aanvraag.bezoeken.get()
    bezoek.bezoek_kiezen(
        aanvraag=d.ververs().aanvraag, moment=voorstel.momenten.get(), door=d.werkgever, op=timezone.now()
    )
    assert "bezoek_voorgesteld" not in nieuws(d.werkgever)


def test_a_call_for_help_and_a_dossier_handed_on():
    d = dossier()
    hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    assert nieuws(d.consulent) == {"hulp_gevraagd"}
    d.vul_in().dien_in()
    assert nieuws(d.consulent) == {"nieuwe_aanvraag"}
    collega = fabrieken.consulent(d.aanvraag.regio)
    alles_in_dagmail(collega, "overdracht")
    baas = fabrieken.lid(fabrieken.educam(), Rol.COORDINATOR)
    behandeling.toewijzen(aanvraag=d.aanvraag, consulent=collega, door=baas, op=timezone.now(), reden="")
    assert nieuws(collega) == {"dossier_toegewezen"}
    behandeling.toewijzen(aanvraag=d.ververs().aanvraag, consulent=d.consulent, door=baas, op=timezone.now(), reden="")
    assert "dossier_toegewezen" not in nieuws(collega)


def test_a_refusal_waits_for_nobody():
    """It needs an answer the same day, so the coördinator hears it at once, and never from the one who decided."""
    baas = fabrieken.lid(fabrieken.educam(), Rol.COORDINATOR)
    klaar_om_te_beslissen().beslis(weiger="Geen uitrusting.")
    bericht = Bericht.objects.get(soort="weigering_te_bevestigen")
    assert (bericht.aan, bericht.toestand) == (baas, "wacht")


def test_an_uittreksel_is_told_until_it_is_judged():
    baas = fabrieken.lid(fabrieken.educam(), Rol.COORDINATOR)
    d, _ = met_upload()
    kijk_na(d, "vermelding")
    assert nieuws(baas) == {"vermelding_te_beoordelen"}
    beoordeel(d, "aanvaard", baas)
    assert nieuws(baas) == set()


class TestBezoeken:
    @pytest.fixture
    def d(self):
        return dossier().vul_in().dien_in().neem_in()

    def leg_vast(self, d, uur: int = 9) -> datetime:
        begint = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=7), time(uur)))
        bezoek.bezoek_vastleggen(aanvraag=d.ververs().aanvraag, begint_op=begint, door=d.consulent, op=timezone.now())
        return begint

    def test_the_visits_of_the_day_stand_in_it(self, d):
        op = self.leg_vast(d).date()
        (regel,) = dagdelen._regels(d.consulent, op)
        assert regel.zin == f"9.00 uur: {d.aanvraag.vestiging}, {d.aanvraag.vestiging.adres}"
        assert dagdelen._wie(op) == [d.consulent]
        for dag in (op - timedelta(days=1), op + timedelta(days=1)):
            assert (dagdelen._wie(dag), dagdelen._regels(d.consulent, dag)) == ([], [])

    def test_a_visit_that_fell_through_does_not(self, d):
        op = self.leg_vast(d).date()
        bezoek.bezoek_annuleren(
            bezoek=d.aanvraag.bezoeken.get(),
            aanvraag=d.ververs().aanvraag,
            reden="Ziek",
            door=d.consulent,
            op=timezone.now(),
        )
        assert (dagdelen._wie(op), dagdelen._regels(d.consulent, op)) == ([], [])

    def test_who_stands_in_reads_them_and_who_is_away_does_not(self, d):
        op = self.leg_vast(d).date()
        collega = fabrieken.consulent(fabrieken.regio("ant"))
        fabrieken.afwezig(d.consulent, van=6, tot=8, vervanger=collega)
        assert dagdelen._wie(op) == [collega]
        assert dagdelen._regels(collega, op)[0].zin.endswith(f"(van {d.consulent})")
        assert dagdelen._regels(d.consulent, op) == []

    def test_nobody_stands_in(self, d):
        op = self.leg_vast(d).date()
        baas = fabrieken.coordinator()
        fabrieken.afwezig(d.consulent, van=6, tot=8, door=baas)
        assert (dagdelen._wie(op), dagdelen._regels(baas, op)) == ([baas], [])

    def test_who_no_longer_works_here_does_not(self, d):
        op = self.leg_vast(d).date()
        d.consulent.lidmaatschappen.all().delete()
        vergeet_lidmaatschappen(d.consulent)
        assert dagdelen._regels(d.consulent, op) == []

    def test_the_job_sends_one_mail_with_everything(self, d, settings):
        settings.DEMO = True
        Bericht.objects.all().delete()
        op = self.leg_vast(d).date()
        dossier(vestiging=d.aanvraag.vestiging).vul_in().dien_in()
        droog = list(verwerk(op, droog=True))
        assert list(verwerk(op)) == droog
        mail = Bericht.objects.get(soort="dagmail", aan=d.consulent)
        assert mail.titel.startswith("Vandaag: ")
        assert "1 bezoek" in mail.titel
        assert [str(actie) for actie in droog if actie.moment == "vandaag"] == [
            f"{op} bezoek Bezoeken vandaag {d.consulent.email}"
        ]
        assert list(verwerk(op)) == []


def herinnering(soort: str, moment: str, dagen: int, user: User) -> str:
    """The subject of the mail to this person when this is all there is to tell, `dagen` before the due date."""
    termijn = Termijn.objects.get(soort=soort)
    termijn.bekeken_op = termijn.vervalt_op - timedelta(days=dagen)
    regels = bundels.regels(user, [Herinnering(termijn=termijn, ontvanger=user.email, moment=moment)])
    return dagmail.Inhoud(regels).onderwerp(educam=False)


def test_the_subject_of_a_reminder_says_what_to_do():
    d = dossier().vul_in()
    assert herinnering("concept", "-14d", 14, d.werkgever).startswith("Nog 14 dagen: dan wissen we je concept voor ")
    d.dien_in().neem_in().vraag_aanvulling()
    ref = d.ververs().aanvraag.ref
    assert herinnering("aanvulling", "-7d", 7, d.werkgever) == f"Nog 7 dagen: vul je aanvraag {ref} aan"
    assert herinnering("aanvulling", "-1d", 1, d.werkgever) == f"Morgen: vul je aanvraag {ref} aan"
    assert herinnering("aanvulling", "+1d", -1, d.consulent) == f"1 dag te laat: antwoord van de werkgever over {ref}"
    assert herinnering("eerste_contact", "0d", 0, d.consulent).startswith("Herinnering: ")


BEWARINGEN = {"bewaring", "bewaring_maatregel", "bewaring_overeenkomst", "bewaring_lerende"}


def test_every_term_that_mails_has_a_subject_of_its_own():
    zonder = {naam for naam, soort in SOORTEN.items() if soort.wat is None}
    assert zonder == {"eerste_contact", "beroep", "beroep_maatregel", *BEWARINGEN}
