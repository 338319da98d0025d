"""What a coördinator opens, beside every screen of the consulenten."""

from django.urls import path

from ..views.coordinator import afwezigheden
from ..views.coordinator.herverdelen import herverdelen
from ..views.coordinator.overzicht import overzicht

app_name = "coordinator"
urlpatterns = [
    path("", overzicht, name="overzicht"),
    path("afwezigheden/", afwezigheden.afwezigheden, name="afwezigheden"),
    path("afwezigheden/nieuw/", afwezigheden.nieuw, name="afwezigheid_nieuw"),
    path("herverdelen/<str:van>/", herverdelen, name="herverdelen"),
]
