"""One reminder a day per person, a section per dossier."""

from datetime import date, timedelta

import pytest

from educam_portal import meldingen
from educam_portal.accounts.models import User
from educam_portal.meldingen import Regel, bezorging
from educam_portal.meldingen.models import Bericht

pytestmark = pytest.mark.django_db
OP = date(2026, 12, 3)
PEETERS = Regel("Garage Peeters (Aalst)", "Beslis vóór 7 december 2026.", "/consulent/dossiers/ERK-2026-00123/")
DESMET = Regel("Garage De Smet (Gent)", "De aanvulling is te laat.", "/consulent/dossiers/ERK-2026-00124/")


def test_a_section_per_dossier(nick, smtp):
    tweede_zin = Regel(PEETERS.dossier_titel, "Bel het bedrijf.", PEETERS.url)
    bericht = meldingen.bundel_herinnering(aan=nick, regels=[PEETERS, DESMET, tweede_zin], op=OP)
    assert bericht.titel == "Herinnering: 2 dossiers vragen je aandacht"
    bezorging.lever(bericht.pk)
    (mail,) = smtp.mails
    tekst = mail.get_body(("plain",)).get_content()
    assert "Garage Peeters (Aalst)\n---\n- Beslis vóór 7 december 2026.\n- Bel het bedrijf.\n" in tekst
    assert tekst.count("Bekijk dit dossier:\nhttp://localhost:8000/consulent/dossiers/") == 2
    assert mail.get_body(("html",)).get_content().count("<h2") == 2


def test_one_dossier_stands_in_the_subject(nick):
    lang = Regel("Carrosserie en onderhoudswerkplaats Vandenbussche en Zonen (Sint-Niklaas)", "Zin.", "/x/")
    assert (
        meldingen.bundel_herinnering(aan=nick, regels=[PEETERS], op=OP).titel == "Herinnering: Garage Peeters (Aalst)"
    )
    volgende = meldingen.bundel_herinnering(aan=nick, regels=[lang], op=OP + timedelta(days=1))
    assert len(volgende.titel) <= 60


def test_joins_the_mail_of_the_day_while_it_waits(nick):
    eerste = meldingen.bundel_herinnering(aan=nick, regels=[PEETERS], op=OP)
    tweede = meldingen.bundel_herinnering(aan=nick, regels=[DESMET, PEETERS], op=OP)
    assert tweede.pk == eerste.pk
    assert tweede.tekst.count("---") == 2
    assert tweede.tekst.count("Beslis vóór") == 1


@pytest.mark.parametrize("hoe", ["verzonden", "onderweg", "gisteren", "ander"])
def test_else_it_is_a_mail_of_its_own(nick, hoe):
    dag = OP - timedelta(days=hoe == "gisteren")
    eerste = meldingen.bundel_herinnering(aan="ander@example.be" if hoe == "ander" else nick, regels=[PEETERS], op=dag)
    if hoe == "verzonden":
        bezorging.lever(eerste.pk)
    if hoe == "onderweg":
        bezorging.claim(eerste.pk, eerste.volgende_poging)
    tweede = meldingen.bundel_herinnering(aan=nick, regels=[DESMET], op=OP)
    assert tweede.pk != eerste.pk
    assert "Peeters" not in tweede.tekst
    assert Bericht.objects.count() == 2


def test_nothing_to_say_and_nobody_to_say_it_to(nick):
    assert meldingen.bundel_herinnering(aan=nick, regels=[], op=OP) is None
    weg = User.objects.create_user("weg@example.be", is_active=False)
    assert meldingen.bundel_herinnering(aan=weg, regels=[PEETERS], op=OP) is None
    assert not Bericht.objects.exists()
