from django.apps import AppConfig


class OverzichtConfig(AppConfig):
    name = "educam_portal.overzicht"
    label = "overzicht"

    def ready(self) -> None:
        from educam_portal.documenten import registreer_vernieuwing
        from educam_portal.meldingen import postvak

        from . import context, notifications, sleutels

        notifications.registreer_alles()
        context.registreer_ongelezen(postvak.ongelezen)
        registreer_vernieuwing("tweede stap", sleutels.vernieuw_tweede_factor)
