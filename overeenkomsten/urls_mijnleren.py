"""Where a lerende reads the own progress, by personal link."""

from django.urls import path

from .views import mijnleren

app_name = "mijnleren"
urlpatterns = [
    path("<str:token>/", mijnleren.start, name="start"),
    path("<str:token>/vernieuwen/", mijnleren.vernieuwen, name="vernieuwen"),
]
