"""The pack for the sociaal secretariaat: made, sent, renewed, withdrawn, and what it ticks on its link (rules.md §5.1)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad, token_van
from educam_portal.accounts.models import User
from educam_portal.documenten import maakwerk
from educam_portal.documenten import services as documenten
from educam_portal.documenten.rekenblad import MIME as CSV
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..documenten import PAKKET
from ..models import Overeenkomst, Pakket
from ..ontvangers import werkgevers
from ..pakket import GEHEIM, LINK, csv_van, momentopname
from .verplichtingen import vink_samen_af

MAKEN, INTREKKEN = "pakket_maken", "pakket_intrekken"


def maak_pakket(*, overeenkomst: Overeenkomst, naam: str, email: str, door: User | None, op: datetime) -> Pakket:
    """Have PDF and CSV made for the secretariaat `naam`, and mail it a link when there is an address.

    The pack that counted until now is withdrawn, its files erased. Raises Geweigerd without a name.
    """
    naam = naam.strip()
    if not naam:
        raise Geweigerd("Schrijf de naam van je sociaal secretariaat.")
    with perform(overeenkomst, MAKEN, door=door, op=op, gegevens={"naam": naam}) as vers:
        if vers.lerende.persoonsnummer_id is None:
            raise Geweigerd("Het rijksregisternummer van de lerende ontbreekt. Vraag het aan de school.")
        _trek_in(vers, op)
        return _nieuw(vers, naam=naam, email=email, door=door, op=op)


def vernieuw_link(*, pakket: Pakket, op: datetime) -> Pakket:
    """The same pack as things stand now, with a new link to the same address, whoever asks (GET never consumes it)."""
    return maak_pakket(overeenkomst=pakket.overeenkomst, naam=pakket.naam, email=pakket.email, door=None, op=op)


def trek_pakket_in(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> None:
    """The link works no more, and the files go."""
    with perform(overeenkomst, INTREKKEN, door=door, op=op) as vers:
        _trek_in(vers, op)


def leg_pakket_vast(pakket: Pakket, inhoud: bytes) -> Pakket:
    """Keep both files as long as the link works, and mail the link: from now on there is something to open."""
    naam = f"pakket-{pakket.overeenkomst.referentie}"
    with transaction.atomic():
        vers = maakwerk.leg_pdf_vast(
            pakket, inhoud, bestandsnaam=f"{naam}.pdf", soort=PAKKET, onderwerp=pakket.overeenkomst
        )
        assert vers.document is not None
        if vers.csv_id is not None:
            return vers
        vers.csv = documenten.bewaar_bytes(
            inhoud=csv_van(vers),
            bestandsnaam=f"{naam}.csv",
            mime=CSV,
            soort=PAKKET,
            onderwerp=pakket.overeenkomst,
            bewaren_tot=_laatste_dag(vers),
        )
        vers.save(update_fields=["csv"])
        vers.document.bewaren_tot = _laatste_dag(vers)
        vers.document.save(update_fields=["bewaren_tot"])
        if vers.ingetrokken_op is not None:
            _wis_bestanden(vers)
        elif vers.email:
            meldingen.stuur(
                "secretariaat_pakket",
                dossier=vers.overeenkomst,
                aan=[vers.email],
                gegevens={"pakket": vers, "geheim": {"soort": GEHEIM, "id": vers.token_hash}},
            )
    return vers


def noteer_geregeld(*, pakket: Pakket, soorten: Sequence[str], naam: str, gedaan_op: date, op: datetime) -> list[str]:
    """What the secretariaat ticks on its link, in one go; answers what is in order by it now, and tells the werkgever.

    What somebody else ticked in the meantime stays as it is. Raises Geweigerd when the link no longer works.
    """
    with transaction.atomic():
        vers = (
            Pakket.objects.select_for_update(of=("self",), no_key=True).select_related("overeenkomst").get(pk=pakket.pk)
        )
        if not vers.werkt(op):
            raise Geweigerd("Deze link werkt niet meer. Vraag een nieuwe.")
        wie = f"{naam.strip()} ({vers.naam})"
        rijen = vink_samen_af(overeenkomst=vers.overeenkomst, soorten=soorten, naam=wie, gedaan_op=gedaan_op, op=op)
        wat = [str(rij) for rij in rijen]
        if wat:
            meldingen.stuur(
                "secretariaat_geregeld",
                dossier=vers.overeenkomst,
                aan=werkgevers(vers.overeenkomst, timezone.localdate(op)),
                gegevens={"overeenkomst": vers.overeenkomst, "secretariaat": vers.naam, "wat": wat},
            )
    return wat


def _nieuw(overeenkomst: Overeenkomst, *, naam: str, email: str, door: User | None, op: datetime) -> Pakket:
    from ..tasks import maak_pakket as taak

    dag, zaad = timezone.localdate(op), nieuw_zaad()
    gegevens = momentopname(overeenkomst, overeenkomst.verplichtingen.all())
    laatste = na_termijn(dag, duur("secretariaatlink", dag))
    pakket = Pakket.objects.create(
        overeenkomst=overeenkomst,
        naam=naam,
        email=email,
        gegevens=gegevens,
        sha256=maakwerk.vingerafdruk(gegevens),
        zaad=zaad,
        token_hash=hash_van(token_van(zaad, LINK)),
        vervalt_op=timezone.make_aware(datetime.combine(laatste + timedelta(days=1), datetime.min.time())),
        gemaakt_door=door,
        aangemaakt_op=op,
    )
    maakwerk.maak_na_commit(taak, pakket)
    return pakket


def _trek_in(overeenkomst: Overeenkomst, op: datetime) -> None:
    for pakket in overeenkomst.pakketten.filter(ingetrokken_op=None).select_related("document", "csv"):
        pakket.ingetrokken_op = op
        pakket.save(update_fields=["ingetrokken_op"])
        _wis_bestanden(pakket)


def _wis_bestanden(pakket: Pakket) -> None:
    for document in filter(None, (pakket.document, pakket.csv)):
        documenten.wis(document, reden="pakket ingetrokken")


def _laatste_dag(pakket: Pakket) -> date:
    return timezone.localdate(pakket.vervalt_op) - timedelta(days=1)
