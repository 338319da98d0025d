"""One onderneming with a dossier in each state in which a form stands open, and the people who fill those forms in."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from unittest import mock

from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts import uitnodigingen
from educam_portal.accounts.models import Rol, User
from educam_portal.organisaties.models import (
    Aanbod,
    Afwezigheid,
    Onderneming,
    Schoolvakantie,
    Toegangsverzoek,
    Vestiging,
)
from educam_portal.organisaties.services import nodig_uit
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from erkenning.models import Bezoek, Erkenning, Maatregel, Mentorvoorstel, Nazicht
from erkenning.services import begeleiding, behandeling, beroep, beslissen, bezoek, maatregelen, mentorwissel
from erkenning.services.maatregelen import Gehoord
from mentoren.models import Inschrijving, Mentor, Mentorvraag, Persoon, Sessie
from mentoren.services.vragen import vraag_mentor
from overeenkomsten.deelnemers import token as deelnemertoken
from overeenkomsten.models import (
    Deelnemerlink,
    Klassjabloon,
    Knelpunt,
    Lerende,
    Ondertekenaar,
    Overeenkomst,
    Pakket,
    Vorderingsvoorstel,
)
from overeenkomsten.services import mentorhulp
from overeenkomsten.services.bevragingen import begin as begin_bevraging
from overeenkomsten.services.einde import stel_einde_voor
from overeenkomsten.services.knelpunten import meld_knelpunt, noteer_gesprek
from overeenkomsten.services.mailcode import stuur_code
from overeenkomsten.services.pakketten import maak_pakket
from overeenkomsten.services.schorsen import schors
from overeenkomsten.services.wijzigen import stel_addendum_voor
from overeenkomsten.stukken import open_stuk
from overeenkomsten.toestanden import StukSoort
from premies.models import Premie
from premies.services.beoordelen import beoordeel, maak_premies
from premies.services.toestemmen import geef_toestemming
from premies.toestanden import Aanleiding
from tests import fabrieken
from tests.erkenning.acties import gepland, herinnerd, over, vermelding
from tests.erkenning.dossiers import Dossier, dossier
from tests.erkenning.dossiers import klaar_om_te_beslissen as klaar
from tests.overeenkomsten import fabriek as overeenkomsten
from tests.overeenkomsten.getekend import zaak
from tests.overeenkomsten.klas import sjabloon_van

WACHTWOORD = "een-lang-wachtwoord-9"
TEKENCODE = "000042"


@dataclass
class Wereld:
    """`mensen`: who logs in, by role; the dossiers by the state they are in."""

    mensen: dict[str, User | None] = field(default_factory=dict)
    concept: Dossier = None  # type: ignore[assignment]  # `bouw` fills everything
    ingediend: Dossier = None  # type: ignore[assignment]
    in_behandeling: Dossier = None  # type: ignore[assignment]
    aanvulling: Dossier = None  # type: ignore[assignment]
    stil: Dossier = None  # type: ignore[assignment]
    werkpunten: Dossier = None  # type: ignore[assignment]
    klaar: Dossier = None  # type: ignore[assignment]
    ter_bevestiging: Dossier = None  # type: ignore[assignment]
    vermelding: Mentor = None  # type: ignore[assignment]
    voorstel: Bezoek = None  # type: ignore[assignment]
    afspraak: Bezoek = None  # type: ignore[assignment]
    gebeurd: Bezoek = None  # type: ignore[assignment]
    erkend: Erkenning = None  # type: ignore[assignment]
    eindigend: Erkenning = None  # type: ignore[assignment]
    vestiging: Vestiging = None  # type: ignore[assignment]
    nazicht: Nazicht = None  # type: ignore[assignment]
    begeleid: Erkenning = None  # type: ignore[assignment]
    geschorst: Erkenning = None  # type: ignore[assignment]
    opheffing: Maatregel = None  # type: ignore[assignment]
    geweigerd: Dossier = None  # type: ignore[assignment]
    in_beroep: Dossier = None  # type: ignore[assignment]
    nieuwe_onderneming: Onderneming = None  # type: ignore[assignment]
    vreemd: Dossier = None  # type: ignore[assignment]
    verzoek: Toegangsverzoek = None  # type: ignore[assignment]
    uitnodiging: str = ""
    verlopen: str = ""
    termijn: Termijn = None  # type: ignore[assignment]
    afwezigheid: Afwezigheid = None  # type: ignore[assignment]
    vakantie: Schoolvakantie = None  # type: ignore[assignment]
    aanbod: Aanbod = None  # type: ignore[assignment]
    reizende_mentor: Mentor = None  # type: ignore[assignment]
    mentor_zelf: Mentor = None  # type: ignore[assignment]
    mentorvraag: Mentorvraag = None  # type: ignore[assignment]
    voorstel_mentor: Mentorvoorstel = None  # type: ignore[assignment]
    voorstel_vermelding: Mentorvoorstel = None  # type: ignore[assignment]
    voorgelegd: Overeenkomst = None  # type: ignore[assignment]
    getekend: Overeenkomst = None  # type: ignore[assignment]
    loopt: Overeenkomst = None  # type: ignore[assignment]
    stopt: Overeenkomst = None  # type: ignore[assignment]
    wijzigt: Overeenkomst = None  # type: ignore[assignment]
    andere_mentor: Mentor = None  # type: ignore[assignment]
    sessie: Sessie = None  # type: ignore[assignment]
    inschrijving: Inschrijving = None  # type: ignore[assignment]
    aanwezig: Inschrijving = None  # type: ignore[assignment]
    gemist: Inschrijving = None  # type: ignore[assignment]
    tekenaars: dict[str, Ondertekenaar] = field(default_factory=dict)
    lerende: Lerende = None  # type: ignore[assignment]
    overeenkomst: Overeenkomst = None  # type: ignore[assignment]
    klassjabloon: Klassjabloon = None  # type: ignore[assignment]
    nog_geen: Lerende = None  # type: ignore[assignment]
    verstuurd: Overeenkomst = None  # type: ignore[assignment]
    deelnemertoken: str = ""
    knelpunten: list[Knelpunt] = field(default_factory=list)
    pakket: Pakket = None  # type: ignore[assignment]
    hulpvoorstel: Vorderingsvoorstel = None  # type: ignore[assignment]
    volgt: Overeenkomst = None  # type: ignore[assignment]
    premie: Premie = None  # type: ignore[assignment]


def bouw() -> Wereld:
    w = Wereld()
    onderneming = fabrieken.OndernemingFactory(naam="Garage De Smet")
    vestiging = fabrieken.VestigingFactory(onderneming=onderneming)
    fabrieken.VestigingFactory(onderneming=onderneming, postcode="2000")
    _mensen(w, vestiging)
    _dossiers(w, vestiging)
    _besluiten(w, vestiging)
    _mentoropleiding(w)
    _ondertekenen(w)
    _mentorwissel(w)
    _overeenkomsten(w)
    w.nieuwe_onderneming = fabrieken.OndernemingFactory(status="te_bevestigen")
    fabrieken.VestigingFactory(onderneming=w.nieuwe_onderneming)
    w.vreemd = dossier(vestiging=fabrieken.VestigingFactory(postcode="3500")).vul_in().dien_in()
    w.voorgelegd, w.getekend = (
        zaak(toestand, nummer=nummer, vestiging=vestiging).overeenkomst
        for nummer, toestand in enumerate(("concept", "ondertekend"), start=1)
    )
    w.pakket = _pakket()
    w.knelpunten = _knelpunten(w)
    w.deelnemertoken = _dag20(w)
    # A mentor without an account: the werkgever swaps days instead.
    Persoon.objects.filter(mentorschappen=w.getekend.mentor).update(user=None)
    _lopend(w, vestiging)
    _premies(w)
    w.verzoek = Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=onderneming)
    w.uitnodiging = _uitnodiging(w, w.mensen["nieuw"].email)
    w.verlopen = _uitnodiging(w, "verlopen@example.be", verlopen=True)
    return w


def _lopend(w: Wereld, vestiging) -> None:
    """Three that run: of the second the werkgever asked to end it, of the third the school to change it."""
    vandaag, begeleider = timezone.localdate(), w.mensen["school"]
    school = begeleider.lidmaatschappen.get().organisatie.school
    for nummer, naam in ((13, "loopt"), (14, "stopt"), (15, "wijzigt")):
        rij = zaak(
            "lopend", nummer=nummer, vestiging=vestiging, start=vandaag - timedelta(days=5), jaren=19
        ).overeenkomst
        Lerende.objects.filter(pk=rij.lerende_id).update(school=school, begeleider=begeleider)
        Overeenkomst.objects.filter(pk=rij.pk).update(school=school, begeleider=begeleider)
        setattr(w, naam, Overeenkomst.objects.get(pk=rij.pk))
    laatste = vandaag + timedelta(days=3)
    door, op = w.mensen["werkgever"], timezone.now()
    stel_einde_voor(overeenkomst=w.stopt, wijze="onderling", laatste_dag=laatste, door=door, op=op)
    overeenkomsten.maak_document(w.stopt, soort=StukSoort.BEEINDIGING)
    fabrieken.ErkenningFactory(vestiging=vestiging, opleiding=w.loopt.opleiding, plaatsen=9)
    w.andere_mentor = fabrieken.MentorFactory(onderneming=vestiging.onderneming)
    fabrieken.AanduidingFactory(vestiging=vestiging, mentor=w.andere_mentor, opleiding=w.loopt.opleiding)
    stel_addendum_voor(
        overeenkomst=w.wijzigt, wat="vergoeding", velden={"vergoeding": Decimal(950)}, reden="", door=begeleider, op=op
    )
    overeenkomsten.maak_document(w.wijzigt, soort=StukSoort.ADDENDUM)
    schors(overeenkomst=w.wijzigt, grond="anders", toelichting="", van=vandaag, tot=None, door=door, op=op)


def _premies(w: Wereld) -> None:
    """A claim without consent, and somebody of another onderneming who gave it."""
    op = timezone.now()
    Overeenkomst.objects.filter(pk=w.loopt.pk).update(geregistreerd_op=timezone.localdate())
    w.loopt.refresh_from_db()
    w.premie = maak_premies(overeenkomst=w.loopt, aanleiding=Aanleiding.GEREGISTREERD, op=op)[0]
    beoordeel(persoonsnummer=w.loopt.lerende.persoonsnummer_id, aanleiding=None, op=op)
    onderneming = fabrieken.OndernemingFactory()
    houder = w.mensen["rekeninghouder"] = fabrieken.werkgever(onderneming)
    geef_toestemming(onderneming=onderneming, iban="BE71 0961 2345 6769", akkoord=True, door=houder, op=op)


def _mensen(w: Wereld, vestiging) -> None:
    """Everybody has a confirmed address and a password, as somebody who signed up has."""
    school = fabrieken.SchoolFactory()
    plaatsen = {
        "werkgever": (vestiging.onderneming.organisatie, Rol.VERANTWOORDELIJKE),
        "collega": (vestiging.onderneming.organisatie, Rol.MEDEWERKER),
        "consulent": (vestiging.regio.organisatie, Rol.CONSULENT),
        "coordinator": (accounts.educam(), Rol.COORDINATOR),
        "school": (school.organisatie, Rol.TRAJECTBEGELEIDER),
        "mentor": (vestiging.onderneming.organisatie, Rol.MENTOR),
    }
    w.mensen = {"bezoeker": None, "nieuw": accounts.maak_gebruiker(email="nieuw@example.be", wachtwoord=WACHTWOORD)}
    for wie, (organisatie, rol) in plaatsen.items():
        w.mensen[wie] = accounts.maak_gebruiker(
            email=f"{wie}@example.be", naam=f"Kim {wie.title()}", wachtwoord=WACHTWOORD
        )
        accounts.geef_lidmaatschap(user=w.mensen[wie], organisatie=organisatie, rol=rol)
    w.vakantie, w.aanbod = Schoolvakantie.objects.latest("van"), fabrieken.AanbodFactory(geldig_tot=date(2032, 8, 31))
    w.lerende = fabrieken.LerendeFactory(school=school, begeleider=w.mensen["school"])
    w.afwezigheid = fabrieken.afwezig(w.mensen["consulent"], van=100, tot=102)


def _dossiers(w: Wereld, vestiging) -> None:
    nu = timezone.now()

    def nieuw(maak=dossier, **velden) -> Dossier:
        d = maak(vestiging=vestiging, **velden)
        d.werkgever, d.consulent = w.mensen["werkgever"], w.mensen["consulent"]
        return d

    w.concept = nieuw(opleidingen=2).vul_in()
    w.ingediend = nieuw().vul_in().dien_in()
    w.in_behandeling = nieuw(opleidingen=2).vul_in().dien_in().neem_in()
    w.voorstel = bezoek.bezoek_voorstellen(
        aanvraag=w.in_behandeling.aanvraag, momenten=[over(3), over(5)], door=w.in_behandeling.consulent, op=nu
    )
    w.aanvulling = nieuw(opleidingen=2).vul_in().dien_in().neem_in()
    behandeling.aanvulling_vragen(
        aanvraag=w.aanvulling.aanvraag,
        door=w.aanvulling.consulent,
        op=nu,
        onderdelen=["opleidingen", "activiteiten", "mentoren", "voorwaarden", "documenten"],
        vraag="Kijk alles nog eens na.",
    )
    w.stil = nieuw().vul_in().dien_in().neem_in().vraag_aanvulling()
    herinnerd(w.stil)
    Termijn.objects.filter(soort="aanvulling").filter(herinneringen__isnull=False).update(
        vervalt_op=timezone.localdate() - timedelta(days=1)
    )
    w.klaar = nieuw(klaar, opleidingen=2)
    w.vermelding = vermelding(w.klaar)["mentor"]
    met_bezoek = nieuw().vul_in().dien_in().neem_in()
    w.werkpunten = met_bezoek
    w.afspraak = gepland(met_bezoek, over(4))
    w.gebeurd = gepland(met_bezoek, nu - timedelta(hours=2))
    w.ter_bevestiging = nieuw(klaar).beslis(weiger="Te klein.")


def _besluiten(w: Wereld, vestiging) -> None:
    """What was decided: erkenningen on which each measure can be taken, and refusals with and without an appeal."""
    nu, vandaag, coordinator = timezone.now(), timezone.localdate(), w.mensen["coordinator"]
    erkend = [klaar(vestiging=vestiging).beslis() for _ in range(4)]
    w.erkend, w.begeleid, w.geschorst, opgeheven = [Erkenning.objects.get(lijn__aanvraag=d.aanvraag) for d in erkend]
    w.vestiging = fabrieken.VestigingFactory(onderneming=vestiging.onderneming, naam="Garage De Smet Werf")
    fabrieken.ErkenningFactory(vestiging=w.vestiging)
    w.nazicht = Nazicht.objects.create(vestiging=vestiging, reden="Verhuisd.", gevraagd_op=vandaag)
    w.eindigend = fabrieken.ErkenningFactory(vestiging=vestiging, geldig_tot=vandaag + timedelta(days=60))
    begeleiding.begeleiding_starten(
        erkenning=w.begeleid,
        punten="Ruim op.",
        tegen=vandaag + timedelta(days=20),
        door=w.mensen["consulent"],
        op=nu,
    )
    maatregelen.schorsen(erkenning=w.geschorst, van=vandaag, tot=None, redenen="Brand.", door=coordinator, op=nu)
    w.opheffing = maatregelen.opheffen(
        erkenning=opgeheven,
        redenen="Gesloten.",
        gehoord=Gehoord(op=vandaag, hoe="Gesprek."),
        door=coordinator,
        op=nu,
    )
    w.geweigerd, w.in_beroep = (klaar(vestiging=vestiging).beslis(weiger="Te klein.") for _ in range(2))
    for d in (w.geweigerd, w.in_beroep):
        beslissen.bevestigen(aanvraag=d.aanvraag, door=coordinator, op=nu)
        d.ververs()
    beroep.beroep_registreren(over=w.in_beroep.aanvraag, ingediend_op=vandaag, notitie="", door=coordinator, op=nu)
    mentor = erkend[0].mentoren[0]
    w.termijn = termijnen.van(mentor, "mentoropleiding")


def _ondertekenen(w: Wereld) -> None:
    """An overeenkomst that waits for signatures; the lerende has the code TEKENCODE."""
    teken = overeenkomsten.wereld()
    teken.begeleider = w.mensen["school"]
    teken.school = teken.begeleider.lidmaatschappen.get().organisatie.school
    stuk = open_stuk(teken.verstuurd(teken.lerende(minderjarig=True)))
    w.tekenaars = {rij.partij: rij for rij in stuk.ondertekenaars.all()}
    _mail_code(w.tekenaars["lerende"])


def _mail_code(link) -> None:
    with mock.patch("overeenkomsten.services.mailcode.secrets.randbelow", return_value=int(TEKENCODE)):
        stuur_code(link=link, op=timezone.now())


def _mentorwissel(w: Wereld) -> None:
    """One mentor at two vestigingen, one who is proposed for an erkenning, and one of whom a 596.2 is judged by two."""
    onderneming, nu = w.erkend.vestiging.onderneming, timezone.now()
    w.reizende_mentor = fabrieken.MentorFactory(onderneming=onderneming)
    w.mentor_zelf = fabrieken.MentorFactory(onderneming=onderneming, persoon__user=w.mensen["mentor"])
    w.mentorvraag = vraag_mentor(
        mentor=w.concept.mentoren[0], email="marc@example.be", door=w.mensen["werkgever"], op=nu
    )
    for vestiging in onderneming.vestigingen.all():
        fabrieken.AanduidingFactory(mentor=w.reizende_mentor, vestiging=vestiging)
    w.voorstel_mentor, w.voorstel_vermelding = (
        mentorwissel.mentor_voorstellen(
            erkenning=w.erkend,
            mentor=fabrieken.MentorFactory(onderneming=onderneming),
            door=w.mensen["werkgever"],
            op=nu,
        )
        for _ in range(2)
    )
    mentorwissel.uittreksel_nakijken(
        voorstel=w.voorstel_vermelding,
        uitgegeven_op=timezone.localdate(),
        uitkomst="vermelding",
        getoond=True,
        gezien="",
        door=w.mensen["consulent"],
        op=nu,
    )


def _mentoropleiding(w: Wereld) -> None:
    """A session to come, and one that began today, of which somebody missed a day."""
    w.sessie, nu = fabrieken.SessieFactory(), fabrieken.SessieFactory(over=0)
    w.inschrijving = fabrieken.InschrijvingFactory(sessie=w.sessie, mentor=w.ingediend.mentoren[0])
    w.aanwezig = fabrieken.InschrijvingFactory(sessie=nu, mentor=w.concept.mentoren[0])
    w.gemist = fabrieken.InschrijvingFactory(sessie=nu, mentor=w.stil.mentoren[0], toestand="niet_voltooid")


def _overeenkomsten(w: Wereld) -> None:
    """A complete draft of the school, and one that was sent."""
    leren = replace(overeenkomsten.wereld(), school=w.lerende.school, begeleider=w.mensen["school"])
    w.mensen["schoolcollega"] = fabrieken.trajectbegeleider(w.lerende.school)
    _leren(w, leren)
    w.overeenkomst, w.verstuurd = leren.concept(leren.lerende(11)), leren.verstuurd(leren.lerende(12))
    w.klassjabloon, w.nog_geen = sjabloon_van(leren), leren.lerende(13)


def _pakket() -> Pakket:
    """Handed to a sociaal secretariaat without account, that has the code TEKENCODE."""
    los, nu = zaak(nummer=3), timezone.now()
    gemaakt = maak_pakket(
        overeenkomst=los.overeenkomst, naam="Loonwijs", email="an@example.be", door=los.werkgever, op=nu
    )
    _mail_code(gemaakt)
    return gemaakt


def _leren(w: Wereld, leren: overeenkomsten.Wereld) -> None:
    """One that runs, followed by the school and the mentor of this world, with a klassenraad to come."""
    nu = timezone.now()
    w.volgt = replace(leren, mentor=w.mentor_zelf).concept(leren.lerende(31), start=timezone.localdate())
    Overeenkomst.objects.filter(pk=w.volgt.pk).update(toestand="lopend", verstuurd_op=nu, ondertekend_op=nu)
    w.volgt.refresh_from_db()
    hulp = mentorhulp.noem(overeenkomst=w.volgt, naam="An", email="an@example.be", door=w.mensen["mentor"], op=nu)
    plan = w.volgt.competenties.earliest("pk")
    (w.hulpvoorstel,) = mentorhulp.stel_voor(hulp=hulp, op_dag=timezone.localdate(), niveaus={plan.pk: (1, "")}, op=nu)
    w.volgt.evaluaties.latest("gepland_op").delete()
    w.volgt.evaluaties.update(klassenraad_op=nu + timedelta(days=9), klassenraad_tot=nu + timedelta(days=10))


def _dag20(w: Wereld) -> str:
    """The three are asked how it goes; the link of the lerende."""
    begin_bevraging(overeenkomst=Overeenkomst.objects.get(pk=w.volgt.pk), op=timezone.now())
    link = Deelnemerlink.objects.get(deelnemer="lerende")
    _mail_code(link)
    return deelnemertoken(link)


def _knelpunten(w: Wereld) -> list[Knelpunt]:
    """One of an overeenkomst of the school that nobody talked about, and one with agreed points."""
    nu, door = timezone.now(), w.mensen["school"]
    rij = Overeenkomst.objects.get(pk=w.volgt.pk)
    gemeld = [meld_knelpunt(overeenkomst=rij, omschrijving=tekst, door=door, op=nu) for tekst in ("Laat", "Stil")]
    dag = timezone.localdate(nu)
    noteer_gesprek(
        knelpunt=gemeld[1], gesprek_op=dag, afspraken="Bus", hercontrole_op=dag + timedelta(days=14), door=door, op=nu
    )
    return gemeld


def _uitnodiging(w: Wereld, email: str, *, verlopen: bool = False) -> str:
    """The secret of an invitation to the onderneming."""
    organisatie = w.concept.aanvraag.onderneming.organisatie
    rij = nodig_uit(
        organisatie=organisatie, email=email, rol=Rol.MEDEWERKER, door=w.mensen["werkgever"], op=timezone.now()
    )
    if verlopen:
        rij.aangemaakt_op, rij.vervalt_op = timezone.now() - timedelta(days=30), timezone.now() - timedelta(days=2)
        rij.save()
    return uitnodigingen.token_van(rij.zaad)
