"""A coördinator bars a mentor: what ends, what the letter may say, who is told, and the appeal (rules.md §3.3, §4)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Erkenning, Maatregel, Mentorvoorstel
from erkenning.services import beroep, concept, mentorwissel
from erkenning.services.eigen_deel import vul_eigen_deel_in
from erkenning.services.maatregelen import Gehoord
from erkenning.services.weren import weren
from erkenning.volledigheid import taken
from mentoren.models import Inschrijving
from mentoren.services import dossier
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
ZIN = "Deze mentor kan niet worden aangeduid."


@pytest.fixture
def coordinator():
    return fabrieken.coordinator()


@pytest.fixture
def d():
    return klaar_om_te_beslissen().beslis()


def weer(d, door, **velden) -> Maatregel:
    standaard = {
        "mentor": d.mentoren[0],
        "uittreksel": False,
        "redenen": "De mentor is nooit in de werkplaats.",
        "gehoord": Gehoord(op=timezone.localdate(), hoe="Gesprek met de zaakvoerder."),
        "waarnemer": "",
        "op": timezone.now(),
    }
    return weren(**(standaard | velden), door=door)


def gemaild(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def test_barring_ends_what_leaving_ends_and_opens_the_appeal(d, coordinator):
    m, vandaag = d.mentoren[0], timezone.localdate()
    m.email = "mentor@example.be"
    m.save()
    fabrieken.InschrijvingFactory(sessie=fabrieken.SessieFactory(), mentor=m)
    maatregel = weer(d, coordinator)
    m.refresh_from_db()
    assert (m.toestand, m.vertrokken_op) == ("geweerd", vandaag)
    assert m.aanduidingen.get().tot == vandaag
    assert termijnen.van(m, "mentoropleiding").nietig_op == vandaag
    assert termijnen.van(Erkenning.objects.get(), "mentor_vervangen").vervalt_op == vandaag + 30 * DAG
    assert Inschrijving.objects.get().toestand == "geannuleerd"
    assert termijnen.van(maatregel, "beroep_maatregel").vervalt_op == vandaag + 10 * DAG
    brief = maatregel.brief.gegevens
    assert (brief["mentor"], brief["redenen"]) == (str(m), "De mentor is nooit in de werkplaats.")
    assert [rij["opleiding"] for rij in brief["aanduidingen"]] == [str(Erkenning.objects.get().opleiding)]
    assert gemaild("mentor_geweerd") == {d.werkgever.email}
    assert gemaild("mentor_vertrokken") == {d.werkgever.email, d.consulent.email}
    zelf = Bericht.objects.get(soort="mentorschap_voorbij")
    assert zelf.adres == "mentor@example.be"
    assert "Je werkgever kreeg een brief" in zelf.tekst and "werkplaats" not in zelf.tekst


def test_of_a_596_2_only_one_sentence_is_written_down(d, coordinator):
    niets = {"uittreksel": True, "redenen": ""}
    for velden, zin in [
        ({"redenen": "Hij is veroordeeld."}, "tekstvakken leeg"),
        ({"gehoord": Gehoord(op=timezone.localdate(), hoe="Hij gaf het toe.")}, "tekstvakken leeg"),
        ({"gehoord": Gehoord(dringend_reden="Gevaar.")}, "tekstvakken leeg"),
        ({"gehoord": Gehoord()}, "Nodig de onderneming eerst uit"),
    ]:
        with pytest.raises(Geweigerd, match=zin):
            weer(d, coordinator, **(niets | velden))
    brief = weer(d, coordinator, **niets, gehoord=Gehoord(op=timezone.localdate())).brief.gegevens
    assert (brief["redenen"], brief["gehoord"], brief["dringend_reden"]) == (ZIN, "", "")


def test_not_without_reasons_not_unheard_and_not_by_somebody_else(d, coordinator):
    for velden, zin in [
        ({"redenen": " "}, "redenen"),
        ({"gehoord": Gehoord()}, "gehoord of uitgenodigd"),
        ({"door": d.consulent}, "mag je niet"),
        ({"door": d.werkgever}, "mag je niet"),
    ]:
        with pytest.raises(Geweigerd, match=zin):
            weer(d, **({"door": coordinator} | velden))
    assert not Maatregel.objects.exists() and d.mentoren[0].aanduidingen.get().tot is None
    assert weer(d, coordinator, gehoord=Gehoord(dringend_reden="De lerende was alleen met de machine.")).dringend_reden
    with pytest.raises(Geweigerd, match="staat intussen op “Geweerd”"):
        weer(d, coordinator)


def test_who_is_barred_is_proposed_nor_chosen_and_a_concept_says_so(d, coordinator):
    m = d.mentoren[0]
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=d.aanvraag.vestiging, door=d.werkgever, op=timezone.now())
    nieuw = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    mentorwissel.mentor_voorstellen(
        erkenning=Erkenning.objects.get(), mentor=nieuw, door=d.werkgever, op=timezone.now()
    )
    weer(d, coordinator)
    weer(d, coordinator, mentor=nieuw)
    assert Mentorvoorstel.objects.get().besluit == "vervallen"
    for wie in (m, nieuw):
        with pytest.raises(Geweigerd, match="geweerd als mentor"):
            mentorwissel.mentor_voorstellen(
                erkenning=Erkenning.objects.get(), mentor=wie, door=d.werkgever, op=timezone.now()
            )
    zin = f"{m} is geweerd als mentor bij {m.onderneming} en kan hier niet worden aangeduid."
    alles = " ".join(z for taak in taken(kopie, op=timezone.localdate()) for z in taak.ontbreekt)
    assert zin in alles
    assert Gebeurtenis.objects.get(actie="mentor_geweerd", onderwerp_id=str(kopie.pk)).tekst == str(m)
    with pytest.raises(Geweigerd, match="geweerd als mentor"):
        concept.kies_mentoren(aanvraag=kopie, keuze={kopie.lijnen.get(): [m]}, door=d.werkgever, op=timezone.now())


def test_an_open_aanvraag_cannot_be_granted_with_a_barred_mentor(coordinator):
    open_ = klaar_om_te_beslissen()
    weer(open_, coordinator)
    with pytest.raises(Geweigerd, match="geweerd als mentor"):
        open_.beslis()


def test_a_granted_appeal_lets_the_mentor_be_proposed_anew_and_revives_nothing(d, coordinator):
    nu, vandaag, m = timezone.now(), timezone.localdate(), d.mentoren[0]
    maatregel = weer(d, coordinator, waarnemer="Jan Maes")
    lopend = beroep.beroep_registreren(over=maatregel, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    beroep.beroep_uitspraak(
        beroep=lopend, uitkomst="gegrond", uitspraak_op=vandaag, toelichting="", door=coordinator, op=nu
    )
    m.refresh_from_db()
    assert (m.toestand, m.vertrokken_op, m.waarnemer) == ("actief", None, "")
    assert Maatregel.objects.get().vernietigd_op == vandaag
    assert m.aanduidingen.get().tot == vandaag
    assert termijnen.van(Erkenning.objects.get(), "mentor_vervangen").is_open
    voorstel = mentorwissel.mentor_voorstellen(
        erkenning=Erkenning.objects.get(), mentor=m, door=d.werkgever, op=timezone.now()
    )
    mentorwissel.mentor_beoordelen(voorstel=voorstel, aanvaard=True, reden="", door=d.consulent, op=timezone.now())
    assert m.aanduidingen.filter(tot=None).count() == 1
    assert termijnen.van(m, "mentoropleiding").is_open


def test_from_the_page_of_the_mentor_to_the_letter(client, d, coordinator):
    m = d.mentoren[0]
    client.force_login(d.consulent)
    assert "Weer deze mentor" not in client.get(f"/consulent/mentoren/{m.pk}/").content.decode()
    client.force_login(coordinator)
    assert "Weer deze mentor" in client.get(f"/consulent/mentoren/{m.pk}/").content.decode()
    adres = f"/consulent/mentoren/{m.pk}/weren/"
    pagina = client.get(adres).content.decode()
    assert "heeft dan geen mentor meer" in pagina and "Dit raakt het" in pagina
    assert client.post(adres, {"uittreksel": "nee", "redenen": ""}).status_code == 422
    velden = {"uittreksel": "nee", "redenen": "Nooit aanwezig.", "gehoord_op": timezone.localdate().isoformat()}
    brief = client.post(adres, velden).content.decode()
    assert "Er is nog niets beslist" in brief and "Nooit aanwezig." in brief and not Maatregel.objects.exists()
    assert client.post(adres, velden | {"stap": "bevestig"}).status_code == 302
    maatregel = Maatregel.objects.get()
    assert maatregel.consulent_url in client.get(f"/consulent/mentoren/{m.pk}/").content.decode()
    assert "Wering" in client.get(maatregel.consulent_url).content.decode()
    client.force_login(d.werkgever)
    assert "Je mentor is geweerd" in client.get(maatregel.get_absolute_url()).content.decode()
    assert "Geweerd als mentor" in client.get(f"/werkgever/mentoren/{m.pk}/").content.decode()
    assert "Geweerd als mentor" in client.get("/werkgever/mentoren/").content.decode()
    client.force_login(fabrieken.werkgever(fabrieken.OndernemingFactory()))
    assert client.get(maatregel.get_absolute_url()).status_code == 404


# --- no side door -----------------------------------------------------------------------------------------------------
GEBOREN = date(1980, 1, 2)
GEGEVENS = {"email": "", "beroep_sinds": date(2000, 1, 1), "voldoende_aanwezig": True}


def persoon(voornaam="André", naam="De Smet", geboren: date | None = GEBOREN) -> dict:
    return {"voornaam": voornaam, "naam": naam, "geboortedatum": geboren}


@pytest.fixture
def geweerd(d, coordinator):
    """A barred mentor called as `persoon()`."""
    m = d.mentoren[0]
    dossier.vul_in(m, persoon(), {})
    weer(d, coordinator)
    return d


def voeg_toe(d, **velden):
    return dossier.voeg_toe(
        onderneming=d.aanvraag.onderneming,
        persoon=persoon(**velden),
        gegevens=GEGEVENS,
        door=d.werkgever,
        op=timezone.now(),
    )


@pytest.mark.parametrize("velden", [{"naam": "Desmet"}, {"voornaam": "ANDRE"}, {"geboren": None}])
def test_another_spelling_or_no_birthday_brings_nobody_back(geweerd, velden):
    with pytest.raises(Geweigerd, match="is geweerd als mentor"):
        voeg_toe(geweerd, **velden)
    assert voeg_toe(geweerd, geboren=date(2001, 5, 6)).toestand == "actief"  # somebody of the same name


def test_nobody_becomes_the_barred_person_afterwards(geweerd):
    a = concept.nieuw(onderneming=geweerd.aanvraag.onderneming, door=geweerd.werkgever, op=timezone.now())
    bewaar = {"aanvraag": a, "gegevens": GEGEVENS, "door": geweerd.werkgever, "op": timezone.now()}
    m = concept.bewaar_mentor(persoon=persoon("Jan", "Maes"), **bewaar)
    with pytest.raises(Geweigerd, match="is geweerd als mentor"):
        concept.bewaar_mentor(mentor=m, persoon=persoon(), **bewaar)
    with pytest.raises(Geweigerd, match=r"^Met deze naam en geboortedatum kan dit niet"):
        vul_eigen_deel_in(mentor=m, persoon=persoon(), gegevens=GEGEVENS, door=None, op=timezone.now())
    m.persoon.refresh_from_db()
    assert str(m) == "Jan Maes"


def test_a_person_has_one_row_and_a_second_one_goes_with_it(d, coordinator):
    dossier.vul_in(d.mentoren[0], persoon(), {})
    with pytest.raises(Geweigerd, match="André De Smet staat al bij de mentoren van"):
        voeg_toe(d, naam="Desmet")
    tweede = voeg_toe(d, voornaam="Jan")
    dossier.vul_in(tweede, persoon(geboren=None), {})
    weer(d, coordinator)
    tweede.refresh_from_db()
    assert tweede.toestand == "vertrokken"
    with pytest.raises(Geweigerd, match="is geweerd als mentor"):
        dossier.keer_terug(mentor=tweede, door=d.werkgever, op=timezone.now())
