"""What the simulator says of each condition, and where it is written (rules.md §6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from educam_portal.parameters.weergave import getal
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.bronnen import BROCHURE

from .rules import Recht, Uitkomst, Voorwaarde, Voorwaardecode, schooljaar, vol_op
from .simulatie import Jaar, Uitslag

TITELS = {
    Voorwaardecode.OVEREENKOMST: "De overeenkomst",
    Voorwaardecode.MENTOROPLEIDING: "De mentoropleiding",
    Voorwaardecode.VLAAMS_GEWEST: "Waar je vestiging ligt",
    Voorwaardecode.VIER_MAANDEN: "Genoeg maanden",
    Voorwaardecode.TIJDIG_GEREGISTREERD: "Op tijd geregistreerd",
    Voorwaardecode.TOESTEMMING: "Toestemming en rekeningnummer",
    Voorwaardecode.MAXIMUM: "Aantal premies",
    Voorwaardecode.NIVEAU: "Niveau van de opleiding",
    Voorwaardecode.AANDEEL: "Tijd op de werkplek",
}
_PREMIEPAGINA = "vlaanderen.be, premie kwalificerend werkplekleren"
_SECTOR = "Prato, 30 augustus 2023; herwin.be"
BRONNEN = {
    Voorwaardecode.TOESTEMMING: f"{BROCHURE}; {_PREMIEPAGINA}",
    Voorwaardecode.MAXIMUM: f"{BROCHURE}; {_PREMIEPAGINA}",
    Voorwaardecode.NIVEAU: _SECTOR,
    Voorwaardecode.AANDEEL: _SECTOR,
}
# As the style sheet and the icons of the check name an outcome.
KLASSEN = {Uitkomst.VOLDAAN: "goed", Uitkomst.OPEN: "regelen", Uitkomst.NIET_VOLDAAN: "niet"}


@dataclass(frozen=True, slots=True)
class Regel:
    """One condition on the screen."""

    titel: str
    klasse: str
    zin: str
    bron: str


@dataclass(frozen=True, slots=True)
class Blad:
    """One schooljaar on the screen."""

    naam: str
    stand: str
    regels: list[Regel]
    te_doen: list[Regel]
    in_orde: list[Regel]


def regel_van(jaar: Jaar, rij: Voorwaarde) -> Regel:
    """One condition of `jaar` in words."""
    return Regel(
        titel=TITELS[rij.code],
        klasse=KLASSEN[rij.uitkomst],
        zin=_ZINNEN[rij.code](_Blik(jaar, rij)),
        bron=BRONNEN.get(rij.code, BROCHURE),
    )


def kop(uitslag: Uitslag) -> str:
    """The outcome in one line."""
    bedragen = {jaar.oordeel.bedrag for jaar in uitslag.jaren if jaar.kan}
    if not bedragen:
        return "Voor deze overeenkomst is er geen premie"
    werkwoord = "Je hebt recht op {}" if uitslag.zeker else "Je kan {} krijgen"
    if len(bedragen) == 1 and not (uitslag.zeker and uitslag.kansen == 1):
        return werkwoord.format(f"{euro(bedragen.pop())} per schooljaar")
    return werkwoord.format(euro(uitslag.totaal))


def _stand(jaar: Jaar) -> str:
    """One schooljaar in a few words."""
    bedrag = euro(jaar.oordeel.bedrag)
    return {
        Recht.JA: f"{bedrag}, alles is in orde",
        Recht.NOG_NIET: f"{bedrag} is mogelijk",
        Recht.NEE: "geen premie",
    }[jaar.oordeel.recht]


def euro(bedrag: Decimal) -> str:
    return f"{getal(bedrag)} euro"


@dataclass(frozen=True, slots=True)
class _Blik:
    jaar: Jaar
    voorwaarde: Voorwaarde

    @property
    def uiterlijk(self) -> str:
        assert self.voorwaarde.uiterlijk is not None  # every open condition has a last day
        return dag(self.voorwaarde.uiterlijk)

    @property
    def einde_schooljaar(self) -> str:
        return dag(schooljaar(self.jaar.feiten.schooljaar).tot)

    def kies(self, voldaan: str, niet: str, open_: Callable[[], str] = str) -> str:
        """The sentence of this outcome; an open one names a last day, which the others do not have."""
        if self.voorwaarde.uitkomst is Uitkomst.OPEN:
            return open_()
        return voldaan if self.voorwaarde.uitkomst is Uitkomst.VOLDAAN else niet


def dag(waarde: date) -> str:
    return date_format(waarde, "j F Y")


def blad(jaar: Jaar) -> Blad:
    """The nine conditions of one schooljaar: what stands in the way first, then what is still to do, then the rest."""
    volgorde = (Uitkomst.NIET_VOLDAAN, Uitkomst.OPEN, Uitkomst.VOLDAAN)
    gesorteerd = sorted(jaar.oordeel.voorwaarden, key=lambda rij: volgorde.index(rij.uitkomst))
    regels = [regel_van(jaar, rij) for rij in gesorteerd]
    return Blad(
        naam=jaar.naam,
        stand=_stand(jaar),
        regels=regels,
        # Where there is no premie, nothing that is still open would change that.
        te_doen=[regel for regel in regels if regel.klasse == ("regelen" if jaar.kan else "niet")],
        in_orde=[regel for regel in regels if regel.klasse == "goed"],
    )


def _overeenkomst(blik: _Blik) -> str:
    return blik.kies(
        f"Een {blik.jaar.feiten.soort} geeft recht op de premie, en iedereen tekende.",
        f"Op {blik.einde_schooljaar} was de overeenkomst nog niet door iedereen getekend.",
        lambda: (
            "Laat iedereen tekenen vóór de lerende start: werken mag pas daarna. "
            f"Voor de premie kan het tot en met {blik.uiterlijk}."
        ),
    )


def _mentoropleiding(blik: _Blik) -> str:
    gepland = blik.jaar.feiten.mentoropleiding_op

    def nog() -> str:
        if gepland is None:
            return f"Laat de mentor de mentoropleiding van EDUCAM volgen. Dat kan tot en met {blik.uiterlijk}."
        if gepland > schooljaar(blik.jaar.feiten.schooljaar).tot:
            return f"{dag(gepland)} is te laat voor dit schooljaar. Kies een sessie tot en met {blik.uiterlijk}."
        return f"De mentoropleiding op {dag(gepland)} is op tijd. Het kan tot en met {blik.uiterlijk}."

    return blik.kies(
        f"De mentor volgde de mentoropleiding op {dag(gepland)}." if gepland else "",
        f"De mentor volgde de mentoropleiding niet op {blik.einde_schooljaar} of vroeger.",
        nog,
    )


def _vlaams_gewest(blik: _Blik) -> str:
    return blik.kies(
        "Je vestiging ligt in het Vlaams Gewest.",
        "De premie is er alleen voor een vestiging in het Vlaams Gewest.",
    )


def _vier_maanden(blik: _Blik) -> str:
    feiten, minimum = blik.jaar.feiten, blik.jaar.regels.min_maanden

    def nog() -> str:
        if len(feiten.prestaties) == 1:
            genoeg_op = dag(vol_op(feiten.prestaties[0].van, minimum))
            return f"Werkt de lerende bij jou tot en met {genoeg_op}? Dan zijn de {minimum} maanden vol."
        return (
            f"De {minimum} maanden kunnen nog vol raken als de lerende ten laatste na {blik.uiterlijk} elke dag werkt."
        )

    return blik.kies(
        f"De lerende werkte in dit schooljaar al {minimum} maanden bij jou.",
        f"De lerende werkt in dit schooljaar geen {minimum} maanden bij jou.",
        nog,
    )


def _tijdig_geregistreerd(blik: _Blik) -> str:
    feiten, termijn = blik.jaar.feiten, blik.jaar.regels.registratie
    gepland = feiten.geregistreerd_op
    return blik.kies(
        f"De overeenkomst werd geregistreerd op {dag(gepland)}, binnen {termijn} na de start." if gepland else "",
        f"De overeenkomst moest geregistreerd zijn op {dag(na_termijn(feiten.start, termijn))}: {termijn} na de start.",
        lambda: (
            f"Registreer de overeenkomst uiterlijk op {blik.uiterlijk}: {termijn} na de start. "
            "In dit portaal gebeurt dat vanzelf met de laatste handtekening."
        ),
    )


def _toestemming(blik: _Blik) -> str:
    feiten, termijn = blik.jaar.feiten, blik.jaar.regels.toestemming
    dagen = [gegeven for gegeven in (feiten.toestemming_op, feiten.iban_op) if gegeven]
    return blik.kies(
        f"Je gaf op {dag(max(dagen))} toestemming en je rekeningnummer." if dagen else "",
        "Je toestemming en je rekeningnummer moesten er zijn op "
        f"{dag(na_termijn(feiten.start, termijn))}: {termijn} na de start.",
        lambda: (
            f"Geef toestemming en vul je rekeningnummer in, uiterlijk op {blik.uiterlijk}. "
            "Dat doe je één keer voor je hele onderneming."
        ),
    )


def _maximum(blik: _Blik) -> str:
    eerder, hoogstens = blik.jaar.feiten.eerder_ontvangen, blik.jaar.regels.maximum
    return blik.kies(
        f"Dit is premie {eerder + 1} van hoogstens {hoogstens} voor deze lerende.",
        f"Er zijn voor deze lerende al {eerder} premies. Hoogstens {hoogstens} kan, alle ondernemingen samen.",
    )


def _niveau(blik: _Blik) -> str:
    if blik.jaar.feiten.volwassenenonderwijs:
        return "Voor een cursist van een CVO maakt het niveau niet uit."
    hoogste = blik.jaar.regels.max_vks
    return blik.kies(
        f"De opleiding gaat niet hoger dan VKS-niveau {hoogste}, zoals alle duale opleidingen in dit portaal.",
        f"De opleiding gaat hoger dan VKS-niveau {hoogste}. Dan is er geen premie.",
    )


def _aandeel(blik: _Blik) -> str:
    procent = getal(blik.jaar.regels.min_aandeel)
    return blik.kies(
        f"De lerende is minstens {procent} % van de tijd op de werkplek.",
        f"De lerende is minder dan {procent} % van de tijd op de werkplek. Dan is er geen premie.",
    )


_ZINNEN: dict[Voorwaardecode, Callable[[_Blik], str]] = {
    Voorwaardecode.OVEREENKOMST: _overeenkomst,
    Voorwaardecode.MENTOROPLEIDING: _mentoropleiding,
    Voorwaardecode.VLAAMS_GEWEST: _vlaams_gewest,
    Voorwaardecode.VIER_MAANDEN: _vier_maanden,
    Voorwaardecode.TIJDIG_GEREGISTREERD: _tijdig_geregistreerd,
    Voorwaardecode.TOESTEMMING: _toestemming,
    Voorwaardecode.MAXIMUM: _maximum,
    Voorwaardecode.NIVEAU: _niveau,
    Voorwaardecode.AANDEEL: _aandeel,
}
