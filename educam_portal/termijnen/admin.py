"""The beheerder reads which terms run, what was sent for them and when the job last ran; nothing changes here."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from .models import Herinnering, Pauze, Taakloop, Termijn


class _AlleenLezen(admin.options.BaseModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class PauzeInline(_AlleenLezen, admin.TabularInline):
    model = Pauze
    extra = 0
    fields = ["sleutel", "reden", "van", "tot"]


class HerinneringInline(_AlleenLezen, admin.TabularInline):
    model = Herinnering
    extra = 0
    fields = ["moment", "ontvanger", "op", "bericht"]


@admin.register(Termijn)
class TermijnAdmin(_AlleenLezen, admin.ModelAdmin):
    list_display = [
        "soort",
        "onderwerp_type",
        "onderwerp_id",
        "start",
        "vervalt_op",
        "volgende_op",
        "voldaan_op",
        "nietig_op",
    ]
    list_filter = ["soort"]
    list_select_related = ["onderwerp_type"]
    search_fields = ["onderwerp_id"]
    date_hierarchy = "vervalt_op"
    inlines = [PauzeInline, HerinneringInline]


@admin.register(Taakloop)
class TaakloopAdmin(_AlleenLezen, admin.ModelAdmin):
    list_display = ["naam", "voor_dag", "laatst_klaar", "acties", "fouten"]
