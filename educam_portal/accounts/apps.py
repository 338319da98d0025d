from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "educam_portal.accounts"
    label = "accounts"
