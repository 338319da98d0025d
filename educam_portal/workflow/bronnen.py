"""Where a condition comes from, in the words in which screens name it."""

BROCHURE = "Brochure “Duaal leren in de automotive”, Leerbedrijf worden"
DECREET = "Decreet van 10 juni 2016 over alternerende opleidingen en zijn uitvoeringsbesluiten"
