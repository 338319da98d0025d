"""What each transition sets in motion: which terms start, stop or stand still, and who hears of it (rules.md §3.2, §7)."""

import pytest

from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Termijn
from erkenning.toestanden import Toestand
from erkenning.transitions import AANVRAAG
from tests import fabrieken

from .acties import ACTIES, in_toestand

pytestmark = pytest.mark.django_db
T = Toestand

# action: (from, what happens to the terms, message → who gets it)
GEVOLGEN: dict[str, tuple[str, set[str], dict[str, set[str]]]] = {
    "indienen": (
        T.CONCEPT,
        {"concept voldaan", "behandeling start", "eerste_contact start"},
        {"aanvraag_ingediend": {"werkgever", "medewerker"}, "nieuwe_aanvraag": {"consulent"}},
    ),
    "in_behandeling_nemen": (T.INGEDIEND, set(), {}),
    "aanvulling_vragen": (
        T.IN_BEHANDELING,
        {"behandeling pauze", "aanvulling start"},
        {"aanvulling_gevraagd": {"werkgever", "medewerker"}},
    ),
    "werkpunten_opleggen": (
        T.IN_BEHANDELING,
        {"behandeling pauze", "aanvulling start"},
        {"werkpunten_opgelegd": {"werkgever", "medewerker"}},
    ),
    "aanvullen": (
        T.AANVULLING_GEVRAAGD,
        {"aanvulling voldaan", "behandeling hervat"},
        {"aanvulling_binnen": {"consulent"}},
    ),
    "vraag_intrekken": (
        T.AANVULLING_GEVRAAGD,
        {"aanvulling voldaan", "behandeling hervat"},
        {"vraag_ingetrokken": {"werkgever", "medewerker"}},
    ),
    "zonder_gevolg_stellen": (
        T.AANVULLING_GEVRAAGD,
        {"aanvulling nietig", "behandeling nietig", "bewaring start"},
        {"zonder_gevolg": {"werkgever", "medewerker"}},
    ),
    "beslissen": (
        T.IN_BEHANDELING,
        {
            "behandeling voldaan",
            "geldigheid start",
            "mentoropleiding start",
            "bewaring start",
        },
        {"beslist_erkend": {"werkgever", "medewerker"}},
    ),
    "bevestigen": (
        T.TER_BEVESTIGING,
        {"behandeling voldaan", "beroep start", "bewaring start"},
        {"beslist_geweigerd": {"werkgever", "medewerker"}},
    ),
    "terugsturen": (T.TER_BEVESTIGING, set(), {"weigering_teruggestuurd": {"consulent"}}),
    "opleiding_schrappen": (T.INGEDIEND, set(), {"opleiding_geschrapt": {"consulent"}}),
    "intrekken": (
        T.AANVULLING_GEVRAAGD,
        {"aanvulling nietig", "behandeling nietig", "bewaring start"},
        {"aanvraag_ingetrokken": {"consulent"}, "intrekking_bevestigd": {"werkgever", "medewerker"}},
    ),
    "uitsluiten": (T.INGEDIEND, {"behandeling nietig", "eerste_contact nietig", "bewaring start"}, {}),
    "sluiten": (T.INGEDIEND, {"behandeling nietig", "eerste_contact nietig", "bewaring start"}, {}),
    "beroep_registreren": (T.BESLIST, set(), {"beroep_geregistreerd": {"werkgever", "medewerker"}}),
    "beroep_uitspraak": (T.BESLIST, set(), {"beroep_uitspraak": {"werkgever", "medewerker"}}),
    "rechtzetten": (T.BESLIST, set(), {"brief_rechtgezet": {"werkgever", "medewerker"}}),
    "hulp_vragen": (T.CONCEPT, set(), {"hulp_gevraagd": {"consulent"}}),
    "hulp_stoppen": (T.CONCEPT, set(), {}),
    "wijzigen": (T.AANVULLING_GEVRAAGD, set(), {}),
    "eerste_contact": (T.INGEDIEND, {"eerste_contact voldaan"}, {}),
    "toewijzen": (T.IN_BEHANDELING, set(), {"dossier_toegewezen": {"nieuwe consulent"}}),
    "notitie": (T.IN_BEHANDELING, set(), {}),
    "bezoek_voorstellen": (
        T.INGEDIEND,
        {"bezoek_bevestigen start"},
        {"bezoek_voorgesteld": {"werkgever", "medewerker"}},
    ),
    "bezoek_vastleggen": (
        T.INGEDIEND,
        {"eerste_contact voldaan"},
        {"bezoek_vastgelegd": {"werkgever", "medewerker", "consulent"}},
    ),
    "bezoek_kiezen": (T.INGEDIEND, set(), {"bezoek_vastgelegd": {"werkgever", "medewerker", "consulent"}}),
    "sluiting_melden": (T.INGEDIEND, {"behandeling hervat"}, {"sluiting_gemeld": {"consulent"}}),
    "bezoek_verplaatsen": (
        T.INGEDIEND,
        {"behandeling hervat"},
        {"bezoek_verplaatst": {"werkgever", "medewerker", "consulent"}},
    ),
    "bezoek_overnemen": (
        T.INGEDIEND,
        set(),
        {"bezoek_overgenomen": {"werkgever", "medewerker", "consulent", "wie het had"}},
    ),
    "bezoek_annuleren": (T.INGEDIEND, set(), {"bezoek_geannuleerd": {"werkgever", "medewerker", "consulent"}}),
    "bezoek_uitvoeren": (T.INGEDIEND, set(), {}),
    "geen_bezoek_nodig": (T.INGEDIEND, set(), {}),
    "verslag_bewaren": (T.INGEDIEND, set(), {}),
    "verslag_indienen": (T.IN_BEHANDELING, set(), {}),
    "oordeel_bewaren": (T.INGEDIEND, set(), {}),
    "uittreksel_nakijken": (T.INGEDIEND, set(), {}),
    "uittreksel_beoordelen": (T.INGEDIEND, set(), {"vermelding_beoordeeld": {"consulent"}}),
    "vrijstelling_geven": (T.INGEDIEND, set(), {}),
    "vestiging_aanvullen": (T.INGEDIEND, set(), {}),
}


def test_every_row_of_the_table_stands_here():
    assert set(GEVOLGEN) == {rij.actie for rij in AANVRAAG}


def standen() -> dict[int, tuple[str, str, int]]:
    """Per term: its kind, how it stands, and how many pauses it has had."""
    return {
        t.pk: (
            t.soort,
            "voldaan" if t.voldaan_op else "nietig" if t.nietig_op else "pauze" if t.vervalt_op is None else "loopt",
            t.pauzes.count(),
        )
        for t in Termijn.objects.all()
    }


def veranderd(voor: dict, na: dict) -> set[str]:
    """`kind what` for every term that is not as it was."""
    gezien = set()
    for pk, (soort, stand, pauzes) in na.items():
        if pk not in voor:
            gezien.add(f"{soort} start")
        elif (stand, pauzes) != voor[pk][1:]:
            gezien.add(f"{soort} {'hervat' if stand == 'loopt' else stand}")
    return gezien


@pytest.mark.parametrize("actie", GEVOLGEN)
def test_terms_and_messages(actie):
    van, termijnen, berichten = GEVOLGEN[actie]
    d = in_toestand(van)
    medewerker = fabrieken.werkgever(d.aanvraag.onderneming, "medewerker")
    coordinator = fabrieken.coordinator()
    stel = ACTIES[actie].klaar(d)
    d.ververs()
    namen = {d.werkgever: "werkgever", medewerker: "medewerker", d.consulent: "consulent", coordinator: "coördinator"}
    if actie == "toewijzen":
        namen[stel["consulent"]] = "nieuwe consulent"
    if actie == "bezoek_overnemen":
        namen[stel["bezoek"].consulent] = "wie het had"
    wie = AANVRAAG[actie].wie
    door = {"werkgever": d.werkgever, "coordinator": coordinator}.get(wie[0], d.consulent)
    voor, gestuurd = standen(), set(Bericht.objects.values_list("pk", flat=True))
    ACTIES[actie](d, door, stel)
    assert veranderd(voor, standen()) == termijnen
    gekregen: dict[str, set[str]] = {}
    for bericht in Bericht.objects.exclude(pk__in=gestuurd).select_related("aan"):
        gekregen.setdefault(bericht.soort, set()).add(namen[bericht.aan])
    assert gekregen == berichten


def test_without_a_consulent_the_coordinatoren_hear_of_it():
    d = in_toestand(T.CONCEPT)
    d.consulent.is_active = False
    d.consulent.save()
    coordinator = fabrieken.coordinator()
    d.dien_in()
    assert d.aanvraag.consulent is None
    assert Bericht.objects.get(soort="nieuwe_aanvraag").aan == coordinator
