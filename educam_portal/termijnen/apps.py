from django.apps import AppConfig


class TermijnenConfig(AppConfig):
    name = "educam_portal.termijnen"
    label = "termijnen"
