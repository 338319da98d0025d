from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "educam_portal.meldingen"
    label = "meldingen"

    def ready(self) -> None:
        from . import notifications

        notifications.registreer_alles()
