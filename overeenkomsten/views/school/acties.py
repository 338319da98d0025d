"""What a school does with an overeenkomst: one page per row of the transition table (rules.md §5)."""

from typing import Any

from django.urls import reverse

from educam_portal.accounts.models import User
from educam_portal.workflow.views import Actie

from ...forms.acties import LerendeKeuzeForm, OverdragenForm, RedenForm, RegistrerenForm
from ...forms.klas import KlasNaamForm
from ...models import Klassjabloon, Lerende, Overeenkomst
from ...services import beeindigen, concept, klas, overdragen, registreren, versturen
from ...toestanden import Toestand, Wie
from .basis import collegas_van, haal


class SchoolActie(Actie):
    """On one overeenkomst of the user's own school."""

    sjabloon = "overeenkomsten/school/actie.html"
    zaak: Overeenkomst

    def bereid_voor(self) -> None:
        self.zaak = haal(self.request, self.kwargs["ref"])

    def wie(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak, "door": self.request.user, "op": self.nu}

    def vast(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak}

    def terug_url(self) -> str:
        if Overeenkomst.objects.filter(pk=self.zaak.pk, toestand=Toestand.CONCEPT).exists():
            return reverse("school:overeenkomst", args=[self.zaak.referentie])
        return self.zaak.get_absolute_url()


class Voorleggen(SchoolActie):
    actie = "voorleggen"
    titel = "Leg het plan voor aan de mentor"
    uitleg = "De mentor krijgt een bericht en zegt per competentie of het kan. Daarna kan je ter ondertekening sturen."
    knop = "Leg het plan voor"
    gelukt = "Het plan ligt bij de mentor. Je krijgt een bericht zodra het beantwoord is."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        concept.leg_voor(**self.wie())


class Versturen(SchoolActie):
    actie = "versturen"
    titel = "Stuur ter ondertekening"
    uitleg = (
        "Iedereen die tekent, krijgt een eigen link. Aanpassen kan daarna alleen nog als je de overeenkomst terugneemt."
    )
    gelukt = "De overeenkomst is verstuurd. Op het overzicht zie je wie nog moet tekenen."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        versturen.verstuur(**self.wie())


class Terugnemen(SchoolActie):
    actie = "terugnemen"
    form_class = RedenForm
    titel = "Neem terug om aan te passen"
    uitleg = "Wie al tekende, moet de nieuwe versie opnieuw tekenen en krijgt daar bericht van."
    knop = "Neem terug"
    gelukt = "De overeenkomst is weer een concept. Pas ze aan en stuur ze opnieuw."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        versturen.neem_terug(reden=gegevens["reden"], **self.wie())


class Herinneren(SchoolActie):
    actie = "herinneren"
    titel = "Stuur een herinnering"
    uitleg = "Wie nog niet tekende, krijgt opnieuw een mail met een eigen link."
    gelukt = "De herinnering is verstuurd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        versturen.herinner(**self.wie())


class Annuleren(SchoolActie):
    actie = "annuleren"
    form_class = RedenForm
    titel = "Annuleer de overeenkomst"
    uitleg = "De overeenkomst start dan niet. Wie erbij betrokken is, krijgt bericht met je reden."
    gelukt = "De overeenkomst is geannuleerd."
    gevaar = True

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        beeindigen.annuleer(reden=gegevens["reden"], **self.wie())


class Overdragen(SchoolActie):
    actie = "overdragen"
    form_class = OverdragenForm
    titel = "Geef aan een collega"
    uitleg = "Je collega krijgt voortaan de berichten over deze overeenkomst."
    gelukt = "Je collega volgt deze overeenkomst nu op."

    def form_kwargs(self) -> dict[str, Any]:
        return {"collegas": collegas_van(self.zaak.school).exclude(pk=self.zaak.begeleider_id)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        overdragen.draag_over(aan=gegevens["aan"], **self.wie())


class Registreren(SchoolActie):
    actie = "registreren"
    form_class = RegistrerenForm
    titel = "Noteer de registratie"
    uitleg = "Noteer wanneer je registreerde bij het bevoegde loket, en met welke referentie."
    gelukt = "De registratie is genoteerd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        registreren.registreer(op_dag=gegevens["op_dag"], referentie=gegevens["referentie"], **self.wie())


class _Kopie(SchoolActie):
    """Makes another draft and goes there."""

    nieuw: Overeenkomst | None = None

    def terug_url(self) -> str:
        return reverse("school:overeenkomst", args=[self.nieuw.referentie]) if self.nieuw else super().terug_url()


class Kopieren(_Kopie):
    form_class = LerendeKeuzeForm
    titel = "Kopieer voor een andere lerende"
    uitleg = "Alles gaat mee, behalve de periode. De mentor beantwoordt het plan opnieuw."
    knop = "Maak de kopie"
    gelukt = "De kopie staat klaar. Kijk ze na."

    def form_kwargs(self) -> dict[str, Any]:
        rest = Lerende.objects.for_user(self.request.user).filter(school=self.zaak.school_id, weg_op=None)
        return {"lerenden": rest.exclude(pk=self.zaak.lerende_id)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.nieuw = concept.kopieer(bron=self.zaak, lerende=gegevens["lerende"], door=self.request.user, op=self.nu)


class Verlengen(_Kopie):
    titel = "Verleng voor het volgende jaar"
    uitleg = "We maken een nieuw concept met dezelfde afspraken. De periode en de leervergoeding vul je opnieuw in."
    knop = "Maak het concept"
    gelukt = "Het concept staat klaar. Kies de nieuwe periode."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.nieuw = concept.verleng_vorige(bron=self.zaak, door=self.request.user, op=self.nu)


class Klassjabloonbewaren(SchoolActie):
    """From an overeenkomst that exists."""

    form_class = KlasNaamForm
    titel = "Bewaar als klassjabloon"
    uitleg = "Periode, uurrooster, opleidingsplan en evaluaties gaan mee. De namen en de leerwerkplek niet."
    knop = "Bewaar het sjabloon"
    gelukt = "Het klassjabloon staat klaar. Maak er concepten mee voor je klas."
    nieuw: Klassjabloon | None = None

    def terug_url(self) -> str:
        return reverse("school:klas", args=[self.nieuw.pk]) if self.nieuw else super().terug_url()

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.nieuw = klas.bewaar_als_sjabloon(naam=gegevens["naam"], **self.wie())


# Row of the transition table → name of its page, in the order of the buttons.
SCHERM = {
    "herinneren": "herinneren",
    "registreren": "registreren",
    "terugnemen": "terugnemen",
    "overdragen": "overdragen",
    "annuleren": "annuleren",
}


KOPIE: dict[str, type[SchoolActie]] = {
    "kopieren": Kopieren,
    "verlengen": Verlengen,
    "klas_bewaren": Klassjabloonbewaren,
}


def knoppen(overeenkomst: Overeenkomst, user: User) -> list[tuple[str, str]]:
    """(label, address) of what the school may do with it now; for its own page."""
    rollen = overeenkomst.rollen_van(user)
    mag = {rij.actie: rij for rij in overeenkomst.OVERGANGEN.voor(overeenkomst.toestand, rollen)}
    if Wie.SCHOOL not in rollen:
        return []
    altijd = [(view.titel, reverse(f"school:{naam}", args=[overeenkomst.referentie])) for naam, view in KOPIE.items()]
    return altijd + [
        (mag[actie].label, reverse(f"school:{scherm}", args=[overeenkomst.referentie]))
        for actie, scherm in SCHERM.items()
        if actie in mag
    ]
