"""Doors of this floor, one module per audience."""

from django.urls import include, path

from ..views.doorsturen import doorsturen

urlpatterns = [
    path("dossier/<str:ref>/", doorsturen, name="doorsturen"),
    path("werkgever/", include("erkenning.urls.werkgever")),
    path("mentor/", include("erkenning.urls.mentor")),
    path("consulent/", include("erkenning.urls.consulent")),
    path("coordinator/", include("erkenning.urls.coordinator")),
]
