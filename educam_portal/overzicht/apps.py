from django.apps import AppConfig


class OverzichtConfig(AppConfig):
    name = "educam_portal.overzicht"
    label = "overzicht"

    def ready(self) -> None:
        from . import controle

        controle.registreer(controle.erkenning_uitkomst)
