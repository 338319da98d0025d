"""Every action of the transition table through its real service, with the least that is valid.

`ACTIES[actie].klaar(d)` makes a dossier ready for the action (a slot on offer, a report still to file, …) and gives the
arguments; `ACTIES[actie].doe(d, door, op, stel)` calls the service with them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.models import Bereik, Bron, Rol, User
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Herinnering
from erkenning.models import Aanvraag, Aanvulling, Beroep, Bezoek, BezoekMoment, Bezoekverslag
from erkenning.services import (
    afsluiten,
    behandeling,
    beroep,
    beslissen,
    bezoek,
    concept,
    hulp,
    indienen,
    rechtzetten,
    uittreksels,
    verslag,
)
from erkenning.toestanden import Toestand, Voorwaarde
from mentoren.models import Uittreksel
from tests import fabrieken

from .dossiers import Dossier, dossier

Stel = dict[str, Any]


@dataclass(frozen=True)
class Actie:
    """`klaar` runs once before anybody tries; `wacht` is how long after now the action takes place."""

    doe: Callable[..., Any]
    klaar: Callable[[Dossier], Stel] = lambda d: {}
    wacht: timedelta = timedelta(0)

    def __call__(self, d: Dossier, door: User, stel: Stel) -> Any:
        return self.doe(aanvraag=d.aanvraag, door=door, op=timezone.now() + self.wacht, **stel)


def over(dagen: int, uur: int = 10) -> datetime:
    """An aware moment `dagen` days from today at `uur` o'clock."""
    dag = timezone.localtime() + timedelta(days=dagen)
    return dag.replace(hour=uur, minute=0, second=0, microsecond=0)


def _geweigerd(d: Dossier) -> Stel:
    """One of the opleidingen was refused after all."""
    lijn = d.aanvraag.lijnen.order_by("pk").last()
    if d.aanvraag.toestand == Toestand.BESLIST:
        lijn.toestand, lijn.redenen = "geweigerd", "Te weinig uitrusting."
        lijn.save()
    return {"ingediend_op": timezone.localdate(), "notitie": "Aangetekend gekregen."}


def _registreer_beroep(*, aanvraag: Aanvraag, **stel: Any) -> Beroep:
    return beroep.beroep_registreren(over=aanvraag, **stel)


def _in_beroep(d: Dossier) -> Stel:
    """An appeal that waits for a ruling."""
    _geweigerd(d)
    dag = timezone.localdate()
    lopend = Beroep.objects.create(aanvraag=d.aanvraag, ingediend_op=dag, geregistreerd_door=d.consulent)
    return {"lopend": lopend, "uitkomst": "ongegrond", "uitspraak_op": dag, "toelichting": "De reden blijft."}


def _spreek_uit(*, aanvraag: Aanvraag, lopend: Beroep, **stel: Any) -> Beroep:
    return beroep.beroep_uitspraak(beroep=lopend, **stel)


def _zonder_bezoek(d: Dossier) -> None:
    Bezoek.objects.filter(aanvragen=d.aanvraag).exclude(toestand="uitgevoerd").update(toestand="geannuleerd")


def gepland(d: Dossier, begint_op: datetime, toestand: str = "vastgelegd", duur: int = 60) -> Bezoek:
    """A visit of the consulent for this dossier, as a row."""
    rij = Bezoek.objects.create(
        vestiging=d.aanvraag.vestiging or fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming),
        consulent=d.consulent,
        toestand=toestand,
        begint_op=begint_op if toestand != "voorgesteld" else None,
        duur=duur,
    )
    rij.aanvragen.add(d.aanvraag)
    return rij


def _voorstel(d: Dossier) -> Stel:
    _zonder_bezoek(d)
    return {"momenten": [over(3), over(5)]}


def _vastleggen(d: Dossier) -> Stel:
    _zonder_bezoek(d)
    return {"begint_op": over(3)}


def _kiezen(d: Dossier) -> Stel:
    _zonder_bezoek(d)
    voorgesteld = gepland(d, over(3), "voorgesteld")
    return {"moment": BezoekMoment.objects.create(bezoek=voorgesteld, begint_op=over(3))}


def _komend(d: Dossier) -> Stel:
    _zonder_bezoek(d)
    return {"bezoek": gepland(d, over(3))}


def _van_een_ander(d: Dossier) -> Stel:
    """Tomorrow, while the replacement still stands in; of a colleague of the region."""
    _zonder_bezoek(d)
    rij = gepland(d, over(1))
    rij.consulent = fabrieken.consulent(rij.vestiging.regio)
    rij.save()
    return {"bezoek": rij}


def _verslag(d: Dossier) -> Stel:
    _zonder_bezoek(d)
    gepland(d, timezone.now() - timedelta(hours=3))
    Bezoekverslag.objects.update_or_create(
        aanvraag=d.aanvraag,
        defaults={"tekst": "Gezien.", "begonnen_door": d.consulent, "ingediend_op": None, "ingediend_door": None},
    )
    for lijn in d.aanvraag.lijnen.all():
        lijn.activiteiten.update(bevinding="ok")
    return {}


def herinnerd(d: Dossier) -> Stel:
    """The werkgever was reminded once of the open question."""
    aanvulling = Aanvulling.objects.filter(aanvraag=d.aanvraag, afloop="").first()
    if aanvulling:
        bericht = Bericht.objects.create(soort="herinnering", adres=d.werkgever.email, titel="-", tekst="-")
        Herinnering.objects.create(
            termijn=termijnen.van(aanvulling, "aanvulling"),
            moment="-1d",
            ontvanger=d.werkgever.email,
            op=timezone.localdate(),
            bericht=bericht,
        )
    return {}


def vermelding(d: Dossier) -> Stel:
    """A 596.2 with something on it, checked by the consulent, not yet judged."""
    uittreksel = fabrieken.UittrekselFactory(
        mentor=d.mentoren[0], uitkomst=Uittreksel.Uitkomst.VERMELDING, gecontroleerd_door=d.consulent
    )
    return {"mentor": uittreksel.mentor, "oordeel": "aanvaard"}


def _zonder_nummer(d: Dossier) -> Stel:
    vestiging = d.aanvraag.vestiging
    vestiging.nummer = None
    vestiging.save()
    return {"nummer": fabrieken.met_controle(23_123_456)}


def _vraag(d: Dossier) -> Stel:
    return {"onderdelen": ["documenten"], "vraag": "Het uittreksel ontbreekt."}


def _besluiten(d: Dossier) -> Stel:
    return {"besluiten": d.besluiten()}


def _met_verklaring(d: Dossier) -> Stel:
    """With what a gemachtigde must add; in the concept of a member it lies in no slot."""
    if d.aanvraag.toestand == Toestand.CONCEPT:
        bestand = GekeurdBestand("verklaring.pdf", b"%PDF-", "application/pdf")
        documenten.bewaar(
            bestand=bestand,
            soort="aanvraag_bijlage_verklaring_op_eer",
            door=d.werkgever,
            onderwerp=d.aanvraag,
        )
    return {"engagementen": True}


def _bewaar_documentenstap(*, aanvraag: Aanvraag, door: User, op: datetime) -> None:
    """The step that is open in a concept and that the question of `in_toestand` asks for."""
    bestand = GekeurdBestand("foto.jpg", b"x", "image/jpeg")
    concept.document_opladen(aanvraag=aanvraag, soort="aanvraag_bijlage_proef", bestand=bestand, door=door, op=op)


MENTOR: Callable[[Dossier], Stel] = lambda d: {"mentor": d.mentoren[0]}  # noqa: E731
DAG = timedelta(days=1)
ACTIES: dict[str, Actie] = {
    "hulp_vragen": Actie(hulp.hulp_vragen),
    "hulp_stoppen": Actie(hulp.hulp_stoppen),
    "indienen": Actie(indienen.indienen, _met_verklaring),
    "in_behandeling_nemen": Actie(behandeling.in_behandeling_nemen),
    "aanvulling_vragen": Actie(behandeling.aanvulling_vragen, _vraag),
    "werkpunten_opleggen": Actie(
        behandeling.werkpunten_opleggen, lambda d: _vraag(d) | {"uiterlijk": timezone.localdate() + 30 * DAG}
    ),
    "aanvullen": Actie(behandeling.aanvullen),
    "vraag_intrekken": Actie(behandeling.vraag_intrekken),
    "zonder_gevolg_stellen": Actie(afsluiten.zonder_gevolg_stellen, herinnerd, wacht=15 * DAG),
    "beslissen": Actie(beslissen.beslissen, _besluiten),
    "bevestigen": Actie(beslissen.bevestigen),
    "terugsturen": Actie(beslissen.terugsturen, lambda d: {"reden": "De reden is te vaag."}),
    "opleiding_schrappen": Actie(
        afsluiten.opleiding_schrappen, lambda d: {"lijn": d.aanvraag.lijnen.order_by("pk").first()}
    ),
    "intrekken": Actie(afsluiten.intrekken),
    "wijzigen": Actie(_bewaar_documentenstap, lambda d: {}),
    "eerste_contact": Actie(behandeling.eerste_contact),
    "toewijzen": Actie(
        behandeling.toewijzen,
        lambda d: {"consulent": fabrieken.consulent(d.aanvraag.regio or d.aanvraag.vestiging.regio)},
    ),
    "notitie": Actie(behandeling.notitie, lambda d: {"tekst": "Even opvolgen."}),
    "bezoek_voorstellen": Actie(bezoek.bezoek_voorstellen, _voorstel),
    "bezoek_vastleggen": Actie(bezoek.bezoek_vastleggen, _vastleggen),
    "bezoek_kiezen": Actie(bezoek.bezoek_kiezen, _kiezen),
    "sluiting_melden": Actie(bezoek.sluiting_melden, lambda d: {"tot": timezone.localdate() + 5 * DAG}),
    "bezoek_verplaatsen": Actie(
        bezoek.bezoek_verplaatsen, lambda d: _komend(d) | {"begint_op": over(6), "op_vraag_werkgever": True}
    ),
    "bezoek_overnemen": Actie(bezoek.bezoek_overnemen, _van_een_ander),
    "bezoek_annuleren": Actie(bezoek.bezoek_annuleren, lambda d: _komend(d) | {"reden": "Ziek."}),
    "bezoek_uitvoeren": Actie(bezoek.bezoek_uitvoeren, _komend, wacht=4 * DAG),
    "geen_bezoek_nodig": Actie(bezoek.geen_bezoek_nodig, lambda d: {"reden": "Vorige maand bezocht."}),
    "verslag_bewaren": Actie(
        verslag.verslag_bewaren, lambda d: {"velden": {"tekst": "Half."}, "bevindingen": {}, "oordelen": {}}
    ),
    "verslag_indienen": Actie(verslag.verslag_indienen, _verslag),
    "oordeel_bewaren": Actie(
        verslag.oordeel_bewaren, lambda d: {"oordelen": {Voorwaarde.DRAAGKRACHT: ("voldaan", "")}}
    ),
    "uittreksel_nakijken": Actie(
        uittreksels.uittreksel_nakijken,
        lambda d: (
            MENTOR(d)
            | {"uitgegeven_op": timezone.localdate() - 9 * DAG, "uitkomst": "blanco", "getoond": True}
            | {"gezien": uittreksels.merk(d.mentoren[0].uittreksels.first())}
        ),
    ),
    "uittreksel_beoordelen": Actie(uittreksels.uittreksel_beoordelen, vermelding),
    "vrijstelling_geven": Actie(
        uittreksels.vrijstelling_geven, lambda d: MENTOR(d) | {"reden": "Diploma bachelor autotechnologie."}
    ),
    "vestiging_aanvullen": Actie(behandeling.vul_vestigingsnummer_in, _zonder_nummer),
    "uitsluiten": Actie(afsluiten.stop_door_uitsluiting, lambda d: {"reden": "De onderneming is uitgesloten."}),
    "sluiten": Actie(afsluiten.stop_door_sluiting, lambda d: {"reden": "De vestiging sluit."}),
    "beroep_registreren": Actie(_registreer_beroep, _geweigerd),
    "beroep_uitspraak": Actie(_spreek_uit, _in_beroep),
    "rechtzetten": Actie(rechtzetten.rechtzetten, lambda d: {"reden": "Een tikfout.", "correcties": {}}),
}


def in_toestand(toestand: str, *, opleidingen: int = 2) -> Dossier:
    """A dossier brought to `toestand` by its people; in_behandeling has its report and is ready for a decision."""
    d = dossier(opleidingen=opleidingen).vul_in()
    nu = timezone.now()
    if toestand == Toestand.CONCEPT:
        return d
    d.dien_in()
    if toestand == Toestand.INGEDIEND:
        return d
    if toestand == Toestand.INGETROKKEN:
        afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=nu)
        return d.ververs()
    d.neem_in().bezoek_en_verslag()
    if toestand == Toestand.IN_BEHANDELING:
        return d
    if toestand == Toestand.TER_BEVESTIGING:
        return d.beslis(weiger="De uitrusting volstaat niet.")
    if toestand == Toestand.BESLIST:
        return d.beslis()
    d.vraag_aanvulling()
    if toestand == Toestand.ZONDER_GEVOLG:
        herinnerd(d)
        afsluiten.zonder_gevolg_stellen(aanvraag=d.aanvraag, door=d.consulent, op=nu + 15 * DAG)
        d.ververs()
    assert d.aanvraag.toestand == toestand
    return d


def mensen(d: Dossier) -> dict[str, User]:
    """Somebody in every place that matters for a dossier (rules.md §2)."""
    onderneming = d.aanvraag.onderneming
    tot = timezone.localdate() + 30 * DAG
    elders = fabrieken.VestigingFactory(postcode="3500")
    machtiging = {"bron": Bron.MACHTIGING, "tot": tot}
    return {
        "werkgever": d.werkgever,
        "medewerker": fabrieken.werkgever(onderneming, Rol.MEDEWERKER),
        "gemachtigde": fabrieken.lid(onderneming.organisatie, Rol.MEDEWERKER, bereik=Bereik.AANVRAGEN, **machtiging),
        "gemachtigde om te lezen": fabrieken.lid(
            onderneming.organisatie, Rol.MEDEWERKER, bereik=Bereik.LEZEN, **machtiging
        ),
        "sociaal secretariaat": fabrieken.lid(
            onderneming.organisatie, Rol.SECRETARIAAT, bereik=Bereik.PREMIES, **machtiging
        ),
        "helper": fabrieken.lid(onderneming.organisatie, Rol.MEDEWERKER, bron=Bron.HULP, tot=tot),
        "vroegere werkgever": fabrieken.werkgever(onderneming, tot=timezone.localdate() - DAG),
        "andere werkgever": fabrieken.werkgever(elders.onderneming),
        "consulent": d.consulent,
        # For the consulent today, and longer for somebody else of the region.
        "vervanger": fabrieken.consulent(
            d.aanvraag.vestiging.regio, user=fabrieken.vervanger(d.consulent), bron=Bron.VERVANGING, tot=tot
        ),
        "consulent van een andere regio": fabrieken.consulent(elders.regio),
        "coördinator": fabrieken.coordinator(),
        "beheerder": fabrieken.beheerder(),
        "mentor": fabrieken.lid(onderneming.organisatie, Rol.MENTOR),
        "school": fabrieken.trajectbegeleider(fabrieken.SchoolFactory()),
        "niemand": fabrieken.UserFactory(),
    }
