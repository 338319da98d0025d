"""Open terms follow their parameter: another length or other moments, read by the start of each term (rules.md §7, §8).

A term keeps dates that were computed from the value of its first day. When that value changes afterwards, a job walks
over the open terms that began in those days, a page at a time; a killed worker is taken over where it stopped. It cannot
be cancelled: half of the terms on another value would be nobody's choice.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal import parameters
from educam_portal.accounts.models import User
from educam_portal.parameters.gevolgen import Stand, Tijdvak
from educam_portal.parameters.lezen import VERS_SECONDEN

from .bundels import vergrendel_onderwerp
from .models import Herberekening, Termijn, TermijnQuerySet
from .register import SOORTEN
from .services import herbereken

logger = logging.getLogger(__name__)
PAGINA = 100
LEASE = timedelta(minutes=3)
# The other processes still read the old value for a moment; a term that starts meanwhile must be walked over too.
WACHT = VERS_SECONDEN + 1
TOON = timedelta(days=7)


def geraakt(vak: Tijdvak) -> TermijnQuerySet:
    """Open terms that read the parameter on a day of this span; a date that the event itself gave stays as it is."""
    lengte = [naam for naam, soort in SOORTEN.items() if soort.parameter == vak.naam]
    momenten = [naam for naam, soort in SOORTEN.items() if soort.herinneringen_parameter == vak.naam]
    rijen = Termijn.objects.open().filter(
        Q(soort__in=lengte, vast_op=None) | Q(soort__in=momenten), start__gte=vak.vanaf
    )
    return rijen.filter(start__lt=vak.tot) if vak.tot else rijen


def zinnen(vak: Tijdvak) -> list[str]:
    """What happens to the open terms that read the parameter, a sentence per kind; none when no kind reads it."""
    soorten = [soort for soort in SOORTEN.values() if vak.naam in (soort.parameter, soort.herinneringen_parameter)]
    if not soorten:
        return []
    lopend = _per_soort(Termijn.objects.open().filter(soort__in=[soort.naam for soort in soorten]))
    anders = _per_soort(geraakt(vak))
    zinnen = []
    for soort in soorten:
        mee, blijft = anders[soort.naam], lopend[soort.naam] - anders[soort.naam]
        if mee:
            zinnen.append(f"{soort.label}: {_lopende(mee)} {'volgt' if mee == 1 else 'volgen'} de nieuwe waarde.")
        if blijft:
            zinnen.append(
                f"{soort.label}: {_lopende(blijft)} {'houdt' if blijft == 1 else 'houden'} de dagen van nu, "
                "want de termijn begon vroeger of kreeg een vaste dag."
            )
        if not lopend[soort.naam]:
            zinnen.append(f"{soort.label}: er loopt nu geen enkele termijn.")
    return zinnen


def _per_soort(rijen: TermijnQuerySet) -> Counter[str]:
    return Counter(dict(rijen.order_by().values_list("soort").annotate(aantal=Count("pk"))))


def _lopende(aantal: int) -> str:
    return f"{aantal} lopende {'termijn' if aantal == 1 else 'termijnen'}"


def start(vak: Tijdvak, door: User, op: datetime) -> None:
    """Queue the job when it may have something to do; part of the transaction of the change."""
    from .tasks import herbereken_termijnen

    gebruikt = {naam for soort in SOORTEN.values() for naam in (soort.parameter, soort.herinneringen_parameter)}
    if vak.naam not in gebruikt or (vak.vanaf > timezone.localdate(op) and not geraakt(vak).exists()):
        return
    werk = Herberekening.objects.create(
        parameter=vak.naam, vanaf=vak.vanaf, tot=vak.tot, door=door, gevraagd_op=op, totaal=geraakt(vak).count()
    )
    # A broker that is down must not undo the change: the sweep finds the row again.
    transaction.on_commit(
        lambda: herbereken_termijnen.apply_async(args=[werk.pk], countdown=WACHT, retry=False), robust=True
    )


def stand(naam: str) -> list[Stand]:
    """The jobs of the last days for one parameter, newest first."""
    rijen = Herberekening.objects.filter(parameter=naam, gevraagd_op__gte=timezone.now() - TOON).order_by("-pk")[:5]
    return [Stand(zin=_zin(rij), gedaan=rij.gedaan, totaal=rij.totaal, klaar=rij.klaar_op is not None) for rij in rijen]


def _zin(rij: Herberekening) -> str:
    vanaf = date_format(rij.vanaf, "j F Y")
    if rij.klaar_op is None:
        return f"Lopende termijnen vanaf {vanaf} worden opnieuw berekend: {rij.gedaan} van {rij.totaal}."
    fout = f" Bij {rij.fouten} lukte het niet." if rij.fouten else ""
    return (
        f"Van {rij.gedaan} lopende termijnen vanaf {vanaf} {'kreeg' if rij.veranderd == 1 else 'kregen'} er "
        f"{rij.veranderd} een andere datum of herinnering.{fout}"
    )


def werk(pk: int) -> None:
    """Do one job, or what is left of it; nothing when another worker has it or it is done."""
    nu = timezone.now()
    vrij = Q(lease_tot=None) | Q(lease_tot__lt=nu)
    rijen = Herberekening.objects.filter(pk=pk, klaar_op=None)
    if not rijen.filter(vrij).update(lease_tot=nu + LEASE):
        return
    parameters.vergeet()
    rij = rijen.get()
    vak = Tijdvak(naam=rij.parameter, vanaf=rij.vanaf, tot=rij.tot)
    for pagina in _paginas(vak, rij.laatste):
        uitkomsten = Counter(_probeer(termijn) for termijn in pagina)
        rijen.update(
            laatste=pagina[-1],
            gedaan=F("gedaan") + len(pagina),
            veranderd=F("veranderd") + uitkomsten[True],
            fouten=F("fouten") + uitkomsten[None],
            lease_tot=timezone.now() + LEASE,
        )
    rijen.update(klaar_op=timezone.now(), lease_tot=None, totaal=F("gedaan"))


def wachtend(nu: datetime) -> list[int]:
    """Jobs that never reached a worker, or whose worker died; the oldest first."""
    verloren = Q(lease_tot=None, gevraagd_op__lt=nu - timedelta(minutes=1)) | Q(lease_tot__lt=nu)
    return list(Herberekening.objects.filter(verloren, klaar_op=None).order_by("pk").values_list("pk", flat=True)[:20])


def _paginas(vak: Tijdvak, vanaf: int) -> Iterator[list[int]]:
    """Ids of the terms, a page at a time along the primary key."""
    rijen = geraakt(vak).order_by("pk").values_list("pk", flat=True)
    while pagina := list(rijen.filter(pk__gt=vanaf)[:PAGINA]):
        yield pagina
        vanaf = pagina[-1]


def _probeer(pk: int) -> bool | None:
    """Whether a date of this term moved; None when it could not be computed."""
    try:
        return _een(pk)
    except Exception:
        logger.exception("Termijn %s kon niet opnieuw berekend worden", pk)
        return None


def _een(pk: int) -> bool:
    with transaction.atomic():
        rijen = Termijn.objects.open().filter(pk=pk)
        termijn = rijen.first()
        # The subject first, as every service and the deadline job do.
        if termijn is None or not vergrendel_onderwerp(termijn):
            return False
        termijn = rijen.select_for_update(of=("self",), no_key=True).first()
        if termijn is None:
            return False
        was = _datums(termijn)
        return _datums(herbereken(termijn)) != was


def _datums(termijn: Termijn) -> tuple[date | None, date | None]:
    return termijn.vervalt_op, termijn.volgende_op
