"""The kinds of term of this floor: who is told what, when, and what a day that passes brings (rules.md §7)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import Bereik, User
from educam_portal.organisaties.afwezigheden import volgers_van
from educam_portal.parameters import waarde
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from . import deadlines
from .models import Evaluatie, Lerende, Overeenkomst
from .ontvangers import begeleiders, collegas, lerende, mentor, volgers, werkgevers, wie_nog_tekent
from .services.verplichtingen import STARTKLAAR, dimona_type, mist_voor_school
from .tekentermijn import wachtend
from .toestanden import BINDEND, GETEKEND, VAN_KRACHT, Toestand

# The moments of the term `registratie` that reach further than school and werkgever (rules.md §7).
OOK_DIRECTIE, OOK_CONSULENT = "-14d", "-3d"


def _zaak(termijn: Termijn) -> Any:
    """What the term is about; each kind knows its own model."""
    return termijn.onderwerp


def dag_van(termijn: Termijn) -> date:
    """The day for which somebody is told."""
    return termijn.bekeken_op or timezone.localdate()


def datum(termijn: Termijn) -> str:
    return date_format(termijn.vervalt_op, "j F Y") if termijn.vervalt_op else ""


def later(moment: str) -> bool:
    """Moments on or after the due date escalate; the ones before it remind."""
    return moment.startswith("+")


def niemand(termijn: Termijn, moment: str) -> list[User]:
    """Shown on screens; nobody is mailed (rules.md §7)."""
    return []


# --- whom it concerns, and where it is seen ------------------------------------------------------------------------


def _school(overeenkomst: Overeenkomst) -> Partijen:
    """The list of the school, and of who follows it there."""
    return Partijen(voor=overeenkomst.school.organisatie, persoon=overeenkomst.begeleider)


def _onderneming(overeenkomst: Overeenkomst) -> Partijen:
    """The onderneming acts; the trajectbegeleider sees it in the own list as well."""
    assert overeenkomst.vestiging is not None
    return Partijen(voor=overeenkomst.vestiging.onderneming.organisatie, persoon=overeenkomst.begeleider)


def _met_mentor(evaluatie: Evaluatie) -> Partijen:
    """The school's list, and the mentor's own."""
    overeenkomst = evaluatie.overeenkomst
    persoon = overeenkomst.mentor.persoon.user if overeenkomst.mentor else None
    return Partijen(voor=overeenkomst.school.organisatie, persoon=persoon)


def _registratie(overeenkomst: Overeenkomst) -> Partijen:
    """School and region: the consulent hears of it when it gets late."""
    assert overeenkomst.vestiging is not None
    return Partijen(
        voor=overeenkomst.school.organisatie,
        bij=overeenkomst.vestiging.regio.organisatie,
        persoon=overeenkomst.begeleider,
    )


def titel(overeenkomst: Overeenkomst) -> str:
    """The overeenkomst without naming the lerende (rules.md §2)."""
    return f"Overeenkomst {overeenkomst.referentie} ({overeenkomst.lerende.initialen})"


def adres(overeenkomst: Overeenkomst, wie: User | str) -> str:
    """Its page; EDUCAM its row in the own list, who has no account the explanation of how it works."""
    if not isinstance(wie, User):
        return reverse("publiek:hoe_werkt_het")
    if wie.is_educam:
        return f"{reverse('overeenkomst:educam')}?q={overeenkomst.referentie}"
    return overeenkomst.get_absolute_url()


def _leren(overeenkomst: Overeenkomst, wie: User | str) -> str:
    """The page of the learning, for who has an account."""
    if isinstance(wie, User) and not wie.is_educam:
        return reverse("overeenkomst:leren", args=[overeenkomst.referentie])
    return adres(overeenkomst, wie)


def _overeenkomsten() -> QuerySet[Overeenkomst]:
    return Overeenkomst.objects.select_related("lerende", "vestiging")


def _niet_meer(*toestanden: str) -> Callable[[Termijn], bool]:
    """The overeenkomst left the states in which the term means something."""
    return lambda t: _zaak(t) is None or _zaak(t).toestand not in toestanden


# --- signing, starting, registering --------------------------------------------------------------------------------


def _ondertekening_aan(termijn: Termijn, moment: str) -> list[User | str]:
    """Who has not signed; on the day itself school and werkgever."""
    if later(moment):
        return [*begeleiders(_zaak(termijn), dag_van(termijn)), *werkgevers(_zaak(termijn), dag_van(termijn))]
    return wie_nog_tekent(_zaak(termijn))


def _ondertekening_zin(termijn: Termijn, moment: str) -> str:
    """Which document: the overeenkomst itself, or what changes or ends one that binds."""
    eerste = _zaak(termijn).toestand == Toestand.TER_ONDERTEKENING
    wat = "de overeenkomst" if eerste else " en ".join(f"de {stuk.woord}" for stuk in wachtend(_zaak(termijn)))
    if later(moment):
        gevolg = (
            "De lerende mag pas beginnen als de laatste handtekening er is."
            if eerste
            else "Tot de laatste handtekening er is, verandert er niets aan de overeenkomst."
        )
        return f"Niet iedereen heeft {wat} getekend. {gevolg}"
    return (
        f"Teken {wat}, uiterlijk op {datum(termijn)}. Kreeg je een link per mail, gebruik dan die; "
        "werkt hij niet meer, vraag de school om een nieuwe."
    )


def _ondertekening_adres(termijn: Termijn, wie: User | str) -> str:
    """Where one signs: the own page of the overeenkomst, or its tab of what changes and ends."""
    rij = _zaak(termijn)
    if isinstance(wie, User) and not wie.is_educam and rij.toestand in VAN_KRACHT:
        return reverse("overeenkomst:verloop", args=[rij.referentie])
    return adres(rij, wie)


def _getekend(termijn: Termijn) -> bool:
    """Nothing waits for a signature any more."""
    rij = _zaak(termijn)
    if rij is None:
        return True
    return rij.toestand != Toestand.TER_ONDERTEKENING and not (rij.toestand in VAN_KRACHT and any(wachtend(rij)))


def _startklaar_aan(termijn: Termijn, moment: str) -> list[User]:
    """The werkgever; on the first day also the school, when Dimona, verzekering or medisch onderzoek is not confirmed."""
    mensen = werkgevers(_zaak(termijn), dag_van(termijn))
    if later(moment) and mist_voor_school(_zaak(termijn)):
        return [*mensen, *begeleiders(_zaak(termijn), dag_van(termijn))]
    return mensen


def _startklaar_zin(termijn: Termijn, moment: str) -> str:
    overeenkomst: Overeenkomst = _zaak(termijn)
    if later(moment):
        mist = mist_voor_school(overeenkomst)
        return f"Nog niet bevestigd: {', '.join(mist) if mist else 'een of meer zaken vóór de start'}."
    nog = overeenkomst.verplichtingen.filter(vervalt_op__isnull=False, nodig=True, gedaan_op=None).count()
    zaken = "1 zaak" if nog == 1 else f"{nog} zaken"
    return f"Breng vóór de start op {datum(termijn)} nog {zaken} in orde. Dimona-type: {dimona_type(overeenkomst)}."


def _registratie_aan(termijn: Termijn, moment: str) -> list[User]:
    """School and werkgever; 14 days before everybody of the school (its direction), 3 days before also the consulent."""
    overeenkomst, dag = _zaak(termijn), dag_van(termijn)
    school = collegas(overeenkomst.school, dag) if moment == OOK_DIRECTIE else begeleiders(overeenkomst, dag)
    consulenten = volgers_van([overeenkomst.vestiging.regio], dag) if moment == OOK_CONSULENT else []
    return [*school, *werkgevers(overeenkomst, dag), *consulenten]


def _registratie_zin(termijn: Termijn, moment: str) -> str:
    return (
        f"De school registreert deze overeenkomst uiterlijk op {datum(termijn)}. Later is er geen recht op de premie."
    )


def _geregistreerd(termijn: Termijn) -> bool:
    rij = _zaak(termijn)
    return rij is None or rij.geregistreerd_op is not None or rij.toestand not in (*BINDEND, *GETEKEND)


# --- while it runs ---------------------------------------------------------------------------------------------------


def _proef_aan(termijn: Termijn, moment: str) -> list[User]:
    """Trajectbegeleider and mentor; the lerende, and a mentor without account, get the questions by personal link."""
    overeenkomst = _zaak(termijn)
    eigen = [wie for wie in mentor(overeenkomst) if isinstance(wie, User)]
    return [*begeleiders(overeenkomst, dag_van(termijn)), *eigen]


def _vraag_hoe_het_gaat(termijn: Termijn, op: date) -> None:
    """Day 20: mentor, lerende and trajectbegeleider are each asked how it goes (rules.md §5)."""
    from .services.bevragingen import begin

    begin(overeenkomst=_zaak(termijn), op=timezone.now())


def _proef_zin(termijn: Termijn, moment: str) -> str:
    return (
        f"Hoe gaat het? Voelt de lerende zich welkom, is het werk duidelijk, is er genoeg begeleiding? Beantwoord drie "
        f"korte vragen. Tot en met {datum(termijn)} kunnen de onderneming en de lerende stoppen zonder reden."
    )


def _rsz_aan(termijn: Termijn, moment: str) -> list[User | str]:
    """Werkgever and lerende (rules.md §5.1)."""
    return [*werkgevers(_zaak(termijn), dag_van(termijn)), *lerende(_zaak(termijn), dag_van(termijn))]


def _rsz_zin(termijn: Termijn, moment: str) -> str:
    """What changes for both, and what the werkbonus compensates; the rate of that day (rules.md §5.1)."""
    assert termijn.vervalt_op is not None  # a fixed day
    procent = str(waarde("rsz_werknemer", termijn.vervalt_op)).replace(".", ",")
    return (
        f"Vanaf {datum(termijn)} geldt volledige RSZ. De werkgever betaalt de gewone bijdragen en vraagt de structurele "
        f"vermindering (code 3000). De lerende betaalt {procent} % van de leervergoeding; de werkbonus vangt dat "
        "automatisch op in het nettoloon. Het sociaal secretariaat berekent het juiste bedrag."
    )


def _evaluatie_aan(termijn: Termijn, moment: str) -> list[User | str]:
    """Mentor and trajectbegeleider; after its day the school."""
    overeenkomst = _zaak(termijn).overeenkomst
    school = begeleiders(overeenkomst, dag_van(termijn))
    return [*school] if later(moment) else [*mentor(overeenkomst), *school]


def _evaluatie_zin(termijn: Termijn, moment: str) -> str:
    if later(moment):
        return f"De evaluatie van {datum(termijn)} is nog niet volledig. Ze telt pas met beide delen."
    return f"Evalueer samen, op {datum(termijn)}. De mentor en de school vullen elk hun deel in."


def _evaluatie_klaar(termijn: Termijn) -> bool:
    rij = _zaak(termijn)
    return rij is None or rij.volledig or rij.overeenkomst.toestand not in (Toestand.ONDERTEKEND, Toestand.LOPEND)


def _evaluaties() -> QuerySet[Evaluatie]:
    return Evaluatie.objects.select_related("overeenkomst__lerende")


def _einde_aan(termijn: Termijn, moment: str) -> list[User]:
    """School and werkgever."""
    dag = dag_van(termijn)
    return [*begeleiders(_zaak(termijn), dag), *werkgevers(_zaak(termijn), dag)]


# --- a lerende without workplace; erasing --------------------------------------------------------------------------


def _werkplek_aan(termijn: Termijn, moment: str) -> list[User]:
    """The trajectbegeleider of the lerende."""
    rij: Lerende = _zaak(termijn)
    return volgers(rij.begeleider, rij.school, dag_van(termijn))


def _werkplek_zin(termijn: Termijn, moment: str) -> str:
    return f"{_zaak(termijn).initialen} heeft een werkplek nodig, uiterlijk op {datum(termijn)}."


def _werkplek_klaar(termijn: Termijn) -> bool:
    """Who left the school. A new overeenkomst ends the term itself; one that must end still runs meanwhile (§3.3)."""
    rij: Lerende | None = _zaak(termijn)
    return rij is None or (rij.weg_op is not None and rij.weg_op < dag_van(termijn))


def _concept_aan(termijn: Termijn, moment: str) -> list[User]:
    """Who keeps the draft."""
    return begeleiders(_zaak(termijn), dag_van(termijn))


def _concept_wissen(termijn: Termijn, op: date) -> None:
    """The draft is erased, with what hangs on it."""
    from .services.wissen import wis_concept

    wis_concept(overeenkomst=_zaak(termijn), op=timezone.now())


def _overeenkomst_wissen(termijn: Termijn, op: date) -> None:
    """What identifies people is erased from it (rules.md §11)."""
    from .services.wissen import wis_overeenkomst

    wis_overeenkomst(overeenkomst=_zaak(termijn), op=timezone.now())


def _soort(naam: str, label: str, **meer: Any) -> SoortTermijn:
    """A kind about an overeenkomst; a machtiging for overeenkomsten lets somebody see it."""
    velden: dict[str, Any] = {
        "parameter": None,
        "titel": lambda t: titel(t.onderwerp),
        "url": lambda t, wie: adres(t.onderwerp, wie),
        "onderwerpen": _overeenkomsten,
        "bereik": Bereik.OVEREENKOMSTEN,
        **meer,
    }
    return SoortTermijn(naam=naam, label=label, **velden)


def registreer_alles() -> None:
    """Called once at start-up."""
    for soort in (*_tot_de_start(), *_tijdens(), *_rond_de_overeenkomst()):
        registreer(soort)


def _tot_de_start() -> list[SoortTermijn]:
    return [
        _soort(
            deadlines.ONDERTEKENING,
            "Ondertekenen",
            ontvangers=_ondertekening_aan,
            url=_ondertekening_adres,
            zin=_ondertekening_zin,
            wat=lambda t, moment: f"handtekeningen {t.onderwerp.referentie}",
            partijen=_school,
            aan_zet=AanZet.SCHOOL,
            klaar=_getekend,
        ),
        _soort(
            STARTKLAAR,
            "Alles klaar voor de start",
            ontvangers=_startklaar_aan,
            zin=_startklaar_zin,
            wat=lambda t, moment: f"wat klaar moet zijn voor {t.onderwerp.referentie}",
            partijen=_onderneming,
            aan_zet=AanZet.WERKGEVER,
            klaar=_niet_meer(Toestand.ONDERTEKEND, Toestand.LOPEND),
        ),
        _soort(
            deadlines.REGISTRATIE,
            "Overeenkomst registreren",
            parameter="registratie",
            ontvangers=_registratie_aan,
            zin=_registratie_zin,
            wat=lambda t, moment: f"registratie van {t.onderwerp.referentie}",
            partijen=_registratie,
            aan_zet=AanZet.SCHOOL,
            klaar=_geregistreerd,
        ),
    ]


def _tijdens() -> list[SoortTermijn]:
    loopt = _niet_meer(Toestand.ONDERTEKEND, Toestand.LOPEND)
    return [
        _soort(
            deadlines.PROEFPERIODE,
            "Laatste dag om te stoppen zonder reden",
            ontvangers=_proef_aan,
            url=lambda t, wie: f"{t.onderwerp.get_absolute_url()}gesprek/hoe-gaat-het/",
            bij_moment=_vraag_hoe_het_gaat,
            zin=_proef_zin,
            wat=lambda t, moment: f"hoe gaat het met {t.onderwerp.referentie}?",
            partijen=_school,
            aan_zet=AanZet.NIEMAND,
            klaar=loopt,
        ),
        _soort(
            deadlines.RSZ_WIJZIGING,
            "Volledige RSZ voor de lerende",
            ontvangers=_rsz_aan,
            zin=_rsz_zin,
            wat=lambda t, moment: f"volledige RSZ bij {t.onderwerp.referentie}",
            partijen=_onderneming,
            aan_zet=AanZet.NIEMAND,
            klaar=loopt,
        ),
        _soort(
            deadlines.EVALUATIE,
            "Evaluatie van de lerende",
            ontvangers=_evaluatie_aan,
            titel=lambda t: titel(t.onderwerp.overeenkomst),
            url=lambda t, wie: _leren(t.onderwerp.overeenkomst, wie),
            zin=_evaluatie_zin,
            wat=lambda t, moment: f"evaluatie bij {t.onderwerp.overeenkomst.referentie}",
            partijen=_met_mentor,
            aan_zet=AanZet.SCHOOL,
            onderwerpen=_evaluaties,
            dossier=lambda t: t.onderwerp.overeenkomst,
            klaar=_evaluatie_klaar,
        ),
        _soort(
            deadlines.EINDE,
            "Einde van de overeenkomst",
            ontvangers=_einde_aan,
            zin=lambda t, moment: (
                f"De overeenkomst eindigt op {datum(t)}. Loopt de opleiding door? Spreek dan op tijd een verlenging af."
            ),
            wat=lambda t, moment: f"einde van {t.onderwerp.referentie}",
            partijen=_school,
            aan_zet=AanZet.NIEMAND,
            klaar=loopt,
        ),
    ]


def _rond_de_overeenkomst() -> list[SoortTermijn]:
    return [
        _soort(
            deadlines.NIEUWE_WERKPLEK,
            "Een werkplek voor de lerende",
            ontvangers=_werkplek_aan,
            titel=lambda t: f"Werkplek voor {t.onderwerp.initialen}",
            url=lambda t, wie: reverse("publiek:leerwerkplekken"),
            zin=_werkplek_zin,
            wat=lambda t, moment: f"werkplek voor {t.onderwerp.initialen}",
            partijen=lambda rij: Partijen(voor=rij.school.organisatie, persoon=rij.begeleider),
            aan_zet=AanZet.SCHOOL,
            onderwerpen=Lerende.objects.all,
            klaar=_werkplek_klaar,
        ),
        _soort(
            deadlines.CONCEPT,
            "Concept van een overeenkomst wordt gewist",
            parameter="concept",
            herinneringen="herinneringen_concept",
            ontvangers=_concept_aan,
            zin=lambda t, moment: f"We wissen dit concept na {datum(t)}. Verstuur het of pas iets aan.",
            wat=lambda t, moment: f"dan wissen we {t.onderwerp.referentie}",
            partijen=_school,
            aan_zet=AanZet.SCHOOL,
            klaar=_niet_meer(Toestand.CONCEPT),
            bij_verval=_concept_wissen,
        ),
        _soort(
            deadlines.BEWARING,
            "Einde van de bewaartermijn van een overeenkomst",
            herinneringen="herinneringen_bewaring",
            ontvangers=niemand,
            zin=lambda t, moment: f"De gegevens worden gewist op {datum(t)}.",
            partijen=_school,
            aan_zet=AanZet.NIEMAND,
            bij_verval=_overeenkomst_wissen,
            op_vraag=True,
        ),
    ]
