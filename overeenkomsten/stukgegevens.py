"""What each kind of document says, as a snapshot that is complete enough to make it again years later (rules.md §5).

It holds everything but the INSZ, that is fetched when the PDF is made; its fingerprint stands in the snapshot, so that
another number is another version.
"""

from typing import Any

from django.utils import timezone

from educam_portal.parameters import duur

from .models import Addendum, Beeindiging, Overeenkomst, Schorsing
from .rules import dagnummer
from .toestanden import Eindreden, Plek, Soort
from .wijzigingen import rijen


def _partijen(overeenkomst: Overeenkomst) -> dict[str, Any]:
    """Between whom, about what, from when to when: every kind of document begins with it."""
    vestiging, lerende, school = overeenkomst.vestiging, overeenkomst.lerende, overeenkomst.school
    assert vestiging is not None and overeenkomst.start is not None and overeenkomst.einde is not None
    onderneming = vestiging.onderneming
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
        },
        "vertegenwoordiger": _vertegenwoordiger(overeenkomst),
        "mentor": str(overeenkomst.mentor),
    }  # fmt: skip


def van_overeenkomst(overeenkomst: Overeenkomst) -> dict[str, Any]:
    """The overeenkomst itself; the draft is complete."""
    gegevens = _partijen(overeenkomst)
    assert overeenkomst.lerende.persoonsnummer is not None
    gegevens["lerende"]["insz_vingerafdruk"] = overeenkomst.lerende.persoonsnummer.vingerafdruk
    return gegevens | {
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
    }


def van_addendum(rij: Addendum) -> dict[str, Any]:
    """A change: from when, what was and what becomes, and the new uurrooster in full."""
    return _partijen(rij.overeenkomst) | {
        "wat": rij.get_wat_display(),
        "meteen": rij.meteen,
        "vanaf": rij.vanaf.isoformat(),
        "reden": rij.reden,
        "wijzigingen": rijen(rij),
        "rooster": rij.wijzigingen.get("rooster", {}),
    }


def van_schorsing(rij: Schorsing) -> dict[str, Any]:
    """A suspension: from when, until when if that is known, and why."""
    return _partijen(rij.overeenkomst) | {
        "van": rij.van.isoformat(),
        "tot": rij.tot.isoformat() if rij.tot else None,
        "grond": rij.get_grond_display(),
        "toelichting": rij.toelichting,
        "gemeld_door": str(rij.gemeld_door),
        "gemeld_op": timezone.localdate(rij.aangemaakt_op).isoformat(),
    }


def van_beeindiging(rij: Beeindiging) -> dict[str, Any]:
    """An end before time: who stops, how, why when that is asked, and the last day."""
    overeenkomst = rij.overeenkomst
    gegevens = _partijen(overeenkomst) | {
        "wijze": rij.wijze,
        "door": rij.door_partij,
        "reden_soort": Eindreden(rij.reden_soort).label if rij.reden_soort else "",
        "reden": rij.reden,
        "laatste_dag": rij.laatste_dag.isoformat(),
    }
    if rij.overhandigd_op is not None and overeenkomst.start is not None:
        gegevens |= {
            "overhandigd_op": rij.overhandigd_op.isoformat(),
            "dag": dagnummer(overeenkomst.start, rij.overhandigd_op),
            "opzegtermijn": str(duur("opzegtermijn", overeenkomst.start)),
        }
    return gegevens


def _antwoord(rij) -> str:
    return f"{rij.get_antwoord_display()}: {rij.toelichting}" if rij.toelichting else rij.get_antwoord_display()


def _vertegenwoordiger(overeenkomst: Overeenkomst) -> dict[str, str] | None:
    """Who signs for the lerende; kept in the document only while the lerende is a minor on the first day."""
    rij = getattr(overeenkomst.lerende, "vertegenwoordiger", None)
    if rij is None or overeenkomst.start is None or not overeenkomst.lerende.minderjarig(timezone.localdate()):
        return None
    return {"naam": str(rij), "band": rij.get_band_display()}
