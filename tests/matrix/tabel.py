"""The whole matrix: what each role gets at each door. A new URL name gets its row in the table of its audience."""

from . import (
    tabel_consulent,
    tabel_leren,
    tabel_mentoropleiding,
    tabel_ondertekenen,
    tabel_organisatie,
    tabel_overeenkomst,
    tabel_premie,
    tabel_publiek,
    tabel_school,
    tabel_werkgever,
)

TABEL = [
    *tabel_publiek.TABEL,
    *tabel_organisatie.TABEL,
    *tabel_werkgever.TABEL,
    *tabel_consulent.TABEL,
    *tabel_mentoropleiding.TABEL,
    *tabel_ondertekenen.TABEL,
    *tabel_overeenkomst.TABEL,
    *tabel_leren.TABEL,
    *tabel_premie.TABEL,
    *tabel_school.TABEL,
]
