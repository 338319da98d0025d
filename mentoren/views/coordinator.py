"""The coördinator's screens about the mentoropleiding: planning, who comes, who was there, closing (rules.md §4)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator
from educam_portal.workflow.views import Actie

from ..forms.sessies import AanwezigheidForm, RechtzetForm, RedenForm, SessieForm, planning
from ..models import Inschrijving, Sessie, Sessiedag
from ..rules import is_voltooid
from ..services import sessies as diensten
from ..services import voltooien
from ..toestanden import Inschrijfstand, SessieToestand
from .basis import haal_inschrijving, haal_sessie, per_dag

PER_BLADZIJDE = 50
TABS = {
    "gepland": ("Gepland", [SessieToestand.GEPLAND]),
    "afgerond": ("Afgerond", [SessieToestand.AFGEROND]),
    "geannuleerd": ("Geannuleerd", [SessieToestand.GEANNULEERD]),
}


@vereist_coordinator
def sessies(request: Verzoek) -> HttpResponse:
    """Per state; what is planned in order of date, so that what must be closed stands on top, the rest newest first."""
    sleutel = request.GET.get("tab", "gepland")
    sleutel = sleutel if sleutel in TABS else "gepland"
    rijen = Sessie.objects.for_user(request.user).met_bezetting().filter(toestand__in=TABS[sleutel][1])
    datum = "dagen__datum" if sleutel == "gepland" else "-dagen__datum"
    pagina = Paginator(rijen.filter(dagen__nummer=1).order_by(datum, "pk"), PER_BLADZIJDE).get_page(
        request.GET.get("pagina")
    )
    context = {
        "pagina": pagina,
        "tab": sleutel,
        "tabs": [
            {"label": label, "url": f"?tab={naam}", "actief": naam == sleutel} for naam, (label, _) in TABS.items()
        ],
        "vandaag": timezone.localdate(),
    }
    return render(request, "mentoren/coordinator/sessies.html", context)


@vereist_coordinator
def nieuw(request: Verzoek) -> HttpResponse:
    """Plan a session; it is open for enrolment at once."""
    form = SessieForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            rij = diensten.plan(planning=planning(form.cleaned_data), door=request.user, op=timezone.now())
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. De sessie staat op het portaal. Mentoren kunnen zich inschrijven.")
            return redirect("mentoropleiding:sessie_beheer", pk=rij.pk)
    context = {
        "form": form,
        "titel": "Plan een sessie",
        "knop": "Plan de sessie",
        "uitleg": "Een sessie duurt twee dagen. Zodra je ze bewaart, kan iedereen ze zien en zich inschrijven.",
        "terug": reverse("mentoropleiding:sessies"),
        "bezwaren": [],
        "gevaar": False,
    }
    return render(request, "mentoren/coordinator/sessie_form.html", context, status=422 if form.errors else 200)


def deelnemers(sessie: Sessie) -> list[Inschrijving]:
    """Everybody with a seat, or who had one to the end, by name."""
    zonder = [Inschrijfstand.WACHTLIJST, Inschrijfstand.GEANNULEERD]
    return list(
        sessie.inschrijvingen.exclude(toestand__in=zonder)
        .select_related("persoon", "mentor__onderneming", "attest")
        .prefetch_related("aanwezigheden")
        .order_by("persoon__naam", "persoon__voornaam", "pk")
    )


@vereist_coordinator
def sessie(request: Verzoek, pk: int) -> HttpResponse:
    """One session: who has a seat, who waits, and what must be done with it now."""
    rij = haal_sessie(request.user, pk)
    nu = timezone.now()
    wachtenden = rij.inschrijvingen.filter(toestand=Inschrijfstand.WACHTLIJST)
    plaatsen = deelnemers(rij)
    for deelnemer in plaatsen:
        deelnemer.per_dag = per_dag(rij, deelnemer)
    context = {
        "sessie": rij,
        "deelnemers": plaatsen,
        "wachtenden": list(
            wachtenden.select_related("persoon", "mentor__onderneming").order_by("plaats_op_wachtlijst")
        ),
        "acties": rij.OVERGANGEN.acties(rij.toestand, rij.rollen_van(request.user)),
        "begonnen": rij.begonnen(nu),
        "vandaag": timezone.localdate(nu),
    }
    return render(request, "mentoren/coordinator/sessie.html", context)


@vereist_coordinator
def lijst(request: Verzoek, pk: int) -> HttpResponse:
    """The list to print and sign."""
    rij = haal_sessie(request.user, pk)
    context = {"sessie": rij, "deelnemers": deelnemers(rij), "leeg": range(max(0, min(3, rij.vrij)))}
    return render(request, "mentoren/coordinator/lijst.html", context)


@method_decorator(vereist_coordinator, name="dispatch")
class SessieActie(Actie):
    """One action on a session."""

    zaak: Sessie
    sjabloon = "mentoren/coordinator/actie.html"

    def bereid_voor(self) -> None:
        self.zaak = haal_sessie(self.request.user, self.kwargs["pk"])

    def niet_nu(self) -> str:
        return f"Dat kan niet meer: deze sessie is {self.zaak.get_toestand_display().lower()}."

    def terug_url(self) -> str:
        return reverse("mentoropleiding:sessie_beheer", args=[self.zaak.pk])

    def vast(self) -> dict[str, Any]:
        return {"sessie": self.zaak}


class Wijzigen(SessieActie):
    actie = "wijzigen"
    form_class = SessieForm
    sjabloon = "mentoren/coordinator/sessie_form.html"
    titel = "Pas de sessie aan"
    uitleg = (
        "Verander je een dag, een uur of de plaats? Iedereen op de lijst krijgt een mail en een nieuwe uitnodiging."
    )
    knop = "Bewaar de sessie"
    gelukt = "Gelukt. De sessie is aangepast."

    def form_kwargs(self) -> dict[str, Any]:
        return {"sessie": self.zaak}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.wijzig(sessie=self.zaak, planning=planning(gegevens), door=self.request.user, op=self.nu)


class Annuleren(SessieActie):
    actie = "annuleren"
    form_class = RedenForm
    sjabloon = "mentoren/coordinator/sessie_annuleren.html"
    titel = "Annuleer de sessie"
    knop = "Annuleer de sessie"
    gelukt = "Gelukt. De sessie is geannuleerd. Iedereen op de lijst krijgt een mail."
    gevaar = True

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.annuleer(sessie=self.zaak, door=self.request.user, op=self.nu, **gegevens)

    def meer(self, form: forms.Form) -> dict[str, Any]:
        return {"getroffen": list(self.zaak.inschrijvingen.open().select_related("persoon", "mentor__onderneming"))}


class Aanwezigheid(SessieActie):
    """Presence of one day, made for a thumb: two big buttons per participant."""

    actie = "aanwezigheid_noteren"
    sjabloon = "mentoren/coordinator/aanwezigheid.html"
    knop = "Bewaar de aanwezigheid"
    gelukt = "Gelukt. De aanwezigheid is bewaard."
    dag: Sessiedag

    def bereid_voor(self) -> None:
        super().bereid_voor()
        dag = next((dag for dag in self.zaak.dagen.all() if dag.nummer == self.kwargs["nummer"]), None)
        if dag is None:
            raise Http404
        self.dag = dag
        self.titel = f"Wie was er op dag {dag.nummer}?"

    def maak_form(self, *data: Any) -> forms.Form:
        wie = [rij for rij in deelnemers(self.zaak) if rij.toestand == Inschrijfstand.INGESCHREVEN]
        return AanwezigheidForm(*data, deelnemers=wie, dag=self.dag)

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        voltooien.noteer_aanwezigheid(
            sessie=self.zaak, dag=self.dag, aanwezig=gegevens["aanwezig"], door=self.request.user, op=self.nu
        )

    def vast(self) -> dict[str, Any]:
        return super().vast() | {"dag": self.dag}


class Afronden(SessieActie):
    """Shows who completes the course and who does not before the button that cannot be undone."""

    actie = "afronden"
    sjabloon = "mentoren/coordinator/afronden.html"
    titel = "Rond de sessie af"
    knop = "Rond af en geef de attesten"
    gelukt = "Gelukt. De sessie is afgerond. Wie beide dagen aanwezig was, krijgt een attest."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        voltooien.afronden(sessie=self.zaak, door=self.request.user, op=self.nu)

    def meer(self, form: forms.Form) -> dict[str, Any]:
        nummers = {dag.pk: dag.nummer for dag in self.zaak.dagen.all()}
        uitkomst: dict[bool, list[Inschrijving]] = {True: [], False: []}
        for rij in deelnemers(self.zaak):
            aanwezig = {nummers[deel.dag_id]: deel.aanwezig for deel in rij.aanwezigheden.all()}
            uitkomst[is_voltooid(aanwezig)].append(rij)
        return {"wel": uitkomst[True], "niet": uitkomst[False]}


@method_decorator(vereist_coordinator, name="dispatch")
class Rechtzetten(Actie):
    """Somebody was noted absent by mistake, in a session that is closed."""

    zaak: Inschrijving
    actie = "rechtzetten"
    form_class = RechtzetForm
    sjabloon = "mentoren/coordinator/actie.html"
    uitleg = "De mentor krijgt alsnog een attest. De termijn voor de mentoropleiding is daarmee gehaald."
    knop = "Zet recht en geef het attest"
    gelukt = "Gelukt. De mentoropleiding telt nu. Het attest wordt gemaakt."

    def bereid_voor(self) -> None:
        self.zaak = haal_inschrijving(self.request.user, self.kwargs["pk"])
        self.titel = f"{self.zaak.persoon} was er toch beide dagen"

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        voltooien.rechtzetten(inschrijving=self.zaak, door=self.request.user, op=self.nu, **gegevens)

    def terug_url(self) -> str:
        return reverse("mentoropleiding:sessie_beheer", args=[self.zaak.sessie_id])

    def vast(self) -> dict[str, Any]:
        return {"sessie": self.zaak.sessie}
