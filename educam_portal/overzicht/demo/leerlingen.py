"""The lerenden of a school in the demo world and their overeenkomsten: one that runs, one to sign, one being drafted.

What changed, stood still or ended since is told in `verloop.py`.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from educam_portal.meldingen import draden
from mentoren.models import Mentor
from overeenkomsten.agenda import kalenderdagen
from overeenkomsten.jaarkalender import huidig_jaar
from overeenkomsten.models import Lerende, Overeenkomst, Tekenbevoegde
from overeenkomsten.rules.kalender import Dagsoort
from overeenkomsten.services import (
    beeindigen,
    bevragingen,
    concept,
    gesprek,
    kalender,
    klas,
    knelpunten,
    pakketten,
    verplichtingen,
    versturen,
)
from overeenkomsten.services.lerenden import nieuwe_lerende
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.stukken import open_stuk
from overeenkomsten.tasks import maak_kalender, maak_pakket, maak_stuk
from overeenkomsten.toestanden import START_VERPLICHTINGEN, StukSoort, Toestand

from .dossiers import Dossier
from .na_erkenning import erkenning_van
from .tijd import Verhaal

SCHOOL = "school@example.be"
ROOSTER = {
    "weken": 1,
    "blokken": [
        *({"week": 1, "dag": dag, "plek": "les", "van": "08:30", "tot": "16:30", "pauze": 60} for dag in (1, 2)),
        *(
            {"week": 1, "dag": dag, "plek": "werkplek", "van": "08:00", "tot": "16:30", "pauze": 30}
            for dag in (3, 4, 5)
        ),
    ],
}
PLAN = [
    ("De lerende vervangt remschijven en remblokken.", "werkplek"),
    ("De lerende ververst olie en filters volgens het onderhoudsboek.", "beide"),
    ("De lerende leest een storing uit en legt ze uit.", "lessen"),
]
# Of everybody, the same schooljaar long: days to come, and when they are evaluated after the first.
NOG_DAGEN, EVALUATIES = 205, (60, 150, 280)
NOG_ZONDER = [("Lotte", "Maes"), ("Mehdi", "El Idrissi"), ("Sam", "Pauwels"), ("Zoë", "Wouters")]
GESPREK = (
    "Hoe loopt het met de remmen? In de les deden we de theorie, Yassine keek uit naar de praktijk.",
    "Goed. Hij vervangt remblokken al bijna alleen. Volgende week beginnen we aan de schijven.",
    "De nieuwe werkkledij is er. Yassine kan ze morgen passen.",
)
EVALUATIE = "Elke maand een gesprek met mentor en school, en twee keer per jaar een verslag."


def met_overeenkomsten(d: Dossier, begonnen: int) -> Verhaal:
    """One overeenkomst that started `begonnen` days ago, one that waits for signatures, one that was just begun."""
    school, eerste_dag = d.wereld.users[SCHOOL], d.wereld.kalender.dag(begonnen)
    op = yield d.op(begonnen + 30, "10.10")
    mag_tekenen(d, "Zaakvoerder", op)
    rij = opgemaakt(d, leerling(d, "Yassine", "Benali", 1, eerste_dag, op), eerste_dag, op)
    yield from begint(d, rij, begonnen)
    op = yield d.op(begonnen - 21, "19.20")
    zegt_hoe_het_gaat(rij, "Soms weet ik niet wie ik iets mag vragen.", op)
    yield from _in_gesprek(d, rij)
    yield from _bij_het_secretariaat(d, rij)
    yield from _met_knelpunt(d, rij)
    straks = d.wereld.kalender.komende_werkdag(24)
    op = yield d.op(9, "11.00")
    tweede = opgemaakt(d, leerling(d, "Emma", "Lemmens", 2, eerste_dag, op), straks, op)
    op = yield d.op(8, "17.15")
    _beantwoord(d, tweede, op)
    op = yield d.op(7, "9.05")
    versturen.verstuur(overeenkomst=tweede, door=school, op=op)
    druk(tweede)
    op = yield d.op(6, "15.30")
    teken(d, tweede, "school", op)
    op = yield d.op(2, "9.40")
    klas.bewaar_als_sjabloon(overeenkomst=tweede, naam="6 auto duaal", door=school, op=op)
    for nummer, (voornaam, naam) in enumerate(NOG_ZONDER, start=4):
        leerling(d, voornaam, naam, nummer, d.wereld.kalender.dag(6), op)
    op = yield d.op(1, "14.00")
    concept.begin(lerende=leerling(d, "Noor", "Haddad", 3, eerste_dag, op), door=school, op=op)
    op = yield d.op(1, "16.05")
    dag, met = _twee_dagen(rij, d.wereld.kalender.komende_werkdag(7))
    reden = "Die dag komt de invoerder uitleg geven over hybride wagens."
    mentor = d.wereld.users["mentor@example.be"]
    gesprek.stel_ruil_voor(overeenkomst=rij, dag=dag, met=met, reden=reden, door=mentor, op=op)


def langst_bezig(d: Dossier) -> Overeenkomst:
    """Of the overeenkomsten of the school that run, the first."""
    return Overeenkomst.objects.filter(begeleider=d.wereld.users[SCHOOL], toestand=Toestand.LOPEND).earliest("pk")


def mag_tekenen(d: Dossier, functie: str, op: datetime) -> None:
    """The werkgever is written down as who may bind the onderneming, once."""
    wie = {"onderneming": d.bedrijf.onderneming, "user": d.werkgever}
    nieuw = {"functie": functie, "vastgelegd_door": d.werkgever, "vastgelegd_op": op}
    Tekenbevoegde.objects.get_or_create(**wie, defaults=nieuw)


def begint(d: Dossier, rij: Overeenkomst, begonnen: int) -> Verhaal:
    """From the plan that waits for an answer to the first day, `begonnen` days ago: signed, and everything in order."""
    op = yield d.op(begonnen + 28, "12.20")
    _beantwoord(d, rij, op)
    op = yield d.op(begonnen + 26, "9.30")
    versturen.verstuur(overeenkomst=rij, door=rij.begeleider, op=op)
    yield from tekent_ieder(d, rij, begonnen + 25)
    op = yield d.op(begonnen + 3, "14.20")
    wie = {"naam": str(d.werkgever), "gedaan_op": timezone.localdate(op), "op": op}
    verplichtingen.vink_samen_af(overeenkomst=rij, soorten=START_VERPLICHTINGEN, **wie)
    medisch = rij.verplichtingen.select_related("overeenkomst").get(soort="medisch")
    verplichtingen.vink_af(verplichting=medisch, geschikt=True, door=d.werkgever, **wie)
    op = yield d.op(begonnen, "0.10")
    beeindigen.start(overeenkomst=rij, op=op)


def zegt_hoe_het_gaat(rij: Overeenkomst, van_lerende: str, op: datetime) -> None:
    """Around day 20 the lerende and the trajectbegeleider answered; the mentor did not."""
    bevragingen.begin(overeenkomst=rij, op=op)
    antwoorden = {"welkom": "goed", "duidelijk": "matig", "begeleiding": "goed"}
    for deelnemer, opmerking in (("lerende", van_lerende), ("school", "")):
        bevraging = rij.bevragingen.select_related("overeenkomst").get(deelnemer=deelnemer)
        door = rij.begeleider if deelnemer == "school" else None
        bevragingen.beantwoord(bevraging=bevraging, antwoorden=antwoorden | {"opmerking": opmerking}, door=door, op=op)


def _bij_het_secretariaat(d: Dossier, rij: Overeenkomst) -> Verhaal:
    """The werkgever hands the pack to its sociaal secretariaat, which ticks what it does; the year is on paper."""
    op = yield d.op(11, "9.20")
    pakket = pakketten.maak_pakket(
        overeenkomst=rij, naam="Loonwijs", email="loonwijs@example.be", door=d.werkgever, op=op
    )  # fmt: skip
    maak_pakket(pakket.pk)
    op = yield d.op(11, "11.45")
    soorten = ("loonbrief", "rekening", "kwartaal")
    pakketten.noteer_geregeld(
        pakket=pakket, soorten=soorten, naam="An Claes", gedaan_op=timezone.localdate(op), op=op
    )  # fmt: skip
    op = yield d.op(11, "13.30")
    kalender.stuur_link(overeenkomst=rij, op=op)
    maak_kalender(kalender.maak_blad(overeenkomst=rij, jaar=huidig_jaar(rij, timezone.localdate(op)), op=op).pk)


def _in_gesprek(d: Dossier, rij: Overeenkomst) -> Verhaal:
    """School, werkgever and mentor write to each other."""
    school, mentor = d.wereld.users[SCHOOL], d.wereld.users["mentor@example.be"]
    vragen, remmen, kledij = GESPREK
    for dag, uur, door, tekst in (
        (40, "10.20", school, vragen),
        (39, "17.30", mentor, remmen),
        (12, "8.45", d.werkgever, kledij),
    ):
        op = yield d.op(dag, uur)
        draden.lees(draden.draad(rij, voor=door, kant=gesprek.kant_van(rij, door)), door=door, op=op)
        gesprek.schrijf(overeenkomst=rij, tekst=tekst, door=door)


def _met_knelpunt(d: Dossier, rij: Overeenkomst) -> Verhaal:
    """The mentor reported something; they talked about it, and look again next week."""
    op = yield d.op(11, "16.20")
    door = d.wereld.users["mentor@example.be"]
    gemeld = knelpunten.meld_knelpunt(overeenkomst=rij, omschrijving="Yassine komt vaak te laat.", door=door, op=op)
    op = yield d.op(10, "15.10")
    knelpunten.noteer_gesprek(
        knelpunt=gemeld, gesprek_op=timezone.localdate(op),
        afspraken="Yassine neemt een bus vroeger. Lukt het eens niet, dan belt hij de mentor voor acht uur.",
        hercontrole_op=d.wereld.kalender.komende_werkdag(4), door=rij.begeleider, op=op,
    )  # fmt: skip


def _twee_dagen(rij: Overeenkomst, vanaf: date) -> tuple[date, date]:
    """A day at school to come, and the first one on the workplace after it."""
    dagen = [dag for dag in kalenderdagen(rij, vanaf, vanaf + timedelta(days=300)) if not dag.waarom]
    dag = next(dag.datum for dag in dagen if dag.soort == Dagsoort.SCHOOL)
    return dag, next(later.datum for later in dagen if later.datum > dag and later.soort == Dagsoort.GARAGE)


def leerling(
    d: Dossier,
    voornaam: str,
    naam: str,
    nummer: int,
    lessen_vanaf: date,
    op: datetime,
    *,
    ouder: dict[str, str] | None = None,
) -> Lerende:
    """A lerende of the school, nineteen in the year of the first lesson, or sixteen with an `ouder` who signs as well."""
    begeleider = d.wereld.users[SCHOOL]
    geboren = date(lessen_vanaf.year - (16 if ouder else 19), 3, 10 + nummer)
    basis = int(f"{geboren:%y%m%d}{nummer:03d}")
    return nieuwe_lerende(
        school=begeleider.lidmaatschappen.get().organisatie.school,
        velden={
            "voornaam": voornaam, "naam": naam, "geboortedatum": geboren, "email": f"{voornaam.lower()}@example.be",
            "opleiding": erkenning_van(d).opleiding, "lessen_vanaf": lessen_vanaf, "klas": "6 auto",
        },
        insz=f"{basis:09d}{97 - (2_000_000_000 + basis) % 97:02d}",
        vertegenwoordiger=ouder, door=begeleider, op=op,
    )  # fmt: skip


def opgemaakt(d: Dossier, lerende: Lerende, start: date, op: datetime, *, einde: date | None = None) -> Overeenkomst:
    """A complete draft, laid before the mentor; without `einde` one that goes on."""
    school, erkenning = lerende.begeleider, erkenning_van(d)
    einde = einde or d.wereld.kalender.vandaag + timedelta(days=NOG_DAGEN)
    rij = concept.begin(lerende=lerende, door=school, op=op)
    velden = {
        "soort": "OAO", "vestiging": erkenning.vestiging, "mentor": Mentor.objects.get(pk=d.bedrijf.mentoren[d.mentoren[0]].pk),
        "start": start, "einde": einde, "rooster": ROOSTER, "categorie": 3,
        "vergoeding": Decimal("755.50"), "evaluatievorm": EVALUATIE, "vakantiecontact": str(school),
        "vakantietelefoon": school.telefoon,
    }  # fmt: skip
    rij = concept.bewaar(overeenkomst=rij, velden=velden, versie=rij.versie, door=school, op=op)
    regels = [concept.Planregel(wat, waar) for wat, waar in PLAN]
    rij = concept.bewaar_plan(overeenkomst=rij, regels=regels, versie=rij.versie, door=school, op=op)
    dagen = [dag for na in EVALUATIES if (dag := start + timedelta(days=na)) < einde]
    rij = concept.plan_evaluaties(overeenkomst=rij, datums=dagen, versie=rij.versie, door=school, op=op)
    return concept.leg_voor(overeenkomst=rij, door=school, op=op)


def _beantwoord(d: Dossier, rij: Overeenkomst, op: datetime) -> None:
    antwoorden = {regel.pk: ("ja", "") for regel in rij.competenties.all()}
    concept.beantwoord_plan(overeenkomst=rij, antwoorden=antwoorden, door=d.werkgever, op=op)


def druk(rij: Overeenkomst, soort: str = StukSoort.OVEREENKOMST) -> None:
    """Its PDF, that a worker would make: nobody signs without one."""
    stuk = open_stuk(rij, soort)
    assert stuk is not None  # just sent
    maak_stuk(stuk.pk)


def tekent_ieder(d: Dossier, rij: Overeenkomst, dag: int, soort: str = StukSoort.OVEREENKOMST) -> Verhaal:
    """The document is there; the school signs `dag` days ago, and each of the others a day later."""
    druk(rij, soort)
    stuk = open_stuk(rij, soort)
    assert stuk is not None  # nobody signed yet
    for na, partij in enumerate(stuk.ondertekenaars.order_by("pk").values_list("partij", flat=True)):
        op = yield d.op(dag - na, "16.40")
        teken(d, rij, partij, op, soort)


def teken(d: Dossier, rij: Overeenkomst, partij: str, op: datetime, soort: str = StukSoort.OVEREENKOMST) -> None:
    """School and werkgever sign logged in, the lerende and who represents them by link."""
    stuk = open_stuk(rij, soort)
    assert stuk is not None  # somebody still has to sign
    ondertekenaar = stuk.ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
    door = {"school": d.wereld.users[SCHOOL], "onderneming": d.werkgever}.get(partij)
    bewijs = Bewijs("aangemeld" if door else "link", str(door or ondertekenaar.naam))
    onderteken(ondertekenaar=ondertekenaar, bewijs=bewijs, door=door, op=op)
