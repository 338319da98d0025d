from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    name = "educam_portal.organisaties"
    label = "organisaties"

    def ready(self) -> None:
        from . import notifications, registraties

        notifications.registreer_alles()
        registraties.registreer()
