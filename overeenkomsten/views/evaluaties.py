"""Planning and filling in evaluations, and the klassenraad, one page per action (rules.md §5)."""

from typing import Any, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld
from educam_portal.workflow.views import Actie

from ..forms.leren import CompetentiesForm, DeelForm, EvaluatiedagForm, KlassenraadForm, VragenForm
from ..models import Evaluatie, Overeenkomst, Vordering
from ..rules.evaluatie import BRON
from ..services import evaluaties as diensten
from ..services import leeslinks, vorderingen
from ..toestanden import Deel
from .leren import haal_leren


class LerenActie(Actie):
    """On the learning of one overeenkomst; 404 for a role to which the table never gives it."""

    sjabloon = "overeenkomsten/leren/actie.html"
    zaak: Overeenkomst

    def bereid_voor(self) -> None:
        self.zaak, self.kijk = haal_leren(cast(Verzoek, self.request), self.kwargs["ref"])
        if not self.zaak.rollen_van(self.request.user) & set(self.zaak.OVERGANGEN[self.actie].wie):
            raise Http404

    def wie(self) -> dict[str, Any]:
        return {"door": self.request.user, "op": self.nu}

    def vast(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak}

    def terug_url(self) -> str:
        return reverse("overeenkomst:leren", args=[self.zaak.referentie])


class Plannen(LerenActie):
    actie = "evaluatie_plannen"
    form_class = EvaluatiedagForm
    titel = "Plan een extra evaluatie"
    uitleg = "De mentor krijgt bericht van de dag. Jullie vullen elk een deel in."
    gelukt = "De evaluatie is gepland. De mentor krijgt bericht."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.plan(overeenkomst=self.zaak, gepland_op=gegevens["gepland_op"], **self.wie())


class _Aanduiden(LerenActie):
    """What one side saw of the competences."""

    kant: Deel
    form_class = CompetentiesForm
    sjabloon = "overeenkomsten/leren/competenties.html"
    uitleg = "Duid alleen aan wat je zag. Wat je openlaat, blijft zoals het is. De lerende kan dit lezen."
    knop = "Bewaar"

    def form_kwargs(self) -> dict[str, Any]:
        rijen = Vordering.objects.filter(competentie__overeenkomst=self.zaak, kant=self.kant).order_by("op", "pk")
        return {"competenties": self.zaak.competenties.all(), "nu": {rij.competentie_id: rij for rij in rijen}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        vorderingen.noteer(
            overeenkomst=self.zaak,
            kant=self.kant,
            op_dag=gegevens["op_dag"],
            niveaus=gegevens["niveaus"],
            **self.wie(),
        )

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        aantal = len(gegevens["niveaus"])
        return f"Bewaard: {aantal} {'competentie' if aantal == 1 else 'competenties'} aangeduid."


class AanduidenMentor(_Aanduiden):
    kant = Deel.MENTOR
    actie = "vordering_mentor"
    titel = "Competenties: wat zie jij als mentor?"


class AanduidenSchool(_Aanduiden):
    kant = Deel.SCHOOL
    actie = "vordering_school"
    titel = "Competenties: wat ziet de school?"


class Meelezen(LerenActie):
    actie = "leren_delen"
    titel = "Laat de lerende meelezen"
    uitleg = (
        "De lerende krijgt een persoonlijke link, en een ouder of voogd ook zolang de lerende minderjarig is. Ze lezen de "
        "competenties en de volledige evaluaties, niet de antwoorden voor de klassenraad."
    )
    knop = "Stuur de link"

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.links = leeslinks.geef_toegang(overeenkomst=self.zaak, **self.wie())

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return f"De link is onderweg naar {' en '.join(link.email for link in self.links)}."


class EvaluatieActie(LerenActie):
    """On one of its evaluations."""

    evaluatie: Evaluatie

    def bereid_voor(self) -> None:
        super().bereid_voor()
        self.evaluatie = get_object_or_404(self.zaak.evaluaties, pk=self.kwargs["pk"])
        self.evaluatie.overeenkomst = self.zaak

    def vast(self) -> dict[str, Any]:
        return {**super().vast(), "evaluatie": self.evaluatie}


class Verplaatsen(EvaluatieActie):
    actie = "evaluatie_verplaatsen"
    form_class = EvaluatiedagForm
    titel = "Verplaats de evaluatie"
    uitleg = "De mentor krijgt bericht van de nieuwe dag."
    gelukt = "De evaluatie is verplaatst. De mentor krijgt bericht."

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"gepland_op": self.evaluatie.gepland_op}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.verplaats(evaluatie=self.evaluatie, gepland_op=gegevens["gepland_op"], **self.wie())


class _Invullen(EvaluatieActie):
    """One side's part; what the other side wrote stands above it once it is there."""

    deel: Deel
    form_class = DeelForm
    sjabloon = "overeenkomsten/leren/deel.html"
    uitleg = "De evaluatie telt pas als mentor en school elk hun deel invulden. Tot dan kan je jouw deel aanpassen."
    knop = "Bewaar mijn deel"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"tekst": getattr(self.evaluatie, f"deel_{self.deel}")}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.evaluatie = diensten.vul_in(
            evaluatie=self.evaluatie, deel=self.deel, tekst=gegevens["tekst"], **self.wie()
        )

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        if self.evaluatie.volledig:
            return "Jouw deel is bewaard. De evaluatie is volledig."
        return "Jouw deel is bewaard. De evaluatie is nog onvolledig: het andere deel ontbreekt."

    def vast(self) -> dict[str, Any]:
        ander = Deel.SCHOOL if self.deel == Deel.MENTOR else Deel.MENTOR
        return {**super().vast(), "ander": ander.label, "andere_tekst": getattr(self.evaluatie, f"deel_{ander}")}


class DeelMentor(_Invullen):
    deel = Deel.MENTOR
    actie = "evaluatie_mentor"
    titel = "Evaluatie: jouw deel als mentor"


class DeelSchool(_Invullen):
    deel = Deel.SCHOOL
    actie = "evaluatie_school"
    titel = "Evaluatie: het deel van de school"


class KlassenraadDelen(EvaluatieActie):
    actie = "klassenraad_delen"
    form_class = KlassenraadForm
    titel = "Deel de klassenraad met de mentor"
    uitleg = "De mentor is lid van de klassenraad en krijgt het moment per mail, met een afspraak voor de agenda."
    knop = "Deel het moment"
    gelukt = "De mentor kent het moment van de klassenraad."

    def form_kwargs(self) -> dict[str, Any]:
        return {"evaluatie": self.evaluatie}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.deel_klassenraad(
            evaluatie=self.evaluatie,
            van=gegevens["begin"],
            tot=gegevens["einde"],
            plaats=gegevens["plaats"],
            **self.wie(),
        )


class KlassenraadVragen(EvaluatieActie):
    actie = "klassenraad_vragen"
    form_class = VragenForm
    titel = "Vijf vragen voor de klassenraad"
    uitleg = "Je bent lid van de klassenraad. Wat je hier schrijft, leest de school vooraf. Een paar woorden volstaan."
    knop = "Geef mijn antwoorden door"
    gelukt = "De school heeft je antwoorden. Tot de klassenraad voorbij is, kan je ze aanpassen."

    def form_kwargs(self) -> dict[str, Any]:
        return {"antwoorden": self.evaluatie.vragen}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        antwoorden = [gegevens[naam] for naam in sorted(gegevens)]
        diensten.beantwoord_vragen(evaluatie=self.evaluatie, antwoorden=antwoorden, **self.wie())

    def meer(self, form: Any) -> dict[str, Any]:
        return {"bron": BRON}


ACTIES: dict[str, tuple[str, type[LerenActie]]] = {
    "meelezen": ("meelezen/", Meelezen),
    "competenties_mentor": ("competenties/mentor/", AanduidenMentor),
    "competenties_school": ("competenties/school/", AanduidenSchool),
    "evaluatie_nieuw": ("evaluaties/nieuw/", Plannen),
    "evaluatie_verplaatsen": ("evaluaties/<int:pk>/verplaatsen/", Verplaatsen),
    "evaluatie_mentor": ("evaluaties/<int:pk>/mentor/", DeelMentor),
    "evaluatie_school": ("evaluaties/<int:pk>/school/", DeelSchool),
    "klassenraad": ("evaluaties/<int:pk>/klassenraad/", KlassenraadDelen),
    "klassenraad_vragen": ("evaluaties/<int:pk>/vragen/", KlassenraadVragen),
}
DEUREN = [(naam, pad, vereist_aangemeld(view.as_view())) for naam, (pad, view) in ACTIES.items()]
