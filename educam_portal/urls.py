"""All doors of the portal."""

from django.contrib import admin
from django.urls import include, path

handler400 = "educam_portal.overzicht.api.fouten.slecht_verzoek"
handler404 = "educam_portal.overzicht.api.fouten.niet_gevonden"

urlpatterns = [
    path("", include("educam_portal.accounts.aanmeld_urls")),
    path("", include("educam_portal.accounts.urls")),
    path("", include("educam_portal.organisaties.urls")),
    path("", include("overeenkomsten.urls_school")),
    path("mentor/", include("educam_portal.overzicht.mentor_urls")),
    path("beheer/berichten/", include("educam_portal.meldingen.beheer_urls")),
    path("beheer/", admin.site.urls),
    path("coordinator/instellingen/", include("educam_portal.parameters.urls")),
    path("coordinator/premies/", include("premies.urls_coordinator")),
    path("documenten/", include("educam_portal.documenten.urls")),
    path("", include("educam_portal.meldingen.urls")),
    path("", include("educam_portal.termijnen.urls")),
    path("", include("educam_portal.overzicht.vormgids")),
    path("", include("overeenkomsten.urls")),
    path("mijn-leren/", include("overeenkomsten.urls_mijnleren")),
    path("helpen/", include("overeenkomsten.urls_helpen")),
    path("onderteken/", include("overeenkomsten.urls_onderteken")),
    path("jaarkalender/", include("overeenkomsten.urls_kalender")),
    path("mijn-overeenkomst/", include("overeenkomsten.urls_deelnemer")),
    path("secretariaat/", include("overeenkomsten.urls_secretariaat")),
    path("werkgever/premies/", include("premies.urls")),
    path("", include("mentoren.urls")),
    path("", include("mentoren.urls_dossier")),
    path("", include("erkenning.urls")),
    path("", include("educam_portal.overzicht.urls")),
]
