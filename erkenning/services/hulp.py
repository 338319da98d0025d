"""A consulent who helps to fill in a concept, because the werkgever asked (rules.md §3.1). Only the werkgever files."""

from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, Rol, User
from educam_portal.accounts.services import beeindig_lidmaatschap, geef_lidmaatschap
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.afwezigheden import stand, volgers_van, wie_volgt_op
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..models import Aanvraag
from ..ontvangers import kies_consulent
from ..toestanden import Toestand


def hulp_vragen(*, aanvraag: Aanvraag, door: User, op: datetime) -> User:
    """Let the consulent of the region see and fill in this onderneming's concepts; asking is the consent.

    Asked again while somebody of the region helps, it stays that person, without a second mail. Ends when the aanvraag
    is filed or withdrawn, when the werkgever stops it, and at the latest with the concept's term.
    Who is away is helped out by the replacement, until the last day of the absence.
    Returns who helps today. Raises Geweigerd without vestiging, or when the region has no consulent today.
    """
    dag = timezone.localdate(op)
    with perform(aanvraag, "hulp_vragen", door=door, op=op) as dossier:
        if dossier.vestiging is None:
            raise Geweigerd("Kies eerst je vestiging. Dan weten we wie jouw sectorconsulent is.")
        volgers = volgers_van([dossier.vestiging.regio], dag)
        if al_gevraagd := [user for user in helpers(dossier) if user in volgers]:
            return al_gevraagd[0]
        consulent = kies_consulent(dossier, dag)
        if consulent is None:
            raise Geweigerd("Er is nu geen consulent vrij voor jouw regio. Bel EDUCAM, we helpen je verder.")
        einde = na_termijn(dag, duur("concept", dag))
        _laat_helpen(dossier, consulent, dag, einde)
        wie_weg = stand(dag)
        helper = wie_volgt_op(consulent, dag, wie_weg)[0]
        if afwezig := wie_weg.van(consulent):
            _laat_helpen(dossier, helper, dag, min(einde, afwezig.tot))
        meldingen.stuur("hulp_gevraagd", dossier=dossier, aan=[helper], gegevens={"aanvraag": dossier, "door": door})
    return helper


def _laat_helpen(dossier: Aanvraag, user: User, van: date, tot: date) -> None:
    if user in helpers(dossier):
        return
    geef_lidmaatschap(
        user=user,
        organisatie=dossier.onderneming.organisatie,
        rol=Rol.MEDEWERKER,
        bereik=Bereik.AANVRAGEN,
        bron=Bron.HULP,
        van=van,
        tot=tot,
    )


def hulp_stoppen(*, aanvraag: Aanvraag, door: User, op: datetime) -> Aanvraag:
    """The werkgever takes the consent back."""
    with perform(aanvraag, "hulp_stoppen", door=door, op=op) as dossier:
        beeindig_hulp(dossier, op=op)
    return dossier


def helpers(aanvraag: Aanvraag) -> list[User]:
    """Who helps today with the concepts of this onderneming."""
    return [lid.user for lid in _hulp(aanvraag).select_related("user").order_by("pk")]


def beeindig_hulp(dossier: Aanvraag, *, op: datetime) -> None:
    """End every help for the onderneming once no concept is left that needs it; called inside a transaction."""
    hulp = list(_hulp(dossier).select_related("user").order_by("pk"))
    andere = Aanvraag.objects.filter(onderneming=dossier.onderneming_id, toestand=Toestand.CONCEPT).exclude(
        pk=dossier.pk
    )
    if hulp and (dossier.toestand == Toestand.CONCEPT or not andere.exists()):
        for lid in hulp:
            beeindig_lidmaatschap(lid, op=timezone.localdate(op))


def _hulp(aanvraag: Aanvraag):
    return Lidmaatschap.objects.geldig().filter(organisatie=aanvraag.onderneming.organisatie_id, bron=Bron.HULP)
