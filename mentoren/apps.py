from django.apps import AppConfig


class MentorenConfig(AppConfig):
    name = "mentoren"

    def ready(self) -> None:
        from . import deadlines, feiten, koppeling  # noqa: F401

        deadlines.registreer_alles()
