"""What is due for a term on a day: claims, and how an action is told. Only reading; the job writes (job.py)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from educam_portal.accounts.models import User

from . import berekenen, bundels, rules
from .models import PORTAAL, Herinnering, Termijn
from .register import SoortTermijn, soort_termijn


@dataclass(frozen=True)
class Actie:
    """One thing the job did, or would do: `moment` may be `verval`, `ontvanger` an address or portaal."""

    datum: date
    soort: str
    dossier: str
    moment: str
    ontvanger: str

    def __str__(self) -> str:
        return f"{self.datum:%Y-%m-%d} {self.soort} {self.dossier} {self.moment} {self.ontvanger}"


@dataclass(frozen=True)
class Claim:
    """A row that is inserted, or would be: moment and recipient of a term."""

    termijn: Termijn
    actie: Actie

    def als_rij(self) -> Herinnering:
        actie = self.actie
        return Herinnering(
            termijn=self.termijn,
            ronde=self.termijn.ronde,
            moment=actie.moment,
            ontvanger=actie.ontvanger,
            op=actie.datum,
        )


def gedaan(wat: bundels.Verteld, op: date, ontvanger: str) -> Actie:
    """What a daily message tells, as an action."""
    return Actie(datum=op, soort=wat.soort, dossier=wat.dossier, moment=wat.moment, ontvanger=ontvanger)


def werk(termijn: Termijn, op: date, al_gedaan: Collection[str]) -> list[Claim]:
    """What is due for an open, unfulfilled term that is looked at for `op`, on its stored due date; the lapse comes last."""
    soort = soort_termijn(termijn.soort)
    rij = berekenen.momenten(termijn)
    if soort.bij_verval is not None and termijn.vervalt_op is not None and op > termijn.vervalt_op:
        # What happens at the lapse is told by who lets it lapse; "still a month" makes no sense after it.
        rij = [moment for moment in rij if moment.na_verval]
    moment = rules.te_sturen(rij, al_gedaan, op)
    te_doen = [(moment.naam, adres) for adres in _adressen(soort, termijn, moment.naam)] if moment else []
    dag = berekenen.verval_dag(termijn, al_gedaan)
    if dag is not None and dag <= op:
        te_doen.append((berekenen.VERVAL, PORTAAL))
    titel = soort.titel(termijn)
    return [
        Claim(termijn, Actie(datum=op, soort=termijn.soort, dossier=titel, moment=naam, ontvanger=adres))
        for naam, adres in te_doen
    ]


def _adressen(soort: SoortTermijn, termijn: Termijn, moment: str) -> list[str]:
    """The addresses to tell, each once; accounts that are closed get nothing. Nobody left = noted for the portal."""
    adressen = [
        ontvanger.email if isinstance(ontvanger, User) else ontvanger.strip().lower()
        for ontvanger in soort.ontvangers(termijn, moment)
        if not isinstance(ontvanger, User) or ontvanger.is_active
    ]
    return list(dict.fromkeys(adressen)) or [PORTAAL]
