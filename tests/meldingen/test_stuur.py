"""Writing messages: once per person, in the transaction of the caller, without secrets."""

import warnings

import pytest
from django.db import transaction
from django.template import Engine
from django.template.loaders import locmem

from educam_portal import meldingen
from educam_portal.accounts.models import User
from educam_portal.meldingen import opstellen, register
from educam_portal.meldingen.geheimen import MASKER
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.register import IEDEREEN, SoortBericht
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db


@pytest.fixture
def sjabloon(monkeypatch):
    """`sjabloon("naam", "tekst")` adds a kind of message and its template for the test."""
    teksten: dict[str, str] = {}
    engine = Engine.get_default()
    lader = locmem.Loader(engine, teksten)
    monkeypatch.setattr(engine, "template_loaders", [lader, *engine.template_loaders])

    def maak(naam: str, tekst: str) -> None:
        soort = SoortBericht(naam=naam, label="Proef", groep="gesprekken", publiek=IEDEREEN)
        monkeypatch.setitem(register.SOORTEN, naam, soort)
        teksten[f"meldingen/{naam}.txt"] = tekst

    return maak


def test_one_message_per_person_and_none_for_who_left(nick):
    weg = User.objects.create_user("weg@example.be", is_active=False)
    berichten = meldingen.stuur(
        "nieuw_bericht",
        dossier=nick,
        aan=[nick, nick, "NICK@example.be ", "iemand@example.be", "iemand@example.be", weg, "weg@example.be", ""],
        gegevens=GEGEVENS,
    )
    assert [(b.adres, b.aan) for b in berichten] == [("nick@example.be", nick), ("iemand@example.be", None)]
    assert list(meldingen.berichten_over(nick)) == list(reversed(berichten))


def test_an_address_of_an_account_belongs_to_that_user(nick):
    (bericht,) = meldingen.stuur("nieuw_bericht", dossier=None, aan=["Nick@Example.be"], gegevens=GEGEVENS)
    assert bericht.aan == nick
    assert bericht.tekst.startswith("Dag Nick,")


def test_text_is_stored_as_it_is_sent(bericht):
    assert bericht.titel == "Nieuw bericht van Garage Peeters"
    assert "Lees het bericht:\nhttp://localhost:8000/consulent/dossiers/ERK-2026-00123/" in bericht.tekst


def test_message_goes_with_the_change(nick):
    with pytest.raises(RuntimeError), transaction.atomic():
        meldingen.stuur("nieuw_bericht", dossier=None, aan=[nick], gegevens=GEGEVENS)
        raise RuntimeError
    assert not Bericht.objects.exists()


def test_hostile_subject_and_address_add_no_header(nick, sjabloon):
    sjabloon("vijandig", "Onderwerp: {{ titel }}\n\nTekst van {{ titel }}.")
    titel = "Hallo\rBcc: x@example.be\x0b\u2028nog"
    goed, fout = meldingen.stuur(
        "vijandig", dossier=None, aan=[nick, "a@example.be\nBcc: b@example.be"], gegevens={"titel": titel}
    )
    assert goed.titel == "Hallo Bcc: x@example.be nog"
    assert fout.toestand == "mislukt"
    assert fout.fout == "Dit is geen geldig e-mailadres."


def test_impossibly_long_address_and_subject_fail_softly(nick, sjabloon):
    sjabloon("lang", "Onderwerp: {{ titel }}\n\nTekst.")
    with pytest.warns(opstellen.OnderwerpTeLang):
        berichten = meldingen.stuur(
            "lang", dossier=None, aan=[nick, f"{'x' * 400}@example.be"], gegevens={"titel": "y" * 400}
        )
    assert [b.toestand for b in berichten] == ["wacht", "mislukt"]
    assert len(berichten[0].titel) == 150


def test_subject_up_to_sixty_characters_is_fine(nick, sjabloon):
    sjabloon("zestig", f"Onderwerp: {'x' * 60}\n\nTekst.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (bericht,) = meldingen.stuur("zestig", dossier=None, aan=[nick])
    assert bericht.titel == "x" * 60


def test_template_without_subject_is_refused(nick, sjabloon):
    sjabloon("zonder", "Dag,\n\nTekst.")
    with pytest.raises(ValueError, match="Onderwerp"):
        meldingen.stuur("zonder", dossier=None, aan=[nick])


def test_plain_text_is_not_escaped(nick, sjabloon):
    sjabloon("teken", "Onderwerp: {{ naam }}\n\nDag {{ naam }}.")
    (bericht,) = meldingen.stuur("teken", dossier=None, aan=[nick], gegevens={"naam": "D'Hondt & Zonen <nv>"})
    assert bericht.titel == "D'Hondt & Zonen <nv>"
    assert bericht.tekst == "Dag D'Hondt & Zonen <nv>."


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_do_not_grow_with_recipients(nick, aantal, django_assert_num_queries):
    aan = [User.objects.create_user(f"u{n}@example.be") for n in range(aantal)]
    meldingen.stuur("nieuw_bericht", dossier=nick, aan=[nick], gegevens=GEGEVENS)
    with django_assert_num_queries(2):
        assert len(meldingen.stuur("nieuw_bericht", dossier=nick, aan=aan, gegevens=GEGEVENS)) == aantal


class TestGeheim:
    @pytest.fixture(autouse=True)
    def _sjabloon(self, sjabloon):
        sjabloon(
            "uitnodiging", "Onderwerp: Uitnodiging\n\nKnop: Ga verder\n{{ geheim.link }}\n\nCode: {{ geheim.code }}"
        )
        sjabloon("lek", "Onderwerp: {{ geheim.code }}\n\nTekst.")
        waarden = {"7": {"link": "http://localhost:8000/u/abc", "code": "1234"}}
        meldingen.registreer_geheim("proef", lambda id_: waarden[str(id_)])

    def test_masked_when_stored_and_composed_when_sent(self, nick, smtp, werker):
        with werker():
            (bericht,) = meldingen.stuur("uitnodiging", dossier=None, aan=[nick], geheim={"soort": "proef", "id": 7})
        assert bericht.tekst == f"Ga verder:\n{MASKER}\n\nCode: {MASKER}"
        assert "1234" not in str(Bericht.objects.values().get())
        (mail,) = smtp.mails
        assert "Ga verder:\nhttp://localhost:8000/u/abc\n\nCode: 1234" in mail.get_body(("plain",)).get_content()
        assert 'href="http://localhost:8000/u/abc"' in mail.get_body(("html",)).get_content()

    def test_also_among_the_other_values(self, nick):
        (bericht,) = meldingen.stuur(
            "uitnodiging", dossier=None, aan=[nick], gegevens={"geheim": {"soort": "proef", "id": 7}}
        )
        assert bericht.gegevens == {"geheim": {"soort": "proef", "id": 7, "velden": ["link", "code"]}}

    def test_never_in_a_subject(self, nick):
        with pytest.raises(ValueError, match="geheim"):
            meldingen.stuur("lek", dossier=None, aan=[nick], geheim={"soort": "proef", "id": 7})

    def test_nobody_registered_it(self, nick):
        with pytest.raises(LookupError):
            meldingen.stuur("uitnodiging", dossier=None, aan=[nick], geheim={"soort": "vreemd", "id": 7})

    def test_a_typed_mask_shifts_nothing(self, nick, sjabloon, smtp, werker):
        sjabloon("masker", "Onderwerp: X\n\n{{ vrij }} en {{ geheim.code }}")
        with werker():
            meldingen.stuur(
                "masker", dossier=None, aan=[nick], gegevens={"vrij": MASKER}, geheim={"soort": "proef", "id": 7}
            )
        assert "… en 1234" in smtp.mails[0].get_body(("plain",)).get_content()
