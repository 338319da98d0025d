from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    name = "educam_portal.organisaties"
    label = "organisaties"

    def ready(self) -> None:
        from . import registraties

        registraties.registreer()
