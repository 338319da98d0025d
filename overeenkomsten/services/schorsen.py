"""A running overeenkomst that stands still for a while (rules.md §5, facts.md §3.6)."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import maakwerk
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform, vergrendel

from ..documenten import STUK
from ..models import Overeenkomst, Schorsing
from ..ontvangers import begeleiders, lerende, mentor, werkgevers
from ..stukgegevens import van_schorsing
from ..toestanden import Toestand


def schors(
    *, overeenkomst: Overeenkomst, grond: str, toelichting: str, van: date, tot: date | None, door: User, op: datetime
) -> Schorsing:
    """Write down that it stands still; everybody around it hears so, and a letter confirms it. Raises Geweigerd."""
    from ..tasks import maak_schorsing

    with perform(overeenkomst, "schorsen", door=door, op=op) as vers:
        start, einde = vers.start, vers.laatste_dag
        assert start is not None and einde is not None
        if not start <= van <= (tot or van) <= einde:
            raise Geweigerd(f"Kies dagen van {start:%d/%m/%Y} tot en met {einde:%d/%m/%Y}, de eerste dag eerst.")
        if vers.schorsingen.filter(van__lte=tot or einde, tot__gte=van).exists():
            raise Geweigerd("Er is al een schorsing in deze dagen. Kies andere dagen.")
        rij = Schorsing(
            overeenkomst=vers, grond=grond, toelichting=toelichting.strip(), van=van, tot=tot, gemeld_door=door,
            aangemaakt_op=op,
        )  # fmt: skip
        rij.gegevens = van_schorsing(rij)
        rij.sha256 = maakwerk.vingerafdruk(rij.gegevens)
        rij.save()
        maakwerk.maak_na_commit(maak_schorsing, rij)
        mensen = [*begeleiders(vers), *werkgevers(vers), *mentor(vers), *lerende(vers)]
        meldingen.stuur(
            "schorsing_gemeld",
            dossier=vers,
            aan=[wie for wie in mensen if wie != door],
            gegevens={"overeenkomst": vers, "schorsing": rij, "door": door},
        )
        if tot is not None and tot > grensdag(van):
            _meld_lang(rij, op)
    return rij


def hervat(*, overeenkomst: Overeenkomst, tot: date, door: User, op: datetime) -> Schorsing:
    """Its last day is known: it goes on the day after. Raises Geweigerd."""
    with perform(overeenkomst, "hervatten", door=door, op=op) as vers:
        rij = vers.schorsingen.filter(tot=None).first()
        if rij is None:
            raise Geweigerd("Er loopt geen schorsing meer. Herlaad de pagina.")
        assert vers.laatste_dag is not None
        if not rij.van <= tot <= vers.laatste_dag:
            raise Geweigerd(f"Kies een dag van {rij.van:%d/%m/%Y} tot en met {vers.laatste_dag:%d/%m/%Y}.")
        rij.tot = tot
        rij.save(update_fields=["tot"])
    return rij


def sluit_bij_einde(overeenkomst: Overeenkomst) -> None:
    """The overeenkomst is over: what stood still until nobody knew when did so up to and including its last day."""
    laatste = overeenkomst.laatste_dag
    overeenkomst.schorsingen.filter(tot=None, van__lte=laatste).update(tot=laatste)


def grensdag(van: date) -> date:
    """The last day of a suspension from `van` that nobody need hear of: one day more is long."""
    return na_termijn(van, duur("schorsing_melden", van)) - timedelta(days=1)


def te_melden(op: date) -> QuerySet[Schorsing]:
    """Of one that runs, those that go on and nobody was told of; the service looks whether they are long by now."""
    rijen = Schorsing.objects.filter(gemeld_lang_op=None, overeenkomst__toestand=Toestand.LOPEND, van__lt=op)
    return rijen.filter(Q(tot=None) | Q(tot__gte=op)).order_by("pk")


def meld_lang(*, schorsing: Schorsing, op: datetime) -> None:
    """Tell the trajectbegeleider once that it lasts longer than the parameter says (rules.md §5)."""
    if timezone.localdate(op) <= grensdag(schorsing.van):
        return
    vergrendel(schorsing.overeenkomst)
    rij = Schorsing.objects.select_related("overeenkomst").get(pk=schorsing.pk)
    if rij.gemeld_lang_op is None:
        _meld_lang(rij, op)


def _meld_lang(rij: Schorsing, op: datetime) -> None:
    rij.gemeld_lang_op = op
    rij.save(update_fields=["gemeld_lang_op"])
    meldingen.stuur(
        "schorsing_lang",
        dossier=rij.overeenkomst,
        aan=begeleiders(rij.overeenkomst),
        gegevens={"overeenkomst": rij.overeenkomst, "schorsing": rij},
    )


def leg_brief_vast(rij: Schorsing, inhoud: bytes) -> Schorsing:
    """Keep the letter."""
    naam = f"schorsing-{rij.overeenkomst.referentie}-{rij.van:%Y%m%d}.pdf"
    return maakwerk.leg_pdf_vast(rij, inhoud, bestandsnaam=naam, soort=STUK, onderwerp=rij.overeenkomst)
