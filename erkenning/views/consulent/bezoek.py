"""Planning the visit (rules.md §3.2): beside the form stands the consulent's own agenda."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.organisaties.afwezigheden import stand
from educam_portal.termijnen.rules import is_werkdag

from ... import daglijst
from ...forms import consulent_bezoek as formulieren
from ...models import Aanvraag, Bezoek
from ...services import bezoek as diensten
from .basis import DossierActie

AGENDA_DAGEN = 14
# Hours between which a workshop is open.
VROEGST, LAATST = 7, 19


class BezoekActie(DossierActie):
    """An action after which one looks at the visits of the dossier."""

    terug_naar = "consulent:bezoek"


class MetMoment(BezoekActie):
    """An action that chooses moments: what is allowed but seldom meant is said aloud once it is done."""

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        for moment in gegevens.get("momenten") or [gegevens["begint_op"]]:
            for zin in self._let_op(timezone.localtime(moment)):
                messages.warning(self.request, zin)
        return self.gelukt

    def _let_op(self, moment: datetime) -> Iterator[str]:
        dag = moment.date()
        if not is_werkdag(dag):
            yield f"Let op: {date_format(dag, 'l j F')} is geen werkdag."
        elif not VROEGST <= moment.hour < LAATST:
            yield f"Let op: {moment.hour}.{moment:%M} uur is een ongewoon uur voor een bezoek."
        if self.aanvraag.vervalt_op and dag > self.aanvraag.vervalt_op:
            # Planning may have moved the term itself.
            uiterlijk = Aanvraag.objects.values_list("vervalt_op", flat=True).get(pk=self.aanvraag.pk)
            if uiterlijk and dag > uiterlijk:
                yield f"Let op: je moet uiterlijk op {date_format(uiterlijk, 'l j F')} beslissen. Dit bezoek valt later."


class MetAgenda(MetMoment):
    """With the visits of the next two weeks beside the form, weekends and holidays marked."""

    sjabloon = "erkenning/consulent/bezoek_plannen.html"

    def meer(self, form: forms.Form) -> dict[str, Any]:
        vandaag = timezone.localdate(self.nu)
        laatste = vandaag + timedelta(days=AGENDA_DAGEN)
        bezoeken = daglijst.bezoeken(self.request.user, vandaag, laatste, stand(vandaag))
        dagen = []
        for n in range(AGENDA_DAGEN + 1):
            dag = vandaag + timedelta(days=n)
            eigen = [b for b in bezoeken if timezone.localdate(b.begint_op) == dag]
            vrij = not is_werkdag(dag)
            if eigen or not vrij or dag.weekday() < 5:
                dagen.append(
                    {
                        "dag": dag,
                        "bezoeken": eigen,
                        "vrij": vrij,
                        "werkdag": dag.weekday() < 5,
                        "laatste": dag == self.aanvraag.vervalt_op,
                    }
                )
        return {"agenda": dagen}


class Vastleggen(MetAgenda):
    actie = "bezoek_vastleggen"
    form_class = formulieren.VastleggenForm
    titel = "Leg het bezoek vast"
    uitleg = (
        "Heb je met de werkgever een moment afgesproken? Jullie krijgen allebei een uitnodiging voor de agenda. "
        "Je telefoontje telt meteen als eerste contact."
    )
    knop = "Leg het bezoek vast"
    gelukt = "Gelukt. Het bezoek staat vast. De uitnodiging is verstuurd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        velden = {naam: gegevens[naam] for naam in ("begint_op", "duur", "mentor_aanwezig", "opmerking")}
        diensten.bezoek_vastleggen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **velden)


class Voorstellen(MetAgenda):
    actie = "bezoek_voorstellen"
    form_class = formulieren.VoorstellenForm
    sjabloon = "erkenning/consulent/bezoek_voorstellen.html"
    titel = "Stel momenten voor"
    uitleg = "De werkgever krijgt een mail en kiest met één tik. Stel minstens één moment binnen de termijn voor."
    knop = "Stuur je voorstel"
    gelukt = "Gelukt. De werkgever kreeg je voorstel."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        velden = {naam: gegevens[naam] for naam in ("momenten", "duur", "opmerking")}
        diensten.bezoek_voorstellen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **velden)


class Sluiting(BezoekActie):
    actie = "sluiting_melden"
    form_class = formulieren.SluitingForm
    titel = "Meld een sluiting"
    uitleg = (
        "Is de onderneming een tijd gesloten? De termijn staat stil vanaf vandaag tot het bezoek erna. "
        "Een voorstel dat nog openstaat, vervalt."
    )
    knop = "Bewaar de sluiting"
    gelukt = "Gelukt. De sluiting is genoteerd en de termijn schuift op."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.sluiting_melden(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class GeenBezoek(BezoekActie):
    actie = "geen_bezoek_nodig"
    form_class = formulieren.GeenBezoekForm
    titel = "Geen bezoek nodig"
    uitleg = "Een bezoek is de regel. Noteer waarom het hier niet nodig is: de werkgever ziet die reden niet."
    knop = "Bewaar de reden"
    gelukt = "Gelukt. De reden staat in het dossier."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.geen_bezoek_nodig(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class EenBezoek(BezoekActie):
    """An action on one visit of this dossier, named in the address."""

    bezoek: Bezoek

    def bereid_voor(self) -> None:
        bezoek = self.aanvraag.bezoeken.filter(pk=self.kwargs["pk"]).select_related("consulent").first()
        if bezoek is None:
            raise Http404
        self.bezoek = bezoek


class Verplaatsen(EenBezoek, MetAgenda):
    actie = "bezoek_verplaatsen"
    form_class = formulieren.VerplaatsForm
    titel = "Verplaats het bezoek"
    uitleg = "De werkgever krijgt een nieuwe uitnodiging, die de vorige vervangt."
    knop = "Verplaats het bezoek"
    gelukt = "Gelukt. Het bezoek is verplaatst. De nieuwe uitnodiging is verstuurd."

    def form_kwargs(self) -> dict[str, Any]:
        if self.bezoek.begint_op is None:
            return {}
        nu = timezone.localtime(self.bezoek.begint_op)
        return {"initial": {"dag": nu.date(), "uur": nu.time()}}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.bezoek_verplaatsen(
            aanvraag=self.aanvraag,
            bezoek=self.bezoek,
            begint_op=gegevens["begint_op"],
            op_vraag_werkgever=gegevens["op_vraag_werkgever"],
            door=self.request.user,
            op=self.nu,
        )


class Overnemen(EenBezoek):
    actie = "bezoek_overnemen"
    titel = "Neem het bezoek over"
    uitleg = "Jij gaat in plaats van je collega, op hetzelfde moment. De werkgever en je collega krijgen een nieuwe uitnodiging."
    knop = "Neem het bezoek over"
    gelukt = "Gelukt. Het bezoek staat in jouw agenda. De nieuwe uitnodiging is verstuurd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.bezoek_overnemen(aanvraag=self.aanvraag, bezoek=self.bezoek, door=self.request.user, op=self.nu)


class Annuleren(EenBezoek):
    actie = "bezoek_annuleren"
    form_class = formulieren.AnnuleerForm
    titel = "Annuleer het bezoek"
    uitleg = "De werkgever krijgt bericht. Ging het bezoek ter plaatse niet door, noteer het dan ook hier."
    knop = "Annuleer het bezoek"
    gelukt = "Gelukt. Het bezoek is geannuleerd."
    gevaar = True

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.bezoek_annuleren(
            aanvraag=self.aanvraag, bezoek=self.bezoek, door=self.request.user, op=self.nu, **gegevens
        )


class Uitgevoerd(EenBezoek):
    actie = "bezoek_uitvoeren"
    titel = "Het bezoek is gebeurd"
    uitleg = "Daarna schrijf je het verslag."
    gelukt = "Gelukt. Het bezoek staat als gebeurd. Schrijf nu het verslag."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.bezoek_uitvoeren(aanvraag=self.aanvraag, bezoek=self.bezoek, door=self.request.user, op=self.nu)
