"""Two people decide about a measure at once: one measure, one letter, one ruling, no barred mentor designated (rules.md §3.3)."""

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen.models import Termijn
from erkenning.models import Brief, Erkenning, Maatregel
from erkenning.services import beroep, maatregelen, mentorwissel
from erkenning.services.maatregelen import Gehoord
from erkenning.services.weren import weren
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def gehoord() -> Gehoord:
    return Gehoord(op=timezone.localdate(), hoe="Gesprek.")


def heft_op(erkenning, door):
    return lambda: maatregelen.opheffen(
        erkenning=erkenning, redenen="Gesloten.", gehoord=gehoord(), door=door, op=timezone.now()
    )


def weert(mentor, door):
    return lambda: weren(
        mentor=mentor,
        uittreksel=False,
        redenen="Nooit aanwezig.",
        gehoord=gehoord(),
        waarnemer="",
        door=door,
        op=timezone.now(),
    )


def test_two_coordinatoren_lift_one_erkenning():
    klaar_om_te_beslissen().beslis()
    rij = Erkenning.objects.get()
    uitkomsten = tegelijk(heft_op(rij, fabrieken.coordinator()), heft_op(rij, fabrieken.coordinator()), houd=rij)
    assert een_wint(uitkomsten, "intussen") == Maatregel.objects.get()
    assert Brief.objects.filter(soort="maatregel").count() == 1
    assert Termijn.objects.filter(soort="beroep_maatregel").count() == 1
    assert Erkenning.objects.get().toestand == "opgeheven"


def test_two_coordinatoren_bar_one_mentor():
    d = klaar_om_te_beslissen().beslis()
    m = d.mentoren[0]
    uitkomsten = tegelijk(weert(m, fabrieken.coordinator()), weert(m, fabrieken.coordinator()), houd=m.persoon)
    assert een_wint(uitkomsten, "intussen") == Maatregel.objects.get()
    assert Termijn.objects.filter(soort="mentor_vervangen").count() == 1


def test_who_is_barred_while_being_proposed_or_decided_upon_is_not_designated():
    d, coordinator = klaar_om_te_beslissen().beslis(), fabrieken.coordinator()
    nieuw = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    uitkomsten = tegelijk(
        weert(nieuw, coordinator),
        lambda: mentorwissel.mentor_voorstellen(
            erkenning=Erkenning.objects.get(), mentor=nieuw, door=d.werkgever, op=timezone.now()
        ),
        houd=nieuw,
    )
    assert isinstance(uitkomsten[0], Maatregel)
    assert isinstance(uitkomsten[1], Geweigerd) or uitkomsten[1].__class__.objects.get().besluit == "vervallen"
    open_ = klaar_om_te_beslissen()
    uitkomsten = tegelijk(weert(open_.mentoren[0], coordinator), open_.beslis, houd=open_.mentoren[0])
    assert isinstance(uitkomsten[0], Maatregel)
    assert not Aanduiding.objects.filter(mentor__in=[nieuw, open_.mentoren[0]], tot=None).exists()


def test_one_ruling_is_entered_once():
    klaar_om_te_beslissen().beslis()
    door, vandaag = fabrieken.coordinator(), timezone.localdate()
    maatregel = heft_op(Erkenning.objects.get(), door)()
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=door, op=timezone.now())

    def uitspraak(uitkomst):
        return lambda: beroep.beroep_uitspraak(
            beroep=lopend, uitkomst=uitkomst, uitspraak_op=vandaag, toelichting="", door=door, op=timezone.now()
        )

    winnaar = een_wint(tegelijk(uitspraak("gegrond"), uitspraak("ongegrond"), houd=lopend), "staat er al")
    lopend.refresh_from_db()
    assert lopend.uitkomst == winnaar.uitkomst
    assert Erkenning.objects.get().toestand == ("lopend" if winnaar.uitkomst == "gegrond" else "opgeheven")
