"""Start pages, public pages, search and health."""

from django.urls import include, path

from educam_portal.overzicht import api, gezondheid

urlpatterns: list = [
    path("", include("educam_portal.overzicht.publiek_urls")),
    # Its first address is the page about it, above.
    path("api/v1/", api.urls),
    path("gezond/", gezondheid.gezond, name="gezond"),
    path("gezond/levend/", gezondheid.levend, name="levend"),
]
