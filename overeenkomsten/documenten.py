"""Files of an overeenkomst, who may open them, and what the public code of a sealed one tells (rules.md §2, §5)."""

from collections.abc import Callable

from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.documenten.codes import Uitkomst
from educam_portal.documenten.models import Document

from .models import Groepswerk, Ondertekenaar, Overeenkomst, Zegel
from .toestanden import StukSoort, Toestand, Wie
from .tonen import blik

STUK = "overeenkomst_stuk"
VERZEGELD = "overeenkomst_verzegeld"
PAPIER = "overeenkomst_papier"
PAKKET = "overeenkomst_pakket"
ELDERS = "overeenkomst_elders"
KALENDER = "overeenkomst_kalender"
# What travels with a message in the thread.
GESPREK = "overeenkomst_gesprek"
GROEPSDRUK = "overeenkomst_groepsdruk"
BEWIJS = "overeenkomst_bewijs"
# The list of lerenden as a school uploaded it: without a policy, so that nobody opens it.
LIJST = "overeenkomst_lijst"
# A mentor sees the own lerenden without pay or INSZ, and these documents hold both (rules.md §2).
LEZERS = {Wie.SCHOOL, Wie.WERKGEVER, Wie.SECRETARIAAT}
VOOR_WERKGEVER = {Wie.WERKGEVER, Wie.SECRETARIAAT}


def _mag_lezen(document: Document, user: User) -> bool:
    return bool(LEZERS & _rollen(document, user))


def _mag_als_werkgever_lezen(document: Document, user: User) -> bool:
    """The pack and the proofs are between the werkgever and its secretariaat; the school sees the ticks (rules.md §2, §5.1)."""
    return bool(VOOR_WERKGEVER & _rollen(document, user))


def _mag_kalender_lezen(document: Document, user: User) -> bool:
    """Everybody who sees the overeenkomst: it holds no pay and no INSZ."""
    return Overeenkomst.objects.for_user(user).filter(pk=document.onderwerp_id).exists()


def _mag_groepsdruk_lezen(document: Document, user: User) -> bool:
    """The school that asked for it."""
    return Groepswerk.objects.for_user(user).filter(pk=document.onderwerp_id).exists()


def _rollen(document: Document, user: User) -> set[Wie]:
    overeenkomst = Overeenkomst.objects.for_user(user).filter(pk=document.onderwerp_id)
    rij = overeenkomst.select_related("school", "mentor__persoon", "vestiging__onderneming").first()
    return rij.rollen_van(user) if rij is not None else set()


def _mag_lezen_na_nazicht(document: Document, user: User) -> bool:
    """What came in byte for byte is closed until it was found to be our document with signatures."""
    return Ondertekenaar.objects.filter(bewijs=document).exists() and _mag_lezen(document, user)


def _mag_gesprek_lezen(document: Document, user: User) -> bool:
    """Whoever reads the thread opens its files: school, werkgever and mentor, never the secretariaat (rules.md §2)."""
    overeenkomst = Overeenkomst.objects.for_user(user).filter(pk=document.onderwerp_id)
    rij = overeenkomst.select_related(*Overeenkomst.LEEST_MEE).first()
    return rij is not None and blik(rij, user).leren


def registreer_beleid_voor(registreer: Callable[[str, Callable[[Document, User], bool]], None]) -> None:
    """Register a policy for every soort of document of this floor; called once at start-up."""
    for soort in (STUK, VERZEGELD, PAPIER):
        registreer(soort, _mag_lezen)
    for soort in (PAKKET, BEWIJS):
        registreer(soort, _mag_als_werkgever_lezen)
    registreer(ELDERS, _mag_lezen_na_nazicht)
    registreer(KALENDER, _mag_kalender_lezen)
    registreer(GESPREK, _mag_gesprek_lezen)
    registreer(GROEPSDRUK, _mag_groepsdruk_lezen)


def code_uitkomst(code: str) -> Uitkomst | None:
    """The resolver of public codes: that such an overeenkomst was signed by all and when, never between whom."""
    zegel = Zegel.objects.filter(code=code).select_related("stuk__overeenkomst").first()
    if zegel is None:
        return None
    overeenkomst = zegel.stuk.overeenkomst
    assert zegel.stuk.ondertekend_op and overeenkomst.start and overeenkomst.laatste_dag
    if zegel.stuk.soort != StukSoort.OVEREENKOMST:
        return _bij_overeenkomst(zegel)
    loopt = overeenkomst.toestand in (Toestand.ONDERTEKEND, Toestand.LOPEND)
    return Uitkomst(
        "Deze overeenkomst is door iedereen ondertekend" if loopt else "Deze overeenkomst loopt niet meer",
        loopt,
        "De code hoort bij een overeenkomst voor duaal leren. Kijk of de vingerafdruk dezelfde is als op het bewijsblad.",
        (
            ("Soort", overeenkomst.soort),
            ("Ondertekend op", date_format(zegel.stuk.ondertekend_op, "j F Y")),
            ("Eerste dag", date_format(overeenkomst.start, "j F Y")),
            ("Laatste dag", date_format(overeenkomst.laatste_dag, "j F Y")),
            ("Vingerafdruk (SHA-256)", zegel.gegevens["sha256"]),
        ),
    )


def _bij_overeenkomst(zegel: Zegel) -> Uitkomst:
    """What changes or ends an overeenkomst was signed by who had to: what it is, and when; never between whom."""
    assert zegel.stuk.ondertekend_op
    return Uitkomst(
        f"Deze {zegel.stuk.woord} is ondertekend door wie moest tekenen",
        True,
        "De code hoort bij een overeenkomst voor duaal leren. Kijk of de vingerafdruk dezelfde is als op het bewijsblad.",
        (
            ("Document", zegel.stuk.get_soort_display()),
            ("Ondertekend op", date_format(zegel.stuk.ondertekend_op, "j F Y")),
            ("Vingerafdruk (SHA-256)", zegel.gegevens["sha256"]),
        ),
    )
