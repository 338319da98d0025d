"""A list of lerenden from a file: kept encrypted, read by a worker, looked at, and only then taken over (rules.md §5, §9).

A row is judged by the same form as a lerende that is typed in. The file is erased as soon as it is read, the personal
numbers of the rows as soon as they are taken over or given up.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import scanner
from educam_portal.documenten import services as documenten
from educam_portal.documenten.maakwerk import maak_na_commit
from educam_portal.documenten.persoonsnummers import vingerafdruk_van
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Opleiding, School, Vestiging
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from ..documenten import LIJST
from ..inlezen import KOLOMMEN, Onleesbaar, lees_lijst, lees_tabel
from ..models import Groepsregel, Groepswerk, Klassjabloon, Lerende
from ..plekken import op_nummer
from .bevoegd import eis_trajectbegeleider
from .groep import Uitkomst, leest_eerst, voert_uit, wis_lijst
from .klas import maak_concept, wat_ontbreekt
from .lerenden import nieuwe_lerende

# Neither the row nor the page of the upload says it.
NERGENS = {
    "opleiding": "Opleiding: leeg in je lijst. Vul ze daar in, of kies ze bij het inlezen.",
    "lessen_vanaf": "Eerste lesdag: leeg in je lijst. Vul ze daar in, of kies ze bij het inlezen.",
}
STAAT_ER_AL = "Staat al bij jouw lerenden. We voegen deze persoon niet opnieuw toe."


def begin_inlezen(
    *, school: School, inhoud: bytes, bestandsnaam: str, standaard: dict[str, str], sjabloon: Klassjabloon | None,
    door: User, op: datetime,
) -> Groepswerk:  # fmt: skip
    """Keep the file and let a worker read it. `standaard` fills in what a row leaves empty: opleiding, first lesson day.

    Raises Geweigerd for another school, OngeldigBestand for a file that the scanner holds back.
    """
    from ..tasks import voer_groep_uit

    eis_trajectbegeleider(school, door)
    scanner.scan(inhoud)
    vandaag = timezone.localdate(op)
    with transaction.atomic():
        werk = Groepswerk.objects.create(
            school=school, door=door, soort=Groepswerk.Soort.INLEZEN, stap=Groepswerk.Stap.LEZEN, aangemaakt_op=op,
            gegevens={"standaard": standaard, "sjabloon": sjabloon.pk if sjabloon else None},
        )  # fmt: skip
        werk.document = documenten.bewaar_bytes(
            inhoud=inhoud, bestandsnaam=bestandsnaam, mime="application/octet-stream", soort=LIJST, onderwerp=werk,
            door=door, bewaren_tot=na_termijn(vandaag, duur("bewaring_groepswerk", vandaag)),
        )  # fmt: skip
        werk.save(update_fields=["document"])
        maak_na_commit(voer_groep_uit, werk)
    return werk


def _lees(werk: Groepswerk, op: datetime) -> None:
    """Make the rows of the file, each with what is wrong with it; nobody is kept as lerende yet."""
    assert werk.document is not None
    try:
        lijst = lees_lijst(lees_tabel(documenten.inhoud_voor_portaal(werk.document)))
    except Onleesbaar as fout:
        werk.gegevens["fout"] = fout.zin
    else:
        werk.gegevens["onbekend"] = lijst.onbekend[:20]
        sjabloon = _sjabloon(werk)
        lezer = _Lezer(werk, sjabloon, timezone.localdate(op))
        Groepsregel.objects.bulk_create(lezer.regels(lijst.rijen))
    wis_lijst(werk)


def _sjabloon(werk: Groepswerk) -> Klassjabloon | None:
    return Klassjabloon.objects.select_related("school", "opleiding").filter(pk=werk.gegevens["sjabloon"] or 0).first()


class _Lezer:
    """What the rows of one file are judged by."""

    def __init__(self, werk: Groepswerk, sjabloon: Klassjabloon | None, vandaag: date) -> None:
        self.werk, self.sjabloon, self.vandaag = werk, sjabloon, vandaag
        self.standaard: dict[str, str] = werk.gegevens["standaard"]
        self.opleidingen = {rij.titel.casefold(): rij for rij in Opleiding.objects.geldig(vandaag).order_by("pk")}
        self.gezien: dict[tuple[str, ...], int] = {}

    def regels(self, rijen: list[tuple[int, dict[str, str]]]) -> Iterable[Groepsregel]:
        for volgorde, (nummer, cellen) in enumerate(rijen, start=1):
            yield self._regel(volgorde, nummer, cellen)

    def _regel(self, volgorde: int, nummer: int, cellen: dict[str, str]) -> Groepsregel:
        from ..forms.lerende import LerendeForm

        wie = f"{cellen.get('voornaam', '')} {cellen.get('naam', '')}".strip() or "Zonder naam"
        regel = Groepsregel(
            werk=self.werk,
            volgorde=volgorde,
            wie=wie[:210],
            gegevens={"rij": nummer, "klas": cellen.get("klas", "")[:40]},
        )
        gevuld = self.standaard | {veld: cel for veld, cel in cellen.items() if cel}
        fouten = [NERGENS[veld] for veld in NERGENS if not gevuld.get(veld)]
        opleiding = self._opleiding(gevuld, fouten)
        plek = self._plek(gevuld, opleiding, fouten)
        form = LerendeForm(gevuld | {"opleiding": str(opleiding.pk) if opleiding else ""})
        for veld, zinnen in form.errors.items():
            # Said above, in words that fit a list.
            if (veld != "opleiding" or not fouten) and (veld not in NERGENS or gevuld.get(veld)):
                fouten += [f"{KOLOMMEN[veld][0]}: {zin}" if veld in KOLOMMEN else str(zin) for zin in zinnen]
        if not fouten:
            velden = form.velden()
            insz = form.cleaned_data["insz"]
            sleutel = _sleutel(velden, insz)
            if eerder := self.gezien.get(sleutel):
                fouten.append(f"Staat twee keer in de lijst, ook op rij {eerder}.")
            self.gezien.setdefault(sleutel, nummer)
            regel.gegevens |= _naar_json(velden, form.vertegenwoordiger(), plek)
            regel.nummer = insz
            regel.lerende = _bestaat(self.werk.school, velden, insz)
        if fouten:
            regel.gegevens["fouten"] = fouten
            regel.nummer, regel.stand, regel.zin = "", Groepsregel.Stand.NIET, " ".join(fouten)
        elif regel.lerende and not self.sjabloon:
            regel.nummer, regel.stand, regel.zin = "", Groepsregel.Stand.NIET, STAAT_ER_AL
        return regel

    def _opleiding(self, gevuld: dict[str, str], fouten: list[str]) -> Opleiding | None:
        titel = gevuld.get("opleiding", "")
        gevonden = self.opleidingen.get(titel.casefold())
        if titel and gevonden is None:
            fouten.append(f"Opleiding: “{titel}” kennen we niet. Schrijf de naam zoals in het portaal.")
        return gevonden

    def _plek(self, gevuld: dict[str, str], opleiding: Opleiding | None, fouten: list[str]) -> int | None:
        getypt = gevuld.get("vestiging", "")
        if not getypt or self.sjabloon is None or opleiding is None:
            return None
        schoon = nummers.schoon_vestiging(getypt)
        gevonden = op_nummer(schoon, opleiding, self.vandaag) if schoon else None
        if gevonden is None:
            fouten.append(
                f"{KOLOMMEN['vestiging'][0]}: deze vestiging is niet erkend voor deze opleiding. Kijk het nummer na."
            )
            return None
        return gevonden.pk


def _naar_json(velden: dict[str, Any], vertegenwoordiger: dict[str, Any] | None, plek: int | None) -> dict[str, Any]:
    plat = {
        veld: waarde.isoformat() if isinstance(waarde, date) else waarde.pk if isinstance(waarde, Opleiding) else waarde
        for veld, waarde in velden.items()
    }
    return {"velden": plat, "vertegenwoordiger": vertegenwoordiger, "vestiging": plek, "klas": velden["klas"]}


def _sleutel(velden: dict[str, Any], insz: str) -> tuple[str, ...]:
    """Who it is: the personal number, or else the name and the birth date."""
    if insz:
        return (vingerafdruk_van(insz),)
    return (velden["voornaam"].casefold(), velden["naam"].casefold(), velden["geboortedatum"].isoformat())


def _bestaat(school: School, velden: dict[str, Any], insz: str) -> Lerende | None:
    """The same person at this school: by number, or by name and birth date for who has no other number."""
    eigen = Lerende.objects.filter(school=school, weg_op=None)
    if insz and (gevonden := eigen.filter(persoonsnummer__vingerafdruk=vingerafdruk_van(insz)).first()):
        return gevonden
    zelfde = eigen.filter(
        voornaam__iexact=velden["voornaam"], naam__iexact=velden["naam"], geboortedatum=velden["geboortedatum"]
    )
    return (zelfde.filter(persoonsnummer=None) if insz else zelfde).first()


@voert_uit(Groepswerk.Soort.INLEZEN)
def _neem_over(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    """Keep the lerende, and make the concept when a klassjabloon was chosen."""
    # Two lists of one school with the same people: the second finds them.
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=werk.school_id)
    gegevens, insz = regel.gegevens, str(regel.nummer)
    velden = dict(gegevens["velden"])
    for veld in ("geboortedatum", "lessen_vanaf"):
        velden[veld] = date.fromisoformat(velden[veld])
    velden["opleiding"] = Opleiding.objects.get(pk=velden["opleiding"])
    sjabloon = _sjabloon(werk)
    lerende = _bestaat(werk.school, velden, insz)
    bestond = lerende is not None
    if lerende is None:
        lerende = nieuwe_lerende(
            school=werk.school, velden=velden, insz=insz, vertegenwoordiger=gegevens["vertegenwoordiger"],
            door=werk.door, op=op,
        )  # fmt: skip
    elif sjabloon is None:
        raise Geweigerd(STAAT_ER_AL)
    regel.lerende, regel.nummer, regel.gegevens = lerende, "", {"klas": gegevens["klas"], "rij": gegevens["rij"]}
    if sjabloon is None:
        return None, ""
    return _met_concept(werk, sjabloon, lerende, gegevens["vestiging"], bestond, op)


def _met_concept(
    werk: Groepswerk, sjabloon: Klassjabloon, lerende: Lerende, plek: int | None, bestond: bool, op: datetime
) -> Uitkomst:
    vestiging = Vestiging.objects.filter(pk=plek or 0).first()
    try:
        with transaction.atomic():
            rij = maak_concept(sjabloon=sjabloon, lerende=lerende, vestiging=vestiging, door=werk.door, op=op)
    except Geweigerd as fout:
        if bestond:
            raise
        return None, f"Toegevoegd, zonder concept. {fout.zin}"
    return rij, wat_ontbreekt(rij)


leest_eerst(Groepswerk.Soort.INLEZEN, _lees)
