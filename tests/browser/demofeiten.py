"""Where in the demo world the states are that `paginas.py` names. `feiten()` runs inside the portal.

It adds what the demo world lacks: somebody without an organisation, an onderneming without anything, a full concept.
"""

import json
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone

from educam_portal.accounts.models import Organisatie, Rol, Uitnodiging, User
from educam_portal.accounts.services import maak_gebruiker, vergeet_lidmaatschappen
from educam_portal.accounts.uitnodigingen import token_van
from educam_portal.meldingen.backend import BestandBackend
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.postbus import lijst
from educam_portal.organisaties import services as organisaties
from educam_portal.organisaties.models import (
    Aanbod,
    Afwezigheid,
    Onderneming,
    Opleiding,
    School,
    Schoolvakantie,
    Toegangsverzoek,
    Vestiging,
)
from educam_portal.termijnen.models import Termijn
from erkenning.models import Aanvraag, Begeleiding, Bezoek, Erkenning, Maatregel, Mentorvoorstel, Nazicht
from erkenning.services import concept
from erkenning.services.maatregelen import Gehoord
from erkenning.services.weren import weren
from mentoren.models import Aanduiding, Attest, Inschrijving, Mentor, Mentorvraag, Persoon, Sessie
from mentoren.services.vragen import vraag_mentor
from mentoren.vragen import token as mentortoken
from overeenkomsten.deelnemers import link_van
from overeenkomsten.deelnemers import token as deelnemertoken
from overeenkomsten.inlezen import voorbeeld
from overeenkomsten.jaarkalender import token as kalendertoken
from overeenkomsten.leeslink import token as leestoken
from overeenkomsten.mentorhulp import token as hulptoken
from overeenkomsten.models import Klassjabloon, Lerende, Overeenkomst
from overeenkomsten.pakket import token as pakkettoken
from overeenkomsten.services import concept as opmaken
from overeenkomsten.services.bevragingen import begin as begin_bevraging
from overeenkomsten.services.einde import stel_einde_voor
from overeenkomsten.services.groep import Rij, begin_groepswerk, voer_uit
from overeenkomsten.services.inlezen import begin_inlezen
from overeenkomsten.services.kalender import vernieuw_link as vernieuw_kalender
from overeenkomsten.services.leeslinks import geef_toegang
from overeenkomsten.services.lerenden import nieuwe_lerende
from overeenkomsten.services.mentorhulp import noem
from overeenkomsten.services.ondertekenen import Bewijs, onderteken, weiger
from overeenkomsten.services.pakketten import leg_pakket_vast, maak_pakket
from overeenkomsten.services.versturen import neem_terug
from overeenkomsten.stukken import open_stuk
from overeenkomsten.stukken import token as tekentoken
from overeenkomsten.toestanden import Deelnemer, StukSoort
from tests.browser.paginas import (
    ANT,
    BEVEILIGD,
    COORDINATOR,
    LEEG,
    MEDEWERKER,
    MENTOR,
    NIEUW,
    OVL,
    SCHOOL,
    STARTER,
    WERKGEVER,
    WERKGEVER2,
    ZONDER_WACHTWOORD,
)
from tests.browser.premiefeiten import premies
from tests.fabrieken import met_controle
from tests.overeenkomsten import fabriek as overeenkomsten
from tests.overeenkomsten.getekend import getekend_stuk, zaak

WACHTWOORD = "duaal"
# The dossier of an onderneming in a state of its own: name in `paginas.py` → onderneming, state.
DOSSIERS = {
    "begonnen": ("Garage De Smet", "concept"),
    "vraag": ("Garage De Smet", "aanvulling_gevraagd"),
    "gepland": ("Garage De Smet", "in_behandeling"),
    "onbereikbaar": ("Truckservice Desmedt", "aanvulling_gevraagd"),
    "erkend": ("Garage De Smet", "beslist"),
    "ingediend": ("Garage Aerts", "ingediend"),
    "deels": ("Garage Aerts", "beslist"),
    "nieuw": ("Garage Rogiers", "ingediend"),
    "voorstel": ("E-bike Atelier Moons", "in_behandeling"),
    "vandaag": ("Garage Willems", "in_behandeling"),
    "beslisbaar": ("Truckpark Segers", "in_behandeling"),
    "vermelding": ("Carrosserie El Amrani", "in_behandeling"),
    "laat": ("Carrosserie Wauters", "in_behandeling"),
    "bevestigen": ("Garage Jans", "ter_bevestiging"),
    "geweigerd": ("Carrosserie Thijs", "beslist"),
    "verlenging": ("Fietsen Vandamme", "in_behandeling"),
    "ingetrokken": ("Motoren Verbeeck", "ingetrokken"),
    "zonder_gevolg": ("Fietsen Janssen", "zonder_gevolg"),
}


def feiten() -> dict[str, str]:
    """Name → reference, key or token, for the addresses of `paginas.py`."""
    gevonden: dict[str, Any] = {}
    for naam, (onderneming, toestand) in DOSSIERS.items():
        dossier = Aanvraag.objects.filter(onderneming__naam=onderneming, toestand=toestand).latest("pk")
        gevonden |= _dossier(naam, dossier)
    maak_gebruiker(email=NIEUW, naam="Nadia Nieuw", wachtwoord=WACHTWOORD)
    maak_gebruiker(email=BEVEILIGD, naam="Bea Veilig", wachtwoord=WACHTWOORD)
    maak_gebruiker(email=ZONDER_WACHTWOORD, naam="Zoë Zonder")
    _met_onderneming(LEEG, "Lars Leeg", "Garage Leeg", 9_990_900)
    starter, onderneming = _met_onderneming(STARTER, "Stien Start", "Garage Start", 9_990_901)
    gevonden |= _dossier("leeg", concept.nieuw(onderneming=onderneming, door=starter, op=timezone.now()))
    gevonden |= _dossier("vol", _vol_concept()) | _mentorlinks()
    gevonden |= _lerende()
    gevonden |= _openbaar() | _postbus() | _mentoropleiding() | _wering() | _tekenlinks()
    gevonden |= _overeenkomsten() | _leren() | premies()
    rogiers = Onderneming.objects.get(naam="Garage Rogiers")
    verzoek = Toegangsverzoek.objects.select_related("onderneming").earliest("pk")
    uitnodiging = Uitnodiging.objects.filter(email=MEDEWERKER).latest("pk")
    return {sleutel: str(waarde) for sleutel, waarde in gevonden.items()} | {
        "uitnodiging": token_van(uitnodiging.zaad),
        "onbevestigd": str(rogiers.pk),
        "gevraagd": str(verzoek.onderneming_id),
        "bedrijf": str(Onderneming.objects.get(naam="Garage De Smet").pk),
        "vestiging": str(Onderneming.objects.get(naam="Garage De Smet").vestigingen.earliest("pk").pk),
        "gebruiker": str(User.objects.get(email=WERKGEVER).pk),
        "termijn": str(Termijn.objects.open().filter(soort="mentoropleiding", bij=_regio("ovl")).earliest("pk").pk),
        "bericht": str(Bericht.objects.for_user(User.objects.get(email=WERKGEVER)).latest("pk").pk),
        "teruggekomen": str(Bericht.objects.filter(toestand="mislukt").latest("pk").pk),
        "vervallen": _vervallen_uitnodiging(),
        "opheffing": str(Maatregel.objects.get(soort="opheffing").pk),
        "geschorst": str(Maatregel.objects.get(soort="schorsing").erkenning_id),
        "begeleid": str(Begeleiding.objects.get(afloop="").erkenning_id),
        "eindigend": str(Erkenning.objects.get(vestiging__onderneming__naam="Bandencentrale Claes").pk),
        "eindigend.vestiging": str(Vestiging.objects.get(onderneming__naam="Bandencentrale Claes").pk),
        "begeleid.vestiging": str(Begeleiding.objects.get(afloop="").erkenning.vestiging_id),
        "nazicht": str(Nazicht.objects.get().pk),
        "verlengd": str(Erkenning.objects.filter(verlengingen__open=True).earliest("pk").pk),
        "consulent": str(User.objects.get(email=OVL).pk),
        "afwezig": str(Afwezigheid.objects.get(user__email=ANT).pk),
        "zonder_vervanger": str(Afwezigheid.objects.get(vervanger=None).pk),
    }


def _overeenkomsten() -> dict[str, str]:
    """Of WERKGEVER: one laid before the mentor, and one that runs since today."""
    vestiging = Onderneming.objects.get(naam="Garage De Smet").vestigingen.earliest("pk")
    voorgelegd = zaak("concept", nummer=1, vestiging=vestiging).overeenkomst
    loopt = zaak(
        "lopend", nummer=2, vestiging=vestiging, start=timezone.localdate(), rooster=overeenkomsten.ROOSTER
    ).overeenkomst
    # A mentor without an account: the werkgever swaps days instead.
    Persoon.objects.filter(mentorschappen=loopt.mentor).update(user=None)
    yassine = Overeenkomst.objects.get(
        lerende__voornaam="Yassine", toestand="lopend", begeleider__email="school@example.be"
    )
    rijen = {"voorgelegd": voorgelegd, "loopt": loopt, "yassine": yassine}
    knelpunt = {"knelpunt": str(yassine.knelpunten.get(afgesloten_op=None).pk)}
    gevonden = {naam: rij.referentie for naam, rij in rijen.items()} | knelpunt
    return gevonden | _pakketten(loopt) | _stoppen(vestiging)


def _stoppen(vestiging: Vestiging) -> dict[str, str]:
    """Two that somebody asked to end: one of another school, one of SCHOOL."""
    stopt, schoolstopt = (
        zaak(
            "lopend",
            nummer=nummer,
            vestiging=vestiging,
            start=timezone.localdate(),
            jaren=19,
            rooster=overeenkomsten.ROOSTER,
        ).overeenkomst
        for nummer in (13, 14)
    )
    begeleider = User.objects.get(email=SCHOOL)
    school = begeleider.lidmaatschappen.get().organisatie.school
    Overeenkomst.objects.filter(pk=schoolstopt.pk).update(school=school, begeleider=begeleider)
    door, op = User.objects.get(email=WERKGEVER), timezone.now()
    for rij in (stopt, Overeenkomst.objects.get(pk=schoolstopt.pk)):
        laatste = timezone.localdate() + timedelta(days=9)
        stel_einde_voor(overeenkomst=rij, wijze="onderling", laatste_dag=laatste, door=door, op=op)
        overeenkomsten.maak_document(rij, soort=StukSoort.BEEINDIGING)
    schoolstopt.refresh_from_db()
    begin_bevraging(overeenkomst=schoolstopt, op=op)
    getekend_stuk(schoolstopt)
    link = deelnemertoken(schoolstopt.deelnemerlinks.get(deelnemer="lerende"))
    links = {"deelnemer": link, "deelnemer.voorbij": _voorbij(vestiging)}
    return {"stopt": stopt.referentie, "schoolstopt": schoolstopt.referentie} | links


def _voorbij(vestiging: Vestiging) -> str:
    """The own page of a lerende whose overeenkomst is over, with what was signed."""
    begin = timezone.localdate() - timedelta(days=320)
    rij = zaak("afgelopen", nummer=15, vestiging=vestiging, start=begin, jaren=19).overeenkomst
    getekend_stuk(rij)
    link = link_van(rij, Deelnemer.LERENDE, op=timezone.now())
    assert link is not None
    return deelnemertoken(link)


def _pakketten(overeenkomst: Overeenkomst) -> dict[str, str]:
    """The link of a sociaal secretariaat and the one before it, and the address of the year of the lerende."""
    door = User.objects.get(email=WERKGEVER)
    oud, nu = (
        maak_pakket(overeenkomst=overeenkomst, naam="Loonwijs", email="an@example.be", door=door, op=timezone.now())
        for _ in range(2)
    )
    leg_pakket_vast(nu, b"%PDF-1.7 pakket")
    kalender = vernieuw_kalender(overeenkomst=overeenkomst, op=timezone.now())
    return {
        "pakketlink": pakkettoken(nu),
        "pakketlink.oud": pakkettoken(oud),
        "kalenderlink": kalendertoken(kalender),
    }


def _leren() -> dict[str, Any]:
    """The overeenkomst of SCHOOL and MENTOR of which the learning is followed since it began."""
    volgt = Overeenkomst.objects.filter(begeleider__email=SCHOOL, toestand="lopend").earliest("pk")
    return {
        "volgt": volgt.referentie,
        # One that waits for the school, and one with a klassenraad to come.
        "half": volgt.evaluaties.get(deel_school_op=None, deel_mentor_op__isnull=False).pk,
        "evaluatie": volgt.evaluaties.get(klassenraad_op__isnull=False).pk,
        **_hulplinks(volgt),
        **_leeslinks(volgt),
    }


def _leeslinks(overeenkomst: Overeenkomst) -> dict[str, str]:
    """The link of the lerende who is followed, and one of another lerende that ran out."""
    op = timezone.now()
    (nieuw,) = geef_toegang(overeenkomst=overeenkomst, door=overeenkomst.begeleider, op=op)
    oud = geef_toegang(overeenkomst=(ander := _begonnen()), door=ander.begeleider, op=op)[0]
    oud.vervalt_op = op - timedelta(days=1)
    oud.save()
    return {"leeslink": leestoken(nieuw), "leeslink.oud": leestoken(oud)}


def _begonnen() -> Overeenkomst:
    return zaak("lopend", nummer=3, start=timezone.localdate()).overeenkomst


def _hulplinks(overeenkomst: Overeenkomst) -> dict[str, str]:
    """The link of a colleague of the mentor, and one that ran out."""
    door, op = User.objects.get(email=MENTOR), timezone.now()
    nieuw, oud = (
        noem(overeenkomst=overeenkomst, naam="Tom", email=f"{naam}@example.be", door=door, op=op)
        for naam in ("tom", "oud")
    )
    oud.vervalt_op = op - timedelta(days=1)
    oud.save()
    return {"hulplink": hulptoken(nieuw), "hulplink.oud": hulptoken(oud)}


def _met_onderneming(email: str, naam: str, bedrijf: str, nummer: int) -> tuple[User, Onderneming]:
    """Somebody who just registered an onderneming."""
    user = maak_gebruiker(email=email, naam=naam, wachtwoord=WACHTWOORD)
    onderneming = organisaties.registreer_onderneming(
        user=user, nummer=met_controle(nummer), naam=bedrijf, op=timezone.now()
    )
    vergeet_lidmaatschappen(user)
    assert isinstance(onderneming, Onderneming)
    return user, onderneming


def _dossier(naam: str, dossier: Aanvraag) -> dict[str, Any]:
    """Reference, first line, first mentor, visit and its token."""
    lijn = dossier.lijnen.order_by("pk").first()
    mentor = lijn.mentoren.select_related("mentor").first() if lijn else None
    bezoek = dossier.bezoeken.exclude(toestand=Bezoek.Toestand.GEANNULEERD).order_by("pk").first()
    gevonden = {naam: dossier.ref}
    if lijn:
        gevonden[f"{naam}.lijn"] = lijn.pk
    if mentor:
        gevonden[f"{naam}.mentor"] = mentor.mentor_id
    if bezoek:
        gevonden |= {f"{naam}.bezoek": bezoek.pk, f"{naam}.token": bezoek.token}
    return gevonden


def _vol_concept() -> Aanvraag:
    """A concept of WERKGEVER2 in which every question is answered."""
    werkgever = User.objects.get(email=WERKGEVER2)
    bron = Aanvraag.objects.filter(onderneming__naam="Garage Aerts", toestand="beslist").earliest("pk")
    vestiging = bron.onderneming.vestigingen.exclude(pk=bron.vestiging_id).earliest("pk")
    return concept.kopieer(aanvraag=bron, vestiging=vestiging, door=werkgever, op=timezone.now())


def _lerende() -> dict[str, Any]:
    """A minor of SCHOOL, with everything filled in."""
    user, nu = User.objects.get(email=SCHOOL), timezone.now()
    school = user.lidmaatschappen_nu[0].organisatie.school
    lerende = nieuwe_lerende(
        school=school,
        velden={
            "voornaam": "Noor", "naam": "Peeters", "geboortedatum": nu.date() - timedelta(days=16 * 366), "klas": "6 OMA",
            "email": "noor@example.be", "opleiding": Opleiding.objects.get(titel="Onderhoudsmechanica auto duaal"),
            "lessen_vanaf": nu.date() - timedelta(days=60),
        },
        insz="85073003328",
        vertegenwoordiger={"voornaam": "Els", "naam": "Peeters", "email": "els@example.be"},
        door=user,
        op=nu,
    )  # fmt: skip
    klas = Klassjabloon.objects.get(school=school)
    vrij = Lerende.objects.filter(school=school, overeenkomsten=None).earliest("pk")
    rijen = [Rij(str(wie), lerende=wie) for wie in (lerende, vrij)]
    werk = begin_groepswerk(school=school, soort="klas", rijen=rijen, gegevens={"sjabloon": klas.pk}, door=user, op=nu)
    opmaken_ = _overeenkomst(lerende).referentie
    voer_uit(werk.pk)
    feiten = {"lerende": lerende.pk, "opmaken": opmaken_, "klas": klas.pk, "groepswerk": werk.pk}
    return feiten | {"lijst": _lijst(school, user)}


def _lijst(school: School, user: User) -> int:
    """A list that was read, one row right and one with faults."""
    standaard = {"opleiding": "Onderhoudsmechanica auto duaal", "lessen_vanaf": f"{timezone.localdate():%d/%m/%Y}"}
    werk = begin_inlezen(
        school=school, inhoud=voorbeeld() + b"Sam;;morgen;1;;;;;;;6 auto\n", bestandsnaam="klas.csv",
        standaard=standaard, sjabloon=None, door=user, op=timezone.now(),
    )  # fmt: skip
    voer_uit(werk.pk)
    return werk.pk


def _overeenkomst(lerende: Lerende) -> Overeenkomst:
    """A draft with everything but the answers of the mentor, at a place of the demo world."""
    erkend = Erkenning.objects.geldig().filter(opleiding=lerende.opleiding).values("vestiging")
    plek = (
        Aanduiding.objects.lopend()
        .filter(
            opleiding=lerende.opleiding,
            vestiging__in=erkend,
        )
        .earliest("pk")
    )
    nu, user = timezone.now(), lerende.begeleider
    wie = {"door": user, "op": nu}
    rij = opmaken.begin(lerende=lerende, **wie)
    start = timezone.localdate() + timedelta(days=14)
    blokken = [
        {"week": 1, "dag": dag, "plek": "werkplek", "van": "08:00", "tot": "16:00", "pauze": 30} for dag in (3, 4, 5)
    ]
    velden = {
        "vestiging": plek.vestiging, "mentor": plek.mentor, "soort": "OAO", "start": start,
        "einde": start + timedelta(days=200), "rooster": {"weken": 1, "blokken": blokken}, "evaluatievorm": "Een gesprek.",
    }  # fmt: skip
    rij = opmaken.bewaar(overeenkomst=rij, velden=velden, versie=rij.versie, **wie)
    regels = [opmaken.Planregel("De lerende vervangt remmen.")]
    return opmaken.bewaar_plan(overeenkomst=rij, regels=regels, versie=rij.versie, **wie)


def _mentorlinks() -> dict[str, Any]:
    """The personal link of a new mentor in a concept, and one that ran out."""
    naam, toestand = DOSSIERS["begonnen"]
    dossier = Aanvraag.objects.filter(onderneming__naam=naam, toestand=toestand).earliest("pk")
    werkgever, nu = User.objects.get(email=WERKGEVER), timezone.now()
    nieuw, oud = (
        concept.bewaar_mentor(
            aanvraag=dossier, persoon={"voornaam": wie, "naam": "Link"}, gegevens={}, door=werkgever, op=nu
        )
        for wie in ("Lien", "Otto")
    )
    links = {}
    for sleutel, mentor in (("mentorvraag", nieuw), ("mentorvraag.oud", oud)):
        vraag = vraag_mentor(mentor=mentor, email=f"{sleutel}@example.be", door=werkgever, op=nu)
        links[sleutel] = mentortoken(vraag)
    Mentorvraag.objects.filter(mentor=oud).update(
        gevraagd_op=nu - timedelta(days=30), vervalt_op=nu - timedelta(days=10)
    )
    return links


def _tekenlinks() -> dict[str, str]:
    """The personal link of a lerende in each state: to sign, signed, refused, of an older version, run out."""
    teken, nu = overeenkomsten.wereld(plaatsen=9), timezone.now()
    teken.begeleider = User.objects.get(email=SCHOOL)
    teken.school = teken.begeleider.lidmaatschappen.get().organisatie.school
    onderneming = teken.erkenning.vestiging.onderneming
    onderneming.naam = "Garage Tekenproef"
    onderneming.save()
    links = {}
    for nummer, sleutel in enumerate(("", ".klaar", ".niet", ".gewijzigd", ".oud"), start=1):
        overeenkomst = teken.verstuurd(teken.lerende(nummer, minderjarig=True))
        rij = open_stuk(overeenkomst).ondertekenaars.get(partij="lerende")
        links[f"tekenlink{sleutel}"] = tekentoken(rij)
        if not sleutel:
            links |= {"overeenkomst": overeenkomst.referentie, "tekenaar": str(rij.pk), "stuk": str(rij.stuk_id)}
        if sleutel == ".klaar":
            bewijs = Bewijs("tablet", rij.naam, identiteit_door=teken.begeleider)
            onderteken(ondertekenaar=rij, bewijs=bewijs, door=teken.begeleider, op=nu)
        elif sleutel == ".niet":
            weiger(ondertekenaar=rij, reden="De uren kloppen niet.", door=None, op=nu)
        elif sleutel == ".gewijzigd":
            neem_terug(overeenkomst=overeenkomst, reden="Andere uren", door=teken.begeleider, op=nu)
        elif sleutel == ".oud":
            type(rij).objects.filter(pk=rij.pk).update(vervalt_op=nu - timedelta(days=1))
    return links


def _regio(code: str) -> Organisatie:
    return Organisatie.objects.get(regio__code=code)


def _vervallen_uitnodiging() -> str:
    """An invitation whose link ran out."""
    onderneming = Onderneming.objects.get(naam="Garage De Smet")
    uitnodiging = organisaties.nodig_uit(
        organisatie=onderneming.organisatie,
        email="te.laat@example.be",
        rol=Rol.MEDEWERKER,
        door=User.objects.get(email=WERKGEVER),
        op=timezone.now() - timedelta(days=60),
    )
    return token_van(uitnodiging.zaad)


def _openbaar() -> dict[str, Any]:
    erkenning = Erkenning.objects.geldig().select_related("vestiging").earliest("pk")
    return {
        "plek": erkenning.vestiging_id,
        "code": erkenning.code,
        "vakantie": Schoolvakantie.objects.latest("van").pk,
        "aanbod": Aanbod.objects.earliest("pk").pk,
    }


def _mentoropleiding() -> dict[str, Any]:
    """The sessions of the demo: with seats, full, today, over and cancelled, and who waits for or missed one."""
    komend = Sessie.objects.komend(timezone.now())
    nu = Sessie.objects.filter(dagen__datum=timezone.localdate(), dagen__nummer=1)
    return {
        "sessie": komend.get(gemeente__naam="Vilvoorde").pk,
        "sessie.vol": komend.get(gemeente__naam="Kortrijk").pk,
        "sessie.nu": nu.get().pk,
        "sessie.voorbij": Inschrijving.objects.get(toestand="niet_voltooid").sessie_id,
        "sessie.weg": Sessie.objects.get(toestand="geannuleerd").pk,
        "wacht": Inschrijving.objects.get(toestand="wachtlijst").pk,
        "gemist": Inschrijving.objects.get(toestand="niet_voltooid").pk,
        "attest": Attest.objects.earliest("pk").code,
        "mentorvoorstel": Mentorvoorstel.objects.get().pk,
        "zonder_mentor": Mentorvoorstel.objects.get().erkenning_id,
        "vertrokken": Mentor.objects.filter(toestand="vertrokken").earliest("pk").pk,
        "mentor": Mentor.objects.get(onderneming__naam="Garage De Smet", persoon__naam="Goossens").pk,
        "mentor.zelf": Mentor.objects.filter(persoon__user__email=MENTOR).earliest("pk").pk,
    }


def _wering() -> dict[str, Any]:
    """A mentor who is barred, of the onderneming whose erkenning was lifted."""
    mentor = Mentor.objects.filter(onderneming__naam__contains="Goethals").earliest("pk")
    maatregel = weren(
        mentor=mentor,
        uittreksel=False,
        redenen="De mentor was bij geen enkel bezoek in de werkplaats.",
        gehoord=Gehoord(op=timezone.localdate(), hoe="Telefoongesprek met de zaakvoerder."),
        waarnemer="Jan Maes",
        door=User.objects.get(email=COORDINATOR),
        op=timezone.now(),
    )
    return {"geweerd": mentor.pk, "wering": maatregel.pk}


def _postbus() -> dict[str, str]:
    """A mail in the demo mailbox, which stays empty where a mail server takes everything."""
    tekst = "Dag Karim,\n\nJe aanvraag is bewaard.\nhttp://localhost:8000/werkgever/\n\nHet portaal"
    mail = EmailMessage("Je aanvraag is bewaard", tekst, "portaal@example.be", [WERKGEVER])
    BestandBackend().send_messages([mail])
    return {"mail": lijst()[0].naam}


def druk_af() -> None:
    """For `manage.py shell`: the facts as the last line."""
    print(json.dumps(feiten()))  # noqa: T201
