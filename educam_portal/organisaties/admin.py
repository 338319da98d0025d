"""Organisations in the technical administration: to look at, never to change; no contents of dossiers (rules.md §2)."""

from django.contrib import admin

from educam_portal.accounts.admin import AlleenLezen

from . import models


@admin.register(models.Onderneming)
class OndernemingAdmin(AlleenLezen):
    list_display = ["naam", "nummer", "status", "bevestigd_op"]
    list_filter = ["status"]
    search_fields = ["naam", "nummer"]


@admin.register(models.Vestiging)
class VestigingAdmin(AlleenLezen):
    list_display = ["naam", "nummer", "postcode", "gemeente", "regio"]
    list_filter = ["regio"]
    list_select_related = ["gemeente", "regio"]
    search_fields = ["naam", "nummer", "onderneming__naam"]


@admin.register(models.School)
class SchoolAdmin(AlleenLezen):
    list_display = ["naam", "instellingsnummer", "soort", "gemeente"]
    list_filter = ["soort"]
    list_select_related = ["gemeente"]
    search_fields = ["naam", "instellingsnummer"]


@admin.register(models.Toegangsverzoek)
class ToegangsverzoekAdmin(AlleenLezen):
    list_display = ["user", "onderneming", "status", "gevraagd_op", "behandeld_op"]
    list_filter = ["status"]
    list_select_related = ["user", "onderneming"]


@admin.register(models.Machtiging)
class MachtigingAdmin(AlleenLezen):
    list_display = ["onderneming", "gemachtigde", "scopes", "van", "tot", "ingetrokken_op"]
    list_select_related = ["onderneming", "gemachtigde"]
    exclude = ["document"]


@admin.register(models.Afwezigheid)
class AfwezigheidAdmin(AlleenLezen):
    list_display = ["user", "vervanger", "van", "tot", "ingetrokken_op"]
    list_select_related = ["user", "vervanger"]
    exclude = ["reden"]


@admin.register(models.Regio)
class RegioAdmin(AlleenLezen):
    list_display = ["naam", "code", "volgorde"]


@admin.register(models.ContactKaart)
class ContactKaartAdmin(AlleenLezen):
    list_display = ["regio", "naam", "email", "telefoon", "geldig_van", "geldig_tot"]
    list_select_related = ["regio"]


@admin.register(models.Gemeente)
class GemeenteAdmin(AlleenLezen):
    list_display = ["naam", "nis", "gebied"]
    list_filter = ["gebied"]
    search_fields = ["naam", "nis"]


@admin.register(models.Postcode)
class PostcodeAdmin(AlleenLezen):
    list_display = ["postcode", "gemeente", "regio", "geldig_van", "geldig_tot"]
    list_filter = ["regio"]
    list_select_related = ["gemeente", "regio"]
    search_fields = ["postcode", "gemeente__naam"]


@admin.register(models.Opleiding)
class OpleidingAdmin(AlleenLezen):
    list_display = ["titel", "code", "graad", "geldig_van", "geldig_tot"]
    list_filter = ["graad"]
    search_fields = ["titel", "code", "zoekwoorden"]
