"""The page on which a school uploads a copy signed on paper, of exactly one version (rules.md §5)."""

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator

from educam_portal.accounts.remmen import met_bestand, rem

from ...forms.papier import PapierForm
from ...models import Ondertekenaar, Overeenkomst, Stuk
from ...niveaus import toegelaten
from ...services import tekenbevoegden
from ...services.papier import op_papier
from ...toestanden import StukSoort, StukStand, Wijze
from ...transitions import tekenactie
from .acties import SchoolActie
from .basis import haal


@method_decorator(rem("opladen", als=met_bestand), name="dispatch")
class Papier(SchoolActie):
    """The address names the version: a copy of an older one is never taken for the newest."""

    form_class = PapierForm
    sjabloon = "overeenkomsten/school/papier.html"
    titel = "Laad een getekende kopie op"
    uitleg = "Werd het document op papier getekend? Scan alle bladzijden samen in één bestand."
    knop = "Laad de kopie op"
    gelukt = "De kopie is bewaard. De handtekeningen zijn genoteerd."
    stuk: Stuk

    def bereid_voor(self) -> None:
        rijen = Stuk.objects.filter(overeenkomst__in=Overeenkomst.objects.for_user(self.request.user))
        rijen = rijen.select_related("document", "overeenkomst")
        self.stuk = get_object_or_404(rijen, pk=self.kwargs["pk"])
        self.zaak = haal(self.request, self.stuk.overeenkomst.referentie)
        self.actie = tekenactie(self.stuk.soort, "papier_opladen")

    def terug_url(self) -> str:
        if self.stuk.soort == StukSoort.OVEREENKOMST:
            return super().terug_url()
        return reverse("overeenkomst:verloop", args=[self.zaak.referentie])

    def mag(self) -> bool:
        return super().mag() and self.stuk.te_tekenen and papier_kan(self.stuk)

    def niet_nu(self) -> str:
        if self.stuk.stand == StukStand.VERVALLEN:
            anders = (
                "gewijzigd. Laat de nieuwe versie tekenen"
                if self.stuk.soort == StukSoort.OVEREENKOMST
                else "ingetrokken"
            )
            return f"De {self.stuk.woord} is intussen {anders}."
        if self.stuk.stand == StukStand.OPEN:
            return "Dat kan nu niet: het document wordt nog gemaakt, of tekenen op papier is niet toegelaten."
        return super().niet_nu()

    def form_kwargs(self) -> dict[str, Any]:
        nog: list[Ondertekenaar] = [rij for rij in self.stuk.ondertekenaars.all() if not rij.getekend]
        assert self.zaak.vestiging is not None  # a constraint holds it from the moment it is sent
        bevoegden = tekenbevoegden.geldig(self.zaak.vestiging.onderneming_id)
        return {
            "nog": nog,
            "bevoegden": bevoegden.select_related("user").order_by("user__naam", "pk"),
            "initial": {"naam_school": str(self.request.user)},
        }

    def meer(self, form: Form) -> dict[str, Any]:
        return {"stuk": self.stuk}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        op_papier(
            stuk=self.stuk,
            bestand=gegevens["bestand"],
            getekend_op=gegevens["getekend_op"],
            partijen=gegevens["partijen"],
            naam_school=gegevens.get("naam_school", ""),
            bevoegde=gegevens.get("bevoegde"),
            door=self.request.user,
            op=self.nu,
        )


def papier_kan(stuk: Stuk) -> bool:
    """Whether paper is an allowed level for it."""
    return toegelaten(Wijze.PAPIER, stuk)
