"""Tags and filters of the design system; every screen is built from these and from `templates/components/`.

`{% load portaal %}`. Each component tag names its parameters here; its template shows the markup. `/demo/vorm/` shows
all of them with examples (demo mode only).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.forms.formsets import BaseFormSet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from educam_portal.overzicht import kleingoed, weergave

register = template.Library()


# --- filters ----------------------------------------------------------------------------------------------------
@register.filter
def nldatum(waarde: date | datetime | None) -> str:
    """`donderdag 3 december 2026`; empty for nothing."""
    return weergave.nldatum(waarde) if waarde else ""


@register.filter
def langedatum(waarde: date | datetime | None) -> str:
    """`3 december 2026`, without the day of the week."""
    return weergave.nldatum(waarde, weekdag=False) if waarde else ""


@register.filter
def kortedatum(waarde: date | datetime | None) -> str:
    """`3 dec.`, with the year when it is another one than this year."""
    return weergave.kortedatum(waarde) if waarde else ""


@register.filter
def uur(waarde: datetime | time | None) -> str:
    """`14.30 uur`."""
    return weergave.uur(waarde) if waarde is not None else ""


@register.filter
def euro(bedrag: Decimal | int | str | None) -> str:
    """`1.000 euro`."""
    return weergave.euro(bedrag) if bedrag not in (None, "") else ""


@register.filter
def telefoon(nummer: str | None) -> str:
    """`0470 12 34 56`, with spaces that do not break: a number stays on one line."""
    return weergave.telefoon(nummer).replace(" ", "\N{NO-BREAK SPACE}") if nummer else ""


@register.filter
def tel_link(nummer: str | None) -> str:
    """`+32470123456`, for `href="tel:…"`."""
    return weergave.tel_link(nummer) if nummer else ""


@register.filter
def breekbaar(adres: str) -> SafeString:
    """An e-mail address that may break after its @ on a narrow screen."""
    return SafeString("@<wbr>".join(conditional_escape(deel) for deel in str(adres).split("@")))


# --- small parts ------------------------------------------------------------------------------------------------
@register.simple_tag
def code_geldig() -> str:
    """`15 minuten`: how long a mailed code works."""
    return f"{settings.CODE_MINUTEN} minuten"


@register.simple_tag
def icoon(naam: str, label: str = "", klasse: str = "") -> SafeString:
    """A drawing from the sprite (`scripts/iconen.txt` names them). With `label` it is read aloud, otherwise hidden."""
    return kleingoed.icoon(naam, label, klasse)


@register.simple_tag
def adres_of_leeg(naam: str, *args: Any) -> str:
    """The address of a URL name, or nothing when that part of the portal is not installed."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def statusbadge(status: Any, kleur: str = "neutraal", icoon: str = "", publiek: str = "werkgever") -> SafeString:
    """A status as icon + word + colour.

    `status`: a text, or an object with `werkgever`, `consulent`, `icoon`, `kleur` (`erkenning.toestanden.Status`), read
    for `publiek`. `kleur`: neutraal, behandeling, wacht, erkend, fout, bezoek or concept.
    """
    if isinstance(status, str):
        return kleingoed.statusbadge(status, kleur, icoon)
    tekst = getattr(status, "werkgever" if publiek == "werkgever" else "consulent")
    return kleingoed.statusbadge(tekst, status.kleur, status.icoon)


@register.simple_tag
def termijnklok(
    vervalt: date | None,
    label: str = "",
    start: date | None = None,
    gepauzeerd: bool = False,
    rest: int | None = None,
    klaar_op: date | None = None,
    kort: bool = False,
    vandaag: date | None = None,
    oranje: int = 4,
    rood: int = 1,
) -> SafeString:
    """The clock (ux.md 3.8): always a date and a label, with a bar when `start` is given.

    `label` says what the date is ("Beslissing vóór"); `kort` = the two-line form for a table cell. See `weergave.klok`.
    """
    stand = weergave.klok(
        vervalt,
        vandaag=vandaag or timezone.localdate(),
        start=start,
        gepauzeerd=gepauzeerd,
        rest=rest,
        klaar_op=klaar_op,
        drempels=(oranje, rood),
    )
    return kleingoed.termijnklok(stand, label, kort=kort)


@register.inclusion_tag("components/melding.html")
def melding(tekst: str, soort: str = "info", titel: str = "") -> dict:
    """A banner. `soort`: success (starts with "Gelukt"), info, warning or error; Django's message levels fit."""
    gelukt = soort == "success" and not titel and not str(tekst).startswith("Gelukt")
    iconen = {"success": "check-circle", "warning": "exclamation-triangle", "error": "exclamation-octagon"}
    kop = "Gelukt" if gelukt else titel
    return {"tekst": tekst, "soort": soort, "titel": kop, "icoon": iconen.get(soort, "info-circle")}


@register.inclusion_tag("components/teruglink.html")
def teruglink(url: str, tekst: str = "Terug") -> dict:
    """The link back, above the title."""
    return {"url": url, "tekst": tekst}


@register.inclusion_tag("components/stapkop.html")
def stapkop(nummer: int, totaal: int, titel: str, volgende: str = "") -> dict:
    """`Stap 2 van 5 — Je mentor. Hierna: Werkplek en uitrusting`."""
    return {"nummer": nummer, "totaal": totaal, "titel": titel, "volgende": volgende}


# --- forms ------------------------------------------------------------------------------------------------------
def _eerste_invoer(veld: BoundField) -> str:
    """The id of the first input of a field: of the first option for a group, of the first part for several inputs."""
    groep = isinstance(veld.field.widget, (RadioSelect, CheckboxSelectMultiple, MultiWidget))
    return f"{veld.auto_id}_0" if groep else veld.id_for_label or veld.auto_id


def _fouten(form: BaseForm) -> list[dict]:
    regels = [{"tekst": fout, "doel": ""} for fout in form.non_field_errors()]
    for veld in form:
        doel = "" if veld.is_hidden else _eerste_invoer(veld)
        regels += [{"tekst": fout, "doel": doel} for fout in veld.errors]
    return regels


@register.inclusion_tag("components/foutenoverzicht.html")
def foutenoverzicht(*formulieren: BaseForm | BaseFormSet | None) -> dict:
    """The error summary for one or more forms or formsets; nothing while there is no error. Takes the focus by script.

    `base.html` shows it already for the context variable `form`.
    """
    regels: list[dict] = []
    for form in formulieren:
        if isinstance(form, BaseFormSet):
            if form.is_bound:
                regels += [{"tekst": fout, "doel": ""} for fout in form.non_form_errors()]
                regels += [regel for onderdeel in form if onderdeel.errors for regel in _fouten(onderdeel)]
        elif form is not None and form.errors:
            regels += _fouten(form)
    return {"fouten": regels}


# --- lists ------------------------------------------------------------------------------------------------------
def _adres_met(context: template.Context, **waarden: str | int) -> str:
    """The query string of this page with some values replaced; empty ones leave."""
    vraag = context["request"].GET.copy()
    for naam, waarde in waarden.items():
        vraag.pop(naam, None)
        if waarde != "":
            vraag[naam] = str(waarde)
    return f"?{vraag.urlencode()}"


@register.inclusion_tag("components/sorteerkop.html", takes_context=True)
def sorteerkop(
    context: template.Context, label: str, veld: str, standaard: str = "", parameter: str = "sorteer"
) -> dict:
    """A sortable `<th>`: a link to this page with `?sorteer=veld` or `-veld`, and `aria-sort` on the active one.

    `standaard` is the order of the list when the address names none.
    """
    nu = context["request"].GET.get(parameter) or standaard
    richting = "ascending" if nu == veld else "descending" if nu == f"-{veld}" else ""
    nieuw = f"-{veld}" if nu == veld else veld
    return {"label": label, "richting": richting, "url": _adres_met(context, **{parameter: nieuw, "pagina": ""})}


@register.inclusion_tag("components/paginering.html", takes_context=True)
def paginering(context: template.Context, pagina: Page, wat: str = "resultaten", maximum: int = 1000) -> dict:
    """Previous / next and where you are. From `maximum` rows on the total reads `1.000+`."""
    totaal = pagina.paginator.count
    tekst = f"{maximum:,}+".replace(",", ".") if totaal >= maximum else f"{totaal}"
    return {
        "pagina": pagina,
        "wat": wat,
        "totaal": tekst,
        "vorige": _adres_met(context, pagina=pagina.previous_page_number()) if pagina.has_previous() else "",
        "volgende": _adres_met(context, pagina=pagina.next_page_number()) if pagina.has_next() else "",
    }


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str = "Onderdelen") -> dict:
    """Links that look like tabs. Item: `label`, `url`, `actief` (bool), and if wanted `aantal` (number or text)."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/leeg.html")
def leeg(titel: str, tekst: str = "", url: str = "", knop: str = "", icoon: str = "inbox") -> dict:
    """An empty list that says what to do next."""
    return {"titel": titel, "tekst": tekst, "url": url, "knop": knop, "icoon": icoon}
