"""Small actions on a dossier: taking in, first contact, assigning, closing a question (rules.md §3.2)."""

from typing import Any

from educam_portal.accounts.services import coordinatoren
from educam_portal.organisaties.regios import consulenten_van

from ...forms import consulent as formulieren
from ...services import afsluiten, behandeling
from .basis import DossierActie


class InBehandeling(DossierActie):
    actie = "in_behandeling_nemen"
    uitleg = "Je begint aan dit dossier. De werkgever ziet dat het in behandeling is."
    gelukt = "Gelukt. Dit dossier is nu in behandeling."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.in_behandeling_nemen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu)


class EersteContact(DossierActie):
    actie = "eerste_contact"
    form_class = formulieren.ContactForm
    titel = "Contact met de werkgever noteren"
    uitleg = "Heb je gebeld? Noteer het hier. De termijn voor het eerste contact is dan voldaan."
    knop = "Noteer het contact"
    gelukt = "Gelukt. Het contact staat in het dossier."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.eerste_contact(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class Toewijzen(DossierActie):
    actie = "toewijzen"
    form_class = formulieren.ToewijzenForm
    titel = "Geef dit dossier aan een collega"
    uitleg = "Je collega en wie het dossier nu heeft, krijgen een mail."
    knop = "Wijs toe"

    def form_kwargs(self) -> dict[str, Any]:
        collegas = {user.pk: user for user in [*consulenten_van(self.aanvraag.regio), *coordinatoren()]}
        collegas.pop(self.aanvraag.consulent_id, None)
        return {"collegas": list(collegas.values())}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.toewijzen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return f"Gelukt. {gegevens['consulent']} behandelt nu dit dossier."


class VraagIntrekken(DossierActie):
    actie = "vraag_intrekken"
    form_class = formulieren.VrijeRedenForm
    titel = "Trek je vraag in"
    uitleg = (
        "Kreeg je het antwoord aan de telefoon? De termijn loopt dan weer, en de werkgever hoeft niets meer te doen."
    )
    knop = "Trek de vraag in"
    gelukt = "Gelukt. De vraag is ingetrokken en de termijn loopt weer."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.vraag_intrekken(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class ZonderGevolg(DossierActie):
    actie = "zonder_gevolg_stellen"
    form_class = formulieren.VrijeRedenForm
    titel = "Stel deze aanvraag zonder gevolg"
    uitleg = (
        "Dit sluit de aanvraag af omdat er geen antwoord kwam. De werkgever krijgt een mail "
        "en kan later een nieuwe aanvraag kopiëren van deze."
    )
    knop = "Stel zonder gevolg"
    gelukt = "Gelukt. De aanvraag is zonder gevolg gesteld."
    gevaar = True

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        afsluiten.zonder_gevolg_stellen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class Vestigingsnummer(DossierActie):
    actie = "vestiging_aanvullen"
    form_class = formulieren.VestigingsnummerForm
    titel = "Vul het vestigingsnummer in"
    knop = "Bewaar het nummer"
    gelukt = "Gelukt. Het vestigingsnummer is bewaard."

    def bereid_voor(self) -> None:
        vestiging = self.aanvraag.vestiging
        self.uitleg = f"Zoek in de KBO naar {vestiging.naam}, {vestiging.adres}."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.vul_vestigingsnummer_in(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)
