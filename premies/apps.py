from django.apps import AppConfig


class PremiesConfig(AppConfig):
    name = "premies"

    def ready(self) -> None:
        """Listen to the facts of the lower floors."""
        from . import verwerkers  # noqa: F401
