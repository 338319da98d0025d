"""The daily message: what waited, what is due and what is on today, in one mail per person, never empty, never stale."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.accounts.models import Rol, User
from educam_portal.meldingen import Regel, bezorging, dagmail, postvak
from educam_portal.meldingen.dagmail import Dagdeel, Inhoud
from educam_portal.meldingen.models import Bericht, Voorkeur
from educam_portal.meldingen.register import SOORTEN
from tests.fabrieken import OrganisatieFactory, lid
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db
OP = date(2026, 12, 3)
PEETERS = Regel("Garage Peeters (Aalst)", "Beslis vóór 7 december 2026.", "/consulent/dossiers/ERK-2026-00123/")
DESMET = Regel("Garage De Smet (Gent)", "De aanvulling is te laat.", "/consulent/dossiers/ERK-2026-00124/")


@pytest.fixture
def lien(db) -> User:
    """A consulent, who gets one mail a day for what can wait."""
    user = User.objects.create_user("lien@example.be", naam="Lien Verbrugge")
    lid(OrganisatieFactory(soort="regio"), Rol.CONSULENT, user=user)
    return user


def stuur(aan: User, dossier=None, soort: str = "nieuw_bericht", **gegevens) -> Bericht:
    return meldingen.stuur(soort, dossier=dossier, aan=[aan], gegevens=GEGEVENS | gegevens)[0]


def verstuur(aan: User | str, herinneringen=(), op: date = OP) -> Bericht | None:
    return dagmail.verstuur(aan, list(herinneringen), op=op, voor=timezone.now() + timedelta(days=1))[0]


def toestanden(user: User) -> list[str]:
    return list(Bericht.objects.for_user(user).order_by("pk").values_list("toestand", flat=True))


class TestHoeEenBerichtVertrekt:
    def test_educam_waits_for_the_daily_mail_and_others_do_not(self, nick, lien):
        assert stuur(nick).toestand == "wacht"
        assert stuur(lien).toestand == "dagmail"

    def test_what_needs_an_answer_the_same_day_goes_at_once(self, lien, monkeypatch):
        monkeypatch.setitem(SOORTEN, "nieuw_bericht", replace(SOORTEN["nieuw_bericht"], groep="overdracht"))
        assert stuur(lien).toestand == "wacht"
        Voorkeur.objects.create(user=lien, groep="overdracht", wijze="niet")
        assert stuur(lien).toestand == "dagmail", "een termijn zwijgt nooit"

    @pytest.mark.parametrize(("wijze", "toestand"), [("meteen", "wacht"), ("dagmail", "dagmail"), ("niet", "portaal")])
    def test_a_choice_counts(self, nick, lien, wijze, toestand):
        for user in (nick, lien):
            Voorkeur.objects.create(user=user, groep="gesprekken", wijze=wijze)
            assert stuur(user).toestand == toestand
            assert user.berichten.get().postvak

    def test_who_has_no_account_gets_it_at_once(self):
        (bericht,) = meldingen.stuur("termijn_verlengd", dossier=None, aan=["iemand@example.be"], gegevens=_verlengd())
        assert (bericht.toestand, bericht.postvak) == ("wacht", False)

    def test_what_somebody_did_is_no_news(self, lien):
        assert stuur(lien, door=lien).toestand == "portaal"

    def test_only_what_goes_at_once_is_queued(self, nick, lien, werker, smtp):
        with werker():
            meldingen.stuur("nieuw_bericht", dossier=None, aan=[nick, lien], gegevens=GEGEVENS)
        assert [mail["To"] for mail in smtp.mails] == [nick.email]


def _verlengd() -> dict:
    return {"titel": "X", "label": "Mentoropleiding", "tot": OP, "reden": "Ziek", "door": "Lien"}


class TestWatErInStaat:
    def test_a_section_per_dossier(self, nick, smtp):
        tweede_zin = Regel(PEETERS.dossier_titel, "Bel het bedrijf.", PEETERS.url)
        bericht = verstuur(nick, [PEETERS, DESMET, tweede_zin, PEETERS])
        assert bericht.titel == "Herinnering: 2 dossiers vragen je aandacht"
        bezorging.lever(bericht.pk)
        (mail,) = smtp.mails
        tekst = mail.get_body(("plain",)).get_content()
        assert "Garage Peeters (Aalst)\n---\n- Beslis vóór 7 december 2026.\n- Bel het bedrijf.\n" in tekst
        assert tekst.count("Bekijk dit dossier:\nhttp://localhost:8000/consulent/dossiers/") == 2
        assert mail.get_body(("html",)).get_content().count("<h2") == 2

    def test_one_dossier_stands_in_the_subject(self, nick):
        lang = Regel("Carrosserie en onderhoudswerkplaats Vandenbussche en Zonen (Sint-Niklaas)", "Zin.", "/x/")
        assert verstuur(nick, [PEETERS]).titel == "Herinnering: Garage Peeters (Aalst)"
        gevraagd = replace(PEETERS, onderwerp="Nog 7 dagen: vul je aanvraag aan")
        assert verstuur(nick, [gevraagd]).titel == "Nog 7 dagen: vul je aanvraag aan"
        ook = replace(gevraagd, zin="Kies een moment.", onderwerp="Morgen: kies een moment")
        assert verstuur(nick, [gevraagd, ook]).titel == "Herinnering: Garage Peeters (Aalst)"
        titel = verstuur(nick, [lang]).titel
        assert len(titel) <= 60
        assert titel.endswith("…")

    def test_news_joins_the_section_of_its_dossier(self, lien):
        garage, ander = OrganisatieFactory(naam="Garage Peeters (Aalst)"), OrganisatieFactory(naam="Garage Claes")
        stuur(lien, garage)
        stuur(lien, ander)
        stuur(lien)
        secties = dagmail.voorspel(lien, [PEETERS], op=OP, voor=timezone.now()).secties()
        assert [(sectie.titel, sectie.zinnen) for sectie in secties] == [
            ("Garage Peeters (Aalst)", ["Beslis vóór 7 december 2026.", "Nieuw bericht van Garage Peeters"]),
            ("Garage Claes", ["Nieuw bericht van Garage Peeters"]),
            ("Andere berichten", ["Nieuw bericht van Garage Peeters"]),
        ]
        assert secties[1].url == "http://localhost:8000/consulent/dossiers/ERK-2026-00123/"
        assert secties[2].url == "/berichten/"

    def test_a_consulent_reads_the_day_in_numbers(self, lien, monkeypatch):
        bezoek = Regel("Bezoeken", "9.00 uur: Garage Claes", "/consulent/", knop="Bekijk je dag")
        deel = Dagdeel(
            naam="bezoek",
            telwoord=("bezoek", "bezoeken"),
            ontvangers=lambda op: [lien],
            regels=lambda user, op: [bezoek, Regel("Bezoeken", "10.00 uur: Garage Baert", "/consulent/")],
        )
        monkeypatch.setattr(dagmail, "DAGDELEN", {})
        dagmail.registreer_dagdeel(deel)
        with pytest.raises(ValueError, match="bezoek"):
            dagmail.registreer_dagdeel(deel)
        bericht = verstuur(lien, [PEETERS])
        assert bericht.titel == "Vandaag: 1 termijn, 2 bezoeken"
        assert "Bezoeken\n---\n- 9.00 uur: Garage Claes\n- 10.00 uur: Garage Baert\n\nBekijk je dag:\n" in bericht.tekst
        assert verstuur(lien).titel == "Vandaag: 2 bezoeken"

    def test_the_subject_counts_and_stays_short(self, lien):
        inhoud = Inhoud([PEETERS] * 12, [], [Bericht(soort="nieuwe_aanvraag"), Bericht(soort="nieuw_bericht")])
        assert inhoud.onderwerp(educam=True) == "Vandaag: 12 termijnen, 1 nieuw dossier, 1 bericht"
        deel = Dagdeel(naam="x", telwoord=("dag", "d" * 40), ontvangers=lambda op: [], regels=lambda user, op: [])
        inhoud.dagdelen = [(deel, [PEETERS] * 3)]
        assert inhoud.onderwerp(educam=True) == "Vandaag: 12 termijnen"
        assert Inhoud([PEETERS]).onderwerp(educam=True) == "Vandaag: 1 termijn"

    def test_every_reminder_stands_in_the_inbox_with_its_dossier(self, nick):
        dossier = OrganisatieFactory(naam="Garage Peeters")
        regel = Regel("Garage Peeters", "Beslis.", "/x/", dossier)
        envelop = verstuur(nick, [regel, DESMET])
        in_postvak = Bericht.objects.for_user(nick).order_by("pk")
        assert [(b.soort, b.titel, b.over) for b in in_postvak] == [
            ("herinnering", "Herinnering: Garage Peeters", "Garage Peeters"),
            ("herinnering", "Herinnering: Garage De Smet (Gent)", "Garage De Smet (Gent)"),
        ]
        assert list(meldingen.berichten_over(dossier)) == [in_postvak[0]]
        assert {b.dagmail for b in in_postvak} == {envelop}
        assert (envelop.soort, envelop.postvak, envelop.toestand) == ("dagmail", False, "wacht")

    def test_who_has_no_account_is_reminded_too(self, smtp):
        bericht = verstuur("mentor@example.be", [PEETERS])
        bezorging.lever(bericht.pk)
        assert smtp.mails[0]["To"] == "mentor@example.be"
        assert not Bericht.objects.filter(postvak=True).exists()


class TestNooitVoorNiets:
    def test_nothing_to_say_and_nobody_to_say_it_to(self, nick):
        assert verstuur(nick) is None
        weg = User.objects.create_user("weg@example.be", is_active=False)
        assert verstuur(weg, [PEETERS]) is None
        assert not Bericht.objects.exists()

    def test_what_was_read_is_not_mailed_any_more(self, lien):
        gelezen, nieuw = stuur(lien), stuur(lien)
        postvak.lees(gelezen, door=lien, op=timezone.now())
        envelop = verstuur(lien)
        assert envelop.titel == "Vandaag: 1 bericht"
        assert toestanden(lien) == ["portaal", "gebundeld"]
        nieuw.refresh_from_db()
        assert nieuw.dagmail == envelop
        assert verstuur(lien) is None, "elk bericht hoogstens één keer"

    def test_all_read_is_no_mail(self, lien):
        postvak.lees_alles(lien, tot=stuur(lien).pk, op=timezone.now())
        assert verstuur(lien) is None
        assert toestanden(lien) == ["portaal"]

    def test_what_is_done_or_gone_is_not_told(self, lien, monkeypatch):
        weg, klaar, open_ = OrganisatieFactory.create_batch(3)
        for dossier in (weg, klaar, open_):
            stuur(lien, dossier)
        weg.delete()
        soort = replace(SOORTEN["nieuw_bericht"], achterhaald=lambda dossier, bericht: dossier == klaar)
        monkeypatch.setitem(SOORTEN, "nieuw_bericht", soort)
        assert verstuur(lien).titel == "Vandaag: 1 bericht"
        assert toestanden(lien) == ["portaal", "portaal", "gebundeld"]

    def test_a_closed_account_keeps_nothing_waiting(self, lien):
        stuur(lien)
        lien.is_active = False
        lien.save()
        assert verstuur(lien, [PEETERS]) is None
        assert list(lien.berichten.values_list("toestand", flat=True)) == ["portaal"]

    def test_what_comes_in_later_waits(self, lien):
        vroeg = stuur(lien)
        nu = timezone.now()
        stuur(lien)
        dagmail.verstuur(lien, [], op=OP, voor=nu)
        assert toestanden(lien) == ["gebundeld", "dagmail"]
        assert Bericht.objects.get(soort="dagmail").gebundeld.get() == vroeg

    def test_a_prediction_changes_nothing(self, lien):
        stuur(lien)
        voor = list(Bericht.objects.values())
        assert len(dagmail.voorspel(lien, [PEETERS], op=OP, voor=timezone.now()).berichten) == 1
        assert list(Bericht.objects.values()) == voor


class TestWatDeRijenToelaten:
    @pytest.mark.parametrize(
        "velden", [{"toestand": "gebundeld"}, {"toestand": "dagmail"}, {"toestand": "dagmail", "postvak": True}]
    )
    def test_impossible_rows(self, velden):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bericht.objects.create(soort="x", adres="x@example.be", titel="X", tekst="Y", **velden)

    def test_told_in_a_mail_that_waits_is_impossible(self, lien):
        bericht = stuur(lien)
        envelop = verstuur(lien)
        with pytest.raises(IntegrityError), transaction.atomic():
            Bericht.objects.filter(pk=bericht.pk).update(toestand="dagmail", dagmail=envelop)

    def test_one_choice_per_group_and_only_the_ways_there_are(self, nick):
        Voorkeur.objects.create(user=nick, groep="gesprekken", wijze="niet")
        with pytest.raises(IntegrityError), transaction.atomic():
            Voorkeur.objects.create(user=nick, groep="gesprekken", wijze="meteen")
        with pytest.raises(IntegrityError), transaction.atomic():
            Voorkeur.objects.create(user=nick, groep="bezoeken", wijze="nooit")

    def test_erasing_a_dossier_erases_the_daily_message_that_named_it(self, lien):
        dossier = OrganisatieFactory(naam="Garage Peeters")
        stuur(lien, dossier)
        envelop = verstuur(lien)
        wachtend = stuur(lien, dossier)
        postvak.wis(dossier)
        envelop.refresh_from_db()
        wachtend.refresh_from_db()
        assert (envelop.titel, envelop.tekst) == ("gewist", "")
        assert (wachtend.toestand, wachtend.postvak) == ("portaal", False)
