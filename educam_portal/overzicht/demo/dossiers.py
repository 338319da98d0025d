"""How people take an aanvraag from concept to decision; every step waits for its day and goes through a service."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Opleiding, Vestiging
from erkenning.models import Aanvraag, Bezoek, LijnActiviteit
from erkenning.services import behandeling, beslissen, bezoek, concept, indienen, uittreksels, verslag
from erkenning.toestanden import Voorwaarde
from mentoren.models import Mentor

from .tijd import Verhaal, moment
from .wereld import Bedrijf, Wereld

UREN = ("9.00", "10.30", "13.30", "15.00", "16.15", "8.00")
VERSLAG = (
    "Nette werkplaats met genoeg plaats om mee te kijken. De mentor heeft tijd ingepland voor de lerende en toonde "
    "de toestellen. Veiligheid besproken, beschermkledij ligt klaar."
)


@dataclass
class Dossier:
    """One aanvraag of the demo world. `mentoren` are places in the list of the onderneming, all days are days ago."""

    wereld: Wereld
    bedrijf: Bedrijf
    opleidingen: list[str]
    vestiging_nr: int = 0
    mentoren: tuple[int, ...] = (0,)
    plaatsen: int = 1
    aanvraag: Aanvraag | None = None

    # --- shorthands -------------------------------------------------------------------------------------------------

    @property
    def werkgever(self) -> User:
        assert self.bedrijf.werkgever is not None
        return self.bedrijf.werkgever

    @property
    def vestiging(self) -> Vestiging:
        return self.bedrijf.vestigingen[self.vestiging_nr]

    @property
    def consulent(self) -> User:
        return self.wereld.consulent(self.vestiging)

    @property
    def a(self) -> Aanvraag:
        """The aanvraag as it stands now."""
        assert self.aanvraag is not None
        self.aanvraag = Aanvraag.objects.get(pk=self.aanvraag.pk)
        return self.aanvraag

    def op(self, dagen_geleden: int, uur: str = "9.00") -> datetime:
        return self.wereld.kalender.op(dagen_geleden, uur)

    def werkgever_doet(self, op: datetime) -> dict[str, Any]:
        return {"aanvraag": self.a, "door": self.werkgever, "op": op}

    def consulent_doet(self, op: datetime) -> dict[str, Any]:
        return {"aanvraag": self.a, "door": self.consulent, "op": op}

    # --- the werkgever ----------------------------------------------------------------------------------------------

    def begint(self, dag: int) -> Verhaal:
        """A concept with a vestiging and opleidingen."""
        op = yield self.op(dag, "19.40")
        assert self.bedrijf.onderneming is not None
        self.aanvraag = concept.nieuw(onderneming=self.bedrijf.onderneming, door=self.werkgever, op=op)
        concept.kies_vestiging(vestiging=self.vestiging, **self.werkgever_doet(op))
        op = yield op + timedelta(minutes=12)
        keuze = {Opleiding.objects.get(titel=titel): self.plaatsen for titel in self.opleidingen}
        concept.kies_opleidingen(plaatsen=keuze, **self.werkgever_doet(op))

    def vult_in(self, dag: int, *, nee: int = 0, lerende_wacht: bool = False) -> Verhaal:
        """Checklist (the first `nee` lines answered with no), mentoren and conditions."""
        op = yield self.op(dag, "20.05")
        rijen = LijnActiviteit.objects.filter(lijn__aanvraag=self.a).order_by("pk")
        antwoorden = {rij.pk: "nee" if plaats < nee else "ja" for plaats, rij in enumerate(rijen)}
        concept.vul_activiteiten(antwoorden=antwoorden, **self.werkgever_doet(op))
        op = yield op + timedelta(minutes=15)
        mentoren = [self._mentor(plaats, op) for plaats in self.mentoren]
        concept.kies_mentoren(keuze=dict.fromkeys(self.a.lijnen.all(), mentoren), **self.werkgever_doet(op))
        op = yield op + timedelta(minutes=9)
        voorwaarden = {
            "uitrusting_ok": True,
            "draagkracht_ok": True,
            "veroordelingen_ok": True,
            "lerende_wacht": lerende_wacht,
            "opmerking": "Onze lerende kan beginnen zodra we erkend zijn." if lerende_wacht else "",
        }
        concept.bewaar_voorwaarden(antwoorden=voorwaarden, **self.werkgever_doet(op))

    def _mentor(self, plaats: int, op: datetime) -> Mentor:
        """The mentor of that place in the list; typed in with the first aanvraag, chosen again in later ones."""
        if plaats in self.bedrijf.mentoren:
            return self.bedrijf.mentoren[plaats]
        rij = self.bedrijf.gegevens["mentoren"][plaats]
        gevolgd = rij["mentoropleiding"]
        gevolgd_op = self.wereld.kalender.dag(gevolgd) if gevolgd is not None else None
        mentor = concept.bewaar_mentor(
            persoon={
                "voornaam": rij["voornaam"],
                "naam": rij["naam"],
                "geboortedatum": date.fromisoformat(rij["geboren"]),
                "mentoropleiding_op": gevolgd_op if gevolgd_op and gevolgd_op < timezone.localdate(op) else None,
            },
            gegevens={
                "functie": rij["functie"],
                "email": f"mentor.{rij['voornaam'].lower()}.{self.bedrijf.gegevens['sleutel']}@example.be",
                "telefoon": f"+3247100{10 * self.bedrijf.nummer + plaats:04d}",
                "beroep_sinds": date.fromisoformat(rij["beroep_sinds"]),
                "voldoende_aanwezig": True,
            },
            **self.werkgever_doet(op),
        )
        self.bedrijf.mentoren[plaats] = mentor
        return mentor

    def dient_in(self, dag: int, uur: str = "20.30") -> Verhaal:
        op = yield self.op(dag, uur)
        indienen.indienen(engagementen=True, **self.werkgever_doet(op))

    def ingediend(self, dag: int, **hoe: Any) -> Verhaal:
        """From nothing to filed, two evenings of work."""
        yield from self.begint(dag + 1)
        yield from self.vult_in(dag, **hoe)
        yield from self.dient_in(dag)

    # --- the consulent ----------------------------------------------------------------------------------------------

    def in_behandeling(self, dag: int, **hoe: Any) -> Verhaal:
        """Filed on `dag`, called and taken in the next working day."""
        yield from self.ingediend(dag, **hoe)
        op = yield self.op(max(dag - 1, 0), "9.30")
        behandeling.in_behandeling_nemen(**self.consulent_doet(op))
        op = yield op + timedelta(minutes=25)
        behandeling.eerste_contact(notitie="Gebeld: aanvraag overlopen, bezoek besproken.", **self.consulent_doet(op))

    def bezoek_afgesproken(self, dag: int, op_dag: date) -> Verhaal:
        """A visit on `op_dag` at the first hour that is free in the agenda of the consulent."""
        op = yield self.op(dag, "10.10")
        begint_op = self._vrij_uur(op_dag, op)
        bezoek.bezoek_vastleggen(begint_op=begint_op, opmerking="Graag ook de mentor erbij.", **self.consulent_doet(op))

    def _vrij_uur(self, dag: date, op: datetime) -> datetime:
        bezet = set(
            Bezoek.objects.filter(consulent=self.consulent, toestand=Bezoek.Toestand.VASTGELEGD).values_list(
                "begint_op", flat=True
            )
        )
        for uur in UREN:
            kandidaat = moment(dag, uur)
            if kandidaat > op and kandidaat not in bezet:
                return kandidaat
        raise Geweigerd(f"De demowereld heeft te veel bezoeken op {dag:%d/%m/%Y}.")

    def verslag_klaar(self, dag: int, *, tekst: str = VERSLAG, uur: str = "16.40") -> Verhaal:
        """The report of the visit with every finding and condition, and the 596.2 of every mentor seen there."""
        op = yield self.op(dag, uur)
        bevindingen = {rij.pk: ("ok", "") for rij in LijnActiviteit.objects.filter(lijn__aanvraag=self.a)}
        verslag.verslag_bewaren(
            velden={"tekst": tekst, "engagementen_besproken": True},
            bevindingen=bevindingen,
            oordelen={voorwaarde.value: ("voldaan", "") for voorwaarde in Voorwaarde},
            **self.consulent_doet(op),
        )
        op = yield op + timedelta(minutes=20)
        verslag.verslag_indienen(**self.consulent_doet(op))
        for plaats in self.mentoren:
            uittreksels.uittreksel_nakijken(
                mentor=self.bedrijf.mentoren[plaats],
                uitgegeven_op=timezone.localdate(op) - timedelta(days=35),
                uitkomst="blanco",
                getoond=True,
                gezien=uittreksels.merk(self.bedrijf.mentoren[plaats].uittreksels.first()),
                **self.consulent_doet(op),
            )

    def bezocht(self, dag: int, **hoe: Any) -> Verhaal:
        """Filed a week before, visited and reported on `dag`."""
        yield from self.in_behandeling(dag + 6, **hoe)
        yield from self.bezoek_afgesproken(dag + 4, self.wereld.kalender.dag(dag))
        yield from self.verslag_klaar(dag)

    def beslist(self, dag: int, *, weiger: dict[str, str] | None = None) -> Verhaal:
        """Decide every line; `weiger` gives the reason per opleiding that is refused."""
        op = yield self.op(dag, "11.15")
        weiger = weiger or {}
        besluiten = {}
        for lijn in self.a.lijnen.filter(toestand="gevraagd").select_related("opleiding"):
            reden = weiger.get(lijn.opleiding.titel, "")
            mentoren = frozenset() if reden else frozenset(lijn.mentoren.values_list("pk", flat=True))
            besluiten[lijn.pk] = beslissen.LijnBesluit(erkennen=not reden, redenen=reden, mentoren=mentoren)
        beslissen.beslissen(besluiten=besluiten, **self.consulent_doet(op))

    def bevestigd(self, dag: int) -> Verhaal:
        op = yield self.op(dag, "14.50")
        beslissen.bevestigen(aanvraag=self.a, door=self.wereld.users["coordinator@example.be"], op=op)
