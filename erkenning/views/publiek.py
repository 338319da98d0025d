"""The public overview of recognised leerwerkplekken: list, map and detail (rules.md §3.3, ux.md §3.1)."""

from typing import Any
from urllib.parse import quote_plus, urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.organisaties import regios
from educam_portal.organisaties.catalogus import zoek_opleidingen

from .. import overzicht

PER_BLADZIJDE = 25


class LeerwerkplekPaginator(BegrensdePaginator):
    """Says in words how many there are."""

    @property
    def aantal_tekst(self) -> str:
        if self.geteld > self.hoogstens:
            return f"meer dan {self.hoogstens:,} leerwerkplekken".replace(",", ".")
        return f"{self.count or 'geen'} leerwerkplek{'' if self.count == 1 else 'ken'}"


class ZoekForm(forms.Form):
    """The filters of the list; every one may stay empty."""

    q = forms.CharField(label="Naam, gemeente of postcode", required=False, max_length=80, strip=True)
    bij = forms.CharField(
        label=f"Binnen {overzicht.STRAAL_KM} km van gemeente",
        required=False,
        max_length=60,
    )
    opleiding = forms.ChoiceField(label="Opleiding", required=False)
    gebied = forms.ChoiceField(label="Provincie of Brussel", required=False)

    def __init__(self, *args: Any, stand: overzicht.Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stand = stand
        opleidingen = sorted((titel, code) for code, (_, titel) in stand.opleidingen.items())
        self.fields["opleiding"].choices = [("", "Alle opleidingen"), *((code, titel) for titel, code in opleidingen)]
        self.fields["gebied"].choices = [("", "Overal"), *((gebied, gebied) for gebied in stand.gebieden)]
        self.fields["q"].widget.attrs["class"] = self.fields["bij"].widget.attrs["class"] = "form-control"
        self.fields["bij"].widget.attrs["list"] = "gemeenten"
        for naam in ("opleiding", "gebied"):
            self.fields[naam].widget.attrs["class"] = "form-select"
            self.fields[naam].error_messages["invalid_choice"] = "Kies een mogelijkheid uit de lijst."

    def clean_bij(self) -> overzicht.Plek | None:
        tekst = self.cleaned_data["bij"]
        if not tekst:
            return None
        plek = overzicht.gemeente_van(tekst, self.stand)
        if plek is None:
            raise forms.ValidationError(
                "We kennen deze gemeente niet. Vul een gemeente of postcode in Vlaanderen of Brussel in, "
                "bijvoorbeeld Aalst of 9300."
            )
        return plek

    def vraag(self) -> overzicht.Zoekvraag:
        """The question without the answers that were not understood."""
        schoon = self.cleaned_data
        plek = schoon.get("bij")
        return overzicht.Zoekvraag(
            q=schoon.get("q", ""),
            opleiding=schoon.get("opleiding", ""),
            gebied=schoon.get("gebied", ""),
            bij=plek.nis if plek else "",
        )


def lijst(request: HttpRequest) -> HttpResponse:
    """Every vestiging recognised today, searchable; the filters stand in the address."""
    stand = overzicht.stand()
    form = ZoekForm(request.GET, stand=stand)
    geldig = form.is_valid()
    vraag = form.vraag()
    pagina = LeerwerkplekPaginator(overzicht.zoek_vestigingen(vraag, stand), PER_BLADZIJDE).get_page(
        request.GET.get("pagina")
    )
    erkenningen = [e for vestiging in pagina.object_list for e in vestiging.geldige_erkenningen]
    vrij = overzicht.vrije_plaatsen_per(erkenningen)
    for erkenning in erkenningen:
        erkenning.vrij = vrij[erkenning.pk]
    punten = overzicht.aantallen_per_gemeente(vraag, stand)
    velden = _velden(vraag, stand)
    zoekt_naam = bool(vraag.q) and stand.zoek_gemeente(vraag.q) is None
    context = {
        "form": form,
        "vraag": vraag,
        "pagina": pagina,
        "chips": _chips(form, velden),
        "alles_url": reverse("publiek:leerwerkplekken"),
        "ruimer": _ruimer(vraag, velden, stand) if not pagina.object_list else [],
        "punten": _punten(punten, velden),
        "zoekt_naam": zoekt_naam,
        "gemeenten": [plek.naam for plek in stand.plekken.values()],
    }
    return render(request, "publiek/leerwerkplekken.html", context, status=200 if geldig else 422)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One recognised vestiging; 404 as soon as nothing of it is recognised today."""
    gevonden = overzicht.zoek_vestigingen(overzicht.Zoekvraag(), overzicht.stand()).filter(pk=pk)
    vestiging = gevonden.select_related("gemeente", "regio").first()
    if vestiging is None:
        raise Http404
    vrij = overzicht.vrije_plaatsen_per(vestiging.geldige_erkenningen)
    for erkenning in vestiging.geldige_erkenningen:
        erkenning.vrij = vrij[erkenning.pk]
    gemeente = vestiging.gemeente
    plek = overzicht.Plek(gemeente.nis, gemeente.naam, gemeente.gebied, gemeente.lat, gemeente.lon)
    context = {
        "vestiging": vestiging,
        "kaart": regios.contactkaart(vestiging.regio, timezone.localdate()),
        "punten": [{"plek": plek, "aantal": 1, "url": ""}],
    }
    return render(request, "publiek/leerwerkplek.html", context)


def _velden(vraag: overzicht.Zoekvraag, stand: overzicht.Stand) -> dict[str, str]:
    plek = stand.plekken.get(vraag.bij)
    return {"q": vraag.q, "bij": plek.naam if plek else "", "opleiding": vraag.opleiding, "gebied": vraag.gebied}


def _url(velden: dict[str, str]) -> str:
    gevuld = {naam: waarde for naam, waarde in velden.items() if waarde}
    basis = reverse("publiek:leerwerkplekken")
    return f"{basis}?{urlencode(gevuld)}" if gevuld else basis


def _punten(aantallen: dict[overzicht.Plek, int], velden: dict[str, str]) -> list[dict[str, Any]]:
    """The dots of the map, each with the address of the same search in its gemeente."""
    rest = _url({"opleiding": velden["opleiding"]})
    begin = f"{rest}{'&' if '?' in rest else '?'}q="
    return [{"plek": plek, "aantal": n, "url": f"{begin}{quote_plus(plek.naam)}"} for plek, n in aantallen.items()]


def _chips(form: ZoekForm, velden: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are on, each with the address of the same search without it."""
    teksten = {
        "q": f"“{velden['q']}”",
        "bij": f"binnen {overzicht.STRAAL_KM} km van {velden['bij']}",
        "opleiding": dict(form.fields["opleiding"].choices).get(velden["opleiding"], ""),
        "gebied": velden["gebied"],
    }
    return [{"label": teksten[naam], "url": _url({**velden, naam: ""})} for naam, waarde in velden.items() if waarde]


def _ruimer(vraag: overzicht.Zoekvraag, velden: dict[str, str], stand: overzicht.Stand) -> list[dict[str, str]]:
    """Wider searches for who finds nothing: an opleiding of that name, around the place, its gebied, everything."""
    plek = overzicht.gemeente_van(vraag.q, stand) if vraag.q else None
    keuzes = []
    if vraag.q and not plek and not vraag.opleiding:
        bekend = [o for o in zoek_opleidingen(vraag.q, timezone.localdate()) if o.code in stand.opleidingen]
        keuzes += [(f"opleiding {o.titel}", {**velden, "q": "", "opleiding": o.code}) for o in bekend[:3]]
    if plek and not vraag.bij:
        keuzes.append((f"{overzicht.STRAAL_KM} km rond {plek.naam}", {**velden, "q": "", "bij": plek.naam}))
    plek = plek or stand.plekken.get(vraag.bij)
    if plek and vraag.gebied != plek.gebied:
        keuzes.append((f"heel {plek.gebied}", {**velden, "q": "", "bij": "", "gebied": plek.gebied}))
    if vraag.opleiding and (vraag.q or vraag.bij or vraag.gebied):
        keuzes.append(("alle opleidingen", {**velden, "opleiding": ""}))
    keuzes.append(("alle leerwerkplekken", {}))
    return [{"tekst": tekst, "url": _url(nieuw)} for tekst, nieuw in keuzes]
