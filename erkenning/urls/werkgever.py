"""What a werkgever opens."""

from django.urls import path

from ..views import werkgever

app_name = "werkgever"
urlpatterns = [
    path("", werkgever.overzicht, name="overzicht"),
    path("aanvragen/<str:ref>/", werkgever.aanvraag, name="aanvraag"),
    path("bezoek/<str:token>/", werkgever.bezoek, name="bezoek"),
]
