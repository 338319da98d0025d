"""Attests in the technical administration: which one could not be made and why, never whose it is (rules.md §2)."""

from django.contrib import admin

from educam_portal.documenten.admin import MaakwerkAdmin

from .models import Attest


@admin.register(Attest)
class AttestAdmin(MaakwerkAdmin):
    wat = ("voltooid_op",)
