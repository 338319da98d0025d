"""A schooljaar of before in the demo world: three premiums handed on to the department, and what it answered."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from educam_portal.termijnen.rules import is_werkdag
from overeenkomsten.services import beeindigen
from premies import formaat
from premies.models import Levering, Premie
from premies.rules import schooljaar_van
from premies.services.antwoorden import begin_antwoord, lees
from premies.services.leveren import begin_levering, maak
from premies.services.presteren import voeg_prestatie_toe
from premies.services.toestemmen import geef_toestemming

from .dossiers import Dossier
from .leerlingen import begint, leerling, mag_tekenen, opgemaakt
from .na_erkenning import COORDINATOR
from .premies import REKENING, beoordeeld
from .tijd import Verhaal
from .wereld import Wereld

# The department answers within two months after the schooljaar; one that ended later has no answer yet.
ANTWOORD_NA = 60
GAAN_DOOR, BESLIST, BETAALD = (9, 20), (10, 8), (10, 23)
LERENDEN = ("Jonas Mertens", "Aya Bouzid", "Tibo Raes")
REDEN = "Het maximum van 3 premies is bereikt: deze leerling kreeg elders al 3 stagebonussen."


def voorbij(vandaag: date) -> int:
    """The last schooljaar that ended long enough ago."""
    return schooljaar_van(vandaag - timedelta(days=ANTWOORD_NA)) - 1


def eerste_dag(wereld: Wereld) -> int:
    """The first working day of that schooljaar, in days ago."""
    dag = date(voorbij(wereld.kalender.vandaag), 9, 1)
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return _geleden(wereld, dag)


def _geleden(wereld: Wereld, dag: date) -> int:
    return (wereld.kalender.vandaag - dag).days


def werkte_een_schooljaar(d: Dossier, nummer: int) -> Verhaal:
    """One of the three, from the draft to the end of June: everything in time, and every day told."""
    begonnen, einde = eerste_dag(d.wereld), date(voorbij(d.wereld.kalender.vandaag) + 1, 6, 30)
    start = d.wereld.kalender.dag(begonnen)
    op = yield d.op(begonnen + 30, "14.30")
    mag_tekenen(d, "Zaakvoerder", op)
    voornaam, naam = LERENDEN[nummer].split()
    rij = opgemaakt(d, leerling(d, voornaam, naam, 11 + nummer, start, op), start, op, einde=einde)
    yield from begint(d, rij, begonnen)
    op = yield d.op(_geleden(d.wereld, einde) - 3, "0.20")
    rij.refresh_from_db()
    beeindigen.sluit_af(overeenkomst=rij, op=op)
    op = yield d.op(_geleden(d.wereld, einde) - 3, "17.30")
    voeg_prestatie_toe(premie=Premie.objects.get(overeenkomst=rij), van=start, tot=einde, door=d.werkgever, op=op)


def stemt_toe(d: Dossier) -> Verhaal:
    """Consent and account, once, two weeks after the first of them began."""
    begonnen = eerste_dag(d.wereld)
    yield from beoordeeld(d.wereld, begonnen - 2)
    op = yield d.op(begonnen - 14, "18.20")
    geef_toestemming(onderneming=d.bedrijf.onderneming, iban=REKENING, akkoord=True, door=d.werkgever, op=op)


def geeft_door(d: Dossier) -> Verhaal:
    """The batch, and two replies: decided in October, and one of them paid two weeks later."""
    wereld, jaar = d.wereld, voorbij(d.wereld.kalender.vandaag)
    yield from beoordeeld(wereld, _geleden(wereld, date(jaar + 1, 9, 4)))
    op = yield d.op(_geleden(wereld, date(jaar + 1, *GAAN_DOOR)), "10.05")
    levering = begin_levering(jaar=jaar, door=wereld.users[COORDINATOR], op=op)
    maak(levering.pk, op=op)
    levering.refresh_from_db()
    eerste, tweede, derde = levering.premies.order_by("pk").values_list("referentie", flat=True)
    op = yield d.op(_geleden(wereld, date(jaar + 1, *BESLIST)), "14.10")
    beslist = f"{timezone.localdate(op):%Y-%m-%d}"
    _antwoord(
        levering,
        [
            {"referentie": eerste, "uitkomst": formaat.TOEGEKEND, "beslist_op": beslist},
            {"referentie": tweede, "uitkomst": formaat.TOEGEKEND, "beslist_op": beslist},
            {"referentie": derde, "uitkomst": formaat.GEWEIGERD, "beslist_op": beslist, "reden": REDEN},
        ],
        op,
    )
    op = yield d.op(_geleden(wereld, date(jaar + 1, *BETAALD)), "11.30")
    betaald = {"uitbetaald_op": f"{timezone.localdate(op):%Y-%m-%d}", "beslist_op": beslist}
    _antwoord(levering, [{"referentie": eerste, "uitkomst": formaat.UITBETAALD, **betaald}], op)


def _antwoord(levering: Levering, rijen: list[dict[str, str]], op: datetime) -> None:
    """The file of the department, uploaded and read."""
    leeg = {"beslist_op": "", "reden": "", "uitbetaald_op": ""}
    kop = {"formaat": formaat.ANTWOORD, "levering": levering.referentie, "gemaakt_op": f"{op:%Y-%m-%d}"}
    inhoud = formaat.canoniek(formaat.verzegeld(kop, [leeg | rij for rij in rijen]))
    naam = f"antwoord-{levering.referentie}.json"
    lezing = begin_antwoord(levering=levering, inhoud=inhoud, bestandsnaam=naam, door=levering.gemaakt_door, op=op)
    lees(lezing.pk, op=op)
