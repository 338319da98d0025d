"""The public overview of who offers which opleiding: schools, Syntra centres and CVO's, list and map (rules.md §2)."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.organisaties.gebieden import REGIO_VAN_GEBIED
from educam_portal.organisaties.models import Aanbod, Gemeente, Opleiding, School

PER_BLADZIJDE = 25


class AanbiederForm(forms.Form):
    """The filters of the list; every one may stay empty."""

    q = forms.CharField(label="Naam, gemeente of postcode", required=False, max_length=80)
    soort = forms.ChoiceField(label="School of centrum", required=False, choices=[("", "Alle"), *School.Soort.choices])
    opleiding = forms.ChoiceField(label="Opleiding", required=False)
    gebied = forms.ChoiceField(
        label="Provincie of Brussel", required=False, choices=[("", "Overal"), *((g, g) for g in REGIO_VAN_GEBIED)]
    )

    def __init__(self, *args: Any, opleidingen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opleiding"] = forms.ChoiceField(
            label="Opleiding", required=False, choices=[("", "Alle opleidingen"), *opleidingen]
        )
        self.fields["q"].widget.attrs["class"] = "form-control"
        for naam in ("soort", "opleiding", "gebied"):
            self.fields[naam].widget.attrs["class"] = "form-select"
            self.fields[naam].error_messages["invalid_choice"] = "Kies een mogelijkheid uit de lijst."

    def vraag(self) -> dict[str, str]:
        """The filters that were understood."""
        return {naam: self.cleaned_data.get(naam, "") for naam in ("q", "soort", "opleiding", "gebied")}


def lijst(request: HttpRequest) -> HttpResponse:
    """Who offers something today, searchable; the filters stand in the address."""
    nu = Aanbod.objects.geldig(timezone.localdate())
    aangeboden = Opleiding.objects.filter(pk__in=nu.values("opleiding")).order_by("titel").values_list("code", "titel")
    form = AanbiederForm(request.GET, opleidingen=list(aangeboden))
    geldig = form.is_valid()
    vraag = form.vraag()
    scholen = _scholen(vraag, nu)
    bladen = BegrensdePaginator(
        scholen.select_related("gemeente").prefetch_related(
            Prefetch("aanbod", nu.select_related("opleiding").order_by("opleiding__titel"), to_attr="aanbod_nu")
        ),
        PER_BLADZIJDE,
    )
    context = {
        "form": form,
        "vraag": vraag,
        "pagina": bladen.get_page(request.GET.get("pagina")),
        "chips": _chips(form, vraag),
        "alles_url": reverse("publiek:aanbieders"),
        "punten": _punten(scholen, vraag),
    }
    return render(request, "publiek/aanbieders.html", context, status=200 if geldig else 422)


def _scholen(vraag: dict[str, str], nu: Any) -> Any:
    """Schools that offer something today and fit the filters, by name."""
    aanbod = nu.filter(school=OuterRef("pk"))
    if vraag["opleiding"]:
        aanbod = aanbod.filter(opleiding__code=vraag["opleiding"])
    scholen = School.objects.filter(Exists(aanbod)).order_by("naam", "pk")
    if vraag["q"]:
        q = vraag["q"]
        scholen = scholen.filter(Q(naam__icontains=q) | Q(gemeente__naam__icontains=q) | Q(postcode=q))
    if vraag["soort"]:
        scholen = scholen.filter(soort=vraag["soort"])
    if vraag["gebied"]:
        scholen = scholen.filter(gemeente__gebied=vraag["gebied"])
    return scholen


def _punten(scholen: Any, vraag: dict[str, str]) -> list[dict[str, Any]]:
    """The dots of the map, each with the address of the same search in its gemeente."""
    binnen = School.objects.filter(pk__in=scholen.order_by().values("pk"))
    gemeenten = Gemeente.objects.filter(scholen__in=binnen).annotate(aantal=Count("scholen")).order_by("naam")
    return [
        {"plek": gemeente, "aantal": gemeente.aantal, "url": _url({**vraag, "q": gemeente.naam})}
        for gemeente in gemeenten
    ]


def _chips(form: AanbiederForm, vraag: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are on, each with the address of the same search without it."""
    teksten = {"q": f"“{vraag['q']}”"}
    for naam in ("soort", "opleiding", "gebied"):
        veld = form.fields[naam]
        teksten[naam] = dict(veld.choices).get(vraag[naam], "") if isinstance(veld, forms.ChoiceField) else ""
    return [{"label": teksten[naam], "url": _url({**vraag, naam: ""})} for naam, waarde in vraag.items() if waarde]


def _url(vraag: dict[str, str]) -> str:
    gevuld = {naam: waarde for naam, waarde in vraag.items() if waarde}
    basis = reverse("publiek:aanbieders")
    return f"{basis}?{urlencode(gevuld)}" if gevuld else basis
