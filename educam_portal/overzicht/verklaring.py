"""The facts of the accessibility statement. Look the portal over again within a year: a test counts the months."""

from datetime import date

LAATST_NAGEKEKEN = date(2026, 11, 24)

# What does not (fully) meet the norm: what, why, and the way around it.
ONTOEGANKELIJK = (
    {
        "wat": "De kaarten van Vlaanderen en Brussel",
        "waarom": "Een kaart kan je niet voorlezen.",
        "alternatief": "Alles wat op een kaart staat, staat op dezelfde pagina ook in een lijst of een tabel.",
    },
    {
        "wat": "Documenten die bedrijven of scholen zelf opladen",
        "waarom": "We kunnen niet nakijken of ze voorleesbaar zijn.",
        "alternatief": "Vraag je sectorconsulent om uitleg bij het document.",
    },
)
