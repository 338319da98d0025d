"""Erasing what was kept as long as it may: a draft, an overeenkomst, evaluations, a lerende (rules.md §7, §11)."""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils import timezone

from educam_portal.documenten import services as documenten
from educam_portal.documenten.models import Document
from educam_portal.meldingen import postvak
from educam_portal.meldingen.models import Draadbericht
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.feiten import meld
from educam_portal.workflow.models import Gebeurtenis

from ..deadlines import BEWARING, BEWARING_LERENDE, CONCEPT, NIEUWE_WERKPLEK, bewaar_lerende, lerende_bewaren_tot
from ..feiten import PERSOONSNUMMER_GEWIST
from ..models import (
    GetekendBestand,
    Kalenderlink,
    Lerende,
    Ondertekenaar,
    Overeenkomst,
    Persoonsnummer,
    Stuk,
    Vertegenwoordiger,
    Vordering,
    Zegel,
)
from ..models.overeenkomst import LAATSTE
from ..toestanden import BINDEND, Toestand

AFGESLOTEN = (Toestand.AFGELOPEN, Toestand.BEEINDIGD, Toestand.GEANNULEERD)


def wis_concept(*, overeenkomst: Overeenkomst, op: datetime) -> None:
    """Erase a draft, with its plan, its planned evaluations and versions that were taken back."""
    with transaction.atomic():
        rij = _vergrendel(overeenkomst)
        if rij is None or rij.toestand != Toestand.CONCEPT or rij.volgende.exists():
            return
        _wis_documenten(rij, reden="concept vervallen")
        stukken = Stuk.objects.filter(overeenkomst=rij)
        GetekendBestand.objects.filter(ondertekenaar__stuk__in=stukken).delete()
        Ondertekenaar.objects.filter(stuk__in=stukken).delete()
        stukken.delete()
        _wis_berichten(rij)
        termijnen.nietig(rij, CONCEPT, op=timezone.localdate(op))
        rij.history.all().delete()
        rij.delete()


def wis_overeenkomst(*, overeenkomst: Overeenkomst, op: datetime) -> None:
    """Erase what tells of people: documents, signatures, messages, evaluations, free text. Dates stay, as figures."""
    with transaction.atomic():
        rij = _vergrendel(overeenkomst)
        if rij is None or rij.toestand not in AFGESLOTEN:
            return
        _wis_documenten(rij, reden="bewaartermijn voorbij")
        stukken = Stuk.objects.filter(overeenkomst=rij)
        GetekendBestand.objects.filter(ondertekenaar__stuk__in=stukken).delete()
        Ondertekenaar.objects.filter(stuk__in=stukken).update(
            naam="gewist", hoedanigheid="", email="", getypte_naam="", ip=None, toestel="", user=None, zaad=""
        )
        Ondertekenaar.objects.filter(stuk__in=stukken).exclude(geweigerd_reden="").update(geweigerd_reden="gewist")
        stukken.update(gegevens={}, vervallen_reden="")
        Zegel.objects.filter(stuk__in=stukken).update(gegevens={})
        rij.schorsingen.update(toelichting="", gegevens={})
        rij.addenda.update(reden="", wijzigingen={})
        rij.beeindigingen.exclude(reden="").update(reden="gewist")
        rij.evaluaties.all().delete()
        rij.competenties.all().delete()
        rij.mentorhulpen.all().delete()
        rij.leeslinks.all().delete()
        rij.verplichtingen.all().delete()
        rij.agendadagen.all().delete()
        rij.pakketten.all().delete()
        rij.kalenderbladen.all().delete()
        Kalenderlink.objects.filter(overeenkomst=rij).delete()
        rij.dagruilen.all().delete()
        rij.knelpunten.all().delete()
        rij.bevragingen.all().delete()
        rij.deelnemerlinks.all().delete()
        _wis_berichten(rij)
        rij.evaluatievorm = rij.vakantiecontact = rij.vakantietelefoon = rij.loket_referentie = ""
        rij.reden = "gewist" if rij.reden else ""
        rij.waarschuwingen, rij.vergoeding = [], None
        rij.evaluaties_gewist_op = rij.evaluaties_gewist_op or timezone.localdate(op)
        rij.save_without_historical_record()  # type: ignore[attr-defined]  # simple_history adds it
        rij.history.all().delete()
        dag = timezone.localdate(op)
        termijnen.voldaan(rij, BEWARING, op=dag)
        if lerende_bewaren_tot(rij.lerende, rij.lerende.lessen_vanaf) < dag:
            wis_lerende(lerende=rij.lerende, op=op)
        else:
            bewaar_lerende(rij.lerende, op=op)


def wis_lerende(*, lerende: Lerende, op: datetime) -> None:
    """Erase who was at the school without overeenkomst, or whose overeenkomsten are all erased: of those figures stay.

    Who has an overeenkomst, or a draft, is kept with it and looked at again after the next schooljaar.
    """
    with transaction.atomic():
        rij = Lerende.objects.select_for_update(of=("self",), no_key=True).filter(pk=lerende.pk).first()
        if rij is None:
            return
        dag = timezone.localdate(op)
        termijnen.voldaan(rij, BEWARING_LERENDE, op=dag)
        if _wordt_bewaard(rij):
            bewaar_lerende(rij, op=op)
            return
        termijnen.nietig(rij, NIEUWE_WERKPLEK, op=dag)
        postvak.wis(rij)
        Vertegenwoordiger.objects.filter(lerende=rij).delete()
        Vertegenwoordiger.history.filter(lerende_id=rij.pk).delete()
        nummer = rij.persoonsnummer_id
        if rij.overeenkomsten.exists():
            _maak_naamloos(rij, dag)
        else:
            rij.delete()
        Lerende.history.filter(id=lerende.pk).delete()
        # Another school may know the same person.
        if (persoon := Persoonsnummer.objects.filter(pk=nummer or 0, lerenden=None).first()) is not None:
            meld(PERSOONSNUMMER_GEWIST, persoonsnummer=persoon.pk, op=dag)
            persoon.delete()


def _wordt_bewaard(lerende: Lerende) -> bool:
    """Whether an overeenkomst of this lerende is drafted, lived with, or not kept long enough yet."""
    rijen = lerende.overeenkomsten.all()
    if rijen.exclude(toestand__in=AFGESLOTEN).exists():
        return True
    soort = ContentType.objects.get_for_model(Overeenkomst)
    sleutels = [str(pk) for pk in rijen.values_list("pk", flat=True)]
    return Termijn.objects.open().filter(soort=BEWARING, onderwerp_type=soort, onderwerp_id__in=sleutels).exists()


def _maak_naamloos(lerende: Lerende, op: date) -> None:
    """The row stays under its overeenkomsten: the year of birth and the opleiding, as figures."""
    lerende.voornaam = lerende.naam = "gewist"
    lerende.geboortedatum = lerende.geboortedatum.replace(month=1, day=1)
    for veld in ("email", "telefoon", "straat", "huisnummer", "postcode", "gemeente", "klas"):
        setattr(lerende, veld, "")
    lerende.persoonsnummer = None
    lerende.weg_op = lerende.weg_op or max(lerende.lessen_vanaf, op)
    lerende.save_without_historical_record()  # type: ignore[attr-defined]  # simple_history adds it


def met_oude_evaluaties(op: date) -> QuerySet[Overeenkomst]:
    """That ended so long ago that its evaluations may have to go, and were not erased yet: an index of their own."""
    over = Overeenkomst.objects.filter(
        LessThan(LAATSTE, _grens(op)), toestand__in=AFGESLOTEN, evaluaties_gewist_op=None
    )
    return over.order_by(LAATSTE, "pk")


def _grens(op: date) -> date:
    """The first day of which nothing that was written about learning is too old (rules.md §11)."""
    # A day of slack: a leap year makes the way back a day shorter than the way there.
    return op - (na_termijn(op, duur("bewaring_evaluatie", op)) - op) - timedelta(days=1)


def _gaat_door(overeenkomst: Overeenkomst, op: date) -> bool:
    """The opleiding goes on as long as the same lerende has another overeenkomst for it."""
    zelfde = Overeenkomst.objects.filter(lerende=overeenkomst.lerende_id, opleiding=overeenkomst.opleiding_id)
    levend = Q(toestand__in=(Toestand.CONCEPT, *BINDEND))
    return zelfde.filter(levend | GreaterThanOrEqual(LAATSTE, _grens(op))).exists()


def wis_evaluaties(*, overeenkomst: Overeenkomst, op: datetime) -> None:
    """Erase what was written about how the lerende did; the overeenkomst itself stays until its own time is over."""
    dag = timezone.localdate(op)
    with transaction.atomic():
        rij = _vergrendel(overeenkomst)
        if rij is None or not met_oude_evaluaties(dag).filter(pk=rij.pk).exists() or _gaat_door(rij, dag):
            return
        rij.evaluaties.all().delete()
        Vordering.objects.filter(competentie__overeenkomst=rij).delete()
        rij.mentorhulpen.all().delete()
        rij.leeslinks.all().delete()
        rij.evaluaties_gewist_op = dag
        rij.save_without_historical_record(update_fields=["evaluaties_gewist_op"])  # type: ignore[attr-defined]


def _vergrendel(overeenkomst: Overeenkomst) -> Overeenkomst | None:
    rijen = Overeenkomst.objects.select_for_update(of=("self",), no_key=True)
    return rijen.filter(pk=overeenkomst.pk).first()


def _sleutel(overeenkomst: Overeenkomst) -> dict[str, object]:
    soort = ContentType.objects.get_for_model(Overeenkomst)
    return {"onderwerp_type": soort, "onderwerp_id": str(overeenkomst.pk)}


def _wis_documenten(overeenkomst: Overeenkomst, *, reden: str) -> None:
    """What was uploaded for it, printed for it, and given as proof of an obligation or a signature."""
    eigen = Document.objects.filter(gewist_op=None, **_sleutel(overeenkomst)).values_list("pk", flat=True)
    stukken = overeenkomst.stukken.values_list("document", flat=True)
    zegels = Zegel.objects.filter(stuk__overeenkomst=overeenkomst).values_list("document", flat=True)
    bewijzen = Ondertekenaar.objects.filter(stuk__overeenkomst=overeenkomst).values_list("bewijs", flat=True)
    verplicht = overeenkomst.verplichtingen.values_list("bewijs", flat=True)
    sleutels = {pk for rij in (eigen, stukken, zegels, bewijzen, verplicht) for pk in rij if pk is not None}
    for document in Document.objects.filter(pk__in=sleutels, gewist_op=None).order_by("pk"):
        documenten.wis(document, reden=reden)


def _wis_berichten(overeenkomst: Overeenkomst) -> None:
    Draadbericht.objects.filter(**_sleutel(overeenkomst)).delete()
    postvak.wis(overeenkomst)
    Gebeurtenis.objects.filter(**_sleutel(overeenkomst)).update(tekst="", gegevens={})
