"""A vestiging closes or moves: what hangs on it follows, in one transaction (rules.md §3.3, §10)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties import feiten
from educam_portal.organisaties import services as organisaties
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever, leiding, stand, wie_volgt_op
from educam_portal.organisaties.models import Vestiging
from educam_portal.organisaties.services.verhuis import controleer
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, perform, vergrendel
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import beeindig_aanduidingen
from mentoren.models import Mentor

from ..brieven import leg_attest_vast
from ..models import Aanvraag, Begeleiding, Bezoek, Erkenning, Maatregel, Nazicht
from ..ontvangers import kies_consulent
from ..toestanden import LOPEND, ErkenningToestand
from .afsluiten import stop_door_sluiting
from .begeleiding import sluit_begeleiding
from .bewaring import bewaar_opnieuw
from .bezoek import annuleer, nodig_uit
from .concept import naar_regio
from .mentorwissel import sluit_mentorwissel

KOMEND = (Bezoek.Toestand.VOORGESTELD, Bezoek.Toestand.VASTGELEGD)


def sluiten(*, vestiging: Vestiging, vanaf: date, reden: str, door: User, op: datetime) -> Vestiging:
    """Close a vestiging from `vanaf` on: its erkenningen end that day, its open aanvragen stop now.

    Raises Geweigerd without reason, for who may not, and when it was closed before. Source: rules.md §3.3.
    """
    dag = timezone.localdate(op)
    controleer(vestiging, reden, door)
    mensen = _mensen(vestiging, dag)
    with transaction.atomic():
        # First the dossiers, then the vestiging, as a decision locks them; what is decided before that is ended below.
        for aanvraag in Aanvraag.objects.open().filter(vestiging=vestiging).order_by("pk"):
            stop_door_sluiting(aanvraag=aanvraag, door=door, op=op, reden=reden.strip())
        rij = organisaties.vestiging_sluiten(vestiging=vestiging, vanaf=vanaf, reden=reden, door=door, op=op)
        eindigt = list(_lopend(rij).filter(geldig_tot__gte=vanaf).order_by("pk"))
        for erkenning in eindigt:
            _beeindig(erkenning, vanaf, reden.strip(), door=door, op=op)
        Nazicht.objects.filter(vestiging=rij, afgerond_op=None).delete()
        gegevens = {"vestiging": rij, "vanaf": vanaf, "reden": reden.strip(), "door": door, "erkenningen": eindigt}
        werkgevers, collegas = _wie_leest(rij, mensen, door)
        meldingen.stuur("vestiging_gesloten", dossier=None, aan=werkgevers, gegevens=gegevens)
        meldingen.stuur("vestiging_gesloten_educam", dossier=None, aan=collegas, gegevens=gegevens)
        meld(feiten.VESTIGING_GESLOTEN, vestiging=rij, vanaf=vanaf, reden=reden.strip(), door=door, op=op)
    return rij


def verhuizen(*, vestiging: Vestiging, sinds: date, reden: str, door: User, op: datetime, **adres: Any) -> Vestiging:
    """Move a vestiging: in another region the work goes to the consulent there; a recognised one gets a visit.

    `adres`: see `organisaties.services.vestiging_verhuizen`, which refuses what does not fit. Its erkenningen go on, each
    with an attest for the new address. Source: rules.md §3.3, §10.
    """
    dag = timezone.localdate(op)
    controleer(vestiging, reden, door)
    vorige, oud_adres, mensen = vestiging.regio, vestiging.adres, _mensen(vestiging, dag)
    with transaction.atomic():
        dossiers = list(_dossiers(vestiging).select_for_update(of=("self",), no_key=True).order_by("pk"))
        rij = organisaties.vestiging_verhuizen(vestiging=vestiging, sinds=sinds, reden=reden, door=door, op=op, **adres)
        lopend = list(
            _lopend(rij).filter(geldig_tot__gte=dag).select_related("opleiding", "lijn__aanvraag").order_by("pk")
        )
        anders = rij.regio_id != vorige.pk
        if anders:
            mensen += _geef_door(rij, dossiers, lopend, door=door, op=op)
        _bezoeken(rij, anders, op=op)
        for erkenning in lopend:
            erkenning.vestiging = rij
            leg_attest_vast(erkenning, op=op)
        if lopend:
            Nazicht.objects.update_or_create(
                vestiging=rij,
                afgerond_op=None,
                defaults={"reden": f"Verhuisd van {oud_adres}. {reden.strip()}", "gevraagd_op": dag},
            )
        gegevens = {
            "vestiging": rij,
            "oud_adres": oud_adres,
            "sinds": sinds,
            "door": door,
            "erkend": bool(lopend),
            "kaart": kaart_voor_werkgever(rij.regio, dag) if anders else None,
        }
        werkgevers, collegas = _wie_leest(rij, mensen, door)
        meldingen.stuur("vestiging_verhuisd", dossier=None, aan=werkgevers, gegevens=gegevens)
        meldingen.stuur("vestiging_verhuisd_educam", dossier=None, aan=collegas, gegevens=gegevens)
        meld(feiten.VESTIGING_VERHUISD, vestiging=rij, vorige_regio=vorige, sinds=sinds, door=door, op=op)
    return rij


def nazicht_afronden(*, nazicht: Nazicht, gezien_op: date, besluit: str, door: User, op: datetime) -> Nazicht:
    """Write down what was seen at a vestiging that moved; it leaves the day list."""
    dag = timezone.localdate(op)
    if not besluit.strip():
        raise Geweigerd("Schrijf op wat je zag.")
    if not nazicht.gevraagd_op <= gezien_op <= dag:
        raise Geweigerd("Kies de dag van je bezoek: na de verhuis, en ten laatste vandaag.")
    with transaction.atomic():
        rij = vergrendel(nazicht)
        if rij.afgerond_op is not None:
            raise Geweigerd("Een collega schreef dit intussen al op.")
        rij.gezien_op, rij.besluit, rij.afgerond_op, rij.afgerond_door = gezien_op, besluit.strip(), dag, door
        rij.save()
        tekst = f"{rij.vestiging.naam}: {besluit.strip()}"
        noteer(rij.vestiging.onderneming, "nazicht", door=door, op=op, tekst=tekst, intern=True)
    return rij


def _lopend(vestiging: Vestiging) -> QuerySet[Erkenning]:
    return Erkenning.objects.filter(vestiging=vestiging, toestand=ErkenningToestand.LOPEND)


def _dossiers(vestiging: Vestiging) -> QuerySet[Aanvraag]:
    """What is followed there: open aanvragen, and those of which an erkenning runs."""
    erkend = _lopend(vestiging).values("lijn__aanvraag")
    return Aanvraag.objects.filter(Q(toestand__in=LOPEND) | Q(pk__in=erkend), vestiging=vestiging)


def _mensen(vestiging: Vestiging, dag: date) -> list[User]:
    """Who follows it for EDUCAM today: the consulenten of its dossiers, or who stands in."""
    wie_weg = stand(dag)
    dossiers = _dossiers(vestiging)
    consulenten = User.objects.filter(pk__in=dossiers.values("consulent"), is_active=True).order_by("pk")
    mensen = [user for consulent in consulenten for user in wie_volgt_op(consulent, dag, wie_weg)]
    return leiding(dag, wie_weg) if not mensen and dossiers.exists() else mensen


def _beeindig(erkenning: Erkenning, vanaf: date, reden: str, *, door: User, op: datetime) -> None:
    dag = timezone.localdate(op)
    with perform(erkenning, "sluiten", door=door, op=op, reden=reden) as rij:
        rij.opgeheven_op = max(vanaf, rij.geldig_van)
        termijnen.nietig(rij, "geldigheid", op=dag)
        sluit_begeleiding(rij, op=dag)
        sluit_mentorwissel(rij, op=dag)
        beeindig_aanduidingen(vestiging=rij.vestiging, opleiding=rij.opleiding, op=max(vanaf, dag))
    bewaar_opnieuw(rij.lijn.aanvraag)


def _geef_door(
    vestiging: Vestiging, dossiers: list[Aanvraag], erkenningen: list[Erkenning], *, door: User, op: datetime
) -> list[User]:
    """Hand over what is followed to one consulent of the new region, with its terms; gives who follows it now (§10)."""
    dag, consulent = timezone.localdate(op), None
    for dossier in dossiers:
        dossier.vestiging = vestiging
        consulent = consulent or kies_consulent(dossier, dag)
        if dossier.toestand in LOPEND:
            reden = "De vestiging verhuisde naar een andere regio."
            naar_regio(dossier, vestiging.regio, consulent, door=door, op=op, reden=reden)
        else:
            dossier.regio, dossier.consulent = vestiging.regio, consulent
            termijnen.zet_partijen(dossier)
            noteer(dossier, "toewijzen", door=door, op=op, intern=True, gegevens={"aan": str(dossier.consulent or "")})
        dossier._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        dossier.save()
    per_pk = {dossier.pk: dossier for dossier in dossiers}
    for erkenning in erkenningen:
        erkenning.lijn.aanvraag = per_pk[erkenning.lijn.aanvraag_id]
        termijnen.zet_partijen(erkenning)
    for begeleiding in Begeleiding.objects.filter(erkenning__in=erkenningen, afloop=Begeleiding.Afloop.OPEN):
        termijnen.zet_partijen(begeleiding)
    over = Q(vestiging=vestiging) | Q(erkenning__vestiging=vestiging)
    for maatregel in Maatregel.objects.filter(over):
        termijnen.zet_partijen(maatregel)
    for mentor in Mentor.objects.filter(aanduidingen__vestiging=vestiging, aanduidingen__tot=None).distinct():
        termijnen.zet_partijen(mentor)
    return wie_volgt_op(consulent, dag) if consulent else leiding(dag)


def _bezoeken(vestiging: Vestiging, anders: bool, *, op: datetime) -> None:
    """Coming visits get the new address; another consulent makes an appointment of his own."""
    for bezoek in Bezoek.objects.filter(vestiging=vestiging, toestand__in=KOMEND).order_by("pk"):
        bezoek.vestiging = vestiging
        if anders:
            annuleer(bezoek, op=op, reden="De vestiging verhuisde. Je nieuwe sectorconsulent maakt een afspraak.")
        elif bezoek.toestand == Bezoek.Toestand.VASTGELEGD:
            bezoek.volgnummer += 1
            bezoek.save()
            nodig_uit("bezoek_verplaatst", bezoek, op)


def _wie_leest(vestiging: Vestiging, educam: list[User], door: User) -> tuple[list[User], list[User]]:
    """The werkgevers, and who follows it for EDUCAM; nobody is told what he did himself."""
    werkgevers = [user for user in vestiging.onderneming.werkgevers() if user != door]
    collegas = {user.pk: user for user in educam if user != door and user not in werkgevers}
    return werkgevers, list(collegas.values())
