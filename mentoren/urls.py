"""Doors of the mentoropleiding: public, for who enrols, for the consulent and for the coördinator."""

from django.urls import path

from .views import consulent, coordinator, inschrijven, publiek

app_name = "mentoropleiding"
COORDINATOR = "coordinator/mentoropleiding/"
SESSIE = f"{COORDINATOR}<int:pk>/"
urlpatterns = [
    path("mentoropleiding/", publiek.lijst, name="lijst"),
    path("mentoropleiding/<int:pk>/", publiek.sessie, name="sessie"),
    path("mentoropleiding/<int:pk>/inschrijven/", inschrijven.inschrijven, name="inschrijven"),
    path("mentoropleiding/inschrijvingen/<int:pk>/annuleren/", inschrijven.Annuleren.as_view(), name="annuleren"),
    path("consulent/mentoropleiding/<int:pk>/attest/", consulent.ExternAttest.as_view(), name="extern_attest"),
    path(COORDINATOR, coordinator.sessies, name="sessies"),
    path(f"{COORDINATOR}nieuw/", coordinator.nieuw, name="sessie_nieuw"),
    path(SESSIE, coordinator.sessie, name="sessie_beheer"),
    path(f"{SESSIE}wijzigen/", coordinator.Wijzigen.as_view(), name="sessie_wijzigen"),
    path(f"{SESSIE}annuleren/", coordinator.Annuleren.as_view(), name="sessie_annuleren"),
    path(f"{SESSIE}lijst/", coordinator.lijst, name="aanwezigheidslijst"),
    path(f"{SESSIE}aanwezigheid/<int:nummer>/", coordinator.Aanwezigheid.as_view(), name="aanwezigheid"),
    path(f"{SESSIE}afronden/", coordinator.Afronden.as_view(), name="sessie_afronden"),
    path(f"{COORDINATOR}inschrijvingen/<int:pk>/rechtzetten/", coordinator.Rechtzetten.as_view(), name="rechtzetten"),
]
