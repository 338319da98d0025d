"""Letters in the technical administration: which one could not be made and why, never what it says (rules.md §2)."""

from django.contrib import admin

from educam_portal.documenten.admin import MaakwerkAdmin

from .models import Brief


@admin.register(Brief)
class BriefAdmin(MaakwerkAdmin):
    wat = ("soort", "aanvraag", "versie")
    list_filter = ["toestand", "soort"]
    list_select_related = ["aanvraag"]
