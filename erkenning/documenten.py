"""Documents of an aanvraag: which are asked, which are there, and who may open them (rules.md §3.1, §4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from educam_portal.accounts.models import Bron, Rol, User
from educam_portal.documenten.models import Document
from educam_portal.meldingen import draden
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.parameters import Duur, duur, kopie
from educam_portal.termijnen.rules import na_termijn
from mentoren.models import Mentor, Uittreksel

from .models import Aanvraag, AanvraagLijn, Brief, GevraagdDocument, Maatregel, Mentorvoorstel
from .toestanden import Wie
from .volledigheid import Stand, Stap, Taak
from .werklijst import behandelbaar

BIJLAGE = "aanvraag_bijlage"
STRAFREGISTER = "strafregister"
VERSLAGFOTO = "verslagfoto"
BRIEF = "brief"
DRAADBIJLAGE = draden.BIJLAGE
# Slots that hang on the aanvraag itself, as the dated list (GevraagdDocument) names them.
BIJLAGEN = ("verklaring_op_eer", "fotos_werkplaats")
Niveau = GevraagdDocument.Niveau


@dataclass
class Vak:
    """One named slot on the documents page: what is asked, for whom, and what lies in it."""

    gevraagd: GevraagdDocument
    mentor: Mentor | None = None
    document: Document | None = None
    uittreksel: Uittreksel | None = None
    aangeduid_op: date | None = None

    @property
    def sleutel(self) -> str:
        return f"{self.gevraagd.soort}-{self.mentor.pk}" if self.mentor else self.gevraagd.soort

    @property
    def titel(self) -> str:
        return f"{self.gevraagd.titel} van {self.mentor}" if self.mentor else self.gevraagd.titel

    @property
    def gevuld(self) -> bool:
        return self.document is not None or bool(self.uittreksel and self.uittreksel.gecontroleerd_op)

    def hoogstens_oud(self, op: date) -> Duur:
        """How old a 596.2 may be on the day of designation, or on `op` for who is not yet designated."""
        return duur("uittreksel_max_oud", self.aangeduid_op or op)

    def te_oud(self, op: date) -> bool:
        """A 596.2 that is older than it may be, on that day."""
        uitgegeven = self.uittreksel.uitgegeven_op if self.uittreksel else None
        return bool(uitgegeven and na_termijn(uitgegeven, self.hoogstens_oud(op)) < (self.aangeduid_op or op))


def vakken(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], op: date) -> list[Vak]:
    """Every slot asked for on `op`, in order, with the newest file in it; two queries."""
    voorstellen = [voorstel for lijn in lijnen for voorstel in lijn.mentoren.all()]
    mentoren = {voorstel.mentor_id: voorstel.mentor for voorstel in voorstellen}
    vakken = gevuld(aanvraag, lege_vakken(aanvraag, list(mentoren.values()), op))
    dagen = {voorstel.mentor_id: voorstel.voorgesteld_op for voorstel in voorstellen}
    for vak in vakken:
        vak.aangeduid_op = dagen.get(vak.mentor.pk) if vak.mentor else None
    return vakken


def lege_vakken(aanvraag: Aanvraag, mentoren: list[Mentor], op: date) -> list[Vak]:
    """Every slot asked for on `op`, in order, whatever lies in it."""
    vakken = []
    for gevraagd in gevraagd_op(op):
        if gevraagd.per == GevraagdDocument.Per.MENTOR:
            vakken += [Vak(gevraagd, mentor) for mentor in mentoren]
        elif gevraagd.per == GevraagdDocument.Per.AANVRAAG or aanvraag.via_machtiging:
            vakken.append(Vak(gevraagd))
    return vakken


def gevuld(aanvraag: Aanvraag, vakken: list[Vak]) -> list[Vak]:
    """The same slots with the newest file in each."""
    bijlagen: dict[str, Document] = {}
    for document in documenten_van(aanvraag):
        bijlagen.setdefault(document.soort, document)
    uittreksels: dict[int, Uittreksel] = {}
    mentoren = {vak.mentor.pk for vak in vakken if vak.mentor}
    for uittreksel in Uittreksel.objects.filter(mentor__in=mentoren).select_related("document"):
        uittreksels.setdefault(uittreksel.mentor_id, uittreksel)
    for vak in vakken:
        if vak.mentor:
            vak.uittreksel = uittreksels.get(vak.mentor.pk)
            bestand = vak.uittreksel.document if vak.uittreksel else None
            vak.document = bestand if bestand and not bestand.gewist_op else None
        else:
            vak.document = bijlagen.get(soort_bijlage(vak.gevraagd))
    return vakken


def gevraagd_op(op: date) -> list[GevraagdDocument]:
    """What an aanvraag asks for on `op`, in order: a dated list like a parameter, so kept in the process like one."""
    rijen = kopie("gevraagde_documenten", lambda: list(GevraagdDocument.objects.all()))
    return [rij for rij in rijen if rij.geldt(op)]


def documenten_taak(alle: list[Vak], op: date, *, mentor_bekend: bool) -> Taak:
    """Only a required document blocks filing; an advised one, or a 596.2 that is too old, warns (rules.md §3.1).

    Until a mentor is chosen it is not known what will be asked, so nothing is done yet.
    """
    ontbreekt = [
        f"Voeg toe: {vak.titel}." for vak in alle if not vak.gevuld and vak.gevraagd.niveau == Niveau.VERPLICHT
    ]
    waarschuwt = [
        f"{vak.titel} ontbreekt nog. Je mag al indienen; we kunnen pas beslissen als we dit gezien hebben."
        for vak in alle
        if not vak.gevuld and vak.gevraagd.niveau == Niveau.AANGERADEN
    ]
    waarschuwt += [
        f"{vak.titel} is ouder dan {vak.hoogstens_oud(op)}. De mentor vraagt een nieuw bij de gemeente."
        for vak in alle
        if vak.te_oud(op)
    ]
    gevuld = any(vak.gevuld for vak in alle)
    if ontbreekt or waarschuwt or not mentor_bekend:
        stand = Stand.BEZIG if gevuld else Stand.TE_DOEN
    else:
        stand = Stand.KLAAR
    return Taak(Stap.DOCUMENTEN, stand, ontbreekt, waarschuwt)


def soort_bijlage(gevraagd: GevraagdDocument) -> str:
    """The document soort under which files for this slot are kept."""
    return f"{BIJLAGE}_{gevraagd.soort}"


def documenten_van(aanvraag: Aanvraag):
    """The files of the aanvraag itself (no 596.2: those hang on a mentor), newest first."""
    soort = ContentType.objects.get_for_model(Aanvraag)
    return Document.objects.filter(
        onderwerp_type=soort, onderwerp_id=str(aanvraag.pk), gewist_op=None, soort__startswith=BIJLAGE
    ).order_by("-geupload_op")


def verslagfotos(aanvraag: Aanvraag):
    """The photos of the visit, oldest first."""
    soort = ContentType.objects.get_for_model(Aanvraag)
    return Document.objects.filter(
        onderwerp_type=soort, onderwerp_id=str(aanvraag.pk), gewist_op=None, soort=VERSLAGFOTO
    ).order_by("geupload_op")


def losse_stukken(aanvraag: Aanvraag) -> dict[str, list[Document]]:
    """The photos of the visit and the files that came with messages, per kind, oldest first; one query."""
    soort = ContentType.objects.get_for_model(Aanvraag)
    uit: dict[str, list[Document]] = {VERSLAGFOTO: [], DRAADBIJLAGE: []}
    rijen = Document.objects.filter(
        onderwerp_type=soort, onderwerp_id=str(aanvraag.pk), gewist_op=None, soort__in=[*uit]
    )
    for document in rijen.select_related("geupload_door").order_by("geupload_op"):
        uit[document.soort].append(document)
    return uit


# --- who may open what ------------------------------------------------------------------------------------------


def mag_bijlage_lezen(document: Document, user: User) -> bool:
    """Whoever may see the aanvraag may open its ordinary attachments."""
    return Aanvraag.objects.for_user(user).filter(pk=document.onderwerp_id).exists()


def mag_verslagfoto_lezen(document: Document, user: User) -> bool:
    """Photos of the visit are the consulent's working papers: for who handles the dossier, not for who belongs to it."""
    return behandelbaar(user).filter(pk=document.onderwerp_id).exists()


def mag_draadbijlage_lezen(document: Document, user: User) -> bool:
    """Whoever reads the thread opens its files; one with an internal message only who handles the dossier."""
    bericht = draden.van_bijlage(document.pk)
    if bericht is None:
        return False
    bereik = behandelbaar(user) if bericht.intern else Aanvraag.objects.for_user(user)
    return bereik.filter(pk=document.onderwerp_id).exists()


def mag_strafregister_lezen(document: Document, user: User) -> bool:
    """The handling consulent, who replaces them, and for a vermelding the named coördinator (rules.md §4)."""
    uittreksel = Uittreksel.objects.filter(document=document).first()
    if uittreksel is None or document.gewist_op:
        return False
    if uittreksel.coordinator_id == user.pk and uittreksel.uitkomst == Uittreksel.Uitkomst.VERMELDING:
        return user.is_coordinator
    if _beoordeelt_voorstel(uittreksel.mentor_id, user):
        return True
    # Only dossiers still within reach: who moved to another region handles none of the old one any more.
    dossiers = behandelbaar(user).open().filter(lijnen__mentoren__mentor_id=uittreksel.mentor_id)
    if dossiers.filter(consulent=user).exists():
        return True
    if not any(lid.bron == Bron.VERVANGING for lid in user.lidmaatschappen_nu):
        return False
    vervangen = [afwezig.user_id for afwezig in stand(timezone.localdate()).vervangt(user)]
    return dossiers.filter(consulent__in=vervangen).exists()


def _beoordeelt_voorstel(mentor_id: int, user: User) -> bool:
    """A mentor proposed for an erkenning that runs is judged by the consulenten of that region, replacements included."""
    voorstellen = Mentorvoorstel.objects.filter(mentor=mentor_id, besluit="")
    return voorstellen.filter(
        erkenning__vestiging__regio__organisatie__in=user.organisaties_als(Rol.CONSULENT)
    ).exists()


def behandelt(aanvraag: Aanvraag, user: User) -> bool:
    """Whether the user may handle the contents of this dossier (consulent of the region or coördinator)."""
    return bool({Wie.CONSULENT, Wie.COORDINATOR} & aanvraag.rollen_van(user))


def behandelt_zaak(zaak: Any, user: User) -> bool:
    """The same for whatever a mail may be about: only an aanvraag is handled as a dossier."""
    return isinstance(zaak, Aanvraag) and behandelt(zaak, user)


def mag_brief_lezen(document: Document, user: User) -> bool:
    """Letters are private to the onderneming and to who handles the dossier."""
    brief = Brief.objects.filter(document=document).first()
    if brief is None:
        return False
    if brief.maatregel_id is not None:
        return Maatregel.objects.for_user(user).filter(pk=brief.maatregel_id).exists()
    return brief.aanvraag is not None and Aanvraag.objects.for_user(user).filter(pk=brief.aanvraag.pk).exists()


def registreer_beleid_voor(registreer: Callable[[str, Callable[[Document, User], bool]], None]) -> None:
    """Register a policy for every soort of document this floor keeps; called once at start-up."""
    registreer(STRAFREGISTER, mag_strafregister_lezen)
    registreer(VERSLAGFOTO, mag_verslagfoto_lezen)
    registreer(BRIEF, mag_brief_lezen)
    registreer(DRAADBIJLAGE, mag_draadbijlage_lezen)
    for soort in BIJLAGEN:
        registreer(f"{BIJLAGE}_{soort}", mag_bijlage_lezen)
