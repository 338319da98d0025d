"""Whether an erkenning may be renewed now, and what goes along with it (rules.md §3.3)."""

from datetime import date

from django.utils.formats import date_format

from educam_portal.parameters import duur

from .models import AanvraagLijn, Erkenning, Maatregel
from .models.erkenning import ErkenningQuerySet
from .rules import verlengbaar_vanaf
from .toestanden import ErkenningToestand


def vanaf(erkenning: Erkenning, op: date) -> date:
    """First day on which its renewal can be filed."""
    return verlengbaar_vanaf(erkenning.geldig_tot, duur("verlengen_vanaf", op))


def in_de_tijd(erkenning: Erkenning, op: date) -> bool:
    """Whether `op` is a day on which a renewal makes sense, whatever was filed already; asks nothing of the database."""
    return erkenning.toestand == ErkenningToestand.LOPEND and vanaf(erkenning, op) <= op <= erkenning.geldig_tot


def bezwaren(erkenning: Erkenning, op: date) -> list[str]:
    """Why it cannot be renewed on `op`; empty when it can. Give one of `met_verlenging`, or it is read again."""
    if op > erkenning.geldig_tot:
        return [
            f"Deze erkenning is voorbij sinds {_dag(erkenning.geldig_tot)}. Vraag ze opnieuw aan: in je vorige aanvraag "
            "kan je je antwoorden kopiëren."
        ]
    if op < (eerste := vanaf(erkenning, op)):
        return [f"Verlengen kan vanaf {_dag(eerste)}. Je krijgt dan een herinnering."]
    rij = erkenning if hasattr(erkenning, "verlengd") else Erkenning.objects.met_verlenging().get(pk=erkenning.pk)
    if rij.verlenging_ref:
        return [f"De verlenging is al aangevraagd: {rij.verlenging_ref}."]
    if rij.verlengd:
        return ["Deze erkenning is al verlengd."]
    if erkenning.vestiging.gesloten_op is not None:
        return [
            f"{erkenning.vestiging.naam} sluit vanaf {_dag(erkenning.vestiging.gesloten_op)}. Verlengen kan niet meer."
        ]
    uitsluiting = Maatregel.objects.uitsluiting_van(erkenning.vestiging.onderneming, erkenning.vestiging, op=op)
    return [uitsluiting.zin] if uitsluiting else []


def vorige_tot(lijn: AanvraagLijn) -> date | None:
    """Last valid day of the erkenning that the line renews; one that was ended before gives way at once."""
    vorige = lijn.verlengt
    return vorige.geldig_tot if vorige is not None and vorige.opgeheven_op is None else None


def samen_te_verlengen(erkenning: Erkenning) -> ErkenningQuerySet:
    """The running erkenningen of its vestiging, with what a renewal takes over; itself among them."""
    return (
        Erkenning.objects.filter(vestiging=erkenning.vestiging, toestand=ErkenningToestand.LOPEND)
        .met_verlenging()
        .select_related("opleiding", "lijn__opleiding", "vestiging__onderneming")
        .order_by("opleiding__titel", "pk")
    )


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
