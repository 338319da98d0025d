"""Ready-made dossiers for tests, brought to their state through the services, as people would."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from educam_portal.accounts.models import User
from erkenning.models import Aanvraag, LijnActiviteit
from erkenning.services import behandeling, beslissen, bezoek, concept, indienen, uittreksels, verslag
from erkenning.toestanden import Voorwaarde
from tests import fabrieken


@dataclass
class Dossier:
    """One aanvraag with the people around it; each step returns the dossier itself, so that steps can be chained."""

    werkgever: User
    consulent: User
    aanvraag: Aanvraag
    mentoren: list = field(default_factory=list)

    def ververs(self) -> "Dossier":
        self.aanvraag = Aanvraag.objects.get(pk=self.aanvraag.pk)
        return self

    def vul_in(self) -> "Dossier":
        """Everything but the documents, as a werkgever would answer it."""
        nu = timezone.now()
        rijen = LijnActiviteit.objects.filter(lijn__aanvraag=self.aanvraag)
        concept.vul_activiteiten(
            aanvraag=self.aanvraag, antwoorden={rij.pk: "ja" for rij in rijen}, door=self.werkgever, op=nu
        )
        concept.bewaar_voorwaarden(
            aanvraag=self.aanvraag,
            antwoorden={"uitrusting_ok": True, "draagkracht_ok": True, "veroordelingen_ok": True},
            door=self.werkgever,
            op=nu,
        )
        mentor = fabrieken.MentorFactory(onderneming=self.aanvraag.onderneming)
        self.mentoren.append(mentor)
        concept.kies_mentoren(
            aanvraag=self.aanvraag,
            keuze={lijn: [mentor] for lijn in self.aanvraag.lijnen.all()},
            door=self.werkgever,
            op=nu,
        )
        return self.ververs()

    def dien_in(self, op=None) -> "Dossier":
        indienen.indienen(aanvraag=self.aanvraag, door=self.werkgever, op=op or timezone.now(), engagementen=True)
        return self.ververs()

    def neem_in(self, op=None) -> "Dossier":
        behandeling.in_behandeling_nemen(aanvraag=self.aanvraag, door=self.consulent, op=op or timezone.now())
        return self.ververs()

    def vraag_aanvulling(self, op=None) -> "Dossier":
        behandeling.aanvulling_vragen(
            aanvraag=self.aanvraag,
            door=self.consulent,
            op=op or timezone.now(),
            onderdelen=["documenten"],
            vraag="Het uittreksel van de mentor ontbreekt.",
        )
        return self.ververs()

    def bezoek_en_verslag(self, op=None) -> "Dossier":
        """A visit a day before `op`, with a filed report and every condition met."""
        op = op or timezone.now()
        bezoek.bezoek_vastleggen(
            aanvraag=self.aanvraag, begint_op=op - timedelta(days=1), door=self.consulent, op=op - timedelta(days=2)
        )
        verslag.verslag_bewaren(
            aanvraag=self.aanvraag,
            door=self.consulent,
            op=op,
            velden={"tekst": "Ruime werkplaats met twee bruggen.", "engagementen_besproken": True},
            bevindingen={rij.pk: ("ok", "") for rij in LijnActiviteit.objects.filter(lijn__aanvraag=self.aanvraag)},
            oordelen=dict.fromkeys(Voorwaarde, ("voldaan", "")),
        )
        verslag.verslag_indienen(aanvraag=self.aanvraag, door=self.consulent, op=op)
        for mentor in self.mentoren:
            uittreksels.uittreksel_nakijken(
                aanvraag=self.aanvraag,
                mentor=mentor,
                uitgegeven_op=timezone.localdate(op) - timedelta(days=20),
                uitkomst="blanco",
                getoond=True,
                gezien=uittreksels.merk(mentor.uittreksels.first()),
                door=self.consulent,
                op=op,
            )
        return self.ververs()

    def besluiten(self, *, weiger: str = "") -> dict[int, beslissen.LijnBesluit]:
        """Grant every line with all its mentoren; `weiger` refuses them all for that reason."""
        return {
            lijn.pk: beslissen.LijnBesluit(
                erkennen=not weiger,
                redenen=weiger,
                mentoren=frozenset() if weiger else frozenset(lijn.mentoren.values_list("pk", flat=True)),
            )
            for lijn in self.aanvraag.lijnen.filter(toestand="gevraagd")
        }

    def beslis(self, op=None, *, weiger: str = "") -> "Dossier":
        beslissen.beslissen(
            aanvraag=self.aanvraag,
            door=self.consulent,
            op=op or timezone.now(),
            besluiten=self.besluiten(weiger=weiger),
        )
        return self.ververs()


def opleiding_met_checklist(aantal: int = 2):
    """An opleiding with a short checklist."""
    opleiding = fabrieken.OpleidingFactory()
    fabrieken.ActiviteitFactory.create_batch(aantal, opleiding=opleiding)
    return opleiding


def dossier(*, opleidingen: int = 1, vestiging=None, werkgever=None, consulent=None) -> Dossier:
    """A concept with a vestiging and opleidingen, everything else still to do; new people unless given."""
    vestiging = vestiging or fabrieken.VestigingFactory()
    werkgever = werkgever or fabrieken.werkgever(vestiging.onderneming)
    consulent = consulent or fabrieken.consulent(vestiging.regio)
    aanvraag = concept.nieuw(onderneming=vestiging.onderneming, door=werkgever, op=timezone.now())
    concept.kies_vestiging(aanvraag=aanvraag, vestiging=vestiging, door=werkgever, op=timezone.now())
    concept.kies_opleidingen(
        aanvraag=aanvraag,
        plaatsen={opleiding_met_checklist(): 1 for _ in range(opleidingen)},
        door=werkgever,
        op=timezone.now(),
    )
    return Dossier(werkgever, consulent, Aanvraag.objects.get(pk=aanvraag.pk))


def in_behandeling(**kwargs) -> Dossier:
    """Filed and taken in."""
    return dossier(**kwargs).vul_in().dien_in().neem_in()


def klaar_om_te_beslissen(**kwargs) -> Dossier:
    return in_behandeling(**kwargs).bezoek_en_verslag()
