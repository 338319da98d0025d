from django.apps import AppConfig


class PremiesConfig(AppConfig):
    name = "premies"
