"""The forms of a school: its lerenden, and drafting an overeenkomst."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from overeenkomsten.inlezen import voorbeeld
from tests.documenten.bestanden import pdf

from .deur import Deur, dag, pk, vast
from .wereld import Wereld


def kopie() -> SimpleUploadedFile:
    return SimpleUploadedFile("kopie.pdf", pdf(), "application/pdf")


def _lerende(w: Wereld) -> dict[str, object]:
    vertegenwoordiger = {"v_band": "ouder", "v_voornaam": "Karima", "v_naam": "Benali", "v_email": "karima@example.be"}
    adres = {"straat": "Kerkstraat", "huisnummer": "1", "postcode": "9300", "gemeente": "Aalst"}
    return {
        "voornaam": "Yassine", "naam": "Benali", "geboortedatum": "15/06/2010", "insz": "85.07.30-033.28",
        "email": "yassine@example.be", "telefoon": "0470123456", "klas": "6 OMA", "opleiding": w.lerende.opleiding_id,
        "lessen_vanaf": dag(-30), "v_telefoon": "0470123457", **adres, **vertegenwoordiger,
    }  # fmt: skip


def _ref(naam: str) -> Callable[[Wereld], list]:
    return lambda w: [getattr(w, naam).referentie]


def _stap(naam: str, geldig: Callable[[Wereld], dict]) -> Deur:
    return Deur(f"school:{naam}", "school", args=_ref("overeenkomst"), geldig=geldig)


def _plan(w: Wereld) -> dict[str, object]:
    return {"eigen_0": "De lerende wast wagens.", "eigen_plek_0": "werkplek"}


def _klas(w: Wereld) -> dict[str, object]:
    return {
        "naam": "6 auto duaal 2", "opleiding": w.lerende.opleiding_id, "start": dag(10), "einde": dag(290),
        "categorie": "2",
    }  # fmt: skip


DEUREN = [
    Deur("school:collegas", "school", geldig=vast(email="tom@example.be", rol="trajectbegeleider")),
    Deur("school:lerende_nieuw", "school", geldig=_lerende),
    Deur("school:lerende", "school", args=pk("lerende"), geldig=_lerende),
    Deur("school:overeenkomst_nieuw", "school", geldig=lambda w: {"lerende": w.lerende.pk}),
    _stap("leerwerkplek", lambda w: {"vestiging": w.overeenkomst.vestiging_id}),
    _stap("mentor", lambda w: {"mentor": w.overeenkomst.mentor_id}),
    _stap("periode", vast(voltijds_uren="38")),
    _stap("plan", _plan),
    _stap("vergoeding", vast(categorie="2", vergoeding="900,50")),
    _stap("evaluatie", vast(vakantiecontact="Griet Deleu", vakantietelefoon="0470123456")),
    _stap("annuleren", vast(reden="De lerende stopt.")),
    _stap("overdragen", lambda w: {"aan": w.mensen["schoolcollega"].pk}),
    _stap("kopieren", lambda w: {"lerende": w.lerende.pk}),
    Deur(
        "school:papier",
        "school",
        args=lambda w: [w.tekenaars["school"].stuk_id],
        geldig=lambda w: {"partijen": ["lerende"], "getekend_op": dag(0), "bestand": kopie()},
    ),
    _stap("klas_bewaren", vast(naam="7 auto duaal")),
    Deur(
        "school:inlezen",
        "school",
        geldig=lambda w: {
            "bestand": SimpleUploadedFile("klas.csv", voorbeeld()),
            "opleiding": w.lerende.opleiding_id,
            "lessen_vanaf": dag(0),
            "sjabloon": w.klassjabloon.pk,
        },
    ),
    Deur(
        "school:groep_nieuw",
        "school",
        geldig=lambda w: {"actie": "overdragen", "ref": w.overeenkomst.referentie, "aan": w.mensen["schoolcollega"].pk},
        pagina=lambda w: f"{reverse('school:groep_nieuw')}?actie=overdragen&ref={w.overeenkomst.referentie}",
    ),
    Deur("school:klas_nieuw", "school", geldig=_klas),
    Deur("school:klas_gegevens", "school", args=pk("klassjabloon"), geldig=_klas),
    Deur("school:klas_rooster", "school", args=pk("klassjabloon"), geldig=vast(voltijds_uren="38")),
    Deur("school:klas_plan", "school", args=pk("klassjabloon"), geldig=_plan),
    Deur("school:klas_evaluatie", "school", args=pk("klassjabloon"), geldig=vast(vakantiecontact="Griet Deleu")),
    Deur("school:klas_maken", "school", args=pk("klassjabloon"), geldig=lambda w: {f"kies_{w.nog_geen.pk}": "on"}),
    Deur("school:terugnemen", "school", args=_ref("verstuurd"), geldig=vast(reden="De uren veranderen.")),
]
LEZEN = {
    "school:start", "school:lerenden", "school:overeenkomst", "school:nakijken", "school:klassen", "school:klas",
    "school:groepswerk", "school:groepswerken", "school:inlezen_voorbeeld",
}  # fmt: skip
KNOPPEN = {
    "school:voorleggen", "school:versturen", "school:herinneren", "school:verlengen",
    "school:inlezen_overnemen", "school:klas_verwijderen", "school:groepswerk_stoppen",
    # Accepted only where another desk than this portal counts: tests/overeenkomsten/test_concept_school.py.
    "school:registreren",
}  # fmt: skip
