"""Technical reading for the beheerder: no names, no contents, no download (rules.md §2)."""

from django.contrib import admin

from educam_portal.accounts.admin import AlleenLezen

from .models import Document, Leeslog


@admin.register(Document)
class DocumentAdmin(AlleenLezen):
    list_display = ["id", "soort", "mime", "grootte", "gevoelig", "geupload_op", "bewaren_tot", "gewist_op"]
    list_filter = ["soort", "gevoelig", "gegenereerd"]
    date_hierarchy = "geupload_op"
    search_fields = ["id"]
    fields = [
        ("id", "soort", "mime", "grootte"),
        ("gevoelig", "gegenereerd", "opslagnaam"),
        ("geupload_op", "bewaren_tot", "gewist_op", "gewist_reden"),
    ]
    ordering = ["-geupload_op"]
    view_on_site = False


@admin.register(Leeslog)
class LeeslogAdmin(AlleenLezen):
    list_display = ["op", "user", "document_id", "soort"]
    fields = ["op", "user", "document_id", "soort"]
    list_select_related = ["user", "document"]
    date_hierarchy = "op"

    @admin.display(description="soort", ordering="document__soort")
    def soort(self, regel: Leeslog) -> str:
        return regel.document.soort
