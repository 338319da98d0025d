"""Register an onderneming, confirm who speaks for it, and let a second person in (rules.md §2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Organisatie, Rol, User
from educam_portal.accounts.tekst import een_regel
from educam_portal.meldingen import stuur
from educam_portal.workflow.diensten import noteer

from .. import bevoegd, nummers
from ..afwezigheden import volgers_van
from ..models import Onderneming, Regio, Toegangsverzoek

NUMMER_KLOPT_NIET = (
    "Dit ondernemingsnummer klopt niet. Het heeft 10 cijfers en begint met 0 of 1, bijvoorbeeld 0123.456.749. "
    "Je vindt het op een factuur of in de KBO."
)


def registreer_onderneming(
    *,
    user: User,
    nummer: str,
    naam: str,
    op: datetime,
    rechtsvorm: str = "",
    paritair_comite: str = "",
    straat: str = "",
    huisnummer: str = "",
    postcode: str = "",
    gemeente: str = "",
) -> Onderneming | Toegangsverzoek:
    """The onderneming of `nummer` with `user` as its responsible, still to be confirmed; or a request to join.

    A number that is taken gives a Toegangsverzoek and tells nothing about the onderneming. A member gets the
    onderneming back. Two people with the same new number at once: the first registers, the second asks to join.
    Raises Geweigerd when the number is not a valid ondernemingsnummer.
    """
    cijfers = nummers.schoon_onderneming(nummer)
    if cijfers is None:
        raise Geweigerd(NUMMER_KLOPT_NIET)
    velden = {
        "naam": een_regel(naam),
        "rechtsvorm": rechtsvorm,
        "paritair_comite": paritair_comite,
        "straat": straat,
        "huisnummer": huisnummer,
        "postcode": postcode,
        "gemeente": gemeente,
    }
    if not Onderneming.objects.filter(nummer=cijfers).exists():
        try:
            return _registreer(user, cijfers, velden, op)
        except IntegrityError:
            # Somebody registered the same number between our look and our write: ask to join, like any second person.
            pass
    return _vraag_toegang(user, cijfers, op)


@transaction.atomic
def _registreer(user: User, cijfers: str, velden: dict[str, str], op: datetime) -> Onderneming:
    organisatie = Organisatie.objects.create(soort=Organisatie.Soort.ONDERNEMING, naam=velden["naam"], sleutel=cijfers)
    onderneming = Onderneming.objects.create(organisatie=organisatie, nummer=cijfers, **velden)
    accounts.geef_lidmaatschap(
        user=user, organisatie=organisatie, rol=Rol.VERANTWOORDELIJKE, van=timezone.localdate(op)
    )
    noteer(onderneming, "geregistreerd", door=user, op=op, tekst="Onderneming geregistreerd, nog te bevestigen.")
    return onderneming


@transaction.atomic
def _vraag_toegang(user: User, cijfers: str, op: datetime) -> Onderneming | Toegangsverzoek:
    onderneming = (
        Onderneming.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisatie")
        .get(nummer=cijfers)
    )
    if user.lidmaatschappen.geldig(timezone.localdate(op)).filter(organisatie=onderneming.organisatie).exists():
        return onderneming
    verzoek, nieuw = Toegangsverzoek.objects.get_or_create(
        user=user, onderneming=onderneming, status=Toegangsverzoek.Status.OPEN, defaults={"gevraagd_op": op}
    )
    if nieuw:
        noteer(onderneming, "toegang_gevraagd", door=user, op=op, tekst="Iemand vraagt toegang tot de onderneming.")
        eigen = verantwoordelijken(onderneming.organisatie, op=op)
        stuur(
            "toegang_gevraagd",
            dossier=onderneming,
            aan=eigen or opvolgers(onderneming, op=op),
            gegevens={
                "vrager": str(user),
                "vrager_email": user.email,
                "onderneming": onderneming.naam,
                "pad": reverse("organisatie:beheer" if eigen else "organisatie:ondernemingen"),
            },
        )
    return verzoek


def verantwoordelijken(organisatie: Organisatie, *, op: datetime) -> list[User]:
    """Active responsibles of an organisation, each once."""
    leden = Lidmaatschap.objects.geldig(timezone.localdate(op)).filter(
        organisatie=organisatie, rol=Rol.VERANTWOORDELIJKE, bron="lid", bereik="alles"
    )
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("pk"))


def opvolgers(onderneming: Onderneming, *, op: datetime) -> list[User]:
    """Who at EDUCAM follows an onderneming: the consulenten of its regions or who replaces them, else the coördinatoren."""
    regios = Regio.objects.filter(vestigingen__onderneming=onderneming).distinct()
    return volgers_van(regios, timezone.localdate(op))


@transaction.atomic
def beslis_toegangsverzoek(
    *, verzoek: Toegangsverzoek, door: User, toelaten: bool, op: datetime, rol: str = Rol.MEDEWERKER
) -> Toegangsverzoek:
    """Admit somebody as `rol`, or refuse; the asker gets a mail either way.

    Raises Geweigerd when `door` may not answer, or somebody else answered first.
    """
    verzoek = (
        Toegangsverzoek.objects.select_for_update(of=("self",), no_key=True)
        .select_related("onderneming__organisatie", "user")
        .get(pk=verzoek.pk)
    )
    onderneming = verzoek.onderneming
    if not bevoegd.mag_toelaten(door, onderneming):
        raise Geweigerd("Alleen een verantwoordelijke van de onderneming of de consulent beslist over deze vraag.")
    if door == verzoek.user:
        raise Geweigerd("Je kan je eigen vraag niet beantwoorden. Laat een collega dat doen.")
    if verzoek.status != Toegangsverzoek.Status.OPEN:
        raise Geweigerd("Iemand heeft deze vraag al beantwoord.")
    if rol not in (Rol.MEDEWERKER, Rol.VERANTWOORDELIJKE):
        raise Geweigerd("Kies medewerker of verantwoordelijke.")
    verzoek.status = Toegangsverzoek.Status.TOEGELATEN if toelaten else Toegangsverzoek.Status.GEWEIGERD
    verzoek.behandeld_door, verzoek.behandeld_op = door, op
    verzoek.save(update_fields=["status", "behandeld_door", "behandeld_op"])
    if toelaten:
        accounts.geef_lidmaatschap(
            user=verzoek.user, organisatie=onderneming.organisatie, rol=rol, van=timezone.localdate(op)
        )
    woord = "toegelaten" if toelaten else "geweigerd"
    noteer(onderneming, f"toegang_{woord}", door=door, op=op, tekst=f"Toegang voor {verzoek.user} {woord}.")
    # A refused person still learns nothing about the onderneming: no name, only the number they typed themselves.
    stuur(
        "toegang_beslist",
        dossier=onderneming,
        aan=[verzoek.user],
        gegevens={
            "toegelaten": toelaten,
            "nummer": onderneming.nummer_weergave,
            "onderneming": onderneming.naam if toelaten else "",
        },
    )
    return verzoek


@transaction.atomic
def bevestig_onderneming(*, onderneming: Onderneming, door: User, op: datetime, reden: str = "") -> Onderneming:
    """EDUCAM knows now who speaks for the onderneming; `reden` says how. Confirming twice changes nothing.

    Raises Geweigerd when `door` is neither a consulent of its region nor a coördinator.
    """
    onderneming = (
        Onderneming.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisatie")
        .get(pk=onderneming.pk)
    )
    if not bevoegd.volgt_op(door, onderneming):
        raise Geweigerd("Alleen de consulent van de regio of een coördinator bevestigt een onderneming.")
    if any(
        lid.organisatie_id == onderneming.organisatie_id and lid.bron == Bron.LID for lid in door.lidmaatschappen_nu
    ):
        raise Geweigerd("Je bent zelf lid van deze onderneming. Laat een collega ze bevestigen.")
    if onderneming.bevestigd:
        return onderneming
    onderneming.status = Onderneming.Status.BEVESTIGD
    onderneming.bevestigd_door, onderneming.bevestigd_op = door, op
    # Read by django-simple-history when it writes the row of this change.
    setattr(onderneming, "_change_reason", (reden or "Bevestigd wie voor de onderneming spreekt")[:100])  # noqa: B010
    onderneming.save()
    noteer(onderneming, "bevestigd", door=door, op=op, tekst=reden)
    stuur(
        "onderneming_bevestigd",
        dossier=onderneming,
        aan=verantwoordelijken(onderneming.organisatie, op=op),
        gegevens={"onderneming": onderneming.naam},
    )
    return onderneming
