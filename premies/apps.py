from django.apps import AppConfig


class PremiesConfig(AppConfig):
    name = "premies"

    def ready(self) -> None:
        """Listen to the facts of the lower floors, and tell them what they may not import: files, messages, terms, what to do."""
        from educam_portal.documenten import registreer_beleid
        from erkenning.acties import registreer_acties

        from . import documenten, gevolgen, notifications, termijnsoorten, verwerkers  # noqa: F401
        from .acties import voor_werkgever

        for soort in (documenten.LEVERING, documenten.ANTWOORD):
            registreer_beleid(soort, documenten.mag_lezen)
        notifications.registreer_alles()
        termijnsoorten.registreer_alles()
        gevolgen.registreer_alles()
        registreer_acties(voor_werkgever)
