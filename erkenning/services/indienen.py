"""Filing: reference, region, consulent, clock and confirmation in one transaction (rules.md §3.2, first row)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform, vergrendel
from educam_portal.workflow.feiten import meld
from educam_portal.workflow.nummering import volgende

from .. import feiten
from ..models import Aanvraag, LijnMentor, ReferentieTeller
from ..ontvangers import behandelaars, kies_consulent
from ..toestanden import Toestand
from . import lijnen
from .bezet import bezet_is_geweigerd
from .concept import via_machtiging
from .hulp import beeindig_hulp
from .uittreksels import bewaar_tot_einde


def indienen(*, aanvraag: Aanvraag, door: User, op: datetime, engagementen: bool) -> Aanvraag:
    """File the aanvraag: the 14-day term starts and the werkgever gets the due date and the consulent's name.

    `engagementen` says that the four engagements of the brochure are accepted. Raises Geweigerd with everything that is
    still missing, or when a vestiging × opleiding is already taken. Source: rules.md §3.1, §3.2.
    """
    if not engagementen:
        raise Geweigerd("Ga akkoord met de vier engagementen om je aanvraag in te dienen.")
    dag = timezone.localdate(op)
    _merk_machtiging(aanvraag, door)
    with bezet_is_geweigerd(), perform(aanvraag, "indienen", door=door, op=op) as dossier:
        vestiging = dossier.vestiging
        assert vestiging is not None  # the guard asked for it
        lijnen.open_ze(dossier, door=door, op=op)
        dossier.referentie = volgende(ReferentieTeller, dag.year, voorvoegsel="ERK")
        dossier.regio = vestiging.regio
        dossier.consulent = kies_consulent(dossier, dag)
        dossier.ingediend_op = op
        dossier.ingediend_door = door
        dossier.engagementen_op = op
        # The day of designation of a mentor is the day the werkgever submits that mentor (rules.md §3.1).
        LijnMentor.objects.filter(lijn__aanvraag=dossier, voorgesteld_op=None).update(voorgesteld_op=dag)
        bewaar_tot_einde(dossier)
        termijnen.voldaan(dossier, "concept", op=dag)
        dossier.vervalt_op = termijnen.start(dossier, "behandeling", op=dag).vervalt_op
        termijnen.start(dossier, "eerste_contact", op=dag)
        # The messages name the state it will have a line further on.
        dossier.toestand = Toestand.INGEDIEND
        beeindig_hulp(dossier, op=op)
        gegevens = {
            "aanvraag": dossier,
            "kaart": kaart_voor_werkgever(dossier.regio, dag, dossier.consulent),
            "vervalt_op": dossier.vervalt_op,
            "door": door,
        }
        meldingen.stuur("aanvraag_ingediend", dossier=dossier, aan=dossier.onderneming.werkgevers(), gegevens=gegevens)
        meldingen.stuur("nieuwe_aanvraag", dossier=dossier, aan=behandelaars(dossier, dag), gegevens=gegevens)
        meld(feiten.AANVRAAG_INGEDIEND, aanvraag=dossier)
    return dossier


def _merk_machtiging(aanvraag: Aanvraag, door: User) -> None:
    """Who files for somebody else adds a verklaring op eer (rules.md §3.1), also when a member filled everything in.

    A transaction of its own: the slot for it must be there when the filing is refused for want of it.
    """
    if not via_machtiging(door, aanvraag.onderneming):
        return
    with transaction.atomic():
        dossier = vergrendel(aanvraag)
        if dossier.via_machtiging or not dossier.mag(door, "indienen"):
            return
        dossier.via_machtiging = True
        dossier._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        dossier.save()
