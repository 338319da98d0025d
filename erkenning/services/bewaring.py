"""How long a closed aanvraag is kept, and erasing it afterwards (rules.md §11)."""

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.documenten import services as documenten
from educam_portal.documenten.models import Document
from educam_portal.meldingen import postvak
from educam_portal.meldingen.models import Draadbericht
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.models import Gebeurtenis

from ..models import (
    Aanvraag,
    AanvraagLijn,
    Aanvulling,
    Begeleiding,
    Beroep,
    Brief,
    Erkenning,
    LijnActiviteit,
    Maatregel,
    Nazicht,
    VoorwaardeOordeel,
)
from ..toestanden import AFGESLOTEN, LOPEND, ErkenningToestand


def bewaren_tot(aanvraag: Aanvraag, op: date) -> date:
    """Last day on which a dossier closed on `op` is kept: by its outcome (rules.md §11)."""
    perioden = aanvraag.lijnen.values_list("erkenning__geldig_tot", "erkenning__opgeheven_op")
    einden = [opgeheven or tot for tot, opgeheven in perioden if tot]
    if einden:
        return na_termijn(max(einden), duur("bewaring_erkenning", op))
    if aanvraag.lijnen.filter(toestand=AanvraagLijn.Toestand.GEWEIGERD).exists():
        return na_termijn(op, duur("bewaring_geweigerd", op))
    return na_termijn(op, duur("bewaring_ingetrokken", op))


def bewaar_opnieuw(aanvraag: Aanvraag) -> None:
    """An erkenning of a decided dossier ended sooner, or came back: its last day to be kept moves along."""
    if aanvraag.beslist_op is not None:
        tot = bewaren_tot(aanvraag, aanvraag.beslist_op)
        termijnen.herstart(aanvraag, "bewaring", op=aanvraag.beslist_op, vast_op=tot)


def wis_dossier(*, aanvraag: Aanvraag, op: datetime) -> None:
    """Erase what identifies people: files, messages, free text and history. States and dates stay, as figures."""
    with transaction.atomic():
        dossier = Aanvraag.objects.select_for_update(of=("self",), no_key=True).get(pk=aanvraag.pk)
        if dossier.toestand not in AFGESLOTEN:
            return
        sleutel = {"onderwerp_type": ContentType.objects.get_for_model(Aanvraag), "onderwerp_id": str(dossier.pk)}
        for document in Document.objects.filter(gewist_op=None, **sleutel).order_by("pk"):
            documenten.wis(document, reden="bewaartermijn voorbij")
        for brief in dossier.brieven.select_related("document"):
            if brief.document:
                documenten.wis(brief.document, reden="bewaartermijn voorbij")
            brief.gegevens = {}
            brief.save(update_fields=["gegevens"])
        Draadbericht.objects.filter(**sleutel).delete()
        postvak.wis(dossier)
        Gebeurtenis.objects.filter(**sleutel).update(tekst="", gegevens={})
        Aanvulling.objects.filter(aanvraag=dossier).update(vraag="", antwoord="")
        VoorwaardeOordeel.objects.filter(aanvraag=dossier).update(notitie="")
        LijnActiviteit.objects.filter(lijn__aanvraag=dossier).update(opmerking="")
        if verslag := getattr(dossier, "verslag", None):
            verslag.tekst = ""
            verslag.save(update_fields=["tekst"])
        for lijn in dossier.lijnen.exclude(redenen=""):
            lijn.redenen = "gewist"
            lijn.save_without_historical_record()  # type: ignore[attr-defined]  # simple_history adds it
        _wis_na_erkenning(dossier)
        dossier.bezoeken.exclude(aanvragen__toestand__in=LOPEND).update(opmerking="")
        AanvraagLijn.history.filter(aanvraag_id=dossier.pk).delete()
        for veld in ("uitrusting", "draagkracht", "veroordelingen"):
            setattr(dossier, f"{veld}_toelichting", "")
        dossier.opmerking = dossier.geen_bezoek_reden = ""
        dossier.save_without_historical_record()  # type: ignore[attr-defined]  # simple_history adds it
        dossier.history.all().delete()
        termijnen.voldaan(dossier, "bewaring", op=timezone.localdate(op))


def _wis_na_erkenning(dossier: Aanvraag) -> None:
    """What was written about its erkenningen later: begeleiding, measures with their letters, appeals, history."""
    erkenningen = Erkenning.objects.filter(lijn__aanvraag=dossier)
    maatregelen = Maatregel.objects.filter(erkenning__in=erkenningen)
    Begeleiding.objects.filter(erkenning__in=erkenningen).update(punten="gewist", besluit="")
    Beroep.objects.filter(aanvraag=dossier).update(notitie="", toelichting="")
    _wis_maatregelen(maatregelen)
    if not Erkenning.objects.filter(vestiging=dossier.vestiging, toestand=ErkenningToestand.LOPEND).exists():
        nazichten = Nazicht.objects.filter(vestiging=dossier.vestiging).exclude(afgerond_op=None)
        nazichten.update(reden="gewist", besluit="")
    _wis_gebeurtenissen(erkenningen)
    Erkenning.history.filter(lijn__aanvraag_id=dossier.pk).delete()


def bewaar_maatregel(maatregel: Maatregel, *, op: date) -> None:
    """About a vestiging, an onderneming or a mentor there is no dossier to be erased with: a term of its own.

    As long after its end as an erkenning is kept; of one for good, after it was taken (rules.md §11).
    """
    tot = na_termijn(maatregel.tot or maatregel.van, duur("bewaring_erkenning", op))
    termijnen.start(maatregel, "bewaring_maatregel", op=op, vast_op=tot)


def wis_maatregel(*, maatregel: Maatregel, op: datetime) -> None:
    """Erase what was written and the letter. That it was taken stays: an uitsluiting or a barring for good still counts."""
    with transaction.atomic():
        _wis_maatregelen(Maatregel.objects.filter(pk=maatregel.pk))
        if maatregel.onderneming is not None:
            soort = ContentType.objects.get_for_model(maatregel.onderneming)
            daar = Gebeurtenis.objects.filter(onderwerp_type=soort, onderwerp_id=str(maatregel.onderneming.pk))
            daar.filter(actie="uitgesloten", op=maatregel.genomen_op).update(tekst="")
        termijnen.voldaan(maatregel, "bewaring_maatregel", op=timezone.localdate(op))


def _wis_maatregelen(maatregelen: QuerySet[Maatregel]) -> None:
    Beroep.objects.filter(maatregel__in=maatregelen).update(notitie="", toelichting="")
    for brief in Brief.objects.filter(maatregel__in=maatregelen).select_related("document"):
        if brief.document:
            documenten.wis(brief.document, reden="bewaartermijn voorbij")
        brief.gegevens = {}
        brief.save(update_fields=["gegevens"])
    _wis_gebeurtenissen(maatregelen)
    maatregelen.update(redenen="gewist", gehoord="")
    maatregelen.exclude(dringend_reden="").update(dringend_reden="gewist")


def _wis_gebeurtenissen(rijen: QuerySet[Any]) -> None:
    sleutels = [str(pk) for pk in rijen.values_list("pk", flat=True)]
    soort = ContentType.objects.get_for_model(rijen.model)
    Gebeurtenis.objects.filter(onderwerp_type=soort, onderwerp_id__in=sleutels).update(tekst="", gegevens={})
