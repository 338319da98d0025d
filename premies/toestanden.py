"""States of a claim, what may become of it, and who may do what (rules.md §6), and how each audience reads them (ux.md D)."""

from dataclasses import dataclass

from django.db import models

from .rules import Recht, Wachten


class Toestand(models.TextChoices):
    IN_OPBOUW = "in_opbouw", "In opbouw"
    KLAAR = "klaar", "Klaar"
    VERVALLEN = "vervallen", "Vervallen"
    DOORGEGEVEN = "doorgegeven", "Doorgegeven"
    TOEGEKEND = "toegekend", "Toegekend"
    GEWEIGERD = "geweigerd", "Geweigerd"
    UITBETAALD = "uitbetaald", "Uitbetaald"


# The portal still judges these; after that the department has the word.
TE_BEOORDELEN = (Toestand.IN_OPBOUW, Toestand.KLAAR, Toestand.VERVALLEN)
# Handed on, and not refused: it takes one of the places of the lerende (rules.md §6, maximum).
VASTE = (Toestand.DOORGEGEVEN, Toestand.TOEGEKEND, Toestand.UITBETAALD)
# Granted: its place does not come free any more. What was handed on may still be refused.
ZEKERE = (Toestand.TOEGEKEND, Toestand.UITBETAALD)


RECHTEN = [(Recht.JA.value, "Ja"), (Recht.NEE.value, "Nee"), (Recht.NOG_NIET.value, "Nog niet")]
WACHT_OP = [(Wachten.PLAATS.value, "Een plaats"), (Wachten.DAGEN.value, "Gewerkte dagen")]


class Wie(models.TextChoices):
    """Who may press a button of the transition table."""

    WERKGEVER = "werkgever", "werkgever"
    SECRETARIAAT = "secretariaat", "sociaal secretariaat"
    COORDINATOR = "coordinator", "coördinator"
    PORTAAL = "portaal", "het portaal zelf"


class Aanleiding(models.TextChoices):
    """Why a claim was judged again; it stands in its history."""

    GEREGISTREERD = "geregistreerd", "De overeenkomst is geregistreerd."
    OVEREENKOMST = "overeenkomst", "De overeenkomst is veranderd."
    BEEINDIGD = "beeindigd", "De overeenkomst stopt vroeger."
    MENTOROPLEIDING = "mentoropleiding", "De mentor voltooide de mentoropleiding."
    VERHUISD = "verhuisd", "De vestiging is verhuisd."
    TOESTEMMING = "toestemming", "De werkgever gaf toestemming of vulde het rekeningnummer in."
    INGETROKKEN = "ingetrokken", "De werkgever trok de toestemming in."
    PRESTATIES = "prestaties", "De gewerkte dagen zijn aangevuld of verbeterd."
    EERDER = "eerder", "Het aantal eerdere premies van de lerende is veranderd."
    ANDERE_PREMIE = "andere_premie", "Een andere premie van dezelfde lerende is veranderd."
    PARAMETER = "parameter", "Een bedrag of termijn van de regels is veranderd."
    TIJD = "tijd", "Een dag waarop iets uiterlijk kon, is voorbij."


class Prestatiebron(models.TextChoices):
    """Where a performed period comes from."""

    WERKGEVER = "werkgever", "Ingevuld door de werkgever"
    DIMONA = "dimona", "Uit Dimona"
    DMFA = "dmfa", "Uit DmfA"


@dataclass(frozen=True)
class Status:
    """How a claim reads on a badge: label, icon, colour (ux.md C, D)."""

    label: str
    icoon: str
    kleur: str


def status(toestand: str, recht: str, *, enkel_tijd: bool = False, wacht_op: str = "") -> Status:
    """What a werkgever reads: while the portal judges it the outlook, after that what the department did.

    `enkel_tijd`: nothing is missing but the months that have yet to be worked; that is on course too. `wacht_op`: there is
    no right to it now, and it is not lost.
    """
    if toestand not in TE_BEOORDELEN:
        return _DAARNA[Toestand(toestand)]
    if wacht_op:
        return _WACHT[Wachten(wacht_op)]
    return _VOORUITZICHT[Recht.JA if enkel_tijd else Recht(recht)]


_VOORUITZICHT = {
    Recht.JA: Status("Op koers", "check-circle", "erkend"),
    Recht.NOG_NIET: Status("Actie nodig", "exclamation-triangle", "wacht"),
    Recht.NEE: Status("Niet mogelijk", "x-circle", "neutraal"),
}
_WACHT = {
    Wachten.PLAATS: Status("Wacht op een plaats", "hourglass-split", "wacht"),
    Wachten.DAGEN: _VOORUITZICHT[Recht.NOG_NIET],
}
_DAARNA = {
    Toestand.DOORGEGEVEN: Status("Aangevraagd", "send", "behandeling"),
    Toestand.TOEGEKEND: Status("Toegekend", "check-circle", "erkend"),
    Toestand.GEWEIGERD: Status("Geweigerd", "x-circle", "fout"),
    Toestand.UITBETAALD: Status("Uitbetaald", "check-circle", "erkend"),
}
