"""Doors to the parameters, for the coördinator."""

from django.urls import path

from . import views

app_name = "instellingen"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<slug:naam>/", views.parameter, name="parameter"),
    path("<slug:naam>/nieuw/", views.nieuw, name="nieuw"),
    path("<slug:naam>/<int:pk>/intrekken/", views.intrekken, name="intrekken"),
]
