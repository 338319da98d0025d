"""What a werkgever opens."""

from django.urls import path

from ..views import vestigingen
from ..views.werkgever import (
    bezoek,
    documenten,
    dossier,
    erkenning,
    indienen,
    maatregel,
    mentorwissel,
    overzicht,
    stappen,
)

app_name = "werkgever"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("aanvragen/", overzicht.aanvragen, name="aanvragen"),
    path("aanvragen/nieuw/", overzicht.nieuw, name="aanvraag_nieuw"),
    path("aanvragen/<str:ref>/", dossier.aanvraag, name="aanvraag"),
    path("aanvragen/<str:ref>/vestiging/", stappen.vestiging, name="vestiging"),
    path("aanvragen/<str:ref>/vestiging/nieuw/", stappen.vestiging_nieuw, name="vestiging_nieuw"),
    path("aanvragen/<str:ref>/opleidingen/", stappen.opleidingen, name="opleidingen"),
    path("aanvragen/<str:ref>/opleidingen/plaatsen/", stappen.plaatsen, name="plaatsen"),
    path("aanvragen/<str:ref>/opleidingen/<int:lijn>/schrappen/", dossier.schrappen, name="lijn_schrappen"),
    path("aanvragen/<str:ref>/activiteiten/", stappen.activiteiten, name="activiteiten"),
    path("aanvragen/<str:ref>/activiteiten/<int:lijn>/", stappen.activiteiten, name="activiteiten_lijn"),
    path("aanvragen/<str:ref>/mentoren/", stappen.mentoren, name="mentoren"),
    path("aanvragen/<str:ref>/mentoren/nieuw/", stappen.mentor, name="mentor_nieuw"),
    path("aanvragen/<str:ref>/mentoren/<int:pk>/", stappen.mentor, name="mentor"),
    path("aanvragen/<str:ref>/voorwaarden/", stappen.voorwaarden, name="voorwaarden"),
    path("aanvragen/<str:ref>/documenten/", documenten.documenten, name="documenten"),
    path("aanvragen/<str:ref>/documenten/<slug:vak>/", documenten.opladen, name="opladen"),
    path("aanvragen/<str:ref>/nakijken/", indienen.nakijken, name="nakijken"),
    path("aanvragen/<str:ref>/ingediend/", indienen.ingediend, name="ingediend"),
    path("aanvragen/<str:ref>/aanvullen/", dossier.aanvullen, name="aanvullen"),
    path("aanvragen/<str:ref>/bericht/", dossier.bericht, name="bericht"),
    path("aanvragen/<str:ref>/hulp/", dossier.hulp_regelen, name="hulp"),
    path("aanvragen/<str:ref>/intrekken/", dossier.intrekken, name="intrekken"),
    path("aanvragen/<str:ref>/kopieren/", dossier.kopieren, name="kopieren"),
    path("aanvragen/<str:ref>/sluiting/", dossier.sluiting, name="sluiting"),
    path("erkenningen/<int:pk>/plaatsen/", erkenning.plaatsen, name="erkende_plaatsen"),
    path("erkenningen/<int:pk>/verlengen/", erkenning.verleng, name="verlengen"),
    path("vestigingen/<int:pk>/sluiten/", vestigingen.sluiten, name="vestiging_sluiten"),
    path("vestigingen/<int:pk>/verhuizen/", vestigingen.verhuizen, name="vestiging_verhuizen"),
    path("maatregelen/<int:pk>/", maatregel.maatregel, name="maatregel"),
    path("bezoek/<str:token>/", bezoek.bezoek, name="bezoek"),
    path("mentoren/", overzicht.mentoren, name="mentoren_lijst"),
    path("mentoren/nieuw/", mentorwissel.toevoegen, name="mentor_toevoegen"),
    path("erkenningen/<int:pk>/mentor/", mentorwissel.voorstellen, name="mentor_voorstellen"),
]
