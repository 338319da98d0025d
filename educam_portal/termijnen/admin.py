"""The beheerder reads which terms run, what was sent for them and when the job last ran; nothing changes here."""

from django.contrib import admin

from educam_portal.accounts.admin import AlleenBekijken, AlleenLezen

from .models import Herberekening, Herinnering, Pauze, Taakloop, Termijn


class PauzeInline(AlleenBekijken, admin.TabularInline):
    model = Pauze
    extra = 0
    fields = ["sleutel", "reden", "van", "tot"]


class HerinneringInline(AlleenBekijken, admin.TabularInline):
    model = Herinnering
    extra = 0
    fields = ["moment", "ontvanger", "op", "bericht"]


@admin.register(Termijn)
class TermijnAdmin(AlleenLezen):
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
class TaakloopAdmin(AlleenLezen):
    list_display = ["naam", "voor_dag", "laatst_klaar", "acties", "fouten"]


@admin.register(Herberekening)
class HerberekeningAdmin(AlleenLezen):
    list_display = ["parameter", "vanaf", "tot", "gevraagd_op", "gedaan", "totaal", "veranderd", "fouten", "klaar_op"]
    list_filter = ["parameter"]
