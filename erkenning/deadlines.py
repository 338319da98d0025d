"""The terms of this floor: who is told what, when, and what happens when a day has passed (rules.md §7)."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import leiding
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer, registreer_na_wijziging
from educam_portal.workflow.diensten import noteer, perform
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import beeindig_aanduidingen

from . import feiten, verlenging
from .deadlines_maatregel import beroep_voorbij, niemand, registreer_maatregelen
from .herinneringen import wat
from .models import Aanvraag, Aanvulling, Begeleiding, Bezoek, Erkenning, Mentorvoorstel
from .ontvangers import behandelaars, werkgevers
from .toestanden import LOPEND, ErkenningToestand


def _na(moment: str) -> bool:
    """Moments after the due date escalate; the ones before it remind."""
    return moment.startswith("+")


def dossier_url(aanvraag: Aanvraag, ontvanger: User | str) -> str:
    """The page of the dossier for this reader."""
    if isinstance(ontvanger, User) and ontvanger.is_educam:
        return aanvraag.consulent_url
    return aanvraag.get_absolute_url()


def _partijen(aanvraag: Aanvraag) -> Partijen:
    """The onderneming sees it, the region of the vestiging follows it."""
    return Partijen(voor=aanvraag.onderneming.organisatie, bij=aanvraag.regio and aanvraag.regio.organisatie)


def _enkel_educam(aanvraag: Aanvraag) -> Partijen:
    """What the werkgever has nothing to do with."""
    return Partijen(bij=aanvraag.regio and aanvraag.regio.organisatie)


def _aanvragen() -> QuerySet[Aanvraag]:
    return Aanvraag.objects.select_related("onderneming")


def _dag(termijn: Termijn) -> date:
    """The day for which somebody is told."""
    return termijn.bekeken_op or timezone.localdate()


def _datum(dag: date | None) -> str:
    return date_format(dag, "j F Y") if dag else ""


# --- behandeling and eerste contact ------------------------------------------------------------------------------


def _behandeling_aan(termijn: Termijn, moment: str) -> list[User]:
    """Who handles the dossier; after the due date the coördinatoren."""
    return leiding(_dag(termijn)) if _na(moment) else behandelaars(termijn.onderwerp, _dag(termijn))


def _behandeling_zin(termijn: Termijn, moment: str) -> str:
    if _na(moment):
        return f"De termijn verstreek op {_datum(termijn.vervalt_op)} zonder beslissing."
    return f"Beslis uiterlijk op {_datum(termijn.vervalt_op)}."


def _niet_meer_lopend(termijn: Termijn) -> bool:
    return termijn.onderwerp is None or termijn.onderwerp.toestand not in LOPEND


def _bewaar_vervaldag(termijn: Termijn) -> None:
    """The work list sorts on a column of the aanvraag itself."""
    Aanvraag.objects.filter(pk=termijn.onderwerp_id).update(vervalt_op=termijn.vervalt_op)


# --- aanvulling and bezoek ---------------------------------------------------------------------------------------


def _aanvulling_aan(termijn: Termijn, moment: str) -> list[User]:
    """The werkgevers; after the due date who handles the dossier."""
    aanvraag = termijn.onderwerp.aanvraag
    return behandelaars(aanvraag, _dag(termijn)) if _na(moment) else werkgevers(aanvraag)


def _aanvulling_zin(termijn: Termijn, moment: str) -> str:
    if _na(moment):
        return f"De werkgever antwoordde niet voor {_datum(termijn.vervalt_op)}. Bel, of stel zonder gevolg."
    return f"Vul je aanvraag aan, uiterlijk op {_datum(termijn.vervalt_op)}."


def _aanvulling_klaar(termijn: Termijn) -> bool:
    return termijn.onderwerp is None or termijn.onderwerp.afloop != Aanvulling.Afloop.OPEN


def _aanvulling_verlengd(termijn: Termijn) -> None:
    """The question shows the new date to both sides, and the timeline says why."""
    assert termijn.vervalt_op is not None
    aanvulling: Aanvulling = termijn.onderwerp
    aanvulling.uiterlijk = termijn.vervalt_op
    aanvulling.save(update_fields=["uiterlijk"])
    noteer(
        aanvulling.aanvraag,
        "aanvulling_verlengd",
        door=termijn.verlengd_door,
        op=timezone.now(),
        tekst=termijn.verlengd_reden,
        gegevens={"tot": termijn.vervalt_op.isoformat()},
    )


def _bezoek_dossier(termijn: Termijn) -> Aanvraag:
    # Sorted here, so that a list that fetched them needs no query more.
    return min(termijn.onderwerp.aanvragen.all(), key=lambda aanvraag: aanvraag.pk)


def _bezoek_bevestigen_aan(termijn: Termijn, moment: str) -> list[User]:
    """The werkgevers; after the due date nobody: "bel" stands on the day list of the consulent."""
    return [] if _na(moment) else werkgevers(_bezoek_dossier(termijn))


def _bezoek_partijen(bezoek: Bezoek) -> Partijen:
    """Every aanvraag it serves is of the onderneming of its vestiging."""
    return Partijen(voor=bezoek.vestiging.onderneming.organisatie, bij=bezoek.vestiging.regio.organisatie)


def _bezoeken() -> QuerySet[Bezoek]:
    return Bezoek.objects.prefetch_related(Prefetch("aanvragen", _aanvragen().order_by("pk")))


def _bezoek_klaar(termijn: Termijn) -> bool:
    return termijn.onderwerp is None or termijn.onderwerp.toestand != Bezoek.Toestand.VOORGESTELD


# --- geldigheid, beroep, concept, bewaring -----------------------------------------------------------------------


def _geldigheid_aan(termijn: Termijn, moment: str) -> list[User]:
    """The werkgevers and who handles the dossier."""
    aanvraag = termijn.onderwerp.lijn.aanvraag
    return [*werkgevers(aanvraag), *behandelaars(aanvraag, _dag(termijn))]


def _erkenningen() -> QuerySet[Erkenning]:
    return Erkenning.objects.select_related("opleiding", "vestiging__gemeente", "lijn__aanvraag")


def _geldigheid_zin(termijn: Termijn, moment: str) -> str:
    vanaf = verlenging.vanaf(termijn.onderwerp, _dag(termijn))
    zin = f"De erkenning is geldig tot en met {_datum(termijn.vervalt_op)}."
    return f"{zin} Vraag op tijd een verlenging aan." if vanaf <= _dag(termijn) else zin


def _geldigheid_url(termijn: Termijn, ontvanger: User | str) -> str:
    """The consulent sees the erkenning; the werkgever starts the renewal, once that is possible."""
    erkenning: Erkenning = termijn.onderwerp
    if isinstance(ontvanger, User) and ontvanger.is_educam:
        return erkenning.consulent_url
    if verlenging.in_de_tijd(erkenning, _dag(termijn)):
        return reverse("werkgever:verlengen", args=[erkenning.pk])
    return erkenning.lijn.aanvraag.get_absolute_url()


def _geldigheid_klaar(termijn: Termijn) -> bool:
    """A renewal that was filed or granted needs no reminder; the last day itself still comes (rules.md §3.3, §7)."""
    if termijn.vervalt_op is None or _dag(termijn) > termijn.vervalt_op:
        return False
    rij = Erkenning.objects.met_verlenging().filter(pk=termijn.onderwerp_id).first()
    return rij is None or bool(rij.verlenging_ref or rij.verlengd)


def _erkenning_eindigt(termijn: Termijn, op: date) -> None:
    """The dates alone end an erkenning; here the dossier and higher floors hear of it."""
    erkenning: Erkenning = termijn.onderwerp
    from .services.begeleiding import sluit_begeleiding
    from .services.mentorwissel import sluit_mentorwissel

    nu = timezone.now()
    with perform(erkenning, "verlopen", door=None, op=nu):
        termijnen.voldaan(erkenning, "geldigheid", op=op)
        sluit_begeleiding(erkenning, op=op)
        sluit_mentorwissel(erkenning, op=op)
    rij = Erkenning.objects.met_verlenging().get(pk=erkenning.pk)
    if not rij.verlengd and not rij.verlenging_ref:
        # Nothing follows: nobody is mentor there any more, and nobody is reminded of a course for it.
        beeindig_aanduidingen(vestiging=rij.vestiging, opleiding=rij.opleiding, op=op)
    noteer(erkenning.lijn.aanvraag, "erkenning_vervallen", door=None, op=nu, tekst=str(erkenning.opleiding))
    meld(feiten.ERKENNING_VERVALLEN, erkenning=erkenning, op=op)


# --- another mentor ------------------------------------------------------------------------------------------------


def _voorstel(termijn: Termijn) -> Mentorvoorstel | None:
    """The mentor who waits for EDUCAM, if any."""
    return termijn.onderwerp.mentorvoorstellen.filter(besluit="").select_related("mentor__persoon").first()


def _mentor_vervangen_aan(termijn: Termijn, moment: str) -> list[User]:
    """The werkgevers, until somebody is proposed; then, and after the due date, who handles the dossier."""
    if _na(moment) or _voorstel(termijn):
        return behandelaars(termijn.onderwerp.lijn.aanvraag, _dag(termijn))
    return werkgevers(termijn.onderwerp.lijn.aanvraag)


def _mentor_vervangen_zin(termijn: Termijn, moment: str) -> str:
    if voorstel := _voorstel(termijn):
        return f"Beoordeel {voorstel.mentor} als nieuwe mentor. De termijn loopt tot {_datum(termijn.vervalt_op)}."
    if _na(moment):
        return f"Er is nog geen nieuwe mentor. Dat moest tegen {_datum(termijn.vervalt_op)}."
    return f"Duid een andere mentor aan, uiterlijk op {_datum(termijn.vervalt_op)}."


def erkenning_url(termijn: Termijn, ontvanger: User | str) -> str:
    """Where the werkgever proposes a mentor, and where EDUCAM judges one."""
    if isinstance(ontvanger, User) and ontvanger.is_educam:
        return termijn.onderwerp.consulent_url
    return reverse("werkgever:mentor_voorstellen", args=[termijn.onderwerp_id])


def _erkenning_over(termijn: Termijn) -> bool:
    return termijn.onderwerp is None or termijn.onderwerp.toestand != ErkenningToestand.LOPEND


# --- begeleiding ------------------------------------------------------------------------------------


def _begeleiding_aan(termijn: Termijn, moment: str) -> list[User]:
    """Both sides before its day; afterwards the consulent, who sees what became of it."""
    aanvraag = termijn.onderwerp.erkenning.lijn.aanvraag
    educam = behandelaars(aanvraag, _dag(termijn))
    return educam if _na(moment) else [*werkgevers(aanvraag), *educam]


def _begeleiding_zin(termijn: Termijn, moment: str) -> str:
    if _na(moment):
        return f"De begeleiding liep tot {_datum(termijn.vervalt_op)}. Kijk na of de punten in orde zijn."
    return f"De afgesproken punten moeten in orde zijn op {_datum(termijn.vervalt_op)}."


def _begeleiding_url(termijn: Termijn, ontvanger: User | str) -> str:
    """The erkenning for EDUCAM, where the points stand and the begeleiding is closed; the dossier for the werkgever."""
    erkenning: Erkenning = termijn.onderwerp.erkenning
    if isinstance(ontvanger, User) and ontvanger.is_educam:
        return erkenning.consulent_url
    return erkenning.lijn.aanvraag.get_absolute_url()


def _begeleiding_klaar(termijn: Termijn) -> bool:
    return termijn.onderwerp is None or termijn.onderwerp.afloop != Begeleiding.Afloop.OPEN


def _begeleidingen() -> QuerySet[Begeleiding]:
    return Begeleiding.objects.select_related(
        "erkenning__opleiding", "erkenning__vestiging__gemeente", "erkenning__lijn__aanvraag"
    )


def _concept_aan(termijn: Termijn, moment: str) -> list[User]:
    """Who began the concept, while that person files for the onderneming; else everybody who does."""
    mensen = werkgevers(termijn.onderwerp)
    return [user for user in mensen if user == termijn.onderwerp.aangemaakt_door] or mensen


def _concept_wissen(termijn: Termijn, op: date) -> None:
    """The concept is erased."""
    from .services.concept import verwijder_concept

    if termijn.onderwerp is not None:
        verwijder_concept(aanvraag=termijn.onderwerp, op=timezone.now())


def _dossier_wissen(termijn: Termijn, op: date) -> None:
    """What identifies people is erased from the dossier (rules.md §11)."""
    from .services.bewaring import wis_dossier

    wis_dossier(aanvraag=termijn.onderwerp, op=timezone.now())


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        SoortTermijn(
            naam="behandeling",
            label="Beslissing over de aanvraag",
            parameter="behandeltermijn",
            ontvangers=_behandeling_aan,
            titel=lambda t: t.onderwerp.dossiernaam,
            url=lambda t, wie: dossier_url(t.onderwerp, wie),
            zin=_behandeling_zin,
            wat=wat,
            partijen=_partijen,
            aan_zet=AanZet.CONSULENT,
            onderwerpen=_aanvragen,
            klaar=_niet_meer_lopend,
        )
    )
    registreer_na_wijziging("behandeling", _bewaar_vervaldag)
    registreer(
        SoortTermijn(
            naam="eerste_contact",
            label="Eerste contact",
            parameter="eerste_contact",
            ontvangers=niemand,
            titel=lambda t: t.onderwerp.dossiernaam,
            url=lambda t, wie: dossier_url(t.onderwerp, wie),
            zin=lambda t, moment: f"Bel de werkgever, uiterlijk op {_datum(t.vervalt_op)}.",
            partijen=_enkel_educam,
            aan_zet=AanZet.CONSULENT,
            onderwerpen=_aanvragen,
            klaar=_niet_meer_lopend,
        )
    )
    registreer(
        SoortTermijn(
            naam="aanvulling",
            label="Aanvulling door de werkgever",
            parameter="aanvulling",
            ontvangers=_aanvulling_aan,
            titel=lambda t: t.onderwerp.aanvraag.dossiernaam,
            url=lambda t, wie: dossier_url(t.onderwerp.aanvraag, wie),
            zin=_aanvulling_zin,
            wat=wat,
            partijen=lambda aanvulling: _partijen(aanvulling.aanvraag),
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=lambda: Aanvulling.objects.select_related("aanvraag__onderneming"),
            dossier=lambda t: t.onderwerp.aanvraag,
            bij_verlenging=_aanvulling_verlengd,
            klaar=_aanvulling_klaar,
            verlengbaar=True,
        )
    )
    registreer(
        SoortTermijn(
            naam="bezoek_bevestigen",
            label="Moment voor het bezoek kiezen",
            parameter="bezoek_bevestigen",
            ontvangers=_bezoek_bevestigen_aan,
            titel=lambda t: _bezoek_dossier(t).dossiernaam,
            url=lambda t, wie: dossier_url(_bezoek_dossier(t), wie),
            zin=lambda t, moment: f"Kies een moment voor het bezoek, uiterlijk op {_datum(t.vervalt_op)}.",
            wat=wat,
            partijen=_bezoek_partijen,
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_bezoeken,
            dossier=_bezoek_dossier,
            klaar=_bezoek_klaar,
        )
    )
    registreer(
        SoortTermijn(
            naam="geldigheid",
            label="Einde van de erkenning",
            parameter=None,
            ontvangers=_geldigheid_aan,
            titel=lambda t: f"{t.onderwerp.opleiding} – {t.onderwerp.vestiging}",
            url=_geldigheid_url,
            zin=_geldigheid_zin,
            wat=wat,
            partijen=lambda erkenning: _partijen(erkenning.lijn.aanvraag),
            aan_zet=AanZet.NIEMAND,
            onderwerpen=_erkenningen,
            dossier=lambda t: t.onderwerp.lijn.aanvraag,
            klaar=_geldigheid_klaar,
            bij_verval=_erkenning_eindigt,
        )
    )
    registreer(
        SoortTermijn(
            naam="mentor_vervangen",
            label="Een andere mentor aanduiden",
            parameter="mentor_vervangen",
            ontvangers=_mentor_vervangen_aan,
            titel=lambda t: f"{t.onderwerp.opleiding} – {t.onderwerp.vestiging}",
            url=erkenning_url,
            zin=_mentor_vervangen_zin,
            wat=wat,
            partijen=lambda erkenning: _partijen(erkenning.lijn.aanvraag),
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_erkenningen,
            dossier=lambda t: t.onderwerp.lijn.aanvraag,
            klaar=_erkenning_over,
            verlengbaar=True,
        )
    )
    registreer(
        SoortTermijn(
            naam="beroep",
            label="Beroep tegen de weigering",
            parameter="beroep",
            ontvangers=niemand,
            titel=lambda t: t.onderwerp.dossiernaam,
            url=lambda t, wie: dossier_url(t.onderwerp, wie),
            zin=lambda t, moment: f"Beroep kan tot en met {_datum(t.vervalt_op)}.",
            partijen=_partijen,
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_aanvragen,
            bij_verval=beroep_voorbij,
        )
    )
    registreer_maatregelen()
    registreer(
        SoortTermijn(
            naam="begeleiding",
            label="Begeleiding van een leerwerkplek",
            parameter=None,
            ontvangers=_begeleiding_aan,
            titel=lambda t: f"{t.onderwerp.erkenning.opleiding} – {t.onderwerp.erkenning.vestiging}",
            url=_begeleiding_url,
            zin=_begeleiding_zin,
            wat=wat,
            partijen=lambda begeleiding: _partijen(begeleiding.erkenning.lijn.aanvraag),
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_begeleidingen,
            dossier=lambda t: t.onderwerp.erkenning.lijn.aanvraag,
            klaar=_begeleiding_klaar,
        )
    )
    registreer(
        SoortTermijn(
            naam="concept",
            label="Concept wordt gewist",
            parameter="concept",
            ontvangers=_concept_aan,
            titel=lambda t: f"Je concept voor {t.onderwerp.onderneming}",
            url=lambda t, wie: t.onderwerp.get_absolute_url(),
            zin=lambda t, moment: f"We wissen dit concept na {_datum(t.vervalt_op)}. Dien het in of pas iets aan.",
            wat=wat,
            partijen=lambda aanvraag: Partijen(voor=aanvraag.onderneming.organisatie),
            aan_zet=AanZet.WERKGEVER,
            onderwerpen=_aanvragen,
            bij_verval=_concept_wissen,
        )
    )
    registreer(
        SoortTermijn(
            naam="bewaring",
            label="Einde van de bewaartermijn",
            parameter=None,
            ontvangers=niemand,
            titel=lambda t: t.onderwerp.dossiernaam,
            url=lambda t, wie: dossier_url(t.onderwerp, wie),
            zin=lambda t, moment: f"De gegevens worden gewist op {_datum(t.vervalt_op)}.",
            partijen=_enkel_educam,
            aan_zet=AanZet.NIEMAND,
            onderwerpen=_aanvragen,
            bij_verval=_dossier_wissen,
            op_vraag=True,
        )
    )
