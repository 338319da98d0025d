from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    name = "educam_portal.documenten"
    label = "documenten"
