"""Technical reading for the beheerder: no names, no contents, no download (rules.md §2)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from educam_portal.accounts.admin import AlleenLezen

from .maakwerk import Maakwerk
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


class MaakwerkAdmin(AlleenLezen):
    """What could not be made and why, never what it says (rules.md §2). A subclass names its own columns in `wat`."""

    wat: tuple[str, ...] = ()
    list_filter = ["toestand"]
    actions = ["probeer_opnieuw"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return ["pk", *self.wat, "toestand", "pogingen", "lease_tot", "aangemaakt_op"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [*self.wat, "toestand", "pogingen", "lease_tot", "fout", "aangemaakt_op"]

    @admin.action(description="Opnieuw proberen te maken", permissions=["view"])
    def probeer_opnieuw(self, request: HttpRequest, queryset: QuerySet[Maakwerk]) -> None:
        """Rows that were given up wait again; the sweep takes them."""
        aantal = queryset.filter(toestand=Maakwerk.Toestand.MISLUKT).update(
            toestand=Maakwerk.Toestand.WACHT, pogingen=0, lease_tot=None
        )
        self.message_user(request, f"{aantal} keer wacht er opnieuw een PDF.")
