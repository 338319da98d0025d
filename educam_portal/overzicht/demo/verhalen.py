"""What happens to whom in the demo world: one short story per aanvraag, all days counted back from today."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.models import Bereik, Rol
from educam_portal.meldingen import draden, services, terugkeer, voorkeuren
from educam_portal.meldingen.draden import plaats
from educam_portal.organisaties import services as organisaties
from educam_portal.termijnen import services as termijnen
from erkenning.documenten import BIJLAGE
from erkenning.services import afsluiten, behandeling, bezoek, concept, uittreksels, verslag
from mentoren.models import Persoon

from . import bestanden
from .cursus import komende, volgt_mentoropleiding
from .doorgegeven import geeft_door, stemt_toe, werkte_een_schooljaar
from .dossiers import Dossier
from .leerlingen import met_overeenkomsten
from .leren import volgt_leren
from .na_erkenning import begeleid, geschorst, opgeheven, verhuist, verlengt, wisselt_van_mentor
from .premies import beoordeeld, krijgt_premie
from .tijd import Verhaal, moment
from .verloop import duurt_langer, samen_gestopt, staat_stil
from .wereld import Wereld

AUTO = "Onderhoudsmechanica auto duaal"
AUTOTECHNIEK = "Autotechnieken duaal"
BANDEN = "Bandenmonteur duaal"
KOETSWERK = "Koetswerk duaal"
VOORBEWERKER = "Voorbewerker carrosserie duaal"
FIETS = "Fietsinstallaties duaal"
FIETSHERSTELLER = "Fietshersteller duaal"
MOTO = "Brom- en motorfietsinstallaties duaal"
TRUCK = "Onderhoudsmecanicien zware bedrijfsvoertuigen duaal"
VIJF_JAAR = 1826

Maker = Callable[..., Dossier]


def erkend(d: Dossier, dag: int) -> Verhaal:
    """The main road: granted on `dag`, eleven days after filing."""
    yield from d.bezocht(dag + 4)
    yield from d.beslist(dag)


def deels_erkend(d: Dossier, dag: int) -> Verhaal:
    yield from d.bezocht(dag + 4, nee=2)
    reden = "De werkplaats doet geen diagnose aan hybride wagens; dat is nodig voor deze opleiding."
    yield from d.beslist(dag + 1, weiger={AUTOTECHNIEK: reden})
    yield from d.bevestigd(dag)


def geweigerd(d: Dossier, dag: int) -> Verhaal:
    yield from d.bezocht(dag + 4, nee=4)
    reden = "Er is geen spuitcabine en geen andere plaats waar de lerende veilig kan leren spuiten."
    yield from d.beslist(dag + 1, weiger=dict.fromkeys(d.opleidingen, reden))
    yield from d.bevestigd(dag)


def erkend_na_vraag(d: Dossier, dag: int) -> Verhaal:
    """A question in between: the clock paused for five days."""
    yield from d.in_behandeling(dag + 18)
    op = yield d.op(dag + 16, "11.30")
    behandeling.aanvulling_vragen(
        onderdelen=["activiteiten"],
        vraag="Vul aan welke toestellen je hebt voor het uitlijnen.",
        **d.consulent_doet(op),
    )
    op = yield d.op(dag + 11, "18.20")
    behandeling.aanvullen(antwoord="We hebben een 3D-uitlijnbank, dit jaar gekocht.", **d.werkgever_doet(op))
    yield from d.bezoek_afgesproken(dag + 9, d.wereld.kalender.dag(dag + 5))
    yield from d.verslag_klaar(dag + 5)
    yield from d.beslist(dag)


def te_laat(d: Dossier, dag: int) -> Verhaal:
    """Filed `dag` days ago, called, then nothing: the handling term has passed."""
    yield from d.in_behandeling(dag, lerende_wacht=True)
    yield d.op(2, "8.50")
    plaats(
        d.a,
        auteur=d.werkgever,
        tekst="Dag, wanneer mogen we jullie verwachten? Onze lerende wil graag beginnen.",
        aan=[d.consulent],
        titel=str(d.bedrijf.onderneming),
        url=_adres(d.a.consulent_url),
    )


def gepauzeerd(d: Dossier, dag: int) -> Verhaal:
    """A question is open: whose turn it is and by when is on both screens."""
    yield from d.in_behandeling(dag)
    op = yield d.op(dag - 3, "15.10")
    behandeling.aanvulling_vragen(
        onderdelen=["documenten", "mentoren"],
        vraag="Laad nog een foto van je werkplaats op. Geef ook een tweede mentor op als die er is.",
        **d.consulent_doet(op),
    )
    yield d.op(max(dag - 4, 1), "16.00")
    plaats(
        d.a,
        auteur=d.consulent,
        tekst="Een foto met je gsm is genoeg. Zorg dat er niemand herkenbaar op staat.",
        aan=[d.werkgever],
        titel="je aanvraag",
        url=_adres(d.a.get_absolute_url()),
    )


def mail_kwam_terug(d: Dossier, dag: int) -> Verhaal:
    """The mailbox of the werkgever is gone since `dag` days: what we mailed about this dossier came back."""
    op = yield d.op(dag, "17.10")
    for bericht in services.berichten_over(d.a).filter(aan=d.werkgever, gelezen_op=None):
        terugkeer.merk(bericht, "550 5.1.1 Recipient address rejected: mailbox unavailable", op=op)


def zonder_gevolg(d: Dossier, dag: int) -> Verhaal:
    """No answer to a question, also not after the reminders."""
    yield from d.in_behandeling(dag + 24)
    op = yield d.op(dag + 21, "11.00")
    behandeling.aanvulling_vragen(
        onderdelen=["voorwaarden"],
        vraag="Leg uit wie de lerende begeleidt als je er niet bent.",
        **d.consulent_doet(op),
    )
    op = yield d.op(dag, "9.20")
    afsluiten.zonder_gevolg_stellen(reden="Geen antwoord, ook niet aan de telefoon.", **d.consulent_doet(op))


def ingetrokken(d: Dossier, dag: int) -> Verhaal:
    yield from d.in_behandeling(dag + 5)
    op = yield d.op(dag, "17.30")
    afsluiten.intrekken(reden="We wachten tot onze verbouwing klaar is.", **d.werkgever_doet(op))


def momenten_voorgesteld(d: Dossier, dag: int) -> Verhaal:
    """Three slots on offer; the werkgever has to choose."""
    yield from d.in_behandeling(dag, lerende_wacht=True)
    op = yield d.op(1, "14.20")
    dagen = [d.wereld.kalender.komende_werkdag(n) for n in (3, 4, 6)]
    momenten = [moment(gekozen, uur) for gekozen, uur in zip(dagen, ("11.15", "14.15", "17.00"), strict=True)]
    bezoek.bezoek_voorstellen(momenten=momenten, opmerking="Het bezoek duurt een uur.", **d.consulent_doet(op))


def bezoek_vandaag(d: Dossier, dag: int) -> Verhaal:
    yield from d.in_behandeling(dag)
    yield from d.bezoek_afgesproken(dag - 3, d.wereld.kalender.vandaag)


def bezoek_straks(d: Dossier, dag: int) -> Verhaal:
    """A visit in two days; the 596.2 and a photo of the workshop are uploaded."""
    yield from d.begint(dag + 1)
    yield from d.vult_in(dag, lerende_wacht=True)
    op = yield d.op(dag, "20.40")
    uittreksels.uittreksel_opladen(
        mentor=d.bedrijf.mentoren[d.mentoren[0]],
        bestand=bestanden.pdf("uittreksel-596-2.pdf", "Uittreksel uit het strafregister, model 596.2", "Blanco"),
        **d.werkgever_doet(op),
    )
    concept.document_opladen(
        soort=f"{BIJLAGE}_fotos_werkplaats",
        bestand=bestanden.foto("werkplaats.png", (30, 64, 175)),
        **d.werkgever_doet(op),
    )
    yield from d.dient_in(dag, "21.05")
    op = yield d.op(dag - 1, "9.40")
    behandeling.in_behandeling_nemen(**d.consulent_doet(op))
    op = yield d.op(dag - 1, "10.05")
    behandeling.eerste_contact(notitie="Gebeld, vlot gesprek.", **d.consulent_doet(op))
    behandeling.notitie(
        tekst="Vorige erkenning in Aalst liep goed. Let op de parkeerplaats voor het bezoek.", **d.consulent_doet(op)
    )
    yield from d.bezoek_afgesproken(dag - 2, d.wereld.kalender.komende_werkdag(2))
    yield d.op(dag - 2, "16.20")
    plaats(
        d.a,
        auteur=d.consulent,
        tekst="Stuur je vooraf een foto van de nieuwe brug? Dan weet ik wat ik meebreng.",
        aan=[d.werkgever],
        titel="je aanvraag",
        url=_adres(d.a.get_absolute_url()),
    )
    plaats(d.a, auteur=d.consulent, tekst="Vorige keer stond de oude brug nog in de weg.", intern=True)
    op = yield d.op(0, "7.30")
    draden.lees(draden.draad(d.a, voor=d.werkgever), door=d.werkgever, op=op)
    plaats(
        d.a,
        auteur=d.werkgever,
        tekst="Hier is ze. Tot binnenkort! Mag onze tweede mentor er ook bij zijn?",
        bestand=bestanden.foto("brug.png", (88, 96, 110)),
        aan=[d.consulent],
        titel=str(d.bedrijf.onderneming),
        url=_adres(d.a.consulent_url),
    )


def klaar_om_te_beslissen(d: Dossier, dag: int) -> Verhaal:
    yield from d.bezocht(dag)
    op = yield d.op(dag, "17.45")
    # The photos come in before the report is filed in real life too; here they are taken on the way out.
    verslag.foto_toevoegen(bestand=bestanden.foto("brug.png", (21, 128, 61)), **d.consulent_doet(op))


def ter_bevestiging(d: Dossier, dag: int) -> Verhaal:
    """The consulent proposes to refuse one of two opleidingen; a coördinator has to confirm."""
    yield from d.bezocht(dag + 2, nee=3)
    reden = "Er is geen toestel om bandendruksensoren in te leren en er worden te weinig banden vervangen."
    yield from d.beslist(dag, weiger={BANDEN: reden})


def vermelding(d: Dossier, dag: int) -> Verhaal:
    """A 596.2 that is not blank: consulent and coördinator judge it together."""
    yield from d.begint(dag + 1)
    yield from d.vult_in(dag)
    op = yield d.op(dag, "20.45")
    mentor = d.bedrijf.mentoren[d.mentoren[0]]
    uittreksels.uittreksel_opladen(
        mentor=mentor,
        bestand=bestanden.pdf("uittreksel.pdf", "Uittreksel uit het strafregister, model 596.2", "Verkeer, 2014"),
        **d.werkgever_doet(op),
    )
    yield from d.dient_in(dag, "21.10")
    op = yield d.op(dag - 1, "9.15")
    behandeling.in_behandeling_nemen(**d.consulent_doet(op))
    behandeling.eerste_contact(notitie="Voicemail, teruggebeld om 11 uur.", **d.consulent_doet(op))
    op = yield d.op(dag - 2, "13.30")
    uittreksels.uittreksel_nakijken(
        mentor=mentor,
        uitgegeven_op=d.wereld.kalender.dag(dag + 40),
        uitkomst="vermelding",
        getoond=False,
        gezien=uittreksels.merk(mentor.uittreksels.first()),
        **d.consulent_doet(op),
    )


def enkel_ingediend(d: Dossier, dag: int) -> Verhaal:
    yield from d.ingediend(dag, lerende_wacht=True)


def enkel_begonnen(d: Dossier, dag: int) -> Verhaal:
    yield from d.begint(dag)


def mentor_meldt_zich_aan(d: Dossier, dag: int) -> Verhaal:
    """The mentor of the werkgever gets an account: mentor@example.be."""
    op = yield d.op(dag, "12.10")
    mentor = d.bedrijf.mentoren[0]
    user = d.wereld.mens("mentor@example.be", str(mentor))
    persoon = Persoon.objects.get(pk=mentor.persoon_id)
    persoon.user = user
    persoon.save()
    accounts.geef_lidmaatschap(
        user=user, organisatie=d.bedrijf.onderneming.organisatie, rol=Rol.MENTOR, van=timezone.localdate(op)
    )
    termijnen.zet_partijen(persoon.mentorschappen.get(pk=mentor.pk))


def machtigt_secretariaat(wereld: Wereld, sleutel: str, dag: int) -> Verhaal:
    op = yield wereld.kalender.op(dag, "16.10")
    bedrijf = wereld.bedrijven[sleutel]
    organisaties.geef_machtiging(
        onderneming=bedrijf.onderneming,
        email="secretariaat@example.be",
        scopes=[Bereik.AANVRAGEN, Bereik.OVEREENKOMSTEN, Bereik.PREMIES],
        tot=wereld.kalender.vandaag + timedelta(days=300),
        document=bestanden.pdf("machtiging.pdf", "Machtiging", "Sociaal Secretariaat Kompas mag voor ons optreden."),
        door=bedrijf.werkgever,
        op=op,
    )


def vraagt_toegang(wereld: Wereld, sleutel: str, dag: int) -> Verhaal:
    """A second person types a number that is taken."""
    op = yield wereld.kalender.op(dag, "13.15")
    bedrijf = wereld.bedrijven[sleutel]
    organisaties.registreer_onderneming(
        user=wereld.mens("nieuwe.collega@example.be", "Ward Lemmens"),
        nummer=bedrijf.onderneming.nummer,
        naam=bedrijf.gegevens["naam"],
        op=op,
    )


def nodigt_collega_uit(wereld: Wereld, sleutel: str, dag: int) -> Verhaal:
    """An invitation whose link works from the demo mailbox."""
    op = yield wereld.kalender.op(dag, "7.50")
    bedrijf = wereld.bedrijven[sleutel]
    organisaties.nodig_uit(
        organisatie=bedrijf.onderneming.organisatie,
        email="medewerker@example.be",
        rol=Rol.MEDEWERKER,
        door=bedrijf.werkgever,
        op=op,
    )


def is_afwezig(wereld: Wereld, wie: str, dag: int, van: int, dagen: int, vervanger: str = "") -> Verhaal:
    """The consulent of region `wie` reports on `dag` to be away from `van` (days ago, negative = to come) on."""
    op = yield wereld.kalender.op(dag, "16.20")
    eerste = wereld.kalender.vandaag - timedelta(days=van)
    user = wereld.users[f"consulent.{wie}@example.be"]
    organisaties.meld_afwezigheid(
        user=user,
        vervanger=wereld.users[f"consulent.{vervanger}@example.be"] if vervanger else None,
        van=eerste,
        tot=eerste + timedelta(days=dagen - 1),
        reden="Verlof",
        door=user,
        op=op,
    )


def leest_een_keer_per_dag(wereld: Wereld, sleutel: str, dag: int) -> Verhaal:
    """A werkgever who wants messages of people in the daily mail."""
    op = yield wereld.kalender.op(dag, "19.05")
    voorkeuren.bewaar(user=wereld.bedrijven[sleutel].werkgever, keuzes={"gesprekken": "dagmail"}, op=op)


def _adres(pad: str) -> str:
    return f"{settings.PORTAL_URL}{pad}"


def alle(wereld: Wereld) -> list[Verhaal]:
    """Every story of the demo world."""
    verhalen: list[Verhaal] = []
    sinds: dict[str, int] = {}
    laatste: dict[str, Dossier] = {}

    def dossier(
        sleutel: str, verhaal: Callable[[Dossier, int], Verhaal], dag: int, *opleidingen: str, **hoe
    ) -> Dossier:
        d = Dossier(wereld, wereld.bedrijven[sleutel], list(opleidingen), **hoe)
        verhalen.append(verhaal(d, dag))
        sinds[sleutel] = max(sinds.get(sleutel, 0), dag + 40)
        laatste[sleutel] = d
        return d

    # West-Vlaanderen
    dossier("peeters", erkend, 700, AUTO, AUTOTECHNIEK, mentoren=(0,), plaatsen=2)
    verhalen.append(geschorst(dossier("lievens", erkend, 420, KOETSWERK, VOORBEWERKER), 6))
    verhalen.append(mail_kwam_terug(dossier("desmedt", gepauzeerd, 9, TRUCK), 4))
    dossier("lievens", bezoek_vandaag, 7, BANDEN)
    verhalen.append(is_afwezig(wereld, "wvl", 70, van=60, dagen=12, vervanger="ovl"))
    brugge = dossier("vandamme", erkend, VIJF_JAAR - 100, FIETS, FIETSHERSTELLER, plaatsen=2)
    verhalen.append(verlengt(brugge, 3))
    dossier("vandamme", erkend, 26, FIETSHERSTELLER, vestiging_nr=1, mentoren=(1,))
    waregem = dossier("maes", erkend, 300, MOTO)
    verhalen.append(volgt_mentoropleiding(waregem, 250))
    verhalen.append(verhuist(waregem, 4))
    # Oost-Vlaanderen
    vroeger = dossier("desmet", erkend, 900, BANDEN, mentoren=(1,), plaatsen=3)
    verhalen += [werkte_een_schooljaar(vroeger, nummer) for nummer in range(3)]
    verhalen += [stemt_toe(vroeger), geeft_door(vroeger)]
    aalst = dossier("desmet", erkend, 300, AUTO, plaatsen=4)
    verhalen.append(mentor_meldt_zich_aan(aalst, 280))
    verhalen.append(met_overeenkomsten(aalst, 85))
    verhalen.append(volgt_leren(aalst, 85))
    verhalen.append(duurt_langer(aalst, 26))
    verhalen.append(staat_stil(aalst, 52))
    verhalen.append(samen_gestopt(aalst, 68, 9))
    verhalen.append(machtigt_secretariaat(wereld, "desmet", 60))
    dossier("desmet", bezoek_straks, 6, AUTO, vestiging_nr=1, mentoren=(1,))
    dossier("desmet", gepauzeerd, 8, BANDEN, vestiging_nr=1, mentoren=(1,))
    dossier("desmet", enkel_begonnen, 4, AUTOTECHNIEK)
    dossier("claes", erkend, VIJF_JAAR - 45, BANDEN, plaatsen=3)
    dossier("wauters", te_laat, 23, KOETSWERK)
    verhalen.append(opgeheven(dossier("goethals", erkend, 150, FIETSHERSTELLER), 8))
    baert = dossier("baert", erkend, 338, AUTOTECHNIEK)
    dossier("rogiers", enkel_ingediend, 2, AUTO)
    # Limburg
    dossier("jans", erkend, 800, AUTO, plaatsen=2)
    dossier("jans", ter_bevestiging, 1, AUTO, BANDEN, vestiging_nr=1, mentoren=(1,))
    genk = dossier("vanhove", erkend, 200, TRUCK, plaatsen=2)
    verhalen.append(volgt_mentoropleiding(genk, 150, gemist=baert))
    verhalen.append(krijgt_premie(genk, 60))
    verhalen.append(volgt_mentoropleiding(dossier("nijs", erkend, VIJF_JAAR + 34, BANDEN), 1700))
    dossier("thijs", geweigerd, 120, KOETSWERK)
    dossier("moons", momenten_voorgesteld, 5, FIETS)
    # Antwerpen en Vlaams-Brabant
    verhalen.append(volgt_mentoropleiding(dossier("aerts", deels_erkend, 600, AUTO, AUTOTECHNIEK), 500))
    dossier("aerts", enkel_ingediend, 0, BANDEN, vestiging_nr=1, mentoren=(1,))
    dossier("segers", klaar_om_te_beslissen, 3, TRUCK)
    verhalen.append(begeleid(dossier("hermans", erkend, 980, KOETSWERK), 9))
    dossier("verbeeck", ingetrokken, 60, MOTO)
    # The consulent here is away since yesterday and a colleague stands in; one visit is still in the agenda.
    dossier("willems", bezoek_vandaag, 7, AUTO)
    dossier("janssen", zonder_gevolg, 40, FIETSHERSTELLER)
    verhalen.append(is_afwezig(wereld, "ant", 3, van=1, dagen=10, vervanger="lim"))
    # Brussel en Brusselse Rand
    verhalen.append(is_afwezig(wereld, "bru", 2, van=-12, dagen=14))
    verhalen.append(wisselt_van_mentor(dossier("dubois", erkend, 1000, AUTO, plaatsen=2), 6))
    verhalen.append(volgt_mentoropleiding(dossier("dubois", erkend, 90, AUTO, vestiging_nr=1, mentoren=(1,)), 60, 1))
    dossier("elamrani", vermelding, 6, KOETSWERK, VOORBEWERKER)
    dossier("stevens", erkend_na_vraag, 32, BANDEN)
    verhalen.append(volgt_mentoropleiding(dossier("lemmens", erkend, 250, FIETS), 200))
    verhalen.append(vraagt_toegang(wereld, "lemmens", 0))
    verhalen.append(nodigt_collega_uit(wereld, "desmet", 0))
    verhalen.append(leest_een_keer_per_dag(wereld, "aerts", 30))

    verhalen += [beoordeeld(wereld, dag) for dag in (84, 60, 45, 20, 6, 1)]

    verhalen += komende(wereld, laatste)
    begin = [
        wereld.komt_erbij(sleutel, dagen, bevestigd=sleutel != "rogiers", nummers=sleutel != "willems")
        for sleutel, dagen in sinds.items()
    ]
    return begin + verhalen
