from django.apps import AppConfig


class OvereenkomstenConfig(AppConfig):
    name = "overeenkomsten"

    def ready(self) -> None:
        """Tell the lower floors what they may not import: terms and messages."""
        from . import notifications, termijnsoorten

        termijnsoorten.registreer_alles()
        notifications.registreer_alles()
