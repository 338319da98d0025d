from django.apps import AppConfig


class TermijnenConfig(AppConfig):
    name = "educam_portal.termijnen"
    label = "termijnen"

    def ready(self) -> None:
        """Tell the floor of messages what this one sends."""
        from . import notifications

        notifications.registreer_alles()
