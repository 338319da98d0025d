"""Rare words of the world, and who may read each of them somewhere behind the log-in (rules.md §2, §4)."""

from .rollen import BEHANDELAARS, EIGEN, LEZERS

ZIET_DOSSIER = {*LEZERS, *BEHANDELAARS}
ZIET_ONDERNEMING = {*ZIET_DOSSIER, "helper"}
# The name of an onderneming one belongs to stands in the head of each page.
HOORT_ERBIJ = {*EIGEN, *ZIET_ONDERNEMING} - {"oud_lid", "aanvrager"}
COORDINATOREN = {"coordinator", "andere_coordinator"}

ONDERNEMINGEN: dict[str, set[str]] = {
    "Zonnewijzer": {*HOORT_ERBIJ, "school"},
    "Zuidwerf": ZIET_ONDERNEMING,
    "Maanlicht": {"ander_werkgever", *COORDINATOREN},
    "Kanaalwerf": {"ander_werkgever", *COORDINATOREN},
    "Ochtendmist": {"nieuwe_werkgever", *BEHANDELAARS},
    "Mistwerf": {"nieuwe_werkgever", *BEHANDELAARS},
}
INHOUD: dict[str, set[str]] = {
    "Quaghebeur": ZIET_ONDERNEMING,
    "Draadgeheim": ZIET_DOSSIER,
    "Vraaggeheim": ZIET_DOSSIER,
    "Bijlagegeheim": ZIET_DOSSIER,
    "Bezoekafspraak": ZIET_DOSSIER,
    "Notitiegeheim": {*BEHANDELAARS},
    "Binnenskamers": {*BEHANDELAARS},
    "Verslaggeheim": {*BEHANDELAARS},
    "Weigergeheim": {*BEHANDELAARS},
    "Fotogeheim": {*BEHANDELAARS, *LEZERS, "helper"},
    "Strafgeheim": {*BEHANDELAARS},
    "Leerlinggeheim": {"school", "werkgever", "medewerker", "lezer", "gemachtigde", "secretariaat"},
    "Gespreksgeheim": {"school", "werkgever", "medewerker", "lezer", "gemachtigde"},
    "Volggeheim": {"school", "werkgever", "medewerker", "lezer", "gemachtigde", "secretariaat", "mentor"},
    # What the lerende reports is for the school alone.
    "Lerendenstem": {"school"},
    "Cursistgeheim": {"andere_school"},
    # The account number: the last digits for who may read of the premiums, the number itself for nobody (rules.md §2).
    "•• 6769": {"werkgever", "medewerker", "lezer", "gemachtigde", "secretariaat"},
    "0961": set(),
}
GEHEIM = ONDERNEMINGEN | INHOUD | {"Zonnekind": ZIET_ONDERNEMING}


def van(wereld) -> dict[str, set[str]]:
    """The words above, and the numbers that the world gave out."""
    dossiers = (wereld.dossier, wereld.ingediend, wereld.vraag, wereld.geweigerd, wereld.beslist)
    return (
        GEHEIM
        | {dossier.ref: ZIET_DOSSIER for dossier in dossiers}
        | {
            wereld.concept.ref: {*LEZERS, "helper"},
            wereld.elders.aanvraag.ref: {"ander_werkgever", *COORDINATOREN},
            wereld.onderneming.nummer_weergave: {
                *ZIET_ONDERNEMING,
                "aanvrager",
                "school",
                "gemachtigde",
                "secretariaat",
            },
            wereld.elders.onderneming.nummer_weergave: {"ander_werkgever", *COORDINATOREN},
            wereld.persoon.werkgever.email: {*ZIET_ONDERNEMING},
        }
    )


def te_veel(wereld, rol: str, tekst: str) -> set[str]:
    """The words in `tekst` that are not for `rol`."""
    return {woord for woord, wie in wereld.geheim.items() if rol not in wie and woord in tekst}
