"""Klassjablonen of a school: keeping them, and making the concepts of a whole class (rules.md §5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_POST

from educam_portal.accounts.toegang import Verzoek, vereist_school
from educam_portal.organisaties.nummers import toon_telefoon

from ...forms.klas import (
    KlasEvaluatieForm,
    KlasForm,
    KlasMakenForm,
    KlasPlanForm,
    KlasRoosterForm,
    SjabloonForm,
)
from ...klassen import keuze_van, klassen_van, te_maken
from ...models import Groepswerk, Klassjabloon
from ...plekken import HOOGSTENS, erkende_plekken
from ...services import klas
from ...services.groep import Rij, begin_groepswerk
from ...toestanden import Plek, Soort
from .basis import probeer, samengevat, school_van, toon, uren_van


def haal(request: Verzoek, pk: int) -> Klassjabloon:
    """One of the user's schools, or 404."""
    rijen = Klassjabloon.objects.for_user(request.user)
    return get_object_or_404(rijen.select_related("school__organisatie", "school__gemeente", "opleiding"), pk=pk)


@vereist_school
def lijst(request: Verzoek) -> HttpResponse:
    """Every klassjabloon of the user's schools, by name."""
    rijen = Klassjabloon.objects.for_user(request.user).select_related("opleiding")
    return toon(request, "klassen", {"klassen": rijen})


@vereist_school
def nieuw(request: Verzoek) -> HttpResponse:
    school = school_van(request)
    form = KlasForm(request.POST or None, school=school)
    gemaakt: list[Klassjabloon] = []
    if form.is_valid() and probeer(
        form,
        lambda: gemaakt.append(
            klas.nieuw_sjabloon(school=school, velden=form.velden(), door=request.user, op=timezone.now())
        ),
    ):
        return redirect("school:klas", pk=gemaakt[0].pk)
    return toon(request, "klas_stap", {"form": form, "titel": "Nieuw klassjabloon"}, form)


@vereist_school
def sjabloon(request: Verzoek, pk: int) -> HttpResponse:
    """What it holds, each part with the page where it is changed."""
    rij = haal(request, pk)
    return toon(request, "klas", {"sjabloon": rij, "kaarten": _kaarten(rij)})


def _kaarten(rij: Klassjabloon) -> list[dict[str, Any]]:
    delen = {
        "klas_gegevens": [
            ("Opleiding", rij.opleiding),
            ("Eerste dag", f"{rij.start:%d/%m/%Y}"),
            ("Laatste dag", f"{rij.einde:%d/%m/%Y}"),
            ("Categorie van de leervergoeding", rij.categorie or "Niet van toepassing"),
        ],
        "klas_rooster": [("Uren", uren_van(rij)), ("Soort", _soort(rij))],
        "klas_plan": [("Competenties", [f"{r['omschrijving']} ({Plek(r['plek']).label.lower()})" for r in rij.plan])],
        "klas_evaluatie": [
            ("Evaluaties", [f"{dag:%d/%m/%Y}" for dag in rij.evaluatiedagen]),
            ("Hoe", rij.evaluatievorm),
            (
                "Bereikbaar in de schoolvakanties",
                f"{rij.vakantiecontact} {toon_telefoon(rij.vakantietelefoon)}".strip(),
            ),
        ],
    }
    return [
        {"titel": DELEN[naam].titel, "rijen": samengevat(rijen), "url": reverse(f"school:{naam}", args=[rij.pk])}
        for naam, rijen in delen.items()
    ]


def _soort(rij: Klassjabloon) -> str:
    soort = klas.soort_van(rij)
    return Soort(soort).label if soort else ""


class KlasDeel(View):
    """One part: fetch in scope, form, save, back. A page that is open twice refuses the older save."""

    titel: str
    uitleg = ""
    form_class: type[SjabloonForm]
    sjabloon = "klas_stap"

    def dispatch(self, request, *args: Any, pk: int, **kwargs: Any):
        self.rij = haal(request, pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.toon(self.maak_form())

    def post(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.maak_form(request.POST)
        if form.is_valid() and probeer(form, lambda: self.bewaar(form)):
            messages.success(request, "Bewaard.")
            return redirect("school:klas", pk=self.rij.pk)
        return self.toon(form)

    def maak_form(self, *data: Any) -> Any:
        return self.form_class(*data, sjabloon=self.rij)

    def bewaar(self, form: Any) -> None:
        versie = form.cleaned_data["versie"]
        klas.wijzig_sjabloon(
            sjabloon=self.rij, velden=form.velden(), versie=-1 if versie is None else versie, door=self.request.user
        )

    def toon(self, form: Any) -> HttpResponse:
        context = {"sjabloon": self.rij, "form": form, "titel": self.titel, "uitleg": self.uitleg}
        return toon(self.request, self.sjabloon, context, form)


class Gegevens(KlasDeel):
    titel = "Opleiding en periode"
    uitleg = "Kies je een andere opleiding, dan begin je met een leeg opleidingsplan."

    def maak_form(self, *data: Any) -> KlasForm:
        return KlasForm(*data, school=self.rij.school, sjabloon=self.rij)


class Rooster(KlasDeel):
    titel = "Uurrooster"
    uitleg = "De soort overeenkomst volgt uit de uren op de werkplek."
    form_class = KlasRoosterForm
    sjabloon = "klas_rooster"


class Plan(KlasDeel):
    titel = "Opleidingsplan"
    uitleg = "Kies per competentie waar de lerenden ze leren. Elke mentor zegt daarna zelf of dat kan."
    form_class = KlasPlanForm


class Evaluatie(KlasDeel):
    titel = "Evaluatie en bereikbaarheid"
    uitleg = "Plan de evaluaties nu al. De laatste is de eindevaluatie."
    form_class = KlasEvaluatieForm


DELEN: dict[str, type[KlasDeel]] = {
    "klas_gegevens": Gegevens,
    "klas_rooster": Rooster,
    "klas_plan": Plan,
    "klas_evaluatie": Evaluatie,
}


@vereist_school
@require_POST
def verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    klas.verwijder_sjabloon(sjabloon=rij, door=request.user)
    messages.success(request, f"“{rij}” is verwijderd. Wat je ermee maakte, blijft bestaan.")
    return redirect("school:klassen")


@vereist_school
def maken(request: Verzoek, pk: int) -> HttpResponse:
    """Who, and where: one row per lerende who has no overeenkomst yet."""
    rij = haal(request, pk)
    gekozen = keuze_van(request.GET.get("klas", ""))
    lerenden, aantal = te_maken(rij, gekozen)
    plekken = erkende_plekken(rij.opleiding, timezone.localdate(), rij.school.gemeente)[:HOOGSTENS]
    form = KlasMakenForm(request.POST if request.method == "POST" else None, lerenden=lerenden, plekken=plekken)
    gemaakt: list[Groepswerk] = []
    if form.is_valid() and probeer(
        form,
        lambda: gemaakt.append(
            begin_groepswerk(
                school=rij.school,
                soort=Groepswerk.Soort.KLAS,
                rijen=[Rij(str(wie), lerende=wie, gegevens={"vestiging": plek}) for wie, plek in form.gekozen()],
                gegevens={"sjabloon": rij.pk},
                door=request.user,
                op=timezone.now(),
            )
        ),
    ):
        return redirect(gemaakt[0])
    context = {
        "sjabloon": rij, "form": form, "aantal": aantal, "getoond": len(lerenden), "gekozen": gekozen,
        "klassen": klassen_van(rij), "geen_plek": not plekken,
    }  # fmt: skip
    return toon(request, "klas_maken", context, form)
