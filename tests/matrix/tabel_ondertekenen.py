"""Rows for signing an overeenkomst: by link whoever holds it, logged in for the own party, on the tablet of the school."""

from .rij import bladzijde, knop, openbaar

PAGINAS = ("start", "lezen", "tekenen", "niet")
TABEL = [
    openbaar("onderteken:link", "tekenlink.token", iedereen=200),
    openbaar("onderteken:link", "tekenlink_oud.token", iedereen=200),
    *(openbaar(f"onderteken:link_{naam}", "tekenlink.token", iedereen=200) for naam in ("lezen", "tekenen", "openen")),
    # The code of the link comes first.
    *(openbaar(f"onderteken:link_{naam}", "tekenlink.token", iedereen=302) for naam in ("pdf", "elders", "niet")),
    knop("onderteken:link_code", "tekenlink.token", iedereen=302),
    knop("onderteken:link_vernieuwen", "tekenlink.token", iedereen=302),
    *(bladzijde(f"onderteken:{naam}", "=aangemeld tekent_school.pk", school=200) for naam in (*PAGINAS, "pdf")),
    *(bladzijde(f"onderteken:{naam}", "=tablet tekent_lerende.pk", school=200) for naam in (*PAGINAS, "pdf")),
    # Nobody is trusted to have issued a certificate here: back to the start.
    bladzijde("onderteken:elders", "=aangemeld tekent_school.pk", school=302),
    bladzijde("onderteken:tekenen", "=aangemeld tekent_onderneming.pk", leden=200, gemachtigde=200),
    bladzijde("onderteken:tekenen", "=aangemeld tekent_lerende.pk"),
    bladzijde("onderteken:tekenen", "=tablet tekent_school.pk"),
]
