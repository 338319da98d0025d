"""The small world in which every door is tried: one onderneming with a dossier in each state, and others beside it.

Built once through the services. Whatever tells something about it is a rare word (`GEHEIM`), so that a page that shows
too much is found by looking for that word.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts import uitnodigingen as geheim
from educam_portal.accounts.models import Bereik, Rol, User
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.meldingen import stuur
from educam_portal.meldingen.draden import plaats
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Machtiging, Schoolvakantie, Toegangsverzoek
from educam_portal.organisaties.services import nodig_uit, zet_contactkaart
from educam_portal.parameters.models import Parameter
from educam_portal.parameters.services import zet_parameter
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.agenda import link, vernieuw
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Herberekening
from erkenning.models import Brief, Erkenning, Nazicht
from erkenning.services import behandeling, bezoek, brieven, hulp, maatregelen, mentorwissel, verslag
from mentoren.models import Attest, Mentor, Uittreksel
from mentoren.services import attesten, inschrijvingen, voltooien
from mentoren.services.vragen import vraag_mentor
from mentoren.vragen import token
from overeenkomsten.deelnemers import token as deelnemertoken
from overeenkomsten.jaarkalender import token as kalendertoken
from overeenkomsten.leeslink import token as leestoken
from overeenkomsten.mentorhulp import token as hulptoken
from overeenkomsten.models import Dagruil, Deelnemerlink, Knelpunt, Ondertekenaar, Overeenkomst, Pakket, Tekenbevoegde
from overeenkomsten.pakket import token as pakkettoken
from overeenkomsten.services import gesprek
from overeenkomsten.services.bevragingen import begin as begin_bevraging
from overeenkomsten.services.einde import stel_einde_voor
from overeenkomsten.services.groep import Rij, begin_groepswerk
from overeenkomsten.services.kalender import vernieuw_link as vernieuw_kalender
from overeenkomsten.services.leeslinks import geef_toegang
from overeenkomsten.services.mentorhulp import noem
from overeenkomsten.services.pakketten import leg_pakket_vast, maak_pakket
from overeenkomsten.services.verplichtingen import maak_verplichtingen
from overeenkomsten.stukken import open_stuk
from overeenkomsten.stukken import token as tekentoken
from overeenkomsten.toestanden import StukSoort, Toestand
from premies.models import Levering
from premies.services import leveren
from premies.services.antwoorden import begin_antwoord
from premies.services.beoordelen import beoordeel, maak_premies
from premies.services.prestatielijsten import lees_in
from premies.services.presteren import voeg_prestatie_toe
from premies.services.toestemmen import geef_toestemming
from premies.toestanden import Aanleiding
from tests import fabrieken
from tests.erkenning.acties import over
from tests.erkenning.dossiers import Dossier, dossier
from tests.overeenkomsten.fabriek import ROOSTER, maak_document
from tests.overeenkomsten.fabriek import Wereld as LeerWereld
from tests.overeenkomsten.fabriek import wereld as leerwereld
from tests.overeenkomsten.getekend import getekend_stuk, zaak
from tests.overeenkomsten.klas import sjabloon_van
from tests.premies.fabriek import uittreksel

from . import geheimen, rollen

PDF = GekeurdBestand("Bijlagegeheim.pdf", b"%PDF-1.7 proef", "application/pdf")
GESPREK = GekeurdBestand("Gespreksgeheim.pdf", b"%PDF-1.7 proef", "application/pdf")
FOTO = GekeurdBestand("Fotogeheim.jpg", b"\xff\xd8\xff proef", "image/jpeg")
INTERN = GekeurdBestand("Binnenskamers.pdf", b"%PDF-1.7 proef", "application/pdf")
REKENING = "BE71 0961 2345 6769"
UITTREKSEL = GekeurdBestand("Strafgeheim.pdf", b"%PDF-1.7 proef", "application/pdf")


class Wereld(SimpleNamespace):
    """People by role in `mensen`; every other attribute is an object that a row of the matrix may name."""

    mensen: dict[str, User | None]


def bouw() -> Wereld:
    w = Wereld(mensen={"anoniem": None})
    w.onderneming = fabrieken.OndernemingFactory(naam="Garage Zonnewijzer")
    w.vestiging = fabrieken.VestigingFactory(onderneming=w.onderneming, naam="Zonnewijzer Zuidwerf")
    w.vestiging_elders = fabrieken.VestigingFactory(
        onderneming=w.onderneming, naam="Zonnewijzer Noord", postcode="2000"
    )
    w.elders, w.nieuw = _andere_onderneming(), _nieuwe_onderneming()
    w.mensen |= rollen.eigen(w.onderneming) | rollen.vreemd(w.elders.onderneming, w.nieuw.onderneming)
    w.mensen |= rollen.behandelaars(w.vestiging.regio, w.vestiging_elders.regio)
    w.mensen["coordinator"] = fabrieken.coordinator()
    _dossiers(w)
    _papieren(w)
    _organisatie(w)
    _mentoropleiding(w)
    _overeenkomst(w)
    _premies(w)
    w.mensen |= rollen.educam(w.vestiging.regio, fabrieken.regio("lim"), fabrieken.regio("wvl"))
    # The fixed visit lies in those days; the membership of the replacement lasts longer.
    w.afwezigheid = fabrieken.afwezig(
        w.mensen["consulent"], tot=2, vervanger=w.mensen["vervanger"], door=w.mensen["coordinator"]
    )
    _instellingen(w)
    w.mensen = {rol: w.mensen[rol] for rol in rollen.ROLLEN}
    w.persoon = SimpleNamespace(**w.mensen)
    _accounts(w)
    w.geheim = geheimen.van(w)
    return w


def _andere_onderneming() -> SimpleNamespace:
    """Somebody else's dossier, in a region of its own."""
    vestiging = fabrieken.VestigingFactory(
        onderneming=fabrieken.OndernemingFactory(naam="Carrosserie Maanlicht"),
        postcode="1000",
        naam="Maanlicht Kanaalwerf",
    )
    d = dossier(vestiging=vestiging).vul_in().dien_in()
    bezoek_ = bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(4), door=d.consulent, op=timezone.now())
    return SimpleNamespace(
        onderneming=vestiging.onderneming,
        vestiging=vestiging,
        aanvraag=d.aanvraag,
        bezoek=bezoek_,
        mentor=d.mentoren[0],
        lijn=d.aanvraag.lijnen.get(),
        verzoek=Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=vestiging.onderneming),
        lid=d.werkgever.lidmaatschappen.get(),
    )


def _nieuwe_onderneming() -> SimpleNamespace:
    """Not yet known who speaks for it; in the same region as the dossiers."""
    onderneming = fabrieken.OndernemingFactory(naam="Autobedrijf Ochtendmist", status="te_bevestigen")
    fabrieken.VestigingFactory(onderneming=onderneming, postcode="9000", naam="Ochtendmist Mistwerf")
    return SimpleNamespace(onderneming=onderneming)


def _dossiers(w: Wereld) -> None:
    """One in each state in which a screen differs, and a concept for the other vestiging that a consulent helps with."""
    mensen, nu = w.mensen, timezone.now()
    wie = {"werkgever": mensen["werkgever"], "consulent": mensen["consulent"]}

    def nieuw(**velden) -> Dossier:
        d = dossier(vestiging=w.vestiging, **wie, **velden).vul_in().dien_in()
        _noem(d.mentoren[0], "Quaghebeur")
        return d

    behandeld = nieuw(opleidingen=2).neem_in()
    w.bezoek = bezoek.bezoek_vastleggen(
        aanvraag=behandeld.aanvraag, begint_op=over(2), door=mensen["consulent"], op=nu, opmerking="Bezoekafspraak"
    )
    verslag.verslag_bewaren(
        aanvraag=behandeld.aanvraag, door=mensen["consulent"], op=nu, velden={"tekst": "Verslaggeheim"},
        bevindingen={}, oordelen={},
    )  # fmt: skip
    behandeling.notitie(aanvraag=behandeld.aanvraag, door=mensen["consulent"], op=nu, tekst="Notitiegeheim")
    plaats(behandeld.aanvraag, auteur=mensen["consulent"], tekst="Draadgeheim")
    met_bestand = plaats(behandeld.aanvraag, auteur=mensen["werkgever"], tekst="Zie bijlage", bestand=PDF)
    intern = plaats(behandeld.aanvraag, auteur=mensen["consulent"], tekst="Binnenskamers", intern=True, bestand=INTERN)
    w.draadbijlage, w.draadbijlage_intern = met_bestand.bijlage, intern.bijlage
    voorgesteld = nieuw()
    w.voorstel = bezoek.bezoek_voorstellen(
        aanvraag=voorgesteld.aanvraag, momenten=[over(3, 14), over(5, 14)], door=mensen["consulent"], op=nu
    )
    gevraagd = nieuw().vraag_aanvulling()
    behandeling.vraag_intrekken(aanvraag=gevraagd.aanvraag, door=mensen["consulent"], op=nu)
    behandeling.aanvulling_vragen(
        aanvraag=gevraagd.aanvraag, door=mensen["consulent"], op=nu, vraag="Vraaggeheim",
        onderdelen=["vestiging", "opleidingen", "activiteiten", "mentoren", "voorwaarden", "documenten"],
    )  # fmt: skip
    geweigerd = nieuw().neem_in().bezoek_en_verslag().beslis(weiger="Weigergeheim")
    beslist = nieuw().neem_in().bezoek_en_verslag().beslis()
    concept = dossier(vestiging=w.vestiging_elders, werkgever=mensen["werkgever"], consulent=mensen["helper"]).vul_in()
    hulp.hulp_vragen(aanvraag=concept.aanvraag, door=mensen["werkgever"], op=nu)
    w.dossier, w.ingediend, w.vraag, w.geweigerd, w.beslist, w.concept = (
        d.ververs().aanvraag for d in (behandeld, voorgesteld, gevraagd, geweigerd, beslist, concept)
    )
    for naam in ("dossier", "ingediend", "vraag", "concept"):
        setattr(w, f"lijn_{naam}", getattr(w, naam).lijnen.order_by("pk").first())
    w.mentor_beslist, w.mentor_geweigerd = beslist.mentoren[0], geweigerd.mentoren[0]
    w.mentor, w.mentor_concept, w.mentor_vraag = behandeld.mentoren[0], concept.mentoren[0], gevraagd.mentoren[0]
    w.erkenning = Erkenning.objects.get(lijn__aanvraag=w.beslist)
    w.mentorvoorstel = mentorwissel.mentor_voorstellen(
        erkenning=w.erkenning,
        mentor=fabrieken.MentorFactory(onderneming=w.vestiging.onderneming),
        door=w.mensen["werkgever"],
        op=timezone.now(),
    )
    opgeheven = fabrieken.ErkenningFactory(vestiging=w.vestiging)
    w.maatregel = maatregelen.opheffen(
        erkenning=opgeheven, redenen="Maatregelgeheim", door=mensen["coordinator"], op=nu,
        gehoord=maatregelen.Gehoord(dringend_reden="Dringend"),
    )  # fmt: skip
    w.nazicht = Nazicht.objects.create(vestiging=w.vestiging, reden="Nazichtgeheim", gevraagd_op=timezone.localdate())
    w.bericht = Bericht.objects.exclude(bijlagen=[]).filter(aan=mensen["werkgever"]).earliest("pk")
    gegevens = {"auteur": "Draadgeheim", "titel": "X", "url": "/"}
    (w.mislukt,) = stuur("nieuw_bericht", dossier=w.dossier, aan=[mensen["werkgever"]], gegevens=gegevens)
    Bericht.objects.filter(pk=w.mislukt.pk).update(toestand="mislukt", mislukt_op=nu, fout="550 vol")
    w.termijn_behandeling = termijnen.van(w.dossier, "behandeling")
    w.termijn_vraag = termijnen.van(w.vraag.aanvullingen.get(afloop=""), "aanvulling")
    w.agenda = SimpleNamespace(token=link(vernieuw(mensen["consulent"], op=nu)).split("/")[-1].removesuffix(".ics"))


def _instellingen(w: Wereld) -> None:
    """What a coördinator keeps and has yet to begin, and the work after one that changed what was."""
    door, op = w.mensen["coordinator"], timezone.now()
    morgen = timezone.localdate() + timedelta(days=1)
    w.versie = zet_parameter(naam="ggmmi", waarde="2300.00", geldig_vanaf=morgen, bron="RSZ", door=door, op=op)
    w.kaart = zet_contactkaart(
        regio=w.vestiging.regio, naam="An Claes", email="an@example.be", telefoon="+32470123456",
        vanaf=morgen, door=door, op=op,
    )  # fmt: skip
    w.vakantie = Schoolvakantie.objects.latest("van")
    w.aanbod = fabrieken.AanbodFactory()
    Herberekening.objects.create(
        parameter="behandeltermijn", vanaf=timezone.localdate(), door=door, gevraagd_op=op, klaar_op=op
    )


def _noem(mentor: Mentor, naam: str) -> None:
    mentor.persoon.naam = naam
    mentor.persoon.save()


def _papieren(w: Wereld) -> None:
    """A document of every kind, kept as the services keep it."""
    werkgever, consulent = w.mensen["werkgever"], w.mensen["consulent"]

    def bewaar(soort: str, onderwerp, door: User, bestand: GekeurdBestand = PDF, **velden):
        return documenten.bewaar(bestand=bestand, soort=soort, door=door, onderwerp=onderwerp, **velden)

    w.bijlage = bewaar("aanvraag_bijlage_verklaring_op_eer", w.dossier, werkgever)
    w.bijlage_concept = bewaar("aanvraag_bijlage_fotos_werkplaats", w.concept, werkgever, FOTO)
    w.foto = bewaar("verslagfoto", w.dossier, consulent, FOTO)
    w.strafregister = _uittreksel(w.mentor, bewaar, werkgever).document
    w.strafregister_concept = _uittreksel(w.mentor_concept, bewaar, werkgever).document
    vermelding = _uittreksel(w.mentor_vraag, bewaar, werkgever)
    vermelding.uitkomst, vermelding.gecontroleerd_door = Uittreksel.Uitkomst.VERMELDING, consulent
    vermelding.gecontroleerd_op, vermelding.uitgegeven_op = timezone.now(), timezone.localdate()
    vermelding.coordinator = w.mensen["coordinator"]
    vermelding.save()
    w.strafregister_vermelding = vermelding.document
    documenten.lees(w.strafregister, door=consulent)
    brief = Brief.objects.filter(aanvraag=w.beslist, soort="beslissing").get()
    w.brief = brieven.leg_pdf_vast(brief, b"%PDF-1.7 brief").document


def _uittreksel(mentor: Mentor, bewaar, door: User) -> Uittreksel:
    uittreksel = Uittreksel.objects.create(mentor=mentor)
    uittreksel.document = bewaar("strafregister", uittreksel, door, UITTREKSEL, gevoelig=True)
    uittreksel.save()
    return uittreksel


def _organisatie(w: Wereld) -> None:
    """Members, questions, invitations and machtigingen of the onderneming and the school."""
    mensen, nu = w.mensen, timezone.now()
    werkgever, vandaag = mensen["werkgever"], timezone.localdate()
    organisatie = w.onderneming.organisatie
    w.lid = mensen["medewerker"].lidmaatschappen.get()
    w.verzoek = Toegangsverzoek.objects.create(user=mensen["aanvrager"], onderneming=w.onderneming)
    w.machtiging = Machtiging.objects.create(
        onderneming=w.onderneming, gemachtigde=mensen["lezer"], scopes=[Bereik.LEZEN], gegeven_door=werkgever,
        van=vandaag, tot=vandaag + timedelta(days=90),
    )  # fmt: skip
    w.machtiging.document = documenten.bewaar(bestand=PDF, soort="machtiging", door=werkgever, onderwerp=w.machtiging)
    w.machtiging.save()
    gast = nodig_uit(organisatie=organisatie, email="gast@example.be", rol=Rol.MEDEWERKER, door=werkgever, op=nu)
    w.uitnodiging = SimpleNamespace(pk=gast.pk, token=geheim.token_van(gast.zaad))
    w.school = mensen["school"].lidmaatschappen.get().organisatie
    w.schoollid = fabrieken.trajectbegeleider(w.school.school).lidmaatschappen.get()
    w.schooluitnodiging = nodig_uit(
        organisatie=w.school, email="juf@example.be", rol=Rol.TRAJECTBEGELEIDER, door=mensen["school"], op=nu
    )
    zelf = fabrieken.PersoonFactory(user=mensen["mentor"], naam="Mentorzelf")
    w.mentor_zelf = fabrieken.MentorFactory(persoon=zelf, onderneming=w.onderneming)
    vraag = vraag_mentor(mentor=w.mentor_concept, email="mentor@example.be", door=werkgever, op=nu)
    w.mentorvraag = SimpleNamespace(pk=vraag.pk, token=token(vraag))


def _overeenkomst(w: Wereld) -> None:
    """One of the school that was sent for signature, at a vestiging of its own; another mentor follows it."""
    vestiging = fabrieken.VestigingFactory(onderneming=w.onderneming, naam="Zonnewijzer Leerwerf")
    erkenning = fabrieken.ErkenningFactory(vestiging=vestiging)
    mentor = fabrieken.MentorFactory(onderneming=w.onderneming)
    fabrieken.mentor_met_account(mentor)
    fabrieken.AanduidingFactory(vestiging=vestiging, mentor=mentor, opleiding=erkenning.opleiding)
    leren = LeerWereld(
        school=w.school.school,
        begeleider=w.mensen["school"],
        werkgever=w.mensen["werkgever"],
        mentor=mentor,
        erkenning=erkenning,
        start=timezone.localdate() + timedelta(days=20),
    )
    w.overeenkomst = leren.verstuurd(leren.lerende(voornaam="Leerlinggeheim"))
    rijen = {rij.partij: rij for rij in open_stuk(w.overeenkomst).ondertekenaars.all()}
    w.tekent_school, w.tekent_onderneming, w.tekent_lerende = (
        rijen[partij] for partij in ("school", "onderneming", "lerende")
    )
    w.tekenlink_oud = SimpleNamespace(token=tekentoken(w.tekent_lerende))
    Ondertekenaar.objects.filter(pk=w.tekent_lerende.pk).update(vervalt_op=timezone.now() - timedelta(days=1))
    # A link shows its overeenkomst to whoever holds it: of an onderneming that nobody here belongs to.
    los = leerwereld()
    vreemd = open_stuk(los.verstuurd(los.lerende(99))).ondertekenaars.get(partij="lerende")
    w.tekenlink = SimpleNamespace(token=tekentoken(vreemd))
    w.lerende = w.overeenkomst.lerende
    w.overeenkomst_concept = leren.concept(leren.lerende(2, voornaam="Leerlinggeheim"))
    w.klassjabloon = sjabloon_van(leren)
    w.groepswerk = begin_groepswerk(
        school=leren.school, soort="klas", rijen=[Rij("Leerlinggeheim", lerende=w.lerende)], door=leren.begeleider,
        gegevens={"sjabloon": w.klassjabloon.pk}, op=timezone.now(),
    )  # fmt: skip
    ander = w.mensen["andere_school"]
    w.elders.lerende = fabrieken.LerendeFactory(
        school=ander.lidmaatschappen.get().organisatie.school, begeleider=ander, naam="Cursistgeheim"
    )
    w.voorgelegd = w.overeenkomst_concept
    w.getekend = leren.concept(leren.lerende(3, voornaam="Leerlinggeheim"))
    op = timezone.now()
    Overeenkomst.objects.filter(pk=w.getekend.pk).update(
        toestand=Toestand.ONDERTEKEND, verstuurd_op=op, ondertekend_op=op
    )
    w.getekend.refresh_from_db()
    _lopend(w, leren)
    maak_verplichtingen(w.getekend, op=op)
    _pakketten(w)
    bericht = gesprek.schrijf(
        overeenkomst=w.voorgelegd, tekst="Gespreksgeheim", door=w.mensen["school"], bestand=GESPREK
    )
    w.gespreksbijlage = bericht.bijlage
    w.knelpunt = Knelpunt.objects.create(
        overeenkomst=w.getekend, melder="lerende", gemeld_op=op, omschrijving="Lerendenstem"
    )
    w.dagruil = Dagruil.objects.create(
        overeenkomst=w.getekend, dag=leren.start, met=leren.start + timedelta(days=1), reden="Gespreksgeheim",
        kant="onderneming", voorgesteld_door=fabrieken.UserFactory(), voorgesteld_op=op,
    )  # fmt: skip
    w.volgt = replace(leren, mentor=w.mentor_zelf).concept(leren.lerende(41, voornaam="Volggeheim"))
    Overeenkomst.objects.filter(pk=w.volgt.pk).update(toestand=Toestand.LOPEND, verstuurd_op=op, ondertekend_op=op)
    w.hulp = noem(overeenkomst=w.volgt, naam="Tom", email="tom@example.be", door=w.mensen["mentor"], op=op)
    # A link shows the plan to whoever holds it: of an onderneming that nobody here belongs to.
    vreemd_volgt = zaak(Toestand.LOPEND, start=timezone.localdate(), nummer=7)
    vreemde = noem(
        overeenkomst=vreemd_volgt.overeenkomst, naam="An", email="an@example.be", door=vreemd_volgt.mentor, op=op
    )
    (leest, *_) = geef_toegang(overeenkomst=vreemd_volgt.overeenkomst, door=vreemd_volgt.begeleider, op=op)
    w.leeslink = SimpleNamespace(token=leestoken(leest))
    w.hulplink = SimpleNamespace(token=hulptoken(vreemde))
    w.evaluatie = w.volgt.evaluaties.earliest("gepland_op")
    begin = op + timedelta(days=30)
    w.volgt.evaluaties.update(klassenraad_op=begin, klassenraad_tot=begin + timedelta(hours=1))
    w.tekenbevoegde = Tekenbevoegde.objects.create(
        onderneming=w.onderneming,
        user=w.mensen["medewerker"],
        functie="Zaakvoerder",
        vastgelegd_door=w.mensen["werkgever"],
    )


def _pakketten(w: Wereld) -> None:
    """A pack for a sociaal secretariaat, and the link of one of an onderneming that nobody here belongs to."""

    def maak(overeenkomst: Overeenkomst, door: User) -> Pakket:
        velden = {"naam": "Loonwijs", "email": "an@example.be", "door": door, "op": timezone.now()}
        return leg_pakket_vast(maak_pakket(overeenkomst=overeenkomst, **velden), b"%PDF-1.7 pakket")

    w.pakket = maak(w.getekend, w.mensen["medewerker"])
    los = zaak(Toestand.LOPEND)
    begin_bevraging(overeenkomst=los.overeenkomst, op=timezone.now())
    link = Deelnemerlink.objects.get(overeenkomst=los.overeenkomst)
    w.deelnemerlink = SimpleNamespace(token=deelnemertoken(link), stuk=getekend_stuk(los.overeenkomst).pk)
    w.kalenderlink = SimpleNamespace(token=_kalendertoken(los.overeenkomst))
    w.pakketlink = SimpleNamespace(token=pakkettoken(maak(los.overeenkomst, los.werkgever)))


def _kalendertoken(overeenkomst: Overeenkomst) -> str:
    Overeenkomst.objects.filter(pk=overeenkomst.pk).update(rooster=ROOSTER)
    return kalendertoken(vernieuw_kalender(overeenkomst=overeenkomst, op=timezone.now()))


def _lopend(w: Wereld, leren: LeerWereld) -> None:
    """Two that run; of the second somebody asked to end it."""
    nu, vandaag = timezone.now(), timezone.localdate()
    for nummer, naam in ((4, "loopt"), (5, "stopt")):
        rij = leren.concept(leren.lerende(nummer, voornaam="Leerlinggeheim"))
        Overeenkomst.objects.filter(pk=rij.pk).update(
            toestand=Toestand.LOPEND, verstuurd_op=nu, ondertekend_op=nu, start=vandaag - timedelta(days=5)
        )
        rij.refresh_from_db()
        setattr(w, naam, rij)
    begin_bevraging(overeenkomst=w.loopt, op=nu)
    stel_einde_voor(
        overeenkomst=w.stopt, wijze="onderling", laatste_dag=vandaag + timedelta(days=3), reden="Stopgeheim",
        door=w.mensen["werkgever"], op=nu,
    )  # fmt: skip
    maak_document(w.stopt, soort=StukSoort.BEEINDIGING)


def _levering(w: Wereld) -> None:
    """A batch of an earlier schooljaar with its files, and a reply to it."""
    door, op = w.mensen["coordinator"], timezone.now()
    w.levering = Levering.objects.create(referentie="PRL-2020-00001", schooljaar=op.year - 2, gemaakt_door=door)
    leveren.maak(w.levering.pk)
    w.levering.refresh_from_db()
    w.lezing = begin_antwoord(levering=w.levering, inhoud=b"{}", bestandsnaam="antwoord.json", door=door, op=op)


def _premies(w: Wereld) -> None:
    """A claim with consent and days, and one of another onderneming."""
    op, vandaag = timezone.now(), timezone.localdate()
    Overeenkomst.objects.filter(pk=w.loopt.pk).update(geregistreerd_op=vandaag)
    w.loopt.refresh_from_db()
    vreemd = zaak(Toestand.LOPEND, nummer=8, vestiging=w.elders.vestiging, geregistreerd_op=vandaag, start=vandaag)
    for rij in (w.loopt, vreemd.overeenkomst):
        maak_premies(overeenkomst=rij, aanleiding=Aanleiding.GEREGISTREERD, op=op)
        beoordeel(persoonsnummer=rij.lerende.persoonsnummer_id, aanleiding=None, op=op)
    w.premie = w.loopt.premies.earliest("schooljaar")
    w.elders.premie = vreemd.overeenkomst.premies.earliest("schooljaar")
    wie = {"door": w.mensen["werkgever"], "op": op}
    geef_toestemming(onderneming=w.onderneming, iban=REKENING, akkoord=True, **wie)
    _levering(w)
    w.prestatie = voeg_prestatie_toe(premie=w.premie, van=w.loopt.start, tot=vandaag, **wie)
    w.prestatielijst = lees_in(
        onderneming=w.onderneming, inhoud=uittreksel(w.premie, w.loopt.start), bron="dimona", **wie
    )


def _mentoropleiding(w: Wereld) -> None:
    """A session to come, one of which today is the first day, one that is closed, and an attest of each kind."""
    nu, coordinator = timezone.now(), w.mensen["coordinator"]
    w.sessie, w.sessie_nu, w.sessie_voorbij = (fabrieken.SessieFactory(over=over) for over in (30, 0, -20))
    w.inschrijving, w.elders.inschrijving = (
        inschrijvingen.schrijf_in(sessie=w.sessie, mentor=mentor, door=coordinator, op=nu)
        for mentor in (w.mentor, w.elders.mentor)
    )
    klaar, w.gemist = (
        fabrieken.InschrijvingFactory(sessie=w.sessie_voorbij, mentor=mentor)
        for mentor in (w.mentor_beslist, w.mentor_vraag)
    )
    for dag in w.sessie_voorbij.dagen.all():
        voltooien.noteer_aanwezigheid(
            sessie=w.sessie_voorbij, dag=dag, door=coordinator, op=nu,
            aanwezig={klaar.pk: True, w.gemist.pk: dag.nummer == 1},
        )  # fmt: skip
    voltooien.afronden(sessie=w.sessie_voorbij, door=coordinator, op=nu)
    w.attest = attesten.leg_pdf_vast(Attest.objects.get(), b"%PDF-1.7 attest").document
    w.extern_attest = voltooien.aanvaard_extern_attest(
        mentor=w.mentor_geweigerd, aanbieder="Syntra", gevolgd_op=timezone.localdate(), reden="Twee dagen.",
        bestand=PDF, door=coordinator, op=nu,
    ).document  # fmt: skip


def _accounts(w: Wereld) -> None:
    """Everybody has a password and a confirmed address, and the nightly job ran: the portal as it always is."""
    for user in filter(None, w.mensen.values()):
        user.set_password("zonnewijzer")
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _tweede_factor(w)
    list(verwerk(timezone.localdate()))
    Parameter.objects.latest("pk").save()  # so that the pages of its history have something to show
    w.mail = SimpleNamespace(naam="20261126-101500-0123456789ab")
    brief = EmailMessage("Dag", "Welkom", "portaal@example.be", ["gast@example.be"]).message()
    Path(settings.EMAIL_FILE_PATH, f"{w.mail.naam}.eml").write_bytes(brief.as_bytes())


def _tweede_factor(w: Wereld) -> None:
    """One coördinator has an app with its recovery codes, the other a passkey."""
    TOTP.activate(w.mensen["coordinator"], "ZONNEWIJZER")
    RecoveryCodes.activate(w.mensen["coordinator"])
    w.passkey = Authenticator.objects.create(
        user=w.mensen["andere_coordinator"], type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
