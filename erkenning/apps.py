from django.apps import AppConfig


class ErkenningConfig(AppConfig):
    name = "erkenning"

    def ready(self) -> None:
        """Tell the lower floors what they may not import: terms, policies, codes, calendars, who follows what."""
        from educam_portal.documenten import codes, registreer_beleid
        from educam_portal.meldingen.storingen import registreer_bron
        from educam_portal.meldingen.uitgaand import registreer_behandelaar
        from educam_portal.organisaties.services.vestigingen import registreer_slot
        from educam_portal.termijnen.agenda import registreer_agenda
        from educam_portal.termijnen.register import registreer_van_wie
        from mentoren.deadlines import registreer_volgers

        from . import (  # noqa: F401
            controle,
            dagdelen,
            deadlines,
            documenten,
            feiten,
            ics,
            impact,
            notifications,
            verwerkers,
        )
        from .brieven import niet_gemaakt
        from .ontvangers import volgers_van
        from .slot import plaats_staat_vast
        from .vervanging import van_wie

        deadlines.registreer_alles()
        notifications.registreer_alles()
        dagdelen.registreer_alles()
        impact.registreer_alles()
        documenten.registreer_beleid_voor(registreer_beleid)
        registreer_volgers(volgers_van)
        registreer_agenda(ics.agenda)
        registreer_slot(plaats_staat_vast)
        registreer_van_wie(van_wie)
        registreer_bron(niet_gemaakt)
        registreer_behandelaar(documenten.behandelt_zaak)
        codes.registreer(controle.erkenning_uitkomst)
