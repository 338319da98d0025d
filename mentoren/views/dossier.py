"""The file of one mentor, for the werkgever and for who follows it at EDUCAM, and what they do there (rules.md §3.3, §4)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from educam_portal.accounts.models import User
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.terug import terugadres
from educam_portal.accounts.toegang import Verzoek, vereist_consulent, vereist_werkgever
from educam_portal.parameters import duur
from educam_portal.workflow import impact
from educam_portal.workflow.views import Actie

from ..dossier import dossier_van
from ..forms.dossier import RegelingForm, VertrekForm, VraagForm, VrijstellingForm
from ..models import Mentor
from ..models.opleiding import rollen_bij
from ..oordeel import vrijstelling_zin
from ..services import dossier as diensten
from ..services.vragen import vraag_mentor
from ..stand import met_opleiding, standen
from ..toestanden import Wie


def haal(user: User, pk: int) -> Mentor:
    """A mentor for who may do something about it: the werkgever or EDUCAM. One's own data stand on one's own page."""
    mentor = get_object_or_404(met_opleiding(Mentor.objects.for_user(user)), pk=pk)
    if not rollen_bij(mentor, user) - {Wie.MENTOR}:
        raise Http404
    return mentor


def adres(mentor: Mentor, user: User) -> str:
    """The page of a mentor in the part of the portal where this reader is."""
    return reverse("mentoren:dossier" if user.is_educam else "mentoren:mentor", args=[mentor.pk])


def _pagina(request: Verzoek, pk: int) -> HttpResponse:
    """Everything about one mentor on a page."""
    rij = haal(request.user, pk)
    nu = timezone.now()
    context = {
        "dossier": dossier_van(standen([rij], request.user, nu)[rij.pk], request.user, timezone.localdate(nu)),
        "educam": request.user.is_educam,
        "terug": _terug(rij, request.user),
        "hier": adres(rij, request.user),
    }
    return render(request, "mentoren/dossier.html", context)


mentor = vereist_werkgever(_pagina)
dossier = vereist_consulent(_pagina)


def _terug(mentor: Mentor, user: User) -> str:
    if user.is_educam:
        return reverse("consulent:bedrijf", args=[mentor.onderneming_id]) + "#mentoren"
    return reverse("werkgever:mentoren_lijst")


class MentorActie(Actie):
    """One action on a mentor."""

    zaak: Mentor
    sjabloon = "mentoren/dossier_actie.html"

    def bereid_voor(self) -> None:
        self.zaak = haal(self.request.user, self.kwargs["pk"])

    def niet_nu(self) -> str:
        return self.zaak.niet_meer or f"{self.zaak} is mentor bij {self.zaak.onderneming}."

    def terug_url(self) -> str:
        return adres(self.zaak, self.request.user)

    def vast(self) -> dict[str, Any]:
        return {"mentor": self.zaak}


@method_decorator(vereist_werkgever, name="dispatch")
@method_decorator(rem("mentor_vragen"), name="dispatch")
class Vragen(MentorActie):
    """The werkgever sends the mentor a personal link, from the file or from a page that asks something about the mentor."""

    actie = "zelf_laten_invullen"
    form_class = VraagForm
    titel = "Laat de mentor dit zelf invullen"
    uitleg = (
        "De mentor krijgt een persoonlijke link, vult de eigen gegevens in en laadt het uittreksel op. "
        "Jij krijgt het uittreksel niet te zien. Een vorige link werkt daarna niet meer."
    )
    knop = "Stuur de link"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"email": self.zaak.email}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        vraag_mentor(mentor=self.zaak, door=self.request.user, op=self.nu, **gegevens)

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return f"Gelukt. We stuurden een link naar {gegevens['email']}."

    def terug_url(self) -> str:
        return terugadres(self.request, self.request.GET.get("terug"), super().terug_url())

    def vast(self) -> dict[str, Any]:
        return super().vast() | {"terug_naar": "Terug" if "terug" in self.request.GET else ""}


class _Vertrekken(MentorActie):
    actie = "vertrekken"
    form_class = VertrekForm
    titel = "Meld dat deze mentor vertrekt"
    knop = "Meld het vertrek"
    gelukt = "Gelukt. Het vertrek is gemeld."
    gevaar = True
    stelt_voor = "stel je"

    def bereid_voor(self) -> None:
        super().bereid_voor()
        self.uitleg = (
            f"De aanduidingen eindigen. Blijft een erkenning zonder mentor achter, dan {self.stelt_voor} binnen "
            f"{duur('mentor_vervangen', timezone.localdate())} een andere voor. In die tijd kan geen nieuwe overeenkomst "
            "starten. Komt de mentor later terug, dan begint een aanduiding niet vanzelf opnieuw."
        )

    def form_kwargs(self) -> dict[str, Any]:
        return {"naam_nodig": self.zaak.aanduidingen.filter(tot=None).exists()}

    def meer(self, form: Any) -> dict[str, Any]:
        return {"gevolgen": impact.van(self.zaak)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.vertrek(mentor=self.zaak, door=self.request.user, op=self.nu, **gegevens)


@method_decorator(vereist_werkgever, name="dispatch")
class Vertrekken(_Vertrekken):
    """By the werkgever."""


@method_decorator(vereist_consulent, name="dispatch")
class EducamVertrekken(_Vertrekken):
    """By who follows the onderneming at EDUCAM."""

    titel = "Noteer dat deze mentor vertrekt"
    stelt_voor = "stelt de werkgever"


@method_decorator(vereist_werkgever, name="dispatch")
class Terugkeren(MentorActie):
    actie = "terugkeren"
    titel = "Meld dat deze mentor terug is"
    uitleg = (
        "Deze persoon staat dan weer bij je mentoren. Een aanduiding begint niet vanzelf: stel de mentor daarna voor bij "
        "je erkenning. EDUCAM kijkt dan na of alles in orde is."
    )
    knop = "Meld de terugkeer"
    gelukt = "Gelukt. De mentor staat weer in je lijst."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.keer_terug(mentor=self.zaak, door=self.request.user, op=self.nu)


@method_decorator(vereist_consulent, name="dispatch")
class Vrijstelling(MentorActie):
    actie = "vrijstelling_geven"
    form_class = VrijstellingForm
    titel = "Noteer een vrijstelling"
    knop = "Bewaar de vrijstelling"
    gelukt = "Gelukt. De vrijstelling is genoteerd."

    def bereid_voor(self) -> None:
        super().bereid_voor()
        self.uitleg = vrijstelling_zin(self.zaak, timezone.localdate())

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.geef_vrijstelling(mentor=self.zaak, door=self.request.user, op=self.nu, **gegevens)


@method_decorator(vereist_consulent, name="dispatch")
class Vestigingen(MentorActie):
    actie = "vestigingen_regelen"
    form_class = RegelingForm
    titel = "Noteer hoe het geregeld is"
    uitleg = (
        "Deze mentor is op meer dan één vestiging aangeduid. Schrijf hoe de lerende toch van dichtbij gevolgd wordt."
    )
    knop = "Bewaar de regeling"
    gelukt = "Gelukt. De regeling is genoteerd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.regel_vestigingen(mentor=self.zaak, door=self.request.user, op=self.nu, **gegevens)
