from django.apps import AppConfig


class MentorenConfig(AppConfig):
    name = "mentoren"

    def ready(self) -> None:
        """Tell the lower floors what they may not import: terms, messages, document policies, calendars and codes."""
        from educam_portal.documenten import codes, registreer_beleid
        from educam_portal.meldingen import registreer_geheim
        from educam_portal.termijnen.agenda import registreer_agenda

        from . import attesten, deadlines, documenten, feiten, ics, impact, koppeling, notifications, verwerkers  # noqa: F401
        from .services.vragen import SOORT
        from .vragen import geheim_van

        deadlines.registreer_alles()
        notifications.registreer_alles()
        impact.registreer_alles()
        documenten.registreer_beleid_voor(registreer_beleid)
        registreer_agenda(ics.agenda)
        codes.registreer(attesten.code_uitkomst)
        registreer_geheim(SOORT, geheim_van)
