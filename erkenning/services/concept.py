"""Starting, filling in and copying a concept (rules.md §3.1). Nothing typed is lost: every step is a database row."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, User
from educam_portal.documenten.models import Document
from educam_portal.meldingen import postvak
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Onderneming, Opleiding, Regio, Vestiging
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, vergrendel
from mentoren.models import Mentor
from mentoren.services.dossier import controleer_gelijken, neem_op, vul_in
from mentoren.toestanden import MentorToestand

from ..models import Aanvraag, AanvraagLijn, Aanvulling, LijnActiviteit, LijnMentor, Maatregel
from ..ontvangers import behandelaars, kies_consulent
from ..toestanden import Onderdeel, Toestand
from ..volledigheid import Stap
from . import lijnen
from .bezet import bezet_is_geweigerd

# Which part of an aanvraag a task belongs to: during an aanvulling only the parts asked for are open.
ONDERDEEL = {
    Stap.VESTIGING: Onderdeel.VESTIGING,
    Stap.OPLEIDINGEN: Onderdeel.OPLEIDINGEN,
    Stap.ACTIVITEITEN: Onderdeel.ACTIVITEITEN,
    Stap.MENTOREN: Onderdeel.MENTOREN,
    Stap.VOORWAARDEN: Onderdeel.VOORWAARDEN,
    Stap.DOCUMENTEN: Onderdeel.DOCUMENTEN,
}


def nieuw(*, onderneming: Onderneming, door: User, op: datetime) -> Aanvraag:
    """Start a concept for `onderneming`, which `door` must be a member of. Mails the link to continue later.

    Raises Geweigerd when `door` may not file for this onderneming. Source: rules.md §3.1, ux.md §1.1.
    """
    if not mag_starten(door, onderneming):
        raise Geweigerd("Je kan voor deze onderneming geen aanvraag starten.")
    if uitsluiting := Maatregel.objects.uitsluiting_van(onderneming, None, op=timezone.localdate(op)):
        raise Geweigerd(uitsluiting.zin)
    with transaction.atomic():
        aanvraag = Aanvraag.objects.create(
            onderneming=onderneming,
            aangemaakt_door=door,
            via_machtiging=via_machtiging(door, onderneming),
            aangemaakt_op=op,
            gewijzigd_op=op,
        )
        noteer(aanvraag, "gestart", door=door, op=op)
        termijnen.start(aanvraag, "concept", op=timezone.localdate(op))
        meldingen.stuur("aanvraag_bewaard", dossier=aanvraag, aan=[door], gegevens={"aanvraag": aanvraag, "door": door})
    return aanvraag


def mag_starten(user: User, onderneming: Onderneming) -> bool:
    """Members and those with a machtiging for aanvragen; a consulent who helps fills in, but starts nothing."""
    return any(
        lid.organisatie_id == onderneming.organisatie_id
        and lid.rol in WERKGEVERS
        and lid.bereik in (Bereik.ALLES, Bereik.AANVRAGEN)
        and lid.bron != Bron.HULP
        for lid in user.lidmaatschappen_nu
    )


def via_machtiging(door: User, onderneming: Onderneming) -> bool:
    """Whether `door` acts for the onderneming only under a machtiging: then a verklaring op eer is asked."""
    bronnen = {lid.bron for lid in door.lidmaatschappen_nu if lid.organisatie_id == onderneming.organisatie_id}
    return Bron.MACHTIGING in bronnen and Bron.LID not in bronnen


def open_stappen(aanvraag: Aanvraag) -> set[Stap]:
    """The tasks that may be edited now: all of a concept, only the parts asked for during an aanvulling."""
    if aanvraag.toestand == Toestand.CONCEPT:
        return set(Stap)
    if aanvraag.toestand == Toestand.AANVULLING_GEVRAAGD:
        aanvulling = aanvraag.aanvullingen.filter(afloop="").first()
        gevraagd = set(aanvulling.onderdelen) if aanvulling else set()
        return {stap for stap, onderdeel in ONDERDEEL.items() if onderdeel in gevraagd}
    return set()


@contextmanager
def wijziging(
    aanvraag: Aanvraag, stap: Stap, *, door: User, op: datetime, versie: int | None = None
) -> Iterator[Aanvraag]:
    """One edit: lock, check that the step is open and the page not stale, let the body change, save, count the version.

    `versie` is what the page was made from; None when what is saved overwrites nobody (a file in a slot).
    """
    with transaction.atomic():
        dossier = vergrendel(aanvraag)
        dossier.OVERGANGEN.controleer("wijzigen", dossier, rollen=dossier.rollen_van(door), op=op)
        if stap not in open_stappen(dossier):
            raise Geweigerd("Dit deel van je aanvraag staat nu niet open.")
        if versie is not None and versie != dossier.versie and _gewijzigd_sinds(dossier, stap, versie):
            raise Verouderd(
                "Je aanvraag is intussen op een andere plaats aangepast. Kijk je antwoorden na en bewaar ze nog eens."
            )
        dossier.via_machtiging |= via_machtiging(door, dossier.onderneming)
        yield dossier
        bewaar_stap(dossier, stap, door=door, op=op)
    aanvraag.versie = dossier.versie


def bewaar_stap(dossier: Aanvraag, stap: Stap, *, door: User | None, op: datetime) -> None:
    """Save a locked aanvraag of which this step changed; `door` None = a mentor without an account."""
    dossier.versie += 1
    dossier.gewijzigd_op = op
    dossier._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    dossier._change_reason = f"stap {stap}"  # type: ignore[attr-defined]  # simple_history reads it
    dossier.save()
    if dossier.toestand == Toestand.CONCEPT:
        # The term of a concept runs from its last change (rules.md §7).
        termijnen.herstart(dossier, "concept", op=timezone.localdate(op))


def _gewijzigd_sinds(dossier: Aanvraag, stap: Stap, versie: int) -> bool:
    """Whether this very step was saved after `versie`. Each step writes its own answers, so other steps do not clash."""
    return dossier.history.filter(versie__gt=versie, history_change_reason=f"stap {stap}").exists()


def kies_vestiging(
    *, aanvraag: Aanvraag, vestiging: Vestiging, door: User, op: datetime, versie: int | None = None
) -> None:
    """Set the vestiging; its lines follow, and in a filed aanvraag region and consulent too (rules.md §10).

    Raises Geweigerd when it is not one of the onderneming's own, or has an aanvraag or erkenning for an opleiding.
    """
    stap = wijziging(aanvraag, Stap.VESTIGING, door=door, op=op, versie=versie)
    with bezet_is_geweigerd(), stap as dossier:
        if vestiging.onderneming_id != dossier.onderneming_id:
            raise Geweigerd("Kies een vestiging van je eigen onderneming.")
        if vestiging.gesloten_op is not None:
            raise Geweigerd(f"{vestiging.naam} is gesloten. Kies een andere vestiging.")
        if loopt := Maatregel.objects.uitsluiting_van(dossier.onderneming, vestiging, op=timezone.localdate(op)):
            raise Geweigerd(loopt.zin)
        dossier.vestiging = vestiging
        lijnen.verhuis(dossier, vestiging, door=door, op=op)
        if dossier.toestand != Toestand.CONCEPT and dossier.regio_id != vestiging.regio_id:
            reden = "De werkgever koos een vestiging in een andere regio."
            consulent = kies_consulent(dossier, timezone.localdate(op))
            naar_regio(dossier, vestiging.regio, consulent, door=door, op=op, reden=reden)


def naar_regio(
    dossier: Aanvraag, regio: Regio, consulent: User | None, *, door: User, op: datetime, reden: str
) -> None:
    """Hand a filed aanvraag to the consulent of another region; the caller holds the lock, and saves."""
    dossier.regio, dossier.consulent = regio, consulent
    # The terms go along to the lists of the other region.
    termijnen.zet_partijen(dossier)
    for aanvulling in dossier.aanvullingen.filter(afloop=Aanvulling.Afloop.OPEN):
        aanvulling.aanvraag = dossier
        termijnen.zet_partijen(aanvulling)
    noteer(dossier, "toewijzen", door=door, op=op, intern=True, gegevens={"aan": str(dossier.consulent or "")})
    gegevens = {
        "aanvraag": dossier,
        "aan": dossier.consulent or "de coördinator",
        "door": door,
        "reden": reden,
    }
    meldingen.stuur("dossier_toegewezen", dossier=dossier, aan=behandelaars(dossier), gegevens=gegevens)


def kies_opleidingen(
    *,
    aanvraag: Aanvraag,
    plaatsen: Mapping[Opleiding, int | None],
    door: User,
    op: datetime,
    versie: int | None = None,
) -> None:
    """Make the lines equal to `plaatsen` (opleiding → number of places, None for what it had); answers are kept.

    A concept loses the lines that are left out; during an aanvulling they are schrapped. Source: rules.md §3.1.
    """
    if not plaatsen:
        raise Geweigerd("Kies minstens één opleiding.")
    stap = wijziging(aanvraag, Stap.OPLEIDINGEN, door=door, op=op, versie=versie)
    with bezet_is_geweigerd(), stap as dossier:
        lijnen.maak_gelijk(dossier, plaatsen, door=door, op=op)


def vul_activiteiten(
    *, aanvraag: Aanvraag, antwoorden: dict[int, str], door: User, op: datetime, versie: int | None = None
) -> None:
    """Save `antwoorden` (id of LijnActiviteit → "ja", "nee" or "" for not yet)."""
    with wijziging(aanvraag, Stap.ACTIVITEITEN, door=door, op=op, versie=versie) as dossier:
        rijen = list(LijnActiviteit.objects.filter(lijn__aanvraag=dossier, pk__in=antwoorden))
        for rij in rijen:
            rij.antwoord = antwoorden[rij.pk]
        LijnActiviteit.objects.bulk_update(rijen, ["antwoord"])


def bewaar_mentor(
    *,
    aanvraag: Aanvraag,
    persoon: dict[str, Any],
    gegevens: dict[str, Any],
    mentor: Mentor | None = None,
    door: User,
    op: datetime,
    versie: int | None = None,
) -> Mentor:
    """Add a mentor of the onderneming, or correct one. `persoon` and `gegevens` hold the columns of Persoon and Mentor.

    Who was checked, trained or designated stays that person: another name would carry the 596.2 of the first one.
    """
    with wijziging(aanvraag, Stap.MENTOREN, door=door, op=op, versie=versie) as dossier:
        if mentor is None:
            mentor = neem_op(onderneming=dossier.onderneming, persoon=persoon, gegevens=gegevens, door=door, op=op)
        elif mentor.onderneming_id != dossier.onderneming_id:
            raise Geweigerd("Deze mentor hoort bij een andere onderneming.")
        elif mentor.niet_meer:
            raise Geweigerd(mentor.niet_meer)
        else:
            controleer_persoon(mentor, persoon)
            controleer_gelijken(mentor, persoon)
            vul_in(mentor, persoon, gegevens)
        if not LijnMentor.objects.filter(lijn__aanvraag=dossier, mentor=mentor).exists():
            LijnMentor.objects.bulk_create(
                LijnMentor(lijn=lijn, mentor=mentor) for lijn in dossier.lijnen.filter(toestand="gevraagd")
            )
    return mentor


def controleer_persoon(mentor: Mentor, persoon: dict[str, Any]) -> None:
    """Raises Geweigerd for another name or date of birth than those of who was checked or designated already."""
    if ligt_vast(mentor) and any(str(getattr(mentor.persoon, veld)) != str(w) for veld, w in persoon.items()):
        raise Geweigerd(
            "Deze persoon is al nagekeken of aangeduid. De naam en de geboortedatum liggen daarom vast. "
            "Gaat het om iemand anders, of staat er een fout in? Voeg de mentor dan opnieuw toe."
        )


def ligt_vast(mentor: Mentor) -> bool:
    """Whether something was decided about this human being, here or at another onderneming."""
    return bool(
        mentor.persoon.mentoropleiding_op
        or mentor.uittreksels.exclude(gecontroleerd_op=None).exists()
        or mentor.aanduidingen.exists()
        or mentor.persoon.mentorschappen.exclude(pk=mentor.pk).exists()
    )


def kies_mentoren(
    *,
    aanvraag: Aanvraag,
    keuze: dict[AanvraagLijn, Iterable[Mentor]],
    door: User,
    op: datetime,
    versie: int | None = None,
) -> None:
    """Which mentoren stand for which opleiding; a mentor that stays keeps the day of designation."""
    from .uittreksels import laat_los

    with wijziging(aanvraag, Stap.MENTOREN, door=door, op=op, versie=versie) as dossier:
        # The page was made from lines that another step may have taken away since.
        if not {lijn.pk for lijn in keuze if lijn.aanvraag_id == dossier.pk} <= set(
            dossier.lijnen.values_list("pk", flat=True)
        ):
            raise Verouderd("Je opleidingen zijn intussen gewijzigd. Kijk na wie voor welke opleiding staat.")
        per_lijn = {lijn: list(mentoren) for lijn, mentoren in keuze.items()}
        vreemd = any(mentor.onderneming_id != dossier.onderneming_id for rij in per_lijn.values() for mentor in rij)
        if vreemd or any(lijn.aanvraag_id != dossier.pk for lijn in per_lijn):
            raise Geweigerd("Kies mentoren van je eigen onderneming.")
        gekozen = Mentor.objects.filter(pk__in={mentor.pk for rij in per_lijn.values() for mentor in rij})
        if weg := gekozen.exclude(toestand=MentorToestand.ACTIEF).select_related(*Mentor.LEEST_MEE):
            raise Geweigerd(" ".join(mentor.niet_meer for mentor in weg))
        if weggehaald := lijnen.zet_mentoren(per_lijn):
            laat_los(weggehaald, op=timezone.localdate(op))


def bewaar_voorwaarden(
    *, aanvraag: Aanvraag, antwoorden: dict[str, Any], door: User, op: datetime, versie: int | None = None
) -> None:
    """The answers to the conditions, and when a lerende could start (rules.md §3.1)."""
    with wijziging(aanvraag, Stap.VOORWAARDEN, door=door, op=op, versie=versie) as dossier:
        for veld, waarde in antwoorden.items():
            setattr(dossier, veld, waarde)


def kopieer(*, aanvraag: Aanvraag, vestiging: Vestiging | None, door: User, op: datetime) -> Aanvraag:
    """A new concept with the same opleidingen, mentoren and answers, for another vestiging or after zonder gevolg."""
    if vestiging and vestiging.onderneming_id != aanvraag.onderneming_id:
        raise Geweigerd("Kies een vestiging van je eigen onderneming.")
    with transaction.atomic():
        kopie = nieuw(onderneming=aanvraag.onderneming, door=door, op=op)
        kopie.kopie_van = aanvraag
        kopie.vestiging = vestiging
        for veld in [
            "uitrusting_ok",
            "uitrusting_toelichting",
            "draagkracht_ok",
            "draagkracht_toelichting",
            "veroordelingen_ok",
            "veroordelingen_toelichting",
            "geplande_start",
            "lerende_wacht",
        ]:
            setattr(kopie, veld, getattr(aanvraag, veld))
        kopie.save()
        lijnen.kopieer(aanvraag, kopie, door=door, op=op)
    return kopie


def document_opladen(*, aanvraag: Aanvraag, soort: str, bestand: UploadedFile, door: User, op: datetime) -> Document:
    """Keep a file in the slot `soort` of the aanvraag; an older one stays in the history of the dossier.

    Raises OngeldigBestand, or Geweigerd when the documents are not open now.
    """
    bestand = documenten.keur(bestand)
    with wijziging(aanvraag, Stap.DOCUMENTEN, door=door, op=op) as dossier:
        document = documenten.bewaar(bestand=bestand, soort=soort, door=door, onderwerp=dossier)
        noteer(dossier, "document_toegevoegd", door=door, op=op, tekst=document.bestandsnaam)
    return document


def verwijder_concept(*, aanvraag: Aanvraag, op: datetime) -> None:
    """Erase a concept nobody touched for its whole term (rules.md §7, §11); called by the deadline job."""
    from ..documenten import documenten_van

    with transaction.atomic():
        dossier = Aanvraag.objects.select_for_update(of=("self",), no_key=True).filter(pk=aanvraag.pk).first()
        if dossier is None or dossier.toestand != Toestand.CONCEPT:
            return
        for document in documenten_van(dossier):
            documenten.wis(document, reden="concept vervallen")
        postvak.wis(dossier)
        termijnen.nietig(dossier, "concept", op=timezone.localdate(op))
        dossier.delete()
