"""Who makes a visit when somebody no longer stands in (rules.md §10)."""

from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.organisaties.models import Afwezigheid

from ..models import Aanvraag, Bezoek
from .agenda import reikt_tot
from .bezoek import nodig_uit

OPEN = (Bezoek.Toestand.VOORGESTELD, Bezoek.Toestand.VASTGELEGD)


def geef_bezoeken_terug(*, afwezigheid: Afwezigheid, vervanger: User, op: datetime) -> None:
    """Visits still to come that `vervanger` would make in dossiers of the absent person, on days without the right to.

    They go to who stands in on that day, else to the absent person, whose list of visits in those days then shows it.
    A fixed one gets an update of its invitation. Part of the change of the absence, which holds both people.
    """
    bezoeken = Bezoek.objects.select_for_update(of=("self",), no_key=True).filter(
        consulent=vervanger,
        toestand__in=OPEN,
        pk__in=Bezoek.objects.filter(aanvragen__consulent=afwezigheid.user).values("pk"),
    )
    for bezoek in bezoeken.order_by("pk"):
        laatste = bezoek.begint_op or max(bezoek.momenten.values_list("begint_op", flat=True), default=op)
        if laatste <= op:
            continue
        dag = timezone.localdate(laatste)
        dossier = bezoek.aanvragen.filter(consulent=afwezigheid.user).select_related("regio").order_by("pk")[0]
        if not reikt_tot(vervanger, dossier, dag):
            _geef_aan(bezoek, dossier, vorige=vervanger, dag=dag, op=op)


def _geef_aan(bezoek: Bezoek, dossier: Aanvraag, *, vorige: User, dag: date, op: datetime) -> None:
    afwezig = stand(dag).van(dossier.consulent)
    assert dossier.consulent is not None  # the dossiers of the absent person
    bezoek.consulent = (afwezig and afwezig.vervanger) or dossier.consulent
    if bezoek.toestand == Bezoek.Toestand.VASTGELEGD:
        bezoek.volgnummer += 1
    bezoek.save()
    if bezoek.toestand == Bezoek.Toestand.VASTGELEGD:
        nodig_uit("bezoek_overgenomen", bezoek, op, vorige=vorige)
