"""The forms about mentoren and the mentoropleiding, and the pages and buttons that take nothing a person types."""

from django.urls import reverse

from mentoren.vragen import token

from .deur import MENTOR, Deur, dag, pk, vast
from .wereld import Wereld


def _planning(w: Wereld) -> dict[str, str]:
    uren = {f"{deel}_{n}": uur for n in (1, 2) for deel, uur in (("van", "09:00"), ("tot", "16:30"))}
    plaats = {"locatie": "De Kruk", "straat": "Industriepark", "huisnummer": "4", "postcode": "9160"}
    wat = {"titel": "Mentorschap", "capaciteit": "12", "trainer": "Griet Aerts", "programma": "Coachen."}
    return {"dag_1": dag(40), "dag_2": dag(47), **uren, **plaats, **wat}


def _voorstel(w: Wereld) -> list[int]:
    return [w.voorstel_mentor.erkenning_id, w.voorstel_mentor.pk]


VERTREK = vast(per=dag(0), waarnemer="Jan Maes")
EIGEN = vast(
    voornaam="Marc", naam="De Wit", geboortedatum="15/06/1985", telefoon="0470123456", functie="Meestergast",
    beroep_sinds="01/09/2008", voldoende_aanwezig="ja",
)  # fmt: skip
DEUREN = [
    Deur("mentoren:vragen", "werkgever", args=lambda w: [w.klaar.mentoren[0].pk], geldig=vast(email="marc@example.be")),
    Deur("eigen:gegevens", "mentor", args=pk("mentor_zelf"), geldig=EIGEN),
    Deur("eigen:link_gegevens", "bezoeker", args=lambda w: [token(w.mentorvraag)], geldig=EIGEN),
    Deur("mentoren:vertrekken", "werkgever", args=lambda w: [w.klaar.mentoren[0].pk], geldig=VERTREK),
    Deur("mentoren:educam_vertrekken", "consulent", args=lambda w: [w.klaar.mentoren[0].pk], geldig=VERTREK),
    Deur(
        "mentoren:vrijstelling",
        "consulent",
        args=lambda w: [w.klaar.mentoren[0].pk],
        geldig=vast(reden="Diploma gezien."),
    ),
    Deur("mentoren:vestigingen", "consulent", args=pk("reizende_mentor"), geldig=vast(hoe="Elk een halve week.")),
    Deur("werkgever:mentor_toevoegen", "werkgever", geldig=MENTOR),
    Deur(
        "werkgever:mentor_voorstellen",
        "werkgever",
        args=pk("erkend"),
        geldig=lambda w: {"mentor": w.klaar.mentoren[0].pk},
    ),
    Deur("consulent:mentorvoorstel", "consulent", args=_voorstel, geldig=vast(besluit="niet", reden="Kan niet.")),
    Deur(
        "consulent:voorstel_uittreksel",
        "consulent",
        args=_voorstel,
        geldig=lambda w: {"uitgegeven_op": dag(-20), "uitkomst": "blanco", "getoond": "on"},
    ),
    Deur(
        "consulent:voorstel_vermelding",
        "coordinator",
        args=lambda w: [w.voorstel_vermelding.erkenning_id, w.voorstel_vermelding.pk],
        geldig=vast(oordeel="aanvaard"),
    ),
    Deur(
        "mentoropleiding:inschrijven",
        "werkgever",
        args=pk("sessie"),
        pagina=lambda w: reverse("mentoropleiding:sessie", args=[w.sessie.pk]),
        geldig=lambda w: {"mentor": w.klaar.mentoren[0].pk},
    ),
    Deur("mentoropleiding:annuleren", "werkgever", args=pk("inschrijving"), geldig=vast(reden="Te druk.")),
    Deur(
        "mentoropleiding:extern_attest",
        "consulent",
        args=lambda w: [w.klaar.mentoren[0].pk],
        geldig=lambda w: {"aanbieder": "Syntra", "gevolgd_op": dag(-30), "reden": "Twee dagen over coachen."},
    ),
    Deur("mentoropleiding:sessie_nieuw", "coordinator", geldig=_planning),
    Deur("mentoropleiding:sessie_wijzigen", "coordinator", args=pk("sessie"), geldig=_planning),
    Deur("mentoropleiding:sessie_annuleren", "coordinator", args=pk("sessie"), geldig=vast(reden="Te weinig volk.")),
    Deur(
        "mentoropleiding:aanwezigheid",
        "coordinator",
        args=lambda w: [w.gemist.sessie_id, 1],
        geldig=lambda w: {f"wie_{w.aanwezig.pk}": "ok"},
    ),
    Deur("mentoropleiding:rechtzetten", "coordinator", args=pk("gemist"), geldig=vast(reden="Stond op de lijst.")),
]
LEZEN = {"mentoren:mentor", "mentoren:dossier", "eigen:start", "eigen:link"} | {
    f"mentoropleiding:{naam}" for naam in ("lijst", "sessie", "sessies", "sessie_beheer", "aanwezigheidslijst")
}
KNOPPEN = {"mentoropleiding:sessie_afronden", "mentoren:terugkeren", "eigen:link_vernieuwen"}
