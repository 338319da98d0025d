"""What one reader of an overeenkomst sees of it (rules.md §2), and the words on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from educam_portal.accounts.models import WERKGEVERS, Bron, Rol, User
from educam_portal.meldingen import postvak
from educam_portal.organisaties.nummers import toon_telefoon
from educam_portal.parameters import duur

from .indexering import loonverloop
from .models import Ondertekenaar, Overeenkomst, Schorsing, Verplichting
from .models.overeenkomst import LEES_SCOPES
from .rules import dagnummer, proefperiode
from .rules.kosten import laatste_beperkte_dag
from .rules.vergoeding import MET_STATUUT
from .toestanden import START_VERPLICHTINGEN, Toestand, Verplichtingsoort, Wie

V = Verplichtingsoort
# What of the obligations before the start is not in order (rules/verplichtingen.py says the same of rows in memory).
TE_DOEN = Q(vervalt_op__isnull=False, nodig=True) & (Q(gedaan_op=None) | Q(soort=V.MEDISCH, geschikt=False))
TITELS = {
    "begin": "Concept begonnen",
    "wijzigen": "Concept aangepast",
    "voorleggen": "Plan voorgelegd aan de mentor",
    "plan_beantwoorden": "Plan beantwoord",
    "versturen": "Ter ondertekening gestuurd",
    "terugnemen": "Teruggenomen om aan te passen",
    "ondertekenen": "Ondertekend",
    "niet_ondertekenen": "Niet ondertekend",
    "herinneren": "Herinnering gestuurd",
    "papier_opladen": "Ondertekende kopie opgeladen",
    "annuleren": "Geannuleerd",
    "starten": "Eerste dag",
    "afsluiten": "Afgelopen",
    "registreren": "Registratie genoteerd",
    "addendum_voorstellen": "Bijlage opgemaakt",
    "addendum_intrekken": "Bijlage ingetrokken",
    "addendum_toepassen": "Wijziging ging in",
    "bijlage_ondertekenen": "Bijlage ondertekend",
    "bijlage_niet_ondertekenen": "Bijlage niet ondertekend",
    "bijlage_herinneren": "Herinnering gestuurd",
    "bijlage_papier_opladen": "Ondertekende bijlage opgeladen",
    "schorsen": "Schorsing gemeld",
    "hervatten": "Schorsing afgesloten",
    "einde_ondertekenen": "Beëindiging ondertekend",
    "einde_niet_ondertekenen": "Beëindiging niet ondertekend",
    "einde_herinneren": "Herinnering gestuurd",
    "einde_papier_opladen": "Ondertekende beëindiging opgeladen",
    "beeindiging_voorstellen": "Stoppen gevraagd",
    "beeindiging_intrekken": "Toch niet gestopt",
    "beeindigen": "Vroeger gestopt",
    "verplichting_afvinken": "Verplichting bijgewerkt",
    "pakket_maken": "Pakket voor het sociaal secretariaat",
    "pakket_intrekken": "Pakket ingetrokken",
    "knelpunt_melden_met_link": "Knelpunt gemeld",
    "bevraging_beantwoorden": "Vragen van dag 20 beantwoord",
    "knelpunt_melden": "Knelpunt gemeld",
    "knelpunt_gesprek": "Gesprek over een knelpunt",
    "knelpunt_sluiten": "Knelpunt afgesloten",
    "ruil_voorstellen": "Voorstel om een dag te ruilen",
    "ruil_beantwoorden": "Antwoord op een ruil",
    "vordering_mentor": "Competenties aangeduid door de mentor",
    "vordering_school": "Competenties aangeduid door de school",
    "collega_noemen": "Een collega helpt de mentor",
    "collega_stoppen": "Een collega helpt niet meer",
    "vordering_voorstellen": "Een collega duidde competenties aan",
    "voorstel_beslissen": "De mentor keek na wat een collega zag",
    "leren_delen": "De lerende kan de vorderingen lezen",
    "evaluatie_plannen": "Extra evaluatie gepland",
    "evaluatie_verplaatsen": "Evaluatie verplaatst",
    "evaluatie_mentor": "Evaluatie: deel van de mentor ingevuld",
    "evaluatie_school": "Evaluatie: deel van de school ingevuld",
    "klassenraad_delen": "Klassenraad gedeeld met de mentor",
    "klassenraad_vragen": "Vragen voor de klassenraad beantwoord",
    "overdragen": "Aan een collega gegeven",
}
UITLEG: dict[str, str] = {
    V.DIMONA: "Meld de lerende aan bij de RSZ, ten laatste op de eerste dag.",
    V.ARBEIDSONGEVALLEN: "Zet de lerende op de polis voor arbeidsongevallen.",
    V.AANSPRAKELIJKHEID: "Kijk na of je polis ook geldt voor schade door een lerende.",
    V.RISICOANALYSE: "Schrijf op welke risico's het werk heeft, ook voor een jongere.",
    V.PREVENTIEDIENST: "Sluit je aan bij een externe dienst voor preventie en bescherming.",
    V.MEDISCH: "De preventiedienst onderzoekt de lerende voor de eerste dag. We bewaren de datum en het besluit, geen papier.",
    V.ARBEIDSREGLEMENT: "Geef de lerende een kopie.",
    V.WERKKLEDIJ: "Geef werkkledij en wat nodig is om veilig te werken.",
    V.LOONBRIEF: "De lerende krijgt elke maand een loonbrief.",
    V.REKENING: "Elk jaar vóór 1 maart.",
    V.KWARTAAL: "Elk kwartaal.",
    V.WOONWERK: "Je betaalt tussen in de verplaatsing van en naar het werk.",
    V.KLEDIJ: "Je wast en herstelt de werkkledij, of je betaalt daarvoor.",
}


@dataclass(frozen=True)
class Blik:
    """Which parts one reader sees. A mentor no pay or INSZ; a sociaal secretariaat no plan, evaluations or timeline."""

    school: bool
    werkgever: bool
    mentor: bool
    secretariaat: bool
    # Messages in the thread that were not read; nobody who takes no part is told of one.
    ongelezen: int = 0

    @property
    def loon(self) -> bool:
        return self.school or self.werkgever or self.secretariaat

    @property
    def leren(self) -> bool:
        return self.school or self.werkgever or self.mentor

    @property
    def verplichtingen(self) -> bool:
        return self.werkgever or self.secretariaat or self.school


def blik(overeenkomst: Overeenkomst, user: User) -> Blik:
    """How the user looks at it; who may only read sees what a member sees."""
    rollen = overeenkomst.rollen_van(user)
    organisatie = overeenkomst.vestiging.onderneming.organisatie_id if overeenkomst.vestiging else None
    leden = {
        lid.rol
        for lid in user.lidmaatschappen_nu
        if lid.organisatie_id == organisatie and lid.bron != Bron.HULP and lid.bereik in LEES_SCOPES
    }
    getoond = overeenkomst.voorgelegd_op is not None
    return Blik(
        school=Wie.SCHOOL in rollen,
        werkgever=getoond and bool(leden & WERKGEVERS),
        mentor=Wie.MENTOR in rollen,
        secretariaat=getoond and Rol.SECRETARIAAT in leden,
        ongelezen=postvak.nieuw_in_draad(overeenkomst, voor=user),
    )


def proefdag(overeenkomst: Overeenkomst, vandaag: date) -> tuple[int, int, date] | None:
    """Day n of 30 and the last of them, while either side may stop without reason (rules.md §5)."""
    start = overeenkomst.start
    if start is None or overeenkomst.toestand != Toestand.LOPEND:
        return None
    laatste = proefperiode(start, duur("proefperiode", start))
    if not start <= vandaag <= laatste:
        return None
    return dagnummer(start, vandaag), dagnummer(start, laatste), laatste


def verplichtingen_van(rijen: Iterable[Verplichting]) -> tuple[list[Verplichting], list[Verplichting]]:
    """Before the start, and running, in the order of rules.md §5.1."""
    volgorde = {soort.value: plaats for plaats, soort in enumerate(Verplichtingsoort)}
    op_volgorde = sorted(rijen, key=lambda rij: volgorde[rij.soort])
    for rij in op_volgorde:
        rij.uitleg = UITLEG[rij.soort]  # type: ignore[attr-defined]  # the sentence beside it on the page
    voor = [rij for rij in op_volgorde if rij.soort in START_VERPLICHTINGEN]
    return voor, [rij for rij in op_volgorde if rij.soort not in START_VERPLICHTINGEN]


def aan_zet(
    overeenkomst: Overeenkomst,
    ondertekenaars: list[Ondertekenaar],
    te_doen: int,
    *,
    stil: Schorsing | None = None,
    zelf: bool = False,
) -> str:
    """Whose turn it is, in one sentence (ux.md §0); `stil` = the suspension of today, `zelf` = the reader ticks."""
    match overeenkomst.toestand:
        case Toestand.CONCEPT if overeenkomst.voorgelegd_op and not overeenkomst.plan_beantwoord_op:
            return "De mentor beantwoordt het opleidingsplan."
        case Toestand.CONCEPT:
            return "De school werkt de overeenkomst af en stuurt ze om te tekenen."
        case Toestand.TER_ONDERTEKENING:
            nog = [rij.get_partij_display().lower() for rij in ondertekenaars if not rij.getekend]
            return f"Nog te tekenen: {', '.join(nog)}." if nog else "Het document wordt klaargemaakt."
        case Toestand.LOPEND if overeenkomst.einde_feitelijk:
            return f"Stopt vroeger: de laatste dag is {date_format(overeenkomst.einde_feitelijk, 'j F Y')}."
        case Toestand.LOPEND if stil is not None:
            tot = f" tot en met {date_format(stil.tot, 'j F Y')}" if stil.tot else ""
            return f"Staat stil vanaf {date_format(stil.van, 'j F Y')}{tot}."
        case Toestand.ONDERTEKEND | Toestand.LOPEND if te_doen:
            zaken = "1 zaak" if te_doen == 1 else f"{te_doen} zaken"
            return (
                f"Jij bent aan zet: breng nog {zaken} in orde." if zelf else f"De werkgever brengt nog {zaken} in orde."
            )
        case Toestand.ONDERTEKEND:
            return "Alles is klaar voor de eerste dag."
    return ""


def samenvatting(overeenkomst: Overeenkomst, kijk: Blik, insz: str) -> list[dict[str, Any]]:
    """The facts of the overeenkomst that this reader sees, as rows."""
    lerende, vestiging = overeenkomst.lerende, overeenkomst.vestiging
    rijen: list[tuple[str, Any]] = [
        ("Lerende", str(lerende)),
        ("Opleiding", overeenkomst.opleiding),
        ("Soort", overeenkomst.get_soort_display()),
        ("School", overeenkomst.school),
        ("Trajectbegeleider", _met_telefoon(overeenkomst.begeleider)),
        ("Werkplek", f"{vestiging}, {vestiging.adres}" if vestiging else ""),
        ("Mentor", overeenkomst.mentor),
    ]
    if kijk.loon:
        loon = overeenkomst.vergoeding
        per = "per maand" if overeenkomst.soort == "OAO" else "per uur"
        rijen += [
            ("Rijksregisternummer", insz),
            ("Leervergoeding", f"{loon} euro {per}".replace(".", ",") if loon is not None else ""),
            *_stijgingen(overeenkomst),
        ]
        if loon is not None and overeenkomst.soort in MET_STATUUT:
            beperkt = laatste_beperkte_dag(lerende.geboortedatum.year)
            voorbij = overeenkomst.start is not None and beperkt < overeenkomst.start
            tot = f"Beperkt tot en met {date_format(beperkt, 'j F Y')}, daarna volledig"
            rijen.append(("RSZ", "Volledig" if voorbij else tot))
    if overeenkomst.vakantiecontact:
        contact = f"{overeenkomst.vakantiecontact} {toon_telefoon(overeenkomst.vakantietelefoon)}".strip()
        rijen.append(("Bereikbaar in de schoolvakanties", contact))
    return [{"label": naam, "waarde": str(waarde)} for naam, waarde in rijen if waarde]


def _stijgingen(overeenkomst: Overeenkomst) -> list[tuple[str, str]]:
    """What the pay becomes by a new GGMMI, from which day on."""
    return [
        (
            f"Leervergoeding vanaf {regel.vanaf:%d/%m/%Y}",
            f"{regel.nieuw} euro {regel.per}".replace(".", ",") + ", want het minimum stijgt door het nieuwe GGMMI",
        )
        for regel in loonverloop(overeenkomst)
    ]


def _met_telefoon(user: User) -> str:
    return f"{user}, {toon_telefoon(user.telefoon)}" if user.telefoon else str(user)
