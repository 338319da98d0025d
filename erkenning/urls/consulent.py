"""What a sectorconsulent opens."""

from django.urls import path

from ..views import consulent

app_name = "consulent"
urlpatterns = [
    path("", consulent.vandaag, name="vandaag"),
    path("dossiers/<str:ref>/", consulent.dossier, name="dossier"),
]
