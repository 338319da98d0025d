"""What hangs on an erkenning, a vestiging and an onderneming on this floor (educam_portal/workflow/impact.py)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from educam_portal.organisaties.models import Onderneming, Vestiging
from educam_portal.workflow import impact
from educam_portal.workflow.impact import Gevolg
from mentoren.models import Aanduiding, Mentor

from .models import Aanvraag, Erkenning
from .toestanden import ErkenningToestand


def van_erkenning(erkenning: Erkenning) -> Iterator[Gevolg]:
    """The mentoren who are designated for it."""
    lopend = Aanduiding.objects.filter(vestiging=erkenning.vestiging, opleiding=erkenning.opleiding, tot=None)
    for aanduiding in lopend.select_related("mentor__persoon").order_by("pk"):
        yield Gevolg("Mentoren", str(aanduiding.mentor), "is hier dan geen mentor meer voor deze opleiding")


def van_mentor(mentor: Mentor) -> Iterator[Gevolg]:
    """The erkenningen that are left without a mentor when this one leaves."""
    eigen = Aanduiding.objects.filter(mentor=mentor, tot=None)
    hier = {"vestiging": OuterRef("vestiging"), "opleiding": OuterRef("opleiding")}
    anderen = Aanduiding.objects.filter(**hier, tot=None).exclude(mentor=mentor)
    geraakt = Erkenning.objects.filter(
        Exists(eigen.filter(**hier)), ~Exists(anderen), toestand=ErkenningToestand.LOPEND
    )
    for erkenning in geraakt.select_related("opleiding", "vestiging__gemeente").order_by("pk"):
        yield Gevolg("Erkenningen", str(erkenning), "heeft dan geen mentor meer")


def van_vestiging(vestiging: Vestiging) -> Iterator[Gevolg]:
    """Its erkenningen with their mentoren, and the aanvragen that are open."""
    return _van(Vestiging.objects.filter(pk=vestiging.pk))


def van_onderneming(onderneming: Onderneming) -> Iterator[Gevolg]:
    """The same for all its vestigingen."""
    return _van(onderneming.vestigingen.all())


def _van(vestigingen: QuerySet[Vestiging]) -> Iterator[Gevolg]:
    lopend = Erkenning.objects.filter(vestiging__in=vestigingen, toestand=ErkenningToestand.LOPEND)
    for erkenning in lopend.select_related("opleiding", "vestiging__gemeente").order_by("geldig_tot", "pk"):
        yield Gevolg("Erkenningen", str(erkenning), "eindigt vandaag", erkenning.consulent_url)
        yield from (gevolg for groep in impact.van(erkenning).values() for gevolg in groep)
    for aanvraag in Aanvraag.objects.open().filter(vestiging__in=vestigingen).order_by("pk"):
        yield Gevolg("Aanvragen", aanvraag.ref, "stopt zonder gevolg", aanvraag.consulent_url)


def registreer_alles() -> None:
    """Called once at start-up."""
    impact.registreer(Erkenning, van_erkenning)
    impact.registreer(Mentor, van_mentor)
    impact.registreer(Vestiging, van_vestiging)
    impact.registreer(Onderneming, van_onderneming)
