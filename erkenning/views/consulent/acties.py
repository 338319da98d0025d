"""The buttons of a dossier: the transition table says which there are, this page says where they lead."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User

from ...models import Aanvraag, Aanvulling, Bezoek
from ...toestanden import Toestand


@dataclass(frozen=True)
class Knop:
    """One button. `direct` ones are pressed on the dossier itself, the others open a page."""

    actie: str
    label: str
    url: str
    hoofd: bool = False
    direct: bool = False


# Action of the transition table → name of its page; rows that are absent are done inside another page.
SCHERM = {
    "in_behandeling_nemen": "in_behandeling",
    "eerste_contact": "eerste_contact",
    "bezoek_vastleggen": "bezoek_vastleggen",
    "bezoek_voorstellen": "bezoek_voorstellen",
    "verslag_bewaren": "verslag",
    "oordeel_bewaren": "voorwaarden",
    "beslissen": "beslissen",
    "bevestigen": "bevestigen",
    "terugsturen": "terugsturen",
    "beroep_registreren": "beroep",
    "beroep_uitspraak": "uitspraak",
    "rechtzetten": "rechtzetten",
    "aanvulling_vragen": "aanvulling",
    "werkpunten_opleggen": "werkpunten",
    "vraag_intrekken": "vraag_intrekken",
    "zonder_gevolg_stellen": "zonder_gevolg",
    "geen_bezoek_nodig": "geen_bezoek",
    "sluiting_melden": "sluiting",
    "toewijzen": "toewijzen",
    "vestiging_aanvullen": "vestigingsnummer",
}
LABEL = {"verslag_bewaren": "Bezoekverslag", "vraag_intrekken": "Vraag intrekken"}
DIRECT = {"in_behandeling_nemen"}
# Buttons without a meaning while their guard objects: nothing was refused, no appeal runs, no report was filed.
ALS_HET_KAN = {"beroep_registreren", "beroep_uitspraak", "werkpunten_opleggen"}


def knoppen(
    aanvraag: Aanvraag, user: User, bezoek: Bezoek | None = None, vraag: Aanvulling | None = None
) -> list[Knop]:
    """The buttons the user has now, the one that moves the dossier on first (`hoofd`).

    `vraag`: the open question; while the werkgever has time to answer, silence has no consequence.
    """
    rijen = {rij.actie: rij for rij in aanvraag.OVERGANGEN.voor(aanvraag.toestand, aanvraag.rollen_van(user))}
    if aanvraag.vestiging and aanvraag.vestiging.nummer:
        rijen.pop("vestiging_aanvullen", None)
    if vraag and vraag.uiterlijk >= timezone.localdate():
        rijen.pop("zonder_gevolg_stellen", None)
    for actie in ALS_HET_KAN & set(rijen):
        if rijen[actie].bezwaren(aanvraag, timezone.now()):
            del rijen[actie]
    hoofd = _hoofd(aanvraag, bezoek)
    gevonden = [
        Knop(
            actie,
            LABEL.get(actie, rijen[actie].label),
            reverse(f"consulent:{scherm}", args=[aanvraag.ref]),
            hoofd=actie == hoofd,
            direct=actie in DIRECT,
        )
        for actie, scherm in SCHERM.items()
        if actie in rijen
    ]
    if aanvraag.toestand == Toestand.AANVULLING_GEVRAAGD:
        gevonden.append(Knop("bericht", "Stuur een bericht", reverse("consulent:berichten", args=[aanvraag.ref]), True))
    if aanvraag.toestand == Toestand.BESLIST:
        url = reverse("consulent:documenten", args=[aanvraag.ref]) + "#brieven"
        gevonden.append(Knop("brieven", "Bekijk de brieven", url, True))
    return sorted(gevonden, key=lambda knop: not knop.hoofd)


def _hoofd(aanvraag: Aanvraag, bezoek: Bezoek | None) -> str:
    """Which action moves this dossier on: take in, plan the visit, report, decide, confirm."""
    if aanvraag.toestand == Toestand.INGEDIEND:
        return "in_behandeling_nemen"
    if aanvraag.toestand == Toestand.TER_BEVESTIGING:
        return "bevestigen"
    if aanvraag.toestand != Toestand.IN_BEHANDELING:
        return ""
    verslag = getattr(aanvraag, "verslag", None)
    if aanvraag.geen_bezoek_reden or (verslag and verslag.ingediend_op):
        return "beslissen"
    gepland = bezoek is not None and bezoek.toestand in (Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD)
    return "verslag_bewaren" if gepland else "bezoek_vastleggen"


def bezoek_knoppen(aanvraag: Aanvraag, user: User, bezoek: Bezoek) -> list[Knop]:
    """What can be done with one visit."""
    acties = aanvraag.OVERGANGEN.acties(aanvraag.toestand, aanvraag.rollen_van(user))
    vast = bezoek.toestand == Bezoek.Toestand.VASTGELEGD
    komt = bool(bezoek.begint_op and bezoek.begint_op > timezone.now())
    begonnen = bool(bezoek.begint_op and timezone.localdate(bezoek.begint_op) <= timezone.localdate())
    mogelijk = {
        "bezoek_uitvoeren": ("Bezoek is gebeurd", "bezoek_uitgevoerd", vast and begonnen),
        "bezoek_verplaatsen": ("Verplaatsen", "bezoek_verplaatsen", vast),
        "bezoek_overnemen": ("Overnemen", "bezoek_overnemen", vast and komt and bezoek.consulent_id != user.pk),
        "bezoek_annuleren": ("Annuleren", "bezoek_annuleren", vast or bezoek.toestand == Bezoek.Toestand.VOORGESTELD),
    }
    return [
        Knop(
            actie,
            label,
            reverse(f"consulent:{scherm}", args=[aanvraag.ref, bezoek.pk]),
            direct=actie == "bezoek_uitvoeren",
        )
        for actie, (label, scherm, kan) in mogelijk.items()
        if kan and actie in acties
    ]
