"""The forms around an overeenkomst that werkgever, mentor and sociaal secretariaat fill in."""

from datetime import date, timedelta

from educam_portal.organisaties.schoolvakanties import tussen
from educam_portal.termijnen.rules import is_werkdag
from overeenkomsten.pakket import token

from .deur import VANDAAG, Deur, Velden, dag, vast
from .wereld import TEKENCODE, Wereld

GOED = {"welkom": "goed", "duidelijk": "matig", "begeleiding": "goed"}


def _plan(w: Wereld) -> Velden:
    return {f"antwoord_{rij.pk}": "ja" for rij in w.voorgelegd.competenties.all()}


def is_vrij(maandag: date) -> bool:
    """A week in which somebody is off on Monday or Thursday."""
    donderdag = maandag + timedelta(days=3)
    return bool(tussen(maandag, donderdag)) or not (is_werkdag(maandag) and is_werkdag(donderdag))


def _ruil(w: Wereld) -> Velden:
    """A day at school and one on the workplace."""
    start = w.getekend.start + timedelta(days=7)
    maandag = start - timedelta(days=start.weekday())
    while is_vrij(maandag):
        maandag += timedelta(days=7)
    return {"dag": maandag.isoformat(), "met": (maandag + timedelta(days=3)).isoformat(), "reden": "Een opleiding."}


def _vakantie(w: Wereld) -> Velden:
    """The first school holiday to come, and a day of the timetable after it."""
    eerste = next(rij for rij in tussen(VANDAAG(), VANDAAG() + timedelta(days=200)) if rij.van > VANDAAG())
    return {"dag_1": eerste.van.isoformat(), "vrij_1": (eerste.tot + timedelta(days=2)).isoformat()}


WIJZIGEN = {
    "wijzig_einde": vast(einde=dag(200)),
    "wijzig_mentor": lambda w: {"mentor": w.andere_mentor.pk},
    "wijzig_vergoeding": vast(vergoeding="912,50"),
    "wijzig_uren": vast(**{f"van_{n}": "08:00" for n in range(3)}, **{f"tot_{n}": "16:00" for n in range(3)}),
    "wijzig_vakantie": _vakantie,
}
DEUREN = [
    Deur(
        "overeenkomst:gesprek",
        "werkgever",
        args=lambda w: [w.voorgelegd.referentie],
        geldig=vast(tekst="Yassine komt morgen later."),
    ),
    Deur(
        "overeenkomst:knelpunt_melden",
        "werkgever",
        args=lambda w: [w.getekend.referentie],
        geldig=vast(omschrijving="Hij komt te laat."),
    ),
    Deur(
        "overeenkomst:knelpunt_gesprek",
        "school",
        args=lambda w: [w.knelpunten[0].overeenkomst.referentie, w.knelpunten[0].pk],
        geldig=vast(gesprek_op=dag(0), afspraken="Een bus vroeger.", hercontrole_op=dag(14)),
    ),
    Deur(
        "overeenkomst:knelpunt_sluiten",
        "school",
        args=lambda w: [w.knelpunten[1].overeenkomst.referentie, w.knelpunten[1].pk],
        geldig=vast(uitkomst="Hij is op tijd."),
    ),
    Deur("overeenkomst:ruil", "werkgever", args=lambda w: [w.getekend.referentie], geldig=_ruil),
    Deur("overeenkomst:plan", "werkgever", args=lambda w: [w.voorgelegd.referentie], geldig=_plan),
    Deur(
        "overeenkomst:afvinken",
        "werkgever",
        args=lambda w: [w.getekend.referentie, "medisch"],
        geldig=vast(gedaan_op=dag(0), naam="An Claes", geschikt="ja"),
    ),
    Deur(
        "overeenkomst:lopende",
        "werkgever",
        args=lambda w: [w.getekend.referentie],
        geldig=vast(naam="Loonwijs", gedaan_op=dag(0)),
    ),
    Deur(
        "overeenkomst:pakket",
        "werkgever",
        args=lambda w: [w.getekend.referentie],
        geldig=vast(naam="Loonwijs", email="an@example.be"),
    ),
    Deur("overeenkomst:hoe_gaat_het", "school", args=lambda w: [w.volgt.referentie], geldig=vast(**GOED)),
    Deur("deelnemer:hoe_gaat_het", "bezoeker", args=lambda w: [w.deelnemertoken], geldig=vast(**GOED)),
    Deur(
        "deelnemer:knelpunt",
        "bezoeker",
        args=lambda w: [w.deelnemertoken],
        geldig=vast(omschrijving="Niemand legt iets uit."),
    ),
    Deur(
        "secretariaat:start",
        "bezoeker",
        args=lambda w: [token(w.pakket)],
        geldig=vast(soorten=["dimona", "loonbrief"], naam="An Claes", gedaan_op=dag(0)),
    ),
    Deur("deelnemer:openen", "bezoeker", args=lambda w: [w.deelnemertoken], geldig=vast(code=TEKENCODE, naar="start")),
    Deur(
        "secretariaat:openen", "bezoeker", args=lambda w: [token(w.pakket)], geldig=vast(code=TEKENCODE, naar="start")
    ),
    Deur(
        "overeenkomst:stoppen_samen",
        "werkgever",
        args=lambda w: [w.loopt.referentie],
        geldig=vast(laatste_dag=dag(3), reden="Een andere richting."),
    ),
    Deur(
        "overeenkomst:stoppen_proefperiode",
        "werkgever",
        args=lambda w: [w.loopt.referentie],
        geldig=vast(overhandigd_op=dag(0)),
    ),
    Deur(
        "overeenkomst:stoppen_reden",
        "werkgever",
        args=lambda w: [w.loopt.referentie],
        geldig=vast(reden_soort="overmacht", reden="De garage brandde af.", laatste_dag=dag(0)),
    ),
    *(
        Deur(f"overeenkomst:{naam}", "school", args=lambda w: [w.loopt.referentie], geldig=geldig)
        for naam, geldig in WIJZIGEN.items()
    ),
    Deur(
        "overeenkomst:schorsen",
        "werkgever",
        args=lambda w: [w.loopt.referentie],
        geldig=vast(grond="ziekte", van=dag(0), tot=dag(5), toelichting="De lerende brengt een attest mee."),
    ),
    Deur("overeenkomst:hervatten", "werkgever", args=lambda w: [w.wijzigt.referentie], geldig=vast(tot=dag(1))),
    Deur("overeenkomst:addendum_intrekken", "school", args=lambda w: [w.wijzigt.referentie]),
    Deur("overeenkomst:addendum_herinneren", "school", args=lambda w: [w.wijzigt.referentie]),
    Deur("overeenkomst:einde_intrekken", "werkgever", args=lambda w: [w.stopt.referentie]),
    Deur("overeenkomst:einde_herinneren", "school", args=lambda w: [w.stopt.referentie]),
    Deur(
        "overeenkomst:tekenbevoegden",
        "werkgever",
        geldig=lambda w: {"wie": w.mensen["collega"].pk, "functie": "Zaakvoerder"},
    ),
]
LEZEN = {
    "overeenkomst:kosten",
    *(
        f"overeenkomst:{naam}"
        for naam in ("detail", "lijst", "leerlingen", "educam", "kalender", "verloop", "stoppen", "wijzigen")
    ),
    "overeenkomst:eerste_dag",
    *(f"deelnemer:{naam}" for naam in ("start", "kalender", "leren", "document")),
    *(f"secretariaat:{naam}" for naam in ("pdf", "csv")),
    *(f"kalender:{naam}" for naam in ("pagina", "feed")),
}
KNOPPEN = {
    *(f"overeenkomst:{naam}" for naam in ("ontvinken", "medisch", "tekenbevoegde_intrekken", "pakket_intrekken")),
    *(f"overeenkomst:kalender_{naam}" for naam in ("afdrukken", "adres", "mailen")),
    "overeenkomst:ruil_antwoord",
    *(f"secretariaat:{naam}" for naam in ("code", "vernieuwen")),
    "deelnemer:code",
}
