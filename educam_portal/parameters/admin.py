"""The beheerder reads the parameters and their history here; the coördinator keeps them on screens of its own."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from educam_portal.accounts.admin import AlleenLezen

from .models import Parameter


@admin.register(Parameter)
class ParameterAdmin(AlleenLezen, SimpleHistoryAdmin):
    list_display = ["naam", "waarde", "geldig_vanaf", "bron", "afgeleid"]
    list_filter = ["afgeleid"]
    search_fields = ["naam", "bron"]
    date_hierarchy = "geldig_vanaf"
