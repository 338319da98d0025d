from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "educam_portal.parameters"
    label = "parameters"
