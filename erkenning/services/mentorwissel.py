"""A mentor who left an erkenning, and the one who comes instead (rules.md §3.1, §3.3).

Whoever changes who is mentor locks the mentor before the erkenning, and the erkenning before its terms.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.services import coordinatoren
from educam_portal.meldingen import services as meldingen
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, perform, vergrendel
from mentoren.aanduiden import duid_aan
from mentoren.models import Aanduiding, Mentor, Uittreksel
from mentoren.oordeel import oordeel

from ..models import Aanvraag, Erkenning, Maatregel, Mentorvoorstel
from ..ontvangers import behandelaars
from ..toestanden import LOPEND, ErkenningToestand, Toestand
from .uittreksels import laat_vervallen_van, leg_nazicht_vast, leg_oordeel_vast

MENTOR_VERVANGEN = "mentor_vervangen"
Besluit = Mentorvoorstel.Besluit


def vraag_vervanging(*, mentor: Mentor, per: date, wat: str, door: User, op: datetime) -> list[Erkenning]:
    """A mentor leaves or is barred (`wat`, for the timeline): each erkenning that is left without one is
    flagged, and the werkgever has 30 days.

    Part of the change that lets the mentor go, while the designations still run. What was proposed falls away.
    """
    vandaag = timezone.localdate(op)
    plekken = Aanduiding.objects.filter(mentor=mentor, tot=None).values_list("vestiging", "opleiding")
    lopend = Erkenning.objects.filter(toestand=ErkenningToestand.LOPEND, geldig_tot__gte=vandaag)
    van_mentor = lopend.filter(vestiging__in={v for v, _ in plekken}, opleiding__in={o for _, o in plekken})
    geraakt = []
    for erkenning in van_mentor.select_for_update(of=("self",), no_key=True).order_by("pk"):
        if (erkenning.vestiging_id, erkenning.opleiding_id) not in plekken:
            continue
        noteer(erkenning, wat, door=door, op=op, tekst=str(mentor))
        if not mentoren_van(erkenning).exclude(mentor=mentor).exists():
            termijnen.start(erkenning, MENTOR_VERVANGEN, op=per, aangemaakt_op=vandaag)
            geraakt.append(erkenning)
    _laat_vervallen(Mentorvoorstel.objects.filter(mentor=mentor), vandaag)
    for erkenning in geraakt:
        termijn = termijnen.van(erkenning, MENTOR_VERVANGEN)
        gegevens = {"erkenning": erkenning, "mentor": mentor, "termijn": termijn, "door": door}
        for educam, aan in ((False, mentor.onderneming.werkgevers()), (True, behandelaars(erkenning.lijn.aanvraag))):
            meldingen.stuur("mentor_vertrokken", dossier=erkenning, aan=aan, gegevens=gegevens | {"educam": educam})
    return geraakt


def meld_wering(*, mentor: Mentor, door: User, op: datetime) -> None:
    """Every aanvraag that still names the barred mentor says so, a concept too: the werkgever chooses another one."""
    open_ = Aanvraag.objects.filter(toestand__in=(Toestand.CONCEPT, *LOPEND), lijnen__mentoren__mentor=mentor)
    for aanvraag in open_.distinct().order_by("pk"):
        noteer(aanvraag, "mentor_geweerd", door=door, op=op, tekst=str(mentor))


def mentor_gevonden(aanduiding: Aanduiding, *, op: date) -> None:
    """Somebody is designated, by a proposal or by a decision on a renewal: nobody has to be sought any more."""
    plek = {"vestiging": aanduiding.vestiging_id, "opleiding": aanduiding.opleiding_id}
    for erkenning in Erkenning.objects.filter(**plek, toestand=ErkenningToestand.LOPEND).order_by("pk"):
        termijnen.voldaan(erkenning, MENTOR_VERVANGEN, op=op)


def mentoren_van(erkenning: Erkenning):
    """The designations that run for it."""
    return Aanduiding.objects.filter(vestiging=erkenning.vestiging_id, opleiding=erkenning.opleiding_id, tot=None)


def sluit_mentorwissel(erkenning: Erkenning, *, op: date) -> None:
    """The erkenning ended: no mentor is needed any more, and nobody is reminded of one."""
    termijnen.nietig(erkenning, MENTOR_VERVANGEN, op=op)
    _laat_vervallen(erkenning.mentorvoorstellen.all(), op)


def hervat_mentorwissel(erkenning: Erkenning, *, op: date) -> None:
    """An erkenning counts again after an appeal: who was its mentor may have left meanwhile."""
    if not mentoren_van(erkenning).exists():
        termijnen.start(erkenning, MENTOR_VERVANGEN, op=op)


def _laat_vervallen(voorstellen, op: date) -> None:
    open_ = voorstellen.filter(besluit=Besluit.OPEN)
    mentoren = list(open_.values_list("mentor", flat=True))
    open_.update(besluit=Besluit.VERVALLEN, besluit_op=op)
    laat_vervallen_van(mentoren, op=op)


def mentor_voorstellen(*, erkenning: Erkenning, mentor: Mentor, door: User, op: datetime) -> Mentorvoorstel:
    """The werkgever designates another mentor for an erkenning that runs; it counts from today once EDUCAM accepts.

    Raises Geweigerd for a mentor of elsewhere, who left or was barred, who is designated there, or was proposed already.
    """
    with transaction.atomic():
        mentor = vergrendel(mentor)
        with perform(erkenning, "mentor_voorstellen", door=door, op=op, reden=str(mentor)) as rij:
            if mentor.onderneming_id != rij.vestiging.onderneming_id:
                raise Geweigerd("Kies een mentor van je eigen onderneming.")
            if mentor.niet_meer:
                raise Geweigerd(mentor.niet_meer)
            if mentoren_van(rij).filter(mentor=mentor).exists():
                raise Geweigerd(f"{mentor} is hier al mentor.")
            if rij.mentorvoorstellen.filter(mentor=mentor, besluit=Besluit.OPEN).exists():
                raise Geweigerd(f"Je stelde {mentor} al voor. EDUCAM kijkt dat na.")
            voorstel = Mentorvoorstel.objects.create(
                erkenning=rij, mentor=mentor, voorgesteld_op=timezone.localdate(op), voorgesteld_door=door
            )
            meldingen.stuur(
                "mentor_voorgesteld",
                dossier=rij,
                aan=behandelaars(rij.lijn.aanvraag),
                gegevens={"erkenning": rij, "mentor": mentor, "door": door},
            )
    return voorstel


def uittreksel_nakijken(
    *,
    voorstel: Mentorvoorstel,
    uitgegeven_op: date,
    uitkomst: str,
    getoond: bool,
    gezien: str,
    door: User,
    op: datetime,
) -> Uittreksel:
    """As `uittreksels.uittreksel_nakijken`, for a mentor who was proposed later (rules.md §4)."""
    with transaction.atomic():
        mentor = vergrendel(voorstel.mentor)
        reden = f"596.2 van {mentor} gezien"
        with perform(voorstel.erkenning, "uittreksel_nakijken", door=door, op=op, reden=reden) as rij:
            _open(voorstel)
            uittreksel = leg_nazicht_vast(
                mentor, uitgegeven_op, uitkomst, getoond=getoond, gezien=gezien, door=door, op=op
            )
            if uittreksel.uitkomst == Uittreksel.Uitkomst.VERMELDING:
                gegevens = {"ref": rij.lijn.aanvraag.ref, "url": rij.consulent_url, "door": door}
                meldingen.stuur("vermelding_te_beoordelen", dossier=rij, aan=coordinatoren(), gegevens=gegevens)
    return uittreksel


def uittreksel_beoordelen(*, voorstel: Mentorvoorstel, oordeel: str, door: User, op: datetime) -> Uittreksel:
    """As `uittreksels.uittreksel_beoordelen`, for a mentor who was proposed later (rules.md §4)."""
    with transaction.atomic():
        mentor = vergrendel(voorstel.mentor)
        reden = f"596.2 van {mentor} beoordeeld"
        with perform(voorstel.erkenning, "uittreksel_beoordelen", door=door, op=op, reden=reden) as rij:
            _open(voorstel)
            uittreksel = leg_oordeel_vast(mentor, oordeel, door=door)
            gegevens = {"ref": rij.lijn.aanvraag.ref, "url": rij.consulent_url}
            aan = behandelaars(rij.lijn.aanvraag)
            meldingen.stuur("vermelding_beoordeeld", dossier=rij, aan=aan, gegevens=gegevens)
    return uittreksel


def mentor_beoordelen(
    *, voorstel: Mentorvoorstel, aanvaard: bool, reden: str, door: User, op: datetime
) -> Mentorvoorstel:
    """The consulent accepts, and the mentor is designated from the day of the proposal; or does not, with a reason.

    Acceptance meets the term of the erkenning that had no mentor. Of somebody whose 596.2 was not accepted the werkgever
    reads the one sentence, whatever was written (rules.md §2, §4). Raises Geweigerd while a condition of rules.md §4 is
    not met, for a refusal without a reason, and when somebody else was first.
    """
    dag, reden = timezone.localdate(op), reden.strip()
    with transaction.atomic():
        mentor = vergrendel(voorstel.mentor)
        with perform(voorstel.erkenning, "mentor_beoordelen", door=door, op=op, reden=str(mentor)) as rij:
            vers = _open(voorstel)
            if aanvaard:
                if bezwaren := bezwaren_tegen(mentor, vers.voorgesteld_op):
                    raise Geweigerd(" ".join(bezwaren))
                duid_aan(
                    mentor=mentor,
                    vestiging=rij.vestiging,
                    opleiding=rij.opleiding,
                    aangeduid_op=vers.voorgesteld_op,
                    erkend_op=rij.geldig_van,
                    op=dag,
                )
            elif not reden:
                raise Geweigerd("Schrijf waarom deze mentor niet kan. De werkgever leest dit.")
            elif _ligt_aan_het_uittreksel(mentor):
                reden = Maatregel.NIET_AANDUIDBAAR
            vers.besluit = Besluit.AANVAARD if aanvaard else Besluit.NIET_AANVAARD
            vers.besluit_op, vers.besluit_door, vers.reden = dag, door, reden
            vers.save()
            laat_vervallen_van([mentor.pk], op=dag)
            meldingen.stuur(
                "mentor_beoordeeld",
                dossier=rij,
                aan=mentor.onderneming.werkgevers(),
                gegevens={"erkenning": rij, "voorstel": vers, "aanvaard": aanvaard, "door": door},
            )
    return vers


def _ligt_aan_het_uittreksel(mentor: Mentor) -> bool:
    """Something stands on the newest 596.2, and nobody accepted it."""
    laatste = mentor.uittreksels.first()
    if laatste is None or laatste.uitkomst != Uittreksel.Uitkomst.VERMELDING:
        return False
    return laatste.oordeel != Uittreksel.Oordeel.AANVAARD


def bezwaren_tegen(mentor: Mentor, aangeduid_op: date) -> list[str]:
    """What is not met on the day of designation, as sentences."""
    uitkomsten = oordeel(mentor, mentor.uittreksels.first(), aangeduid_op)
    return [f"{uitkomst.label}: {uitkomst.zin}" for uitkomst in uitkomsten if not uitkomst.voldaan]


def _open(voorstel: Mentorvoorstel) -> Mentorvoorstel:
    """Re-read under the lock of its erkenning; a proposal is judged once."""
    vers = Mentorvoorstel.objects.get(pk=voorstel.pk)
    if vers.besluit:
        raise Geweigerd(f"Dit voorstel is intussen {vers.get_besluit_display().lower()}.")
    return vers
