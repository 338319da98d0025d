from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    name = "educam_portal.organisaties"
    label = "organisaties"
