"""Accounts in the technical administration. Memberships and invitations change on the screens of the portal only."""

from django.contrib import admin

from .models import Lidmaatschap, Organisatie, Uitnodiging, User


class AlleenBekijken(admin.options.BaseModelAdmin):
    """Look, do not touch: what is shown here has its own service."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class AlleenLezen(AlleenBekijken, admin.ModelAdmin):
    """A page of its own for such rows."""


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "naam", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["email", "naam"]
    fields = ["email", "naam", "telefoon", "is_active", "is_superuser", "last_login", "aangemaakt_op"]
    # Closing an account ends sessions and hands work over: that is a service, not a tick box.
    readonly_fields = ["email", "is_active", "is_superuser", "last_login", "aangemaakt_op"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Organisatie)
class OrganisatieAdmin(AlleenLezen):
    list_display = ["naam", "soort", "sleutel"]
    list_filter = ["soort"]
    search_fields = ["naam", "sleutel"]


@admin.register(Lidmaatschap)
class LidmaatschapAdmin(AlleenLezen):
    list_display = ["user", "organisatie", "rol", "bereik", "bron", "van", "tot"]
    list_filter = ["rol", "bron"]
    list_select_related = ["user", "organisatie"]
    search_fields = ["user__email", "organisatie__naam"]


@admin.register(Uitnodiging)
class UitnodigingAdmin(AlleenLezen):
    list_display = ["email", "organisatie", "rol", "aangemaakt_op", "vervalt_op", "aanvaard_op", "ingetrokken_op"]
    list_select_related = ["organisatie"]
    search_fields = ["email", "organisatie__naam"]
    exclude = ["zaad", "token_hash"]
