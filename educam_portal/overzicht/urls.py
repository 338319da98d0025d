"""Start pages, public pages, search and health."""

from django.urls import path

from educam_portal.overzicht import gezondheid

urlpatterns: list = [
    path("gezond/", gezondheid.gezond, name="gezond"),
    path("gezond/levend/", gezondheid.levend, name="levend"),
]
