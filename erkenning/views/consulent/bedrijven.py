"""The ondernemingen of one's regions, who speaks for them, and who asks to join (rules.md §2)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdeTelling, GeteldePaginator, aantal, toon_aantal
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, User
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Onderneming, Toegangsverzoek, Vestiging
from educam_portal.organisaties.services import ondernemingen as diensten
from educam_portal.termijnen.klokken import open_vervaldag
from mentoren.models import Mentor
from mentoren.stand import Opleidingsstand, met_opleiding, standen

from ...forms.consulent import BevestigForm, ToegangForm
from ...models import Aanvraag, Erkenning, Maatregel
from ...services.mentorwissel import MENTOR_VERVANGEN
from ...tijdbalk import tijdbalk
from ...toestanden import LOPEND
from ...werklijst import behandelbaar

PER_BLADZIJDE = 50
GROEPEN = {"alle": "Alle", "te_bevestigen": "Nog te bevestigen", "erkend": "Met een erkenning"}


def eigen_vestigingen(user: User) -> QuerySet[Vestiging]:
    """The vestigingen in the user's regions; all of them for a coördinator."""
    rijen = Vestiging.objects.for_user(user)
    if user.is_coordinator:
        return rijen
    return rijen.filter(regio__organisatie__in=user.organisaties_als(Rol.CONSULENT))


def eigen_ondernemingen(user: User) -> QuerySet[Onderneming]:
    """The ondernemingen with a vestiging there; all of them for a coördinator (rules.md §2)."""
    if user.is_coordinator:
        return Onderneming.objects.for_user(user)
    return Onderneming.objects.filter(Exists(eigen_vestigingen(user).filter(onderneming=OuterRef("pk"))))


def _in_groep(rijen: QuerySet[Onderneming], groep: str) -> QuerySet[Onderneming]:
    if groep == "te_bevestigen":
        return rijen.filter(status=Onderneming.Status.TE_BEVESTIGEN)
    if groep == "erkend":
        return rijen.filter(Exists(Erkenning.objects.geldig().filter(vestiging__onderneming=OuterRef("pk"))))
    return rijen


def _zoek(rijen: QuerySet[Onderneming], vraag: str) -> QuerySet[Onderneming]:
    if nummer := nummers.schoon_onderneming(vraag):
        return rijen.filter(nummer=nummer)
    return rijen.filter(Q(naam__icontains=vraag) | Q(nummer__startswith=vraag)) if vraag else rijen


@vereist_consulent
def bedrijven(request: HttpRequest) -> HttpResponse:
    """Search, one group at a time, by name; ten queries at most."""
    vraag = request.GET.get("q", "").strip()[:80]
    groep = request.GET.get("groep", "alle")
    groep = groep if groep in GROEPEN else "alle"
    rijen = _zoek(eigen_ondernemingen(request.user), vraag)
    tellingen = [BegrensdeTelling(_in_groep(rijen, sleutel)) for sleutel in GROEPEN]
    geteld = User.objects.filter(pk=request.user.pk).values_list(*tellingen).get()
    aantallen = dict(zip(GROEPEN, geteld, strict=True))
    lijst = (
        _in_groep(rijen, groep)
        .annotate(
            lopend=aantal(Aanvraag.objects.filter(toestand__in=LOPEND), "onderneming"),
            erkend=aantal(Erkenning.objects.geldig(), "vestiging__onderneming"),
            verzoeken=aantal(Toegangsverzoek.objects.filter(status="open"), "onderneming"),
        )
        .prefetch_related(
            Prefetch(
                "vestigingen", eigen_vestigingen(request.user).select_related("gemeente"), to_attr="eigen_vestigingen"
            )
        )
        .order_by("naam", "pk")
    )
    pagina = GeteldePaginator(lijst, PER_BLADZIJDE, aantal=aantallen[groep]).get_page(request.GET.get("pagina"))
    return render(
        request,
        "erkenning/consulent/bedrijven.html",
        {
            "pagina": pagina,
            "vraag": vraag,
            "groep": groep,
            "tabs": [_tab(request, sleutel, groep, aantallen) for sleutel in GROEPEN],
        },
    )


def _tab(request: HttpRequest, sleutel: str, actief: str, aantallen: dict[str, int]) -> dict[str, Any]:
    adres = request.GET.copy()
    adres.pop("pagina", None)
    adres["groep"] = sleutel
    return {
        "label": GROEPEN[sleutel],
        "url": f"?{adres.urlencode()}",
        "aantal": toon_aantal(aantallen[sleutel]),
        "actief": sleutel == actief,
    }


@vereist_consulent
def bedrijf(request: HttpRequest, pk: int) -> HttpResponse:
    """One onderneming: who speaks for it, where it works, what it asked and what it is recognised for."""
    return _bedrijf(request, haal_bedrijf(request.user, pk))


def tabbladen(onderneming: Onderneming, actief: str) -> list[dict[str, Any]]:
    """The two pages of an onderneming."""
    return [
        {"label": label, "url": reverse(f"consulent:{naam}", args=[onderneming.pk]), "actief": naam.endswith(actief)}
        for naam, label in (("bedrijf", "Overzicht"), ("bedrijf_verloop", "Bezoeken en brieven"))
    ]


def haal_bedrijf(user: User, pk: int) -> Onderneming:
    return get_object_or_404(eigen_ondernemingen(user).select_related("organisatie", "bevestigd_door"), pk=pk)


def _bedrijf(
    request: HttpRequest,
    onderneming: Onderneming,
    *,
    form: forms.Form | None = None,
    toegangform: tuple[int, forms.Form] | None = None,
) -> HttpResponse:
    open_verzoeken = list(
        onderneming.toegangsverzoeken.filter(status=Toegangsverzoek.Status.OPEN).select_related("user").order_by("pk")
    )
    for verzoek in open_verzoeken:
        eigen = toegangform is not None and toegangform[0] == verzoek.pk
        verzoek.form = toegangform[1] if toegangform and eigen else ToegangForm(prefix=f"verzoek-{verzoek.pk}")
    # All of them: where an onderneming works and is recognised is public. What lies in another region has no link.
    vestigingen = list(onderneming.vestigingen.select_related("gemeente", "regio").order_by("naam", "pk"))
    regios = request.user.organisaties_als(Rol.CONSULENT)
    bereik = {een.pk for een in vestigingen if request.user.is_coordinator or een.regio.organisatie_id in regios}
    erkenningen = list(
        Erkenning.objects.filter(vestiging__onderneming=onderneming)
        .met_verlenging()
        .annotate(mentor_voor=open_vervaldag(Erkenning, "pk", MENTOR_VERVANGEN))
        .select_related("opleiding", "vestiging__gemeente")
        .order_by("vestiging__naam", "opleiding__titel", "geldig_van", "pk")[:60]
    )
    mentoren, vertrokken = _mentoren(onderneming, request.user)
    fout = form or (toegangform[1] if toegangform else None)
    leden = (
        Lidmaatschap.objects.geldig()
        .filter(organisatie=onderneming.organisatie)
        .select_related("user")
        .order_by("user__naam", "pk")
    )
    return render(
        request,
        "erkenning/consulent/bedrijf.html",
        {
            "onderneming": onderneming,
            "tabs": tabbladen(onderneming, "bedrijf"),
            "mensen": _per_persoon(leden),
            "verzoeken": open_verzoeken,
            "vestigingen": vestigingen,
            "bereik": bereik,
            "aanvragen": list(
                behandelbaar(request.user)
                .filter(onderneming=onderneming)
                .select_related("vestiging__gemeente", "consulent")
                .order_by("-pk")[:20]
            ),
            "balk": tijdbalk(erkenningen, timezone.localdate()),
            "maatregelen": list(Maatregel.objects.gevolgd(request.user).van(onderneming)[:20]),
            "mentoren": mentoren,
            "vertrokken": vertrokken,
            "bevestigform": form or BevestigForm(),
            "form": fout,
        },
        status=422 if fout else 200,
    )


def _per_persoon(leden: Iterable[Lidmaatschap]) -> list[dict[str, Any]]:
    """Each person once, with every role: a gemachtigde has a membership per scope."""
    rollen: dict[User, list[str]] = {}
    for lid in leden:
        bron = "" if lid.bron == Bron.LID else f" ({lid.get_bron_display().lower()})"
        rollen.setdefault(lid.user, []).append(f"{lid.get_rol_display()}{bron}")
    return [{"user": user, "rollen": list(dict.fromkeys(namen))} for user, namen in rollen.items()]


def _mentoren(onderneming: Onderneming, user: User) -> tuple[list[Opleidingsstand], list[Mentor]]:
    """The mentoren who work there now, with their mentoropleiding and where they are designated; and who left."""
    rijen = list(
        met_opleiding(Mentor.objects.filter(onderneming=onderneming)).order_by(
            F("vertrokken_op").desc(nulls_first=True), "persoon__naam", "persoon__voornaam", "pk"
        )[:100]
    )
    blijvers = [mentor for mentor in rijen if mentor.vertrokken_op is None]
    return list(standen(blijvers, user, timezone.now()).values()), [mentor for mentor in rijen if mentor.vertrokken_op]


@vereist_consulent
def bevestigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how one knows who speaks for the onderneming; its aanvragen can then be decided."""
    onderneming = haal_bedrijf(request.user, pk)
    if request.method != "POST":
        return redirect("consulent:bedrijf", pk=pk)
    form = BevestigForm(request.POST)
    if form.is_valid():
        try:
            diensten.bevestig_onderneming(
                onderneming=onderneming, door=request.user, op=timezone.now(), reden=form.cleaned_data["reden"]
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"Gelukt. {onderneming} is bevestigd.")
            return redirect("consulent:bedrijf", pk=pk)
    return _bedrijf(request, onderneming, form=form)


@vereist_consulent
def toegang(request: HttpRequest, pk: int, verzoek: int) -> HttpResponse:
    """Admit somebody who gave the same number, or refuse (rules.md §2)."""
    onderneming = haal_bedrijf(request.user, pk)
    rij = get_object_or_404(onderneming.toegangsverzoeken.all(), pk=verzoek)
    if request.method != "POST":
        return redirect("consulent:bedrijf", pk=pk)
    form = ToegangForm(request.POST, prefix=f"verzoek-{rij.pk}")
    if form.is_valid():
        besluit = form.cleaned_data["besluit"]
        toelaten = besluit != "weigeren"
        try:
            diensten.beslis_toegangsverzoek(
                verzoek=rij,
                door=request.user,
                toelaten=toelaten,
                op=timezone.now(),
                **({"rol": besluit} if toelaten else {}),
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            zin = "De vrager is toegelaten" if toelaten else "De vraag is geweigerd"
            messages.success(request, f"Gelukt. {zin} en krijgt een mail.")
            return redirect("consulent:bedrijf", pk=pk)
    return _bedrijf(request, onderneming, toegangform=(rij.pk, form))
