from django.apps import AppConfig


class ErkenningConfig(AppConfig):
    name = "erkenning"

    def ready(self) -> None:
        """Tell the lower floors what they may not import: terms, document policies, who follows a mentor."""
        from educam_portal.documenten import registreer_beleid
        from mentoren.deadlines import registreer_volgers

        from . import deadlines, documenten, feiten, notifications, verwerkers  # noqa: F401
        from .ontvangers import volgers_van

        deadlines.registreer_alles()
        notifications.registreer_alles()
        documenten.registreer_beleid_voor(registreer_beleid)
        registreer_volgers(volgers_van)
