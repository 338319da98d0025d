from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "educam_portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from .foutzinnen import neem_over

        neem_over()
