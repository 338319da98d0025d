from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "educam_portal.meldingen"
    label = "meldingen"

    def ready(self) -> None:
        from educam_portal.accounts.backend import registreer_bij_user

        from . import notifications, postvak

        notifications.registreer_alles()
        registreer_bij_user(postvak.VELD, postvak.telling)
