"""The beheerder reads the parameters and their history here; the coördinator keeps them on screens of its own."""

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from .models import Parameter


@admin.register(Parameter)
class ParameterAdmin(SimpleHistoryAdmin):
    list_display = ["naam", "waarde", "geldig_vanaf", "bron", "afgeleid"]
    list_filter = ["afgeleid"]
    search_fields = ["naam", "bron"]
    date_hierarchy = "geldig_vanaf"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Parameter | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Parameter | None = None) -> bool:
        return False
