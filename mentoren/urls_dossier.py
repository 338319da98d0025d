"""Doors of the file of a mentor: the same page in the part of the werkgever and in that of EDUCAM."""

from django.urls import path

from .views import dossier

app_name = "mentoren"
WERKGEVER = "werkgever/mentoren/<int:pk>/"
EDUCAM = "consulent/mentoren/<int:pk>/"
urlpatterns = [
    path(WERKGEVER, dossier.mentor, name="mentor"),
    path(EDUCAM, dossier.dossier, name="dossier"),
    path(f"{WERKGEVER}vragen/", dossier.Vragen.as_view(), name="vragen"),
    path(f"{WERKGEVER}vertrekken/", dossier.Vertrekken.as_view(), name="vertrekken"),
    path(f"{EDUCAM}vertrekken/", dossier.EducamVertrekken.as_view(), name="educam_vertrekken"),
    path(f"{WERKGEVER}terugkeren/", dossier.Terugkeren.as_view(), name="terugkeren"),
    path(f"{EDUCAM}vrijstelling/", dossier.Vrijstelling.as_view(), name="vrijstelling"),
    path(f"{EDUCAM}vestigingen/", dossier.Vestigingen.as_view(), name="vestigingen"),
]
