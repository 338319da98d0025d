"""Drafting: beginning, the task list, checking, and one page per step (ux.md §3.5)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from educam_portal.accounts.toegang import Verzoek, vereist_school
from educam_portal.organisaties.nummers import toon_telefoon
from erkenning import overzicht

from ... import stappen
from ...forms.acties import LerendeKeuzeForm
from ...forms.concept import ConceptForm, EvaluatieForm, LeerwerkplekForm, MentorForm, PlanForm, VergoedingForm
from ...forms.periode import PeriodeForm
from ...kosten import kostenblad, vraag_van
from ...models import Lerende, Overeenkomst, Plancompetentie
from ...oordeel import beoordeel, waarschuwingen
from ...plekken import erkende_plekken, op_de_kaart
from ...rules import vergoeding
from ...services import concept
from ...stappen import TITELS, VOLGORDE, Stap
from ...toestanden import Antwoord, Toestand
from .basis import haal, probeer, samengevat, toon, uren_van


@vereist_school
def nieuw(request: Verzoek) -> HttpResponse:
    """For whom? Who has no lerenden yet adds one first."""
    lerenden = Lerende.objects.for_user(request.user).filter(weg_op=None)
    if not lerenden.exists():
        messages.info(request, "Voeg eerst de lerende toe.")
        return redirect("school:lerende_nieuw")
    vast = {"lerende": request.GET.get("lerende", "")}
    form = LerendeKeuzeForm(request.POST or None, lerenden=lerenden, initial=vast)
    gemaakt: list[Overeenkomst] = []
    if form.is_valid() and probeer(
        form,
        lambda: gemaakt.append(
            concept.begin(lerende=form.cleaned_data["lerende"], door=request.user, op=timezone.now())
        ),
    ):
        return redirect("school:overeenkomst", ref=gemaakt[0].referentie)
    return toon(request, "nieuw", {"form": form}, form)


@vereist_school
def takenlijst(request: Verzoek, ref: str) -> HttpResponse:
    """What is left to fill in; once it is no draft any more, its own page."""
    rij = haal(request, ref)
    if rij.toestand != Toestand.CONCEPT:
        return redirect(rij)
    klaar = [stap for stap in VOLGORDE if stappen.klaar(rij, stap)]
    taken = [_taak(rij, stap, klaar) for stap in VOLGORDE]
    lerende = {
        "titel": f"Gegevens van {rij.lerende}",
        "status": "klaar" if rij.lerende.persoonsnummer_id else "nog_te_doen",
        "url": f"{reverse('school:lerende', args=[rij.lerende_id])}?van={rij.referentie}",
        "hint": "" if rij.lerende.persoonsnummer_id else "Het rijksregisternummer is nodig om te versturen.",
    }
    alles = len(klaar) == len(VOLGORDE)
    nakijken = {
        "titel": "Nakijken en versturen",
        "status": "nog_te_doen" if alles else "kan_nog_niet",
        "url": reverse("school:nakijken", args=[rij.referentie]),
        "hint": "" if alles else "Je mag al nakijken.",
    }
    context = {
        "overeenkomst": rij,
        "groepen": [
            {"titel": "Wie en waar", "taken": [lerende, *taken[:2]]},
            {"titel": "Wat jullie afspreken", "taken": taken[2:]},
            {"titel": "Versturen", "taken": [nakijken]},
        ],
        "aantal_klaar": len(klaar),
        "aantal": len(VOLGORDE),
    }
    return toon(request, "takenlijst", context)


def _taak(rij: Overeenkomst, stap: Stap, klaar: list[Stap]) -> dict[str, str]:
    eerst = stappen.EERST.get(stap)
    dicht = eerst is not None and eerst not in klaar
    return {
        "titel": TITELS[stap],
        "status": "klaar" if stap in klaar else "kan_nog_niet" if dicht else "nog_te_doen",
        "url": "" if dicht else reverse(f"school:{stap}", args=[rij.referentie]),
        "hint": f"Vul eerst “{TITELS[eerst]}” in." if dicht and eerst else "",
    }


# Where somebody makes right what was refused: code of the judgement → step.
UITWEG = {
    "periode": Stap.PERIODE, "duur": Stap.PERIODE, "uren": Stap.PERIODE, "overlap": Stap.PERIODE,
    "rooster": Stap.PERIODE, "leeftijd": Stap.PERIODE, "registratie": Stap.PERIODE, "erkenning": Stap.LEERWERKPLEK,
    "erkenning_eindigt": Stap.LEERWERKPLEK, "plaatsen": Stap.LEERWERKPLEK, "mentor": Stap.MENTOR,
    "mentor_druk": Stap.MENTOR, "mentor_opleiding": Stap.MENTOR, "plan": Stap.PLAN, "vergoeding": Stap.VERGOEDING,
}  # fmt: skip


@vereist_school
def nakijken(request: Verzoek, ref: str) -> HttpResponse:
    """Everything that is refused or warned of, each with its way out, and the two buttons that send it on."""
    rij = haal(request, ref)
    if rij.toestand != Toestand.CONCEPT:
        return redirect(rij)
    prefetch_related_objects([rij], "competenties", "evaluaties")
    oordeel = beoordeel(rij, timezone.now())
    context = {
        "overeenkomst": rij,
        "geweigerd": [(bezwaar, _url(rij, bezwaar.code)) for bezwaar in oordeel.weigeringen],
        "gewaarschuwd": [(bezwaar, _url(rij, bezwaar.code)) for bezwaar in oordeel.waarschuwingen],
        "kaarten": _samenvatting(rij),
        **kostenblad(vraag_van(rij)),
        "mag_voorleggen": rij.mentor_id is not None and stappen.klaar(rij, Stap.PLAN) and not rij.plan_beantwoord_op,
    }
    return toon(request, "nakijken", context)


def _url(rij: Overeenkomst, code: str) -> str:
    if code == "vertegenwoordiger":
        return f"{reverse('school:lerende', args=[rij.lerende_id])}?van={rij.referentie}"
    stap = UITWEG.get(code)
    if stap is None or not stappen.te_openen(rij, stap):
        return reverse("school:overeenkomst", args=[rij.referentie])
    return reverse(f"school:{stap}", args=[rij.referentie])


def _competentie(regel: Plancompetentie) -> str:
    """With what the mentor said of it: who sends it, has read a "nee" or "anders" (rules.md §5)."""
    zin = f"{regel} ({regel.get_plek_display().lower()})"
    if regel.antwoord == Antwoord.OPEN:
        return zin
    return f"{zin}. De mentor zegt: {regel.get_antwoord_display().lower()}. {regel.toelichting}".strip()


def _loon(rij: Overeenkomst) -> str:
    if rij.vergoeding is None:
        return ""
    per = "maand" if rij.soort in vergoeding.PER_MAAND else "uur"
    return f"{rij.vergoeding:.2f} euro per {per}".replace(".", ",")


def _samenvatting(rij: Overeenkomst) -> list[dict[str, Any]]:
    """What was filled in, per step."""
    velden = {
        Stap.LEERWERKPLEK: [("Leerwerkplek", rij.vestiging), ("Opleiding", rij.opleiding)],
        Stap.MENTOR: [("Mentor", rij.mentor)],
        Stap.PERIODE: [
            ("Soort", rij.get_soort_display()),
            ("Eerste dag", rij.start and f"{rij.start:%d/%m/%Y}"),
            ("Laatste dag", rij.einde and f"{rij.einde:%d/%m/%Y}"),
            ("Uren", uren_van(rij)),
        ],
        Stap.PLAN: [
            ("Competenties", [_competentie(c) for c in rij.competenties.all()]),
        ],
        Stap.VERGOEDING: [("Leervergoeding", _loon(rij))],
        Stap.EVALUATIE: [
            ("Evaluaties", [f"{e.gepland_op:%d/%m/%Y}" for e in rij.evaluaties.all()]),
            ("Hoe", rij.evaluatievorm),
            ("In de schoolvakanties", f"{rij.vakantiecontact} {toon_telefoon(rij.vakantietelefoon)}".strip()),
        ],
    }
    return [
        {
            "titel": TITELS[stap],
            "rijen": samengevat(regels),
            "url": reverse(f"school:{stap}", args=[rij.referentie]),
        }
        for stap, regels in velden.items()
    ]


class StapView(View):
    """One step: fetch in scope, form, save, on to the next. A page that is open twice refuses the older save."""

    stap: Stap
    form_class: type[ConceptForm]
    sjabloon = "stap"
    uitleg = ""

    def dispatch(self, request, *args: Any, ref: str, **kwargs: Any):
        self.rij = haal(request, ref)
        if request.method != "POST" and not self.rij.mag(request.user, "wijzigen"):
            return redirect(self.rij)
        return self.overslaan() or super().dispatch(request, *args, **kwargs)

    def overslaan(self) -> HttpResponse | None:
        """Where to go instead when this step cannot be filled in yet."""
        if stappen.te_openen(self.rij, self.stap):
            return None
        messages.info(self.request, f"Vul eerst “{TITELS[stappen.EERST[self.stap]]}” in.")
        return redirect(f"school:{stappen.EERST[self.stap]}", ref=self.rij.referentie)

    def get(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.toon(self.maak_form())

    def post(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.maak_form(request.POST)
        if form.is_valid() and probeer(form, lambda: self.bewaar(form)):
            return self.verder()
        return self.toon(form)

    def maak_form(self, *data: Any) -> ConceptForm:
        return self.form_class(*data, overeenkomst=self.rij)

    def velden(self, form: Any) -> dict[str, Any]:
        return form.velden()

    def bewaar(self, form: Any) -> None:
        concept.bewaar(overeenkomst=self.rij, velden=self.velden(form), **self.hoe(form))

    def hoe(self, form: ConceptForm) -> dict[str, Any]:
        versie = form.cleaned_data["versie"]
        return {"versie": -1 if versie is None else versie, "door": self.request.user, "op": timezone.now()}

    def verder(self) -> HttpResponse:
        ref = self.rij.referentie
        if "blijf" in self.request.POST:
            messages.success(self.request, "Bewaard.")
            return redirect(f"school:{self.stap}", ref=ref)
        if "later" in self.request.POST:
            messages.success(self.request, "Bewaard. Je kan later verder gaan.")
            return redirect("school:overeenkomst", ref=ref)
        volgende = stappen.volgende(self.stap)
        vers = Overeenkomst.objects.get(pk=self.rij.pk)
        if volgende and stappen.te_openen(vers, volgende):
            return redirect(f"school:{volgende}", ref=ref)
        return redirect("school:overeenkomst" if volgende else "school:nakijken", ref=ref)

    def meer(self, form: Any) -> dict[str, Any]:
        return {}

    def toon(self, form: ConceptForm) -> HttpResponse:
        volgende = stappen.volgende(self.stap)
        context = {
            "overeenkomst": self.rij,
            "form": form,
            "nummer": VOLGORDE.index(self.stap) + 1,
            "totaal": len(VOLGORDE),
            "staptitel": TITELS[self.stap],
            "hierna": TITELS[volgende] if volgende else "Nakijken en versturen",
            "uitleg": self.uitleg,
        }
        return toon(self.request, self.sjabloon, context | self.meer(form), form)


class Leerwerkplek(StapView):
    """Recognised places for the opleiding, nearest to the school or to the gemeente that was asked."""

    stap = Stap.LEERWERKPLEK
    form_class = LeerwerkplekForm
    sjabloon = "leerwerkplek"

    def maak_form(self, *data: Any) -> ConceptForm:
        stand = overzicht.stand()
        self.zoek = self.request.GET.get("q", "").replace("\0", "").strip()[:80]
        self.plaats = self.request.GET.get("bij", "").replace("\0", "").strip()[:60]
        gevonden = overzicht.gemeente_van(self.plaats, stand) if self.plaats else None
        bij = gevonden or self.rij.school.gemeente
        self.midden = str(gevonden.naam if gevonden else self.rij.school.gemeente or "")
        self.onbekend = bool(self.plaats) and gevonden is None
        plekken = erkende_plekken(self.rij.opleiding, timezone.localdate(), bij, self.zoek)
        self.aantal = len(plekken)
        # A dot asks for its gemeente; the list beside it is the way without a map.
        self.punten = [
            {"plek": gemeente, "aantal": aantal, "url": f"?{urlencode({'q': gemeente.naam})}"}
            for gemeente, aantal in op_de_kaart(plekken)
        ]
        return LeerwerkplekForm(*data, overeenkomst=self.rij, plekken=plekken)

    def velden(self, form: Any) -> dict[str, Any]:
        plek = form.cleaned_data["gekozen"]
        # Another place has other mentoren.
        return {"vestiging": plek} | ({} if plek.pk == self.rij.vestiging_id else {"mentor": None})

    def meer(self, form: Any) -> dict[str, Any]:
        return {
            "zoek": self.zoek, "plaats": self.plaats, "midden": self.midden, "onbekend": self.onbekend,
            "aantal": self.aantal, "punten": self.punten,
        }  # fmt: skip


class Mentorstap(StapView):
    stap = Stap.MENTOR
    form_class = MentorForm
    uitleg = "Je kiest uit de mentoren die op deze leerwerkplek aangeduid zijn voor deze opleiding."

    def velden(self, form: Any) -> dict[str, Any]:
        return {"mentor": form.cleaned_data["mentor"]}


class Periode(StapView):
    stap = Stap.PERIODE
    form_class = PeriodeForm
    sjabloon = "periode"

    def post(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.reken() if "reken" in request.POST else super().post(request, *args, **kwargs)

    def reken(self) -> HttpResponse:
        """What the hours on the screen come to, while they are typed; nothing is kept."""
        form = self.maak_form(self.request.POST)
        form.is_valid()
        klopt = "rooster" in form.cleaned_data
        for veld, waarde in form.velden().items():
            setattr(self.rij, veld, waarde)
        return render(self.request, "overeenkomsten/school/gemiddelde.html", self.meer(form) if klopt else {"som": ""})

    def meer(self, form: Any) -> dict[str, Any]:
        return {
            "som": uren_van(self.rij),
            "opmerkingen": [b for b in waarschuwingen(self.rij, timezone.now()) if b.code in ("rooster", "leeftijd")],
        }


class Plan(StapView):
    stap = Stap.PLAN
    form_class = PlanForm
    sjabloon = "plan"

    def bewaar(self, form: Any) -> None:
        concept.bewaar_plan(overeenkomst=self.rij, regels=form.regels(), **self.hoe(form))

    def meer(self, form: Any) -> dict[str, Any]:
        return {
            "uit_catalogus": [form[f"activiteit_{activiteit.pk}"] for activiteit in form.activiteiten],
            "eigen": [(form[f"eigen_{nummer}"], form[f"eigen_plek_{nummer}"]) for nummer in form.eigen],
        }


class Vergoeding(StapView):
    stap = Stap.VERGOEDING
    form_class = VergoedingForm
    sjabloon = "vergoeding"

    def meer(self, form: Any) -> dict[str, Any]:
        return kostenblad(vraag_van(self.rij))

    def overslaan(self) -> HttpResponse | None:
        if self.rij.soort not in vergoeding.ONBETAALD:
            return super().overslaan()
        messages.info(self.request, f"Bij een {self.rij.soort} hoort geen leervergoeding.")
        return redirect("school:evaluatie", ref=self.rij.referentie)


class Evaluatie(StapView):
    stap = Stap.EVALUATIE
    form_class = EvaluatieForm
    uitleg = "Plan de evaluaties nu al. De laatste is de eindevaluatie."

    @transaction.atomic
    def bewaar(self, form: Any) -> None:
        rij = concept.bewaar(overeenkomst=self.rij, velden=form.velden(), **self.hoe(form))
        concept.plan_evaluaties(overeenkomst=rij, datums=form.datums(), **self.hoe(form) | {"versie": rij.versie})
