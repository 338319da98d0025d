"""What a public code of an erkenning tells (rules.md §3.2: about the erkenning only)."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.documenten.codes import Uitkomst

from .models import Erkenning, VervangenCode


def erkenning_uitkomst(code: str) -> Uitkomst | None:
    """The resolver of erkenningen. Never says why one does not count: that stays between EDUCAM and the onderneming."""
    erkenning = Erkenning.objects.select_related("opleiding", "vestiging__gemeente").filter(code=code).first()
    if erkenning is None and VervangenCode.objects.filter(code=code).exists():
        return Uitkomst(
            "Vervangen", False, "Er is een nieuwer attest. Vraag het aan de onderneming en gebruik die code."
        )
    return _van_erkenning(erkenning, timezone.localdate()) if erkenning else None


def _van_erkenning(erkenning: Erkenning, op: date) -> Uitkomst:
    def dag(datum: date) -> str:
        return date_format(datum, "j F Y")

    geldig = Erkenning.objects.geldig(op).filter(pk=erkenning.pk).exists()
    if geldig:
        kop = f"Erkend tot en met {dag(erkenning.geldig_tot)}"
        zin = "Deze leerwerkplek is vandaag erkend voor deze opleiding."
    elif erkenning.geldig_van > op:
        kop = f"Geldig vanaf {dag(erkenning.geldig_van)}"
        zin = "Deze erkenning is nog niet ingegaan."
    elif erkenning.geldig_tot < op or (erkenning.opgeheven_op and erkenning.opgeheven_op <= op):
        kop = "Niet meer geldig"
        zin = "Deze leerwerkplek is niet meer erkend voor deze opleiding."
    else:
        kop = "Vandaag niet geldig"
        zin = "Deze erkenning telt vandaag niet. Bel de sectorconsulent als je vragen hebt."
    vestiging = erkenning.vestiging
    return Uitkomst(
        kop,
        geldig,
        zin,
        (
            ("Leerwerkplek", vestiging.naam),
            ("Gemeente", f"{vestiging.postcode} {vestiging.gemeente.naam}"),
            ("Opleiding", erkenning.opleiding.titel),
        ),
    )
