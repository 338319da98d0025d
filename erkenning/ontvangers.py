"""Who hears about a dossier (rules.md §2, §3.2, §7): its consulent, who stands in today, else the coördinatoren."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.organisaties.afwezigheden import Stand, leiding, stand, wie_volgt_op
from educam_portal.organisaties.regios import consulenten_van
from mentoren.models import Aanduiding, Mentor

from .models import Aanvraag, Erkenning
from .toestanden import LOPEND


def behandelaars(aanvraag: Aanvraag, op: date | None = None, wie_weg: Stand | None = None) -> list[User]:
    """Who handles it on `op` (today by default): its consulent while that person works here and is not away.

    Then the replacement, then the coördinatoren. Give `wie_weg` to ask for many dossiers with one look at the absences.
    """
    op = op or timezone.localdate()
    consulent = aanvraag.consulent
    if consulent and consulent.is_active and consulent.heeft_rol(Rol.CONSULENT, Rol.COORDINATOR):
        return wie_volgt_op(consulent, op, wie_weg)
    return leiding(op, wie_weg)


def behandelaars_van(aanvragen: Iterable[Aanvraag], op: date | None = None) -> list[User]:
    """Who handles one of these, each once; the aanvragen come with their consulent."""
    op = op or timezone.localdate()
    wie_weg = stand(op)
    return list({user.pk: user for aanvraag in aanvragen for user in behandelaars(aanvraag, op, wie_weg)}.values())


def werkgevers(aanvraag: Aanvraag) -> list[User]:
    """The people of the onderneming who follow its aanvragen."""
    return list(aanvraag.onderneming.werkgevers())


def volgers_van(mentor: Mentor, op: date | None = None) -> list[User]:
    """Who follows a mentor for EDUCAM: the handlers of the newest erkenning of each place where the mentor is designated.

    However the designation came: with the aanvraag, or by a proposal afterwards.
    """
    plek = Aanduiding.objects.filter(
        mentor=mentor, tot=None, vestiging=OuterRef("vestiging"), opleiding=OuterRef("opleiding")
    )
    erkend = Erkenning.objects.filter(Exists(plek)).select_related("lijn__aanvraag__consulent").order_by("pk")
    laatste = {(rij.vestiging_id, rij.opleiding_id): rij.lijn.aanvraag for rij in erkend}
    return behandelaars_van(laatste.values(), op)


def kies_consulent(aanvraag: Aanvraag, op: date) -> User | None:
    """The consulent of the region with the fewest running dossiers, who is there before who is replaced (rules.md §10).

    One who is away with a replacement still gets it: the replacement handles it meanwhile, and nothing needs to be
    handed back. None leaves it to the coördinator: no consulent, or all of them away and not replaced (rules.md §3.2).
    """
    assert aanvraag.vestiging is not None
    wie_weg = stand(op)
    kandidaten = [
        user
        for user in consulenten_van(aanvraag.vestiging.regio, op)
        if (afwezig := wie_weg.van(user)) is None or afwezig.vervanger_id is not None
    ]
    if not kandidaten:
        return None
    lopend = dict(
        Aanvraag.objects.filter(consulent__in=kandidaten, toestand__in=LOPEND)
        .order_by()
        .values_list("consulent")
        .annotate(Count("pk"))
    )
    return min(kandidaten, key=lambda user: (wie_weg.van(user) is not None, lopend.get(user.pk, 0), user.pk))
