"""The documents of an overeenkomst: the version that is open, who must sign it, and what a screen or a PDF shows of it.

What each kind says stands in stukgegevens.py (rules.md §5).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.geheime_link import token_van
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.documenten.models import Document
from educam_portal.documenten.momentopname import met_datums
from educam_portal.organisaties.nummers import toon_insz
from educam_portal.parameters import duur

from .models import GetekendBestand, Lerende, Ondertekenaar, Overeenkomst, Stuk
from .rules.rooster import DAGEN, Rooster
from .stukgegevens import van_overeenkomst
from .toestanden import Partij, StukSoort, StukStand, Tijdbron, Wijze

SJABLOON = "overeenkomsten/stukken/stuk.html"
DATUMS = {"start", "einde", "geboortedatum", "evaluaties_op", "laatste_dag", "overhandigd_op", "vanaf"}
IEDEREEN = (Partij.SCHOOL, Partij.ONDERNEMING, Partij.LERENDE)
LINK = "overeenkomsten.ondertekenaar"


def nieuwe_versie(overeenkomst: Overeenkomst, *, door: Any, op: datetime) -> Stuk:
    """The version to sign now. One that was taken back and says exactly the same comes back with its signatures."""
    gegevens = van_overeenkomst(overeenkomst)
    vorige = overeenkomst.stukken.filter(soort=StukSoort.OVEREENKOMST).order_by("-versie").first()
    if vorige is not None and vorige.sha256 == vingerafdruk(gegevens) and vorige.stand == StukStand.VERVALLEN:
        vorige.stand, vorige.vervallen_op, vorige.vervallen_reden = StukStand.OPEN, None, ""
        vorige.save(update_fields=["stand", "vervallen_op", "vervallen_reden"])
        volg_adressen(vorige)
        return vorige
    return maak_versie(overeenkomst, StukSoort.OVEREENKOMST, gegevens, IEDEREEN, door=door, op=op)


def maak_versie(
    overeenkomst: Overeenkomst,
    soort: str,
    gegevens: dict[str, Any],
    partijen: Iterable[str],
    *,
    door: Any,
    op: datetime,
) -> Stuk:
    """The next version of a document of this kind, for `partijen` to sign; a worker makes its PDF.

    Who represents a lerende that is a minor on that day signs wherever the lerende does (rules.md §5).
    """
    from .tasks import maak_stuk

    hoogste = overeenkomst.stukken.filter(soort=soort).aggregate(hoogste=Max("versie"))["hoogste"] or 0
    stuk = Stuk.objects.create(
        overeenkomst=overeenkomst,
        soort=soort,
        versie=hoogste + 1,
        gegevens=gegevens,
        sha256=vingerafdruk(gegevens),
        verstuurd_door=door,
        aangemaakt_op=op,
    )
    Ondertekenaar.objects.bulk_create(_ondertekenaars(stuk, partijen, timezone.localdate(op)))
    maak_na_commit(maak_stuk, stuk)
    return stuk


def _ondertekenaars(stuk: Stuk, partijen: Iterable[str], op: date) -> Iterator[Ondertekenaar]:
    overeenkomst = stuk.overeenkomst
    lerende, vestiging = overeenkomst.lerende, overeenkomst.vestiging
    assert vestiging is not None
    naam = {Partij.SCHOOL: overeenkomst.school.naam, Partij.ONDERNEMING: vestiging.onderneming.naam}
    for partij in partijen:
        if partij != Partij.LERENDE:
            yield Ondertekenaar(stuk=stuk, partij=partij, naam=naam[Partij(partij)])
            continue
        yield Ondertekenaar(stuk=stuk, partij=Partij.LERENDE, naam=str(lerende), email=lerende.email)
        if lerende.minderjarig(op):
            ouder = lerende.vertegenwoordiger
            yield Ondertekenaar(
                stuk=stuk,
                partij=Partij.VERTEGENWOORDIGER,
                naam=str(ouder),
                email=ouder.email,
                hoedanigheid=ouder.get_band_display(),
            )


def volg_adressen(stuk: Stuk) -> list[Ondertekenaar]:
    """Let who still has to sign be asked at the mailbox that the school knows now; answers whose changed.

    What went to another mailbox opens nothing any more: it may be that of somebody else. Another representative than the
    one in the document is not asked: that needs another version.
    """
    lerende = stuk.overeenkomst.lerende
    ouder = getattr(lerende, "vertegenwoordiger", None)
    anders = []
    for rij in stuk.ondertekenaars.filter(partij__in=(Partij.LERENDE, Partij.VERTEGENWOORDIGER), getekend_op=None):
        wie = lerende if rij.partij == Partij.LERENDE else ouder
        email = wie.email if wie is not None and (wie is lerende or str(wie) == rij.naam) else ""
        if email != rij.email:
            rij.email, rij.zaad, rij.token_hash, rij.vervalt_op = email, "", None, None
            rij.code_hash, rij.code_tot = "", None
            rij.save()
            anders.append(rij)
    return anders


def open_stuk(overeenkomst: Overeenkomst, soort: str = StukSoort.OVEREENKOMST) -> Stuk | None:
    """The version of this kind of document that waits for signatures."""
    return overeenkomst.stukken.filter(soort=soort, stand=StukStand.OPEN).first()


def getekende_stukken(overeenkomst: Overeenkomst) -> QuerySet[Stuk]:
    """What everybody signed, the overeenkomst first, then what changed or ended it."""
    rijen = overeenkomst.stukken.filter(stand=StukStand.ONDERTEKEND)
    return rijen.select_related("document", "zegel__document").order_by("ondertekend_op", "pk")


def te_lezen(stuk: Stuk) -> Document:
    """Exactly the bytes that are signed; once they are sealed, the sealed document."""
    zegel = getattr(stuk, "zegel", None)
    document = zegel.document if zegel is not None and zegel.document else stuk.document
    assert document is not None  # it is signed or waits for signatures
    return document


def laat_vervallen(
    overeenkomst: Overeenkomst, *, reden: str, op: datetime, soort: str = StukSoort.OVEREENKOMST
) -> list[Ondertekenaar]:
    """The open version counts no more; answers who had signed it, to be told so."""
    stuk = open_stuk(overeenkomst, soort)
    if stuk is None:
        return []
    stuk.stand, stuk.vervallen_op, stuk.vervallen_reden = StukStand.VERVALLEN, op, reden
    stuk.save(update_fields=["stand", "vervallen_op", "vervallen_reden"])
    return list(stuk.ondertekenaars.filter(getekend_op__isnull=False).select_related("user"))


def token(ondertekenaar: Ondertekenaar) -> str:
    """The secret part of the personal link."""
    return token_van(ondertekenaar.zaad, LINK)


def context(stuk: Stuk) -> dict[str, Any]:
    """What the template shows, on screen and in the PDF: dates as dates, the timetable as rows."""
    gegevens = met_datums(stuk.gegevens, DATUMS)
    return {
        "stuk": stuk,
        "ovk": gegevens,
        "tekst": f"overeenkomsten/stukken/tekst_{stuk.soort}.html",
        "rooster": roosterrijen(stuk.gegevens.get("rooster", {})),
        "proefperiode": duur("proefperiode", gegevens["start"]),
    }


def insz_van(stuk: Stuk) -> str:
    """The number of the lerende as people write it, when it still is the one of this version; for the PDF only.

    Only the overeenkomst itself holds it. Raises ValueError when it is another one since: that would be another document.
    """
    if stuk.soort != StukSoort.OVEREENKOMST:
        return ""
    return insz_bij(stuk.overeenkomst.lerende, stuk.gegevens["lerende"]["insz_vingerafdruk"])


def insz_bij(lerende: Lerende, vingerafdruk: str) -> str:
    """The number as people write it, when it still is the one of this snapshot; raises ValueError when it is not."""
    persoon = lerende.persoonsnummer
    if persoon is None or persoon.vingerafdruk != vingerafdruk:
        raise ValueError("het rijksregisternummer is een ander dan in deze versie")
    return toon_insz(persoon.nummer)


def roosterrijen(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The timetable as people read it: a row per block."""
    rooster = Rooster.van_json(data or {})
    return [
        {
            "week": blok.week if rooster.weken > 1 else None,
            "dag": DAGEN[blok.dag - 1],
            "plek": "werkplek" if blok.plek == "werkplek" else "school",
            "van": blok.van,
            "tot": blok.tot,
            "pauze": blok.pauze,
        }
        for blok in rooster.blokken
    ]


def bewijsblad(stuk: Stuk, code: str) -> dict[str, Any]:
    """What the evidence page says: of which bytes, and who signed when and how (rules.md §5). `stuk` is signed by all."""
    assert stuk.document is not None
    elders = _van_elders(stuk)
    return {
        "referentie": stuk.overeenkomst.referentie,
        "versie": stuk.versie,
        "code": code,
        "controle_url": settings.PORTAL_URL + reverse("publiek:controle", args=[code]),
        "sha256": stuk.document.sha256,
        "handtekeningen": [
            {
                "partij": rij.get_partij_display(),
                "naam": rij.getypte_naam or rij.naam,
                "namens": rij.naam if rij.partij in (Partij.SCHOOL, Partij.ONDERNEMING) else "",
                "hoedanigheid": rij.hoedanigheid,
                "op": timezone.localtime(rij.getekend_op).isoformat(timespec="seconds"),
                "wijze": rij.get_wijze_display(),
                "eenvoudig": rij.wijze in (Wijze.LINK, Wijze.AANGEMELD, Wijze.TABLET),
                "adres": rij.email if rij.wijze == Wijze.LINK else "",
                "identiteit": str(rij.identiteit_door) if rij.identiteit_door else "",
                "ip": rij.ip or "",
                # On paper only the day is known.
                "alleen_dag": rij.wijze == Wijze.PAPIER,
                "bewijs_sha256": rij.bewijs.sha256 if rij.bewijs else "",
                **elders.get(rij.partij, {}),
            }
            for rij in stuk.ondertekenaars.select_related("identiteit_door", "bewijs").order_by("getekend_op", "pk")
        ],
    }


def _van_elders(stuk: Stuk) -> dict[str, dict[str, str]]:
    """By party that signed elsewhere: the name on its certificate, who uploaded the file, and who says when it was set."""
    rijen = GetekendBestand.objects.filter(ondertekenaar__stuk=stuk).exclude(handtekeningen=[])
    return {
        een["partij"]: {
            "certificaat": een["naam"],
            "opgeladen": bestand.gebracht_door,
            "tijd": Tijdbron(een["tijd"]).label if "tijd" in een else "",
        }
        for bestand in rijen.select_related("door", "ondertekenaar")
        for een in bestand.handtekeningen
    }
