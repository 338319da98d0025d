"""What hangs on an erkenning, a vestiging and an onderneming on this floor (educam_portal/workflow/impact.py)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.organisaties.models import Onderneming, Vestiging
from educam_portal.workflow import impact
from educam_portal.workflow.impact import Gevolg
from mentoren.models import Aanduiding, Mentor

from .models import Aanvraag, Begeleiding, Bezoek, Erkenning, Mentorvoorstel
from .toestanden import ErkenningToestand

SLUITING, VERHUIS = "sluiting", "verhuis"
AANVRAGEN = "Aanvragen"
# What this floor says of an erkenning, and of many of them together in `_van`.
EIGEN = {"Erkenningen", "Mentoren", "Voorstellen", "Begeleiding", AANVRAGEN}


def van_erkenning(erkenning: Erkenning) -> Iterator[Gevolg]:
    """The mentoren who are designated for it, unless another one goes on with them: a renewal, or what it follows."""
    naast = Erkenning.objects.naast(erkenning, timezone.localdate()).select_related("opleiding", "vestiging__gemeente")
    anderen = list(naast.order_by("pk"))
    for ander in anderen:
        zin = f"blijft lopen, van {ander.geldig_van:%d/%m/%Y} tot en met {ander.geldig_tot:%d/%m/%Y}"
        yield Gevolg("Erkenningen", str(ander), zin, ander.consulent_url)
    deze = Erkenning.objects.filter(pk=erkenning.pk)
    if not anderen:
        yield from _mentoren(deze)
    yield from _stopt_mee(deze)
    for aanvraag in Aanvraag.objects.open().filter(lijnen__verlengt=erkenning, lijnen__open=True):
        yield Gevolg(AANVRAGEN, aanvraag.ref, "vraagt de verlenging en loopt door", aanvraag.consulent_url)


def van_mentor(mentor: Mentor) -> Iterator[Gevolg]:
    """The erkenningen that are left without a mentor when this one stops, and the dossiers that name this one."""
    eigen = Aanduiding.objects.filter(mentor=mentor, tot=None)
    hier = {"vestiging": OuterRef("vestiging"), "opleiding": OuterRef("opleiding")}
    anderen = Aanduiding.objects.filter(**hier, tot=None).exclude(mentor=mentor)
    geraakt = Erkenning.objects.filter(
        Exists(eigen.filter(**hier)), ~Exists(anderen), toestand=ErkenningToestand.LOPEND
    )
    for erkenning in geraakt.select_related("opleiding", "vestiging__gemeente").order_by("pk"):
        yield Gevolg("Erkenningen", str(erkenning), "heeft dan geen mentor meer")
    yield from _dossiers_van_mentor(mentor)


def _dossiers_van_mentor(mentor: Mentor) -> Iterator[Gevolg]:
    """What was proposed falls away; who decides about an aanvraag can no longer accept this mentor."""
    voorstellen = Mentorvoorstel.objects.filter(mentor=mentor, besluit="")
    for voorstel in voorstellen.select_related("erkenning__opleiding", "erkenning__vestiging__gemeente").order_by("pk"):
        yield Gevolg("Voorstellen", str(voorstel.erkenning), "het voorstel van deze mentor vervalt")
    # Without its reference: who may say that a mentor stops need not reach the aanvraag.
    open_ = Aanvraag.objects.open().filter(lijnen__mentoren__mentor=mentor).distinct()
    for aanvraag in open_.select_related("vestiging__gemeente").order_by("pk"):
        yield Gevolg(AANVRAGEN, str(aanvraag.vestiging), "deze mentor kan in die aanvraag niet meer aanvaard worden")


def van_vestiging(vestiging: Vestiging) -> Iterator[Gevolg]:
    """Its erkenningen with their mentoren, and the aanvragen that are open."""
    return _van(Vestiging.objects.filter(pk=vestiging.pk))


def van_onderneming(onderneming: Onderneming) -> Iterator[Gevolg]:
    """The same for all its vestigingen."""
    return _van(onderneming.vestigingen.all())


def _van(vestigingen: QuerySet[Vestiging]) -> Iterator[Gevolg]:
    lopend = _lopend(vestigingen)
    for erkenning in lopend:
        yield Gevolg("Erkenningen", str(erkenning), "eindigt vandaag", erkenning.consulent_url)
    yield from _mentoren(lopend)
    yield from _stopt_mee(lopend)
    for erkenning in lopend:
        # What this floor says of each, told here for all of them together, is left out.
        for soort, groep in impact.van(erkenning).items():
            if soort not in EIGEN:
                yield from groep
    open_ = Aanvraag.objects.open().filter(vestiging__in=vestigingen)
    for aanvraag in open_.order_by("pk"):
        yield Gevolg(AANVRAGEN, aanvraag.ref, "stopt zonder gevolg", aanvraag.consulent_url)
    for bezoek in _komend().filter(aanvragen__in=open_).distinct():
        yield Gevolg("Bezoeken", _wanneer(bezoek), "gaat niet door")


def bij_sluiting(vestiging: Vestiging) -> Iterator[Gevolg]:
    """What ends when a vestiging closes; nobody is excluded, so the words differ from those of a measure."""
    lopend = _lopend(Vestiging.objects.filter(pk=vestiging.pk))
    for erkenning in lopend:
        yield Gevolg("Erkenningen", str(erkenning.opleiding), "eindigt op die dag", erkenning.consulent_url)
    yield from _mentoren(lopend)
    yield from _stopt_mee(lopend)
    for aanvraag in Aanvraag.objects.open().filter(vestiging=vestiging).order_by("pk"):
        yield Gevolg(AANVRAGEN, aanvraag.ref, "stopt meteen", aanvraag.consulent_url)
    for bezoek in _bezoeken(vestiging):
        yield Gevolg("Bezoeken", _wanneer(bezoek), "gaat niet door")


def bij_verhuis(vestiging: Vestiging) -> Iterator[Gevolg]:
    """What follows a vestiging to its new address."""
    lopend = _lopend(Vestiging.objects.filter(pk=vestiging.pk))
    for erkenning in lopend:
        zin = "blijft gelden, met een nieuw attest; EDUCAM komt kijken op het nieuwe adres"
        yield Gevolg("Erkenningen", str(erkenning.opleiding), zin, erkenning.consulent_url)
    for gevolg in _mentoren(lopend):
        yield Gevolg(gevolg.soort, gevolg.titel, "blijft hier mentor")
    for aanvraag in Aanvraag.objects.open().filter(vestiging=vestiging).order_by("pk"):
        yield Gevolg(AANVRAGEN, aanvraag.ref, "loopt door voor het nieuwe adres", aanvraag.consulent_url)
    for bezoek in _bezoeken(vestiging):
        yield Gevolg("Bezoeken", _wanneer(bezoek), "gaat naar het nieuwe adres, of wordt afgezegd in een andere streek")


def _lopend(vestigingen: QuerySet[Vestiging]) -> QuerySet[Erkenning]:
    rijen = Erkenning.objects.filter(vestiging__in=vestigingen, toestand=ErkenningToestand.LOPEND)
    return rijen.select_related("opleiding", "vestiging__gemeente").order_by("geldig_tot", "pk")


def _mentoren(erkenningen: QuerySet[Erkenning]) -> Iterator[Gevolg]:
    plaatsen = {(rij.vestiging_id, rij.opleiding_id) for rij in erkenningen}
    lopend = Aanduiding.objects.filter(vestiging__in={vestiging for vestiging, _ in plaatsen}, tot=None)
    for aanduiding in lopend.select_related("mentor__persoon", "opleiding", "vestiging__gemeente").order_by("pk"):
        if (aanduiding.vestiging_id, aanduiding.opleiding_id) in plaatsen:
            waar = f"{aanduiding.opleiding}, {aanduiding.vestiging}"
            yield Gevolg("Mentoren", str(aanduiding.mentor), f"is dan geen mentor meer voor {waar}")


def _stopt_mee(erkenningen: QuerySet[Erkenning]) -> Iterator[Gevolg]:
    """Who was proposed as mentor, and begeleiding that runs."""
    mee = ("erkenning__opleiding", "erkenning__vestiging__gemeente")
    voorstellen = Mentorvoorstel.objects.filter(erkenning__in=erkenningen, besluit="").order_by("pk")
    for voorstel in voorstellen.select_related("mentor__persoon", *mee):
        zin = f"het voorstel als mentor voor {voorstel.erkenning} vervalt"
        yield Gevolg("Voorstellen", str(voorstel.mentor), zin)
    begeleidingen = Begeleiding.objects.filter(erkenning__in=erkenningen, afloop=Begeleiding.Afloop.OPEN).order_by("pk")
    for begeleiding in begeleidingen.select_related(*mee):
        yield Gevolg("Begeleiding", str(begeleiding.erkenning), "stopt", begeleiding.erkenning.consulent_url)


def _bezoeken(vestiging: Vestiging) -> QuerySet[Bezoek]:
    return _komend().filter(vestiging=vestiging)


def _komend() -> QuerySet[Bezoek]:
    komend = [Bezoek.Toestand.VOORGESTELD, Bezoek.Toestand.VASTGELEGD]
    return Bezoek.objects.filter(toestand__in=komend).order_by("pk")


def _wanneer(bezoek: Bezoek) -> str:
    if bezoek.begint_op is None:
        return "Een voorgesteld bezoek"
    return date_format(timezone.localtime(bezoek.begint_op), r"l j F Y \o\m G.i")


def registreer_alles() -> None:
    """Called once at start-up."""
    impact.registreer(Erkenning, van_erkenning)
    impact.registreer(Mentor, van_mentor)
    impact.registreer(Vestiging, van_vestiging)
    impact.registreer(Onderneming, van_onderneming)
    impact.registreer(Vestiging, bij_sluiting, bij=SLUITING)
    impact.registreer(Vestiging, bij_verhuis, bij=VERHUIS)
