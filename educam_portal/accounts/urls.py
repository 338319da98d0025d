"""Start and own data."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("mijn-gegevens/", views.profiel, name="profiel"),
]
