"""The 596.2 of a mentor: uploaded, checked, judged, erased (rules.md §4). Nothing about convictions is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.services import coordinatoren
from educam_portal.documenten import keur
from educam_portal.documenten import services as documenten
from educam_portal.documenten.models import Document
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import noteer, perform
from mentoren.models import Mentor, Uittreksel
from mentoren.ontvangers import deelnemer
from mentoren.services.dossier import leg_vrijstelling_vast

from ..documenten import STRAFREGISTER
from ..models import Aanvraag, LijnMentor, Mentorvoorstel
from ..ontvangers import behandelaars
from ..toestanden import LOPEND, Toestand
from ..volledigheid import Stap
from .concept import wijziging

HOORT_NIET = "Deze mentor hoort niet bij dit dossier."


def uittreksel_opladen(
    *, aanvraag: Aanvraag, mentor: Mentor, bestand: UploadedFile, door: User, op: datetime
) -> Uittreksel:
    """Store a 596.2 for a mentor of this aanvraag, encrypted with a key of its own. Replaces an unchecked older one.

    Whoever uploads can replace it, not open it again. Raises OngeldigBestand, or Geweigerd when the mentor brought the
    own one. Source: rules.md §4.
    """
    bestand = keur(bestand)
    with wijziging(aanvraag, Stap.DOCUMENTEN, door=door, op=op) as dossier:
        _vergrendel(dossier, mentor)
        uittreksel = leg_uittreksel_neer(
            mentor, bestand, door=door, door_mentor=False, tijdelijk=dossier.toestand == Toestand.CONCEPT, op=op
        )
        noteer(dossier, "uittreksel_ontvangen", door=door, op=op, tekst=f"Uittreksel van {mentor}")
    return uittreksel


def leg_uittreksel_neer(
    mentor: Mentor, bestand: UploadedFile, *, door: User | None, door_mentor: bool, tijdelijk: bool, op: datetime
) -> Uittreksel:
    """The file of a locked mentor, checked by `keur`; an unchecked older one is erased.

    `tijdelijk`: nothing is filed yet, so it lies here at most this long after the upload (rules.md §4); the end of what
    was filed sets its own day. Raises Geweigerd for a werkgever who would replace what the mentor brought in person.
    """
    eerdere = list(mentor.uittreksels.select_related("document"))
    for oud in eerdere:
        if oud.gecontroleerd_op is None and oud.document and oud.document.gewist_op is None:
            if oud.door_mentor and not door_mentor:
                raise Geweigerd(f"{mentor} laadde het uittreksel zelf op. Alleen de mentor kan het vervangen.")
            documenten.wis(oud.document, reden="vervangen")
    uittreksel = _nieuw(mentor, op, eerdere)
    uittreksel.door_mentor = door_mentor
    uittreksel.save()
    uittreksel.document = documenten.bewaar(
        bestand=bestand,
        soort=STRAFREGISTER,
        door=door,
        onderwerp=uittreksel,
        gevoelig=True,
        bewaren_tot=_bewaren_tot(timezone.localdate(op)) if tijdelijk else None,
    )
    uittreksel.save()
    return uittreksel


def uittreksel_nakijken(
    *,
    aanvraag: Aanvraag,
    mentor: Mentor,
    uitgegeven_op: date,
    uitkomst: str,
    getoond: bool,
    gezien: str,
    door: User,
    op: datetime,
) -> Uittreksel:
    """Record what the consulent saw: issue date and outcome. The file is erased when the outcome is final.

    `getoond`: shown at the visit, nothing was stored. `gezien` is the `merk` of what lay open then: a file that came
    since is not checked unseen, and nothing is checked twice. A vermelding keeps its file until consulent and
    coördinator have judged it together. Raises Geweigerd for a date in the future, and when somebody else checked or
    replaced it meanwhile. Source: rules.md §4.
    """
    with perform(aanvraag, "uittreksel_nakijken", door=door, op=op, reden=f"596.2 van {mentor} gezien") as dossier:
        _vergrendel(dossier, mentor)
        uittreksel = leg_nazicht_vast(mentor, uitgegeven_op, uitkomst, getoond=getoond, gezien=gezien, door=door, op=op)
        if uittreksel.uitkomst == Uittreksel.Uitkomst.VERMELDING:
            # Known from here on who judges along: until somebody does, every coördinator is asked.
            meldingen.stuur(
                "vermelding_te_beoordelen",
                dossier=dossier,
                aan=coordinatoren(),
                gegevens={"ref": dossier.ref, "url": dossier.consulent_url, "door": door},
            )
    return uittreksel


def leg_nazicht_vast(
    mentor: Mentor, uitgegeven_op: date, uitkomst: str, *, getoond: bool, gezien: str, door: User, op: datetime
) -> Uittreksel:
    """What was seen of the 596.2 of a locked mentor, whatever it was asked for; raises as `uittreksel_nakijken`."""
    if uitgegeven_op > timezone.localdate(op):
        raise Geweigerd("De datum van uitgifte ligt in de toekomst. Kijk ze na op het uittreksel.")
    uitkomst = Uittreksel.Uitkomst(uitkomst)
    if uitkomst == Uittreksel.Uitkomst.NIET_VOORGELEGD:
        raise Geweigerd("Duid aan wat op het uittreksel staat: blanco of een vermelding.")
    uittreksel = mentor.uittreksels.first()
    if uittreksel and merk(uittreksel) != gezien:
        raise Geweigerd(
            "Een collega heeft dit uittreksel intussen al nagekeken. Kijk in het dossier wat er is genoteerd."
            if uittreksel.gecontroleerd_op
            else "Het uittreksel is intussen vervangen. Open het nieuwe vanuit het dossier en kijk dat na."
        )
    if uittreksel is None or uittreksel.gecontroleerd_op or (getoond and uittreksel.document is None):
        uittreksel = _nieuw(mentor, op, [uittreksel] if uittreksel else [])
    if not getoond and uittreksel.document is None:
        raise Geweigerd("Er is geen uittreksel opgeladen. Werd het getoond bij het bezoek? Duid dat dan aan.")
    uittreksel.uitgegeven_op, uittreksel.uitkomst, uittreksel.getoond_bij_bezoek = uitgegeven_op, uitkomst, getoond
    uittreksel.gecontroleerd_door, uittreksel.gecontroleerd_op = door, op
    uittreksel.save()
    if uitkomst == Uittreksel.Uitkomst.BLANCO and uittreksel.document:
        documenten.wis(uittreksel.document, reden="nagekeken")
    if uittreksel.door_mentor:
        # The same words whatever was seen: how it is judged is not told by mail.
        meldingen.stuur("uittreksel_nagekeken", dossier=mentor, aan=deelnemer(mentor), gegevens={"mentor": mentor})
    return uittreksel


def merk(uittreksel: Uittreksel | None) -> str:
    """What tells one 596.2 from the next, and an unchecked one from a checked one; empty when there is none."""
    if uittreksel is None:
        return ""
    return f"{uittreksel.pk}-{uittreksel.gecontroleerd_op.timestamp() if uittreksel.gecontroleerd_op else ''}"


def vermelding_toewijzen(
    *, aanvraag: Aanvraag, mentor: Mentor, coordinator: User, door: User, op: datetime
) -> Uittreksel:
    """Name the coördinator who judges a vermelding with the consulent; only this one may read the file (rules.md §4)."""
    with perform(aanvraag, "uittreksel_nakijken", door=door, op=op, reden=f"{coordinator} beoordeelt mee") as dossier:
        _moet_erbij_horen(dossier, mentor)
        uittreksel = _vermelding(mentor)
        if not coordinator.is_coordinator or coordinator == uittreksel.gecontroleerd_door:
            raise Geweigerd("Kies een coördinator die het uittreksel niet zelf nakeek.")
        uittreksel.coordinator = coordinator
        uittreksel.save()
    return uittreksel


def uittreksel_beoordelen(*, aanvraag: Aanvraag, mentor: Mentor, oordeel: str, door: User, op: datetime) -> Uittreksel:
    """The judgement of consulent and coördinator together: only aanvaard or niet_aanvaard is kept (rules.md §4)."""
    with perform(
        aanvraag, "uittreksel_beoordelen", door=door, op=op, reden=f"596.2 van {mentor} beoordeeld"
    ) as dossier:
        _moet_erbij_horen(dossier, mentor)
        uittreksel = leg_oordeel_vast(mentor, oordeel, door=door)
        meldingen.stuur(
            "vermelding_beoordeeld",
            dossier=dossier,
            aan=behandelaars(dossier),
            gegevens={"ref": dossier.ref, "url": dossier.consulent_url},
        )
    return uittreksel


def leg_oordeel_vast(mentor: Mentor, oordeel: str, *, door: User) -> Uittreksel:
    """The judgement of a coördinator who did not check it; the file is erased. Raises as `uittreksel_beoordelen`."""
    oordeel = Uittreksel.Oordeel(oordeel)
    if not oordeel:
        raise Geweigerd("Kies aanvaard of niet aanvaard.")
    uittreksel = _vermelding(mentor)
    if uittreksel.gecontroleerd_door_id == door.pk:
        raise Geweigerd("Wie het uittreksel nakeek, beoordeelt het niet alleen. Vraag een andere coördinator.")
    if uittreksel.coordinator_id not in (None, door.pk):
        raise Geweigerd(f"{uittreksel.coordinator} beoordeelt dit uittreksel.")
    uittreksel.oordeel, uittreksel.coordinator = oordeel, door
    uittreksel.save()
    if uittreksel.document:
        documenten.wis(uittreksel.document, reden="beoordeeld")
    return uittreksel


def vrijstelling_geven(*, aanvraag: Aanvraag, mentor: Mentor, reden: str, door: User, op: datetime) -> Mentor:
    """Record the exemption at 23 and of experience, with its proof of prior education (rules.md §4, facts.md §2)."""
    with perform(aanvraag, "vrijstelling_geven", door=door, op=op, reden=f"{mentor}: {reden.strip()}") as dossier:
        _moet_erbij_horen(dossier, mentor)
        mentor = Mentor.objects.select_for_update(of=("self",), no_key=True).get(pk=mentor.pk)
        leg_vrijstelling_vast(mentor, reden=reden, door=door, op=op)
        mentor._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        mentor.save()
    return mentor


def laat_vervallen(aanvraag: Aanvraag, *, op: date) -> None:
    """At the end of an aanvraag: files of its mentoren that are still there go on their last day (rules.md §4)."""
    _tot(_bestanden_van(aanvraag), op)


def laat_vervallen_van(mentoren: Iterable[int], *, op: date) -> None:
    """As `laat_vervallen`, when a later proposal of these mentoren ends."""
    _tot(_bestanden(Uittreksel.objects.filter(mentor__in=list(mentoren))), op)


def laat_los(mentoren: Iterable[int], *, op: date) -> None:
    """As `laat_vervallen`, for mentoren who were taken out of an aanvraag: its end will not find them any more.

    Nothing changes for who is put forward elsewhere and waits for an answer there.
    """
    gevraagd = [
        LijnMentor.objects.filter(lijn__aanvraag__toestand__in=LOPEND).values("mentor"),
        Mentorvoorstel.objects.filter(besluit="").values("mentor"),
    ]
    los = Mentor.objects.filter(pk__in=list(mentoren)).exclude(pk__in=gevraagd[0]).exclude(pk__in=gevraagd[1])
    laat_vervallen_van(los.values_list("pk", flat=True), op=op)


def bewaar_tot_einde(aanvraag: Aanvraag) -> None:
    """At indiening: the day counted from the upload in a concept falls away, the end of the aanvraag sets a new one."""
    _bestanden_van(aanvraag).update(bewaren_tot=None)


def _tot(bestanden: QuerySet[Document], op: date) -> None:
    """Keep these until their last day counted from `op`; one that has to go sooner does."""
    tot = _bewaren_tot(op)
    bestanden.filter(Q(bewaren_tot=None) | Q(bewaren_tot__gt=tot)).update(bewaren_tot=tot)


def _bewaren_tot(op: date) -> date:
    return na_termijn(op, duur("bewaring_strafregister", op))


def _bestanden_van(aanvraag: Aanvraag) -> QuerySet[Document]:
    """The 596.2 files of its mentoren that are still there."""
    mentoren = LijnMentor.objects.filter(lijn__aanvraag=aanvraag).values("mentor")
    return _bestanden(Uittreksel.objects.filter(mentor__in=mentoren))


def _bestanden(uittreksels: QuerySet[Uittreksel]) -> QuerySet[Document]:
    met_document = uittreksels.exclude(document=None)
    return Document.objects.filter(pk__in=met_document.order_by().values("document"), gewist_op=None)


def _vergrendel(dossier: Aanvraag, mentor: Mentor) -> None:
    """A mentor may stand in two aanvragen: what happens to the 596.2 in one waits for the other.

    Raises Geweigerd when the mentor is not put forward in this one.
    """
    erbij = Exists(LijnMentor.objects.filter(lijn__aanvraag=dossier, mentor=OuterRef("pk")))
    if not Mentor.objects.select_for_update(of=("self",), no_key=True).filter(erbij, pk=mentor.pk):
        raise Geweigerd(HOORT_NIET)


def _nieuw(mentor: Mentor, op: datetime, eerdere: Sequence[Uittreksel]) -> Uittreksel:
    """The newest one is the one that counts, also when an earlier press had to wait for a later one."""
    return Uittreksel(mentor=mentor, aangemaakt_op=max([op, *(eerder.aangemaakt_op for eerder in eerdere)]))


def _vermelding(mentor: Mentor) -> Uittreksel:
    uittreksel = mentor.uittreksels.select_for_update(of=("self",), no_key=True).first()
    if uittreksel is None or uittreksel.uitkomst != Uittreksel.Uitkomst.VERMELDING or uittreksel.oordeel:
        raise Geweigerd("Er is geen vermelding te beoordelen.")
    return uittreksel


def _moet_erbij_horen(dossier: Aanvraag, mentor: Mentor) -> None:
    if not LijnMentor.objects.filter(lijn__aanvraag=dossier, mentor=mentor).exists():
        raise Geweigerd(HOORT_NIET)
