from django.apps import AppConfig


class OverzichtConfig(AppConfig):
    name = "educam_portal.overzicht"
    label = "overzicht"
