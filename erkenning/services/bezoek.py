"""The plaatsbezoek: offered, fixed, chosen, moved, cancelled, done (rules.md §3.2). The visit is the rule."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..ics import uitnodiging
from ..models import Aanvraag, Bezoek, BezoekMoment
from ..ontvangers import behandelaars, werkgevers
from .agenda import agenda, moet_vrij_zijn, wie_gaat
from .behandeling import contact_gelegd

T = Bezoek.Toestand
PAUZE_SLUITING = "sluiting"


def bezoek_voorstellen(
    *, aanvraag: Aanvraag, momenten: Iterable[datetime], door: User, op: datetime, duur: int = 60, opmerking: str = ""
) -> Bezoek:
    """Offer slots through a one-tap link; at least one lies within the handling term (rules.md §3.2).

    `momenten` are aware moments in the future; `duur` is in minutes.
    """
    momenten = sorted(set(momenten))
    if not momenten:
        raise Geweigerd("Stel minstens één moment voor.")
    if momenten[0] <= op:
        raise Geweigerd("Kies momenten in de toekomst.")
    gaat, *anderen = {wie_gaat(aanvraag, door, moment) for moment in momenten}
    if anderen:
        raise Geweigerd("Stel momenten voor waarop dezelfde persoon kan komen: je vervanging eindigt ertussen.")
    with agenda(gaat.pk), perform(aanvraag, "bezoek_voorstellen", door=door, op=op) as dossier:
        if dossier.vervalt_op and timezone.localdate(momenten[0]) > dossier.vervalt_op:
            raise Geweigerd(f"Stel minstens één moment voor dat niet later valt dan {dossier.vervalt_op:%d/%m/%Y}.")
        _geen_ander_bezoek(dossier)
        for moment in momenten:
            moet_vrij_zijn(gaat, moment, duur)
        bezoek = _nieuw(dossier, gaat, T.VOORGESTELD, None, duur, opmerking)
        BezoekMoment.objects.bulk_create(BezoekMoment(bezoek=bezoek, begint_op=moment) for moment in momenten)
        termijnen.start(bezoek, "bezoek_bevestigen", op=timezone.localdate(op))
        meldingen.stuur(
            "bezoek_voorgesteld",
            dossier=dossier,
            aan=werkgevers(dossier),
            gegevens={"aanvraag": dossier, "bezoek": bezoek, "momenten": momenten},
        )
    return bezoek


def bezoek_vastleggen(
    *,
    aanvraag: Aanvraag,
    begint_op: datetime,
    door: User,
    op: datetime,
    duur: int = 60,
    mentor_aanwezig: bool = True,
    opmerking: str = "",
) -> Bezoek:
    """Fix a visit agreed by phone: also the first contact. Both sides get the invitation (.ics), slots on offer fall away."""
    if begint_op <= op:
        raise Geweigerd("Kies een moment in de toekomst.")
    gegevens = {"begint_op": begint_op.isoformat()}
    gaat = wie_gaat(aanvraag, door, begint_op)
    with agenda(gaat.pk), perform(aanvraag, "bezoek_vastleggen", door=door, op=op, gegevens=gegevens) as dossier:
        for voorstel in dossier.bezoeken.filter(toestand=T.VOORGESTELD):
            voorstel.toestand = T.GEANNULEERD
            voorstel.save()
            termijnen.voldaan(voorstel, "bezoek_bevestigen", op=timezone.localdate(op))
        _geen_ander_bezoek(dossier)
        moet_vrij_zijn(gaat, begint_op, duur)
        bezoek = _nieuw(dossier, gaat, T.VASTGELEGD, begint_op, duur, opmerking)
        bezoek.mentor_aanwezig = mentor_aanwezig
        bezoek.save()
        contact_gelegd(dossier, op)
        _hervat_na_sluiting(dossier, begint_op)
        nodig_uit("bezoek_vastgelegd", bezoek, op)
    return bezoek


def bezoek_kiezen(*, aanvraag: Aanvraag, moment: BezoekMoment, door: User, op: datetime) -> Bezoek:
    """The werkgever taps one of the offered slots. A later one than the first pauses the term between the two days."""
    gegevens = {"begint_op": moment.begint_op.isoformat()}
    van_wie = agenda(moment.bezoek.consulent_id)
    with van_wie, perform(aanvraag, "bezoek_kiezen", door=door, op=op, gegevens=gegevens) as dossier:
        bezoek = Bezoek.objects.select_for_update(of=("self",), no_key=True).get(pk=moment.bezoek_id)
        if bezoek.toestand != T.VOORGESTELD or not bezoek.aanvragen.filter(pk=dossier.pk).exists():
            raise Geweigerd("Dit voorstel staat niet meer open. Kijk in je dossier wat er is afgesproken.")
        if moment.begint_op <= op:
            raise Geweigerd("Dit moment is al voorbij. Kies een ander of bel je consulent.")
        moet_vrij_zijn(bezoek.consulent, moment.begint_op, bezoek.duur, behalve=bezoek)
        eerste = min(bezoek.momenten.values_list("begint_op", flat=True))
        bezoek.toestand, bezoek.begint_op = T.VASTGELEGD, moment.begint_op
        bezoek.save()
        termijnen.voldaan(bezoek, "bezoek_bevestigen", op=timezone.localdate(op))
        if moment.begint_op > eerste:
            _pauzeer_tussen(dossier, f"bezoek-{bezoek.pk}", "Je koos een later moment", eerste, moment.begint_op)
        _hervat_na_sluiting(dossier, moment.begint_op)
        nodig_uit("bezoek_vastgelegd", bezoek, op)
    return bezoek


def sluiting_melden(*, aanvraag: Aanvraag, tot: date, door: User, op: datetime) -> Aanvraag:
    """The garage is closed up to and including `tot`: the term pauses from the report to the day of the visit.

    Until a visit is fixed the pause lasts to the day of reopening, so that a forgotten one cannot stop the clock.
    """
    dag = timezone.localdate(op)
    if tot < dag:
        raise Geweigerd("Kies een einddatum vanaf vandaag.")
    hoogstens = duur("sluiting_max", dag)
    if tot > na_termijn(dag, hoogstens):
        raise Geweigerd(f"Een sluiting van meer dan {hoogstens} bespreek je best met je consulent.")
    weer_open = tot + timedelta(days=1)
    with perform(aanvraag, "sluiting_melden", door=door, op=op, gegevens={"tot": tot.isoformat()}) as dossier:
        termijn = termijnen.van(dossier, "behandeling")
        if termijn and termijn.pauzes.filter(sleutel=PAUZE_SLUITING, tot=weer_open).exists():
            raise Geweigerd("Deze sluiting is al gemeld. De termijn schoof al mee op.")
        termijnen.pauzeer(dossier, "behandeling", sleutel=PAUZE_SLUITING, reden="Gesloten", van=dag)
        termijnen.hervat(dossier, "behandeling", sleutel=PAUZE_SLUITING, tot=weer_open)
        _neem_vervaldag_over(dossier)
        for voorstel in dossier.bezoeken.filter(toestand=T.VOORGESTELD):
            annuleer(voorstel, op=op, reden="De onderneming is gesloten.")
        meldingen.stuur(
            "sluiting_gemeld",
            dossier=dossier,
            aan=behandelaars(dossier, dag),
            gegevens={"aanvraag": dossier, "tot": tot, "vervalt_op": dossier.vervalt_op},
        )
    return dossier


def bezoek_verplaatsen(
    *, aanvraag: Aanvraag, bezoek: Bezoek, begint_op: datetime, op_vraag_werkgever: bool, door: User, op: datetime
) -> Bezoek:
    """Move a fixed visit: an update of the same invitation. Asked by the werkgever and later, it pauses the term."""
    if begint_op <= op:
        raise Geweigerd("Kies een moment in de toekomst.")
    gegevens = {"begint_op": begint_op.isoformat()}
    gaat = wie_gaat(aanvraag, bezoek.consulent, begint_op)
    with agenda(gaat.pk), perform(aanvraag, "bezoek_verplaatsen", door=door, op=op, gegevens=gegevens) as dossier:
        bezoek = _vastgelegd(dossier, bezoek)
        vorig = bezoek.begint_op
        assert vorig is not None
        if begint_op == vorig:
            raise Geweigerd("Het bezoek staat al op dat moment. Iedereen kreeg de uitnodiging.")
        moet_vrij_zijn(gaat, begint_op, bezoek.duur, behalve=bezoek)
        bezoek.begint_op, bezoek.consulent = begint_op, gaat
        bezoek.volgnummer += 1
        bezoek.save()
        if op_vraag_werkgever and begint_op > vorig:
            _pauzeer_tussen(dossier, f"bezoek-{bezoek.pk}", "Bezoek later op vraag van de werkgever", vorig, begint_op)
        nodig_uit("bezoek_verplaatst", bezoek, op)
    return bezoek


def bezoek_overnemen(*, aanvraag: Aanvraag, bezoek: Bezoek, door: User, op: datetime) -> Bezoek:
    """Make the visit in the place of a colleague, at the same moment: an update of the same invitation.

    Raises Geweigerd when it is one's own, when one no longer stands in that day, or has another visit then.
    """
    with agenda(door.pk), perform(aanvraag, "bezoek_overnemen", door=door, op=op) as dossier:
        bezoek = _vastgelegd(dossier, bezoek)
        assert bezoek.begint_op is not None
        vorige = bezoek.consulent
        if vorige == door:
            raise Geweigerd("Dit bezoek staat al in jouw agenda.")
        if bezoek.begint_op <= op:
            raise Geweigerd("Dit bezoek is al voorbij.")
        if wie_gaat(dossier, door, bezoek.begint_op) != door:
            raise Geweigerd("Op die dag vervang je niet meer. Verplaats het bezoek naar een vroegere dag.")
        moet_vrij_zijn(door, bezoek.begint_op, bezoek.duur, behalve=bezoek)
        bezoek.consulent = door
        bezoek.volgnummer += 1
        bezoek.save()
        nodig_uit("bezoek_overgenomen", bezoek, op, vorige=vorige)
    return bezoek


def bezoek_annuleren(*, aanvraag: Aanvraag, bezoek: Bezoek, reden: str, door: User, op: datetime) -> Bezoek:
    """Cancel an offered or fixed visit, or record one that fell through; the reason goes to both sides."""
    if not reden.strip():
        raise Geweigerd("Schrijf waarom het bezoek niet doorgaat.")
    with perform(aanvraag, "bezoek_annuleren", door=door, op=op, reden=reden.strip()) as dossier:
        bezoek = Bezoek.objects.select_for_update(of=("self",), no_key=True).get(pk=bezoek.pk)
        if bezoek.toestand not in (T.VOORGESTELD, T.VASTGELEGD) or not bezoek.aanvragen.filter(pk=dossier.pk).exists():
            raise Geweigerd("Dit bezoek kan je niet meer annuleren.")
        annuleer(bezoek, op=op, reden=reden.strip())
    return bezoek


def bezoek_uitvoeren(*, aanvraag: Aanvraag, bezoek: Bezoek, door: User, op: datetime) -> Bezoek:
    """Record that the visit took place."""
    with perform(aanvraag, "bezoek_uitvoeren", door=door, op=op) as dossier:
        bezoek = _vastgelegd(dossier, bezoek)
        assert bezoek.begint_op is not None
        if timezone.localdate(bezoek.begint_op) > timezone.localdate(op):
            raise Geweigerd("Dit bezoek moet nog gebeuren.")
        bezoek.toestand = T.UITGEVOERD
        bezoek.save()
    return bezoek


def geen_bezoek_nodig(*, aanvraag: Aanvraag, reden: str, door: User, op: datetime) -> Aanvraag:
    """Record why no visit was needed, for instance a recent one to the same vestiging (rules.md §3.2)."""
    if not reden.strip():
        raise Geweigerd("Schrijf waarom een bezoek niet nodig is.")
    with perform(aanvraag, "geen_bezoek_nodig", door=door, op=op, reden=reden.strip()) as dossier:
        dossier.geen_bezoek_reden = reden.strip()
    return dossier


def annuleer(bezoek: Bezoek, *, op: datetime, reden: str) -> None:
    """Cancel inside a running transaction: the invitation becomes a CANCEL, the slot term ends."""
    was_vast = bezoek.toestand == T.VASTGELEGD
    bezoek.toestand = T.GEANNULEERD
    bezoek.volgnummer += 1
    bezoek.save()
    termijnen.nietig(bezoek, "bezoek_bevestigen", op=timezone.localdate(op))
    if was_vast:
        nodig_uit("bezoek_geannuleerd", bezoek, op, reden=reden)


def _nieuw(
    dossier: Aanvraag, door: User, toestand: str, begint_op: datetime | None, duur: int, opmerking: str
) -> Bezoek:
    assert dossier.vestiging is not None
    bezoek = Bezoek.objects.create(
        vestiging=dossier.vestiging,
        consulent=door,
        toestand=toestand,
        begint_op=begint_op,
        duur=duur,
        opmerking=opmerking,
    )
    bezoek.aanvragen.add(dossier)
    return bezoek


def _vastgelegd(dossier: Aanvraag, bezoek: Bezoek) -> Bezoek:
    vers = Bezoek.objects.select_for_update(of=("self",), no_key=True).filter(pk=bezoek.pk, aanvragen=dossier).first()
    if vers is None or vers.toestand != T.VASTGELEGD:
        raise Geweigerd("Dit bezoek staat niet meer gepland.")
    return vers


def _geen_ander_bezoek(dossier: Aanvraag) -> None:
    if dossier.bezoeken.filter(toestand__in=[T.VOORGESTELD, T.VASTGELEGD]).exists():
        raise Geweigerd("Er staat al een bezoek open voor dit dossier. Verplaats of annuleer dat eerst.")


def _pauzeer_tussen(dossier: Aanvraag, sleutel: str, reden: str, van: datetime, tot: datetime) -> None:
    eerste, laatste = timezone.localdate(van), timezone.localdate(tot)
    if laatste <= eerste:
        return
    termijnen.pauzeer(dossier, "behandeling", sleutel=sleutel, reden=reden, van=eerste)
    termijnen.hervat(dossier, "behandeling", sleutel=sleutel, tot=laatste)
    _neem_vervaldag_over(dossier)


def _hervat_na_sluiting(dossier: Aanvraag, begint_op: datetime) -> None:
    """A reported closing pauses up to the day that was then chosen (rules.md §3.2)."""
    termijn = termijnen.van(dossier, "behandeling")
    pauze = termijn.pauzes.filter(sleutel=PAUZE_SLUITING).order_by("-pk").first() if termijn else None
    gekozen = timezone.localdate(begint_op)
    if termijn and pauze and pauze.van <= gekozen:
        pauze.tot = gekozen
        pauze.save()
        termijnen.herbereken(termijn)
        _neem_vervaldag_over(dossier)


def _neem_vervaldag_over(dossier: Aanvraag) -> None:
    termijn = termijnen.van(dossier, "behandeling")
    dossier.vervalt_op = termijn.vervalt_op if termijn else None


def nodig_uit(soort: str, bezoek: Bezoek, op: datetime, reden: str = "", vorige: User | None = None) -> None:
    """One mail with the .ics to the consulent (and to `vorige`, who had it) and to the people of every onderneming concerned."""
    mensen = {user.pk: user for aanvraag in bezoek.aanvragen.all() for user in werkgevers(aanvraag)}
    werkgever_lijst = list(mensen.values())
    dossier = bezoek.aanvragen.order_by("pk").first()
    bijlage = uitnodiging(bezoek, genodigden=[bezoek.consulent, *werkgever_lijst], op=op)
    gegevens = {"aanvraag": dossier, "bezoek": bezoek, "reden": reden, "vorige": vorige}
    ook = [vorige] if vorige is not None else []
    meldingen.stuur(
        soort, dossier=dossier, aan=[*werkgever_lijst, bezoek.consulent, *ook], gegevens=gegevens, bijlagen=[bijlage]
    )
