from django.apps import AppConfig


class PremiesConfig(AppConfig):
    name = "premies"

    def ready(self) -> None:
        """Listen to the facts of the lower floors, and say who may read our files."""
        from educam_portal.documenten import registreer_beleid

        from . import documenten, verwerkers  # noqa: F401

        for soort in (documenten.LEVERING, documenten.ANTWOORD):
            registreer_beleid(soort, documenten.mag_lezen)
