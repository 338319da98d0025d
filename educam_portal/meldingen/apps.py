from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "educam_portal.meldingen"
    label = "meldingen"
