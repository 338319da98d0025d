"""The values the portal starts with, loaded by migration 0002; later versions are added on screen, not here.

Per row: name, in force from, value, source, derived (computed, not published), remark. `[B]` is the brochure
"Een duale werkplek" of EDUCAM, `[F§n]` a section of the facts behind it (docs/parameters.md).
"""

from datetime import date
from typing import Any

# The source gives one version without a first day: it counts for every date.
ALTIJD = date(1900, 1, 1)
PREMIE = date(2023, 9, 1)

Rij = tuple[str, date, Any, str, bool, str]


def _tijd(aantal: int, eenheid: str) -> dict[str, Any]:
    return {"aantal": aantal, "eenheid": eenheid}


GGMMI: list[Rij] = [
    (
        "ggmmi",
        date(2022, 12, 1),
        "1954.99",
        "Cao 43; loonindex Group S, 1/12/2022 [F§4.1, S73]",
        True,
        "Niet rechtstreeks bevestigd; de gepubliceerde leervergoedingen kloppen ermee.",
    ),
    ("ggmmi", date(2023, 11, 1), "1994.18", "Cao 43: 2029.88 - 35.70 [F§4.1]", True, "Begindatum niet bevestigd."),
    ("ggmmi", date(2024, 4, 1), "2029.88", "Cao 43; Attentia 2024 [F§4.1, S77]", False, ""),
    (
        "ggmmi",
        date(2024, 5, 1),
        "2070.48",
        "Cao 43: 2029.88 x 1.02; vlaanderen.be, leervergoeding [F§4.1, S74]",
        True,
        "De leervergoedingen op dit bedrag zijn wel gepubliceerd.",
    ),
    ("ggmmi", date(2025, 2, 1), "2111.89", "Cao 43; lessentieldeleco.fr [F§4.1, S78]", False, ""),
    (
        "ggmmi",
        date(2026, 1, 1),
        "2154.11",
        "Cao 43; nota loonadministratie 2026 [F§4.1, S79]",
        False,
        "Maand niet bevestigd; tweedehands bron.",
    ),
    (
        "ggmmi",
        date(2026, 4, 1),
        "2189.81",
        "Cao 43; nota loonadministratie 2026 [F§4.1, S79]",
        False,
        "Tweedehands bron; een latere indexering in 2026 is niet bekend.",
    ),
]

BEDRAGEN: list[Rij] = [
    (
        "leervergoeding_oao",
        ALTIJD,
        {"1": "29", "2": "32", "3": "34.5"},
        "vlaanderen.be, leervergoeding [F§4.1, S74]",
        False,
        "Afgerond naar boven op 0,10 euro.",
    ),
    ("leervergoeding_uur", ALTIJD, "0.21", "Partena 1/8/2022 [F§4.3, S69]", False, "Afgerond naar boven op 0,01 euro."),
    ("premie_met_vergoeding", PREMIE, "1000", "Brochure EDUCAM [B]; vlaanderen.be [F§5, S91]", False, ""),
    ("premie_zonder_vergoeding", PREMIE, "600", "Brochure EDUCAM [B]; vlaanderen.be [F§5, S91]", False, ""),
    (
        "premie_max",
        PREMIE,
        3,
        "Brochure EDUCAM [B]; vlaanderen.be [F§5, S91]",
        False,
        "Eerder gekregen stagebonussen tellen mee.",
    ),
    (
        "premie_max_per",
        PREMIE,
        "lerende",
        "Brochure EDUCAM [B]; vlaanderen.be [F§5, S91]",
        True,
        "Lezing: over alle ondernemingen samen.",
    ),
    ("premie_min_maanden", PREMIE, 4, "Brochure EDUCAM [B]", False, ""),
    (
        "premie_max_vks",
        PREMIE,
        4,
        "Prato 30/8/2023; herwin.be [F§5, S9, S92]",
        False,
        "Geldt niet voor het volwassenenonderwijs.",
    ),
    ("premie_min_aandeel", PREMIE, "50", "Prato 30/8/2023; herwin.be [F§5, S9, S92]", False, ""),
    (
        "rsz_beperkt",
        ALTIJD,
        {"bijdrage": "17", "basis": "108"},
        "Brochure EDUCAM [B]",
        False,
        "Raming; niet bevestigd in een andere bron [F§4.5].",
    ),
    ("rsz_werknemer", ALTIJD, "13.07", "RSZ, gewone bijdrage van een werknemer [F§4.5]", False, ""),
    ("vermindering_6310", ALTIJD, True, "Brochure EDUCAM [B]; vlaanderen.be [F§4.5, S89]", False, ""),
    (
        "vermindering_6310",
        date(2023, 7, 1),
        False,
        "Prato 30/8/2023; Group S 2023; Securex 16/3/2023 [F§4.5, S9, S10, S88]",
        False,
        "Afgeschaft zonder overgang.",
    ),
    ("dimona_type_odos", ALTIJD, "OTH", "Brochure EDUCAM [B]", False, "Achterhaald voor nieuwe overeenkomsten."),
    ("dimona_type_odos", PREMIE, "ALT", "Dimona-woordenlijst 2023/2, zone 00655 [F§4.4, S85]", False, ""),
]

KEUZES: list[Rij] = [
    ("weigering_bevestigen", ALTIJD, True, "Keuze van het portaal (rules.md §3.2)", False, ""),
    ("bevoegd_loket", ALTIJD, "portaal", "Keuze van het portaal (rules.md §5)", False, ""),
    *(
        (
            f"tekenniveaus_{stuk}",
            ALTIJD,
            ["eenvoudig", "papier", "gekwalificeerd"],
            "Keuze van het portaal (rules.md §5)",
            False,
            "Of een gewone elektronische handtekening volstaat, is na te vragen bij een jurist.",
        )
        for stuk in ("overeenkomst", "addendum", "beeindiging")
    ),
    ("upload_max_mb", ALTIJD, 15, "Keuze van het portaal", False, ""),
    (
        "lerenden_per_mentor",
        ALTIJD,
        2,
        "Keuze van het portaal",
        False,
        "Geen wettelijk maximum gevonden [F§2]; alleen een waarschuwing, na te vragen bij EDUCAM.",
    ),
    ("mentor_min_leeftijd", ALTIJD, 25, "Brochure EDUCAM [B]; erkenningsvoorwaarden [F§2, S23]", False, ""),
    ("mentor_min_leeftijd_vrijgesteld", ALTIJD, 23, "Erkenningsvoorwaarden [F§2, S23]", False, ""),
    (
        "mentor_min_ervaring",
        ALTIJD,
        _tijd(5, "jaren"),
        "Brochure EDUCAM [B]; erkenningsvoorwaarden [F§2, S23]",
        False,
        "",
    ),
    (
        "uittreksel_max_oud",
        ALTIJD,
        _tijd(1, "jaren"),
        "VIVO; Sociare 23/10/2019 [F§2, S36, S37]",
        False,
        "Geteld tot de dag van de aanduiding.",
    ),
    (
        "overeenkomst_uren_grens",
        ALTIJD,
        20,
        "Decreet 10/6/2016, art. 3 [F§3.1, S45]",
        False,
        "Gemiddeld per week op jaarbasis, 20 uur inbegrepen.",
    ),
    ("betaalde_vakantiedagen", ALTIJD, 15, "Brochure EDUCAM [B]", False, ""),
    ("sao_min_uren", ALTIJD, 28, "SD Worx 16/7/2022 [F§3.1, S3]", False, ""),
    ("overeenkomst_max_duur", ALTIJD, _tijd(3, "jaren"), "Brochure EDUCAM [B]; [F§3.3, S29]", False, ""),
]

TERMIJNEN: list[Rij] = [
    ("behandeltermijn", ALTIJD, _tijd(14, "dagen"), "Brochure EDUCAM [B]; [F§1.3, S27]", False, "Kalenderdagen."),
    ("eerste_contact", ALTIJD, _tijd(3, "werkdagen"), "Keuze van het portaal (rules.md §7)", False, ""),
    ("aanvulling", ALTIJD, _tijd(14, "dagen"), "Keuze van het portaal (rules.md §7)", False, ""),
    ("werkpunten_max", ALTIJD, _tijd(60, "dagen"), "Keuze van het portaal (rules.md §3.2)", False, ""),
    ("bezoek_bevestigen", ALTIJD, _tijd(4, "dagen"), "Keuze van het portaal (rules.md §7)", False, ""),
    (
        "sluiting_max",
        ALTIJD,
        _tijd(3, "maanden"),
        "Keuze van het portaal (rules.md §3.2)",
        False,
        "Wie langer sluit, bespreekt het met de consulent.",
    ),
    ("geldigheid", ALTIJD, _tijd(5, "jaren"), "Brochure EDUCAM [B]; [F§1.3, S27]", False, ""),
    ("verlengen_vanaf", ALTIJD, _tijd(6, "maanden"), "Keuze van het portaal (rules.md §3.3)", False, ""),
    ("beroep", ALTIJD, _tijd(10, "dagen"), "vlaanderen.be, beroepsprocedure leerwerkplekken [F§1.5, S19]", False, ""),
    ("mentoropleiding", ALTIJD, _tijd(1, "jaren"), "Brochure EDUCAM [B]; [F§2, S33]", False, ""),
    ("mentorlink", ALTIJD, _tijd(14, "dagen"), "Keuze van het portaal (ux.md §3.3)", False, ""),
    ("schorsing_melden", ALTIJD, _tijd(14, "dagen"), "Omzendbrief over duaal leren [F§3.6]", False, ""),
    ("ondertekenlink", ALTIJD, _tijd(14, "dagen"), "Keuze van het portaal (ux.md §3.6)", False, ""),
    ("secretariaatlink", ALTIJD, _tijd(30, "dagen"), "Keuze van het portaal (rules.md §5.1)", False, ""),
    ("mentor_vervangen", ALTIJD, _tijd(30, "dagen"), "Keuze van het portaal (rules.md §3.3)", False, ""),
    ("registratie", ALTIJD, _tijd(3, "maanden"), "Brochure EDUCAM [B]; [F§3.4, S11]", False, ""),
    ("toestemming_premie", ALTIJD, _tijd(3, "maanden"), "vlaanderen.be, premie [F§5, S95]", False, ""),
    (
        "proefperiode",
        ALTIJD,
        _tijd(30, "dagen"),
        "Brochure EDUCAM [B]",
        False,
        "Lezing: de startdatum is dag 1 [F§3.7].",
    ),
    ("opzegtermijn", ALTIJD, _tijd(7, "dagen"), "Niet gevonden in een bron [F§3.7]", True, "Onzeker: na te vragen."),
    ("knelpunt_gesprek", ALTIJD, _tijd(5, "werkdagen"), "Keuze van het portaal (rules.md §5)", False, ""),
    (
        "nieuwe_werkplek",
        ALTIJD,
        20,
        "onderwijs.vlaanderen.be; GITO Overijse [F§3.4, S56, S57]",
        False,
        "Schoolvakanties tellen niet mee.",
    ),
    ("concept", ALTIJD, _tijd(6, "maanden"), "Keuze van het portaal (rules.md §7, §11)", False, ""),
]

_AVG = "Keuze van het portaal (rules.md §11)"
_AVG_VRAAG = "Te bevestigen door de functionaris voor gegevensbescherming van EDUCAM."
BEWARING: list[Rij] = [
    ("bewaring_strafregister", ALTIJD, _tijd(30, "dagen"), "Keuze van het portaal (rules.md §4)", False, _AVG_VRAAG),
    ("bewaring_rekening", ALTIJD, _tijd(3, "maanden"), _AVG, False, _AVG_VRAAG),
    ("bewaring_groepswerk", ALTIJD, _tijd(30, "dagen"), _AVG, False, _AVG_VRAAG),
    # 31 October: two months after the last day of the schooljaar.
    ("bewaring_lerende", ALTIJD, _tijd(2, "maanden"), _AVG, False, _AVG_VRAAG),
    *(
        (f"bewaring_{wat}", ALTIJD, _tijd(jaren, "jaren"), _AVG, False, _AVG_VRAAG)
        for wat, jaren in [
            ("ingetrokken", 1),
            ("geweigerd", 2),
            ("erkenning", 5),
            ("overeenkomst", 5),
            ("evaluatie", 1),
            ("leeslog", 2),
            ("account", 2),
        ]
    ),
]

HERINNERINGEN: list[Rij] = [
    (f"herinneringen_{soort}", ALTIJD, momenten.split(), "Keuze van het portaal (rules.md §7)", False, "")
    for soort, momenten in [
        ("behandeling", "-7d -3d -1d +1d"),
        ("eerste_contact", "+1d"),
        ("aanvulling", "-7d -1d +1d"),
        ("bezoek_bevestigen", "-2d +1d"),
        ("geldigheid", "-6m -3m -1m"),
        ("beroep", ""),
        ("mentoropleiding", "-6m -3m -1m +1d"),
        ("mentor_vervangen", "-14d -7d +1d"),
        ("begeleiding", "-7d +1d"),
        ("ondertekening", "-7d -3d -1d +0d"),
        ("startklaar", "-7d -1d +0d"),
        ("registratie", "-30d -14d -3d"),
        ("toestemming_premie", "-60d -30d -14d -3d"),
        ("proefperiode", "-10d"),
        ("rsz_wijziging", "-1m"),
        ("evaluatie", "-14d -3d +1d"),
        ("overeenkomst_einde", "-60d -14d"),
        ("nieuwe_werkplek", "-10d -5d"),
        ("knelpunt", "-1d +1d"),
        ("hercontrole", "-2d +1d"),
        ("concept", "-14d"),
        ("bewaring", ""),
    ]
]

BEGINWAARDEN: list[Rij] = [*GGMMI, *BEDRAGEN, *KEUZES, *TERMIJNEN, *BEWARING, *HERINNERINGEN]
