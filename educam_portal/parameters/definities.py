"""Which parameters exist, what kind of value each holds and what it means (rules.md §6–§8, §11).

The values themselves stand in the database, dated and with their source; this file holds none.
"""

from dataclasses import dataclass
from enum import StrEnum


class Soort(StrEnum):
    BEDRAG = "bedrag"  # euro, text with at most two decimals
    PROCENT = "procent"  # text with decimals
    GETAL = "getal"  # whole number
    DUUR = "duur"  # {"aantal": 14, "eenheid": "dagen"}
    AAN_UIT = "aan_uit"  # true or false
    KEUZE = "keuze"  # one of `keuzes`
    KEUZES = "keuzes"  # a list of at least one of `keuzes`
    PROCENTEN = "procenten"  # {sleutel: procent} with exactly the keys of `keuzes`
    MOMENTEN = "momenten"  # ["-7d", "-1m", "+1d"], counted from the due date


@dataclass(frozen=True, slots=True)
class Definitie:
    """One parameter: its kind, its unit as people say it, and a sentence for the screen."""

    soort: Soort
    eenheid: str
    omschrijving: str
    keuzes: tuple[str, ...] = ()


# The levels of rules.md §5 at which a document can be signed.
TEKENNIVEAUS = ("eenvoudig", "papier", "gekwalificeerd")


def _duur(omschrijving: str) -> Definitie:
    return Definitie(Soort.DUUR, "tijd", omschrijving)


def _momenten(wat: str) -> Definitie:
    return Definitie(Soort.MOMENTEN, "vóór (-) of na (+) de uiterste datum", f"Herinneringen aan {wat}.")


DEFINITIES: dict[str, Definitie] = {
    # --- amounts (rules.md §5.2, §6, §8)
    "ggmmi": Definitie(
        Soort.BEDRAG, "euro per maand", "Gewaarborgd gemiddeld minimummaandinkomen, de basis van elke leervergoeding."
    ),
    "leervergoeding_oao": Definitie(
        Soort.PROCENTEN,
        "% van het GGMMI per maand",
        "Minimale leervergoeding bij een OAO, per categorie.",
        ("1", "2", "3"),
    ),
    "leervergoeding_uur": Definitie(
        Soort.PROCENT, "% van het GGMMI per uur", "Minimale leervergoeding per uur bij een ODOS of ODO."
    ),
    "premie_met_vergoeding": Definitie(
        Soort.BEDRAG, "euro per schooljaar", "Premie als de onderneming de lerende betaalt."
    ),
    "premie_zonder_vergoeding": Definitie(
        Soort.BEDRAG, "euro per schooljaar", "Premie als de onderneming de lerende niet betaalt."
    ),
    "premie_max": Definitie(Soort.GETAL, "premies", "Hoeveel premies er hoogstens zijn voor één lerende."),
    "premie_max_per": Definitie(
        Soort.KEUZE,
        "",
        "Tellen de premies over alle ondernemingen samen of per onderneming?",
        ("lerende", "onderneming"),
    ),
    "premie_min_maanden": Definitie(
        Soort.GETAL, "maanden", "Hoeveel maanden de lerende minstens opgeleid is binnen het schooljaar."
    ),
    "premie_max_vks": Definitie(Soort.GETAL, "op de VKS-schaal", "Hoogste niveau van de opleiding voor de premie."),
    "premie_min_aandeel": Definitie(
        Soort.PROCENT, "% van de totale tijd", "Welk deel van de opleiding minstens op de werkplek gebeurt."
    ),
    "rsz_beperkt": Definitie(
        Soort.PROCENTEN,
        "% bijdrage op % van het loon",
        "Raming van de werkgeversbijdrage bij beperkte RSZ.",
        ("bijdrage", "basis"),
    ),
    "rsz_werknemer": Definitie(
        Soort.PROCENT, "% van het loon", "Bijdrage van de lerende zelf bij volledige RSZ; de werkbonus vangt ze op."
    ),
    "vermindering_6310": Definitie(Soort.AAN_UIT, "", "Bestaat de doelgroepvermindering voor leerlingen (code 6310)?"),
    "dimona_type_odos": Definitie(Soort.KEUZE, "", "Dimona-type voor een lerende met een ODOS.", ("OTH", "ALT")),
    # --- choices of the house
    "weigering_bevestigen": Definitie(
        Soort.AAN_UIT, "", "Moet een coördinator een weigering bevestigen voor de brief vertrekt?"
    ),
    "bevoegd_loket": Definitie(
        Soort.KEUZE, "", "Waar een overeenkomst geregistreerd moet zijn.", ("portaal", "departement")
    ),
    "upload_max_mb": Definitie(Soort.GETAL, "MB", "Hoe groot een bestand hoogstens mag zijn."),
    "tekenniveaus_overeenkomst": Definitie(
        Soort.KEUZES,
        "",
        "Op welke manieren een overeenkomst ondertekend mag worden.",
        TEKENNIVEAUS,
    ),
    "tekenniveaus_addendum": Definitie(
        Soort.KEUZES, "", "Op welke manieren een bijlage bij een overeenkomst ondertekend mag worden.", TEKENNIVEAUS
    ),
    "tekenniveaus_beeindiging": Definitie(
        Soort.KEUZES, "", "Op welke manieren het einde van een overeenkomst ondertekend mag worden.", TEKENNIVEAUS
    ),
    "lerenden_per_mentor": Definitie(
        Soort.GETAL, "lerenden", "Vanaf meer lerenden tegelijk krijgt de mentor een waarschuwing."
    ),
    # --- conditions for a mentor (rules.md §4)
    "mentor_min_leeftijd": Definitie(Soort.GETAL, "jaren", "Minimale leeftijd op de dag van de aanduiding."),
    "mentor_min_leeftijd_vrijgesteld": Definitie(Soort.GETAL, "jaren", "Minimale leeftijd met een vrijstelling."),
    "mentor_min_ervaring": _duur("Minimale ervaring in het beroep op de dag van de aanduiding."),
    "uittreksel_max_oud": _duur("Hoe oud een uittreksel 596.2 hoogstens is op de dag van de aanduiding."),
    # --- hours and length of an overeenkomst (rules.md §5)
    "overeenkomst_uren_grens": Definitie(
        Soort.GETAL, "uur per week", "Vanaf zoveel uur op de werkplek is het een OAO of ODOS, daaronder een SAO of ODO."
    ),
    "betaalde_vakantiedagen": Definitie(
        Soort.GETAL, "dagen per jaar", "Hoeveel betaalde vakantiedagen een lerende per jaar hoogstens heeft."
    ),
    "sao_min_uren": Definitie(Soort.GETAL, "uur per week", "Hoeveel uur een SAO minstens telt, lessen inbegrepen."),
    "overeenkomst_max_duur": _duur("Hoe lang een overeenkomst hoogstens loopt."),
    # --- terms (rules.md §3, §5, §7)
    "behandeltermijn": _duur("Binnen welke tijd EDUCAM over een aanvraag beslist, pauzes niet meegeteld."),
    "eerste_contact": _duur("Binnen welke tijd de consulent de werkgever voor het eerst belt."),
    "aanvulling": _duur("Hoeveel tijd de werkgever krijgt om aan te vullen."),
    "werkpunten_max": _duur("Hoeveel tijd werkpunten na een bezoek hoogstens krijgen."),
    "bezoek_bevestigen": _duur("Hoeveel tijd de werkgever krijgt om een moment voor het bezoek te kiezen."),
    "sluiting_max": _duur("Hoe lang een gemelde sluiting de termijn van een aanvraag hoogstens laat stilstaan."),
    "geldigheid": _duur("Hoe lang een erkenning geldig is."),
    "verlengen_vanaf": _duur("Hoe lang voor het einde van een erkenning een verlenging kan."),
    "beroep": _duur("Binnen welke tijd na de brief beroep kan."),
    "mentoropleiding": _duur("Binnen welke tijd een mentor de mentoropleiding volgt."),
    "mentorlink": _duur("Hoe lang de persoonlijke link van een mentor, of van een collega die de mentor helpt, werkt."),
    "schorsing_melden": _duur("Duurt een schorsing langer, dan hoort de trajectbegeleider dat."),
    "ondertekenlink": _duur("Hoe lang de persoonlijke link van wie moet tekenen werkt."),
    "secretariaatlink": _duur(
        "Hoe lang de link van een sociaal secretariaat werkt, en de bestanden achter die link blijven."
    ),
    "mentor_vervangen": _duur("Binnen welke tijd een vertrokken mentor vervangen wordt."),
    "registratie": _duur("Binnen welke tijd na de start een overeenkomst geregistreerd is, voor de premie."),
    "toestemming_premie": _duur("Binnen welke tijd na de start toestemming en rekeningnummer er zijn."),
    "proefperiode": _duur("Hoeveel dagen een overeenkomst zonder reden kan stoppen; de startdatum is dag 1."),
    "opzegtermijn": _duur("Opzegtermijn tijdens de eerste dertig dagen."),
    "knelpunt_gesprek": _duur("Binnen welke tijd er een gesprek is na een gemeld knelpunt."),
    "nieuwe_werkplek": Definitie(
        Soort.GETAL, "opleidingsdagen", "Binnen hoeveel opleidingsdagen een lerende een (nieuwe) overeenkomst heeft."
    ),
    "concept": _duur("Hoe lang een concept blijft staan na de laatste wijziging."),
    # --- retention (rules.md §4, §11)
    "bewaring_strafregister": _duur("Hoe lang een uittreksel 596.2 hoogstens bewaard blijft na de beslissing."),
    "bewaring_ingetrokken": _duur("Hoe lang een ingetrokken of zonder gevolg gestelde aanvraag bewaard blijft."),
    "bewaring_geweigerd": _duur("Hoe lang een geweigerde aanvraag bewaard blijft."),
    "bewaring_erkenning": _duur("Hoe lang een dossier bewaard blijft na het einde van de erkenning."),
    "bewaring_overeenkomst": _duur("Hoe lang een overeenkomst en haar premies bewaard blijven na het einde."),
    "bewaring_groepswerk": _duur(
        "Hoe lang werk voor veel lerenden tegelijk bewaard blijft: rijen, lijsten en afdrukken."
    ),
    "bewaring_rekening": _duur(
        "Hoe lang een rekeningnummer bewaard blijft na het intrekken van de toestemming, of na de laatste betaling."
    ),
    "bewaring_evaluatie": _duur("Hoe lang evaluaties bewaard blijven na het einde van de opleiding."),
    "bewaring_lerende": _duur(
        "Hoe lang een lerende zonder overeenkomst bewaard blijft na het einde van het schooljaar."
    ),
    "bewaring_leeslog": _duur("Hoe lang bewaard blijft wie een gevoelig document las."),
    "bewaring_account": _duur("Hoe lang een ongebruikt account blijft bestaan."),
    # --- reminder moments (rules.md §7)
    "herinneringen_behandeling": _momenten("de behandeltermijn"),
    "herinneringen_eerste_contact": _momenten("het eerste contact"),
    "herinneringen_aanvulling": _momenten("een gevraagde aanvulling"),
    "herinneringen_bezoek_bevestigen": _momenten("het kiezen van een bezoekmoment"),
    "herinneringen_geldigheid": _momenten("het einde van een erkenning"),
    "herinneringen_beroep": _momenten("het einde van de beroepstermijn"),
    "herinneringen_mentoropleiding": _momenten("de mentoropleiding"),
    "herinneringen_mentor_vervangen": _momenten("het vervangen van een mentor"),
    "herinneringen_begeleiding": _momenten("een begeleidingsactie"),
    "herinneringen_ondertekening": _momenten("het ondertekenen van een overeenkomst"),
    "herinneringen_startklaar": _momenten("wat klaar moet zijn op de startdatum"),
    "herinneringen_registratie": _momenten("het registreren van een overeenkomst"),
    "herinneringen_toestemming_premie": _momenten("de toestemming voor de premie"),
    "herinneringen_proefperiode": _momenten("de vragen tijdens de eerste dertig dagen"),
    "herinneringen_rsz_wijziging": _momenten("de overgang naar volledige RSZ"),
    "herinneringen_evaluatie": _momenten("een geplande evaluatie"),
    "herinneringen_overeenkomst_einde": _momenten("het einde van een overeenkomst"),
    "herinneringen_knelpunt": _momenten("het gesprek over een knelpunt"),
    "herinneringen_hercontrole": _momenten("opnieuw kijken naar een knelpunt"),
    "herinneringen_nieuwe_werkplek": _momenten("het zoeken van een nieuwe werkplek"),
    "herinneringen_concept": _momenten("een concept dat gewist wordt"),
    "herinneringen_bewaring": _momenten("het wissen van een dossier"),
}
