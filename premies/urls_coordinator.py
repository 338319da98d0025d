"""What the coördinator opens about premies: figures, claims, batches for the department and its replies."""

from django.urls import path

from .views.coordinator import levering, overzicht, premie

app_name = "premiebeheer"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("lijst/", overzicht.lijst, name="lijst"),
    path("lijst/csv/", overzicht.uitvoer, name="csv"),
    path("leveringen/maken/", levering.maken, name="levering_maken"),
    path("leveringen/<str:ref>/", levering.levering, name="levering"),
    path("antwoorden/<int:pk>/", levering.antwoord, name="antwoord"),
    path("<str:ref>/", premie.premie, name="premie"),
]
