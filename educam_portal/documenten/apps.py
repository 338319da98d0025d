from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    name = "educam_portal.documenten"
    label = "documenten"
    verbose_name = "documenten"

    def ready(self) -> None:
        from . import onderhoud, sleutels

        sleutels.registreer_vernieuwing("documenten", onderhoud.vernieuw_sleutels)
        sleutels.registreer_vernieuwing("persoonsnummers", onderhoud.vernieuw_nummers)
