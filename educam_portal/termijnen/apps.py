from django.apps import AppConfig


class TermijnenConfig(AppConfig):
    name = "educam_portal.termijnen"
    label = "termijnen"

    def ready(self) -> None:
        """Tell the floors below what this one sends, and what must follow when a parameter changes."""
        from educam_portal.parameters import gevolgen

        from . import herberekening, notifications

        notifications.registreer_alles()
        gevolgen.registreer(
            gevolgen.Volger(tel=herberekening.zinnen, start=herberekening.start, stand=herberekening.stand)
        )
