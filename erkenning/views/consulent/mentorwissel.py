"""A mentor who was proposed for an erkenning that runs: the 596.2, and the decision (rules.md §3.3, §4)."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator

from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.documenten.beleid import mag_lezen
from mentoren.models import Uittreksel
from mentoren.oordeel import oordeel

from ...forms.consulent_uittreksel import NakijkenForm, OordeelForm
from ...forms.mentorwissel import BesluitForm
from ...models import Mentorvoorstel
from ...services import mentorwissel
from ...services.uittreksels import merk
from .erkenning import ErkenningActie


@method_decorator(vereist_consulent, name="dispatch")
class VoorstelActie(ErkenningActie):
    """One action on a proposal of an erkenning within reach."""

    voorstel: Mentorvoorstel
    sjabloon = "erkenning/consulent/mentorvoorstel.html"

    def bereid_voor(self) -> None:
        rijen = Mentorvoorstel.objects.select_related("mentor__persoon", "mentor__onderneming", "voorgesteld_door")
        self.voorstel = get_object_or_404(rijen, pk=self.kwargs["voorstel"], erkenning=self.zaak)
        uittreksels = self.voorstel.mentor.uittreksels.select_related("document", "gecontroleerd_door")
        self.uittreksel = uittreksels.first()

    def mag(self) -> bool:
        return not self.voorstel.besluit and super().mag()

    def niet_nu(self) -> str:
        if self.voorstel.besluit:
            return f"Dit voorstel is al {self.voorstel.get_besluit_display().lower()}."
        return super().niet_nu()

    def vast(self) -> dict[str, Any]:
        gezien = self.uittreksel
        document = gezien.document if gezien and gezien.document and not gezien.document.gewist_op else None
        wacht = bool(gezien and gezien.uitkomst == Uittreksel.Uitkomst.VERMELDING and not gezien.oordeel)
        return super().vast() | {
            "voorstel": self.voorstel,
            "uitkomsten": oordeel(self.voorstel.mentor, gezien, self.voorstel.voorgesteld_op),
            "leesbaar": document if document and mag_lezen(document, self.request.user) else None,
            "wacht_op_oordeel": wacht,
            "mag_oordelen": wacht and self.zaak.mag(self.request.user, "uittreksel_beoordelen"),
        }


class Beoordelen(VoorstelActie):
    actie = "mentor_beoordelen"
    form_class = BesluitForm
    titel = "Beoordeel de voorgestelde mentor"
    knop = "Bewaar je besluit"
    gelukt = "Gelukt. De werkgever krijgt een mail."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        mentorwissel.mentor_beoordelen(
            voorstel=self.voorstel,
            aanvaard=gegevens["besluit"] == "aanvaard",
            reden=gegevens["reden"],
            door=self.request.user,
            op=self.nu,
        )


class UittrekselNakijken(VoorstelActie):
    actie = "uittreksel_nakijken"
    form_class = NakijkenForm
    titel = "Kijk het uittreksel na"
    knop = "Bewaar wat je zag"
    gelukt = "Gelukt. Het uittreksel is nagekeken."

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"gezien": merk(self.uittreksel)}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        mentorwissel.uittreksel_nakijken(voorstel=self.voorstel, door=self.request.user, op=self.nu, **gegevens)

    def terug_url(self) -> str:
        return _pagina(self.voorstel)


class UittrekselBeoordelen(VoorstelActie):
    actie = "uittreksel_beoordelen"
    form_class = OordeelForm
    titel = "Beoordeel de vermelding"
    uitleg = "Bespreek het uittreksel met de consulent. De werkgever verneemt nooit waarom een mentor niet is aanvaard."
    knop = "Bewaar het oordeel"
    gelukt = "Gelukt. Het oordeel is bewaard en het uittreksel is gewist."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        mentorwissel.uittreksel_beoordelen(voorstel=self.voorstel, door=self.request.user, op=self.nu, **gegevens)

    def terug_url(self) -> str:
        return _pagina(self.voorstel)


def _pagina(voorstel: Mentorvoorstel) -> str:
    return reverse("consulent:mentorvoorstel", args=[voorstel.erkenning_id, voorstel.pk])
