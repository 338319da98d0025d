"""Sending, signing and what follows (rules.md §5)."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.bezorging import lever
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import vergeet
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen.services import van
from overeenkomsten.models import Ondertekenaar, Overeenkomst, Zegel
from overeenkomsten.services.beeindigen import af_te_sluiten, annuleer, te_starten
from overeenkomsten.services.handtekening import NietMeerErkend, tekenbevoegdheid
from overeenkomsten.services.lerenden import wijzig_lerende
from overeenkomsten.services.mailcode import controleer_code, stuur_code
from overeenkomsten.services.ondertekenen import Bewijs, onderteken, vernieuw_link, weiger
from overeenkomsten.services.versturen import herinner, neem_terug, verstuur
from overeenkomsten.stukken import open_stuk, token
from overeenkomsten.tasks import nieuwe_dag
from overeenkomsten.uitnodigen import aan_de_beurt, zoek
from tests.fabrieken import SchoolFactory, trajectbegeleider, werkgever

from .fabriek import maak_document, wereld

pytestmark = pytest.mark.django_db


def partij(overeenkomst: Overeenkomst, naam: str) -> Ondertekenaar:
    stuk = open_stuk(overeenkomst)
    assert stuk is not None
    return stuk.ondertekenaars.select_related("stuk__overeenkomst").get(partij=naam)


def teken(overeenkomst: Overeenkomst, *namen: str, w) -> Overeenkomst:
    """Each party in turn: the accounts logged in, the others through their link."""
    for naam in namen:
        door = {"school": w.begeleider, "onderneming": w.werkgever}.get(naam)
        bewijs = Bewijs("aangemeld" if door else "link", naam.capitalize())
        overeenkomst = onderteken(ondertekenaar=partij(overeenkomst, naam), bewijs=bewijs, door=door, op=timezone.now())
    return overeenkomst


def test_everybody_signs_exactly_one_version_and_it_binds():
    w = wereld()
    rij = w.verstuurd()
    stuk = open_stuk(rij)
    rij = teken(rij, "school", "onderneming", "lerende", w=w)
    rij.refresh_from_db()
    assert (rij.toestand, rij.geregistreerd_op) == ("ondertekend", timezone.localdate())
    assert {o.sha256 for o in stuk.ondertekenaars.all()} == {stuk.document.sha256}
    assert van(rij, "ondertekening").voldaan_op == timezone.localdate()
    baas = stuk.ondertekenaars.get(partij="onderneming")
    assert (baas.user, baas.hoedanigheid) == (w.werkgever, "Zaakvoerder")
    zegel = Zegel.objects.get(stuk=stuk)
    assert [h["partij"] for h in zegel.gegevens["handtekeningen"]] == ["School", "Onderneming", "Lerende"]
    assert zegel.gegevens["sha256"] == stuk.document.sha256


def test_the_representative_of_a_minor_signs_after_the_lerende():
    w = wereld()
    rij = w.verstuurd(w.lerende(minderjarig=True))
    assert [o.partij for o in aan_de_beurt(open_stuk(rij))] == ["school", "onderneming", "lerende"]
    assert partij(rij, "vertegenwoordiger").token_hash is None
    with pytest.raises(Geweigerd, match="De lerende tekent eerst"):
        teken(rij, "vertegenwoordiger", w=w)
    teken(rij, "lerende", w=w)
    assert partij(rij, "vertegenwoordiger").token_hash is not None
    rij = teken(rij, "vertegenwoordiger", "school", "onderneming", w=w)
    assert rij.toestand == "ondertekend"


def test_a_change_drops_the_signatures_and_says_so():
    w = wereld()
    rij = teken(w.verstuurd(), "school", "lerende", w=w)
    oud = open_stuk(rij)
    link = partij(rij, "lerende")
    rij = neem_terug(overeenkomst=rij, reden="De einddatum klopt niet.", door=w.begeleider, op=timezone.now())
    assert rij.toestand == "concept"
    assert list(Bericht.objects.filter(soort="handtekening_vervallen").values_list("adres", flat=True)) == [link.email]
    rij.einde -= timedelta(days=1)
    rij.save()
    rij = verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())
    nieuw = maak_document(rij)
    assert (nieuw.versie, nieuw.ondertekenaars.filter(getekend_op__isnull=False).count()) == (2, 0)
    with pytest.raises(Geweigerd, match="intussen gewijzigd"):
        onderteken(
            ondertekenaar=oud.ondertekenaars.get(partij="onderneming"),
            bewijs=Bewijs("aangemeld", "Baas"), door=w.werkgever, op=timezone.now(),
        )  # fmt: skip


def test_taken_back_and_sent_unchanged_keeps_its_signatures():
    w = wereld()
    rij = teken(w.verstuurd(), "lerende", w=w)
    rij = neem_terug(overeenkomst=rij, reden="Even nakijken.", door=w.begeleider, op=timezone.now())
    rij = verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())
    assert open_stuk(rij).versie == 1
    assert partij(rij, "lerende").getekend


def _verander(lerende, w, *, ouder: tuple[str, str] | None = None, **velden) -> None:
    vertegenwoordiger = {"voornaam": ouder[0], "naam": "Benali", "email": ouder[1]} if ouder else None
    wijzig_lerende(lerende=lerende, velden=velden, insz="", vertegenwoordiger=vertegenwoordiger, door=w.begeleider)


def test_sent_again_it_asks_at_the_mailbox_that_is_known_now():
    w = wereld()
    rij = w.verstuurd()
    oud = token(partij(rij, "lerende"))
    rij = neem_terug(overeenkomst=rij, reden="Verkeerd adres.", door=w.begeleider, op=timezone.now())
    _verander(rij.lerende, w, email="juist@example.be")
    rij = verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())
    lerende = partij(rij, "lerende")
    assert (open_stuk(rij).versie, lerende.email, zoek(oud)) == (1, "juist@example.be", None)
    assert zoek(token(lerende)) == lerende


def test_another_mailbox_while_it_waits_stops_the_link_that_was_sent():
    w = wereld()
    rij = w.verstuurd(w.lerende(minderjarig=True))
    oud = token(partij(rij, "lerende"))
    _verander(rij.lerende, w, email="juist@example.be", ouder=("Karima", "karima@example.be"))
    mails = Bericht.objects.filter(soort="ondertekenen_met_link").values_list("adres", flat=True)
    assert (zoek(oud), list(mails.order_by("pk"))) == (None, ["yassine1@example.be", "juist@example.be"])
    # Another person than the one in the document does not sign it.
    _verander(rij.lerende, w, email="juist@example.be", ouder=("Omar", "omar@example.be"))
    teken(rij, "lerende", w=w)
    assert partij(rij, "vertegenwoordiger").email == ""
    assert not mails.filter(adres="omar@example.be")


def test_who_left_the_onderneming_binds_it_no_more():
    w = wereld()
    rij = w.verstuurd()
    assert tekenbevoegdheid(rij, w.werkgever) is not None
    w.werkgever.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    assert tekenbevoegdheid(rij, w.werkgever) is None


def test_only_who_may_bind_the_onderneming_signs_for_it():
    w = wereld()
    rij = w.verstuurd()
    ander = werkgever(w.erkenning.vestiging.onderneming)
    vreemd = trajectbegeleider(SchoolFactory())
    for door, zin in (
        (ander, "niet genoteerd"),
        (vreemd, "mag je niet"),
        (w.begeleider, "niet tekenen voor deze partij"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            onderteken(
                ondertekenaar=partij(rij, "onderneming"), bewijs=Bewijs("aangemeld", "X"), door=door, op=timezone.now()
            )
    assert not partij(rij, "onderneming").getekend


def test_a_level_that_is_not_allowed_is_refused():
    w = wereld()
    rij = w.verstuurd()
    Parameter.objects.filter(naam="tekenniveaus_overeenkomst").update(waarde=["papier"])
    vergeet()
    with pytest.raises(Geweigerd, match="Op deze manier"):
        teken(rij, "lerende", w=w)
    assert not partij(rij, "lerende").getekend


def test_the_last_signature_looks_at_the_erkenning_again_and_tells_the_school():
    w = wereld()
    rij = teken(w.verstuurd(), "school", "onderneming", w=w)
    w.erkenning.geldig_tot = timezone.localdate() - timedelta(days=1)
    w.erkenning.save()
    with pytest.raises(NietMeerErkend, match="niet erkend"):
        teken(rij, "lerende", w=w)
    rij.refresh_from_db()
    assert (rij.toestand, partij(rij, "lerende").getekend) == ("ter_ondertekening", False)
    assert Bericht.objects.filter(soort="laatste_handtekening_geweigerd", aan=w.begeleider).count() == 1


def test_the_link_of_a_signer_is_mailed_and_replaced():
    w = wereld()
    rij = w.verstuurd()
    lerende = partij(rij, "lerende")
    bericht = Bericht.objects.get(soort="ondertekenen_met_link", adres=lerende.email)
    assert token(lerende) not in bericht.tekst
    assert zoek(token(lerende)) == lerende
    oud = token(lerende)
    vernieuw_link(ondertekenaar=lerende, op=timezone.now())
    assert zoek(oud) is None
    assert zoek(token(partij(rij, "lerende"))) == lerende


def test_a_code_works_once_and_for_a_few_tries(mailoutbox):
    w = wereld()
    lerende = partij(w.verstuurd(), "lerende")
    stuur_code(link=lerende, op=timezone.now())
    lever(Bericht.objects.get(soort="ondertekencode").pk)
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body).group()
    fout = "000000" if code != "000000" else "111111"
    with pytest.raises(Geweigerd, match="nog 4 keer"):
        controleer_code(link=lerende, code=fout, op=timezone.now())
    controleer_code(link=lerende, code=code, op=timezone.now())
    with pytest.raises(Geweigerd, match="werkt niet meer"):
        controleer_code(link=lerende, code=code, op=timezone.now() + timedelta(minutes=16))
    for _ in range(4):
        with pytest.raises(Geweigerd):
            controleer_code(link=lerende, code=fout, op=timezone.now())
    with pytest.raises(Geweigerd, match="werkt niet meer"):
        controleer_code(link=lerende, code=code, op=timezone.now())


def test_who_does_not_sign_says_why_and_the_school_hears_it():
    w = wereld()
    rij = w.verstuurd()
    with pytest.raises(Geweigerd, match="waarom"):
        weiger(ondertekenaar=partij(rij, "lerende"), reden=" ", door=None, op=timezone.now())
    weiger(ondertekenaar=partij(rij, "lerende"), reden="Ik wil een andere garage.", door=None, op=timezone.now())
    bericht = Bericht.objects.get(soort="niet_ondertekend")
    assert bericht.aan == w.begeleider
    assert "Ik wil een andere garage." in bericht.tekst


def test_a_reminder_goes_to_who_has_not_signed():
    w = wereld()
    rij = teken(w.verstuurd(), "school", w=w)
    Bericht.objects.all().delete()
    assert herinner(overeenkomst=rij, door=w.begeleider, op=timezone.now()) == 2
    soorten = Bericht.objects.order_by("soort").values_list("soort", flat=True)
    assert list(soorten) == ["ondertekenen", "ondertekenen_met_link"]


def test_it_starts_on_its_first_day_and_ends_after_its_last():
    vandaag = date(2026, 9, 7)
    with time_machine.travel("2026-09-07 08:00:00+02:00", tick=False):
        w = wereld(start=vandaag + timedelta(days=3))
        rij = teken(w.verstuurd(), "school", "onderneming", "lerende", w=w)
        assert not te_starten(vandaag).exists()
    with time_machine.travel("2026-09-10 00:10:00+02:00", tick=False):
        nieuwe_dag()
    rij.refresh_from_db()
    assert rij.toestand == "lopend"
    assert not af_te_sluiten(rij.einde).exists()
    with time_machine.travel(rij.einde + timedelta(days=1), tick=False):
        nieuwe_dag()
    rij.refresh_from_db()
    assert rij.toestand == "afgelopen"


def test_signed_after_the_first_day_it_runs_at_once():
    w = wereld(start=timezone.localdate())
    rij = teken(w.verstuurd(), "school", "onderneming", "lerende", w=w)
    assert rij.toestand == "lopend"


def test_cancelling_needs_a_reason_and_stops_everything():
    w = wereld()
    rij = w.verstuurd()
    with pytest.raises(Geweigerd, match="waarom"):
        annuleer(overeenkomst=rij, reden="", door=w.begeleider, op=timezone.now())
    rij = annuleer(overeenkomst=rij, reden="De lerende verhuist.", door=w.begeleider, op=timezone.now())
    assert (rij.toestand, open_stuk(rij)) == ("geannuleerd", None)
    assert van(rij, "ondertekening").nietig_op == timezone.localdate()
    assert Bericht.objects.filter(soort="overeenkomst_geannuleerd", aan=w.werkgever).exists()


def test_who_cannot_be_mailed_is_not_said_to_be_reminded():
    w = wereld()
    rij = w.verstuurd()
    Ondertekenaar.objects.exclude(partij="lerende").update(geweigerd_op=timezone.now(), geweigerd_reden="Nee.")
    Ondertekenaar.objects.filter(partij="lerende").update(email="")
    with pytest.raises(Geweigerd, match="Er is niemand om te mailen"):
        herinner(overeenkomst=rij, door=w.begeleider, op=timezone.now())
