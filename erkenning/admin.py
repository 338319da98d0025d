"""Letters in the technical administration: which one could not be made and why, never what it says (rules.md §2)."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from educam_portal.accounts.admin import AlleenLezen

from .models import Brief


@admin.register(Brief)
class BriefAdmin(AlleenLezen):
    list_display = ["pk", "soort", "aanvraag", "toestand", "pogingen", "lease_tot", "aangemaakt_op"]
    list_filter = ["toestand", "soort"]
    list_select_related = ["aanvraag"]
    fields = ["soort", "aanvraag", "versie", "toestand", "pogingen", "lease_tot", "fout", "aangemaakt_op"]
    actions = ["probeer_opnieuw"]

    @admin.action(description="Opnieuw proberen te maken", permissions=["view"])
    def probeer_opnieuw(self, request: HttpRequest, queryset: QuerySet[Brief]) -> None:
        """Letters that were given up wait again; the sweep takes them."""
        aantal = queryset.filter(toestand=Brief.Toestand.MISLUKT).update(
            toestand=Brief.Toestand.WACHT, pogingen=0, lease_tot=None
        )
        self.message_user(request, f"{aantal} brief(ven) wachten opnieuw op hun PDF.")
