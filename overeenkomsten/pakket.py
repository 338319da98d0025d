"""What the pack for a sociaal secretariaat says (rules.md §5.1): as a stored snapshot, for the PDF, the CSV and the page.

The snapshot holds everything but the INSZ, that is fetched when the files are made.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from educam_portal.accounts.geheime_link import hash_van, token_van
from educam_portal.documenten.momentopname import met_datums
from educam_portal.documenten.rekenblad import als_csv
from educam_portal.meldingen import GeheimVervallen

from .models import Overeenkomst, Pakket, Verplichting
from .rules.kosten import laatste_beperkte_dag
from .rules.rooster import Rooster
from .services.verplichtingen import dimona_type
from .stukgegevens import van_overeenkomst
from .stukken import DATUMS as STUKDATUMS
from .stukken import insz_bij, roosterrijen
from .toestanden import START_VERPLICHTINGEN, Toestand, Verplichtingsoort

SJABLOON = "overeenkomsten/secretariaat/pakket.html"
LINK = "overeenkomsten.secretariaat"
GEHEIM = "secretariaat"
# While these last, there is something to arrange (transitions.py: verplichting_afvinken).
TE_REGELEN = (Toestand.ONDERTEKEND, Toestand.LOPEND)
# A sociaal secretariaat sees obligations and pay, no plan and no evaluations (rules.md §2).
UIT_HET_STUK = (
    "referentie", "soort", "soort_voluit", "opleiding", "start", "einde", "onderneming", "school", "lerende",
    "vertegenwoordiger", "mentor", "rooster", "voltijds_uren", "vergoeding", "categorie",
)  # fmt: skip
DATUMS = STUKDATUMS | {"uiterlijk", "beperkt_tot", "sinds"}


def momentopname(overeenkomst: Overeenkomst, verplichtingen: Iterable[Verplichting]) -> dict[str, Any]:
    """Everything the secretariaat needs to register the lerende and to pay, as it stands now."""
    gegevens = van_overeenkomst(overeenkomst)
    rooster = Rooster.van_json(overeenkomst.rooster or {})
    return {sleutel: gegevens[sleutel] for sleutel in UIT_HET_STUK} | {
        "uren_werkplek": str(rooster.uren_per_week("werkplek")),
        "uren_les": str(rooster.uren_per_week("les")),
        "dimona_type": dimona_type(overeenkomst),
        "beperkt_tot": laatste_beperkte_dag(overeenkomst.lerende.geboortedatum.year).isoformat(),
        "verplichtingen": [
            {
                "soort": rij.soort,
                "wat": Verplichtingsoort(rij.soort).label,
                "uiterlijk": rij.vervalt_op.isoformat() if rij.vervalt_op else None,
                "sinds": rij.gedaan_op.isoformat() if rij.gedaan_op else None,
            }
            for rij in verplichtingen
            if rij.nodig
        ],
    }


def context(pakket: Pakket) -> dict[str, Any]:
    """What the PDF and the page show: dates as dates, the timetable as rows."""
    gegevens = met_datums(pakket.gegevens, DATUMS)
    for veld in ("uren_werkplek", "uren_les", "voltijds_uren", "vergoeding"):
        gegevens[veld] = None if gegevens[veld] is None else Decimal(gegevens[veld])
    return {
        "pakket": pakket,
        "ovk": gegevens,
        "rooster": roosterrijen(pakket.gegevens["rooster"]),
        "voor_de_start": [rij for rij in gegevens["verplichtingen"] if rij["soort"] in START_VERPLICHTINGEN],
        "lopend": [rij for rij in gegevens["verplichtingen"] if rij["soort"] not in START_VERPLICHTINGEN],
    }


def insz_van(pakket: Pakket) -> str:
    """The number of the lerende as people write it: for the files only (rules.md §9)."""
    return insz_bij(pakket.overeenkomst.lerende, pakket.gegevens["lerende"]["insz_vingerafdruk"])


def csv_van(pakket: Pakket) -> bytes:
    """One line per overeenkomst, a column per fact: for the program of the secretariaat."""
    gegevens = pakket.gegevens
    onderneming, lerende, ouder = gegevens["onderneming"], gegevens["lerende"], gegevens["vertegenwoordiger"] or {}
    per = {"OAO": "maand", "SAO": ""}.get(gegevens["soort"], "uur")
    kolommen = {
        "referentie": gegevens["referentie"],
        "ondernemingsnummer": onderneming["nummer"],
        "onderneming": onderneming["naam"],
        "vestigingsnummer": onderneming["vestigingsnummer"],
        "vestiging": onderneming["vestiging"],
        "adres_vestiging": onderneming["adres"],
        "rijksregisternummer": insz_van(pakket),
        "lerende": lerende["naam"],
        "geboortedatum": _dag(lerende["geboortedatum"]),
        "adres_lerende": lerende["adres"],
        "vertegenwoordiger": ouder.get("naam", ""),
        "soort": gegevens["soort"],
        "opleiding": gegevens["opleiding"],
        "school": gegevens["school"]["naam"],
        "instellingsnummer": gegevens["school"]["instellingsnummer"],
        "eerste_dag": _dag(gegevens["start"]),
        "laatste_dag": _dag(gegevens["einde"]),
        "uren_werkplek_per_week": _getal(gegevens["uren_werkplek"]),
        "uren_les_per_week": _getal(gegevens["uren_les"]),
        "voltijdse_week": _getal(gegevens["voltijds_uren"]),
        "uurrooster": _rooster(gegevens["rooster"]),
        "leervergoeding": _getal(gegevens["vergoeding"] or ""),
        "leervergoeding_per": per if gegevens["vergoeding"] else "",
        "categorie": gegevens["categorie"],
        "dimona_type": gegevens["dimona_type"],
        "dimona_uiterlijk": _dag(gegevens["start"]),
        "rsz_beperkt_tot": _dag(gegevens["beperkt_tot"]) if gegevens["vergoeding"] else "",
        "verplichtingen": ", ".join(rij["wat"] for rij in gegevens["verplichtingen"]),
    }
    return als_csv(list(kolommen), [list(kolommen.values())])


def _dag(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def _getal(waarde: str) -> str:
    return waarde.replace(".", ",")


def _rooster(data: dict[str, Any]) -> str:
    return " | ".join(
        " ".join(
            filter(None, (f"week {rij['week']}" if rij["week"] else "", rij["dag"], rij["plek"]))
        ) + f" {rij['van']:%H:%M}-{rij['tot']:%H:%M}" + (f" pauze {rij['pauze']} min" if rij["pauze"] else "")
        for rij in roosterrijen(data)
    )  # fmt: skip


# --- the personal link ---------------------------------------------------------------------------------------------


def token(pakket: Pakket) -> str:
    """The secret part of the link."""
    return token_van(pakket.zaad, LINK)


def adres(pakket: Pakket) -> str:
    """The whole link: for the mail, and for the werkgever who hands it over."""
    return settings.PORTAL_URL + reverse("secretariaat:start", args=[token(pakket)])


def zoek(geheim: str) -> Pakket | None:
    """The pack behind a link, also one that no longer works; None for a link that never existed."""
    return _op_hash(hash_van(geheim))


def opvolger(pakket: Pakket) -> Pakket | None:
    """The pack that this secretariaat has to work with now: the one that counts, at the same address."""
    if not pakket.email or pakket.overeenkomst.toestand not in TE_REGELEN:
        return None
    return Pakket.objects.filter(
        overeenkomst=pakket.overeenkomst, ingetrokken_op=None, email=pakket.email
    ).first()  # fmt: skip


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more."""
    pakket = _op_hash(token_hash)
    if pakket is None or pakket.ingetrokken_op is not None:
        raise GeheimVervallen("De werkgever trok deze link in, of er is een nieuwe gestuurd.")
    return {"link": adres(pakket)}


def _op_hash(token_hash: str) -> Pakket | None:
    mee = [f"overeenkomst__{veld}" for veld in Overeenkomst.LEEST_MEE]
    return Pakket.objects.select_related("document", "csv", *mee).filter(token_hash=token_hash).first()
