"""Everything that is known of one person for the premie, read once, and turned into the facts of each claim (rules.md §6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from educam_portal.organisaties.models import Gemeente, Opleiding, School
from overeenkomsten.models import Overeenkomst
from overeenkomsten.rules.rooster import Rooster
from overeenkomsten.rules.vergoeding import ONBETAALD
from overeenkomsten.toestanden import GETEKEND

from .mentortijden import Mentortijd, mentortijden
from .models import EerderePremie, Premie, Prestatie, Toestemming
from .rules import Feiten, Tijdvak, schooljaar

# As the table of gemeenten names it (rules.md §10).
BRUSSEL = "Brussel"


@dataclass
class Dossier:
    """One person: the overeenkomsten, and what is known beside them; `prestaties` and `toestemmingen` per onderneming."""

    overeenkomsten: list[Overeenkomst] = field(default_factory=list)
    prestaties: dict[int, list[Tijdvak]] = field(default_factory=lambda: defaultdict(list))
    toestemmingen: dict[int, Toestemming] = field(default_factory=dict)
    mentoren: dict[int, list[Mentortijd]] = field(default_factory=dict)
    eerdere: list[EerderePremie] = field(default_factory=list)

    def voor(self, premie: Premie) -> list[Overeenkomst]:
        """Those a claim leans on: signed, of its onderneming, touching its schooljaar, the first to begin in front.

        When none is left, it was cancelled or ended before that schooljaar: then the one it was made for.
        """
        jaar = schooljaar(premie.schooljaar)
        geraakt = [
            een
            for een in self.overeenkomsten
            if een.toestand in GETEKEND and _onderneming(een) == premie.onderneming_id
            if _start(een) <= jaar.tot and _laatste(een) >= jaar.van
        ]
        return geraakt or [een for een in self.overeenkomsten if een.pk == premie.overeenkomst_id]

    def stagebonussen(self, premie: Premie) -> tuple[int, int]:
        """Earlier premiums this portal did not make: at any onderneming, and at this one or one that is not known."""
        hier = [rij for rij in self.eerdere if rij.onderneming_id in (None, premie.onderneming_id)]
        return sum(rij.aantal for rij in self.eerdere), sum(rij.aantal for rij in hier)

    def feiten(self, premie: Premie, overeenkomst: Overeenkomst, *, eerder: int) -> Feiten:
        """What is known of this claim when it leans on this overeenkomst."""
        toestemming = self.toestemmingen.get(premie.onderneming_id)
        assert overeenkomst.vestiging is not None
        jaar = schooljaar(premie.schooljaar)
        raakt = _start(overeenkomst) <= jaar.tot and _laatste(overeenkomst) >= jaar.van
        # Cancelled after it was signed, or over before this schooljaar: nothing that counts (rules.md §6).
        telt = raakt and overeenkomst.toestand in GETEKEND
        return Feiten(
            schooljaar=premie.schooljaar,
            soort=overeenkomst.soort if telt else "",
            ondertekend=telt,
            start=_start(overeenkomst),
            einde=_laatste(overeenkomst),
            prestaties=tuple(self.prestaties[premie.onderneming_id]),
            geregistreerd_op=overeenkomst.geregistreerd_op,
            toestemming_op=toestemming.gegeven_op if toestemming else None,
            iban_op=toestemming.iban_op if toestemming else None,
            mentoropleiding_op=self._mentoropleiding(overeenkomst, jaar),
            gewest=gewest_van(overeenkomst.vestiging.gemeente),
            betaald=overeenkomst.soort not in ONBETAALD,
            eerder_ontvangen=eerder,
            vks=overeenkomst.opleiding.vks_niveau,
            volwassenenonderwijs=_volwassenen(overeenkomst),
            aandeel=aandeel_werkplek(Rooster.van_json(overeenkomst.rooster)),
            ook=tuple(Tijdvak(_start(een), _laatste(een)) for een in self.voor(premie) if een != overeenkomst),
        )

    def _mentoropleiding(self, overeenkomst: Overeenkomst, jaar: Tijdvak) -> date | None:
        """The earliest completion among who was its mentor on a day of the schooljaar."""
        gevolgd = [
            tijd.mentor.persoon.mentoropleiding_op
            for tijd in self.mentoren[overeenkomst.pk]
            if tijd.van <= jaar.tot and (tijd.tot is None or tijd.tot >= jaar.van)
        ]
        return min((dag for dag in gevolgd if dag), default=None)


def dossier_van(persoonsnummer: int, premies: Iterable[Premie]) -> Dossier:
    """Read it: a fixed number of queries, whatever there is."""
    ondernemingen = {premie.onderneming_id for premie in premies}
    # By way of the lerenden, and then by key: a condition over both at once reads every overeenkomst there is.
    getekend = Overeenkomst.objects.filter(
        lerende__persoonsnummer=persoonsnummer, toestand__in=GETEKEND, vestiging__onderneming__in=ondernemingen
    )
    sleutels = {*getekend.values_list("pk", flat=True), *(premie.overeenkomst_id for premie in premies)}
    rijen = Overeenkomst.objects.filter(pk__in=sleutels)
    overeenkomsten = list(rijen.select_related("vestiging__gemeente", "opleiding", "school").order_by("start", "pk"))
    dossier = Dossier(
        overeenkomsten=overeenkomsten,
        mentoren=mentortijden(overeenkomsten),
        eerdere=list(EerderePremie.objects.filter(persoonsnummer=persoonsnummer)),
    )
    for prestatie in Prestatie.objects.filter(persoonsnummer=persoonsnummer, onderneming__in=ondernemingen):
        dossier.prestaties[prestatie.onderneming_id].append(Tijdvak(prestatie.van, prestatie.tot))
    for toestemming in Toestemming.objects.filter(onderneming__in=ondernemingen, ingetrokken_op=None):
        dossier.toestemmingen[toestemming.onderneming_id] = toestemming
    return dossier


def aandeel_werkplek(rooster: Rooster) -> Decimal:
    """The part of the hours of the timetable that is spent on the workplace, 0 to 1; 0 for an empty one (facts.md §5)."""
    weken = range(1, rooster.weken + 1)
    werkplek = sum((rooster.uren("werkplek", week) for week in weken), Decimal(0))
    totaal = werkplek + sum((rooster.uren("les", week) for week in weken), Decimal(0))
    return werkplek / totaal if totaal else Decimal(0)


def gewest_van(gemeente: Gemeente) -> str:
    """`vlaams` or `brussels`: a vestiging lies nowhere else (rules.md §10)."""
    return "brussels" if gemeente.gebied == BRUSSEL else "vlaams"


def _volwassenen(overeenkomst: Overeenkomst) -> bool:
    return overeenkomst.school.soort == School.Soort.CVO or overeenkomst.opleiding.graad == Opleiding.Graad.VOLWASSENEN


def _onderneming(overeenkomst: Overeenkomst) -> int:
    assert overeenkomst.vestiging is not None  # as for the dates below
    return overeenkomst.vestiging.onderneming_id


def _start(overeenkomst: Overeenkomst) -> date:
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    return overeenkomst.start


def _laatste(overeenkomst: Overeenkomst) -> date:
    assert overeenkomst.laatste_dag is not None
    return overeenkomst.laatste_dag
