"""The mentor fills in the own part and brings the own 596.2, unseen by the werkgever (rules.md §4, ux.md §3.3).

`door` is the account of the mentor, or None for who came by the personal link. Aanvragen are locked before the mentor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import keur
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import noteer, vergrendel
from mentoren.models import Mentor, Uittreksel
from mentoren.services.dossier import controleer_gelijken, vul_in

from ..eigen_deel import EigenDeel, dossiers_van, eigen_deel
from ..models import Erkenning, Mentorvoorstel
from ..ontvangers import behandelaars
from ..toestanden import Toestand
from ..volledigheid import Stap
from .concept import bewaar_stap, controleer_persoon
from .uittreksels import leg_uittreksel_neer


@contextmanager
def _deel_van(mentor: Mentor, op: datetime) -> Iterator[EigenDeel]:
    """The mentor and what hangs on this person, fresh and locked."""
    with transaction.atomic():
        dossiers = list(
            dossiers_van(mentor).select_for_update(of=("self",), no_key=True).select_related("consulent", "onderneming")
        )
        rij = vergrendel(mentor)
        # An erkenning that ends at this moment lets its proposals fall away: then nothing is asked any more.
        voor = Mentorvoorstel.objects.filter(mentor=rij, besluit="").values("erkenning")
        list(Erkenning.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=voor).order_by("pk"))
        yield eigen_deel(rij, timezone.localdate(op), dossiers)


def vul_eigen_deel_in(
    *, mentor: Mentor, persoon: dict[str, Any], gegevens: dict[str, Any], door: User | None, op: datetime
) -> Mentor:
    """Save what the mentor answered: `persoon` and `gegevens` hold the columns of Persoon and Mentor.

    Raises Geweigerd once the aanvraag is filed or the mentor designated, and for another name or date of birth of who was
    checked already.
    """
    with _deel_van(mentor, op) as deel:
        if not deel.gegevens_open:
            raise Geweigerd("Je gegevens liggen nu vast. Klopt er iets niet? Laat het je werkgever weten.")
        rij = deel.mentor
        controleer_persoon(rij, persoon)
        if persoon:
            _controleer_gelijken(rij, persoon)
        rij.zelf_ingevuld_op = op
        rij._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        vul_in(rij, persoon, gegevens)
        noteer(rij, "zelf_ingevuld", door=door, op=op, tekst="Door de mentor zelf ingevuld.")
        for dossier in deel.dossiers:
            bewaar_stap(dossier, Stap.MENTOREN, door=door, op=op)
        _meld_werkgever(rij, door, uittreksel=False)
    return rij


def _controleer_gelijken(mentor: Mentor, persoon: dict[str, Any]) -> None:
    """Whoever holds the link does not learn by trying names who was barred at the onderneming, or is mentor there."""
    try:
        controleer_gelijken(mentor, persoon)
    except Geweigerd:
        raise Geweigerd("Met deze naam en geboortedatum kan dit niet. Vraag het je werkgever.") from None


def laad_uittreksel_op(*, mentor: Mentor, bestand: UploadedFile, door: User | None, op: datetime) -> Uittreksel:
    """Keep the 596.2 that the mentor brings; it replaces an unchecked one. Who handles a filed dossier hears of it.

    Raises OngeldigBestand, or Geweigerd when none is asked or the last one is being judged.
    """
    bestand = keur(bestand)
    with _deel_van(mentor, op) as deel:
        if not deel.uittreksel_open:
            raise Geweigerd("We hebben nu geen uittreksel van je nodig.")
        rij = deel.mentor
        ingediend = [dossier for dossier in deel.dossiers if dossier.toestand != Toestand.CONCEPT]
        uittreksel = leg_uittreksel_neer(
            rij, bestand, door=door, door_mentor=True, tijdelijk=not (ingediend or deel.voorstellen), op=op
        )
        for dossier in deel.dossiers:
            noteer(
                dossier, "uittreksel_ontvangen", door=door, op=op, tekst=f"Uittreksel van {rij}, door de mentor zelf"
            )
        for dossier in ingediend:
            gegevens = {"mentor": rij, "ref": dossier.ref, "url": dossier.consulent_url}
            meldingen.stuur("uittreksel_binnen", dossier=dossier, aan=behandelaars(dossier), gegevens=gegevens)
        for voorstel in deel.voorstellen:
            erkenning = voorstel.erkenning
            gegevens = {"mentor": rij, "ref": "", "url": erkenning.consulent_url}
            aan = behandelaars(erkenning.lijn.aanvraag)
            meldingen.stuur("uittreksel_binnen", dossier=erkenning, aan=aan, gegevens=gegevens)
        _meld_werkgever(rij, door, uittreksel=True)
    return uittreksel


def _meld_werkgever(mentor: Mentor, door: User | None, *, uittreksel: bool) -> None:
    meldingen.stuur(
        "mentor_ingevuld",
        dossier=mentor,
        aan=mentor.onderneming.werkgevers(),
        gegevens={"mentor": mentor, "uittreksel": uittreksel, "door": door},
    )
