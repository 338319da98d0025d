"""What must be true before a transition may go ahead; each answers with the sentences that stand in the way (rules.md §3.2)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from educam_portal.organisaties.models import Onderneming
from educam_portal.termijnen import services as termijnen

from .models import Aanvraag, AanvraagLijn, Aanvulling, Erkenning, Maatregel
from .verlenging import bezwaren


def is_volledig(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """Every task is complete; the engagements are accepted by the act of filing itself."""
    from .volledigheid import taken

    return [zin for taak in taken(aanvraag, op=timezone.localdate(op)) for zin in taak.ontbreekt]


def niet_uitgesloten(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """While a vestiging or its onderneming is excluded nothing new is asked for (rules.md §3.3)."""
    loopt = Maatregel.objects.uitsluiting_van(aanvraag.onderneming, aanvraag.vestiging, op=timezone.localdate(op))
    return [loopt.zin] if loopt else []


def niet_gesloten(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """Nothing is asked for a vestiging that closes (rules.md §3.3)."""
    vestiging = aanvraag.vestiging
    if vestiging is None or vestiging.gesloten_op is None:
        return []
    return [f"{vestiging.naam} is gesloten vanaf {vestiging.gesloten_op:%d/%m/%Y}. Kies een andere vestiging."]


def minstens_twee_lijnen(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """At least one opleiding stays (rules.md §3.2)."""
    if aanvraag.lijnen.filter(toestand="gevraagd").count() > 1:
        return []
    return ["Er moet minstens één opleiding overblijven. Wil je alles stoppen? Trek dan je aanvraag in."]


def verslag_ingediend(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """Werkpunten follow from a bezoekverslag (rules.md §3.2)."""
    verslag = getattr(aanvraag, "verslag", None)
    return [] if verslag and verslag.ingediend_op else ["Dien eerst het bezoekverslag in."]


def aanvulling_verlopen(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """Silence counts only after the term of the question and one reminder (rules.md §3.2)."""
    aanvulling = aanvraag.aanvullingen.filter(afloop=Aanvulling.Afloop.OPEN).first()
    termijn = termijnen.van(aanvulling, "aanvulling") if aanvulling else None
    if termijn is None or termijn.vervalt_op is None:
        return ["Er staat geen vraag open."]
    if timezone.localdate(op) <= termijn.vervalt_op:
        return [f"De werkgever heeft nog tot en met {termijn.vervalt_op:%d/%m/%Y} om te antwoorden."]
    # What goes out after the due date goes to the consulent; that is no reminder.
    if not termijn.herinneringen.exclude(bericht=None).exclude(moment__startswith="+").exists():
        return [
            "De werkgever kreeg nog geen herinnering, want de termijn was te kort. "
            "Trek de vraag in en stel ze opnieuw, met meer tijd."
        ]
    return []


def klaar_om_te_beslissen(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """Nobody is decided upon before it is known who speaks for the onderneming (rules.md §2)."""
    if aanvraag.onderneming.status == Onderneming.Status.BEVESTIGD:
        return []
    return ["Bevestig eerst wie er voor deze onderneming spreekt."]


def is_geweigerd(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """There is something to appeal against, and no appeal is running."""
    if not aanvraag.lijnen.filter(toestand=AanvraagLijn.Toestand.GEWEIGERD).exists():
        return ["In dit dossier is geen enkele opleiding geweigerd."]
    return ["Er loopt al een beroep in dit dossier."] if aanvraag.beroepen.filter(uitkomst="").exists() else []


def beroep_loopt(aanvraag: Aanvraag, op: datetime) -> Sequence[str]:
    """A ruling needs an appeal that waits for one."""
    return [] if aanvraag.beroepen.filter(uitkomst="").exists() else ["Er loopt geen beroep in dit dossier."]


def verlengbaar(erkenning: Erkenning, op: datetime) -> Sequence[str]:
    """Near enough to its end, and no renewal filed or granted (rules.md §3.3)."""
    return bezwaren(erkenning, timezone.localdate(op))


def geschorst(erkenning: Erkenning, op: datetime) -> Sequence[str]:
    """A schorsing that runs or is still to come."""
    dag = timezone.localdate(op)
    loopt = erkenning.geschorst_van is not None and (erkenning.geschorst_tot is None or erkenning.geschorst_tot >= dag)
    return [] if loopt else ["Deze erkenning is niet geschorst."]


def niet_geschorst(erkenning: Erkenning, op: datetime) -> Sequence[str]:
    """One schorsing at a time."""
    return [] if geschorst(erkenning, op) else ["Deze erkenning is al geschorst. Beëindig eerst die schorsing."]


def nog_niet_voorbij(erkenning: Erkenning, op: datetime) -> Sequence[str]:
    """Nobody becomes mentor for an erkenning that is over."""
    return [] if timezone.localdate(op) <= erkenning.geldig_tot else ["Deze erkenning is voorbij."]
