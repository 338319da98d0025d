"""Addresses of the public pages (ux.md §3.1)."""

from django.urls import path

from erkenning.views import publiek as leerwerkplekken
from overeenkomsten.views import publiek as overeenkomsten
from premies.views import publiek as premies

from . import aanbieders, publiek
from .api.uitleg import uitleg as api_uitleg

app_name = "publiek"

urlpatterns = [
    path("", publiek.start, name="start"),
    path("check/", publiek.check, name="check"),
    path("voorbereiden/", publiek.voorbereiden, name="voorbereiden"),
    path("leerwerkplekken/", leerwerkplekken.lijst, name="leerwerkplekken"),
    path("leerwerkplekken/<int:pk>/", leerwerkplekken.detail, name="leerwerkplek"),
    path("consulenten/", publiek.consulenten, name="consulenten"),
    path("controleer/", publiek.controleer, name="controleer"),
    path("controleer/<slug:code>/", publiek.controle, name="controle"),
    path("hoe-werkt-het/", publiek.hoe_werkt_het, name="hoe_werkt_het"),
    path("aanbieders/", aanbieders.lijst, name="aanbieders"),
    path("wie-zoek-je/", overeenkomsten.wie_zoek_je, name="wie_zoek_je"),
    path("kosten/", overeenkomsten.kosten, name="kosten"),
    path("premie/", premies.premie, name="premie"),
    path("opleidingen/", publiek.opleidingen, name="opleidingen"),
    path("privacy/", publiek.privacy, name="privacy"),
    path("toegankelijkheid/", publiek.toegankelijkheid, name="toegankelijkheid"),
    path("contact/", publiek.contact, name="contact"),
    path("nieuw/", publiek.nieuw, name="nieuw"),
    path("api/v1/", api_uitleg, name="api"),
    path("robots.txt", publiek.robots, name="robots"),
]
