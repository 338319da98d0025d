"""The 596.2 and the exemption of one mentor (rules.md §4)."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.services import coordinatoren
from educam_portal.documenten.beleid import mag_lezen
from educam_portal.documenten.models import Leeslog
from mentoren.forms.dossier import VrijstellingForm
from mentoren.models import Mentor, Uittreksel
from mentoren.oordeel import vrijstelling_zin

from ...forms.consulent_uittreksel import NakijkenForm, OordeelForm, VermeldingForm
from ...services import uittreksels
from .basis import DossierActie


class MentorActie(DossierActie):
    """An action on one mentor of this dossier, named in the address."""

    def bereid_voor(self) -> None:
        mentor = (
            Mentor.objects.filter(pk=self.kwargs["pk"], voorstellen__lijn__aanvraag=self.aanvraag)
            .select_related("persoon")
            .distinct()
            .first()
        )
        if mentor is None:
            raise Http404
        self.mentor = mentor
        self.uittreksel = mentor.uittreksels.select_related("document", "gecontroleerd_door", "coordinator").first()

    @property
    def wie(self) -> dict[str, Any]:
        return {"aanvraag": self.aanvraag, "mentor": self.mentor, "door": self.request.user, "op": self.nu}

    def terug_url(self) -> str:
        return reverse("consulent:dossier", args=[self.aanvraag.ref]) + "#mentoren"

    def meer(self, form: forms.Form) -> dict[str, Any]:
        return {"mentor": self.mentor, "uittreksel": self.uittreksel}


class MetUittreksel(MentorActie):
    """With the file, for whoever may open it, and with who did."""

    sjabloon = "erkenning/consulent/uittreksel.html"

    def meer(self, form: forms.Form) -> dict[str, Any]:
        document = self.uittreksel.document if self.uittreksel else None
        aanwezig = document is not None and document.gewist_op is None
        gelezen = Leeslog.objects.filter(document=document).select_related("user")[:20] if document else []
        beoordeelbaar = self._wacht_op_oordeel()
        return super().meer(form) | {
            "bestand": aanwezig,
            "leesbaar": document if aanwezig and mag_lezen(document, self.request.user) else None,
            "gelezen": list(gelezen),
            "wacht_op_oordeel": beoordeelbaar,
            "mag_oordelen": beoordeelbaar and self.aanvraag.mag(self.request.user, "uittreksel_beoordelen"),
        }

    def _wacht_op_oordeel(self) -> bool:
        gezien = self.uittreksel
        return bool(gezien and gezien.uitkomst == Uittreksel.Uitkomst.VERMELDING and not gezien.oordeel)


class Nakijken(MetUittreksel):
    actie = "uittreksel_nakijken"
    form_class = NakijkenForm
    titel = "Uittreksel strafregister (596.2)"
    knop = "Bewaar wat je zag"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"gezien": uittreksels.merk(self.uittreksel)}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.had_bestand = bool(self.uittreksel and self.uittreksel.document)
        self.uittreksel = uittreksels.uittreksel_nakijken(**self.wie, **gegevens)

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        if gegevens["uitkomst"] == Uittreksel.Uitkomst.VERMELDING:
            return "Gelukt. Kies nu welke coördinator mee beoordeelt."
        return "Gelukt. Het uittreksel is nagekeken." + (" Het bestand is gewist." if self.had_bestand else "")

    def terug_url(self) -> str:
        if self.request.method == "POST" and self._wacht_op_oordeel():
            return reverse("consulent:vermelding", args=[self.aanvraag.ref, self.mentor.pk])
        return super().terug_url()


class VermeldingToewijzen(MetUittreksel):
    actie = "uittreksel_nakijken"
    form_class = VermeldingForm
    titel = "Kies wie mee beoordeelt"
    uitleg = "Er staat een vermelding op het uittreksel. Je beoordeelt dat samen met een coördinator."
    knop = "Vraag deze coördinator"
    gelukt = "Gelukt. De coördinator kan het uittreksel nu openen."

    def form_kwargs(self) -> dict[str, Any]:
        nagekeken_door = self.uittreksel.gecontroleerd_door_id if self.uittreksel else None
        return {"coordinatoren": [user for user in coordinatoren() if user.pk != nagekeken_door]}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        uittreksels.vermelding_toewijzen(**self.wie, **gegevens)


class Beoordelen(MetUittreksel):
    actie = "uittreksel_beoordelen"
    form_class = OordeelForm
    titel = "Beoordeel de vermelding"
    uitleg = "Bespreek het uittreksel met de consulent. De werkgever verneemt nooit waarom een mentor niet is aanvaard."
    knop = "Bewaar het oordeel"
    gelukt = "Gelukt. Het oordeel is bewaard en het uittreksel is gewist."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        uittreksels.uittreksel_beoordelen(**self.wie, **gegevens)


class Vrijstelling(MentorActie):
    actie = "vrijstelling_geven"
    form_class = VrijstellingForm
    titel = "Noteer een vrijstelling"
    knop = "Bewaar de vrijstelling"
    gelukt = "Gelukt. De vrijstelling is genoteerd."

    def bereid_voor(self) -> None:
        super().bereid_voor()
        self.uitleg = vrijstelling_zin(self.mentor, timezone.localdate())

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        uittreksels.vrijstelling_geven(**self.wie, **gegevens)
