"""An onderneming lets somebody else act for it: a document, scopes, an end date, revocable (rules.md §2)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, Organisatie, Rol, User, UserManager
from educam_portal.documenten import OngeldigBestand, bewaar
from educam_portal.meldingen import stuur
from educam_portal.workflow.diensten import noteer

from .. import bevoegd
from ..models import Machtiging, Onderneming

SCOPES = (Bereik.AANVRAGEN, Bereik.OVEREENKOMSTEN, Bereik.PREMIES, Bereik.LEZEN)


def rol_voor(gemachtigde: User, scope: str) -> Rol:
    """The role a scope gives: a sociaal secretariaat keeps a role of its own, which sees no 596.2 and no threads.

    Except to file aanvragen: there it acts as a medewerker would.
    """
    bij_secretariaat = any(
        lid.organisatie.soort == Organisatie.Soort.SECRETARIAAT for lid in gemachtigde.lidmaatschappen_nu
    )
    return Rol.SECRETARIAAT if bij_secretariaat and scope != Bereik.AANVRAGEN else Rol.MEDEWERKER


@transaction.atomic
def geef_machtiging(
    *,
    onderneming: Onderneming,
    email: str,
    scopes: list[str],
    tot: date,
    document: UploadedFile | None,
    door: User,
    op: datetime,
    naam: str = "",
) -> Machtiging:
    """Let the person at `email` act for the onderneming through `tot`; one Lidmaatschap per scope.

    Somebody without an account gets one without password (log in by mailed code). Raises Geweigerd when `door` is not
    a responsible, the document is missing or not accepted, a scope is unknown or the end date lies before today.
    """
    vandaag = timezone.localdate(op)
    email = UserManager.normaliseer(email)
    if not bevoegd.is_verantwoordelijke(door, onderneming.organisatie):
        raise Geweigerd("Alleen een verantwoordelijke van de onderneming geeft een machtiging.")
    if not scopes or any(scope not in SCOPES for scope in scopes):
        raise Geweigerd("Kies waarvoor de machtiging geldt.")
    if tot < vandaag:
        raise Geweigerd("Kies een einddatum vanaf vandaag.")
    if document is None:
        raise Geweigerd("Voeg de ondertekende machtiging toe als pdf of foto.")
    if email == door.email:
        raise Geweigerd("Je kan jezelf geen machtiging geven: je bent al verantwoordelijke.")
    Onderneming.objects.select_for_update(of=("self",), no_key=True).get(pk=onderneming.pk)
    gemachtigde = User.objects.filter(email=email).first() or accounts.maak_gebruiker(
        email=email, naam=naam, bevestigd=False
    )
    if not gemachtigde.is_active:
        raise Geweigerd("Dit e-mailadres kan geen machtiging krijgen. Vraag een ander adres.")
    if _lopend(onderneming, vandaag).filter(gemachtigde=gemachtigde).exists():
        raise Geweigerd("Deze persoon heeft al een machtiging. Trek die eerst in als je ze wil wijzigen.")
    machtiging = Machtiging.objects.create(
        onderneming=onderneming,
        gemachtigde=gemachtigde,
        scopes=sorted(set(scopes)),
        van=vandaag,
        tot=tot,
        gegeven_door=door,
    )
    try:
        machtiging.document = bewaar(bestand=document, soort="machtiging", door=door, onderwerp=machtiging)
    except OngeldigBestand as fout:
        raise Geweigerd(str(fout)) from fout
    machtiging.save(update_fields=["document"])
    for scope in machtiging.scopes:
        accounts.geef_lidmaatschap(
            user=gemachtigde,
            organisatie=onderneming.organisatie,
            rol=rol_voor(gemachtigde, scope),
            bereik=scope,
            bron=Bron.MACHTIGING,
            van=vandaag,
            tot=tot,
        )
    noteer(
        onderneming, "machtiging_gegeven", door=door, op=op, tekst=f"Machtiging voor {gemachtigde}, tot {tot:%d/%m/%Y}."
    )
    stuur(
        "machtiging_gegeven",
        dossier=onderneming,
        aan=[gemachtigde],
        gegevens={
            "onderneming": onderneming.naam,
            "door": str(door),
            "scopes": [Bereik(scope).label.lower() for scope in machtiging.scopes],
            "tot": date_format(tot, "j F Y"),
        },
    )
    return machtiging


def _lopend(onderneming: Onderneming, op: date):
    return onderneming.machtigingen.filter(ingetrokken_op=None, van__lte=op, tot__gte=op)


@transaction.atomic
def trek_machtiging_in(*, machtiging: Machtiging, door: User, op: datetime) -> Machtiging:
    """End a machtiging at once, as responsible of the onderneming or as gemachtigde. Raises Geweigerd otherwise."""
    machtiging = (
        Machtiging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("onderneming__organisatie", "gemachtigde")
        .get(pk=machtiging.pk)
    )
    onderneming = machtiging.onderneming
    if door != machtiging.gemachtigde and not bevoegd.is_verantwoordelijke(door, onderneming.organisatie):
        raise Geweigerd("Alleen een verantwoordelijke van de onderneming of de gemachtigde stopt een machtiging.")
    if machtiging.ingetrokken_op:
        raise Geweigerd("Deze machtiging is al gestopt.")
    machtiging.ingetrokken_op, machtiging.ingetrokken_door = op, door
    machtiging.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    vandaag = timezone.localdate(op)
    leden = Lidmaatschap.objects.geldig(vandaag).filter(
        user=machtiging.gemachtigde,
        organisatie=onderneming.organisatie,
        bron=Bron.MACHTIGING,
        bereik__in=machtiging.scopes,
    )
    for lid in leden.select_related("user"):
        accounts.beeindig_lidmaatschap(lid, op=vandaag)
    accounts.vergeet_lidmaatschappen(machtiging.gemachtigde)
    noteer(
        onderneming, "machtiging_gestopt", door=door, op=op, tekst=f"Machtiging voor {machtiging.gemachtigde} gestopt."
    )
    stuur(
        "machtiging_gestopt",
        dossier=onderneming,
        aan=[machtiging.gemachtigde],
        gegevens={"onderneming": onderneming.naam},
    )
    return machtiging
