"""Handling: taking in, first contact, questions and answers, assigning (rules.md §3.2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Rol, User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.afwezigheden import stand, wie_volgt_op
from educam_portal.organisaties.models import Regio, Vestiging
from educam_portal.organisaties.regios import consulenten_van
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..models import Aanvraag, Aanvulling, LijnMentor
from ..ontvangers import behandelaars, werkgevers
from ..toestanden import Onderdeel

PAUZE_AANVULLING = "aanvulling"


def in_behandeling_nemen(*, aanvraag: Aanvraag, door: User, op: datetime) -> Aanvraag:
    """Take a filed aanvraag in; without a consulent it becomes `door`'s, or whose place `door` takes (rules.md §3.2)."""
    with perform(aanvraag, "in_behandeling_nemen", door=door, op=op) as dossier:
        if dossier.consulent_id is None and dossier.regio is not None:
            dossier.consulent = _eigenaar(dossier.regio, door, timezone.localdate(op))
    return dossier


def _eigenaar(regio: Regio, door: User, dag: date) -> User | None:
    """Whose dossier it becomes when `door` takes it in: a consulent of the region itself; a coördinator takes none."""
    eigen = consulenten_van(regio, dag)
    if door in eigen:
        return door
    vervangen = {afwezig.user for afwezig in stand(dag).vervangt(door)}
    return next((user for user in eigen if user in vervangen), None)


def eerste_contact(*, aanvraag: Aanvraag, door: User, op: datetime, notitie: str = "") -> Aanvraag:
    """Log the first call; the term of 3 working days is met (rules.md §3.2)."""
    with perform(aanvraag, "eerste_contact", door=door, op=op, reden=notitie) as dossier:
        contact_gelegd(dossier, op)
    return dossier


def contact_gelegd(dossier: Aanvraag, op: datetime) -> None:
    """Inside `perform`: somebody spoke the werkgever, who need not be called for a first contact any more."""
    if dossier.eerste_contact_op is None:
        dossier.eerste_contact_op = op
    termijnen.voldaan(dossier, "eerste_contact", op=timezone.localdate(op))


def notitie(*, aanvraag: Aanvraag, door: User, op: datetime, tekst: str) -> Aanvraag:
    """An internal note on the timeline; the werkgever never sees it."""
    if not tekst.strip():
        raise Geweigerd("Schrijf eerst je notitie.")
    with perform(aanvraag, "notitie", door=door, op=op, reden=tekst.strip()) as dossier:
        pass
    return dossier


def toewijzen(*, aanvraag: Aanvraag, consulent: User, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """Give the dossier to another consulent of its region, or to a coördinator. Both hear of it (rules.md §2)."""
    with perform(aanvraag, "toewijzen", door=door, op=op, reden=reden, gegevens={"aan": str(consulent)}) as dossier:
        vorige = _wijs_toe(dossier, consulent)
        betrokken = {vorige, consulent, *wie_volgt_op(consulent, timezone.localdate(op))}
        op_volgorde = sorted((user for user in betrokken if user and user != door), key=lambda user: user.pk)
        meldingen.stuur(
            "dossier_toegewezen",
            dossier=dossier,
            aan=op_volgorde,
            gegevens={"aanvraag": dossier, "aan": consulent, "door": door, "reden": reden},
        )
    return dossier


def herverdelen(
    *, aanvragen: Iterable[Aanvraag], consulent: User, door: User, op: datetime, reden: str = ""
) -> list[Aanvraag]:
    """Give a pile of dossiers to one colleague, all or none; everybody concerned gets one mail for the whole pile.

    Who stands in for the colleague today hears of it too.

    Raises Geweigerd, naming the dossier, when the colleague does not work for one of the regions or one was closed.
    """
    gegeven: list[Aanvraag] = []
    per_persoon: dict[User, list[Aanvraag]] = {}
    volgers = wie_volgt_op(consulent, timezone.localdate(op))
    with transaction.atomic():
        for aanvraag in sorted(aanvragen, key=lambda rij: rij.pk):
            try:
                with perform(
                    aanvraag, "toewijzen", door=door, op=op, reden=reden, gegevens={"aan": str(consulent)}
                ) as dossier:
                    vorige = _wijs_toe(dossier, consulent)
            except Geweigerd as fout:
                raise Geweigerd(f"{aanvraag.ref}: {fout.zin}") from fout
            gegeven.append(dossier)
            for user in {consulent, vorige, *volgers} - {None, door}:
                per_persoon.setdefault(cast(User, user), []).append(dossier)
        for user in sorted(per_persoon, key=lambda user: user.pk):
            meldingen.stuur(
                "dossiers_herverdeeld",
                dossier=None,
                aan=[user],
                gegevens={"dossiers": per_persoon[user], "aan": consulent, "door": door, "reden": reden},
            )
    return gegeven


def _wijs_toe(dossier: Aanvraag, consulent: User) -> User | None:
    """Inside `perform`: the new owner must work for the region, or be a coördinator. Gives who had it."""
    assert dossier.regio is not None
    hier = {
        lid.bron
        for lid in consulent.lidmaatschappen_nu
        if lid.rol == Rol.CONSULENT and lid.organisatie_id == dossier.regio.organisatie_id
    }
    if not hier and not consulent.is_coordinator:
        raise Geweigerd(f"{consulent} werkt niet voor {dossier.regio}.")
    if Bron.LID not in hier and not consulent.is_coordinator:
        # It would stay behind, out of reach, when the colleague is back.
        raise Geweigerd(f"{consulent} vervangt in {dossier.regio} een collega. Het dossier blijft van die collega.")
    if dossier.consulent == consulent:
        raise Geweigerd(f"{consulent} behandelt dit dossier al.")
    vorige, dossier.consulent = dossier.consulent, consulent
    return vorige


def aanvulling_vragen(
    *, aanvraag: Aanvraag, door: User, op: datetime, onderdelen: Iterable[str], vraag: str
) -> Aanvulling:
    """Ask the werkgever to complete the named parts; those open, and the handling term pauses (rules.md §3.2).

    Raises Geweigerd when the aanvraag has moved on, `door` may not, or nothing is asked.
    """
    dag = timezone.localdate(op)
    uiterlijk = na_termijn(dag, duur("aanvulling", dag))
    return _vraag(aanvraag, "aanvulling_vragen", Aanvulling.Soort.VRAAG, onderdelen, vraag, uiterlijk, door, op)


def werkpunten_opleggen(
    *, aanvraag: Aanvraag, door: User, op: datetime, onderdelen: Iterable[str], vraag: str, uiterlijk: date
) -> Aanvulling:
    """After the visit: what must change and by when, at most 60 days ahead (rules.md §3.2)."""
    dag = timezone.localdate(op)
    grens = na_termijn(dag, duur("werkpunten_max", dag))
    if not dag < uiterlijk <= grens:
        raise Geweigerd(f"Kies een datum tussen {dag + timedelta(days=1):%d/%m/%Y} en {grens:%d/%m/%Y}.")
    return _vraag(aanvraag, "werkpunten_opleggen", Aanvulling.Soort.WERKPUNTEN, onderdelen, vraag, uiterlijk, door, op)


def _vraag(
    aanvraag: Aanvraag,
    actie: str,
    soort: str,
    onderdelen: Iterable[str],
    vraag: str,
    uiterlijk: date,
    door: User,
    op: datetime,
) -> Aanvulling:
    onderdelen = [Onderdeel(onderdeel).value for onderdeel in onderdelen]
    if not onderdelen or not vraag.strip():
        raise Geweigerd("Vink aan welke delen open moeten en schrijf wat er ontbreekt.")
    with perform(aanvraag, actie, door=door, op=op, reden=vraag, gegevens={"onderdelen": onderdelen}) as dossier:
        aanvulling = Aanvulling.objects.create(
            aanvraag=dossier,
            soort=soort,
            onderdelen=onderdelen,
            vraag=vraag.strip(),
            gevraagd_op=op,
            gevraagd_door=door,
            uiterlijk=uiterlijk,
        )
        dag = timezone.localdate(op)
        termijnen.pauzeer(dossier, "behandeling", sleutel=PAUZE_AANVULLING, reden="Wacht op je aanvulling", van=dag)
        dossier.vervalt_op = None
        termijnen.start(aanvulling, "aanvulling", op=dag, vast_op=uiterlijk)
        meldingen.stuur(
            "aanvulling_gevraagd" if soort == Aanvulling.Soort.VRAAG else "werkpunten_opgelegd",
            dossier=dossier,
            aan=werkgevers(dossier),
            gegevens={"aanvraag": dossier, "aanvulling": aanvulling, "door": door, "uiterlijk": uiterlijk},
        )
    return aanvulling


def aanvullen(*, aanvraag: Aanvraag, door: User, op: datetime, antwoord: str = "") -> Aanvraag:
    """The werkgever has completed what was asked; the handling term resumes (rules.md §3.2)."""
    with perform(aanvraag, "aanvullen", door=door, op=op, reden=antwoord.strip()) as dossier:
        aanvulling = _sluit(dossier, Aanvulling.Afloop.AANGEVULD, op, antwoord=antwoord.strip())
        dag = timezone.localdate(op)
        LijnMentor.objects.filter(lijn__aanvraag=dossier, voorgesteld_op=None).update(voorgesteld_op=dag)
        meldingen.stuur(
            "aanvulling_binnen",
            dossier=dossier,
            aan=behandelaars(dossier),
            gegevens={"aanvraag": dossier, "aanvulling": aanvulling, "vervalt_op": dossier.vervalt_op},
        )
    return dossier


def vraag_intrekken(*, aanvraag: Aanvraag, door: User, op: datetime, reden: str = "") -> Aanvraag:
    """The question was answered by phone: the parts close again and the term resumes (rules.md §3.2)."""
    with perform(aanvraag, "vraag_intrekken", door=door, op=op, reden=reden) as dossier:
        _sluit(dossier, Aanvulling.Afloop.INGETROKKEN, op)
        meldingen.stuur(
            "vraag_ingetrokken",
            dossier=dossier,
            aan=werkgevers(dossier),
            gegevens={"aanvraag": dossier, "vervalt_op": dossier.vervalt_op},
        )
    return dossier


def _sluit(dossier: Aanvraag, afloop: str, op: datetime, *, antwoord: str = "") -> Aanvulling:
    """Close the open question, end its own term and let the handling term go on."""
    dag = timezone.localdate(op)
    aanvulling = dossier.aanvullingen.get(afloop=Aanvulling.Afloop.OPEN)
    aanvulling.afloop, aanvulling.afgesloten_op, aanvulling.antwoord = afloop, op, antwoord
    aanvulling.save()
    termijnen.voldaan(aanvulling, "aanvulling", op=dag)
    termijnen.hervat(dossier, "behandeling", sleutel=PAUZE_AANVULLING, tot=dag)
    termijn = termijnen.van(dossier, "behandeling")
    dossier.vervalt_op = termijn.vervalt_op if termijn else None
    return aanvulling


def vul_vestigingsnummer_in(*, aanvraag: Aanvraag, nummer: str, door: User, op: datetime) -> Vestiging:
    """Complete a vestigingseenheidsnummer that the werkgever did not know (rules.md §3.1). `nummer`: ten clean digits."""
    with perform(aanvraag, "vestiging_aanvullen", door=door, op=op, gegevens={"nummer": nummer}) as dossier:
        assert dossier.vestiging_id is not None
        if Vestiging.objects.filter(nummer=nummer).exclude(pk=dossier.vestiging_id).exists():
            raise Geweigerd("Dit vestigingsnummer hoort al bij een andere vestiging.")
        vestiging = Vestiging.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.vestiging_id)
        vestiging.nummer = nummer
        vestiging._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        vestiging.save()
    return vestiging
