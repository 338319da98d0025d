"""The document of an overeenkomst: what a version says, as a stored snapshot, and who must sign it (rules.md §5).

The snapshot holds everything but the INSZ, that is fetched when the PDF is made; its fingerprint stands in the snapshot,
so that another number is another version.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.geheime_link import token_van
from educam_portal.documenten.maakwerk import maak_na_commit, vingerafdruk
from educam_portal.documenten.momentopname import met_datums
from educam_portal.organisaties.nummers import toon_insz
from educam_portal.parameters import duur

from .models import Lerende, Ondertekenaar, Overeenkomst, Stuk
from .rules.rooster import DAGEN, Rooster
from .toestanden import Partij, Plek, Soort, StukStand, Wijze

SJABLOON = "overeenkomsten/stukken/overeenkomst.html"
DATUMS = {"start", "einde", "geboortedatum", "evaluaties_op"}
LINK = "overeenkomsten.ondertekenaar"


def gegevens_van(overeenkomst: Overeenkomst) -> dict[str, Any]:
    """What the document says, complete enough to make it again years later; the draft is complete."""
    vestiging, mentor, lerende = overeenkomst.vestiging, overeenkomst.mentor, overeenkomst.lerende
    assert vestiging is not None and mentor is not None and lerende.persoonsnummer is not None
    assert overeenkomst.start is not None and overeenkomst.einde is not None
    onderneming, school = vestiging.onderneming, overeenkomst.school
    return {
        "referentie": overeenkomst.referentie,
        "soort": overeenkomst.soort,
        "soort_voluit": Soort(overeenkomst.soort).label,
        "opleiding": overeenkomst.opleiding.titel,
        "start": overeenkomst.start.isoformat(),
        "einde": overeenkomst.einde.isoformat(),
        "onderneming": {
            "naam": onderneming.naam,
            "nummer": onderneming.nummer_weergave,
            "vestiging": vestiging.naam,
            "vestigingsnummer": vestiging.nummer_weergave,
            "adres": vestiging.adres,
        },
        "school": {
            "naam": school.naam,
            "instellingsnummer": school.instellingsnummer,
            "begeleider": str(overeenkomst.begeleider),
        },
        "lerende": {
            "naam": str(lerende),
            "geboortedatum": lerende.geboortedatum.isoformat(),
            "adres": ", ".join(filter(None, [f"{lerende.straat} {lerende.huisnummer}".strip(),
                                             f"{lerende.postcode} {lerende.gemeente}".strip()])),
            "insz_vingerafdruk": lerende.persoonsnummer.vingerafdruk,
        },
        "vertegenwoordiger": _vertegenwoordiger(overeenkomst),
        "mentor": str(mentor),
        "rooster": overeenkomst.rooster,
        "voltijds_uren": str(overeenkomst.voltijds_uren),
        "vergoeding": None if overeenkomst.vergoeding is None else str(overeenkomst.vergoeding),
        "categorie": overeenkomst.categorie,
        "evaluatievorm": overeenkomst.evaluatievorm,
        "evaluaties": [
            {"evaluaties_op": rij.gepland_op.isoformat(), "soort": rij.get_soort_display()}
            for rij in overeenkomst.evaluaties.order_by("gepland_op")
        ],
        "vakantiecontact": overeenkomst.vakantiecontact,
        "vakantietelefoon": overeenkomst.vakantietelefoon,
        "plan": [
            {"competentie": rij.omschrijving, "plek": Plek(rij.plek).label, "mentor": _antwoord(rij)}
            for rij in overeenkomst.competenties.order_by("volgorde")
        ],
    }  # fmt: skip


def _antwoord(rij) -> str:
    return f"{rij.get_antwoord_display()}: {rij.toelichting}" if rij.toelichting else rij.get_antwoord_display()


def _vertegenwoordiger(overeenkomst: Overeenkomst) -> dict[str, str] | None:
    """Who signs for the lerende; kept in the document only while the lerende is a minor on the first day."""
    rij = getattr(overeenkomst.lerende, "vertegenwoordiger", None)
    if rij is None or overeenkomst.start is None or not overeenkomst.lerende.minderjarig(timezone.localdate()):
        return None
    return {"naam": str(rij), "band": rij.get_band_display()}


def nieuwe_versie(overeenkomst: Overeenkomst, *, door: Any, op: datetime) -> Stuk:
    """The version to sign now. One that was taken back and says exactly the same comes back with its signatures."""
    from .tasks import maak_stuk

    gegevens = gegevens_van(overeenkomst)
    afdruk = vingerafdruk(gegevens)
    vorige = overeenkomst.stukken.order_by("-versie").first()
    if vorige is not None and vorige.sha256 == afdruk and vorige.stand == StukStand.VERVALLEN:
        vorige.stand, vorige.vervallen_op, vorige.vervallen_reden = StukStand.OPEN, None, ""
        vorige.save(update_fields=["stand", "vervallen_op", "vervallen_reden"])
        return vorige
    hoogste = overeenkomst.stukken.aggregate(hoogste=Max("versie"))["hoogste"] or 0
    stuk = Stuk.objects.create(
        overeenkomst=overeenkomst,
        versie=hoogste + 1,
        gegevens=gegevens,
        sha256=afdruk,
        verstuurd_door=door,
        aangemaakt_op=op,
    )
    Ondertekenaar.objects.bulk_create(_ondertekenaars(stuk, overeenkomst, timezone.localdate(op)))
    maak_na_commit(maak_stuk, stuk)
    return stuk


def _ondertekenaars(stuk: Stuk, overeenkomst: Overeenkomst, op: date) -> list[Ondertekenaar]:
    lerende, vestiging = overeenkomst.lerende, overeenkomst.vestiging
    assert vestiging is not None
    rijen = [
        Ondertekenaar(stuk=stuk, partij=Partij.SCHOOL, naam=overeenkomst.school.naam),
        Ondertekenaar(stuk=stuk, partij=Partij.ONDERNEMING, naam=vestiging.onderneming.naam),
        Ondertekenaar(stuk=stuk, partij=Partij.LERENDE, naam=str(lerende), email=lerende.email),
    ]
    if lerende.minderjarig(op):
        ouder = lerende.vertegenwoordiger
        rijen.append(
            Ondertekenaar(
                stuk=stuk,
                partij=Partij.VERTEGENWOORDIGER,
                naam=str(ouder),
                email=ouder.email,
                hoedanigheid=ouder.get_band_display(),
            )
        )
    return rijen


def open_stuk(overeenkomst: Overeenkomst) -> Stuk | None:
    """The version that waits for signatures."""
    return overeenkomst.stukken.filter(stand=StukStand.OPEN).first()


def laat_vervallen(overeenkomst: Overeenkomst, *, reden: str, op: datetime) -> list[Ondertekenaar]:
    """The open version counts no more; answers who had signed it, to be told so."""
    stuk = open_stuk(overeenkomst)
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
        "rooster": roosterrijen(stuk.gegevens["rooster"]),
        "proefperiode": duur("proefperiode", gegevens["start"]),
    }


def insz_van(stuk: Stuk) -> str:
    """The number of the lerende as people write it, when it still is the one of this version; for the PDF only.

    Raises ValueError when it is another one since: that would be another document.
    """
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
            }
            for rij in stuk.ondertekenaars.select_related("identiteit_door", "bewijs").order_by("getekend_op", "pk")
        ],
    }
