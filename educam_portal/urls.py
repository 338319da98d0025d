"""All doors of the portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("educam_portal.overzicht.urls")),
]
