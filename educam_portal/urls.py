"""All doors of the portal."""

from django.urls import include, path

urlpatterns = [
    path("documenten/", include("educam_portal.documenten.urls")),
    path("", include("educam_portal.meldingen.urls")),
    path("", include("educam_portal.overzicht.vormgids")),
    path("", include("erkenning.urls")),
    path("", include("educam_portal.overzicht.urls")),
]
