"""The larger components: task list, summary, timeline, progress, upload slot, panels. `{% load onderdelen %}`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

TAAK_STATUS = {
    "nog_te_doen": "Nog te doen",
    "bezig": "Bezig",
    "klaar": "Klaar",
    "kan_nog_niet": "Kan nog niet",
    "fout": "Er is een probleem",
}


@register.inclusion_tag("components/takenlijst.html")
def takenlijst(groepen: Iterable[Mapping[str, Any]]) -> dict:
    """A task list; the whole row is the link.

    Group: `titel`, `taken`. Task: `titel`, `status` (key of TAAK_STATUS), `url` (empty when it cannot be done yet),
    and if wanted `hint` (one short sentence).
    """
    lijst = [
        {
            "titel": groep["titel"],
            "taken": [{"hint": "", "url": "", **taak, "woord": TAAK_STATUS[taak["status"]]} for taak in groep["taken"]],
        }
        for groep in groepen
    ]
    return {"groepen": lijst}


@register.inclusion_tag("components/samenvatting.html")
def samenvatting(rijen: Iterable[Mapping[str, Any]], titel: str = "", url: str = "", niveau: int = 2) -> dict:
    """A summary list, as a card when it has a `titel` (heading `niveau`; `url` = one "Wijzig" for the whole card).

    Row: `label`, `waarde` (text, or list of texts), and if wanted `url` ("Wijzig"), `verborgen` (hidden words after
    "Wijzig", otherwise the label). A row without `waarde` and with `url` reads "Vul in".
    """
    volledig = [
        {
            "url": "",
            **rij,
            "verborgen": rij.get("verborgen") or str(rij["label"]).lower(),
            "lijst": _lijst(rij["waarde"]),
        }
        for rij in rijen
    ]
    return {"rijen": volledig, "titel": titel, "url": url, "niveau": niveau}


def _lijst(waarde: Any) -> list:
    if isinstance(waarde, (list, tuple)):
        return list(waarde)
    return [] if waarde in (None, "") else [waarde]


@register.inclusion_tag("components/contactkaart.html")
def contactkaart(kaart: Any, titel: str = "Jouw sectorconsulent", behandelaar: Any = None) -> dict:
    """A named human: `kaart` = anything with `naam`, `telefoon`, `email`, `regio`; nothing for None.

    `behandelaar` = who has the dossier, told when that is somebody else than the face of the region (rules.md §10).
    With `vervanging` on the card (an Afwezigheid) it says who answers now.
    """
    ander = behandelaar and kaart and str(behandelaar) != str(getattr(kaart, "naam", ""))
    return {
        "kaart": kaart,
        "titel": titel,
        "behandelaar": behandelaar if ander else None,
        "vervanging": getattr(kaart, "vervanging", None),
    }


@register.inclusion_tag("components/tijdlijn.html")
def tijdlijn(gebeurtenissen: Iterable[Any], titels: Mapping[str, str] | None = None) -> dict:
    """What happened, newest first.

    Item: a `workflow.Gebeurtenis`, named by `titels` (actie → words; without it the action itself), or a dict with
    `titel`, `op` (datetime), and if wanted `door` (name), `tekst`, `intern`.
    """
    lijst = [
        {"door": "", "tekst": "", "intern": False, **item}
        if isinstance(item, Mapping)
        else _gebeurtenis(item, titels or {})
        for item in gebeurtenissen
    ]
    return {"gebeurtenissen": lijst}


def _gebeurtenis(item: Any, titels: Mapping[str, str]) -> dict[str, Any]:
    titel = titels.get(item.actie) or item.actie.replace("_", " ").replace("-", " ").capitalize()
    # Somebody without an account is told by name.
    door = item.gegevens.get("wie") or item.door
    return {"titel": titel, "op": item.op, "door": door, "tekst": item.tekst, "intern": item.intern}


@register.inclusion_tag("components/voortgang.html")
def voortgang(stappen: Sequence[Any], huidig: int) -> dict:
    """Fixed steps outside the user's control; `huidig` = index of the step now going on, len(stappen) = all done.

    A step is a text, or a pair (text, date on which it was done or None).
    """
    lijst = []
    for nummer, stap in enumerate(stappen):
        tekst, datum = (stap, None) if isinstance(stap, str) else stap
        stand = "klaar" if nummer < huidig else "nu" if nummer == huidig else "later"
        lijst.append({"tekst": tekst, "datum": datum, "stand": stand})
    return {"stappen": lijst}


@register.inclusion_tag("components/autosave.html")
def autosave(url: str = "", bewaard_op: Any = None) -> dict:
    """The footer of a draft form: says that answers are kept, when they were, or that keeping failed.

    `url` = address that takes the form by POST and answers 2xx (empty: only the sentence); `bewaard_op` = datetime.
    """
    return {"url": url, "bewaard_op": bewaard_op}


@register.inclusion_tag("components/uploadvak.html", takes_context=True)
def uploadvak(
    context: template.Context,
    naam: str,
    titel: str,
    url: str,
    hint: str = "",
    bestand: Any = None,
    fout: str = "",
    verplicht: bool = True,
    verwijder_url: str = "",
    soorten: str = "application/pdf,image/jpeg,image/png",
    max_mb: int = 10,
    voorbeeld: bool = False,
    mag_later: bool = False,
    vervangt: bool = False,
) -> dict:
    """One named slot for one document.

    `naam` = input name (its id is `id_<naam>`), `url` = where the form posts, `bestand` = what is there already (with
    `naam`, `url`, `op` and `status`: verwerken, in_orde or geweigerd), `fout` = why the last file was refused.
    `mag_later`: not needed today, but needed in the end; `vervangt`: a file is there that this page does not show.
    """
    return {
        "csrf_token": context.get("csrf_token", ""),
        "naam": naam,
        "titel": titel,
        "url": url,
        "hint": hint,
        "bestand": bestand,
        "fout": fout,
        "verplicht": verplicht,
        "verwijder_url": verwijder_url,
        "soorten": soorten,
        "max_mb": max_mb,
        "voorbeeld": voorbeeld,
        "mag_later": mag_later,
        "vervangt": vervangt,
    }


@register.inclusion_tag("components/filterchips.html")
def filterchips(chips: Iterable[Mapping[str, str]], wis_url: str = "") -> dict:
    """Active filters. Chip: `label` ("Provincie: Limburg") and `url` (the page without it); `wis_url` clears all."""
    return {"chips": chips, "wis_url": wis_url}


@register.simple_block_tag
def kaart(content: SafeString, titel: str = "", icoon: str = "", klasse: str = "", niveau: int = 2) -> SafeString:
    """`{% kaart titel="…" icoon="…" %}…{% endkaart %}`: a card; `klasse` adds e.g. `kaart--actie`."""
    return _blok("kaart", content, titel=titel, icoon=icoon, klasse=klasse, niveau=niveau)


@register.simple_block_tag
def bevestigpaneel(content: SafeString, titel: str, referentie: str = "") -> SafeString:
    """The green panel after something was sent; it holds the page's h1 and no links."""
    return _blok("bevestigpaneel", content, titel=titel, referentie=referentie)


@register.simple_block_tag
def filterbalk(content: SafeString, titel: str = "Filter deze lijst", open: bool = False) -> SafeString:
    """The filter fields of a list (inside a GET form of your own); closed on phones until opened."""
    return _blok("filterbalk", content, titel=titel, open=open)


def _blok(naam: str, inhoud: SafeString, **waarden: Any) -> SafeString:
    return SafeString(render_to_string(f"components/{naam}.html", {"inhoud": inhoud, **waarden}))
