"""Technical reading and repair for the beheerder: which mail did not leave and why, never what it says."""

from typing import cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import uitgaand
from educam_portal.meldingen.models import Bericht


@admin.register(Bericht)
class BerichtAdmin(admin.ModelAdmin):
    list_display = ["pk", "soort", "adres", "toestand", "pogingen", "volgende_poging", "verzonden_op"]
    list_filter = ["toestand", "soort"]
    search_fields = ["adres"]
    readonly_fields = [
        *("soort", "adres", "toestand", "pogingen", "volgende_poging", "lease_tot", "fout"),
        *("aangemaakt_op", "verzonden_op", "mislukt_op", "opnieuw_op", "opnieuw_door"),
    ]
    # Neither subject, text, attachments nor dossier: what a message says is not technical.
    fields = (*readonly_fields,)
    actions = ["probeer_opnieuw"]

    @admin.action(description="Opnieuw proberen te verzenden", permissions=["view"])
    def probeer_opnieuw(self, request: HttpRequest, queryset: QuerySet[Bericht]) -> None:
        """Failed messages wait again, through the same door as on the screen of the outbox."""
        aantal = 0
        for bericht in queryset:
            try:
                uitgaand.opnieuw_versturen(bericht=bericht, door=cast(User, request.user), op=timezone.now())
            except Geweigerd as fout:
                self.message_user(request, f"{bericht}: {fout.zin}", messages.WARNING)
            else:
                aantal += 1
        self.message_user(request, f"{aantal} bericht(en) wachten opnieuw op verzending.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Bericht | None = None) -> bool:
        return False
